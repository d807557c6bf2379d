"""The summaries of real plans: whole, verbatim, and no copy of the plans."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.loading.plans import LoadedPlan, load_plan, quote_problems
from checker.loading.problems import describe
from checker.model.base import QUOTE_LIMIT, At, Quantity
from checker.model.plan import Plan
from checker.model.record import Record, parts
from tests.plans.beside import PLANS, rulebook, source_text

SHARE = 0.5  # of the text that all quotes together may cover: a summary is no copy


@pytest.fixture(params=PLANS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def loaded(path: Path) -> LoadedPlan:
    return _loaded(path)


@cache
def _loaded(path: Path) -> LoadedPlan:
    return load_plan(path, shown=path.name)


@pytest.fixture
def plan(loaded: LoadedPlan) -> Plan:
    return loaded.plan


@pytest.fixture
def text(plan: Plan) -> str:
    assert plan.source is not None
    return source_text(plan.source.file).decode()


def quotes(value: Any) -> Iterator[At]:
    """Every place below a part of the model."""
    if isinstance(value, At):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes(item)
    elif isinstance(value, Record):
        for _, part in parts(value):
            yield from quotes(part)


def test_there_are_plans() -> None:
    assert {path.stem for path in PLANS} >= {"cn-hebei-baoding-145", "cn-heilongjiang-hegang-145"}


def test_the_file_is_called_by_the_id(path: Path, plan: Plan) -> None:
    assert path.stem == plan.id


def test_the_text_is_the_one_that_was_read(plan: Plan) -> None:
    assert plan.source is not None
    content = source_text(plan.source.file)
    assert hashlib.sha256(content).hexdigest() == plan.source.sha256
    assert plan.source.body is not None
    start, end = plan.source.body
    assert 0 <= start < end <= len(content.decode())


def test_every_quote_stands_where_it_says(loaded: LoadedPlan, text: str) -> None:
    assert [describe(problem) for problem in quote_problems(loaded, text)] == []


def test_every_quote_has_its_offset_and_lies_in_the_body(plan: Plan) -> None:
    assert plan.source is not None
    assert plan.source.body is not None
    start, end = plan.source.body
    found = list(quotes(plan))
    assert len(found) > 40
    for at in found:
        assert at.offset is not None, at.quote
        assert start <= at.offset <= at.offset + len(at.quote) <= end, at.quote


def test_every_item_can_be_shown_in_the_text(plan: Plan) -> None:
    lists = (plan.citations, plan.tables, plan.indicators, plan.figures, plan.sections, plan.measures, plan.damage)
    for item in (item for items in lists for item in items):
        assert item.at, item


def written_quotes(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "quote":
                yield value
            yield from written_quotes(value)
    elif isinstance(node, list):
        for item in node:
            yield from written_quotes(item)


def test_quotes_are_short_and_together_no_copy(path: Path, plan: Plan) -> None:
    written = list(written_quotes(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert len(written) == len(list(quotes(plan)))
    assert all(0 < len(quote) <= QUOTE_LIMIT for quote in written)
    assert plan.source is not None
    assert plan.source.body is not None
    covered = {
        index for at in quotes(plan) if at.offset is not None for index in range(at.offset, at.offset + len(at.quote))
    }
    assert len(covered) / (plan.source.body[1] - plan.source.body[0]) < SHARE


def test_nothing_else_in_the_file_is_a_copy_either(path: Path, text: str) -> None:
    """No run of the text longer than a quote stands in any value of the summary (titles of documents apart)."""
    plain = re.sub(r"\s", "", text)
    for value in all_texts(yaml.safe_load(path.read_text(encoding="utf-8"))):
        squeezed = re.sub(r"\s", "", value)
        runs = (squeezed[at : at + QUOTE_LIMIT + 1] for at in range(len(squeezed) - QUOTE_LIMIT))
        copied = [run for run in runs if run in plain]
        assert not copied or re.search("规划|纲要|通知|意见|办法|计划|方案", value), value


def all_texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from all_texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from all_texts(item)
    elif isinstance(node, str):
        yield node


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed(quantity: Quantity) -> str:
    if quantity.text is not None:
        return quantity.text
    return quantity.raw or "" if quantity.value is None else f"{quantity.value:f}"


def test_every_number_and_every_goal_stands_in_its_quote(plan: Plan) -> None:
    checked = 0
    for figure in plan.figures:
        quote = squeezed("".join(at.quote for at in figure.at))
        assert squeezed(printed(figure)) in quote or squeezed(figure.raw or "\n") in quote, figure
        checked += 1
    for row in plan.indicators:
        quote = squeezed("".join(at.quote for at in row.at))
        for quantity in (row.baseline, row.target, *row.targets):
            if quantity is not None:
                assert squeezed(printed(quantity)) in quote or squeezed(quantity.raw or "\n") in quote, row
                checked += 1
    assert checked >= len(plan.figures) + len(plan.indicators)


def test_damaged_words_are_printed_so(plan: Plan, text: str) -> None:
    for damage in plan.damage:
        assert damage.raw in text
        assert damage.reading != damage.raw


def test_codes_are_known(plan: Plan) -> None:
    known = {term.code for term in rulebook().vocabulary.taxonomy.indicators}
    codes = {row.code for row in plan.indicators} | {figure.code for figure in plan.figures}
    assert codes <= {None, *known}


def test_covers_name_articles_of_the_opinions_with_their_protection(plan: Plan) -> None:
    opinions = rulebook().outlines["cn-ip-opinions-2019"]
    articles = {f"{opinions.title}/{article.number}": article.protection for article in opinions.articles}
    covers = [cover for measure in plan.measures for cover in measure.covers]
    for cover in covers:
        assert cover.at
        if cover.strength == "slogan":
            assert cover.article is None
            assert any(cover.protection in at.quote for at in cover.at)
        else:
            assert cover.article is not None
            assert articles[cover.article] == cover.protection


def test_slogans_say_the_word(plan: Plan) -> None:
    for slogan in plan.slogans:
        assert slogan.at
        assert all(rulebook().vocabulary.names_protection(slogan.protection, at.quote) for at in slogan.at)


def test_headings_are_numbered_as_their_ids_say(plan: Plan) -> None:
    ids = {section.id for section in plan.sections}
    for section in plan.sections:
        if section.number:
            assert section.id.endswith((section.number, f"({section.number})")), section.id
        below = re.fullmatch(r"([一二三四五六七八九十]+)(\([一二三四五六七八九十]+\))?([0-9]+)?", section.id)
        if below and below[2]:
            assert below[1] in ids, section.id
        if below and below[3]:
            assert section.id.removesuffix(below[3]) in ids, section.id


def test_tasks_lie_in_their_sections(plan: Plan) -> None:
    roles = {section.id: section.role for section in plan.sections}
    for measure in plan.measures:
        assert measure.section is not None, measure.id
        role = roles[measure.section]
        if measure.kind == "box":
            assert measure.id.startswith("专栏"), measure.id
        else:
            assert measure.id.startswith(measure.section), measure.id
            assert (measure.kind == "guarantee") == (role == "guarantees"), measure.id


def test_headings_and_tasks_are_in_the_order_of_the_text(plan: Plan) -> None:
    for items in (plan.sections, plan.measures, plan.indicators):
        starts = [item.at[0].offset or 0 for item in items]
        assert starts == sorted(starts)


def test_only_a_text_that_stops_early_leaves_lists_open(plan: Plan) -> None:
    assert plan.source is not None
    assert plan.source.body is not None
    if any(measure.cut for measure in plan.measures):
        assert "measures" in plan.cut
        assert plan.measures[-1].cut
    if plan.cut and "sections" in plan.cut:
        assert "measures" in plan.cut


def test_the_file_names_no_address_and_no_machine(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|www\.|/home/|/root/|[A-Z]:\\", written)
