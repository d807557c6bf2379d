"""What had been reached above a plan: the newest value before it, of what can be compared between places."""

from __future__ import annotations

import pytest

from checker.facts import Fact
from checker.facts.reached import places_of
from checker.model.plan import Plan, Region
from tests.facts.support import facts_of, of_kind, upper
from tests.loading.support import plan

PERIOD = "period: {start: 2021, end: 2025}\n"
ROWS = """indicators:
  - {name: 万人高价值发明专利拥有量, target: {year: 2025, value: 3, unit: 件}}
  - {name: 有效注册商标量, target: {year: 2025, value: 3, unit: 万件}}
  - {name: 临江老字号占比, target: {year: 2025, value: 3, unit: "%"}}
"""


def actual(place: str, as_of: str, value: str, *, unit: str = "件", sure: str = "verified", more: str = "") -> str:
    code, name = "high-value-patents-per-10k", "每万人口高价值发明专利拥有量"
    return (
        f"  - {{place: {place}, indicator: {code}, name: {name}, as_of: {as_of}, value: {value}, unit: {unit},"
        f" source: 公报{as_of}, confidence: {sure}{more}}}\n"
    )


def reached(text: str, *actuals: str, parents: tuple[Plan, ...] = ()) -> list[Fact]:
    data = f"actuals:\n{''.join(actuals)}" if actuals else ""
    return of_kind(facts_of(plan(text), parents, data=data), "reached")


def said(facts: list[Fact]) -> list[tuple[object, ...]]:
    return [(fact.values["place"], fact.values["year"], fact.shown["value"]) for fact in facts]


def test_the_newest_value_before_the_plan_nearest_place_first() -> None:
    found = reached(
        PERIOD + "issued: 2022-03-15\n" + ROWS,
        actual("全国", "2020", "6.3"),
        actual("全国", "2021", "7.5"),
        actual("全国", "2022-02", "7.8"),
        actual("全国", "2022-03", "8"),
        actual("江东省", "2020", "5"),
        actual("江西省", "2021", "4"),
    )
    assert said(found) == [("江东省", 2020, "5件"), ("全国", 2022, "7.8件")]
    assert [fact.values["is_nearest"] for fact in found] == [1, 0]
    assert [fact.values["level"] for fact in found] == ["province", "nation"]
    assert {fact.key for fact in found} == {"indicator:high-value-patents-per-10k"}
    assert (found[1].values["value_low"], found[1].values["value_unit"]) == (77_500, "per-10k")


def test_where_it_comes_from_and_how_sure_it_is() -> None:
    (found,) = reached(PERIOD + ROWS, actual("全国", "2020", "6.3", sure="single-source"))
    assert found.clause is not None
    assert (found.clause.title, found.clause.clause, found.clause.confidence) == (
        "规衡参考数据", "公报2020", "single-source",
    )  # fmt: skip
    assert found.label == "全国2020年的每万人口高价值发明专利拥有量"


def test_of_an_undated_plan_what_was_before_its_period() -> None:
    found = reached(PERIOD + ROWS, actual("全国", "2020", "6.3"), actual("全国", "2021", "7.5"))
    assert said(found) == [("全国", 2020, "6.3件")]


@pytest.mark.parametrize("when", ["", "period: {end: 2025}\n", PERIOD + "issued: {to: 2022}\n"])
def test_where_nothing_says_when_the_plan_was_written_nothing_is_before_it(when: str) -> None:
    assert reached(when + ROWS, actual("全国", "2010", "6.3")) == []


def test_the_total_of_a_country_says_nothing_about_a_city() -> None:
    rows = "indicators: [{name: 知识产权质押融资登记金额, target: {year: 2025, value: 9, unit: 亿元}}]\n"
    pledges = actual("全国", "2020", "2180", unit="亿元")
    assert reached(PERIOD + rows, pledges.replace("high-value-patents-per-10k", "ip-pledge-registered-amount")) == []


def test_a_value_in_another_kind_of_unit_is_no_value_of_the_indicator() -> None:
    assert reached(PERIOD + ROWS, actual("全国", "2020", "6.3", unit="亿元")) == []


