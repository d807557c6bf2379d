"""Two numbers under names that are near one another, and the names themselves."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts import Fact
from checker.facts.names import core, difference
from tests.facts.support import facts_of, of_kind, one
from tests.loading.support import plan


def kin(rows: str = "", figures: str = "") -> list[Fact]:
    text = (f"indicators:\n{rows}" if rows else "") + (f"figures:\n{figures}" if figures else "")
    return of_kind(facts_of(plan(text)), "kin")


def values(fact: Fact, *names: str) -> dict[str, Any]:
    return {name: fact.values[name] for name in names}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("知识产权质押融资登记金额", "质押融资"),
        ("年度知识产权质押融资年登记金额", "质押融资"),
        ("全市维权援助工作站（数量）", "维权援助工作站"),
        ("省级知识产权专利优势企业", "省优势企业"),
        ("国家级示范园区", "国家示范园区"),
        ("市场主体总数", "市场主体"),
        ("著作权登记量", "著作权"),
    ],
)
def test_what_is_left_of_a_name(name: str, bare: str) -> None:
    assert core(name) == bare


@pytest.mark.parametrize(
    ("longer", "shorter", "found"),
    [
        ("知识产权质押融资登记金额", "知识产权质押融资", "same"),
        ("省级知识产权专利优势企业", "知识产权优势企业数量", "level"),
        ("市级以上优势示范企业", "优势示范企业", "level"),
        ("市级及以上优势示范企业", "优势示范企业", "level"),
        ("国家级知识产权服务品牌培育机构", "知识产权服务品牌机构", "kind"),
        ("市级以上知识产权优势(试点)示范企业", "市级以上知识产权优势示范企业", "kind"),
        ("海外知识产权保护工作站", "知识产权保护工作站", None),
        ("商业秘密保护工作站", "知识产权保护工作站", None),
        ("省级示范企业", "国家级示范企业", None),
        ("专利代理机构", "代理机构", None),
        ("优势企业省", "优势企业", None),
        ("省级人才", "人才", None),
        ("知识产权人才总量", "人才", None),
        ("专利保险", "专利", None),
        ("培育数据企业", "数据企业数量", "done"),
        ("打造国家级数据企业", "数据企业", None),
        ("培育示范企业", "培育示范企业数量", "same"),
    ],
)
def test_what_one_name_says_more_than_another(longer: str, shorter: str, found: str | None) -> None:
    assert difference(longer, shorter) == found


ROW = "  - {name: 知识产权质押融资登记金额, target: {year: 2025, value: 6, unit: 亿元}}\n"
SAID = "  - {indicator: 知识产权质押登记担保金额, role: target, scope: %s, year: %s, value: %s, unit: %s}\n"


def test_a_row_and_a_figure_that_print_one_number() -> None:
    (fact,) = kin(ROW, SAID % ("unclear", 2025, 60000, "万元"))
    assert values(fact, "one_number", "gap", "scopes", "is_listed", "terms", "difference", "together", "role") == {
        "one_number": 1,
        "gap": 0,
        "scopes": "unclear",
        "is_listed": 1,
        "terms": 1,
        "difference": "other",
        "together": 0,
        "role": "target",
    }
    assert [place.route for place in fact.places] == [("indicators", 0), ("figures", 0)]
    assert fact.text("scope") == "年度量"
    assert fact.key == "kin:知识产权质押融资登记金额/知识产权质押登记担保金额"


@pytest.mark.parametrize(
    ("scope", "value", "unit", "near"),
    [("unclear", 6, "亿元", 1), ("yearly", 6, "亿元", 1), ("total", 6, "亿元", 0), ("yearly", 7, "亿元", 0)],
)
def test_a_target_whose_number_a_row_has_under_a_near_name(scope: str, value: int, unit: str, near: int) -> None:
    text = f"indicators:\n{ROW}figures:\n" + SAID % (scope, 2025, value, unit)
    assert one(facts_of(plan(text)), "figure").values["near_in_table"] == near


def test_two_figures_have_no_row_between_them() -> None:
    said = SAID % ("yearly", 2025, 6, "亿元")
    official = (
        "  - {indicator: 知识产权质押融资登记金额, role: target, scope: yearly, year: 2025, value: 6, unit: 亿元}\n"
    )
    (fact,) = kin(figures=said + official)
    assert fact.values["together"] == 1
    other = "  - {indicator: 专利导航项目, role: target, scope: total, year: 2025, value: 9, unit: 项}\n"
    (fact,) = kin(figures=said + other + official)
    assert fact.values["together"] == 0
    figures = of_kind(facts_of(plan(f"figures:\n{said}{other}{official}")), "figure")
    assert [figure.values["near_in_table"] for figure in figures] == [0, 0, 0]


def test_two_rows_stand_together() -> None:
    (fact,) = kin(ROW + ROW.replace("融资登记金额", "登记担保金额"))
    assert fact.values["together"] == 1


@pytest.mark.parametrize(
    "said",
    [
        SAID % ("yearly", 2023, 6, "亿元"),
        SAID % ("yearly", 2025, 6, "家"),
        SAID.replace("role: target", "role: achieved") % ("yearly", 2025, 6, "亿元"),
        SAID.replace("year: %s, ", "") % ("yearly", 6, "亿元"),
        SAID.replace("role", "of: 企业, role") % ("yearly", 2025, 6, "亿元"),
        SAID % ("growth", 2025, 6, "亿元"),
        SAID.replace("value: %s, unit: %s", "text: 增长") % ("yearly", 2025),
        SAID.replace("知识产权质押登记担保金额", "专利保险金额") % ("yearly", 2025, 6, "亿元"),
        SAID.replace("知识产权质押登记担保金额", "知识产权质押融资年登记金额") % ("yearly", 2025, 6, "亿元"),
    ],
    ids=["year", "unit", "role", "no-year", "part", "growth", "words", "other", "same"],
)
def test_what_is_not_kin(said: str) -> None:
    assert kin(ROW, said) == []


def test_a_period_stands_for_its_last_year_and_a_baseline_for_what_was_achieved() -> None:
    row = "  - {name: 知识产权优势企业数量, baseline: {year: 2020, value: 25, unit: 家}}\n"
    said = """  - {indicator: 省级知识产权专利优势企业, role: achieved, scope: total, over: [2016, 2020],
     value: 23, unit: 家}
