"""A goal of the table and of the text: worded otherwise, though the two numbers don't exclude each other."""

from __future__ import annotations

import pytest

from tests.facts.support import facts_of, of_kind
from tests.loading.support import plan

ROW = "indicators: [{name: %s, target: {year: 2030, value: %s, unit: %s}}]\nfigures:\n"
GOAL = "  - {indicator: %s, role: target, scope: %s, year: 2030, value: %s, unit: %s, at: {quote: %s}}\n"
AMOUNT = "商标质押登记金额（当年）"
YEARLY = "商标质押年登记金额"


def differs(text: str) -> list[object]:
    return [fact.values["differs"] for fact in of_kind(facts_of(plan(text)), "restated")]


@pytest.mark.parametrize(
    ("row", "goal", "said"),
    [
        (ROW % ("专利年授权数", 600, "件"), ("专利年授权数", "yearly", "600", "项"), "单位表里是“件”，正文是“项”"),
        (
            ROW % (AMOUNT, 100, "亿元"),
            (YEARLY, "yearly", "90", "亿元, bound: more-than"),
            "表里是“100亿元”，正文只写“超过90亿元”",
        ),
        (
            ROW % ("商标质押登记金额（五年累计）", 320, "亿元"),
            (YEARLY, "yearly", "320", "亿元"),
            "口径表里是“累计”，正文是“年度量”",
        ),
        (ROW % ("税收占比", 16, '"%"'), ("税收占比", "unclear", "16.5", '"%"'), "表里是“16%”，正文是“16.5%”"),
    ],
    ids=["unit", "over-less", "scope", "finer"],
)
def test_a_goal_worded_otherwise(row: str, goal: tuple[str, ...], said: str) -> None:
    assert differs(row + GOAL % (*goal, "原文")) == [said]


@pytest.mark.parametrize(
    ("row", "goal"),
    [
        (ROW % ("税收占比", 16.5, '"%"'), ("税收占比", "unclear", "16", '"%"')),
        (ROW % (AMOUNT, 100, "亿元"), (YEARLY, "yearly", "100", "亿元")),
        (ROW % (AMOUNT, 100, "亿元"), (YEARLY, "yearly", "1000000", "万元")),
        (ROW % (AMOUNT, 83, "亿元"), (YEARLY, "yearly", "80", "亿元, bound: more-than")),
        (ROW % (AMOUNT, "1.15", "亿元"), (YEARLY, "yearly", "1", "亿元, bound: at-least")),
        (ROW % (AMOUNT, 100, "亿元"), (YEARLY, "total", "90", "亿元, bound: more-than")),
        (ROW % (AMOUNT, 100, "亿元"), (YEARLY, "yearly", "110", "亿元, bound: more-than")),
        (ROW % (AMOUNT, 100, "亿元"), (YEARLY, "yearly", "90", "亿元")),
        (ROW % ("公众评价", 86, "分"), ("公众评价", "level", "86", '"%"')),
        (ROW.replace(", unit: %s", "") % ("公众评价", 86), ("公众评价", "level", "86", "分")),
        (ROW % ("专利年授权数", 600, "件"), ("专利年授权数", "yearly", "500", "项")),
        (ROW % ("商标质押登记金额", 320, "亿元"), ("商标质押登记金额", "total", "320", "亿元")),
    ],
    ids=[
        "coarser",
        "same",
        "converted",
        "cut",
        "cut-too",
        "other-scope",
        "over-more",
        "exact",
        "measured",
        "none",
        "two",
        "silent",
    ],
)
def test_what_is_not_worded_otherwise(row: str, goal: tuple[str, ...]) -> None:
    assert differs(row + GOAL % (*goal, "原文")) == []


TWICE = (
    "figures:\n"
    + GOAL % ("规范化市场", "%s", "8", "家%s", "八家")
    + "%s"
    + GOAL % ("规范化市场", "%s", "12", "家", "十二家")
)
BETWEEN = GOAL % ("导航项目", "total", "5", "项", "五项")


def test_one_goal_with_two_numbers_and_no_scope() -> None:
    (said,) = differs(TWICE % ("unclear", "", BETWEEN, "unclear"))
    assert said == "一处是“8家”，一处是“12家”，都没有写明是新增还是累计"


@pytest.mark.parametrize(
    "parts",
    [
        ("unclear", "", "", "unclear"),
        ("added", "", BETWEEN, "unclear"),
        ("level", "", BETWEEN, "level"),
        ("unclear", ", bound: at-least", BETWEEN, "unclear"),
    ],
    ids=["side-by-side", "said", "known", "bounded"],
)
def test_two_numbers_that_are_two_things_or_are_judged_elsewhere(parts: tuple[str, ...]) -> None:
    assert differs(TWICE % parts) == []
