"""The limits of durable-rules: the compiler spreads the rules over networks, or refuses a rule that fits on none."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any, cast

import pytest

from checker.engine import EngineFact, EngineFault, make_engine
from checker.engine.durable import DurableEngine
from checker.engine.durable_driver import Network, rules_json
from checker.engine.durable_module import durable_module
from checker.engine.networks import MAX_CHILDREN, MAX_ENDING, MAX_PROPERTIES, MAX_RULES
from checker.engine.plain import PlainEngine
from checker.engine.prepared import planned
from checker.language.query import All, Condition, Either, Join, Operator, Query, Test, TooComplex
from tests.engine.support import fact, needs_durable, query

WIDE: dict[str, dict[str, type]] = {"x": {f"n{index}": int for index in range(600)} | {"text": str}}
SMALL: dict[str, dict[str, type]] = {"x": {"a": int, "b": int, "text": str, "other": str}, "y": {"a": int, "text": str}}


def small(name: str, a: int = 0, b: int = 0, text: str = "", other: str = "") -> EngineFact:
    return fact(name, "x", a=a, b=b, text=text, other=other)


def agree(queries: list[Query], kinds: dict[str, dict[str, type]], facts: list[EngineFact]) -> int:
    """Both engines answer alike; how many networks it took."""
    found = DurableEngine(queries, kinds).run(facts)
    assert found == PlainEngine(queries).run(facts)
    assert any(found.values())
    return len(planned(queries, kinds)[0])


def of_all(conditions: list[Condition], patterns: str = "a:x") -> list[Query]:
    return [query(f"q{index}", patterns, condition) for index, condition in enumerate(conditions)]


# 64 tests that are true at once


TOGETHER: dict[str, list[Condition]] = {
    "inequalities": [Test("a", "a", "!=", index) for index in range(150)],
    "orderings": [Test("a", "a", ">", -index) for index in range(1, 151)],
    # 40 tests are true after the kind and 40 after the last or the first of them: none of these places holds 64
    "a path": [
        *(Test("a", "a", ">", -index) for index in range(1, 41)),
        *(All((Test("a", "a", ">", -1), Test("a", "b", ">", -index))) for index in range(1, 41)),
        *(All((Test("a", "a", ">", -40), Test("a", "b", ">", -index))) for index in range(1, 41)),
    ],
}
THREE = [small("f1", 1000, 1000), small("f2", 3), small("f3", -5, -5)]


@needs_durable
@pytest.mark.parametrize(("which", "networks"), [("inequalities", 3), ("orderings", 3), ("a path", 2)])
def test_tests_that_are_true_at_once_are_spread(which: str, networks: int) -> None:
    assert agree(of_all(TOGETHER[which]), SMALL, THREE) == networks


@needs_durable
@pytest.mark.parametrize("which", TOGETHER)
def test_on_one_network_they_would_be_too_many(monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    monkeypatch.setattr("checker.engine.networks.MAX_STACK", 10_000)
    with pytest.raises(EngineFault, match="303"):
        DurableEngine(of_all(TOGETHER[which]), SMALL).run(THREE)


@needs_durable
def test_joins_count_whether_true_or_not() -> None:
    queries = of_all([All((Join("b", "a", "==", "a", "a"), Join("b", "b", "<", "a", "b")))] * 150, "a:x b:x")
    assert agree(queries, SMALL, [small("f1", 1, 1), small("f2", 1, 2), small("f3", 2, 1)]) == 3


@needs_durable
def test_equalities_with_one_attribute_take_one_place() -> None:
    conditions: list[Condition] = [Test("a", "text", "==", f"c{index}") for index in range(MAX_RULES)]
    assert agree(of_all(conditions), SMALL, [small("f1", text="c7"), small("f2")]) == 1


# 511 tests after one test; 255 patterns that end alike; rules, properties


@needs_durable
def test_constants_are_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.engine.networks.MAX_RULES", 10_000)
    # two attributes together: the limit is that of all tests after one test, not of one attribute's
    conditions: list[Condition] = [
        Test("a", attribute, "==", f"c{index}") for index in range(700) for attribute in ("text", "other")
    ]
    facts = [small("f1", text="c0", other="c699"), small("f2", text="c350"), small("f3")]
    assert agree(of_all(conditions), SMALL, facts) == 3
    assert max(len(rules) for rules in planned(of_all(conditions), SMALL)[0]) == MAX_CHILDREN


@needs_durable
def test_patterns_that_end_alike_are_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.engine.networks.MAX_RULES", 10_000)
    queries = [query(f"q{index}", "a:x b:y") for index in range(700)]
    assert agree(queries, SMALL, [small("f1"), small("f2"), fact("g", "y", a=0, text="")]) == 3
    assert max(len(rules) for rules in planned(queries, SMALL)[0]) == MAX_ENDING


@needs_durable
def test_many_rules_are_spread() -> None:
    branches = Either(tuple(Test("a", "a", ">=", 2 * index) for index in range(32)))
    queries = [query(f"q{index}", "a:x", branches) for index in range(50)]
    assert agree(queries, SMALL, [small(f"f{index}", index) for index in range(40)]) == 50 * 32 // MAX_RULES


@needs_durable
def test_properties_are_spread() -> None:
    conditions: list[Condition] = [
        All(tuple(Test("a", f"n{index}", "==", index) for index in range(start, start + 30)))
        for start in range(0, 600, 30)
    ]
    facts = [fact("f", "x", text="", **{f"n{index}": index for index in range(600)})]
    assert agree(of_all(conditions), WIDE, facts) == 3


@pytest.mark.parametrize("choice", ["auto", "plain"])
def test_a_query_that_reads_more_than_a_fact_can_hold_is_refused(choice: Any) -> None:
    most = All(tuple(Test("a", f"n{index}", "==", 1) for index in range(MAX_PROPERTIES)))
    facts = [fact("f", "x", text="", **{f"n{index}": 1 for index in range(600)})]
    assert make_engine([query("q", "a:x", most)], WIDE, choice).run(facts) == {"q": {("f",)}}
    more = All((*most.parts, Test("a", "n500", "==", 1)))
    with pytest.raises(TooComplex, match="查询 TGT001：条件太多，规则引擎放不下，请拆成几条规则"):
        make_engine([query("TGT001", "a:x", more)], WIDE, choice)


# 29 joins of a pattern, the tail guard included; 16 patterns


@pytest.mark.parametrize("choice", ["auto", "plain"])
def test_a_query_with_too_many_joins_is_refused(choice: Any) -> None:
    joins = [Join("b", f"n{index}", "==", "a", f"n{index}") for index in range(29)]
    facts = [fact(name, "x", text="", **{f"n{index}": 1 for index in range(600)}) for name in ("f", "g")]
    engine = make_engine([query("q", "a:x b:x", All(tuple(joins[:28])))], WIDE, choice)
    assert engine.run(facts) == {"q": {("f", "g"), ("g", "f")}}
    with pytest.raises(TooComplex, match="查询 TGT001：一个事实与其他事实的比较多于 28 处，请拆成几条规则"):
        make_engine([query("TGT001", "a:x b:x", All(tuple(joins)))], WIDE, choice)


@pytest.mark.parametrize("choice", ["auto", "plain"])
def test_eight_patterns_are_bound_and_nine_are_refused(choice: Any) -> None:
    aliases = "abcdefgh"
    order = All(tuple(Join(two, "a", ">", one, "a") for one, two in pairwise(aliases)))
    engine = make_engine([query("q", " ".join(f"{alias}:x" for alias in aliases), order)], SMALL, choice)
    facts = [small(f"f{index}", index) for index in range(9)]
    assert len(engine.run(facts)["q"]) == 9  # each leaves one of the nine facts out
    with pytest.raises(TooComplex, match="最多绑定 8 个事实"):
        query("q", " ".join(f"{alias}:x" for alias in aliases + "i"))


# 1,024 states


@needs_durable
def test_a_run_leaves_no_state_behind() -> None:
    engine = make_engine([query("q", "a:x", Test("a", "a", "==", 1))], SMALL, "durable")
    for index in range(1100):
        assert engine.run([small("f", index % 2)]) == {"q": {("f",)} if index % 2 else set()}


# the limits themselves, on the module: where one of these fails the numbers of checker.engine.networks are stale


def network(rules: dict[str, Any]) -> Network:
    return Network(durable_module(), "limits", rules_json(rules))


def one_pattern(*tests: dict[str, Any]) -> dict[str, Any]:
    return {"all": [{"a0": {"$and": [{"k": "k0"}, *tests]}}]}


def written(name: str, **values: int) -> str:
    return json.dumps({"id": name, "sid": "p", "k": "k0", "one": 1, **values}, separators=(",", ":"))


def stacked(count: int) -> int:
    rules = {f"r{index}": one_pattern({"$gt": {"p0": index}}) for index in range(count)}
    return len(network(rules).run([written("f0", p0=1000)]))


def properties(count: int) -> int:
    values = {f"p{index}": 1 for index in range(count)}
    return len(network({"r0": one_pattern({"p0": 1})}).run([written("f0", **values)]))


def joined(count: int) -> int:
    joins = [{f"p{index}": {"a0": f"p{index}"}} for index in range(count - 1)]
    second = {"a1": {"$and": [{"k": "k0"}, *joins, {"one": {"a0": "one"}}]}}
    values = {f"p{index}": 1 for index in range(count)}
    rules = {"r0": {"all": [{"a0": {"k": "k0"}}, second]}}
    return len(network(rules).run([written("f0", **values), written("f1", **values)]))


def bound(count: int) -> int:
    patterns = [{f"a{index}": {"$and": [{"k": "k0"}, {"p0": index}]}} for index in range(count)]
    return len(network({"r0": {"all": patterns}}).run([written(f"f{index}", p0=index) for index in range(count)]))


@needs_durable
@pytest.mark.parametrize(
    ("what", "most", "matches", "error"),
    [  # those whose excess ends in an error; beyond 511 tests and 255 ends it is an endless loop and a wild read
        (stacked, 64, 64, "303"),
        (properties, 250, 1, "302"),
        (joined, 29, 2, "113"),
        (bound, 16, 1, "304"),
    ],
)
def test_the_module_still_has_these_limits(what: Callable[[int], int], most: int, matches: int, error: str) -> None:
    assert what(most) == matches
    with pytest.raises(EngineFault, match=error):
        what(most + 1)


@needs_durable
def test_the_module_takes_one_hash_for_one_name() -> None:
    rules = {"r0": one_pattern()}
    with pytest.raises(EngineFault, match="回答 2"):
        network(rules).run([written("costarring"), written("liquid")])
    assert len(network({"r0": one_pattern({"liquid": 1})}).run([written("f0", costarring=1)])) == 1


def test_every_operator_is_known() -> None:
    operators: tuple[Operator, ...] = ("==", "!=", "<", "<=", ">", ">=")
    ((*rules,),) = planned(of_all([Test("a", "a", each, 1) for each in operators]), SMALL)[0]
    tests = [cast("dict[str, Any]", rule.ast()["all"][0]["a0"])["$and"][1] for rule in rules]
    assert [next(iter(test)) for test in tests] == ["p0", "$neq", "$lt", "$lte", "$gt", "$gte"]
