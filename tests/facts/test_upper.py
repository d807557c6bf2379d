"""What is measured against the parents."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts import Fact
from checker.judging.rulebook import load_rulebook
from checker.loading.plans import LoadedPlan
from checker.model.plan import Plan
from tests.facts import sample
from tests.facts.support import facts_of, of_kind, one, upper
from tests.loading.support import HEAD_LINES, plan

PER_10K = "  - {name: 每万人口高价值发明专利拥有量, target: {year: 2025, value: 12, unit: 件}}\n"
OVERSEAS = "  - {name: 海外发明专利授权量, target: {year: 2025, value: 9, unit: 万件}}\n"


def nation(rows: str) -> Plan:
    return upper(f"indicators:\n{rows}")


def references(loaded: LoadedPlan, *parents: Plan) -> list[Fact]:
    return of_kind(facts_of(loaded, parents), "reference")


def values(fact: Fact, *names: str) -> dict[str, Any]:
    return {name: fact.values[name] for name in names}


def test_a_parents_indicator_with_its_clause() -> None:
    first, second, third = of_kind(sample.facts(), "reference")
    assert values(first, "code", "level", "nature", "target_year", "document") == {
        "code": "high-value-patents-per-10k", "level": "nation", "nature": "预期性", "target_year": 2025,
        "document": "nation-plan",
    }  # fmt: skip
    assert (first.text("target"), first.text("baseline")) == ("12件", "6.3件")
    assert first.key == "indicator:high-value-patents-per-10k"
    assert first.label == "国家规划「每万人口高价值发明专利拥有量」"
    assert second.values["nature"] == "约束性"
    assert values(third, "has_target", "has_baseline", "has_target_year") == {
        "has_target": 0, "has_baseline": 0, "has_target_year": 0,
    }  # fmt: skip


def test_a_clause_is_as_sure_as_the_least_sure_value() -> None:
    first, second, third = (fact.clause for fact in of_kind(sample.facts(), "reference"))
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.confidence, first.clause, first.quote) == ("single-source", "专栏1 第1项", "")
    assert (second.confidence, second.quote) == ("", "海外发明专利授权量9万件")
    assert third.confidence == "derived"


def test_an_indicator_that_nobody_knows_is_no_yardstick() -> None:
    assert "全国才有的指标" not in [fact.values["name"] for fact in of_kind(sample.facts(), "reference")]


def test_the_nearest_parent_is_the_yardstick() -> None:
    province = upper(f"indicators:\n{OVERSEAS}", name="province", region="{name: 江东省, level: province}")
    found = references(plan(), province, nation(PER_10K + OVERSEAS))
    assert [(fact.values["document"], fact.values["code"], fact.values["is_yardstick"]) for fact in found] == [
        ("province", "overseas-patent-grants", 1),
        ("nation-plan", "high-value-patents-per-10k", 1),
        ("nation-plan", "overseas-patent-grants", 0),
    ]


@pytest.mark.parametrize(
    ("figure", "in_text"),
    [
        ("{indicator: 海外发明专利授权量, role: target, year: 2025, value: 50, unit: 件}", 1),
        ("{indicator: 海外发明专利授权量, role: target, text: 明显增长}", 1),
        ("{indicator: 海外授权, code: overseas-patent-grants, role: target, value: 50, unit: 件}", 1),
        ("{indicator: 海外发明专利授权量, role: achieved, year: 2020, value: 50, unit: 件}", 0),
        ("{indicator: 海外发明专利授权量, of: 高新技术企业, role: target, year: 2025, value: 50, unit: 件}", 0),
        ("{indicator: 海外发明专利授权量, place: 高新区, role: target, year: 2025, value: 50, unit: 件}", 0),
        ("{indicator: 海外发明专利申请量, role: target, year: 2025, value: 50, unit: 件}", 0),
        ("{indicator: 海外发明, role: target, year: 2025, value: 50, unit: 件}", 0),
    ],
)
def test_a_target_in_the_text_alone(figure: str, in_text: int) -> None:
    (found,) = references(plan(f"figures: [{figure}]"), nation(OVERSEAS))
    assert found.values["in_text"] == in_text


def test_near_misses_stand_beside_the_indicator_that_is_not_there() -> None:
    loaded = plan(
        """indicators:
  - {name: 高价值发明专利数量, target: {year: 2025, value: 23, unit: 件}}
  - {name: 每万人口发明专利拥有量, target: {year: 2025, value: 9, unit: 件, review: true}, review: true}
  - {name: 有效注册商标量}
