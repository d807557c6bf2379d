"""Findings: one cause, one finding, with a key that survives, and never more severe than its source allows."""

from __future__ import annotations

import pytest

from checker.judging.session import Session
from checker.model.plan import Plan
from checker.model.result import Finding, Severity
from tests.facts.support import upper
from tests.judging.support import findings, result, rule, rulebook
from tests.loading.support import HEAD, HEAD_LINES, plan

UNITS = """
given: {task: measure}
expect: {that: task.has_units}
at: task
message: 任务「{task.title}」没有责任单位
fix: 给「{task.title}」补上责任单位
"""
BY_PLAN = UNITS + 'group: plan\nmany: "{n}/{of} 项没有责任单位"\n'
BY_KIND = UNITS + 'group: task.kind\nmany: "{task.kind}：{n}/{of}"\n'
TASKS = """measures:
  - {id: 一1, kind: task, title: 甲, at: {quote: 甲在此}}
  - {id: 一2, kind: box, title: 乙, at: {quote: 乙在此}}
  - {id: 一3, kind: task, title: 丙, responsible: {units: [丙局]}}
  - {id: 一4, kind: task, title: 丁, at: {quote: 丁在此}}
"""


def test_each_failure_is_a_finding_of_its_own() -> None:
    found = findings(plan(TASKS), UNITS)
    assert [(finding.key, finding.message, finding.checks) for finding in found] == [
        ("TST001:measure:甲", "任务「甲」没有责任单位", 1),
        ("TST001:measure:乙", "任务「乙」没有责任单位", 1),
        ("TST001:measure:丁", "任务「丁」没有责任单位", 1),
    ]
    first = found[0]
    assert first.fix == "给「甲」补上责任单位"
    assert (first.rule, first.name, first.title, first.why) == ("TST001", "test-rule", "样例规则", "因为要试。")
    assert first.subject == "一1「甲」"
    (place,) = first.places
    assert (place.line, place.quote, place.route) == (HEAD_LINES + 2, "甲在此", ("measures", 0))
    assert first.state == "open"


def test_all_failures_of_a_plan_can_be_one_finding() -> None:
    (finding,) = findings(plan(TASKS), BY_PLAN)
    assert (finding.key, finding.message, finding.checks) == ("TST001", "3/4 项没有责任单位", 3)
    assert finding.subject == "临江市知识产权规划"
    assert [place.quote for place in finding.places] == ["甲在此", "乙在此", "丁在此"]


def test_a_place_of_a_finding_is_not_also_a_related_one() -> None:
    pairs = """
given: {one: measure, other: measure where title != one.title}
expect: {that: one.kind == other.kind}
at: one
related: [other]
group: plan
message: 两项不同类
many: "{n} 对"
fix: 改成一类
"""
    (finding,) = findings(plan(TASKS), pairs)
    assert sorted(place.quote or place.label for place in finding.places) == ["一3「丙」", "丁在此", "乙在此", "甲在此"]
    assert finding.related == ()


def test_one_failure_of_a_group_speaks_for_itself() -> None:
    (finding,) = findings(plan("measures: [{id: 一, kind: task, title: 甲}]\n"), BY_PLAN)
    assert (finding.key, finding.message) == ("TST001", "任务「甲」没有责任单位")


def test_failures_can_be_grouped_by_an_attribute() -> None:
    found = findings(plan(TASKS), BY_KIND)
    assert [(finding.key, finding.message, finding.checks) for finding in found] == [
        ("TST001:task", "task：2/4", 2),
        ("TST001:box", "任务「乙」没有责任单位", 1),
    ]


def test_what_is_left_open_is_not_counted() -> None:
    loaded = plan(TASKS.replace("title: 丁,", "title: 丁, review: true,"))
    (finding,) = findings(loaded, BY_PLAN)
    assert finding.message == "2/3 项没有责任单位"


def test_failures_about_one_subject_are_one_finding() -> None:
    text = """
given:
  row: indicator
  said: figure where topic == row.topic
expect: {that: said.role == 'target'}
at: row
related: [said]
message: 正文写「{said.quote}」
"""
    loaded = plan(
        """indicators: [{name: 甲, at: {quote: 表中}}]
figures:
  - {indicator: 甲, role: achieved, value: 1, unit: 件, at: {quote: 第一处}}
  - {indicator: 甲, role: achieved, value: 2, unit: 件, at: {quote: 第二处}}
"""
    )
    (finding,) = findings(loaded, text)
    assert finding.key == "TST001:indicator:甲"
    assert finding.message == "正文写「第一处」（共 2 处）"
    assert [place.quote for place in finding.places] == ["表中"]
    assert [place.quote for place in finding.related] == ["第一处", "第二处"]


def test_offenders_are_shown_with_what_they_offend() -> None:
    text = "given: {doc: plan}\nexpect: {none: damage}\nat: doc\n"
    (finding,) = findings(plan("damage: [{raw: 甲, cause: ocr}, {raw: 乙, cause: lost}]\n"), text)
    assert [place.label for place in finding.places] == ["临江市知识产权规划", "「甲」", "「乙」"]


def test_the_most_severe_come_first_then_the_rules_in_their_order() -> None:
    def named(number: str, severity: str) -> str:
        return f"id: TST{number}\nname: rule-{number}\nseverity: {severity}\n{BY_PLAN}"

    rules = (named("004", "info"), named("003", "error"), named("002", "warning"), named("001", "error"))
    found = result(plan(TASKS), *rules).findings
    assert [(finding.severity, finding.rule) for finding in found] == [
        ("error", "TST001"),
        ("error", "TST003"),
        ("warning", "TST002"),
        ("info", "TST004"),
    ]