def test_only_what_the_plan_lists_with_a_number() -> None:
    text = PERIOD + ROWS.replace("value: 3, unit: 件", "text: 稳步增长")
    assert reached(text, actual("全国", "2020", "6.3")) == []


def test_what_should_fall_is_left_alone() -> None:
    rows = "indicators: [{name: 发明专利平均审查周期, target: {year: 2025, value: 3, unit: 分}}]\n"
    text = actual("全国", "2020", "2", unit="分").replace("high-value-patents-per-10k", "invention-examination-months")
    assert reached(PERIOD + rows, text) == []


def test_the_baselines_of_the_parents_are_such_values() -> None:
    row = "{name: 每万人口高价值发明专利拥有量, clause: 专栏1, baseline: {%s, unit: 件, confidence: verified}}"
    province = upper(
        f"indicators: [{row % 'year: 2020, value: 4.5'}]\n", name="prov", region="{name: 江东省, level: province}"
    )
    undated = upper(f"indicators: [{row % 'value: 9'}]\n")
    (found,) = reached(PERIOD + ROWS, parents=(province, undated))
    assert said([found]) == [("江东省", 2020, "4.5件")]
    assert found.clause is not None
    assert (found.clause.document, found.clause.clause) == ("prov", "专栏1")


def test_of_two_of_one_day_the_surer() -> None:
    row = "{name: 每万人口高价值发明专利拥有量, baseline: {year: 2020, value: 6.2, unit: 件, confidence: %s}}"
    for sure, shown in (("derived", "6.3件"), ("verified", "6.2件")):
        found = reached(
            PERIOD + ROWS,
            actual("全国", "2020", "6.3", sure="single-source"),
            parents=(upper(f"indicators: [{row % sure}]\n"),),
        )
        assert said(found) == [("全国", 2020, shown)]


def test_a_city_of_the_name_in_another_province_is_another() -> None:
    head = PERIOD.replace("period", "region: {name: 江口县, level: county, city: 临江市, province: 江东省}\nperiod")
    body = head + ROWS
    text = "schema: 1\nid: case-2\ntitle: 江口县规划\nkind: plan\n" + body
    loaded = plan("", text)
    for province, count in (("江东省", 1), ("江西省", 0)):
        data = "actuals:\n" + actual("临江市", "2020", "2", more=f", province: {province}")
        assert len(of_kind(facts_of(loaded, data=data), "reached")) == count


def test_the_places_of_a_region() -> None:
    county = Region(name="江口县", level="county", city="临江市", province="江东省")
    assert places_of(county) == {"全国": "nation", "江东省": "province", "临江市": "city", "江口县": "county"}
    assert places_of(Region(name="临江市", level="city", province="江东省")) == {
        "全国": "nation",
        "江东省": "province",
        "临江市": "city",
    }
    assert places_of(Region(name="江东省", level="province")) == {"全国": "nation", "江东省": "province"}
    assert places_of(Region(name="全国", level="nation")) == {"全国": "nation"}


def test_of_the_place_itself_totals_too() -> None:
    own = actual("临江市", "2020", "3.2", unit="万件", more=", province: 江东省")
    above = actual("江东省", "2020", "90", unit="万件")
    totals = [text.replace("high-value-patents-per-10k", "trademarks-in-force") for text in (own, above)]
    (found,) = reached(
        PERIOD + ROWS, *(text.replace("每万人口高价值发明专利拥有量", "有效注册商标") for text in totals)
    )
    assert (found.values["is_own"], found.values["is_nearest"], found.values["scope"]) == (1, 0, "level")
    assert (found.values["level"], found.shown["value"]) == ("city", "3.2万件")


def test_the_place_itself_is_not_the_nearest_above() -> None:
    own = actual("临江市", "2020", "3.2", more=", province: 江东省")
    found = reached(PERIOD + ROWS, actual("全国", "2020", "6.3"), own)
    assert [(fact.values["place"], fact.values["is_own"], fact.values["is_nearest"]) for fact in found] == [
        ("临江市", 1, 0),
        ("全国", 0, 1),
    ]
