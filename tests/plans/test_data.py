"""Reference data: nothing in it that is not on record, nothing surer than it is, no indicator that nobody knows."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import yaml

from checker import resources
from checker.loading.reference import load_data
from checker.model.data import Actual, Population
from checker.model.dates import parse_date
from tests.plans.beside import domain_facts, rulebook

RANK = ["derived", "single-source", "verified"]
DATA, PROBLEMS = load_data(resources.rules(), set(rulebook().vocabulary.codes))
# what the record says in words of a time that a file can only give as a date
SPANS = {
    "2024 (early, day not shown)": "2024",
    "2025 (end of the period)": "2025",
    "2021-09": {"from": "2021-01", "to": "2021-09"},  # 前三季度
    "2023-01..08": {"from": "2023-01", "to": "2023-08"},
}


def test_the_files_are_without_fault() -> None:
    assert PROBLEMS == []
    assert DATA.population
    assert DATA.actuals


@cache
def record(name: str) -> Any:
    return yaml.safe_load(domain_facts(name))


def actual_name(actual: Actual) -> str:
    return f"{actual.place} {actual.name} {actual.as_of}"


@pytest.mark.parametrize("actual", DATA.actuals, ids=actual_name)
def test_an_actual_is_of_an_indicator_we_know(actual: Actual) -> None:
    assert rulebook().vocabulary.by_code(actual.indicator) is not None
    known = rulebook().vocabulary.indicator(None, actual.name)
    assert known is None or known.code == actual.indicator


def on_record(actual: Actual) -> dict[str, Any]:
    """The entry that an actual was taken from."""
    if actual.place == "全国":
        entries = [(entry, entry["indicator"], entry["year"]) for entry in record("national.yaml")["national_actuals"]]
    else:
        entries = [
            (entry, entry["name"], entry["as_of"])
            for entry in record("provincial.yaml")["actuals"]
            if entry["region"] == actual.place
        ]
    found = [entry for entry, name, when in entries if name == actual.name and times(str(when), name, actual)]
    assert len(found) == 1, actual_name(actual)
    entry: dict[str, Any] = found[0]
    return entry


def times(recorded: str, name: str, actual: Actual) -> bool:
    in_words = recorded in SPANS and (recorded != "2021-09" or "前三季度" in name)
    when = parse_date(SPANS[recorded] if in_words else recorded)
    return (when.first, when.last) == (actual.as_of.first, actual.as_of.last)


@pytest.mark.parametrize("actual", DATA.actuals, ids=actual_name)
def test_an_actual_is_the_one_on_record_and_no_surer(actual: Actual) -> None:
    entry = on_record(actual)
    assert actual.value == Decimal(str(entry["value"]))
    assert actual.unit == entry["unit"]
    assert (actual.bound == "more-than") == (entry.get("comparison") == ">")
    assert entry["confidence"] in RANK
    assert RANK.index(actual.confidence) <= RANK.index(entry["confidence"])


def test_what_is_only_remembered_or_no_number_is_left_out() -> None:
    national = [entry for entry in record("national.yaml")["national_actuals"] if entry["confidence"] != "recalled"]
    numbers = [entry for entry in national if isinstance(entry["value"], int | float)]
    assert len(numbers) == sum(actual.place == "全国" for actual in DATA.actuals)


@pytest.mark.parametrize("people", DATA.population, ids=lambda people: people.place)
def test_a_population_is_the_one_on_record_and_no_surer(people: Population) -> None:
    (entry,) = [e for e in record("provincial.yaml")["population_census_2020"] if e["region"] == people.place]
    assert people.value == entry["value"] != entry.get("recalled_exact")
    assert people.unit == entry["unit"]
    assert people.rounded == entry.get("rounded", False)
    assert RANK.index(people.confidence) <= RANK.index(entry["confidence"])
    assert str(people.date) == "2020-11-01"
    assert (people.scope is not None) == ("scope" in entry)


def test_every_population_on_record_is_there() -> None:
    places = {entry["region"] for entry in record("provincial.yaml")["population_census_2020"]}
    assert {people.place for people in DATA.population} == places


def test_a_city_names_its_province() -> None:
    places = [(item.place, item.province) for item in DATA.population]
    places += [(item.place, item.province) for item in DATA.actuals]
    for place, province in places:
        assert (province is not None) == place.endswith("市"), place
