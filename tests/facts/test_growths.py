"""Average growths and multiples, what they compare with, and what is read from a figure's unit, range and name."""

from __future__ import annotations

import pytest

from checker.facts import Fact
from tests.facts.support import facts_of, of_kind, one
from tests.loading.support import plan


def growth_of(figures: str) -> Fact:
    return one(facts_of(plan(f"figures:\n{figures}")), "growth")


NOW = "  - {indicator: 专利授权量, role: achieved, scope: %s, %s, value: 2000, unit: 件}\n"
AVERAGE = "  - {indicator: 专利授权量, role: achieved, scope: average-growth, %s, value: 14.9, unit: '%%'%s}\n"
BASE = ", base: {year: 2015, value: 1000, unit: 件}"
FIVE = "over: [2016, 2020]"


@pytest.mark.parametrize(
    "figures",
    [
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, BASE),
        NOW % ("level", "year: 2020") + AVERAGE % ("year: 2020", BASE),
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, ", base: {year: 2015, value: 1000}"),
        NOW % ("yearly", "year: 2020")
        + (NOW % ("yearly", "year: 2015")).replace("2000", "1000")
        + AVERAGE % (FIVE, ""),
    ],
    ids=["base", "year", "no-unit", "figure"],
)
def test_an_average_growth_between_two_single_years(figures: str) -> None:
    fact = growth_of(figures)
    assert fact.text("computed") == "14.9%"  # the fifth root of 2
    low, high = fact.values["computed_low"], fact.values["computed_high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low <= 148_698 <= high
    assert high - low < 2_000


@pytest.mark.parametrize(
    "figures",
    [
        NOW % ("total", "year: 2020") + AVERAGE % (FIVE, BASE),
        NOW % ("added", "year: 2020") + AVERAGE % (FIVE, BASE),
        NOW % ("yearly", FIVE) + AVERAGE % (FIVE, BASE),
        NOW % ("yearly", "year: 2019") + AVERAGE % (FIVE, BASE),
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, ""),
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, ", base: {over: [2011, 2015], value: 1000, unit: 件}"),
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, ", base: {year: 2020, value: 1000, unit: 件}"),
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, ", base: {year: 2015, value: 1000, unit: 家}"),
        NOW % ("yearly", "year: 2020") + AVERAGE % (FIVE, ", base: {year: 2015, raw: 2015年底}"),
        (NOW % ("yearly", "year: 2020")).replace("2000", "2000, of: 企业") + AVERAGE % (FIVE, BASE),
        (NOW % ("yearly", "year: 2020")).replace("value: 2000", "text: 增长") + AVERAGE % (FIVE, BASE),
        AVERAGE % (FIVE, BASE),
        (NOW % ("yearly", "year: 2020")) + (AVERAGE % (FIVE, BASE)).replace("over: [2016, 2020], ", ""),
    ],
    ids=[
        "total",
        "added",
        "period",
        "year",
        "no-base",
        "sums",
        "same",
        "unit",
        "words",
        "part",
        "text",
        "none",
        "when",
    ],
)
def test_no_average_growth_is_computed_from_what_does_not_belong_together(figures: str) -> None:
    fact = growth_of(figures)
    assert fact.values["measure"] == "average-growth"
    assert fact.values["has_computed"] == 0


TIMES = "  - {indicator: 专利授权量, role: achieved, scope: multiple, year: 2020, value: 2, unit: %s%s}\n"


