"""What an engine finds for a rule is what its text means."""

from __future__ import annotations

import pytest

from checker.engine import Choice
from tests.engine.support import CHOICES
from tests.language.agreement import run

CASES = 100  # of a part, with three rules each


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("part", range(4))
def test_random_rules_are_found_as_they_are_meant(choice: Choice, part: int) -> None:
    """Nested loops over the parsed text say the same of every binding."""
    seen = run(choice, 20, part * CASES, CASES)
    assert seen.differing == []
    # the examples must be worth something: enough rules load, match, and tell one binding from another
    assert seen.rules > 2 * seen.refused
    assert seen.matched > seen.rules * 0.4
    assert seen.telling > seen.rules * 0.04
    assert min(seen.unmet, seen.failing, seen.passing) > seen.rules * 0.3
    assert seen.other_units > 0
