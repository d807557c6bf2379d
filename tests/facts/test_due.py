"""Upper targets of a time that is over; articles of the protections in more than one document."""

from __future__ import annotations

import pytest

from checker.facts.protections import protection_sources
from checker.loading.plans import LoadedPlan
from checker.model.plan import Plan
from tests.facts.support import facts_of, of_kind, one, upper
from tests.loading.support import plan

GRANTS = "indicators: [{name: 海外发明专利授权量, target: {year: YEAR, value: 9, unit: 万件}}]\n"
NEXT = "period: {start: 2026, end: 2030}\n"
NEAR_MISS = "indicators: [{name: 海外专利授权量, target: {year: 2030, value: 50, unit: 件}}]\n"


def above(year: str, name: str = "nation-plan") -> Plan:
    more = GRANTS.replace("YEAR", year) if year else GRANTS.replace("year: YEAR, ", "")
    return upper(more, name=name)


@pytest.mark.parametrize(
    ("period", "year", "is_yardstick"),
    [
        (NEXT, "2025", 0),
        (NEXT, "2026", 1),
        (NEXT, "2035", 1),
        (NEXT, "", 1),
        ("period: {end: 2030}\n", "2025", 1),  # when it starts is not known
        ("", "2025", 1),
    ],
)
def test_a_target_that_fell_due_before_the_plan_is_no_yardstick(period: str, year: str, is_yardstick: int) -> None:
    facts = facts_of(plan(period + NEAR_MISS), [above(year)])
    assert one(facts, "reference").values["is_yardstick"] == is_yardstick
    assert len(of_kind(facts, "lookalike")) == is_yardstick


def test_behind_a_target_of_the_past_another_document_may_be_the_yardstick() -> None:
    past, present = above("2025", "past"), above("2035", "present")
    facts = of_kind(facts_of(plan(NEXT), [past, present]), "reference")
    assert [(fact.values["document"], fact.values["is_yardstick"]) for fact in facts] == [("past", 0), ("present", 1)]


ARTICLES = """articles:
  - {number: （二）司法, title: 司法保护, protection: 严保护, quote: 依法惩处侵权, confidence: derived}
  - {number: （二）协同, title: 协同保护, protection: 大保护, confidence: derived}
  - {number: （九）诚信, title: 诚信体系, protection: 大保护, quote: 推广信用承诺, confidence: derived}
"""
OPINIONS = upper(
    """title: 关于强化知识产权保护的意见
short: 强化保护意见
sections: [{id: 二, title: 确立严保护导向, role: tasks}]
articles:
  - {number: （一）, title: 加大惩戒, protection: 严保护, quote: 加大惩戒力度, confidence: verified}
  - {number: （二）, title: 规范证据, protection: 严保护, confidence: verified}
""",
    name="opinions",
)
PLAN_155 = upper(ARTICLES, name="plan-155")


def covering(article: str) -> LoadedPlan:
    return plan(f"""measures:
  - {{id: a, kind: task, title: 执法, covers: [{{article: {article}, protection: 严保护, strength: task}}]}}
""")


@pytest.mark.parametrize(
    ("article", "first"),
    [
        ("关于强化知识产权保护的意见/（一）", "opinions"),
        ("《关于强化知识产权保护的意见》/（一）", "opinions"),
        ("强化保护意见/（一）", "opinions"),
        ("opinions/（一）", "opinions"),
        ("别的文件/（一）", "plan-155"),
        ("（一）", "plan-155"),
    ],
)
def test_covers_are_held_against_the_document_they_name(article: str, first: str) -> None:
    sources = protection_sources(covering(article).plan, [PLAN_155, upper(name="without"), OPINIONS])
    assert [source.id for source in sources] == [first, "opinions" if first == "plan-155" else "plan-155"]


def clauses(loaded: LoadedPlan) -> dict[str, tuple[str, str, str]]:
    facts = of_kind(facts_of(loaded, [PLAN_155, OPINIONS]), "protection")
    found = {}
    for fact in facts:
        assert fact.clause is not None
        found[str(fact.values["name"])] = (fact.clause.document, fact.clause.clause, fact.clause.quote)
    return found


def test_parts_of_articles_are_named_one_by_one_and_quoted() -> None:
    assert clauses(plan()) == {
        "严保护": ("plan-155", "（二）司法", "依法惩处侵权"),
        "大保护": ("plan-155", "（二）协同、（九）诚信", ""),  # the first of them has no quote
    }


def test_whole_articles_are_a_span_under_their_heading() -> None:
    assert clauses(covering("opinions/（二）"))["严保护"] == ("opinions", "（一）—（二）", "确立严保护导向")
