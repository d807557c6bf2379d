"""Two versions of a plan: what became of each finding, which numbers and items changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from checker.judging.comparing import Judged, compare, unlike
from checker.loading.plans import plan_of, read_plan
from checker.loading.yaml_tree import parse
from checker.model.diff import DiffResult
from checker.model.plan import Plan
from tests.judging.support import bare, rule, session

HEAD = """schema: 1
id: linjiang
title: 临江市规划
region: {name: 临江市, level: city, province: 澄江省}
kind: plan
stage: consultation
period: {start: 2021, end: 2025}
"""
UPPER = """schema: 1
id: chengjiang
title: 澄江省规划
region: {name: 澄江省, level: province}
kind: plan
stage: issued
issued: 2021-01-01
published: 2021-01-01
period: {start: 2021, end: 2025}
confidence: {issued: verified, published: verified}
indicators:
  - {name: 知识产权质押融资登记金额, clause: 专栏1, baseline: {year: 2020, value: 50, unit: 亿元, confidence: verified},
     target: {year: 2025, value: 120, unit: 亿元, confidence: verified}}
"""
UNITS = """id: TST001
group: plan
given:
  task: measure where kind == 'task'
needs: [{that: not task.is_cut, else: 文本断了}]
expect: {that: task.names_unit}
at: task
message: 任务「{task.title}」没有责任单位
many: "{n}/{of} 项任务没有责任单位"
"""
TARGETS = """id: TST002
given:
  row: indicator
