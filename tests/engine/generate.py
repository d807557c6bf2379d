"""Random queries and facts, and what they mean by nested loops; three evaluators must agree on them.

``python -m tests.engine.generate --count 1000 --seed 1`` runs that many cases (``bench/agreement.py``: many more, in
pieces). A case depends on its seed and number alone: ``--seed 1 --first 77 --count 1`` repeats case 77. It prints what
it saw as JSON; the exit code is 1 where two evaluators differ. With ``--trace`` a crash leaves the number of its case
as the last number on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from unittest.mock import patch

from msgspec import Struct, field
from msgspec.structs import asdict

from checker.engine import networks
from checker.engine.durable import DurableEngine
from checker.engine.plain import PlainEngine
from checker.engine.port import Engine, EngineFact, Matches
from checker.language.query import (
    All,
    Condition,
    Either,
    Join,
    Member,
    Not,
    Operator,
    Pattern,
    Query,
    Scalar,
    Test,
    TooComplex,
)

# one attribute has different types in two kinds, and all kinds share names
KINDS: dict[str, dict[str, type]] = {
    "row": {"name": str, "unit": str, "low": int, "high": int, "flag": int},
    "said": {"name": str, "low": int, "unit": int, "flag": bool},
    "plan": {"name": str, "title": str},
}
STRINGS = ("", "甲", "乙", "costarring", "liquid", 'a"b\\', "true", "12", "s1", "🀄", "\ud800", "é", "e\u0301")
INTS = (0, 1, 2, -1, 12, 2**53 - 1, 1 - 2**53)
EQUALITIES: tuple[Operator, ...] = ("==", "!=")
OPERATORS: tuple[Operator, ...] = ("==", "!=", "<", "<=", ">", ">=")
ORDERS = 2  # how often the facts of a case are asserted, each time shuffled


class Case(Struct, frozen=True):
    """Queries that one engine is compiled from, and facts."""

    queries: tuple[Query, ...]
    facts: tuple[EngineFact, ...]
    rules_a_network: int


def case(seed: int, number: int) -> Case:
    """The case of this number, the same on every call."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 -- nothing secret
    strings, ints = chance.sample(STRINGS, chance.choice((2, 3))), [*chance.sample(INTS[:3], 2), chance.choice(INTS)]
    queries = tuple(_query(chance, f"q{index}", strings, ints) for index in range(chance.randint(1, 4)))
    facts = tuple(
        _fact(chance, f"f-{index}", strings, ints)
        for index in range(chance.choice((0, 3, *range(6, 12), *range(6, 12))))
    )
    return Case(queries, facts, chance.choice((1, 2, networks.MAX_RULES, networks.MAX_RULES)))


def _kind(chance: random.Random) -> str:
    return chance.choice(("row", "row", "row", "row", "row", "said", "said", "said", "plan"))


def _fact(chance: random.Random, name: str, strings: Sequence[str], ints: Sequence[int]) -> EngineFact:
    kind = _kind(chance)
    return EngineFact(name, kind, {key: _value(chance, type_, strings, ints) for key, type_ in KINDS[kind].items()})


def _value(chance: random.Random, type_: type, strings: Sequence[str], ints: Sequence[int]) -> Scalar:
    if type_ is bool:
        return chance.random() < 0.5
    return chance.choice(strings) if type_ is str else chance.choice(ints)


def _query(chance: random.Random, name: str, strings: Sequence[str], ints: Sequence[int]) -> Query:
    count = chance.choice((1, 1, 2, 2, 2, 3))
    patterns = tuple(Pattern(f"{chance.choice('xyz')}{index}", _kind(chance)) for index in range(count))
    while True:
        condition = _condition(chance, patterns, strings, ints, depth=chance.choice((1, 2, 2, 3)))
        try:
            return Query(name, patterns, condition)
        except TooComplex:
            continue


def _condition(
    chance: random.Random, patterns: Sequence[Pattern], strings: Sequence[str], ints: Sequence[int], *, depth: int
) -> Condition:
    if depth == 0:
        return _atom(chance, patterns, strings, ints)
    parts = [
        _condition(chance, patterns, strings, ints, depth=chance.randrange(depth))
        for _ in range(chance.choice((0, 1, 2, 2, 2, 2, 2, 2, 3, 3)))
    ]
    shape = chance.randrange(6)
    if shape == 0:
        return Not(_condition(chance, patterns, strings, ints, depth=depth - 1))
    return All(tuple(parts)) if shape < 4 or not parts else Either(tuple(parts))


