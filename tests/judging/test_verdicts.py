"""The verdict of a check: the first that holds of need, doubt, cut text, failure, else a pass with its evidence."""

from __future__ import annotations

import pytest

from checker.judging.findings import MAX_EVIDENCE
from checker.model.result import Verdict
from tests.facts.support import upper
from tests.judging.support import checks, result, verdicts
from tests.loading.support import HEAD, HEAD_LINES, plan

PASS, FAIL, UNDECIDED = Verdict.PASS, Verdict.FAIL, Verdict.UNDECIDED
NOTHING = "没有可查的对象"

# fails where the target lies below the baseline; needs a known scope
LOWER = """
given: {row: indicator where has_baseline and has_target and has_table}
needs:
  - {that: row.table != 'unknown', else: "「{row.name}」的表不明"}
  - {that: row.name != '不懂的', else: 看不懂}
expect: {that: row.target >= row.baseline}
at: row
"""
SOME = """
given: {row: indicator}
expect: {some: figure where topic == row.topic}
at: row
"""
NONE = """
given: {row: indicator}
expect: {none: figure where topic == row.topic}
at: row
"""


def table(*rows: str) -> str:
    tables = "tables: [{id: t1, title: 表}, {id: unknown, title: 表}]\nindicators:\n"
    return tables + "".join(f"  - {{{row}}}\n" for row in rows)


def row(before: int, after: int, name: str = "甲", table: str = "t1", more: str = "") -> str:
    return (
        f"name: {name}, table: {table}, baseline: {{year: 2020, value: {before}, unit: 件}}, "
        f"target: {{year: 2025, value: {after}, unit: 件{more}}}"
    )


@pytest.mark.parametrize(("before", "after", "verdict"), [(5, 9, PASS), (9, 9, PASS), (9, 5, FAIL)])
def test_a_condition_holds_or_does_not(before: int, after: int, verdict: Verdict) -> None:
    assert verdicts(plan(table(row(before, after))), LOWER) == [(verdict, "")]


@pytest.mark.parametrize(("before", "after"), [(5, 9), (9, 5)])
def test_a_need_that_is_not_met_goes_before_pass_and_failure(before: int, after: int) -> None:
    loaded = plan(table(row(before, after, table="unknown")))
    assert verdicts(loaded, LOWER) == [(UNDECIDED, "「甲」的表不明")]


def test_of_several_unmet_needs_the_first_written_is_the_reason() -> None:
    loaded = plan(table(row(9, 5, name="不懂的", table="unknown"), row(9, 5, name="不懂的")))
    assert verdicts(loaded, LOWER) == [(UNDECIDED, "「不懂的」的表不明"), (UNDECIDED, "看不懂")]


def test_a_need_goes_before_doubt_too() -> None:
    loaded = plan(table(row(9, 5, table="unknown", more=", review: true")))
    assert verdicts(loaded, LOWER) == [(UNDECIDED, "「甲」的表不明")]


def test_quantities_that_cannot_be_compared_are_an_unmet_need() -> None:
    units = row(9, 5).replace("value: 5, unit: 件", "value: 5, unit: 家")
    assert verdicts(plan(table(units)), LOWER) == [(UNDECIDED, "单位不可换算：5家 / 9件")]


def test_a_missing_unit_is_told_apart_from_another_unit() -> None:
    units = row(9, 5).replace("value: 5, unit: 件", "value: 5")
    assert verdicts(plan(table(units)), LOWER) == [(UNDECIDED, "有一个数没有写单位，不能比较")]


def test_a_written_need_goes_before_the_units() -> None:
    units = row(9, 5, table="unknown").replace("value: 5, unit: 件", "value: 5, unit: 家")
    assert verdicts(plan(table(units)), LOWER) == [(UNDECIDED, "「甲」的表不明")]


def test_a_failure_on_something_doubtful_is_left_open() -> None:
    loaded = plan(table(row(9, 5, more=", review: true")))
    assert verdicts(loaded, LOWER) == [(UNDECIDED, "抽取存疑：指标表「甲」")]


def test_a_pass_on_something_doubtful_stays_a_pass() -> None:
    assert verdicts(plan(table(row(5, 9, more=", review: true"))), LOWER) == [(PASS, "")]


ROW = "indicators: [{name: 甲}]\n"
FIGURE = "figures: [{indicator: 甲, role: achieved, value: 1, unit: 件%s}]\n"


def test_some_and_none_are_opposite() -> None:
    there, absent = plan(ROW + FIGURE % ""), plan(ROW)
    assert verdicts(there, SOME) == verdicts(absent, NONE) == [(PASS, "")]
    assert verdicts(absent, SOME) == verdicts(there, NONE) == [(FAIL, "")]


def test_an_offender_that_is_doubtful_leaves_the_check_open() -> None:
    loaded = plan(ROW + FIGURE % ", review: true")
    assert verdicts(loaded, NONE) == [(UNDECIDED, "抽取存疑：正文「甲」")]
    assert verdicts(loaded, SOME) == [(PASS, "")]


