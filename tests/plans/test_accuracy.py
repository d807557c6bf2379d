"""The page on accuracy: its table is what the shipped rules find, every finding is judged, its sums are right."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from checker.judging.session import Session
from checker.loading.plans import load_plan
from checker.model.result import PlanResult
from checker.model.words import FAMILIES
from checker.report.wording import SEVERITY_WORDS
from tests.docs.pages import DOCS, code, table
from tests.plans.beside import PLANS, rulebook, source_text

PAGE = DOCS / "accuracy.md"
TRUE, ARGUABLE, FALSE = VERDICTS = ("真", "可商榷", "假")
ROWS = table(PAGE, "findings")
SHORT = {
    "cn-hebei-baoding-145": "保定",
    "cn-heilongjiang-hegang-145": "鹤岗",
    "cn-zhejiang-ningbo-2020": "宁波",
    "cn-hunan-shaoyang-145": "邵阳",
    "cn-anhui-maanshan-demo-2026": "马鞍山",
}
RULES = {loaded.rule.id for loaded in rulebook().rules}


@cache
def results() -> dict[str, PlanResult]:
    session = Session(rulebook())
    checked = [session.check(load_plan(path, shown=path.name)) for path in PLANS]
    return {result.id: result for result in checked}


def test_the_page_lists_exactly_what_is_found() -> None:
    found = [
        (result.id, finding.rule, finding.key, SEVERITY_WORDS[finding.severity])
        for result in results().values()
        for finding in result.findings
    ]
    listed = [(code(row[0]), row[1], code(row[2]), row[3]) for row in ROWS]
    assert found
    assert sorted(listed) == sorted(found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[2]}".replace("`", ""))
def test_a_finding_is_judged_and_the_reason_given(row: list[str]) -> None:
    _, _, _, severity, verdict, reason = row
    assert verdict in VERDICTS
    assert len(reason) >= 10
    assert reason.endswith("。")
    assert severity == "提示" or verdict != FALSE, "an error or a warning that is false: mend the rule or the summary"


@pytest.mark.parametrize("plan", SHORT)
def test_what_is_quoted_stands_in_the_text(plan: str) -> None:
    """Line breaks of a converted text fall anywhere, so white space does not count."""
    text = "".join(source_text(results()[plan].source_file).decode("utf-8").split())
    quotes = [quote for row in ROWS if code(row[0]) == plan for quote in re.findall("「([^」]+)」", row[5])]
    assert quotes
    assert [quote for quote in quotes if len(quote) > 40 or "".join(quote.split()) not in text] == []


def counted(rows: list[list[str]]) -> list[str]:
    """Number of findings and of each verdict: errors and warnings, then remarks."""
    cells = []
    for remarks in (False, True):
        verdicts = Counter(row[4] for row in rows if (row[3] == "提示") == remarks)
        cells += [str(verdicts.total()), *(str(verdicts[verdict]) for verdict in VERDICTS)]
    return cells


def test_the_counts_by_plan_follow_from_the_list() -> None:
    assert set(SHORT) == set(results())
    expected = {short: counted([row for row in ROWS if code(row[0]) == plan]) for plan, short in SHORT.items()}
    assert {row[0]: row[1:] for row in table(PAGE, "by plan")} == {**expected, "合计": counted(ROWS)}


def test_the_counts_by_family_follow_from_the_list() -> None:
    expected = {
        f"{name} {family}": counted([row for row in ROWS if row[1].startswith(family)])
        for family, name in FAMILIES.items()
    }
    assert {row[0]: row[1:] for row in table(PAGE, "by family")} == {**expected, "合计": counted(ROWS)}


def test_the_precision_told_is_that_of_the_counts() -> None:
    text = PAGE.read_text(encoding="utf-8")
    every, true, arguable, false, remarks, true_remarks, arguable_remarks, _ = map(int, counted(ROWS))
    assert f"错误、警告共 {every} 个，判为真的 {true} 个（{true / every:.0%}），可商榷的 {arguable} 个" in text
    assert f"提示 {remarks} 个，判为真的 {true_remarks} 个，可商榷的 {arguable_remarks} 个" in text
    assert f"是 {true}/{every}，即 {true / every:.0%}；只要不是“假”就算对，是 {every - false}/{every}。" in text
    assert f"五份规划、{len(ROWS)} 个问题" in text


def test_the_sums_of_what_is_missed_are_right() -> None:
    rows = {row[0]: [int(cell) for cell in row[1:]] for row in table(PAGE, "recall")}
    total = rows.pop("合计")
    assert set(rows) == set(SHORT.values())
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == total
    for listed, left_out, taken, *parts in [*rows.values(), total]:
        assert listed - left_out == taken == sum(parts)
    _, _, taken, found, partly, _, _, missed = total
    by_rule = {row[0]: int(row[1]) for row in table(PAGE, "found by")}
    assert sum(by_rule.values()) == found
    assert set(by_rule) <= RULES & {row[1] for row in ROWS}
    assert sum(int(row[1]) for row in table(PAGE, "missed because")) == missed
    text = PAGE.read_text(encoding="utf-8")
    assert f"查全率 {found}/{taken}，约 {found / taken:.0%}" in text
    assert f"是 {found + partly}/{taken}，约 {(found + partly) / taken:.0%}" in text
