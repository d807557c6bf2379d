"""A part and its whole, goals that stand twice, vague names, where targets have numbers."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts import Fact
from checker.facts.quantities import LIMIT, Interval, difference, ratio, times
from tests.facts.support import facts_of, of_kind, one, upper
from tests.loading.support import plan


def found(text: str, kind: str) -> list[Fact]:
    return of_kind(facts_of(plan(text)), kind)


def values(fact: Fact, *names: str) -> dict[str, Any]:
    return {name: fact.values[name] for name in names}


PART = (
    "  - {name: 每万人口高价值发明专利拥有量, baseline: {year: 2020, value: 1.87, unit: 件}, "
    "target: {year: 2025, value: 2.21, unit: 件%s}}\n"
)
WHOLE = (
    "  - {name: 每万人口发明专利拥有量, baseline: {year: 2020, value: 5.74, unit: 件}, "
    "target: {year: %s, value: 9.5, unit: %s}}\n"
)


def test_a_part_its_whole_and_the_share_before() -> None:
    start, end = found("indicators:\n" + PART % "" + WHOLE % (2025, "件"), "portion")
    assert (start.text("share"), start.values["has_share_before"]) == ("32.6%", 0)
    assert (end.text("share"), end.text("share_before")) == ("23.3%", "32.6%")
    assert values(end, "year", "gains") == {"year": 2025, "gains": 1}
    low, high = end.values["share_low"], end.values["share_high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low <= 232_632 <= high  # 2.21 / 9.5 in ten-thousandths of a per cent
    assert [place.route for place in end.places] == [("indicators", 0), ("indicators", 1)]


def test_a_target_without_an_upper_end_has_no_share() -> None:
    _, end = found("indicators:\n" + PART % ", bound: at-least" + WHOLE % (2025, "件"), "portion")
    assert (end.values["has_share"], end.values["has_share_before"]) == (0, 1)


@pytest.mark.parametrize("rest", [(2024, "件"), (2025, "家")], ids=["year", "unit"])
def test_a_whole_of_another_year_or_unit_is_none(rest: tuple[int, str]) -> None:
    (start,) = found("indicators:\n" + PART % "" + WHOLE % rest, "portion")
    assert start.values["year"] == 2020


@pytest.mark.parametrize(
    "figures",
    [
        "role: achieved, scope: total, year: 2020, value: 900, unit: 件",
        "role: target, scope: yearly, year: 2020, value: 900, unit: 件",
        "role: achieved, scope: yearly, year: 2020, value: 900, unit: 件, of: 企业",
        "role: achieved, scope: unclear, year: 2020, value: 900, unit: 件",
        "role: achieved, scope: yearly, value: 900, unit: 件",
    ],
    ids=["scope", "role", "narrowed", "unclear", "no-year"],
)
def test_what_is_no_whole(figures: str) -> None:
    part = "  - {indicator: 发明专利授权量, role: achieved, scope: yearly, year: 2020, value: 90, unit: 件}\n"
    assert found(f"figures:\n{part}  - {{indicator: 专利授权量, {figures}}}\n", "portion") == []


def test_a_narrowed_part_says_nothing_about_the_share() -> None:
    text = """figures:
  - {indicator: 发明专利授权量, of: 企业, role: achieved, scope: yearly, year: 2020, value: 90, unit: 件}
  - {indicator: 专利授权量, role: achieved, scope: yearly, year: 2020, value: 900, unit: 件}
