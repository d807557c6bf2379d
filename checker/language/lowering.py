"""From parsed conditions to conditions over flat columns: names resolved, types checked, intervals compared.

A quantity is an interval of integers in its dimension. Between two of them ``a ~ b`` holds where the intervals
meet, ``a < b`` where a lies certainly below b, and ``a <= b`` where it does not lie certainly above; each only
where both are of one dimension. Reading an optional attribute without its flag is an error.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from checker.language.query import All, Condition, Either, Join, Not, Operator, Test
from checker.language.schema import Attribute, Kind, attribute_names, attribute_of
from checker.language.syntax import (
    And,
    Comparison,
    ConditionError,
    Constant,
    Expression,
    Flag,
    Member,
    Negation,
    Or,
    Reference,
    atoms_of,
)

Flags = frozenset[tuple[str, str]]
NO_FLAGS: Flags = frozenset()
_OPERATORS: dict[str, Operator] = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Scope(Struct, frozen=True):
    """The aliases a condition may use; ``current`` is the fact that bare attributes belong to ("" for none)."""

    kinds: Mapping[str, Kind]
    current: str = ""

    def attribute(self, reference: Reference) -> tuple[str, Attribute]:
        """The alias and attribute a reference means; ConditionError when there is none."""
        alias = reference.alias or self.current
        if not alias:
            raise ConditionError(f"「{reference.attribute}」前要写明别名，例如 row.{reference.attribute}")
        kind = self.kinds.get(alias)
        if kind is None:
            known = "、".join(self.kinds) or "无"
            raise ConditionError(f"没有别名「{alias}」（已有：{known}）")
        found = attribute_of(kind, reference.attribute)
        if found is None:
            from checker.loading.problems import suggestion

            hint = suggestion(reference.attribute, attribute_names(kind))
            raise ConditionError(f"{kind.name} 没有属性「{reference.attribute}」{hint}")
        return alias, found


def lower(expression: Expression, scope: Scope) -> Condition:
    """The flat condition of an expression; ConditionError for wrong names and types."""
    match expression:
        case And(parts):
            return All(tuple(lower(part, scope) for part in parts))
        case Or(parts):
            return Either(tuple(lower(part, scope) for part in parts))
        case Negation(part):
            return Not(lower(part, scope))
        case Flag(reference):
            alias, attribute = scope.attribute(reference)
            if attribute.type != "flag":
                raise ConditionError(f"「{reference}」不是是非属性，不能单独作条件")
            return Test(alias, attribute.name, "==", 1)
        case Member(operand, choices):
            return Either(tuple(_compare(Comparison(operand, "==", choice), scope) for choice in choices))
        case Comparison():
            return _compare(expression, scope)


def _compare(comparison: Comparison, scope: Scope) -> Condition:
    left, sign, right = comparison.left, comparison.sign, comparison.right
    if isinstance(left, Constant):
        if isinstance(right, Constant):
            raise ConditionError("两个常量相比没有意义")
        left, right, sign = right, left, _MIRRORED.get(sign, sign)
    alias, attribute = scope.attribute(left)
    if isinstance(right, Constant):
        return _test(alias, attribute, sign, right)
    other, other_attribute = scope.attribute(right)
    if (alias, attribute.name) == (other, other_attribute.name):
        raise ConditionError(f"「{left}」与自己相比没有意义")
    if attribute.type != other_attribute.type:
        raise ConditionError(f"「{left}」与「{right}」类型不同，不能相比")
    if attribute.type in ("quantity", "date"):
        return _intervals(alias, attribute, sign, other, other_attribute)
    if sign == "~" or (sign not in ("==", "!=") and attribute.type != "int"):
        raise ConditionError(f"「{left}」与「{right}」之间不能用 {sign}")
    return Join(alias, attribute.name, _OPERATORS[sign], other, other_attribute.name)


def _test(alias: str, attribute: Attribute, sign: str, constant: Constant) -> Condition:
    wanted = {"str": "文字", "int": "整数", "flag": "true 或 false"}.get(attribute.type)
    if wanted is None:
        raise ConditionError(f"「{attribute.name}」是区间，只能与另一个区间相比")
    found = "flag" if constant.flag else "str" if isinstance(constant.value, str) else "int"
    if found != attribute.type:
        raise ConditionError(f"「{attribute.name}」应与{wanted}相比")
    if sign == "~" or (sign not in ("==", "!=") and attribute.type != "int"):
        raise ConditionError(f"「{attribute.name}」不能用 {sign}")
    return Test(alias, attribute.name, _OPERATORS[sign], constant.value)


def _intervals(alias: str, attribute: Attribute, sign: str, other: str, other_attribute: Attribute) -> Condition:
    a, b = attribute.name, other_attribute.name

    def joined(column: str, operator: Operator, other_column: str) -> Join:
        return Join(alias, f"{a}_{column}", operator, other, f"{b}_{other_column}")

    match sign:
        case "~":
            parts: tuple[Condition, ...] = (joined("low", "<=", "high"), joined("high", ">=", "low"))
        case "<":
            parts = (joined("high", "<", "low"),)
        case ">":
            parts = (joined("low", ">", "high"),)
        case "<=":
            parts = (joined("low", "<=", "high"),)
        case ">=":
            parts = (joined("high", ">=", "low"),)
        case _:
            raise ConditionError(f"区间之间不能用 {sign}，请用 ~（相符）、<、<=、>、>=")
    if attribute.type == "quantity":
        parts = (Join(alias, f"{a}_unit", "==", other, f"{b}_unit"), *parts)
    return All(parts)


def compared_quantities(expression: Expression, scope: Scope) -> list[tuple[Reference, Reference]]:
    """The pairs of quantities an expression compares: what it can say depends on their units being comparable."""
    pairs = []
    for atom in atoms_of(expression):
        if not (
            isinstance(atom, Comparison) and isinstance(atom.left, Reference) and isinstance(atom.right, Reference)
        ):
            continue
        left_alias, left = scope.attribute(atom.left)
        right_alias, right = scope.attribute(atom.right)
        if left.type == "quantity":
            pairs.append((Reference(left_alias, left.name), Reference(right_alias, right.name)))
    return pairs


def flags_of(expression: Expression, scope: Scope, *, holds: bool = True) -> Flags:
    """The optional attributes that are known where the expression holds (or, with ``holds`` false, does not)."""
    match expression:
        case Flag(reference):
            alias, attribute = scope.attribute(reference)
            if holds and attribute.name.startswith("has_"):
                return frozenset({(alias, attribute.name.removeprefix("has_"))})
            return NO_FLAGS
        case Negation(part):
            return flags_of(part, scope, holds=not holds)
        case And(parts) if holds:
            return NO_FLAGS.union(*(flags_of(part, scope) for part in parts))
        case Or(parts) if not holds:
            return NO_FLAGS.union(*(flags_of(part, scope, holds=False) for part in parts))
        case _:
            return NO_FLAGS


def require_flags(expression: Expression, scope: Scope, known: Flags, *, holds: bool = True) -> None:
    """ConditionError where an optional attribute is read although nothing says that it is there."""
    match expression:
        case Negation(part):
            require_flags(part, scope, known, holds=not holds)
        case And(parts) | Or(parts):
            # in a conjunction every other part holds; in a disjunction the others may be taken to fail
            together = isinstance(expression, And) == holds
            for index, part in enumerate(parts):
                others = (p for i, p in enumerate(parts) if i != index)
                given = NO_FLAGS.union(*(flags_of(p, scope, holds=holds if together else not holds) for p in others))
                require_flags(part, scope, known | given, holds=holds)
        case Comparison(left, _, right):
            for operand in (left, right):
                _require(operand, scope, known)
        case Member(operand, _):
            _require(operand, scope, known)
        case Flag():
            pass


def _require(operand: Reference | Constant, scope: Scope, known: Flags) -> None:
    if isinstance(operand, Constant):
        return
    alias, attribute = scope.attribute(operand)
    if attribute.optional and (alias, attribute.name) not in known:
        raise ConditionError(f"「{operand}」可能没有，读它之前要有 has_{attribute.name}")
