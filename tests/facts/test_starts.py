"""What a target starts from: told under its name, likely told under one like it, or nowhere."""

from __future__ import annotations

import pytest

from checker.facts.names import is_alike
from tests.facts.support import facts_of, of_kind
from tests.loading.support import plan

GOAL = "  - {indicator: %s, role: target, scope: level, year: 2030, value: 200, unit: 家}\n"
TOLD = "  - {indicator: %s, role: achieved, scope: level, year: 2025, value: 86, unit: %s%s}\n"


def starts(told: str, goal: str) -> tuple[object, object]:
    facts = of_kind(facts_of(plan("figures:\n" + told + GOAL % goal)), "figure")
    (fact,) = [fact for fact in facts if fact.values["role"] == "target"]
    return fact.values["start_known"], fact.values["start_likely"]


@pytest.mark.parametrize(
    ("told", "goal", "known", "likely"),
    [
        (TOLD % ("地标用标主体", "家", ""), "地标用标主体", True, True),
        (TOLD % ("地标用标主体（年末）", "家", ""), "地标用标主体", True, True),
        (TOLD % ("使用地理标志的经营主体", "家", ""), "地理标志使用主体", False, True),
        (TOLD % ("使用地理标志的经营主体", "亿元", ""), "地理标志使用主体", False, False),
        (TOLD % ("使用地理标志的经营主体", "家", ", place: 高新区"), "地理标志使用主体", False, False),
        (TOLD % ("维权援助工作站", "家", ""), "地理标志使用主体", False, False),
        (TOLD % ("国家知识产权优势企业", "家", ""), "国家知识产权示范企业", False, False),
    ],
    ids=["named", "marked", "alike", "other-unit", "a-place", "other", "two-terms"],
)
def test_what_is_told_of_a_start(told: str, goal: str, *, known: bool, likely: bool) -> None:
    assert starts(told, goal) == (known, likely)


def test_a_row_like_it_is_perhaps_the_same_even_without_a_start() -> None:
    row = "indicators: [{name: 地理标志的使用主体, target: {year: 2030, value: 200, unit: 家}}]\n"
    facts = of_kind(facts_of(plan(row + "figures:\n" + GOAL % "使用地理标志主体")), "figure")
    assert [(fact.values["start_known"], fact.values["start_likely"]) for fact in facts] == [(False, True)]


def test_names_are_alike_in_whatever_order_they_say_it() -> None:
    assert is_alike("专利纠纷裁决案件平均周期", "专利纠纷裁决平均周期")
    assert is_alike("平均周期专利纠纷裁决", "专利纠纷裁决案件平均周期")
    assert not is_alike("专利", "专利纠纷")  # stands in too many others
    assert not is_alike("专利纠纷", "专利纠纷裁决案件平均周期")
