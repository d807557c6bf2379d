"""汇总校核: what the invented province's three cities come to, exactly, and what is left out and why."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from checker.report.portfolio import PlanSummary
from checker.report.portfolio_amounts import number
from checker.report.portfolio_totals import (
    ProvinceTotals,
    TotalRow,
    combined,
    comparison,
    open_range,
    province_totals,
    total_shown,
    usable_populations,
)
from tests.report.page import parse
from tests.report.portfolios import CENSUS, PLANS, PROVINCE, TERMS, TITLE, amount, missing, pages, people, plan, value

WEIGHTS = usable_populations(CENSUS, {each.place for each in CENSUS}, "湖东省")


def totals(plans: tuple[PlanSummary, ...] = PLANS) -> ProvinceTotals:
    (found,) = province_totals(plans, TERMS, WEIGHTS)
    return found


def row(code: str, plans: tuple[PlanSummary, ...] = PLANS) -> TotalRow:
    return next(each for each in totals(plans).rows if each.name == TERMS[code].name)


def test_counts_are_added_up_exactly_across_printed_units() -> None:
    mine = row("trademarks-in-force")
    assert mine.total is not None
    assert mine.total.exact == (Fraction(625_000),)
    assert total_shown(mine.total) == "62.5万件"
    assert comparison(mine.total, mine.target) == "高于全省目标 2.5万件"
    assert [part.city for part in mine.parts] == ["云溪市", "石湾市", "白塔市"]
    assert mine.left == ()


def test_per_10k_values_are_weighted_by_inhabitants() -> None:
    mine = row("high-value-patents-per-10k")
    assert mine.total is not None
    assert mine.total.exact == (Fraction("8.1") * 3 / 4 + Fraction(4) / 4,)
    assert total_shown(mine.total) == "7.075件/万人"
    assert comparison(mine.total, mine.target) == "高于全省目标 1.075件/万人"
    assert [(left.city, left.why) for left in mine.left] == [("白塔市", "没有写这一目标")]
    assert [part.people for part in mine.parts] == [3_000_000, 1_000_000]


def test_money_with_an_open_end_stays_open_and_another_kind_is_left_out() -> None:
    mine = row("ip-pledge-registered-amount")
    assert mine.total is not None
    assert total_shown(mine.total) == "11亿元以上"
    assert open_range(mine.total) == ""
    assert comparison(mine.total, mine.target) == "写了“以上”“以内”，与全省目标分不出高低"
    assert [(left.city, left.why) for left in mine.left] == [("白塔市", "口径不同（累计，4亿元）")]


def test_what_cannot_be_added_up_says_why() -> None:
    mine = row("patent-intensive-gdp-share")
    assert (mine.way, mine.total, mine.parts) == ("none", None, ())
    assert mine.why == TERMS["patent-intensive-gdp-share"].adds_why
    assert mine.why


def test_every_indicator_says_how_cities_add_up_and_why_not() -> None:
    for term in TERMS.values():
        assert (term.adds == "none") == bool(term.adds_why), term.code
        assert term.adds != "weighted" or term.name.startswith("每万人口")
        assert term.adds != "sum" or term.scope != "share"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"year": "2024"}, "目标年不同（2024）"),
        ({"year": ""}, "目标年不同（没有写）"),
        ({"unit": "家"}, "单位不同（12万件）"),
        ({"scope": "added"}, "口径不同（新增，12万件）"),
        ({"exact": (), "shown": "稳步增长"}, "目标只有文字（稳步增长）"),
    ],
)
def test_only_the_same_year_unit_and_scope_are_counted(changed: dict[str, Any], why: str) -> None:
    code = "trademarks-in-force"
    given = value(code, "12", "万件", unit="items", base="120000")
    assert given.target is not None
    other = replace(given, target=replace(given.target, **changed))
    mine = row(code, (*PLANS[:3], plan("baita", "白塔市", (other,))))
    assert [(left.city, left.why) for left in mine.left] == [("白塔市", why)]
    assert mine.total is not None
    assert total_shown(mine.total) == "50.5万件"


def test_a_city_with_two_plans_counts_once_or_not_at_all() -> None:
    code = "trademarks-in-force"
    twin = replace(PLANS[3], id="again", page="again.html")
    assert total_shown(row(code, (*PLANS, twin)).total) == "62.5万件"  # type: ignore[arg-type]
    other = replace(twin, indicators=(value(code, "13", "万件", unit="items", base="130000"),))
    mine = row(code, (*PLANS, other))
    assert [(left.city, left.why) for left in mine.left] == [("白塔市", "几份规划写的数不同，不知用哪一个")]
    assert total_shown(mine.total) == "50.5万件"  # type: ignore[arg-type]
    assert totals((*PLANS, twin)).cities == ("云溪市", "石湾市", "白塔市")


def test_a_province_known_only_as_a_parent_is_a_yardstick_too() -> None:
    known = totals(PLANS[1:])
    assert (known.document, known.page) == (TITLE, "")
    assert {each.name for each in known.rows} == {
        TERMS[code].name for code in PROVINCE if code != "patent-intensive-gdp-share"
    }
    assert totals().page == "hudong.html"
    assert list(province_totals(PLANS[:1], TERMS, WEIGHTS)) == [], "no city, nothing to add up"


@pytest.mark.parametrize(
    "changed",
    [
        {"confidence": "single-source"},
        {"rounded": True},
        {"scope": "不含某县"},
        {"province": "海西省"},
        {"place": "某市"},
    ],
)
def test_only_verified_populations_of_the_place_are_weights(changed: dict[str, Any]) -> None:
    assert usable_populations([people("云溪市", 5)], {"云溪市"}, "湖东省")["云溪市"].value == 5
    assert usable_populations([people(**{"place": "云溪市", "number": 5, **changed})], {"云溪市"}, "湖东省") == {}


def test_the_latest_census_is_used() -> None:
    found = [people("云溪市", 5), people("云溪市", 4, date="2010-11-01")]
    assert usable_populations(found, {"云溪市"}, "湖东省")["云溪市"].value == 5


def test_a_city_without_population_is_named_and_left_out() -> None:
    page = parse(pages(PLANS, census=CENSUS[1:])["index.html"]).id("totals")
    text = next(
        each for each in page.all("tr") if each.all("th")[0].text == TERMS["high-value-patents-per-10k"].name
    ).text
    assert "云溪市，没有收录核实的人口数" in text
    assert "4件/万人" in text
    assert "（1000000人）" in text


def test_intervals_are_those_of_the_printed_digits() -> None:
    total = combined([amount("20.5万件", "205000", "items"), amount("12万件", "120000", "items")])
    assert total is not None
    assert (total.low, total.high) == (3_249_990_000, 3_250_010_000)
    assert open_range(total) == "32.4999万件至32.5001万件"
    assert comparison(total, amount("32.5万件", "325000", "items")) == "与全省目标在所印位数之内分不出高低"
    assert comparison(total, amount("33万件", "330000", "items")) == "低于全省目标 0.5万件".replace("0.5万件", "5000件")
    least = amount("30万件以上", "300000", "items", bound="at-least")
    assert comparison(total, least) == "达到全省目标的下限"


def test_open_above_and_open_below_come_to_nothing() -> None:
    above = amount("6以上", "6", "items", bound="at-least")
    below = replace(above, bound="at-most", low=-(2**53), high=60_000)
    assert combined([above, below]) is None
    assert combined([below, below]).low is None  # type: ignore[union-attr]


def test_a_mean_that_does_not_come_out_even_is_rounded() -> None:
    total = combined([amount("1件", "1", "per-10k"), amount("2件", "2", "per-10k")], [1, 2])
    assert total is not None
    assert total.exact == (Fraction(5, 3),)
    assert total_shown(total) == "1.67件/万人"


def test_numbers_are_read_in_the_units_people_write() -> None:
    assert number(Decimal(60300), "items") == "6.03万件"
    assert number(Decimal("9999.50"), "items") == "9999.5件"
    assert number(Decimal(150000), "money") == "15亿元"
    assert number(Decimal("1E+3"), "家") == "1000家"


def test_the_page_shows_totals_as_information() -> None:
    section = parse(pages(PLANS)["index.html"]).id("totals")
    assert "只供参考，不是问题" in section.text
    assert "本次收入该省 3 个市的规划：云溪市、石湾市、白塔市。" in section.text
    assert section.one("h3").one("a").attributes["href"] == "hudong.html"
    assert [each.text for each in section.all("span", "badge")] == ["不可汇总"]
    shown = next(each for each in section.all("tr") if each.all("th")[0].text == TERMS["trademarks-in-force"].name)
    assert "60万件 （2025）" in shown.text
    assert "62.5万件高于全省目标 2.5万件" in shown.text
    assert "人）" not in shown.text
    lonely = (PLANS[0], plan("baita", "白塔市", (missing("high-value-patents-per-10k"),)))
    text = parse(pages(lonely)["index.html"]).id("totals").text
    assert "没有一个市的目标可以计入" in text
