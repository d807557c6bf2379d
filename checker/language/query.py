"""What the rule language compiles to: positive queries over flat facts.

A query binds one fact to each of its patterns (different aliases bind different facts) and holds where its
condition is true. Both evaluators read this form: the plain one walks ``condition``, durable-rules gets the
disjuncts of ``disjuncts``. Values are ``str`` or ``int``; flags are 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

Operator = Literal["==", "!=", "<", "<=", ">", ">="]
Scalar = str | int

NEGATED: dict[Operator, Operator] = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED: dict[Operator, Operator] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

MAX_DISJUNCTS = 32
MAX_PATTERNS = 8


class TooComplex(ValueError):
    """The condition needs more disjuncts or patterns than the engine is given (see ``MAX_DISJUNCTS``)."""


class Test(Struct, frozen=True):
    """An attribute of a bound fact against a constant."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    alias: str
    attribute: str
    operator: Operator
    value: Scalar


class Join(Struct, frozen=True):
    """An attribute of one bound fact against an attribute of another (or of the same one)."""

    alias: str
    attribute: str
    operator: Operator
    other: str
    other_attribute: str


class Member(Struct, frozen=True):
    """An attribute of a bound fact against several constants: one of them it has to be. Only in disjuncts."""

    alias: str
    attribute: str
    values: tuple[Scalar, ...]


class All(Struct, frozen=True):
    """True where every part is; true without parts."""

    parts: tuple[Condition, ...]


class Either(Struct, frozen=True):
    """True where some part is; false without parts."""

    parts: tuple[Condition, ...]


class Not(Struct, frozen=True):
    """True where its part is not."""

    part: Condition


Atom = Test | Join
Condition = Test | Join | All | Either | Not
Disjunct = tuple[Test | Join | Member, ...]
TRUE = All(())


class Pattern(Struct, frozen=True):
    """A fact of ``kind``, called ``alias`` in the condition."""

    alias: str
    kind: str


class Query(Struct, frozen=True):
    """``name`` is unique in a rule set; matches are tuples of fact ids in the order of ``patterns``."""

    name: str
    patterns: tuple[Pattern, ...]
    condition: Condition
    disjuncts: tuple[Disjunct, ...] = ()  # of the condition; never given

    def __post_init__(self) -> None:
        if len(self.patterns) > MAX_PATTERNS:
            raise TooComplex(f"最多绑定 {MAX_PATTERNS} 个事实，这里有 {len(self.patterns)} 个")
        if not self.disjuncts:
            force_setattr(self, "disjuncts", disjunctive(self.condition))


def positive(condition: Condition, *, negate: bool = False) -> Condition:
    """Push every negation down to the atoms, where it turns the operator round."""
    match condition:
        case Not(part):
            return positive(part, negate=not negate)
        case All(parts) | Either(parts):
            inside = tuple(positive(part, negate=negate) for part in parts)
            return All(inside) if isinstance(condition, All) != negate else Either(inside)
        case Test(alias, attribute, operator, value):
            return Test(alias, attribute, NEGATED[operator], value) if negate else condition
        case Join(alias, attribute, operator, other, other_attribute):
            return Join(alias, attribute, NEGATED[operator], other, other_attribute) if negate else condition


def _branches(condition: Condition) -> list[Disjunct]:
    found: list[Disjunct]
    match condition:
        case Either():
            choices, others = _choices(condition)
            found = [(choice,) for choice in choices] + [branch for part in others for branch in _branches(part)]
        case All(parts):
            found = [
                tuple(atom for branch in choice for atom in branch)
                for choice in _bounded_product([_branches(part) for part in parts])
            ]
        case Not():
            raise AssertionError("negations are pushed down before")
        case atom:
            found = [(atom,)]
    if len(found) > MAX_DISJUNCTS:
        raise TooComplex(f"条件展开后多于 {MAX_DISJUNCTS} 个分支，请拆成几条规则")
    return found


def _choices(either: Either) -> tuple[list[Test | Member], list[Condition]]:
    """What a disjunction asks to be equal to constants, those of one attribute together, and its other parts."""
    values: dict[tuple[str, str], dict[Scalar, None]] = {}
    others: list[Condition] = []
    for part in _flat(either):
        if isinstance(part, Test) and part.operator == "==":
            values.setdefault((part.alias, part.attribute), {})[part.value] = None
        else:
            others.append(part)
    asked: list[Test | Member] = []
    for (alias, attribute), each in values.items():
        first, *more = each
        asked.append(Member(alias, attribute, (first, *more)) if more else Test(alias, attribute, "==", first))
    return asked, others


def _flat(either: Either) -> Iterator[Condition]:
    for part in either.parts:
        if isinstance(part, Either):
            yield from _flat(part)
        else:
            yield part


def _bounded_product(choices: list[list[Disjunct]]) -> Iterator[tuple[Disjunct, ...]]:
    size = 1
    for branches in choices:
        size *= len(branches)
        if size > MAX_DISJUNCTS:
            raise TooComplex(f"条件展开后多于 {MAX_DISJUNCTS} 个分支，请拆成几条规则")
    return product(*choices)


def disjunctive(condition: Condition) -> tuple[Disjunct, ...]:
    """The disjunctive normal form, with one atom for one of several constants; TooComplex beyond ``MAX_DISJUNCTS``."""
    return tuple(dict.fromkeys(tuple(dict.fromkeys(branch)) for branch in _branches(positive(condition))))


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of the condition, in reading order."""
    match condition:
        case All(parts) | Either(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case atom:
            yield atom
