"""durable-rules, the plain evaluator and nested loops agree on thousands of random rules and facts.

``python -m tests.engine.generate --count 100000 --seed 7`` is the long run.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from checker.engine import EngineFault, durable_driver, encoding, lowering
from checker.engine import prepared as preparing
from checker.engine.durable import DurableEngine
from checker.engine.lowering import EngineRule, Vocabulary
from checker.engine.plain import COMPARE, PlainEngine
from checker.language.query import MIRRORED, Query, Test
from tests.engine import generate
from tests.engine.generate import KINDS, case, holds, meaning, run
from tests.engine.support import fact, needs_durable, query

CASES = 1500


@needs_durable
@pytest.mark.parametrize("seed", [1, 2])
def test_three_evaluators_agree(seed: int) -> None:
    """In a process of its own: a crash is a failure that names its case."""
    command = [sys.executable, "-m", "tests.engine.generate", "--count", str(CASES), "--seed", str(seed), "--trace"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    last = ended.stderr.splitlines()[-1:] or ["?"]
    assert ended.returncode == 0, f"exit {ended.returncode} at --seed {seed} --first {last[0]}\n{ended.stdout[-2000:]}"
    seen: dict[str, Any] = json.loads(ended.stdout)
    assert seen["differing"] == []
    assert seen["cases"] == CASES
    assert seen["matched"] > 0.3 * seen["queries"]
    assert seen["telling"] > 0.3 * seen["queries"]
    assert seen["disjuncts"] > 1.3 * seen["queries"]
    assert seen["members"] > 0.1 * seen["queries"]


def test_the_plain_evaluator_agrees_with_nested_loops() -> None:
    """Also where durable-rules can't be had."""
    seen = run(3, 0, 400, durable=False)
    assert seen.differing == []
    assert seen.telling > 0.3 * seen.queries


@needs_durable
def test_they_agree_on_many_queries_in_one_engine() -> None:
    for seed in range(2):
        cases = [case(100 + seed, number) for number in range(80)]
        queries = [
            Query(f"{index}:{each.name}", each.patterns, each.condition)
            for index, one in enumerate(cases)
            for each in one.queries
        ]
        facts = [
            fact(f"{index}:{each.id}", each.kind, **each.values)
            for index, one in enumerate(cases[:8])
            for each in one.facts[:4]
        ]
        assert len(queries) > 150
        found = DurableEngine(queries, KINDS).run(random.Random(seed).sample(facts, len(facts)))  # noqa: S311
        assert found == PlainEngine(queries).run(facts)
        assert sum(map(len, found.values())) > 1000


# The comparison is able to fail


def differing(count: int = 150) -> int:
    return len(run(9, 0, count).differing)


@needs_durable
def test_nothing_differs_unless_something_is_broken() -> None:
    assert differing() == 0


@needs_durable
def test_a_dropped_disjunct_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def less(queries: Iterable[Query], vocabulary: Vocabulary) -> Iterator[EngineRule]:
        for each in queries:
            rules = list(lowering.lowered([each], vocabulary))
            yield from rules[:-1] if len(rules) > 1 else rules

    monkeypatch.setattr(preparing, "lowered", less)
    assert differing() > 30


@needs_durable
def test_a_join_that_is_not_turned_round_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.engine.lowering.MIRRORED", {each: each for each in MIRRORED})
    assert differing() > 10


@needs_durable
def test_a_comparison_of_a_fact_with_itself_that_is_always_true_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.engine.encoding.COMPARE", dict.fromkeys(COMPARE, lambda _left, _right: True))
    assert differing() > 10


@needs_durable
def test_strings_that_are_not_told_apart_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_written", lambda number: f'"s{number % 2}"')
    assert differing() > 10


def without_sink(rules: dict[str, Any]) -> dict[str, Any]:
    return {name: rule for name, rule in rules.items() if name != "#sink"}


@needs_durable
def test_a_removed_sink_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    framed = durable_driver.framed
    monkeypatch.setattr(durable_driver, "framed", lambda rules: without_sink(framed(rules)))
    with pytest.raises(EngineFault, match="回答 1"):
        differing()


@needs_durable
def test_a_broken_plain_evaluator_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Losing(PlainEngine):
        def run(self, facts: Any) -> Any:
            return {name: frozenset(sorted(found)[1:]) for name, found in super().run(facts).items()}

    monkeypatch.setattr(generate, "PlainEngine", Losing)
    assert differing() > 100


def test_the_nested_loops_know_the_operators() -> None:
    for operator, expected in {"==": "010", "!=": "101", "<": "100", "<=": "110", ">": "001", ">=": "011"}.items():
        condition = Test("a", "low", operator, 1)  # type: ignore[arg-type]
        facts = [fact(f"f{value}", "row", low=value) for value in range(3)]
        assert "".join(str(int(holds(condition, {"a": each}))) for each in facts) == expected
        assert len(meaning([query("q", "a:row", condition)], facts)["q"]) == expected.count("1")
