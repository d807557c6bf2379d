"""Indicators of the period before that the parent of this one has changed."""

from __future__ import annotations

import pytest

from checker.facts import Fact
from checker.model.plan import Plan
from tests.facts.support import facts_of, of_kind, upper
from tests.loading.support import plan

NEW = """title: 接替的规划
period: {start: 2026, end: 2030}
figures: [{indicator: 海外发明专利有效量, role: target, text: 稳步增长, confidence: verified}]
articles: [{number: （十一）, title: 交流合作, quote: 推动海外发明专利有效量稳步增长, confidence: verified}]
"""
OLD = """title: 上一期的规划
period: {start: 2021, end: 2025}
status: {state: superseded, since: 2026-07-01, by: new, confidence: derived}
indicators: [{name: 海外发明专利授权量}, {name: 全国才有的指标}]
"""
OWN = """period: {start: 2026, end: 2030}
indicators: [{name: 海外发明专利年授权量, target: {year: 2030, value: 9, unit: 件}, at: {quote: 年授权量}}]
"""

ASK = """asks:
  - {id: a, clause: 六, text: 要列, of: [city], strength: 要求, method: machine, indicator: overseas-patent-grants,
     confidence: verified}
"""


def changed(text: str = OWN, new: str = NEW, old: str = OLD, parents: tuple[Plan, ...] = ()) -> list[Fact]:
    above = upper(new, name="new")
    return of_kind(facts_of(plan(text), [*parents, above], [above, upper(old, name="old"), *parents]), "changed")


def test_a_row_that_keeps_the_measure_of_the_period_before() -> None:
    (fact,) = changed()
    assert {name: fact.values[name] for name in ("name", "code", "new_name", "document", "has_new", "is_above")} == {
        "name": "海外发明专利年授权量",
        "code": "overseas-patent-grants",
        "new_name": "海外发明专利有效量",
        "document": "new",
        "has_new": 0,
        "is_above": 0,
    }
    assert fact.clause is not None
    assert (fact.clause.clause, fact.clause.quote, fact.clause.confidence) == (
        "（十一）", "推动海外发明专利有效量稳步增长", "verified",
    )  # fmt: skip
    assert [place.quote for place in fact.places] == ["年授权量"]


def test_a_goal_of_the_text_too_and_not_that_of_a_part() -> None:
    goal = "{indicator: 海外发明专利授权量, role: target, year: 2030, value: 9, unit: 件%s}"
    head = "period: {start: 2026, end: 2030}\nfigures: ["
    assert len(changed(f"{head}{goal % ''}]\n")) == 1
    assert changed(f"{head}{goal % ', of: 高新企业'}]\n") == []
    assert changed(f"{head}{goal % ', place: 开发区'}]\n") == []
    assert changed(f"{head}{(goal % '').replace('target', 'achieved')}]\n") == []


def test_the_new_measure_beside_the_old() -> None:
    (fact,) = changed(OWN + "figures: [{indicator: 海外发明专利有效量, role: target, text: 增长}]\n")
    assert fact.values["has_new"] == 1


@pytest.mark.parametrize(
    ("more", "is_above"),
    [
        ("indicators: [{name: 海外发明专利授权量, target: {year: 2030, value: 90, unit: 件}}]\n", 1),
        ("indicators: [{name: 海外发明专利授权量, target: {year: 2025, value: 90, unit: 件}}]\n", 0),
        (ASK, 1),
    ],
)
def test_whether_a_parent_still_has_it_or_asks_for_it(more: str, is_above: int) -> None:
    province = upper(more, name="prov", region="{name: 江东省, level: province}")
    (fact,) = changed(parents=(province,))
    assert fact.values["is_above"] == is_above


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("own", "start: 2026", "start: 2025"),  # begun in the period before
        ("own", "{start: 2026, end: 2030}", "{end: 2030}"),
        ("own", "海外发明专利年授权量", "专利授权量"),
        ("new", "start: 2026, ", ""),
        ("new", "role: target", "role: achieved"),
        ("new", "海外发明专利有效量, role", "全国新的量, role"),
        ("old", "by: new", "by: other"),
        ("old", "海外发明专利授权量", "专利授权量"),
        ("old", "status: {state: superseded, since: 2026-07-01, by: new, confidence: derived}\n", ""),
    ],
)
def test_what_is_no_change(what: str, old: str, new: str) -> None:
    texts = {"own": OWN, "new": NEW, "old": OLD}
    assert old in texts[what]
    texts[what] = texts[what].replace(old, new)
    assert changed(texts["own"], texts["new"], texts["old"]) == []


def test_two_measures_that_are_not_alike_are_two() -> None:
    """海外发明专利有效量 is no other way to count 质押融资登记金额."""
    old = OLD.replace("海外发明专利授权量", "知识产权质押融资登记金额")
    assert changed(OWN.replace("海外发明专利年授权量", "知识产权质押融资登记金额"), old=old) == []


def test_without_an_article_the_document_alone() -> None:
    (fact,) = changed(new=NEW.partition("articles")[0])
    assert fact.clause is not None
    assert (fact.clause.clause, fact.clause.quote, fact.clause.title) == ("", "", "接替的规划")


def test_a_measure_counts_once_at_its_first_sure_place() -> None:
    goal = "{indicator: 海外发明专利授权量（当年）, role: target, year: 2030, value: 9, unit: 件, at: {quote: 九件}}"
    doubtful = OWN.replace("at:", "review: true, at:")
    (first,) = changed(f"{OWN}figures: [{goal}]\n")
    (sure,) = changed(f"{doubtful}figures: [{goal}]\n")
    assert ([place.quote for place in first.places], first.review) == (["年授权量"], False)
    assert ([place.quote for place in sure.places], sure.review) == (["九件"], False)
