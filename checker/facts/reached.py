"""What had been reached, above the plan and in its own place, before it was written: the newest value of an indicator.

From the reference data, and from the baselines of the parents. Only of what should rise; and of other places only what
can be compared between places (per 10,000, per cent, points): the total of a country says nothing about a city.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.quantities import Interval, interval, shown
from checker.facts.upper import indicator_clause
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter, code_of
from checker.loading.plans import LoadedPlan
from checker.model.base import LEVELS, Level, Quantity
from checker.model.plan import Plan, Region
from checker.model.result import Clause

if TYPE_CHECKING:
    from checker.model.data import Actual, DataOf

RATES = ("per-10k", "percent", "points")  # dimensions of rules/taxonomy/units.yaml in which places can be compared
NATION = "全国"
DATA_TITLE = "规衡参考数据"
_SURER = ("derived", "single-source", "", "verified")


class Reached(Struct, frozen=True):
    """The newest value of an indicator in a place, as of the end of ``until``."""

    code: str
    name: str
    place: str
    level: Level
    quantity: Quantity
    measured: Interval
    until: date
    clause: Clause


def reached_facts(
    loaded: LoadedPlan, parents: Sequence[Plan], data: DataOf, vocabulary: Vocabulary, writer: FactWriter
) -> None:
    """What was reached, the plan's own place first, then the nearest."""
    near: set[str] = set()
    for each in reached_before(loaded, parents, data, vocabulary):
        values: dict[str, Value] = {
            "name": each.name,
            "code": each.code,
            "place": each.place,
            "level": each.level,
            "value": each.measured,
            "year": each.until.year,
            "scope": term.scope if (term := vocabulary.by_code(each.code)) else "unclear",
            "is_own": each.level == loaded.plan.region.level,
            "is_nearest": each.level != loaded.plan.region.level and each.code not in near,
        }
        if values["is_nearest"]:
            near.add(each.code)
        label = f"{each.place}{each.until.year}年的{each.name}"
        writer.add("reached", f"indicator:{each.code}", label, values, shown={"value": shown(each.quantity)},
                   places=places(loaded, ("title",), loaded.plan.title), clause=each.clause)  # fmt: skip


def reached_before(loaded: LoadedPlan, parents: Sequence[Plan], data: DataOf, vocabulary: Vocabulary) -> list[Reached]:
    """The newest value of each indicator of the plan in its own place and in each above it, nearest first.

    Before the plan was written; where that is not known, before its period began.
    """
    plan = loaded.plan
    first = _first_day(plan)
    codes = {
        code
        for row in plan.indicators
        if row.final_target is not None and row.final_target.value is not None
        if vocabulary.direction(code := code_of(row, row.name, vocabulary)) == "higher" and code
    }
    if first is None or not codes:
        return []
    newest: dict[tuple[str, str], Reached] = {}
    for each in (*_of_data(plan.region, codes, data, vocabulary), *_of_parents(parents, codes, vocabulary)):
        if each.until >= first:
            continue
        if each.level != plan.region.level and each.measured.unit not in RATES:
            continue
        best = newest.get((each.place, each.code))
        if best is None or _rank(best) < _rank(each):
            newest[each.place, each.code] = each
    return sorted(newest.values(), key=lambda each: (-LEVELS.index(each.level), each.code))


def _rank(each: Reached) -> tuple[date, int]:
    return each.until, _SURER.index(each.clause.confidence)


def _first_day(plan: Plan) -> date | None:
    if plan.issued is not None:
        return plan.issued.first
    return date(plan.period.start, 1, 1) if plan.period and plan.period.start else None


def places_of(region: Region) -> dict[str, Level]:
    """The nation, the region's province and city, and the region itself, each with its level."""
    found: dict[str, Level] = {NATION: "nation"}
    if region.province and region.level in ("city", "county"):
        found[region.province] = "province"
    if region.city and region.level == "county":
        found[region.city] = "city"
    return {**found, region.name: region.level}


def _of_data(region: Region, codes: Collection[str], data: DataOf, vocabulary: Vocabulary) -> Iterator[Reached]:
    known = places_of(region)
    for actual in data(known).actuals:
        level = known.get(actual.place) if actual.indicator in codes else None
        if level is None or actual.as_of.last is None or not _is_in(actual, level, region):
            continue
        quantity = Quantity(value=actual.value, unit=actual.unit, bound=actual.bound)
        measured = interval(quantity, vocabulary, name=actual.name)
        if measured is not None:
            yield Reached(
                actual.indicator, actual.name, actual.place, level, quantity, measured, actual.as_of.last,
                datum_clause(actual.source, actual.confidence),
            )  # fmt: skip


def _is_in(actual: Actual, level: Level, region: Region) -> bool:
    """Whether a place of this name is the one that is meant: cities of two provinces share a name."""
    return actual.province == (region.province if level in ("city", "county") else None)


def datum_clause(source: str, confidence: str) -> Clause:
    """Where a datum comes from, as a clause: what a finding shows as its basis, with how sure it is."""
    return Clause("data", DATA_TITLE, "", source, "", "", confidence)


def _of_parents(parents: Sequence[Plan], codes: Collection[str], vocabulary: Vocabulary) -> Iterator[Reached]:
    for parent in parents:
        for row in parent.indicators:
            code, baseline = code_of(row, row.name, vocabulary), row.baseline
            if code not in codes or code is None or baseline is None or baseline.year is None:
                continue
            measured = interval(baseline, vocabulary, name=row.name)
            if measured is None:
                continue
            until = date(baseline.year, 12, 31)
            yield Reached(
                code, row.name, parent.region.name, parent.region.level, baseline, measured, until,
                indicator_clause(parent, row),
            )  # fmt: skip
