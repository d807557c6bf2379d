"""An engine that loses or invents a match is an internal fault, never a finding or a pass."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checker.engine import EngineFact, EngineFault, Matches
from checker.engine.plain import PlainEngine
from checker.engine.shadow import ShadowEngine
from checker.language.query import Query
from tests.judging.support import rule, session
from tests.loading.support import plan

RULES = [
    rule(
        """
given: {row: indicator where has_target}
expect: {that: row.has_baseline}
at: row
"""
    )
]
QUERIES: list[Query] = [query for loaded in RULES if loaded.compiled for query in loaded.compiled.queries]
LOADED = plan(
    """indicators:
  - {name: 甲, target: {year: 2025, value: 1, unit: 件}}
  - {name: 乙, baseline: {year: 2020, value: 1, unit: 件}, target: {year: 2025, value: 1, unit: 件}}
"""
)


class Careless:
    """The plain engine with one match of one query lost, added or with the query itself forgotten."""

    def __init__(self, query: str, slip: str) -> None:
        self._engine = PlainEngine(QUERIES)
        self._query, self._slip = query, slip

    @property
    def name(self) -> str:
        return "careless"

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        found = dict(self._engine.run(facts))
        match self._slip:
            case "lose":
                assert found[self._query]
                found[self._query] -= {min(found[self._query])}
            case "invent":
                found[self._query] |= {("indicator:2",)} if "fails" in self._query else {("plan:1",)}
            case "forget":
                del found[self._query]
        return found


def careless(query: str, slip: str) -> ShadowEngine:
    return ShadowEngine(Careless(query, slip), PlainEngine(QUERIES))


def test_two_engines_that_agree_are_believed() -> None:
    engine = ShadowEngine(PlainEngine(QUERIES), PlainEngine(QUERIES))
    found = session(RULES, engine=engine).check(LOADED)
    assert [finding.key for finding in found.findings] == ["TST001:indicator:甲"]


@pytest.mark.parametrize("query", [query.name for query in QUERIES])
@pytest.mark.parametrize("slip", ["lose", "invent", "forget"])
def test_a_difference_is_a_fault(query: str, slip: str) -> None:
    with pytest.raises(EngineFault, match=query):
        session(RULES, engine=careless(query, slip)).check(LOADED)


def test_without_the_shadow_the_loss_would_have_been_a_pass() -> None:
    """What the shadow is for."""
    found = session(RULES, engine=Careless("TST001:fails", "lose")).check(LOADED)
    assert found.findings == ()


def test_the_engine_that_a_session_makes_is_watched_where_it_can_be() -> None:
    assert session(RULES).run.engine.endswith(PlainEngine(QUERIES).name)
