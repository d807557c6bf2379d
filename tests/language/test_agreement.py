"""What the engines find for a rule is what its text means."""

from __future__ import annotations

import pytest

from checker.engine.durable_module import durable_available, durable_problem
from tests.language.generate import run

CASES, PARTS = 400, 4


@pytest.mark.parametrize("part", range(PARTS))
def test_random_rules_are_found_as_they_are_meant(part: int) -> None:
    """Nested loops over the parsed text, the plain engine and durable-rules agree on every binding."""
    seen = run(20, part * CASES // PARTS, CASES // PARTS)
    assert seen.differing == []
    # the examples must be worth something: enough rules load, match, and tell one binding from another
    assert seen.rules > 2 * seen.refused
    assert seen.matched > seen.rules * 0.4
    assert seen.telling > seen.rules * 0.04
    assert min(seen.unmet, seen.failing, seen.passing) > seen.rules * 0.3
    assert seen.other_units > 0


def test_durable_rules_takes_part() -> None:
    """Where the engine of record can't be had, the agreement above is between two evaluators only."""
    if not durable_available():
        pytest.skip(f"DURABLE-RULES IS NOT TESTED HERE: {durable_problem()}")