BASED = """
given: {doc: plan}
expect: {some: citation where has_document and document == 'nation-plan'}
at: doc
"""


@pytest.mark.parametrize(
    ("title", "verdict", "reason"),
    [
        ("难辨认的文件", UNDECIDED, "抽取存疑：引用《难辨认的文件》，可能就是要找的"),
        ("旧的国家规划", FAIL, ""),  # doubtful, but known to be another one
    ],
)
def test_a_doubtful_item_may_be_the_one_that_is_not_found(title: str, verdict: Verdict, reason: str) -> None:
    old = upper("title: 旧的国家规划\n", name="old-plan")
    for review, expected in (("true", (verdict, reason)), ("false", (FAIL, ""))):
        loaded = plan(f"citations: [{{title: {title}, role: basis, review: {review}}}]\n")
        assert verdicts(loaded, BASED, upper(), old) == [expected]


def test_a_doubtful_item_of_another_kind_is_not_the_one() -> None:
    loaded = plan(ROW + "measures: [{id: 一, kind: task, title: 乙, review: true}]\n")
    assert verdicts(loaded, SOME) == [(FAIL, "")]


def test_a_doubtful_item_goes_before_the_cut_and_after_what_is_found() -> None:
    doubtful = "figures: [{indicator: %s, role: achieved, value: 1, unit: 件, review: true}]\n"
    cut = "source: {file: a, cut: [figures]}\n"
    assert verdicts(plan(ROW + cut + doubtful % "乙"), SOME) == [(UNDECIDED, "抽取存疑：正文「乙」，可能就是要找的")]
    assert verdicts(plan(ROW + doubtful % "甲"), SOME) == [(PASS, "")]


def test_one_doubtful_value_leaves_every_failure_of_its_row_open() -> None:
    loaded = plan(table(row(9, 5, more=", review: true").replace("name: 甲", "name: 甲, responsible: {units: [丙]}")))
    other = "given: {row: indicator}\nexpect: {that: row.has_lead}\nat: row\n"
    assert verdicts(loaded, other) == [(UNDECIDED, "抽取存疑：指标表「甲」")]


def test_what_is_not_found_may_stand_where_the_text_was_cut_off() -> None:
    cut = plan(ROW + "source: {file: a, cut: [figures]}\n")
    assert verdicts(cut, SOME) == [(UNDECIDED, "文本不完整，正文数据可能还有下文")]
    assert verdicts(cut, NONE) == [(PASS, "")]


@pytest.mark.parametrize("cut", ["measures", "sections", "citations", "tables", "indicators"])
def test_a_cut_in_another_list_is_no_excuse(cut: str) -> None:
    assert verdicts(plan(ROW + f"source: {{file: a, cut: [{cut}]}}\n"), SOME) == [(FAIL, "")]


@pytest.mark.parametrize(
    ("pattern", "cut", "word"),
    [
        ("measure", "measures", "任务"),
        ("coverage", "measures", "任务"),
        ("section", "sections", "章节"),
        ("citation", "citations", "引用的文件"),
        ("figure", "figures", "正文数据"),
    ],
)
def test_each_kind_knows_its_list(pattern: str, cut: str, word: str) -> None:
    text = f"given: {{doc: plan}}\nexpect: {{some: {pattern}}}\nat: doc\n"
    assert verdicts(plan(f"source: {{file: a, cut: [{cut}]}}\n"), text) == [
        (UNDECIDED, f"文本不完整，{word}可能还有下文")
    ]
    assert verdicts(plan("source: {file: a}\n"), text) == [(FAIL, "")]


def test_a_cut_does_not_touch_conditions() -> None:
    loaded = plan(table(row(9, 5)) + "source: {file: a, cut: [indicators, figures]}\n")
    assert verdicts(loaded, LOWER) == [(FAIL, "")]


def test_doubt_goes_before_the_cut() -> None:
    loaded = plan("indicators: [{name: 甲, review: true}]\nsource: {file: a, cut: [figures]}\n")
    assert verdicts(loaded, SOME) == [(UNDECIDED, "抽取存疑：指标表「甲」")]


def test_one_of_several_sources_that_stops_early_is_enough() -> None:
    loaded = plan(ROW + "sources: [{file: a}, {file: b, cut: [figures]}]\n")
    assert verdicts(loaded, SOME) == [(UNDECIDED, "文本不完整，正文数据可能还有下文")]


def test_a_pass_shows_what_decided_it() -> None:
    loaded = plan(
        """indicators: [{name: 甲, at: {quote: 表中的甲}}]
figures:
  - {indicator: 甲, role: achieved, value: 1, unit: 件, at: {quote: 第一处}}
  - {indicator: 乙, role: achieved, value: 1, unit: 件, at: {quote: 别的}}
  - {indicator: 甲, role: achieved, value: 2, unit: 件, at: {quote: 第二处}}
"""
    )
    (check,) = checks(loaded, SOME)
    assert [place.quote for place in check.evidence] == ["表中的甲", "第一处", "第二处"]
    assert check.evidence[1].line == HEAD_LINES + 3


