"""Every fact is flat and whole: what the engine and the messages rely on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from checker import resources
from checker.facts import Fact
from checker.facts.kinds import KINDS
from checker.facts.quantities import LIMIT
from checker.judging.rulebook import load_rulebook
from checker.judging.session import Session
from checker.loading.plans import load_plan
from tests.facts import sample

PLANS = sorted((resources.rules().parent / "plans").glob("*.yaml"))


def every_fact() -> list[Fact]:
    session = Session(load_rulebook(), rules=[])
    real = [fact for path in PLANS for fact in session.measured(load_plan(path))[1]]
    return [*sample.facts(), *real]


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return every_fact()


def test_the_sample_has_facts_of_every_kind() -> None:
    assert {fact.kind for fact in sample.facts()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_there_with_its_type(kind: str, facts: Sequence[Fact]) -> None:
    columns = dict(KINDS[kind].columns())
    found = [fact for fact in facts if fact.kind == kind]
    assert found
    for fact in found:
        assert {name: type(value) for name, value in fact.values.items()} == columns
        assert all(abs(value) <= LIMIT for value in fact.values.values() if isinstance(value, int))


@pytest.mark.parametrize("kind", KINDS)
def test_flags_say_what_is_there_and_intervals_are_in_order(kind: str, facts: Sequence[Fact]) -> None:
    for fact in (fact for fact in facts if fact.kind == kind):
        for name, attribute in KINDS[kind].attributes.items():
            columns = [name] if attribute.type not in ("quantity", "date") else [f"{name}_low", f"{name}_high"]
            if attribute.optional and not fact.values[f"has_{name}"]:
                assert {fact.values[column] for column in columns} <= {"", 0}
            elif len(columns) == 2:
                low, high = (fact.values[column] for column in columns)
                assert isinstance(low, int)
                assert isinstance(high, int)
                assert low <= high
            elif attribute.type == "str" and "为空" not in attribute.doc:
                assert fact.values[name] != "", name


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_there_can_stand_in_a_message(kind: str, facts: Sequence[Fact]) -> None:
    for fact in (fact for fact in facts if fact.kind == kind):
        for name, attribute in KINDS[kind].attributes.items():
            if (not attribute.optional or fact.values[f"has_{name}"]) and "为空" not in attribute.doc:
                assert fact.text(name), (fact.label, name)


def test_optional_values_are_seen_present_and_absent() -> None:
    """Else the tests above would say little."""
    seen = Counter(
        (fact.kind, name, fact.values[f"has_{name}"])
        for fact in sample.facts()
        for name, attribute in KINDS[fact.kind].attributes.items()
        if attribute.optional
    )
    both = {(kind, name) for kind, name, has in seen if has} & {(kind, name) for kind, name, has in seen if not has}
    alone = {(kind, name) for kind, name, _ in seen if kind == "plan"}  # there is one plan
    assert {(kind, name) for kind, name, _ in seen} == both | alone


def test_ids_are_numbered_within_their_kind(facts: Sequence[Fact]) -> None:
    own = sample.facts()
    counts: Counter[str] = Counter()
    for fact in own:
        counts[fact.kind] += 1
        assert fact.id == f"{fact.kind}:{counts[fact.kind]}"
    assert counts["plan"] == 1
    assert len(facts) > 500


def test_every_fact_has_a_place_that_names_it() -> None:
    for fact in sample.facts():
        assert fact.places
        assert all(place.label and place.line for place in fact.places)
        assert fact.label
        assert fact.key.startswith(tuple(KINDS)) or fact.key.startswith("document:")
