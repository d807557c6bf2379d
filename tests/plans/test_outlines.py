"""The national outlines: nothing in them that was not found, and nothing surer than it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaml.cyaml import CSafeLoader

from checker import resources
from checker.facts.vocabulary import normalised
from checker.loading.plans import load_plan
from checker.model.base import Quantity
from checker.model.plan import Indicator, Plan
from tests.plans.beside import NATIONAL, OUTLINES, domain_facts, rulebook

SHIPPED = {"cn-ip-outline-2035", "cn-ip-plan-145", "cn-ip-opinions-2019"}
RANK = ["recalled", "derived", "single-source", "verified"]
STRENGTHS = ["提及", "借鉴", "鼓励", "引导", "要求", "禁止"]
CHINESE = re.compile("[一-鿿]")


@pytest.fixture(params=OUTLINES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def outline(path: Path) -> Plan:
    return _loaded(path)


@pytest.fixture(params=NATIONAL, ids=lambda path: path.stem)
def national(request: pytest.FixtureRequest) -> Plan:
    return _loaded(request.param)


@cache
def _loaded(path: Path) -> Plan:
    return load_plan(path, shown=path.name).plan


def targets(row: Indicator) -> list[Quantity]:
    return [quantity for quantity in (row.target, *row.targets) if quantity is not None]


def rated(row: Indicator) -> list[Quantity]:
    return [*([row.baseline] if row.baseline else []), *targets(row)]


def surest(rating: str) -> int:
    """The rank of a rating of the national facts, which may go on in words."""
    return RANK.index(rating.split(maxsplit=1)[0])


def test_the_three_outlines_are_there() -> None:
    assert {path.stem for path in OUTLINES} >= SHIPPED
    assert set(rulebook().outlines) >= SHIPPED


def test_the_file_is_called_by_the_id(path: Path, outline: Plan) -> None:
    assert path.stem == outline.id
    assert outline.region.level == ("province" if path.parent.name == "provinces" else "nation")


def test_every_value_has_its_confidence(outline: Plan) -> None:
    for row in outline.indicators:
        assert row.confidence is not None, row.name
        for quantity in rated(row):
            assert quantity.confidence is not None, row.name
        if row.confidence == "verified":
            assert {quantity.confidence for quantity in rated(row)} <= {"verified"}, row.name
    for figure in outline.figures:
        assert figure.confidence is not None, figure.indicator
    assert outline.confidence is not None


def test_every_indicator_says_its_clause(outline: Plan) -> None:
    for row in outline.indicators:
        assert row.clause


def test_codes_are_those_of_the_names(outline: Plan) -> None:
    vocabulary = rulebook().vocabulary
    codes = [*(row.code for row in outline.indicators), *(figure.code for figure in outline.figures)]
    assert all(vocabulary.by_code(code) for code in codes if code)
    for row in outline.indicators:
        known = vocabulary.indicator(None, row.name)
        assert known is None or row.code in (None, known.code), row.name


def test_nothing_recalled_and_no_address() -> None:
    files = sorted(resources.rules().rglob("*.yaml"))
    assert len(files) > 20
    for file in files:
        written = file.read_text(encoding="utf-8")
        assert "recalled" not in written, file.name
        assert not re.search(r"https?:|www\.|\.com\b|\.cn\b|/home/|/root/", written), file.name


def test_the_figure_that_was_never_found_is_no_target(outline: Plan) -> None:
    """3200 亿元 for registered pledges is known from memory only."""
    for row in outline.indicators:
        assert Decimal(3200) not in [quantity.value for quantity in targets(row)]
    (path,) = [path for path in OUTLINES if path.stem == outline.id]
    assert "3200" not in path.read_text(encoding="utf-8")


def test_the_row_without_a_target_is_there_without_it() -> None:
    rows = {row.code: row for row in rulebook().outlines["cn-ip-plan-145"].indicators}
    pledge = rows["ip-pledge-registered-amount"]
    assert targets(pledge) == []
    assert pledge.baseline is not None
    assert pledge.baseline.value == 2180


def written_quotes(outline: Plan) -> Iterator[str]:
    yield from (row.quote for row in outline.indicators if row.quote)
    yield from (ask.quote for ask in outline.asks if ask.quote)
    yield from (article.quote for article in outline.articles if article.quote)


def test_quotes_are_the_documents_own_chinese(outline: Plan) -> None:
    for quote in written_quotes(outline):
        assert CHINESE.search(quote)
        assert set(re.findall(r"[A-Za-z]+", quote)) <= {"GDP", "PCT"}, quote
        assert not re.search(r"[,;:?!()]", quote), quote  # half-width marks come with a translation or a copy


def test_every_quote_is_on_record(outline: Plan) -> None:
    """A quote that the national facts do not hold would be made up, or translated back."""
    above = outline.region.level == "nation"
    record = normalised(str(facts() if above else _parsed(domain_facts("provincial.yaml"))))
    for quote in written_quotes(outline):
        assert normalised(quote) in record, quote


def facts() -> Any:
    return _parsed(domain_facts("national.yaml"))


@cache
def _parsed(content: bytes) -> Any:
    return yaml.load(content, CSafeLoader)


def recorded(outline: Plan) -> dict[str, Any]:
    """The document of this title among the national facts."""
    for document in facts()["documents"]:
        if document["title"] == outline.title:
            assert isinstance(document, dict)
            return document
    assert outline.id not in SHIPPED
    pytest.skip(f"NOT CHECKED: {outline.id} has no counterpart among the national facts")


def agrees(quantity: Quantity | None, row: dict[str, Any], side: str) -> None:
    """``side``: base or target. What we say is what is on record, and rated no higher."""
    if quantity is None:
        return
    assert quantity.value == Decimal(str(row[side])), row["name"]
    assert quantity.unit == row["unit"]
    assert quantity.confidence is not None
    rating = row.get(f"{side}_confidence", row["confidence"])
    assert RANK.index(quantity.confidence) <= surest(rating), row["name"]
    assert not rating.startswith("recalled")
    year_rating = row.get(f"{side}_year_confidence", rating)
    if quantity.year is not None:
        assert quantity.year == row[f"{side}_year"]
        assert RANK.index(quantity.confidence) <= surest(year_rating), row["name"]
        assert not year_rating.startswith("recalled")


def test_values_are_those_on_record_and_no_surer(national: Plan) -> None:
    rows = {row["name"]: row for row in recorded(national)["indicators"]}
    if national.id in SHIPPED:
        assert {row.name for row in national.indicators} == set(rows)
    for row in national.indicators:
        record = rows[row.name]
        agrees(row.baseline, record, "base")
        for quantity in targets(row):
            agrees(quantity, record, "target")
        assert row.nature == record["nature"]
        assert row.confidence is not None
        if row.target or row.targets:
            assert RANK.index(row.confidence) <= surest(record["confidence"])
        if row.quote is not None:
            assert row.quote == record["quote"]
        # a value that is only remembered is left out, and nothing else is
        assert (row.baseline is None) == (record["base"] is None)
        assert (targets(row) == []) == record.get("target_confidence", "").startswith("recalled")


def test_the_head_is_the_one_on_record(national: Plan) -> None:
    record = recorded(national)
    assert national.title == record["title"]
    assert "、".join(national.issuer) == record["issuer"]
    if str(record["confidence"].get("number", "")).startswith("recalled"):
        assert national.number is None
    else:
        assert national.number == record["number"]
    assert national.confidence is not None
    for field in ("title", "number", "issuer"):
        said = getattr(national.confidence, field)
        assert said is None or RANK.index(said) <= surest(record["confidence"][field])


def test_articles_are_those_on_record_and_no_surer() -> None:
    outline = rulebook().outlines["cn-ip-opinions-2019"]
    pillars = facts()["pillars"]
    known = {article["number"]: (name, article) for name, pillar in pillars.items() for article in pillar["articles"]}
    assert len(outline.articles) == len(known) == 15
    for article in outline.articles:
        protection, found = known[article.number]
        assert (article.protection, article.title) == (protection, found["title"])
        assert RANK.index(article.confidence) <= surest(found["title_confidence"])
    headings = {section.title for section in outline.sections}
    for protection, pillar in pillars.items():
        (heading,) = [title for title in headings if protection in title]
        assert pillar["section"].endswith(heading)


def test_what_is_asked_is_on_record_and_no_surer(national: Plan) -> None:
    record = {ask["id"]: ask for ask in facts()["required_of_local"]}
    for ask in national.asks:
        found = record.get(ask.id.partition("-")[0])
        if found is None:  # our own understanding, and said to be no more
            assert ask.confidence == "derived", ask.id
            assert STRENGTHS.index(ask.strength) <= STRENGTHS.index("引导"), ask.id
            continue
        assert not found["confidence"].startswith("recalled")
        assert found["doc"] == recorded(national)["id"]
        assert RANK.index(ask.confidence) <= surest(found["confidence"]), ask.id
        assert STRENGTHS.index(ask.strength) <= STRENGTHS.index(found["strength"]), ask.id


def test_asks_that_rules_lean_on_are_there() -> None:
    asked = {(plan.id, ask.id) for plan in rulebook().outlines.values() for ask in plan.asks}
    assert {("cn-ip-outline-2035", "L01"), ("cn-ip-plan-145", "L09"), ("cn-ip-opinions-2019", "L12")} <= asked
