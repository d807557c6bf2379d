"""A case that goes wrong is made smaller without its going right."""

from __future__ import annotations

import os
from typing import Any

import pytest

from checker.engine.plain import PlainEngine
from checker.language.query import All, Either, Join, Not, atoms
from tests.engine import generate, minimal
from tests.engine.generate import Case, case
from tests.engine.support import fact, needs_durable, query

JOIN = Join("b", "low", "<", "a", "low")
CASE = case(1, 2)


def joins(one: Case) -> bool:
    """As if every comparison of two facts went wrong as soon as there are two."""
    found = any(isinstance(atom, Join) for each in one.queries for atom in atoms(each.condition))
    return found and len(one.facts) >= 2


def test_what_is_left_is_what_goes_wrong() -> None:
    many = [fact(f"f{index}", "row", low=index) for index in range(9)]
    condition = All((Not(Either((JOIN, All(())))), All((JOIN, JOIN))))
    queries = (query("p", "c:plan"), query("q", "a:row b:row c:said", condition))
    left = minimal.minimal(Case(queries, tuple(many), 1), joins)
    assert len(left.facts) == 2
    (only,) = left.queries
    assert (only.name, only.condition, [each.alias for each in only.patterns]) == ("q", JOIN, ["a", "b"])


@needs_durable
def test_nothing_goes_wrong_in_a_case_that_is_right() -> None:
    assert not minimal.wrong(CASE)
    assert not minimal.wrong_apart(CASE)


@needs_durable
def test_a_difference_is_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    class Losing(PlainEngine):
        def run(self, facts: Any) -> Any:
            return {name: frozenset(sorted(found)[1:]) for name, found in super().run(facts).items()}

    monkeypatch.setattr(generate, "PlainEngine", Losing)
    one = next(each for each in (case(1, number) for number in range(20)) if minimal.wrong(each))
    left = minimal.minimal(one, minimal.wrong)
    assert (len(left.queries), len(left.facts)) == (1, len(left.queries[0].patterns))
    assert f"fact {left.facts[0].id}: {left.facts[0].kind}" in minimal.shown(left)


@needs_durable
def test_a_process_that_dies_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying(PlainEngine):
        def run(self, *_: Any) -> Any:
            os._exit(70)

    monkeypatch.setattr(generate, "PlainEngine", Dying)
    assert minimal.wrong_apart(CASE)