"""
    assert found(text, "portion") == []


def test_the_share_before_is_the_latest_and_a_part_counts_once_a_year() -> None:
    line = "  - {indicator: %s, role: %s, scope: yearly, year: %s, value: %s, unit: 件}\n"
    text = "figures:\n" + "".join(
        line % each
        for each in (
            ("发明专利授权量", "achieved", 2019, 10),
            ("专利授权量", "achieved", 2019, 100),
            ("发明专利授权量", "achieved", 2020, 30),
            ("专利授权量", "achieved", 2020, 100),
            ("发明专利授权量", "target", 2025, 40),
            ("发明专利授权量", "target", 2025, 40),
            ("专利授权量", "target", 2025, 100),
        )
    )
    shares = [(fact.values["year"], fact.text("share_before")) for fact in found(text, "portion")]
    assert shares == [(2019, ""), (2020, ""), (2025, "30.0%")]


GOAL = "  - {indicator: 知识产权专题培训, role: target, scope: each-year, value: 20, unit: 场%s}\n"


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ("", "", ""),
        ("", ", bound: at-least", ""),
        ("", ", year: 2026", ""),
        (", bound: more-than", "", "一处是“超过”，一处是“达到”"),
        (", bound: at-least", ", bound: about", "一处是“达到”，一处是“左右”"),
        (", hedge: 力争", "", "一处有“力争”，一处没有"),
        (", hedge: 力争", ", hedge: 努力", ""),
        ("", ", hedge: 努力, bound: at-most", "一处是“达到”，一处是“以内”，一处有“努力”，一处没有"),
    ],
)
def test_how_two_places_print_one_goal(first: str, second: str, differs: str) -> None:
    (fact,) = found("figures:\n" + GOAL % first + GOAL % second, "restated")
    assert values(fact, "differs", "agrees") == {"differs": differs, "agrees": int(not differs)}
    assert [place.route for place in fact.places] == [("figures", 0), ("figures", 1)]


def test_units_that_convert_are_one_and_others_are_told() -> None:
    (fact,) = found("figures:\n" + GOAL % "" + (GOAL % "").replace("场", "次"), "restated")
    assert fact.values["differs"] == "单位一处是“场”，一处是“次”"
    (fact,) = found("figures:\n" + GOAL % "" + (GOAL % "").replace(", unit: 场", ""), "restated")
    assert fact.values["differs"] == "单位一处是“场”，一处是“无”"
    money = "  - {indicator: 风险补偿基金, role: target, scope: level, year: 2025, value: %s, unit: %s}\n"
    (fact,) = found("figures:\n" + money % (0.6, "亿元") + money % (6000, "万元"), "restated")
    assert fact.values["agrees"] == 1
    assert found("figures:\n" + money % (0.6, "亿元") + money % (0.6, "万元"), "restated") == []


@pytest.mark.parametrize(
    "second",
    [
        (GOAL % "").replace("value: 20", "value: 30"),
        (GOAL % "").replace("value: 20", "value: 20, max: 30"),
        (GOAL % "").replace("each-year", "total"),
        (GOAL % "").replace("target", "achieved"),
        (GOAL % ", of: 企业"),
        (GOAL % "").replace("value: 20", "text: 二十"),
    ],
    ids=["value", "range", "scope", "role", "part", "words"],
)
def test_what_is_another_goal(second: str) -> None:
    assert found("figures:\n" + GOAL % "" + second, "restated") == []


def test_goals_of_two_years_are_two() -> None:
    assert found("figures:\n" + GOAL % ", year: 2023" + GOAL % ", year: 2025", "restated") == []


def test_a_target_under_a_vague_name() -> None:
    text = """indicators: [{name: 贯标企业, target: {year: 2025, value: 9, unit: 家}}]
figures:
  - {indicator: 贯标企业, role: target, scope: level, year: 2025, value: 9, unit: 家}
  - {indicator: 知识产权年质押金额, role: achieved, scope: yearly, year: 2025, value: 9, unit: 亿元}
  - {indicator: 地理标志使用率, code: gi-mark-coverage, role: target, scope: share, year: 2025, value: 9, unit: "%"}
  - {indicator: 专利授权量, role: target, scope: yearly, year: 2025, value: 9, unit: 件}
"""
    (fact,) = found(text, "vague")
    assert values(fact, "name", "of_name", "is_compared") == {
        "name": "贯标企业",
        "of_name": "知识产权贯标认证企业",
        "is_compared": 0,
    }


def test_a_name_that_was_compared_with_an_upper_indicator() -> None:
    above = upper(
        "indicators: [{name: 知识产权质押融资登记金额, clause: 一, target: {year: 2025, value: 9, unit: 亿元}}]"
    )
    loaded = plan("indicators: [{name: 知识产权质押融资总额, target: {year: 2025, value: 9, unit: 亿元}}]")
    assert one(facts_of(loaded, [above]), "vague").values["is_compared"] == 1


def test_where_targets_have_numbers() -> None:
    text = """period: {start: 2021, end: 2025}
indicators:
  - {name: 有效注册商标量, target: {year: 2025, value: 9, unit: 件}}
  - {name: 专利授权量, target: {year: 2025, text: 增长}}
  - {name: 著作权年登记量, baseline: {year: 2020, value: 9, unit: 件}}
figures:
  - {indicator: 有效注册商标总量, of: 企业, role: target, scope: level, year: 2023, value: 9, unit: 件}
  - {indicator: 专利授权量, role: target, scope: yearly, year: 2025, text: 增长}
  - {indicator: 专利导航项目, role: target, scope: total, value: 9, unit: 项}
  - {indicator: 著作权年登记量, role: target, scope: yearly, year: 2030, value: 9, unit: 件}
  - {indicator: 专利申请量, role: achieved, scope: yearly, year: 2025, value: 9, unit: 件}