def test_evidence_is_no_copy_of_the_plan() -> None:
    many = "".join(f"  - {{indicator: 甲, role: achieved, value: {n}, unit: 件}}\n" for n in range(30))
    (check,) = checks(plan(f"{ROW}figures:\n{many}"), SOME)
    assert check.verdict is PASS
    assert len(check.evidence) == MAX_EVIDENCE


def test_checks_come_in_the_order_of_the_summary() -> None:
    names = [f"第{n}个" for n in range(12)]
    loaded = plan("indicators:\n" + "".join(f"  - {{name: {name}}}\n" for name in names))
    assert [check.subject for check in checks(loaded, SOME)] == [f"指标表「{name}」" for name in names]


def test_every_pair_is_a_check_of_its_own() -> None:
    text = """
given:
  row: indicator
  said: figure where topic == row.topic
expect: {that: said.role == 'target'}
subject: row, said
at: said
"""
    loaded = plan(
        """indicators: [{name: 甲}, {name: 乙}]
figures:
  - {indicator: 乙, role: achieved, value: 1, unit: 件}
  - {indicator: 甲, role: target, value: 1, unit: 件}
  - {indicator: 甲, role: baseline, value: 1, unit: 件}
"""
    )
    assert [(check.subject, check.verdict) for check in checks(loaded, text)] == [
        ("指标表「甲」；正文「甲」", PASS),
        ("指标表「甲」；正文「甲」", FAIL),
        ("指标表「乙」；正文「乙」", FAIL),
    ]


def outcome(head: str, text: str, more: str = "") -> str:
    (rule,) = result(plan(more, head), text).rules
    return rule.not_applicable


PLANS_ONLY = "given: {doc: plan}\nexpect: {that: doc.tables == 0}\nat: doc\napplies_to: {%s}\n"


@pytest.mark.parametrize(
    ("applies", "reason"),
    [
        ("kind: [plan]", ""),
        ("kind: [program, opinion]", "只查方案、意见，这是规划"),
        ("level: [city]", ""),
        ("level: [province, county]", "只查省级、县级文件，这是市级"),
        ("stage: [issued]", ""),
        ("stage: [draft, consultation]", "只查草案、征求意见稿，这是印发稿"),
        ("period: {start: 2021, end: 2025}", ""),
        ("period: {start: 2025, end: 2030}", ""),
        ("period: {end: 2021}", ""),
        ("period: {start: 2026, end: 2030}", "只查与 2026—2030 年有交集的规划"),
        ("kind: [program], level: [county]", "只查方案，这是规划"),
    ],
)
def test_which_plans_a_rule_looks_at(applies: str, reason: str) -> None:
    head = f"{HEAD}stage: issued\nperiod: {{start: 2021, end: 2025}}\n"
    assert outcome(head, PLANS_ONLY % applies) == reason


def test_a_period_that_is_not_known() -> None:
    assert outcome(HEAD, PLANS_ONLY % "period: {start: 2021, end: 2025}") == "规划期不明"
    assert outcome(f"{HEAD}period: {{end: 2025}}\n", PLANS_ONLY % "period: {start: 2021, end: 2024}") != ""
    assert outcome(f"{HEAD}period: {{end: 2025}}\n", PLANS_ONLY % "period: {start: 2021, end: 2025}") == ""


def test_a_rule_without_anything_to_check_says_so() -> None:
    found = result(plan(), SOME)
    (rule,) = found.rules
    assert rule.not_applicable == NOTHING
    assert found.checks == ()
    assert found.findings == ()
    assert found.counts == {**dict.fromkeys(Verdict, 0), Verdict.NOT_APPLICABLE: 1}


def test_a_manual_rule_asks_a_person_and_decides_nothing() -> None:
    manual = "method: manual\nmessage: 请核查保障部分\n"
    found = result(plan(), manual)
    (check,) = found.checks
    assert (check.verdict, check.reason, check.subject) == (Verdict.MANUAL, "请核查保障部分", "样例规则")
    assert found.findings == ()
    assert found.counts[Verdict.MANUAL] == 1
    (rule,) = result(plan(), manual + "applies_to: {level: [county]}\n").rules
    assert rule.not_applicable == "只查县级文件，这是市级"


def test_verdicts_are_counted_apart() -> None:
    rows = (row(5, 9, "一"), row(9, 5, "二"), row(9, 5, "三"), row(9, 5, "四", table="unknown"))
    found = result(plan(table(*rows)), LOWER)
    counts = {**dict.fromkeys(Verdict, 0), PASS: 1, FAIL: 2, UNDECIDED: 1}
    assert found.counts == counts
    assert found.rules[0].counts == counts


def test_a_parent_makes_what_is_checked() -> None:
    text = """
given: {ref: reference}
expect: {some: indicator where has_code and code == ref.code}
at: ref
"""
    nation = upper("indicators: [{name: 有效注册商标量}, {name: 海外发明专利授权量}]")
    loaded = plan("indicators: [{name: 有效注册商标总量}]")
    assert verdicts(loaded, text, nation) == [(PASS, ""), (FAIL, "")]
    assert verdicts(loaded, text) == []
