"""The map of the parents' clauses: every ask, indicator and article is there, with the rules that spoke to it."""

from __future__ import annotations

import pytest

from checker import resources
from checker.judging.session import Session
from checker.loading.plans import load_plan
from checker.model.result import ClauseRow, PlanResult
from tests.facts.support import upper
from tests.judging.support import result, rule, rulebook
from tests.loading.support import plan

NATION = """title: 国家规划
indicators:
  - {name: 有效注册商标量, clause: 专栏1 第1项, confidence: verified, target: {year: 2025, value: 90, unit: 万件}}
  - {name: 知识产权保护社会满意度, clause: 专栏1 第2项}
  - {name: 海外发明专利授权量, clause: 专栏1 第3项, target: {year: 2020, value: 9, unit: 万件}}
  - {name: 全国才有的指标, clause: 专栏1 第4项}
articles:
  - {number: （一）, title: 加大惩戒力度, protection: 严保护, quote: 加大惩戒, confidence: verified}
  - {number: （二）, title: 规范证据标准, protection: 严保护, confidence: single-source}
  - {number: （三）, title: 队伍建设, confidence: verified}
asks:
  - {id: a, clause: 六, text: 有保障部分, of: [city], strength: 引导, method: machine, section: guarantees,
     confidence: verified}
  - {id: b, clause: 七, text: 由人来看, of: [city], strength: 要求, method: manual, confidence: verified}
  - {id: c, clause: 八, text: 只对省级, of: [province], strength: 要求, method: machine, confidence: verified}
"""
PERIOD = "period: {start: 2021, end: 2025}\n"
BY_INDICATOR = """id: TST002
name: by-indicator
basis: {cite: ref}
given: {ref: reference where is_yardstick}
expect: {some: indicator where has_code and code == ref.code}
at: ref
"""
BY_ARTICLE = """id: TST003
name: by-article
basis: {cite: art}
given: {art: article}
expect: {that: art.protection_has_task}
at: art
"""
BY_PROTECTION = """id: TST004
name: by-protection
basis: {cite: all}
given: {all: protection}
expect: {that: all.has_slogan}
at: all
"""
BY_ASK = """id: TST005
name: by-ask
basis: {cite: asked}
given: {asked: ask where has_section}
expect: {some: section where role == asked.section}
at: asked
"""
ALL = (BY_INDICATOR, BY_ARTICLE, BY_PROTECTION, BY_ASK)


def verdicts(row: ClauseRow) -> dict[str, dict[str, int]]:
    return {rule: {str(verdict): count for verdict, count in counts.items()} for rule, counts in row.verdicts.items()}


def test_every_clause_with_the_rules_that_spoke_to_it() -> None:
    own = "indicators: [{name: 有效注册商标量, target: {year: 2025, value: 9, unit: 万件}}]\n"
    rows = result(plan(PERIOD + own), *ALL, parents=[upper(NATION)]).clauses
    assert [(row.kind, row.clause.clause, row.text, row.method, verdicts(row)) for row in rows] == [
        ("ask", "六", "有保障部分", "machine", {"TST005": {"不符合": 1}}),
        ("ask", "七", "由人来看", "manual", {}),
        ("indicator", "专栏1 第1项", "主要指标「有效注册商标量」（目标 90万件）", "machine", {"TST002": {"符合": 1}}),
        (
            "indicator", "专栏1 第2项", "主要指标「知识产权保护社会满意度」（目标值未收录）", "machine",
            {"TST002": {"不符合": 1}},
        ),
        ("indicator", "专栏1 第3项", "主要指标「海外发明专利授权量」（目标 9万件，在规划期以前到期）", "machine", {}),
        ("indicator", "专栏1 第4项", "主要指标「全国才有的指标」（目标值未收录）", "machine", {}),
        ("article", "（一）", "加大惩戒力度", "machine", {"TST003": {"不符合": 1}, "TST004": {"不符合": 1}}),
        ("article", "（二）", "规范证据标准", "machine", {"TST003": {"不符合": 1}, "TST004": {"不符合": 1}}),
        ("article", "（三）", "队伍建设", "machine", {}),
    ]  # fmt: skip
    assert all(row.rules == tuple(row.verdicts) for row in rows)
    assert [(row.clause.quote, row.clause.confidence) for row in rows if row.kind == "article"] == [
        ("加大惩戒", "verified"), ("", "single-source"), ("", "verified"),
    ]  # fmt: skip