def test_a_multiple_is_read_both_ways() -> None:
    fact = growth_of(NOW % ("yearly", "year: 2020") + TIMES % ("倍", BASE))
    assert fact.text("computed") == "1.0—2.0倍"
    low, high = fact.values["computed_low"], fact.values["computed_high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low <= 10_000
    assert high >= 20_000
    assert (fact.values["computed_unit"], fact.values["claimed_unit"]) == ("times", "times")


def test_what_grew_year_by_year_is_held_against_its_last_year() -> None:
    """五年累计5872件，较2015年年均增长……: the sum of the years is not what grew."""
    claim = AVERAGE % (FIVE, BASE)
    assert growth_of(NOW % ("total", FIVE) + claim).values["now_is"] == "period"
    assert growth_of(NOW % ("total", FIVE) + NOW % ("yearly", "year: 2020") + claim).values["now_is"] == "moment"


def test_a_growth_in_times_is_compared_in_times() -> None:
    """增长1.5倍 is 150%; what it started from may be said right before (由4户增加到10户)."""
    grown = "  - {indicator: 专利授权量, role: achieved, scope: growth, year: 2020, value: 1.0, unit: 倍%s}\n"
    assert growth_of(NOW % ("yearly", "year: 2020") + grown % BASE).text("computed") == "1.0倍"
    start = "  - {indicator: 专利授权量, role: baseline, scope: yearly, year: 2015, value: 1000, unit: 件}\n"
    now = NOW % ("yearly", "year: 2020")
    assert growth_of(start + now + grown % "").text("computed") == "1.0倍"
    assert growth_of(now + grown % "").values["has_computed"] == 0


@pytest.mark.parametrize("claim", [TIMES % ("番", BASE), TIMES % ("倍", "")], ids=["doublings", "no-base"])
def test_a_multiple_that_is_not_computed(claim: str) -> None:
    assert growth_of(NOW % ("yearly", "year: 2020") + claim).values["has_computed"] == 0


CLAIM = "  - {indicator: 专利授权量, role: achieved, scope: growth, over: [2016, 2020], value: 5, unit: '%%'%s}\n"


@pytest.mark.parametrize(
    ("scope", "time", "now"),
    [
        ("total", FIVE, "period"),
        ("added", FIVE, "period"),
        ("yearly", FIVE, ""),
        ("level", FIVE, "moment"),
        ("unclear", FIVE, ""),
        ("total", "over: [2020, 2020]", ""),
    ],
)
def test_whether_the_later_number_is_of_a_moment_or_a_period(scope: str, time: str, now: str) -> None:
    claim = (CLAIM % "").replace(FIVE, time)
    assert growth_of(NOW % (scope, time) + claim).values["now_is"] == now


def test_a_sum_of_what_may_stay_is_of_no_known_time() -> None:
    """累计培育50家 may be all that there are."""
    claim = (NOW % ("total", FIVE) + CLAIM % "").replace("专利授权量", "知识产权优势企业")
    assert growth_of(claim).values["now_is"] == ""


def test_a_number_of_one_year_is_of_a_moment() -> None:
    claim = (CLAIM % "").replace(FIVE, "year: 2020")
    assert growth_of(NOW % ("yearly", "year: 2020") + claim).values["now_is"] == "moment"
    assert growth_of(CLAIM % "").values["has_now_is"] == 0


@pytest.mark.parametrize(
    ("more", "base"),
    [
        (", base: {over: [2011, 2015], value: 9, unit: 件}", "period"),
        (", base: {year: 2015, value: 9, unit: 件}", "moment"),
        (", base: {over: [2011, 2015], value: 9, unit: 件, scope: level}", "moment"),
        (", base: {value: 9, unit: 件}, at: {quote: 较“十二五”期间增长5%}", "period"),
        (", at: {quote: 为“十二五”末的4.2倍}", "moment"),
        (", at: {quote: 比2015年 底增长5%}", "moment"),
        (", at: {quote: “十三五”期间比“十二五”末增长5%}", "moment"),
        (", at: {quote: “十三五”期间，增长5%}", ""),
        (", at: {quote: 较快增长，“十三五”期间增长5%}", ""),
        ("", ""),
    ],
)
def test_whether_the_earlier_number_is_of_a_moment_or_a_period(more: str, base: str) -> None:
    assert growth_of(CLAIM % more).values["base_is"] == base


def figure(text: str) -> Fact:
    (fact,) = of_kind(facts_of(plan(f"figures:\n  - {{role: target, {text}}}\n")), "figure")
    return fact


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("indicator: 甲, value: 6, max: 8, unit: 个, bound: at-least", 1),
        ("indicator: 甲, value: 6, max: 8, unit: 个, bound: at-most", 1),
        ("indicator: 甲, value: 6, max: 8, unit: 个, bound: about", 0),
        ("indicator: 甲, value: 6, max: 8, unit: 个", 0),
        ("indicator: 甲, value: 6, unit: 个, bound: at-least", 0),
        ("indicator: 甲, value: 30, max: 40, unit: 亿元, bound: more-than, raw: 超过30余亿元", 0),
        ("indicator: 甲, value: 30, max: 40, unit: 亿元, bound: more-than, at: {quote: 超过30多亿元}", 0),
    ],
)
def test_a_range_with_a_bound_on_top(text: str, bounds: int) -> None:
    assert figure(text).values["bounds_a_range"] == bounds


