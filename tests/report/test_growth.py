"""Growth implied by an indicator's numbers, and the sentence that says it."""

from __future__ import annotations

import pytest

from checker.model.result import Amount, IndicatorRow
from checker.report.growth import Growth, explain, growth


def amount(shown: str, year: str, unit: str, low: int | None, high: int | None = None) -> Amount:
    return Amount(shown, year, unit, low, low if high is None else high)


@pytest.mark.parametrize(
    ("baseline", "target", "expected"),
    [
        (amount("100件", "2020", "items", 100), amount("200件", "2025", "items", 200),
         Growth(5, "增长 100.0%", "增长 14.9%")),
        (amount("200件", "2020", "items", 200), amount("100件", "2022", "items", 100),
         Growth(2, "下降 50.0%", "下降 29.3%")),
        (amount("85%", "2020", "percent", 850_000), amount("90%", "2025", "percent", 900_000),
         Growth(5, "提高 5.0 个百分点", "提高 1.0 个百分点")),
        (amount("11.6%", "2019", "percent", 116_000), amount("13%", "2025", "percent", 130_000),
         Growth(6, "提高 1.4 个百分点", "提高 0.23 个百分点")),
        (amount("80分", "2020", "points", 800_000), amount("80分", "2025", "points", 800_000),
         Growth(5, "持平", "持平")),
        (amount("100件", "2020", "items", 95, 105), amount("200件", "2025", "items", 195, 205),
         Growth(5, "增长 100.0%", "增长 14.9%")),
    ],
)  # fmt: skip
def test_growth(baseline: Amount, target: Amount, expected: Growth) -> None:
    assert growth(baseline, target) == expected


@pytest.mark.parametrize(
    ("baseline", "target"),
    [
        (None, amount("200件", "2025", "items", 200)),
        (amount("1亿元", "2016—2020", "money", 100), amount("2亿元", "2025", "money", 200)),  # a total over years
        (amount("80%", "2020", "percent", 80), amount("85分", "2025", "points", 85)),
        (amount("", "2020", "", 1), amount("", "2025", "", 2)),
        (amount("1件", "2025", "items", 1), amount("2件", "2025", "items", 2)),
        (amount("0件", "2020", "items", 0), amount("2件", "2025", "items", 2)),
        (amount("1件", "2020", "items", 1), amount("5000件", "2025", "items", 5000)),  # a misprint, no growth
        (amount("一些", "2020", "items", None), amount("2件", "2025", "items", 2)),
    ],
)
def test_no_growth_is_better_than_a_wrong_one(baseline: Amount | None, target: Amount) -> None:
    assert growth(baseline, target) is None


def test_sentences_say_what_is_missing() -> None:
    row = IndicatorRow("甲", "", "列入", target=Amount("稳步增长", "2025"))
    assert explain(row) == "目标只写「稳步增长」，达到与否无法衡量。"
    row = IndicatorRow("甲", "", "列入", target=amount("2件", "2025", "items", 2))
    assert explain(row) == "目标 2025 年 2件，没有写基期值，增幅算不出来。"
    assert explain(IndicatorRow("甲", "", "未见")) == "规划没有写这一指标的目标。"
