"""Random conditions, rules and facts of the kinds in ``meaning``."""

from __future__ import annotations

import random
from collections.abc import Mapping

from checker.language.schema import Attribute, Kind
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
    Reference,
)
from checker.language.unparse import unparse, unparse_binding
from checker.loading.validation import validated
from checker.model.rule import Expect, Need, RuleFile
from tests.language.meaning import KINDS, Sample, Span, Value

Chance = random.Random
Flags = frozenset[tuple[str, str]]
WORDS = ("甲", "甲", "甲", "乙", "")
NUMBERS = (0, 1, 2)
UNITS = ("件", "元")
SIGNS = ("==", "!=", "<", "<=", ">", ">=")
INTERVAL_SIGNS = ("~", "~", "<", "<=", ">", ">=")


def expression(
    chance: Chance, kinds: Mapping[str, Kind], current: str = "", *, depth: int = 2, known: Flags = frozenset()
) -> Expression:
    """A condition; most of what may be missing is guarded by its flag."""
    shape = chance.randrange(6) if depth else 5
    if shape == 0:
        return Negation(expression(chance, kinds, current, depth=depth - 1, known=known))
    if shape < 4:
        count = chance.choice((2, 2, 2, 3))
        parts = tuple(
            expression(chance, kinds, current, depth=chance.randrange(depth), known=known) for _ in range(count)
        )
        return And(parts) if chance.random() < 0.5 else Or(parts)
    return _atom(chance, kinds, current, known)


def _atom(chance: Chance, kinds: Mapping[str, Kind], current: str, known: Flags) -> Expression:
    alias = chance.choice(tuple(kinds))
    attribute = chance.choice([each for each in kinds[alias].attributes.values() for _ in range(_weight(each))])
    read = {(alias, attribute)}
    left = _reference(chance, alias, attribute.name, current)
    atom: Expression
    alike = [
        (other, candidate)
        for other, of_kind in kinds.items()
        for candidate in of_kind.attributes.values()
        if candidate.type == attribute.type and (other, candidate.name) != (alias, attribute.name)
    ]
    if attribute.optional and chance.random() < 0.2:
        return Flag(Reference(left.alias, f"has_{attribute.name}"))
    if attribute.type == "flag" and chance.random() < 0.7:
        return Flag(left)
    interval = attribute.type in ("quantity", "date")
    if alike and (interval or chance.random() < 0.6):
        other, candidate = chance.choice(alike)
        read.add((other, candidate))
        signs = INTERVAL_SIGNS if interval else SIGNS if attribute.type == "int" else SIGNS[:2]
        atom = Comparison(left, chance.choice(signs), _reference(chance, other, candidate.name, current))
    elif interval:
        return _atom(chance, kinds, current, known)
    else:
        atom = _with_constant(chance, left, attribute)
    flags = [
        Flag(Reference(_written(chance, alias, current), f"has_{attribute.name}"))
        for alias, attribute in sorted(read, key=lambda each: (each[0], each[1].name))
        if attribute.optional and (alias, attribute.name) not in known
    ]
    if not flags or chance.random() < 0.1:  # now and then something else makes sure of it, or it is refused
        return atom
    if chance.random() < 0.7:
        return And((*flags, atom))
    return Or((*map(Negation, flags), atom))


def _weight(attribute: Attribute) -> int:
    return 3 if attribute.type == "quantity" else 1


def _with_constant(chance: Chance, left: Reference, attribute: Attribute) -> Expression:
    def constant() -> Constant:
        match attribute.type:
            case "str":
                return Constant(chance.choice(WORDS))
            case "int":
                return Constant(chance.choice(NUMBERS))
        return Constant(chance.randrange(2), flag=True)

    if chance.random() < 0.3:
        return Member(left, tuple(constant() for _ in range(chance.randint(1, 3))))
    operands: tuple[Operand, Operand] = (left, constant())
    if chance.random() < 0.1:
        operands = operands[::-1]
    return Comparison(operands[0], chance.choice(SIGNS if attribute.type == "int" else SIGNS[:2]), operands[1])