@pytest.mark.parametrize(
    ("name", "unit", "bare", "money"),
    [
        ("知识产权年质押金额", "亿", 1, 1),
        ("风险补偿基金", "千万", 1, 1),
        ("地理标志产品产值", "亿元", 0, 1),
        ("版权产业增加值", "百亿", 1, 1),
        ("参加培训的学生", "万", 1, 0),
        ("质押融资笔数", "笔", 0, 0),
        ("金额达标企业", "家", 0, 0),
    ],
)
def test_units_that_say_how_many_and_not_of_what(name: str, unit: str, bare: int, money: int) -> None:
    fact = figure(f"indicator: {name}, value: 4, unit: {unit}")
    assert (fact.values["is_bare_unit"], fact.values["is_money"]) == (bare, money)


@pytest.mark.parametrize(
    ("name", "mixes"),
    [
        ("商标申请有效注册量", 1),
        ("专利申请授权量", 1),
        ("专利申请量和授权量", 1),
        ("拥有专利申请的企业", 0),
        ("有效发明专利拥有量", 0),
        ("商标注册申请量", 0),
    ],
)
def test_stages_of_a_right_in_one_name(name: str, mixes: int) -> None:
    assert figure(f"indicator: {name}, value: 4, unit: 件").values["mixes_stages"] == mixes


@pytest.mark.parametrize(("time", "dated"), [("year: 2025", 1), ("over: [2021, 2025]", 1), ("scope: level", 0)])
def test_a_figure_is_dated_by_a_year_or_by_years(time: str, dated: int) -> None:
    assert figure(f"indicator: 甲, value: 4, {time}").values["is_dated"] == dated


def test_a_figure_without_a_unit_has_no_bare_one() -> None:
    assert figure("indicator: 年质押金额, value: 4").values["is_bare_unit"] == 0


@pytest.mark.parametrize(
    ("text", "own", "usual"),
    [
        ('indicator: 知识产权保护社会满意度, value: 87, unit: "%"', "percent", "points"),
        ("indicator: 知识产权质押融资登记金额, value: 87, unit: 万元", "money", "money"),
        ("indicator: 每万人口发明专利拥有量, value: 87, unit: 件", "per-10k", "per-10k"),
        ("indicator: 临江老字号, value: 87, unit: 家", "家", ""),
        ("indicator: 知识产权保护社会满意度, text: 提高", "", "points"),
    ],
)
def test_the_dimension_of_a_figure_and_the_usual_one(text: str, own: str, usual: str) -> None:
    fact = figure(text)
    assert (fact.values["dimension"], fact.values["usual_dimension"]) == (own, usual)


@pytest.mark.parametrize(
    ("name", "things", "is_open"),
    [
        ("知识产权师、专利代理师及技术调查官、志愿者等人才队伍", 4, 1),
        ("专利代理师和商标代理人", 2, 0),
        ("专利导航项目", 1, 0),
        ("高等学校、科研院所和园区", 3, 0),
    ],
)
def test_how_many_things_a_name_lists(name: str, things: int, is_open: int) -> None:
    fact = figure(f"indicator: {name}, value: 9, unit: 名")
    assert (fact.values["things"], fact.values["is_open_list"]) == (things, is_open)
