"""What a query means, through the port, on every engine that can be had."""

from __future__ import annotations

import pytest

from checker.engine import EngineFault
from checker.language.query import TRUE, All, Either, Join, Not, Operator, Test
from tests.engine.support import Build, fact, matches, query

KINDS: dict[str, dict[str, type]] = {
    "row": {"code": str, "unit": str, "low": int, "high": int, "has_low": bool},
    "said": {"code": str, "low": int},
    "measure": {"title": str},
}
ROWS = [
    fact("i1", "row", code="专利", unit="件", low=10, high=12, has_low=1),
    fact("i2", "row", code="专利", unit="万件", low=12, high=12, has_low=1),
    fact("i3", "row", code="商标", unit="件", low=0, high=0, has_low=0),
]
SAID = [fact("s1", "said", code="专利", low=12), fact("s2", "said", code="版权", low=-3)]
FACTS = [*ROWS, *SAID]


def test_a_constant(build: Build) -> None:
    engine = build([query("q", "a:row", Test("a", "code", "==", "专利"))], KINDS)
    assert matches(engine, FACTS) == {("i1",), ("i2",)}


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("==", "i1"), ("!=", "i2 i3"), ("<", "i3"), ("<=", "i1 i3"), (">", "i2"), (">=", "i1 i2")],
)
def test_every_operator_with_a_constant(build: Build, operator: Operator, expected: str) -> None:
    engine = build([query("q", "a:row", Test("a", "low", operator, 10))], KINDS)
    assert matches(engine, FACTS) == {(name,) for name in expected.split()}


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("==", "i2"), ("!=", "i1 i3"), ("<", "i1 i3"), ("<=", "i1 i2 i3"), (">", ""), (">=", "i2")],
)
@pytest.mark.parametrize("turned", [False, True], ids=["later first", "earlier first"])
def test_every_operator_with_another_fact(build: Build, operator: Operator, expected: str, turned: bool) -> None:
    mirrored: dict[Operator, Operator] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
    join = Join("s", "low", mirrored[operator], "r", "low") if turned else Join("r", "low", operator, "s", "low")
    engine = build([query("q", "r:row s:said", All((join, Test("s", "low", "==", 12))))], KINDS)
    assert matches(engine, FACTS) == {(name, "s1") for name in expected.split()}


def test_matches_stand_in_the_order_of_the_patterns(build: Build) -> None:
    same = Join("b", "code", "==", "a", "code")
    engine = build([query("ab", "a:row b:said", same), query("ba", "b:said a:row", same)], KINDS)
    found = engine.run(FACTS)
    assert found == {"ab": {("i1", "s1"), ("i2", "s1")}, "ba": {("s1", "i1"), ("s1", "i2")}}


def test_different_aliases_bind_different_facts(build: Build) -> None:
    engine = build([query("q", "a:row b:row", Join("a", "code", "==", "b", "code"))], KINDS)
    assert matches(engine, FACTS) == {("i1", "i2"), ("i2", "i1")}


def test_a_fact_compared_with_itself(build: Build) -> None:
    engine = build([query("q", "a:row", Join("a", "low", "==", "a", "high"))], KINDS)
    assert matches(engine, FACTS) == {("i2",), ("i3",)}


def test_without_a_condition_every_fact_of_the_kind_matches(build: Build) -> None:
    engine = build([query("q", "a:row"), query("pairs", "a:said b:said")], KINDS)
    assert matches(engine, FACTS) == {("i1",), ("i2",), ("i3",)}
    assert matches(engine, FACTS, "pairs") == {("s1", "s2"), ("s2", "s1")}


def test_a_condition_that_is_never_true(build: Build) -> None:
    engine = build([query("q", "a:row", Either(())), query("not", "a:row", Not(TRUE))], KINDS)
    assert engine.run(FACTS) == {"q": set(), "not": set()}


def test_a_negation_is_the_complement(build: Build) -> None:
    inside = All((Test("a", "code", "==", "专利"), Either((Test("a", "low", ">", 10), Test("a", "unit", "==", "件")))))
    engine = build([query("yes", "a:row", inside), query("no", "a:row", Not(inside))], KINDS)
    found = engine.run([*FACTS, fact("i4", "row", code="专利", unit="项", low=1, high=1, has_low=1)])
    assert found == {"yes": {("i1",), ("i2",)}, "no": {("i3",), ("i4",)}}


def test_a_match_of_several_branches_comes_once(build: Build) -> None:
    condition = Either((Test("a", "low", ">=", 0), Test("a", "code", "==", "专利")))
    engine = build([query("q", "a:row", condition)], KINDS)
    assert engine.run(FACTS)["q"] == frozenset({("i1",), ("i2",), ("i3",)})


def test_flags_are_numbers(build: Build) -> None:
    facts = [fact("t", "row", code="", unit="", low=0, high=0, has_low=True), ROWS[0], ROWS[2]]
    engine = build(
        [query("q", "a:row", Test("a", "has_low", "==", 1)), query("p", "a:row", Test("a", "has_low", "==", False))],
        KINDS,
    )
    assert engine.run(facts) == {"q": {("t",), ("i1",)}, "p": {("i3",)}}


def test_one_run_leaves_nothing_to_the_next(build: Build) -> None:
    engine = build([query("q", "a:row s:said", Join("a", "code", "==", "s", "code"))], KINDS)
    assert matches(engine, FACTS) == {("i1", "s1"), ("i2", "s1")}
    assert matches(engine, ROWS) == set()
    assert matches(engine, SAID) == set()
    assert matches(engine, []) == set()
    assert matches(engine, FACTS[::-1]) == {("i1", "s1"), ("i2", "s1")}


def test_every_query_is_answered_without_facts(build: Build) -> None:
    assert build([query("q", "a:row"), query("p", "a:measure")], KINDS).run([]) == {"q": set(), "p": set()}


def test_without_queries_there_is_nothing_to_answer(build: Build) -> None:
    assert build([], KINDS).run(FACTS) == {}


def test_facts_of_kinds_that_nobody_asks_for_are_passed_over(build: Build) -> None:
    engine = build([query("q", "a:measure")], KINDS)
    assert matches(engine, [*FACTS, fact("m", "measure", title="")]) == {("m",)}


def test_two_facts_with_one_id_are_a_fault(build: Build) -> None:
    with pytest.raises(EngineFault, match="事实编号重复：i1"):
        build([query("q", "a:row")], KINDS).run([ROWS[0], *FACTS])


def test_a_missing_attribute_is_a_fault_and_the_engine_lives_on(build: Build) -> None:
    engine = build([query("q", "a:said b:said", Join("a", "low", "<", "b", "low"))], KINDS)
    with pytest.raises(EngineFault, match="low"):
        engine.run([*SAID, fact("s3", "said", code="专利")])
    assert matches(engine, SAID) == {("s2", "s1")}


def test_text_where_a_number_is_compared_is_a_fault(build: Build) -> None:
    engine = build([query("q", "a:said", Test("a", "low", "<", 3))], KINDS)
    with pytest.raises(EngineFault):
        engine.run([fact("s", "said", code="", low="2")])