def _reference(chance: Chance, alias: str, attribute: str, current: str) -> Reference:
    return Reference(_written(chance, alias, current), attribute)


def _written(chance: Chance, alias: str, current: str) -> str:
    """The fact that is being bound needs no alias."""
    return "" if alias == current and chance.random() < 0.8 else alias


def rule(chance: Chance, number: int) -> RuleFile:
    """A rule with its conditions as text."""
    kinds: dict[str, Kind] = {}
    known: Flags = frozenset()
    given: dict[str, str] = {}
    for index in range(chance.choice((1, 1, 2, 2, 2, 3))):
        alias = f"{chance.choice('abc')}{index}"
        kinds[alias] = _kind(chance)
        binding, flags = _binding(chance, kinds, alias, known)
        known |= flags
        given[alias] = binding
    needs = tuple(
        Need(that=unparse(expression(chance, kinds, depth=1, known=known)), else_="说不清")
        for _ in range(chance.choice((0, 0, 1, 1, 2)))
    )
    wanted = chance.choice(("that", "that", "some", "none"))
    if wanted == "that":
        expect = Expect(that=unparse(expression(chance, kinds, known=known)))
    else:
        text, _ = _binding(chance, {**kinds, "_": _kind(chance)}, "_", known)
        expect = validated(Expect, {wanted: text})
    first = next(iter(given))
    return RuleFile(
        id=f"TST{number:03}", name="random", title="随机", severity="info", basis="internal", why="…", given=given,
        needs=needs, expect=expect, at=first, message="…", fix="…", since="0.1",
    )  # fmt: skip


def _kind(chance: Chance) -> Kind:
    return KINDS[chance.choice(("row", "row", "row", "said", "said", "said", "page"))]


def _binding(chance: Chance, kinds: Mapping[str, Kind], alias: str, known: Flags) -> tuple[str, Flags]:
    """A binding, and what it makes sure of."""
    if chance.random() < 0.3:
        return kinds[alias].name, frozenset()
    optional = [name for name, attribute in kinds[alias].attributes.items() if attribute.optional]
    sure = chance.sample(optional, min(len(optional), chance.choice((0, 0, 1, 1, 2))))
    flags = frozenset((alias, name) for name in sure)
    parts: list[Expression] = [Flag(Reference("", f"has_{name}")) for name in sure]
    if not parts or chance.random() < 0.6:
        parts.append(expression(chance, kinds, alias, depth=chance.choice((0, 0, 1, 2)), known=known | flags))
        chance.shuffle(parts)
    condition = parts[0] if len(parts) == 1 else And(tuple(parts))
    return unparse_binding(Binding(kinds[alias].name, condition)), flags


def sample(chance: Chance, number: int) -> Sample:
    """A fact with small values, so that many are alike."""
    kind = _kind(chance)
    values = {name: _value(chance, attribute) for name, attribute in kind.attributes.items()}
    return Sample(f"{kind.name}:{number}", kind.name, values)


def bound(chance: Chance, kinds: Mapping[str, Kind], *, known: bool = False) -> dict[str, Sample]:
    """A fact for each alias; with ``known``, everything of it is known."""
    found: dict[str, Sample] = {}
    while len(found) < len(kinds):
        fact = sample(chance, len(found))
        for alias, kind in kinds.items():
            if kind.name == fact.kind and not (known and None in fact.values.values()):
                found.setdefault(alias, fact)
    return found


def _value(chance: Chance, attribute: Attribute) -> Value:
    if attribute.optional and chance.random() < 0.25:
        return None
    match attribute.type:
        case "str":
            return chance.choice(WORDS)
        case "int":
            return chance.choice(NUMBERS)
        case "flag":
            return chance.randrange(2)
    low = chance.randrange(4)
    unit = chance.choice((*UNITS, UNITS[0])) if attribute.type == "quantity" else ""
    return Span(low, low + chance.randrange(3), unit)