expect: {that: row.has_target}
at: row
message: 「{row.name}」没有目标值
"""


@cache
def upper() -> Plan:
    return plan_of(parse(UPPER, "upper.yaml"))


def judged(more: str, head: str = HEAD, **settled: Any) -> Judged:
    loaded = read_plan((head + more).encode(), "规划.yaml")
    result = session([rule(UNITS), rule(TARGETS)], [upper()]).check(loaded)
    findings = tuple(replace(finding, **settled) for finding in result.findings) if settled else result.findings
    return Judged(loaded, replace(result, findings=findings))


def diff(old: str | Judged, new: str | Judged) -> DiffResult:
    one, other = (each if isinstance(each, Judged) else judged(each) for each in (old, new))
    made = session([rule(UNITS), rule(TARGETS)])
    return compare(one, other, made.run, bare().vocabulary)


def task(number: int, title: str, units: str = "", more: str = "") -> str:
    responsible = f", responsible: {{units: [{units}]}}" if units else ""
    return f"  - {{id: 三({number}), kind: task, title: {title}{responsible}{more}}}\n"


def tasks(*lines: str) -> str:
    return "measures:\n" + "".join(lines)


def row(target: str, name: str = "知识产权质押融资登记金额", more: str = "") -> str:
    said = f", target: {target}" if target else ""
    return f"  - {{name: {name}{said}{more}}}\n"


def rows(*lines: str) -> str:
    return "indicators:\n" + "".join(lines)


def test_a_finding_that_its_check_now_passes_was_mended() -> None:
    found = diff(tasks(task(1, "甲项任务")), tasks(task(1, "甲项任务", "市财政局")))
    assert [(each.finding.rule, each.fate) for each in found.closed] == [("TST001", "已改正")]
    assert (found.remaining, found.opened) == ((), ())


def test_what_can_not_be_judged_any_more_was_not_mended() -> None:
    found = diff(tasks(task(1, "甲项任务")), tasks(task(1, "甲项任务", more=", cut: true")))
    assert [(each.fate, each.reason) for each in found.closed] == [("转为无法判断", "文本断了")]
    assert [(each.rule, each.other) for each in found.unsettled] == [("TST001", "不符合")]


def test_what_was_taken_out_is_not_called_mended() -> None:
    found = diff(tasks(task(1, "甲项任务"), task(2, "乙项工作", "市财政局")), tasks(task(1, "乙项工作", "市财政局")))
    assert [each.fate for each in found.closed] == ["不再涉及"]
    assert [(each.kind, each.name) for each in found.dropped] == [("任务", "甲项任务")]


def test_a_waived_finding_is_told_apart() -> None:
    text = tasks(task(1, "甲项任务"))
    assert [each.fate for each in diff(text, judged(text, state="waived")).closed] == ["已豁免"]
    assert [each.origin for each in diff(judged(text, state="waived"), text).opened] == ["旧稿已豁免"]


def test_one_finding_about_many_says_which_came_and_went() -> None:
    old = tasks(task(1, "甲项任务"), task(2, "乙项工作"), task(3, "丙类工程", "市财政局"))
    new = tasks(task(1, "甲项任务", "市财政局"), task(2, "乙项工作"), task(3, "丙类工程"))
    (each,) = diff(old, new).remaining
    assert each.moved is False, "2/3 stays 2/3"
    assert each.gone == ("「甲项任务」",)
    assert each.fresh == ("「丙类工程」",)


def test_a_finding_about_other_subjects_altogether_is_another_one() -> None:
    old = tasks(task(1, "甲项任务"), task(2, "乙项工作", "市财政局"))
    found = diff(old, tasks(task(1, "甲项任务", "市财政局"), task(2, "乙项工作")))
    assert [each.fate for each in found.closed] == ["已改正"]
    assert [each.origin for each in found.opened] == ["旧稿符合"]


def test_new_findings_say_what_the_old_version_was() -> None:
    was_cut = diff(tasks(task(1, "甲项任务", more=", cut: true")), tasks(task(1, "甲项任务")))
    assert [each.origin for each in was_cut.opened] == ["旧稿无法判断"]
    assert [(each.reason, each.other) for each in was_cut.settled] == [("文本断了", "不符合")]
    assert [each.origin for each in diff("", tasks(task(1, "甲项任务"))).opened] == ["旧稿没有"]


def test_a_renamed_row_keeps_its_finding() -> None:
    old = rows(row("", "企业专利运用产值", ", at: {quote: 企业专利产值}"))
    found = diff(old, rows(row("", "企业专利运用总产值", ", at: {quote: 企业专利产值}")))
    assert (found.closed, found.opened, len(found.remaining)) == ((), (), 1)
    assert [(each.old, each.new) for each in found.words] == [("企业专利运用产值", "企业专利运用总产值")]


def test_renumbered_and_renamed_tasks_keep_their_findings() -> None:
    old = tasks(task(1, "建立快速处理通道"), task(2, "促进质押融资", "市财政局"))
    new = tasks(task(1, "促进质押融资", "市财政局"), task(2, "建立快速办理通道"))
    found = diff(old, new)
    assert (found.closed, found.opened, len(found.remaining)) == ((), (), 1)
    assert [(each.kind, each.old, each.new) for each in found.words] == [
        ("任务", "建立快速处理通道", "建立快速办理通道")
    ]


def test_tasks_that_are_hardly_alike_are_two() -> None:
    found = diff(tasks(task(1, "服务企业出海", "市商务局")), tasks(task(1, "完善公共服务", "市商务局")))
    assert [each.name for each in found.dropped] == ["服务企业出海"]
    assert [each.name for each in found.added] == ["完善公共服务"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{year: 2025, value: 80, unit: 亿元}", "{year: 2025, value: 100, unit: 亿元}", ("80亿元", "100亿元", "升")),
        ("{year: 2025, value: 8000, unit: 万元}", "{year: 2025, value: 0.8, unit: 亿元}", ("8000万元", "0.8亿元", "")),
        ("{year: 2025, value: 82, unit: 亿元, bound: at-least}", "{year: 2025, value: 80, unit: 亿元, bound: at-least}",
         ("82亿元以上", "80亿元以上", "降")),
        ("{year: 2025, text: 稳步增长}", "{year: 2025, value: 90, unit: 亿元}", ("稳步增长", "90亿元", "")),
        ("{year: 2025, value: 80, unit: 亿元, scope: total}", "{year: 2025, value: 20, unit: 亿元, scope: yearly}",
         ("80亿元（累计）", "20亿元（年度量）", "")),
    ],
)  # fmt: skip
def test_a_changed_target_stands_beside_the_one_above(old: str, new: str, told: tuple[str, str, str]) -> None:
    (change,) = diff(rows(row(old)), rows(row(new))).numbers
    assert (change.kind, change.part, change.upper) == ("指标表", "2025年目标值", ("省级 120亿元（2025年）",))
    assert (change.old, change.new, change.direction) == told


def test_a_baseline_is_held_beside_the_baseline_above() -> None:
    target = "{year: 2025, value: 100, unit: 亿元}"
    found = diff(rows(row(target)), rows(row(target, more=", baseline: {year: 2020, value: 30, unit: 亿元}")))
    assert [(each.part, each.old, each.new, each.upper) for each in found.numbers] == [
        ("基期值", "（无）", "30亿元", ("省级 50亿元（2020年）",))
    ]


def test_equal_numbers_are_no_change() -> None:
    text = rows(row("{year: 2025, value: 80, unit: 亿元}"))
    found = diff(text, text)
    assert (found.numbers, found.added, found.dropped, found.words, found.units) == ((),) * 5
    assert "两份文件的内容完全相同" in found.notices


def figure(said: str) -> str:
    return f"figures:\n  - {{indicator: 商标申请量, role: target, {said}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("year: 2025, value: 10, unit: 件", "year: 2025, value: 12, unit: 件", ("2025年目标", "10件", "12件")),
        ("year: 2025, value: 10", "year: 2024, value: 10", ("目标", "10（2025年）", "10（2024年）")),
        ("year: 2025, value: 10, hedge: 力争", "year: 2025, value: 10", ("2025年目标", "力争10", "10")),
        ('value: 10, unit: "%", scope: growth', 'value: 12, unit: "%", scope: growth', ("目标（增幅）", "10%", "12%")),
    ],
)
def test_a_number_of_the_text_that_changed(old: str, new: str, told: tuple[str, ...]) -> None:
    (change,) = diff(figure(old), figure(new)).numbers
    assert (change.part, change.old, change.new) == told


def test_documents_named_and_their_numbers() -> None:
    old = "citations:\n  - {title: 甲通知, number: 甲字(2021)1号, role: basis}\n  - {title: 乙意见, role: mention}\n"
    new = "citations:\n  - {title: 甲通知, number: 甲字〔2021〕1号, role: basis}\n  - {title: 丙办法, role: mention}\n"
    found = diff(old, new)
    assert [(each.part, each.old, each.new) for each in found.words] == [
        ("《甲通知》文号", "甲字(2021)1号", "甲字〔2021〕1号")
    ]
    assert [(each.kind, each.name) for each in (*found.added, *found.dropped)] == [
        ("引用文件", "丙办法"),
        ("引用文件", "乙意见"),
    ]


def test_units_that_came_and_went_whichever_name_they_go_by() -> None:
    old = tasks(task(1, "甲项任务", "市市场监督管理局, 市公安局"), task(2, "乙项工作", "市财政局"))
    led = ", responsible: {units: [市市场监管局, 市商务局], lead: [市商务局]}"
    (change,) = diff(old, tasks(task(1, "甲项任务", more=led), task(2, "乙项工作", "市财政局"))).units
    assert (change.name, change.added, change.dropped) == ("甲项任务", ("市商务局",), ("市公安局",))
    assert (change.old_lead, change.new_lead) == ("（未写明）", "市商务局")


def test_the_head_of_the_plan() -> None:
    new = judged("", HEAD.replace("consultation", "issued").replace("临江市规划", "临江市知识产权规划"))
    assert [(each.part, each.old, each.new) for each in diff("", new).words] == [
        ("标题", "临江市规划", "临江市知识产权规划"),
        ("阶段", "征求意见稿", "印发稿"),
    ]


@pytest.mark.parametrize(
    ("replaced", "reasons"),
    [
        (("临江市, ", "江北市, "), ["地区不同：旧稿是临江市，新稿是江北市"]),
        (("澄江省", "江东省"), ["省份不同：旧稿是澄江省，新稿是江东省"]),
        (("start: 2021, end: 2025", "start: 2026, end: 2030"), ["规划期不同：旧稿是2021—2025年，新稿是2026—2030年"]),
        (("start: 2021, end", "end"), []),
        (("临江市规划", "别的标题"), []),
        (("stage: consultation", "stage: issued"), []),
    ],
)
def test_plans_that_are_no_versions_of_one(replaced: tuple[str, str], reasons: list[str]) -> None:
    other = read_plan(HEAD.replace(*replaced).encode(), "x.yaml").plan
    assert list(unlike(read_plan(HEAD.encode(), "y.yaml").plan, other)) == reasons


def test_a_text_that_was_cut_is_told() -> None:
    cut = judged("source: {file: a.pdf, cut: [measures]}\n")
    assert diff("", cut).notices == ("新稿文本不完整（任务没有录全），下面说“删去”的，可能只是新稿没有录到",)
    assert diff(cut, "").notices == ("旧稿文本不完整（任务没有录全），下面说“增加”的，可能只是旧稿没有录到",)
