"""The provincial documents: their titles are verified, nothing in them was not found or is surer than it is."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import yaml

from checker.model.base import Quantity
from checker.model.plan import Plan
from tests.plans.beside import domain_facts, rulebook

RANK = ["derived", "single-source", "verified"]
PROVINCIAL = [plan for plan in rulebook().outlines.values() if plan.region.level == "province"]
FIELDS = {"title": "title", "number": "number", "issuer": "issuer", "issued": "date"}


@cache
def documents() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(domain_facts("provincial.yaml"))["documents"]
    return found


def recorded(plan: Plan) -> dict[str, Any]:
    (found,) = [entry for entry in documents() if (entry["title"], entry["region"]) == (plan.title, plan.region.name)]
    return found


@pytest.fixture(params=PROVINCIAL, ids=lambda plan: plan.id)
def plan(request: pytest.FixtureRequest) -> Plan:
    found: Plan = request.param
    return found


def test_every_province_whose_city_is_shipped_is_there() -> None:
    assert {"河北省", "黑龙江省", "湖南省", "安徽省", "浙江省"} <= {plan.region.name for plan in PROVINCIAL}


def test_every_document_with_a_verified_title_is_there_and_no_other() -> None:
    verified = {
        (entry["title"], entry["region"]) for entry in documents() if entry["confidence"]["title"] == "verified"
    }
    assert {(plan.title, plan.region.name) for plan in PROVINCIAL} == verified


def test_the_title_is_verified(plan: Plan) -> None:
    assert recorded(plan)["confidence"]["title"] == "verified"
    assert plan.confidence is not None
    assert plan.confidence.title == "verified"


def test_the_identity_is_the_one_on_record_and_no_surer(plan: Plan) -> None:
    record = recorded(plan)
    assert plan.number == record["number"]
    assert "、".join(plan.issuer) == (record["issuer"] or "")
    assert plan.confidence is not None
    for field, name in FIELDS.items():
        said, rating = getattr(plan.confidence, field), record["confidence"].get(name, "not-found")
        if said is None or (said == "derived" and field == "issued"):  # bounds of a date are told in a comment
            continue
        assert rating in RANK, field
        assert RANK.index(said) <= RANK.index(rating), field
    if record["confidence"].get("date") in RANK:
        assert str(plan.issued) == record["date"]
    else:
        assert plan.issued is None or plan.issued.first != plan.issued.last


def test_indicators_are_those_found_and_no_surer(plan: Plan) -> None:
    rows = {row["name"]: row for row in recorded(plan)["indicators"]}
    for row in plan.indicators:
        record = rows[row.name]
        assert row.baseline is None
        assert row.target is not None
        assert (row.target.value, row.target.unit) == (Decimal(str(record["target"])), record["unit"])
        assert row.target.year == record["target_year"]
        assert row.nature == record["nature"]
        for rating in (row.confidence, row.target.confidence):
            assert rating is not None
            assert RANK.index(rating) <= RANK.index(record["confidence"])


def test_a_number_of_the_background_is_no_main_indicator(plan: Plan) -> None:
    """A base value in a preface asks no city to list anything."""
    found = {base["value"] for base in recorded(plan).get("base_values", ())}
    said = {float(figure.value) for figure in plan.figures if figure.value is not None}
    assert said == found
    assert not [row for row in plan.indicators if row.target is None]
    for figure in plan.figures:
        assert isinstance(figure, Quantity)
        assert figure.role == "achieved"
        assert figure.confidence == "verified"


def test_what_is_asked_of_cities_is_on_record_and_no_surer(plan: Plan) -> None:
    asked = {entry["quote"].replace(",", "，"): entry for entry in recorded(plan).get("requirements_on_cities", ())}
    for ask in plan.asks:
        assert ask.quote is not None
        record = asked[ask.quote]
        assert record.get("is_plan_clause", True)
        assert RANK.index(ask.confidence) <= RANK.index(record["confidence"])
        if ask.citation is not None:  # that it should be named as a basis is our reading
            assert (ask.strength, ask.confidence) == ("引导", "derived")
        assert "province" not in ask.of