"""
    (fact,) = kin(row, said)
    assert values(fact, "year", "role", "scopes", "difference", "gap", "one_number", "name") == {
        "year": 2020,
        "role": "achieved",
        "scopes": "same",
        "difference": "level",
        "gap": 8,
        "one_number": 0,
        "name": "省级知识产权专利优势企业",
    }


def test_two_indicators_of_the_vocabulary_are_kin_only_where_it_lists_them() -> None:
    row = "  - {name: %s, target: {year: 2025, value: 9, unit: 件}}\n"
    (fact,) = kin(row % "发明专利授权量" + row % "专利授权量")
    assert values(fact, "terms", "difference", "is_listed") == {"terms": 2, "difference": "other", "is_listed": 1}
    assert kin(row % "植物新品种授权量" + row % "专利授权量") == []


def test_two_names_that_are_both_mistaken_for_a_third() -> None:
    row = "  - {name: 年度知识产权质押融资金额, target: {year: 2025, value: 1.5, unit: 亿元, scope: yearly}}\n"
    said = "  - {indicator: 专利质押融资总额, role: target, scope: %s, year: 2025, value: 0.4, unit: 亿元}\n"
    (fact,) = kin(row, said % "total")
    assert values(fact, "terms", "is_listed", "scopes", "difference") == {
        "terms": 0,
        "is_listed": 1,
        "scopes": "different",
        "difference": "other",
    }
    (fact,) = kin(row, said % "each-year")
    assert fact.values["scopes"] == "same"


def test_one_pair_said_over_and_over_is_one_fact() -> None:
    assert len(kin(ROW, 3 * (SAID % ("yearly", 2025, 6, "亿元")))) == 1


def test_a_row_that_the_text_knows_by_another_name_is_marked() -> None:
    row = (
        "  - {name: 每万人口高质量发明专利拥有量, baseline: {year: 2020, value: 0.85, unit: 件}, "
        "target: {year: 2025, value: %s, unit: 件}}\n"
    )
    said = (
        "  - {indicator: 有效发明专利密度, role: achieved, scope: level, year: 2020, value: 0.85, unit: 件/万人}\n"
        "  - {indicator: 每万人有效发明专利, role: target, scope: level, year: 2025, value: 3, unit: 件}\n"
    )
    assert [fact.values["is_namesake"] for fact in kin(row % 3, said)] == [1, 1]
    assert [fact.values["is_namesake"] for fact in kin(row % 4, said)] == [0, 0]


@pytest.mark.parametrize(
    ("value", "unit", "telling"),
    [(10, "个", 0), (99, "个", 0), (100, "个", 1), (1.5, "个", 1), (6, "亿元", 1), (9, "%", 1)],
)
def test_numbers_that_hardly_meet_by_chance(value: float, unit: str, telling: int) -> None:
    text = "  - {indicator: %s, role: target, scope: level, year: 2025, value: %s, unit: '%s'}\n"
    (fact,) = kin(figures="".join(text % (name, value, unit) for name in ("地理标志保护产品", "农产品地理标志")))
    assert fact.values["is_telling"] == telling


def test_zero_has_no_gap() -> None:
    row = "  - {name: 知识产权质押融资登记金额, baseline: {year: 2020, value: 0, unit: 亿元}}\n"
    said = (
        "  - {indicator: 知识产权质押登记担保金额, role: baseline, scope: yearly, year: 2020, value: 0, unit: 亿元}\n"
    )
    (fact,) = kin(row, said)
    assert values(fact, "gap", "one_number") == {"gap": 0, "one_number": 1}


def test_a_range_and_its_lower_end_are_two_numbers() -> None:
    (fact,) = kin(ROW, SAID.replace("value: %s", "value: %s, max: 8") % ("yearly", 2025, 6, "亿元"))
    assert fact.values["one_number"] == 0
