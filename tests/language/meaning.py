"""What conditions and rules mean, by nested loops over the parsed text, apart from the product's own way.

A span stands for every whole number in it, and two spans are compared by comparing each number with each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations

from msgspec import Struct

from checker.language.query import Scalar
from checker.language.schema import Kind, has, kind
from checker.language.syntax import (
    And,
    Binding,
    Comparison,
    Constant,
    Expression,
    Flag,
    Member,
    Negation,
    Operand,
    Or,
    atoms_of,
    parse_binding,
    parse_condition,
)
from checker.model.rule import RuleFile

KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        kind(
            "row",
            "a kind with everything",
            has("name", "str", "…"),
            has("code", "str", "…", optional=True),
            has("count", "int", "…"),
            has("year", "int", "…", optional=True),
            has("done", "flag", "…"),
            has("size", "quantity", "…"),
            has("goal", "quantity", "…", optional=True),
            has("made", "date", "…"),
            has("seen", "date", "…", optional=True),
        ),
        kind(
            "said",
            "a kind that shares names with the other",
            has("name", "str", "…"),
            has("code", "str", "…", optional=True),
            has("year", "int", "…", optional=True),
            has("sure", "flag", "…"),
            has("size", "quantity", "…", optional=True),
            has("made", "date", "…"),
            drawn_from="figures",
        ),
        kind("page", "a kind with little", has("name", "str", "…"), has("count", "int", "…")),
    )
}


class Span(Struct, frozen=True):
    """The whole numbers from ``low`` to ``high``; dates have no unit."""

    low: int
    high: int
    unit: str = ""


Value = str | int | Span | None


class Sample(Struct, frozen=True):
    """A fact; None where an optional attribute is not known."""

    id: str
    kind: str
    values: Mapping[str, Value]

    def columns(self) -> dict[str, Scalar]:
        """The fact as the engines get it."""
        flat: dict[str, Scalar] = {}
        for name, attribute in KINDS[self.kind].attributes.items():
            value = self.values[name]
            if attribute.optional:
                flat[f"has_{name}"] = int(value is not None)
            if attribute.type in ("quantity", "date"):
                span = value if isinstance(value, Span) else Span(0, 0)
                flat |= {f"{name}_low": span.low, f"{name}_high": span.high}
                if attribute.type == "quantity":
                    flat[f"{name}_unit"] = span.unit
            else:
                assert not isinstance(value, Span)
                flat[name] = ("" if attribute.type == "str" else 0) if value is None else value
        return flat


Bound = Mapping[str, Sample]
Guess = Callable[[], bool]
"""What a comparison with something unknown comes to; whatever it says must never decide."""


def truth(expression: Expression, bound: Bound, guess: Guess, current: str = "") -> bool:
    """Whether an expression holds of the bound facts."""
    match expression:
        case And(parts) | Or(parts):
            each = [truth(part, bound, guess, current) for part in parts]  # all of them: nothing hides behind another
            return all(each) if isinstance(expression, And) else any(each)
        case Negation(part):
            return not truth(part, bound, guess, current)
        case Flag(reference):
            return bool(_value(reference, bound, current))
        case Member(operand, choices):
            value = _value(operand, bound, current)
            return guess() if value is None else value in [choice.value for choice in choices]
        case Comparison(left, sign, right):
            return _compared(_value(left, bound, current), sign, _value(right, bound, current), guess)


def _value(operand: Operand, bound: Bound, current: str) -> Value:
    if isinstance(operand, Constant):
        return operand.value
    values = bound[operand.alias or current].values
    if operand.attribute not in values:
        return int(values[operand.attribute.removeprefix("has_")] is not None)
    return values[operand.attribute]


def _compared(left: Value, sign: str, right: Value, guess: Guess) -> bool:
    if left is None or right is None:
        return guess()
    if isinstance(left, Span):
        assert isinstance(right, Span)
        return _spans(left, sign, right)
    if sign in ("==", "!="):
        return (left == right) == (sign == "==")
    assert isinstance(left, int)
    assert isinstance(right, int)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def _spans(left: Span, sign: str, right: Span) -> bool:
    if left.unit != right.unit:
        return False
    pairs = [(x, y) for x in range(left.low, left.high + 1) for y in range(right.low, right.high + 1)]
    match sign:
        case "~":
            return any(x == y for x, y in pairs)
        case "<":
            return all(x < y for x, y in pairs)
        case ">":
            return all(x > y for x, y in pairs)
        case "<=":
            return any(x <= y for x, y in pairs)
        case ">=":
            return any(x >= y for x, y in pairs)
    raise AssertionError(sign)


class Outcome(Struct, frozen=True):
    """What a rule says of one binding: the first need that is not met, else whether it fails and what it found."""

    unmet: int | None = None
    other_units: bool = False
    fails: bool = False
    witnesses: frozenset[str] = frozenset()


def outcomes(rule: RuleFile, facts: Sequence[Sample], guess: Guess) -> dict[tuple[str, ...], Outcome]:
    """What a rule says of each of its bindings, by the ids of the bound facts."""
    given = {alias: parse_binding(text) for alias, text in rule.given.items()}
    found = {}
    for chosen in permutations(facts, len(given)):
        bound = dict(zip(given, chosen, strict=True))
        # bindings read from left to right: a later one may rely on what an earlier one makes sure
        if all(_fits(binding, alias, bound, guess) for alias, binding in given.items()):
            found[tuple(fact.id for fact in chosen)] = _outcome(rule, bound, facts, guess)
    return found


def _fits(binding: Binding, alias: str, bound: Bound, guess: Guess) -> bool:
    return bound[alias].kind == binding.kind and (
        binding.condition is None or truth(binding.condition, bound, guess, alias)
    )


def _outcome(rule: RuleFile, bound: Bound, facts: Sequence[Sample], guess: Guess) -> Outcome:
    for index, need in enumerate(rule.needs):
        if not truth(parse_condition(need.that), bound, guess):
            return Outcome(unmet=index)
    assert rule.expect is not None
    if rule.expect.that is not None:
        wanted = parse_condition(rule.expect.that)
        if any(left.unit != right.unit for left, right in _quantities(wanted, bound)):
            return Outcome(other_units=True)
        return Outcome(fails=not truth(wanted, bound, guess))
    binding = parse_binding(rule.expect.some or rule.expect.none or "")
    taken = {fact.id for fact in bound.values()}
    witnesses = frozenset(
        fact.id for fact in facts if fact.id not in taken and _fits(binding, "_", {**bound, "_": fact}, guess)
    )
    return Outcome(fails=bool(witnesses) == (rule.expect.none is not None), witnesses=witnesses)


def _quantities(expression: Expression, bound: Bound) -> Iterator[tuple[Span, Span]]:
    """The known quantities that a condition compares."""
    for atom in atoms_of(expression):
        if isinstance(atom, Comparison):
            left, right = _value(atom.left, bound, ""), _value(atom.right, bound, "")
            if isinstance(left, Span) and isinstance(right, Span):
                yield left, right
