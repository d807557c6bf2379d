"""Numbers per 10,000 inhabitants beside counts of the same time, held against the census."""

from __future__ import annotations

import pytest

from checker.facts import Fact
from tests.facts.support import facts_of, of_kind
from tests.loading.support import plan

PEOPLE = "{place: 临江市, province: 江东省, date: 2020-11-01, value: 6563520, source: 公报, confidence: verified%s}"
COUNT = "  - {indicator: 有效发明专利, role: achieved, scope: level, year: 2020, value: 619, unit: 件}\n"
DENSITY = (
    "  - {indicator: 每万人口发明专利拥有量, role: achieved, scope: level, year: 2020, value: 0.85, unit: 件/万人}\n"
)


def densities(text: str, people: str = PEOPLE % "") -> list[Fact]:
    return of_kind(facts_of(plan(text), data=f"population: [{people}]"), "density")


def figures(count: str = COUNT, density: str = DENSITY) -> str:
    return f"figures:\n{count}{density}"


def test_both_denominators_are_there_to_be_shown() -> None:
    (fact,) = densities(figures())
    assert fact.shown == {"stated": "0.85件/万人", "count": "619件", "computed": "0.94件"}
    values = fact.values
    assert (values["people"], values["implied_people"], values["census"]) == ("656.35万人", "728.24万人", "2020")
    assert (values["name"], values["count_name"], values["year"]) == ("每万人口发明专利拥有量", "有效发明专利", 2020)
    assert values["confidence"] == "verified"
    assert fact.clause is not None
    assert (fact.clause.clause, fact.clause.confidence) == ("公报", "verified")
    assert [place.label for place in fact.places] == ["正文「每万人口发明专利拥有量」", "正文「有效发明专利」"]


def test_a_fifth_to_either_side() -> None:
    (fact,) = densities(figures(COUNT.replace("619", "1000"), DENSITY), PEOPLE.replace("6563520", "10000000") % "")
    low, high = fact.values["computed_low"], fact.values["computed_high"]
    assert (low, high) == (7996, 12005)  # 999.5 to 1000.5 of a thousand 万人, by 0.8 and 1.2
    assert (fact.values["computed_unit"], fact.values["stated_unit"]) == ("per-10k", "per-10k")


def test_a_row_beside_a_figure_and_units_of_10k() -> None:
    rows = "indicators: [{name: 每万人口高价值发明专利拥有量, target: {year: 2025, value: 3.1, unit: 件}}]\n"
    goal = (
        "figures: [{indicator: 高价值发明专利拥有量, role: target, scope: level, year: 2025, value: 0.2, unit: 万件}]\n"
    )
    (fact,) = densities(rows + goal)
    assert fact.shown["computed"] == "3.05件"
    assert fact.key == "indicator:high-value-patents-per-10k"


def test_a_name_that_nobody_knows_counts_what_it_says() -> None:
    count = COUNT.replace("有效发明专利", "老字号")
    (fact,) = densities(figures(count, DENSITY.replace("每万人口发明专利拥有量", "万人老字号")))
    assert fact.key == "indicator:万人老字号"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("有效发明专利", "专利授权量"),  # another count
        ("year: 2020, value: 619", "year: 2019, value: 619"),
        ("year: 2020, value: 619", "value: 619"),
        ("role: achieved, scope: level, year: 2020, value: 619", "role: target, scope: level, year: 2020, value: 619"),
        ("scope: level, year: 2020, value: 619", "scope: added, year: 2020, value: 619"),
        ("value: 619", "of: 企业, value: 619"),
        ("value: 619", "place: 开发区, value: 619"),
        ("value: 619", "value: 0"),
        ("value: 619", "value: 619, max: 700"),
        ("value: 619", "value: 619, bound: at-least"),
        ("value: 619", "text: 很多"),
        ("unit: 件}", "unit: 项}"),
        ("unit: 件/万人", "unit: 件/万户"),
    ],
)
def test_what_is_no_pair(old: str, new: str) -> None:
    assert densities(figures().replace(old, new)) == []


def test_about_is_plain_enough() -> None:
    assert len(densities(figures().replace("value: 619", "value: 619, bound: about"))) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("临江市", "临河市"),
        ("江东省", "江西省"),
        ("2020-11-01", "2014-11-01"),  # too long ago
        ("confidence", "scope: 不含开发区, confidence"),  # other bounds than those a plan means
    ],
)
def test_no_such_population(old: str, new: str) -> None:
    assert densities(figures(), (PEOPLE % "").replace(old, new)) == []


def test_the_nearest_census() -> None:
    other = (PEOPLE % "").replace("2020-11-01", "2016-11-01").replace("6563520", "7000000")
    for year, people in ((2020, "656.35万人"), (2017, "700万人")):
        (fact,) = densities(figures().replace("year: 2020", f"year: {year}"), f"{other}, {PEOPLE % ''}")
        assert fact.values["people"] == people


def test_a_province_is_found_without_a_province() -> None:
    head = "schema: 1\nid: case-2\ntitle: 江东省规划\nkind: plan\nregion: {name: 江东省, level: %s}\n"
    people = (PEOPLE % "").replace("place: 临江市, province: 江东省", "place: 江东省")
    for level, count in (("province", 1), ("nation", 0)):
        loaded = plan(figures(), head % level)
        assert len(of_kind(facts_of(loaded, data=f"population: [{people}]"), "density")) == count


def test_what_is_doubtful_stays_doubtful() -> None:
    (fact,) = densities(figures(COUNT.replace("value: 619", "review: true, value: 619")))
    assert fact.review
    row = "{name: 每万人口发明专利拥有量, review: true, baseline: {year: 2020, value: 0.9, unit: 件}}"
    (fact,) = densities(f"indicators: [{row}]\nfigures:\n{COUNT}")
    assert fact.review


def test_the_data_are_not_read_without_a_pair() -> None:
    from checker.facts.density import density_facts
    from checker.facts.writer import FactWriter
    from tests.facts.support import vocabulary

    def unread(_places: object) -> None:
        raise AssertionError("read for nothing")

    density_facts(plan("figures:\n" + COUNT), unread, vocabulary(), FactWriter())  # type: ignore[arg-type]