def test_of_two_parents_each_has_its_own() -> None:
    province = upper(NATION.replace("国家规划", "省规划"), name="prov", region="{name: 江东省, level: province}")
    rows = result(plan(PERIOD), BY_INDICATOR, parents=[province, upper(NATION)]).clauses
    judged = [(row.clause.document, row.clause.clause) for row in rows if row.rules]
    assert judged == [("prov", "专栏1 第1项"), ("prov", "专栏1 第2项")]  # the nearer one is the yardstick
    farther = [row.text for row in rows if row.clause.document == "nation-plan" and row.kind == "indicator"]
    assert farther == [
        "主要指标「有效注册商标量」（目标 90万件，更近的文件也列有，以它为准）",
        "主要指标「知识产权保护社会满意度」（目标值未收录，更近的文件也列有，以它为准）",
        "主要指标「海外发明专利授权量」（目标 9万件，在规划期以前到期）",
        "主要指标「全国才有的指标」（目标值未收录，更近的文件也列有，以它为准）",
    ]


def test_a_near_miss_and_what_was_reached_speak_to_the_indicator() -> None:
    nation = """indicators: [{name: 每万人口高价值发明专利拥有量, clause: 专栏1,
  baseline: {year: 2020, value: 6.3, unit: 件}, target: {year: 2025, value: 12, unit: 件}}]
"""
    near = BY_ASK.replace("asked: ask where has_section", "asked: lookalike").replace("asked.section", "'goals'")
    own = "indicators: [{name: 高价值发明专利拥有量, target: {year: 2025, value: 23, unit: 件}}]\n"
    (row,) = result(plan(PERIOD + own), near, parents=[upper(nation)]).clauses
    assert verdicts(row) == {"TST005": {"不符合": 1}}
    share = "indicators: [{name: 版权产业增加值占GDP比重, clause: 专栏1, %s: {year: %s, value: 7, unit: '%%'}}]\n"
    own, nation = share % ("target", "2025"), share % ("baseline", "2020")
    (row,) = result(plan(PERIOD + own), near.replace("lookalike", "reached"), parents=[upper(nation)]).clauses
    assert verdicts(row) == {"TST005": {"不符合": 1}}


def test_a_rule_with_clauses_of_its_own_speaks_to_these() -> None:
    manual = "basis: {cite: [{document: cn-ip-opinions-2019, clause: （一）}]}\nmethod: manual\n"
    own = plan("period: {start: 2021, end: 2025}\nissued: 2021-12-01\n")
    rows = Session(rulebook(), rules=[rule(manual)]).check(own).clauses
    (row,) = [row for row in rows if row.rules]
    assert (row.clause.document, row.kind, row.clause.clause) == ("cn-ip-opinions-2019", "article", "（一）")
    assert verdicts(row) == {"TST001": {"人工核查": 1}}


@pytest.fixture(scope="module")
def baoding() -> PlanResult:
    return Session(rulebook()).check(load_plan(resources.rules().parent / "plans" / "cn-hebei-baoding-145.yaml"))


@pytest.mark.parametrize("document", ["cn-ip-plan-145", "cn-ip-opinions-2019"])
def test_nothing_of_a_shipped_parent_is_left_out(document: str, baoding: PlanResult) -> None:
    parent = rulebook().outlines[document]
    rows = [row for row in baoding.clauses if row.clause.document == document]
    assert [row.clause.ask for row in rows if row.kind == "ask"] == [
        ask.id for ask in parent.asks if "city" in ask.of
    ]  # fmt: skip
    assert len([row for row in rows if row.kind == "indicator"]) == len(parent.indicators)
    assert [row.clause.clause for row in rows if row.kind == "article"] == [each.number for each in parent.articles]
    assert all(row.rules or row.method == "manual" for row in rows)
