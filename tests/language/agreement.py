"""Random rules: what an engine finds and what the rules mean.

``python -m tests.language.agreement --count 100000`` compares that many cases; ``--first 77 --count 1`` repeats case
77. It prints what it saw as JSON; the exit code is 1 where something differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Sequence
from typing import get_args

from msgspec import Struct, field
from msgspec.structs import asdict

from checker.engine import Choice, EngineFact, Matches, make_engine
from checker.language.rules import CompiledRule, compile_rule
from tests.language.generate import rule, sample
from tests.language.meaning import KINDS, Outcome, outcomes

RULES = 3  # of one case


class Seen(Struct):
    """What a run of cases showed."""

    cases: int = 0
    facts: int = 0
    rules: int = 0
    refused: int = 0
    matched: int = 0  # rules with a binding
    bindings: int = 0
    unmet: int = 0
    other_units: int = 0
    failing: int = 0
    passing: int = 0
    telling: int = 0  # rules that some bindings fail and others pass
    differing: list[str] = field(default_factory=list)


def run(choice: Choice, seed: int, first: int, count: int, *, trace: bool = False) -> Seen:
    """Compare ``count`` cases."""
    seen = Seen()
    for number in range(first, first + count):
        if trace:
            os.write(2, b"%d\n" % number)
        label = f"--engine {choice} --seed {seed} --first {number} --count 1"
        _compare(choice, random.Random(f"{seed}:{number}"), label, seen)  # noqa: S311 -- nothing secret
    return seen


def _compare(choice: Choice, chance: random.Random, label: str, seen: Seen) -> None:
    rules = []
    for index in range(RULES):
        compiled, errors = compile_rule(rule(chance, index), KINDS)
        seen.refused += bool(errors)
        if compiled is not None:
            rules.append(compiled)
    facts = [sample(chance, number) for number in range(chance.choice((0, 4, *range(8, 13))))]
    seen.cases += 1
    seen.facts += len(facts)
    queries = [query for compiled in rules for query in compiled.queries]
    columns = {name: dict(kind.columns()) for name, kind in KINDS.items()}
    flat = [EngineFact(fact.id, fact.kind, fact.columns()) for fact in facts]
    matches = make_engine(queries, columns, choice).run(flat)
    for compiled in rules:
        expected = outcomes(compiled.rule, facts, lambda: chance.random() < 0.5)
        if _found(compiled, matches) != expected or _strangers(compiled, matches):
            seen.differing.append(f"{compiled.rule.id} {label}")
        _count(list(expected.values()), seen)


def _found(compiled: CompiledRule, matches: Matches) -> dict[tuple[str, ...], Outcome]:
    """What the queries of a rule found, read as the judge reads it."""
    size = len(compiled.aliases)
    deciding = matches[compiled.deciding.name]
    found = {}
    for ids in matches[compiled.given.name]:
        unmet = next((i for i, need in enumerate(compiled.needs) if ids in matches[need.query.name]), None)
        if unmet is not None:
            declared = unmet < len(compiled.rule.needs)
            found[ids] = Outcome(unmet=unmet) if declared else Outcome(other_units=True)
            continue
        there = {match for match in deciding if match[:size] == ids}
        witnesses = frozenset(name for match in there for name in match[size:])
        found[ids] = Outcome(fails=bool(there) != (compiled.expects == "some"), witnesses=witnesses)
    return found


def _strangers(compiled: CompiledRule, matches: Matches) -> set[tuple[str, ...]]:
    """What the other queries of a rule found of facts that it does not bind."""
    size = len(compiled.aliases)
    found = {match[:size] for query in compiled.queries for match in matches[query.name]}
    return found - matches[compiled.given.name]


def _count(expected: Sequence[Outcome], seen: Seen) -> None:
    decided = [each for each in expected if each.unmet is None and not each.other_units]
    failing = sum(each.fails for each in decided)
    seen.rules += 1
    seen.matched += bool(expected)
    seen.bindings += len(expected)
    seen.unmet += sum(each.unmet is not None for each in expected)
    seen.other_units += sum(each.other_units for each in expected)
    seen.failing += failing
    seen.passing += len(decided) - failing
    seen.telling += 0 < failing < len(decided)


def main() -> int:
    parser = argparse.ArgumentParser(description="random rules: what the engines find and what the rules mean")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--engine", choices=get_args(Choice), default="auto")
    parser.add_argument("--trace", action="store_true", help="write the number of each case to stderr")
    given = parser.parse_args()
    seen = run(given.engine, given.seed, given.first, given.count, trace=given.trace)
    sys.stdout.write(json.dumps(asdict(seen)) + "\n")
    return 1 if seen.differing else 0


if __name__ == "__main__":
    sys.exit(main())