sections:
  - {id: 目, title: 目标, role: goals, in: contents}
  - {id: 一, title: 背景, role: background}
  - {id: 二, title: 目标, role: goals, at: {quote: 二、目标}}
"""
    fact = one(facts_of(plan(text)), "targets")
    assert fact.values == {
        "figures": 5,
        "rows": 1,
        "goals": 3,
        "set_goals": 3,
        "topics": 4,
        "rows_in_text": 2,
        "at_end": 1,
        "before_end": 1,
    }
    assert fact.places[0].route == ("sections", 2)


def test_targets_of_a_plan_without_a_period_or_a_heading() -> None:
    fact = one(facts_of(plan("figures: [{indicator: 甲, role: target, year: 2025, value: 9, unit: 项}]")), "targets")
    assert values(fact, "goals", "at_end", "before_end") == {"goals": 1, "at_end": 0, "before_end": 0}
    assert fact.places[0].route == ("title",)


STOCK = """indicators:
  - {name: 有效注册商标量, baseline: {year: %s, value: 5024, unit: 件}, target: {year: 2025, value: 9000, unit: %s}}
"""
FLOW = "figures: [{indicator: 商标注册量, role: achieved, scope: total, over: [2016, 2019], value: 400, unit: 件%s}]\n"


def test_what_a_stock_is_to_grow_by_and_what_was_added_before() -> None:
    (fact,) = found(STOCK % (2020, "件") + FLOW % "", "accrual")
    assert (fact.text("added"), fact.text("past"), fact.values["years"]) == ("3976件", "500件", 5)
    assert (fact.values["added_low"], fact.values["added_high"]) == (3975 * 10_000 + 1, 3977 * 10_000 - 1)
    assert [place.route for place in fact.places] == [("indicators", 0), ("figures", 0)]


@pytest.mark.parametrize(
    "text",
    [
        STOCK % (2025, "件") + FLOW % "",
        STOCK % (2020, "家") + FLOW % "",
        STOCK % (2020, "件, bound: at-least") + FLOW % "",
        STOCK % (2020, "件") + FLOW % ", of: 企业",
        (STOCK % (2020, "件")).replace("year: 2020, ", "") + FLOW % "",
        (STOCK % (2020, "件")).replace("year: 2025, ", "") + FLOW % "",
        (STOCK % (2020, "件")).replace("有效注册商标量", "专利授权量") + FLOW % "",
        STOCK % (2020, "件") + (FLOW % "").replace("total", "yearly"),
        STOCK % (2020, "件") + (FLOW % "").replace("over: [2016, 2019]", "year: 2020"),
        STOCK % (2020, "件") + (FLOW % "").replace("achieved", "target"),
        STOCK % (2020, "件") + (FLOW % "").replace("unit: 件", "unit: 家"),
        STOCK % (2020, "件") + (FLOW % "").replace("商标注册量", "商标申请量"),
        (STOCK % (2020, "件")).replace("有效注册商标量", "临江老字号商品数")
        + (FLOW % "").replace("商标注册量", "专利申请量"),
    ],
    ids=[
        "year",
        "unit",
        "open",
        "part",
        "start",
        "end",
        "stock",
        "scope",
        "period",
        "role",
        "flow-unit",
        "flow",
        "unknown",
    ],
)
def test_what_gives_no_accrual(text: str) -> None:
    assert found(text, "accrual") == []


def test_ratios_differences_and_multiples_that_are_open() -> None:
    one_, two = Interval(10, 19, "items"), Interval(20, 39, "items")
    assert ratio(one_, two, "percent") == Interval(250_000, 999_999, "percent")
    assert ratio(one_, Interval(20, 39, "家"), "percent") is None
    assert ratio(one_, Interval(0, 39, "items"), "percent") is None
    assert ratio(Interval(-5, 5, "items"), two, "percent") is None
    assert ratio(one_, Interval(20, LIMIT, "items"), "percent") is None
    assert difference(two, one_) == Interval(1, 29, "items")
    assert difference(two, Interval(-LIMIT, 9, "items")) is None
    assert difference(two, Interval(1, 2, "家")) is None
    assert times(one_, 3) == Interval(30, 57, "items")
    assert times(Interval(-LIMIT, LIMIT, "items"), 3) == Interval(-LIMIT, LIMIT, "items")
