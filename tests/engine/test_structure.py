"""Every rule that the compiler hands to durable-rules has a form that is known to be right."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from checker.engine import lowering
from checker.engine.durable_driver import framed
from checker.engine.prepared import planned
from checker.language.query import All, Join, Query, Test
from tests.engine.generate import KINDS, case
from tests.engine.structure import offences
from tests.engine.support import query

ONE_JOIN = query("q", "a:row b:row", Join("a", "low", "<", "b", "low"))


def compiled(queries: tuple[Query, ...]) -> list[dict[str, Any]]:
    return [rule.ast() for rules in planned(queries, KINDS)[0] for rule in rules]


def test_every_compiled_rule_is_safe() -> None:
    rules = list(chain.from_iterable(compiled(case(5, number).queries) for number in range(400)))
    joining = [rule for rule in rules if len(rule["all"]) > 1 and "one" in str(rule)]
    assert len(rules) > 1000
    assert len(joining) > 300
    assert [offence for rule in rules for offence in offences(rule)] == []


def test_a_missing_tail_guard_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lowering, "tail_guard", lambda _joins: ())
    (rule,) = compiled((ONE_JOIN,))
    assert [offence.split(":")[0] for offence in offences(rule)] == ["no tail guard"]


@pytest.mark.parametrize(
    "join", [Join("a", "low", "<", "b", "high"), Join("b", "high", ">", "a", "low")], ids=["as bound", "turned round"]
)
def test_the_join_stands_in_the_later_pattern_whichever_way_it_is_written(join: Join) -> None:
    networks, vocabulary = planned((query("q", "a:row b:row", join),), KINDS)
    low, high = vocabulary.property("low"), vocabulary.property("high")
    assert networks[0][0].ast()["all"] == [
        {"a0": {"k": "k0"}},
        {"a1": {"$and": [{"k": "k0"}, {"$gt": {high: {"a0": low}}}, {"one": {"a0": "one"}}]}},
    ]


def test_equalities_with_constants_stand_before_the_other_tests() -> None:
    condition = All(
        (
            Join("b", "name", "==", "a", "name"),
            Test("b", "low", ">", 1),
            Test("b", "unit", "!=", "件"),
            Test("b", "flag", "==", 1),
        )
    )
    networks, vocabulary = planned((query("q", "a:row b:row", condition),), KINDS)
    second = networks[0][0].ast()["all"][1]["a1"]["$and"]
    name, low, unit, flag = map(vocabulary.property, ("name", "low", "unit", "flag"))
    assert second[:2] == [{"k": "k0"}, {flag: 1}]
    assert sorted(map(str, second[2:4])) == sorted(map(str, [{"$gt": {low: 1}}, {"$neq": {unit: "s0"}}]))
    assert second[4:] == [{name: {"a0": name}}, {"one": {"a0": "one"}}]


@pytest.mark.parametrize(
    "rule",
    [
        {"all": [{"a0": {"k": "k0"}}, {"a1": {"$and": [{"k": "k0"}, {"$lt": {"p0": {"a0": "p0"}}}]}}]},
        {"all": [{"a0": {"k": "k0"}}, {"a1": {"$and": [{"k": "k0"}, {"p0": {"a1": "p0"}}, {"one": {"a0": "one"}}]}}]},
        {"all": [{"a0": {"$and": [{"p0": 1}, {"k": "k0"}]}}]},
        {"all": [{"a0": {"$and": [{"k": "k0"}, {"$or": [{"p0": 1}, {"p1": 1}]}]}}]},
        {"all": [{"a0": {"k": "k0"}}, {"n$not": {"k": "k1"}}]},
        {"all": [{"a0": {"$and": [{"k": "k0"}, {"p0": "甲"}]}}]},
        {"all": [{"a0": {"$and": [{"k": "k0"}, {"p0": True}]}}]},
        {"all": [{"a0": {"$and": [{"k": "k0"}, {"p0": 1.5}]}}]},
        {"all": [{"a0": {"$and": [{"k": "k0"}, {"$lt": {"p0": "s1"}}]}}]},
        {"all": [{"a0": {"$and": [{"k": "k0"}, {"p0": 1, "p1": 2}]}}]},
        {"all": [{"a0": {"$and": []}}]},
        {"all": []},
        {"any": [{"a0": {"k": "k0"}}]},
    ],
)
def test_unsafe_forms_are_seen(rule: dict[str, Any]) -> None:
    assert list(offences(rule))


def test_the_drivers_own_rules_frame_the_others() -> None:
    rules = framed({"r0": {"all": [{"a0": {"k": "k0"}}]}})
    assert list(rules) == ["#begin", "r0", "#sink", "#end"]