def _atom(chance: random.Random, patterns: Sequence[Pattern], strings: Sequence[str], ints: Sequence[int]) -> Condition:
    pattern = chance.choice(patterns)
    attribute, type_ = chance.choice(tuple(KINDS[pattern.kind].items()))
    if chance.random() < 0.12:  # one of several constants
        values = [_value(chance, type_, strings, ints) for _ in range(chance.choice((2, 2, 3)))]
        return Either(tuple(Test(pattern.alias, attribute, "==", value) for value in values))
    operator = chance.choice(("==", *EQUALITIES) if type_ is str else ("==", "==", *OPERATORS))
    other = chance.choice(patterns)  # now and then the fact itself
    alike = [name for name, its in KINDS[other.kind].items() if (its is str) == (type_ is str)]
    if not alike or chance.random() < (0.3 if other is not pattern else 0.8):
        return Test(pattern.alias, attribute, operator, _value(chance, type_, strings, ints))
    return Join(pattern.alias, attribute, operator, other.alias, chance.choice(alike))


def holds(condition: Condition | Member, bound: Mapping[str, EngineFact]) -> bool:
    """What a condition means, once more and apart from the product's own evaluator."""
    match condition:
        case All(parts):
            return all(holds(part, bound) for part in parts)
        case Either(parts):
            return any(holds(part, bound) for part in parts)
        case Not(part):
            return not holds(part, bound)
        case Member(alias, attribute, values):
            return any(bound[alias].values[attribute] == value for value in values)
        case Test(alias, attribute, operator, right):
            left = bound[alias].values[attribute]
        case Join(alias, attribute, operator, other, other_attribute):
            left, right = bound[alias].values[attribute], bound[other].values[other_attribute]
    if operator in EQUALITIES:
        return (left == right) == (operator == "==")
    assert isinstance(left, int)
    assert isinstance(right, int)
    return (
        (left < right and operator[0] == "<")
        or (left > right and operator[0] == ">")
        or (left == right and operator[-1] == "=")
    )


def tuples(query: Query, facts: Sequence[EngineFact]) -> Iterator[tuple[EngineFact, ...]]:
    """All tuples of different facts of the query's kinds."""
    of_kinds = [[fact for fact in facts if fact.kind == pattern.kind] for pattern in query.patterns]
    for bound in product(*of_kinds):
        if len({fact.id for fact in bound}) == len(bound):
            yield bound


def meaning(queries: Sequence[Query], facts: Sequence[EngineFact]) -> Matches:
    """The matches by nested loops."""
    found: Matches = {}
    for query in queries:
        aliases = [pattern.alias for pattern in query.patterns]
        found[query.name] = frozenset(
            tuple(fact.id for fact in bound)
            for bound in tuples(query, facts)
            if holds(query.condition, dict(zip(aliases, bound, strict=True)))
        )
    return found


class Seen(Struct):
    """What a run of cases showed."""

    cases: int = 0
    facts: int = 0
    queries: int = 0
    matches: int = 0
    matched: int = 0  # queries with a match
    telling: int = 0  # queries with a match and a tuple that is none
    disjuncts: int = 0
    members: int = 0  # atoms of these that ask for one of several constants
    differing: list[str] = field(default_factory=list)


def run(seed: int, first: int, count: int, *, durable: bool = True, trace: bool = False) -> Seen:
    """Evaluate ``count`` cases three ways, or without durable-rules two ways."""
    seen = Seen()
    for number in range(first, first + count):
        if trace:
            os.write(2, b"%d\n" % number)
        one = case(seed, number)
        label = f"--seed {seed} --first {number} --count 1"
        expected = meaning(one.queries, one.facts)
        seen.differing += [f"{name} {label}" for name in differing(one, expected, label, durable=durable)]
        _count(one, expected, seen)
    return seen


def differing(one: Case, expected: Matches, label: str, *, durable: bool = True) -> list[str]:
    """The engines that find something else, once for each order of the facts."""
    engines: list[Engine] = [PlainEngine(one.queries)]
    if durable:
        with patch.object(networks, "MAX_RULES", one.rules_a_network):
            engines.append(DurableEngine(one.queries, KINDS))
    chance = random.Random(label)  # noqa: S311
    orders = [chance.sample(one.facts, len(one.facts)) for _ in range(ORDERS)]
    return [engine.name for facts in orders for engine in engines if engine.run(facts) != expected]


def _count(one: Case, expected: Matches, seen: Seen) -> None:
    seen.cases += 1
    seen.facts += len(one.facts)
    seen.queries += len(one.queries)
    for query in one.queries:
        matches = len(expected[query.name])
        seen.matches += matches
        seen.matched += matches > 0
        seen.telling += 0 < matches < sum(1 for _ in tuples(query, one.facts))
        seen.disjuncts += len(query.disjuncts)
        seen.members += sum(isinstance(atom, Member) for disjunct in query.disjuncts for atom in disjunct)


def main() -> int:
    parser = argparse.ArgumentParser(description="durable-rules, the plain evaluator and nested loops on random cases")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--trace", action="store_true", help="write the number of each case to stderr")
    given = parser.parse_args()
    seen = run(given.seed, given.first, given.count, trace=given.trace)
    sys.stdout.write(json.dumps(asdict(seen)) + "\n")
    return 1 if seen.differing else 0


if __name__ == "__main__":
    sys.exit(main())