"""
    )
    facts = facts_of(loaded, [nation(PER_10K)])
    assert one(facts, "reference").values["near_misses"] == 2
    first, second = of_kind(facts, "lookalike")
    assert values(first, "name", "of_name", "code", "why") == {
        "name": "高价值发明专利数量",
        "of_name": "每万人口高价值发明专利拥有量",
        "code": "high-value-patents-per-10k",
        "why": "绝对数，不是每万人口的水平",
    }
    assert (first.review, second.review) == (False, True)
    assert [fact.places[0].line for fact in (first, second)] == [HEAD_LINES + 2, HEAD_LINES + 3]
    assert first.key == second.key == "indicator:high-value-patents-per-10k"


def test_a_near_miss_takes_nothing_over_where_the_indicator_itself_is_listed() -> None:
    loaded = plan("indicators:\n  - {name: 万人高价值发明专利拥有量}\n  - {name: 高价值发明专利数量}\n")
    facts = facts_of(loaded, [nation(PER_10K)])
    assert one(facts, "reference").values["near_misses"] == 0
    assert one(facts, "lookalike").values["name"] == "高价值发明专利数量"


def test_a_code_in_the_summary_settles_which_indicator_a_row_is() -> None:
    loaded = plan("indicators: [{name: 高价值发明专利数量, code: high-value-patents-per-10k}]")
    facts = facts_of(loaded, [nation(PER_10K)])
    assert of_kind(facts, "lookalike") == []
    assert one(facts, "indicator").values["code"] == one(facts, "reference").values["code"]


def test_a_near_miss_is_told_once_however_many_parents_list_the_indicator() -> None:
    province = upper(f"indicators:\n{PER_10K}", name="province", region="{name: 江东省, level: province}")
    facts = facts_of(plan("indicators: [{name: 高价值发明专利数量}]"), [province, nation(PER_10K)])
    assert len(of_kind(facts, "lookalike")) == 1
    assert [fact.values["near_misses"] for fact in of_kind(facts, "reference")] == [1, 1]


@pytest.mark.parametrize(
    ("more", "route"),
    [
        ("tables: [{id: t1, title: 甲}]\n", ("tables", 0)),
        ("tables:\n  - {id: t1, title: 甲}\n  - {id: t2, title: 乙}\n", ("tables", 0)),
        ("", ("title",)),
    ],
)
def test_what_is_missing_is_shown_where_one_would_look_for_it(more: str, route: tuple[str | int, ...]) -> None:
    (found,) = references(plan(more), nation(OVERSEAS))
    assert found.places[0].route == route


def test_the_four_protections_and_their_words() -> None:
    by_name = {str(fact.values["name"]): fact for fact in of_kind(sample.facts(), "protection")}
    assert {name: fact.values["goal"] for name, fact in by_name.items()} == {
        "严保护": "确立严保护导向",
        "同保护": "同保护",  # 健全协同保护格局 is no heading of it
    }
    assert {name: fact.values["has_slogan"] for name, fact in by_name.items()} == {"严保护": 0, "同保护": 1}
    assert {fact.values["document"] for fact in by_name.values()} == {"opinions"}


def test_the_clause_of_a_protection_is_as_sure_as_its_articles_and_quotes_only_what_is_there() -> None:
    by_name = {str(fact.values["name"]): fact.clause for fact in of_kind(sample.facts(), "protection")}
    strict, same = by_name["严保护"], by_name["同保护"]
    assert strict is not None
    assert same is not None
    assert (strict.clause, strict.quote, strict.confidence) == ("（一）—（二）", "确立严保护导向", "single-source")
    assert (same.clause, same.quote, same.confidence) == ("（三）", "", "verified")


def test_slogans_count_wherever_they_stand() -> None:
    opinions = upper("articles: [{number: （一）, title: 甲, protection: 严保护, confidence: verified}]\n")
    task = "measures: [{id: 一, kind: task, title: 甲, covers: [{protection: 严保护, strength: %s}]}]\n"
    for more, has in (
        ("slogans: [{protection: 严保护}]\n", 1),
        ("slogans: [{protection: 大保护}]\n", 0),
        (task % "slogan", 1),
        (task % "thin", 0),
        (task % "task", 0),
    ):
        assert one(facts_of(plan(more), [opinions]), "protection").values["has_slogan"] == has


def test_what_the_shipped_opinions_call_the_four() -> None:
    opinions = load_rulebook().outlines["cn-ip-opinions-2019"]
    goals = {fact.values["name"]: fact.values["goal"] for fact in of_kind(facts_of(plan(), [opinions]), "protection")}
    assert goals == {
        "严保护": "强化制度约束，确立知识产权严保护政策导向",
        "大保护": "构建知识产权大保护工作格局",
        "快保护": "突破知识产权快保护关键环节",
        "同保护": "塑造知识产权同保护优越环境",
    }


def test_a_cover_names_its_article() -> None:
    serious, slogan = of_kind(sample.facts(), "coverage")
    assert values(serious, "protection", "article", "strength", "measure") == {
        "protection": "严保护", "article": "（一）", "strength": "task", "measure": "三(一)1",
    }  # fmt: skip
    assert values(slogan, "has_article", "article") == {"has_article": 0, "article": ""}


def test_only_what_is_asked_of_this_level_and_time() -> None:
    facts = sample.facts()
    assert [fact.values["id"] for fact in of_kind(facts, "ask")] == ["a2", "a7", "a3"]
    assert [fact.values["document"] for fact in of_kind(facts, "upper")] == ["nation-plan"]
    section = of_kind(facts, "ask")[0]
    assert (section.values["section"], section.text("section")) == ("guarantees", "保障措施")


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        ("period: {start: 2021, end: 2025}\n", True),
        ("period: {start: 2025, end: 2029}\n", True),
        ("period: {start: 2016, end: 2021}\n", True),
        ("period: {end: 2024}\n", True),
        ("period: {start: 2026, end: 2030}\n", False),
        ("period: {end: 2020}\n", False),
        ("", True),
    ],
)
def test_an_ask_for_some_years(period: str, asked: bool) -> None:
    asking = upper(
        """asks:
  - {id: a, clause: 一, text: 甲, of: [city], strength: 要求, method: machine, confidence: verified,
     period: {start: 2021, end: 2025}}
"""
    )
    assert bool(of_kind(facts_of(plan(period), [asking]), "ask")) is asked


def test_a_document_to_be_cited_is_looked_for_where_the_basis_is_given() -> None:
    facts = sample.facts()
    found = one(facts, "upper")
    assert found.places[0].quote == "根据国家知识产权规划纲领"
    assert found.key == "document:nation-plan"
    bare = one(facts_of(plan(), sample.parents()), "upper")
    assert bare.places[0].route == ("title",)


def test_without_parents_nothing_is_measured_against_them() -> None:
    kinds = {fact.kind for fact in facts_of(sample.sample())}
    assert not kinds & {"reference", "lookalike", "protection", "upper", "ask"}
