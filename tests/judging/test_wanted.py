"""Only what the rules ask for is measured, and what they ask for is measured the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from checker import resources
from checker.facts.fact import Fact
from checker.facts.kinds import KINDS
from checker.judging.session import Session
from checker.loading.plans import LoadedPlan, load_plan
from tests.judging.support import rulebook

ROOT = resources.rules().parent
FILES = [*sorted((ROOT / "plans").glob("*.yaml")), ROOT / "docs/examples/linjiang.yaml"]
RARE = {"changed"}  # no plan here has an indicator that a later document replaced


@cache
def session() -> Session:
    return Session(rulebook())


@cache
def measured(path: Path) -> tuple[LoadedPlan, list[Fact]]:
    loaded = load_plan(path)
    return loaded, session().measured(loaded)[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_alone_is_measured_as_among_all(kind: str) -> None:
    seen = 0
    for path in FILES:
        loaded, every = measured(path)
        mine = [fact for fact in every if fact.kind == kind]
        alone = session().measured(loaded, {kind})[1]
        assert [fact for fact in alone if fact.kind == kind] == mine
        assert {fact.kind for fact in alone} != {fact.kind for fact in every}
        seen += len(mine)
    assert seen or kind in RARE