def keys(more: str, head: str = HEAD) -> list[tuple[str, str, int]]:
    found = result(
        plan(more, head), UNITS, BY_KIND.replace("TST001", "TST002") + "id: TST002\nname: another\n"
    ).findings
    return sorted((finding.key, finding.message, finding.checks) for finding in found)


def test_keys_survive_another_order_and_inserted_lines() -> None:
    first, *items = TASKS.splitlines()
    turned = "\n\n# 注释\n".join([first, *items[::-1]])
    assert keys(turned, f"# 另起一行\n\n{HEAD}") == keys(TASKS)


def test_keys_survive_new_ids_and_other_items() -> None:
    renumbered = TASKS.replace("一1", "三(一)1").replace("一2", "专栏1-1")
    more = renumbered + "  - {id: 九, kind: guarantee, title: 新的, responsible: {units: [局]}}\n"
    assert [key for key, _, _ in keys(more)] == [key for key, _, _ in keys(TASKS)]


def test_another_title_is_another_finding() -> None:
    before = {key for key, _, _ in keys(TASKS)}
    after = {key for key, _, _ in keys(TASKS.replace("title: 丁", "title: 戊"))}
    assert before - after == {"TST001:measure:丁"}
    assert after - before == {"TST001:measure:戊"}


@pytest.mark.parametrize(
    ("kind", "severity"), [("plan", "error"), ("program", "info"), ("opinion", "info"), ("outline", "warning")]
)
def test_severity_by_kind_of_document(kind: str, severity: str) -> None:
    text = BY_PLAN + "severity: {plan: error, program: info, outline: warning}\n"
    (finding,) = findings(plan(TASKS, HEAD.replace("kind: plan", f"kind: {kind}")), text)
    assert finding.severity == severity


def asking(strength: str, confidence: str, *, more: str = "") -> Plan:
    return upper(
        f"""asks:
  - {{id: a, clause: 六, text: 有保障部分, of: [city], strength: {strength}, method: machine, section: guarantees,
     confidence: {confidence}}}
{more}"""
    )


ASKED = """
basis: {cite: ask}
given: {ask: ask where has_section}
expect: {some: section where role == ask.section}
at: ask
message: 没有{ask.section}
"""


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
@pytest.mark.parametrize(
    ("strength", "confidence", "binding"),
    [
        ("要求", "verified", True),
        ("禁止", "verified", True),
        ("要求", "single-source", False),
        ("要求", "derived", False),
        ("引导", "verified", False),
        ("鼓励", "verified", False),
        ("借鉴", "verified", False),
        ("提及", "verified", False),
    ],
)
def test_only_a_verified_demand_makes_an_error(
    severity: Severity,
    strength: str,
    confidence: str,
    binding: bool,
) -> None:
    (finding,) = findings(plan(), f"severity: {severity}\n{ASKED}", asking(strength, confidence))
    expected = severity if binding or severity != "error" else "warning"
    assert finding.severity == expected
    (clause,) = finding.basis
    assert (clause.clause, clause.strength, clause.confidence) == ("六", strength, confidence)
    assert finding.message == "没有保障措施"


def test_a_contradiction_inside_the_plan_needs_no_clause() -> None:
    (finding,) = findings(plan(TASKS), BY_PLAN)
    assert (finding.severity, finding.basis) == ("error", ())


def test_an_upper_indicator_is_no_demand() -> None:
    text = """
basis: {cite: ref}
given: {ref: reference}
expect: {some: indicator where has_code and code == ref.code}
at: ref
"""
    nation = upper("indicators: [{name: 有效注册商标量, clause: 专栏1, confidence: verified}]")
    (finding,) = findings(plan(), text, nation)
    assert finding.severity == "warning"
    assert [(clause.document, clause.clause) for clause in finding.basis] == [("nation-plan", "专栏1")]


def test_a_group_rests_on_the_clauses_of_all_its_checks() -> None:
    more = """  - {id: b, clause: 七, text: 也要保障, of: [city], strength: 引导, method: machine, section: guarantees,
     confidence: verified}
  - {id: c, clause: 八, text: 要背景, of: [city], strength: 引导, method: machine, section: background,
     confidence: verified}
"""
    text = ASKED + 'group: ask.section\nmany: "没有{ask.section}（{n} 处）"\n'
    parents = asking("要求", "verified", more=more)
    found = findings(plan(), text, parents)
    assert [(finding.message, [clause.clause for clause in finding.basis], finding.severity) for finding in found] == [
        ("没有保障措施（2 处）", ["六", "七"], "error"),
        ("没有规划背景", ["八"], "warning"),
    ]
    turned = findings(
        plan(), text, asking("引导", "verified", more=more.replace("strength: 引导", "strength: 要求", 1))
    )
    assert [finding.severity for finding in turned] == ["error", "warning"]


def test_fixed_clauses_are_those_of_the_shipped_outlines() -> None:
    cited = rule(BY_PLAN + "basis: {cite: [{document: cn-ip-outline-2035, clause: L01}]}\n")
    (finding,) = Session(rulebook(), rules=[cited]).check(plan(TASKS)).findings
    (clause,) = finding.basis
    assert (clause.document, clause.clause, clause.quote) == ("cn-ip-outline-2035", "（二十二）", "明确任务分工")
    assert finding.severity == "error"


def test_findings_of_one_result_have_keys_of_their_own() -> None:
    found: list[Finding] = []
    for text in (UNITS, BY_PLAN + "id: TST002\nname: two\n", BY_KIND + "id: TST003\nname: three\n"):
        found += findings(plan(TASKS), text)
    assert len({finding.key for finding in found}) == len(found) == 6
