"""Counts and their numbers per 10,000 inhabitants, stated for the same time, held against the census population."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.quantities import Interval, interval, shown
from checker.facts.reached import datum_clause
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, code_of
from checker.loading.plans import LoadedPlan
from checker.model.base import Ats, Quantity
from checker.model.plan import Region
from checker.model.result import Route

if TYPE_CHECKING:
    from checker.model.data import DataOf, Population

MARGIN = Decimal("0.2")  # series of population differ: before and after the census, registered and resident
NEAR_YEARS = 5  # a census says nothing about the inhabitants of ten years later
_10K = 10_000
_PER_10K, _ITEMS = "per-10k", "items"  # dimensions of rules/taxonomy/units.yaml
_OF_10K = re.compile("^(?:每万人口|每万人|万人口|万人)")


class _Said(Struct, frozen=True):
    """A plain number that the plan states, in a row or in the text; ``exact`` in units of its dimension."""

    name: str
    code: str | None
    quantity: Quantity
    measured: Interval
    exact: Decimal
    year: int
    is_goal: bool
    route: Route
    label: str
    at: Ats
    review: bool


def density_facts(loaded: LoadedPlan, data: DataOf, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Each number per 10,000 inhabitants with a count beside it; the data are read only where there is such a pair."""
    said = [*_rows(loaded, vocabulary), *_figures(loaded, vocabulary)]
    counts: dict[tuple[str, int, bool], list[tuple[int, _Said]]] = {}
    for order, count in enumerate(said):
        if count.measured.unit == _ITEMS:
            key = (count.code or normalised(count.name), count.year, count.is_goal)
            counts.setdefault(key, []).append((order, count))
    for density in said:
        if density.measured.unit != _PER_10K:
            continue
        wanted = _counted(density, vocabulary)
        beside = (each for word in wanted for each in counts.get((word, density.year, density.is_goal), ()))
        for _, count in sorted(beside, key=itemgetter(0)):
            people = _population(loaded.plan.region, density.year, data)
            if people is not None:
                _add(loaded, density, count, people, writer)


def _add(loaded: LoadedPlan, density: _Said, count: _Said, people: Population, writer: FactWriter) -> None:
    values: dict[str, Value] = {
        "name": density.name,
        "count_name": count.name,
        "year": density.year,
        "stated": density.measured,
        "count": count.measured,
        "computed": _with_margin(count.measured, people.value),
        "people": f"{_rounded(Decimal(people.value) / _10K)}万人",
        "census": people.date.printed[:4],
        "implied_people": f"{_rounded(count.exact / density.exact)}万人",
        "confidence": people.confidence,
    }
    display = {
        "stated": shown(density.quantity),
        "count": shown(count.quantity),
        "computed": f"{_rounded(count.exact * _10K / people.value)}件",
    }
    where = places(loaded, density.route, density.label, density.at)
    where += places(loaded, count.route, count.label, count.at)
    writer.add("density", f"indicator:{density.code or density.name}", density.label, values, shown=display,
               places=where, clause=datum_clause(people.source, people.confidence),
               review=density.review or count.review)  # fmt: skip


def _with_margin(count: Interval, people: int) -> Interval:
    """What a count comes to for every 10,000 of so many inhabitants, as wide as the series of population differ."""
    least = Decimal(count.low) * _10K / people * (1 - MARGIN)
    most = Decimal(count.high) * _10K / people * (1 + MARGIN)
    return Interval(int(least), int(most), _PER_10K)


def _rounded(value: Decimal) -> str:
    """A number to read: two decimals, none for nothing."""
    return f"{value.quantize(Decimal('0.01')).normalize():f}"


def _counted(density: _Said, vocabulary: Vocabulary) -> set[str]:
    """What a number per 10,000 inhabitants counts, as codes and names: 每万人口发明专利拥有量 counts 发明专利拥有量."""
    term = vocabulary.by_code(density.code) if density.code else None
    names = {_OF_10K.sub("", normalised(name)) for name in ((term.name, *term.aka) if term else (density.name,))}
    terms = (vocabulary.indicator(None, name) for name in names)
    return names | {counted.code for counted in terms if counted is not None}


def _population(region: Region, year: int, data: DataOf) -> Population | None:
    """The nearest census of the place; none where its bounds are not those that plans mean (``scope``)."""
    if region.level == "nation":
        return None
    province = None if region.level == "province" else region.province
    near = [
        people
        for people in data([region.name]).population
        if (people.place, people.province, people.scope) == (region.name, province, None)
        and abs(_census_year(people) - year) <= NEAR_YEARS
    ]
    return min(near, key=lambda people: abs(_census_year(people) - year), default=None)


def _census_year(people: Population) -> int:
    return int(people.date.printed[:4])


def _rows(loaded: LoadedPlan, vocabulary: Vocabulary) -> Iterator[_Said]:
    for index, row in enumerate(loaded.plan.indicators):
        code, label = code_of(row, row.name, vocabulary), f"指标表「{row.name}」"
        for quantity, is_goal in ((row.baseline, False), (row.final_target, True)):
            scope = quantity.scope if quantity else None
            if quantity is not None and scope in (None, "level"):
                route: Route = ("indicators", index)
                yield from _said(row.name, code, quantity, is_goal, route, label, quantity.at or row.at,
                                 row.review, vocabulary)  # fmt: skip


def _figures(loaded: LoadedPlan, vocabulary: Vocabulary) -> Iterator[_Said]:
    """Levels of the text; one that the text narrows to a part or a place is none of the whole."""
    for index, figure in enumerate(loaded.plan.figures):
        if figure.scope == "level" and not (figure.of or figure.place):
            code, label = code_of(figure, figure.indicator, vocabulary), f"正文「{figure.indicator}」"
            yield from _said(figure.indicator, code, figure, figure.role == "target", ("figures", index), label,
                             figure.at, False, vocabulary)  # fmt: skip


def _said(
    name: str,
    code: str | None,
    quantity: Quantity,
    is_goal: bool,
    route: Route,
    label: str,
    at: Ats,
    review: bool,
    vocabulary: Vocabulary,
) -> Iterator[_Said]:
    """The number where it is plain (no 以上, no range) and dated."""
    measured = interval(quantity, vocabulary, name=name)
    year = quantity.year or (quantity.over[1] if quantity.over else None)
    if measured is None or year is None or not quantity.value or quantity.max is not None:
        return
    if quantity.bound not in (None, "about"):
        return
    exact = quantity.value * vocabulary.unit(quantity.unit or "", name).factor
    yield _Said(name, code, quantity, measured, exact, year, is_goal, route, label, at, review or quantity.review)
