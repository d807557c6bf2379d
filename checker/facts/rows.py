"""Facts about the rows of the indicator tables."""

from __future__ import annotations

from decimal import Decimal

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.quantities import Interval, interval, shown, yearly_growth
from checker.facts.vocabulary import Vocabulary
from checker.facts.wordings import marked
from checker.facts.writer import FactWriter, code_of, topic
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity, Scope
from checker.model.plan import Indicator
from checker.model.taxonomy import IndicatorTerm
from checker.model.words import SCOPES

_FULL = Decimal(100)
_EXCLUDES: dict[Scope, Scope] = {"total": "yearly", "yearly": "total"}  # of one thing, and yet two amounts


def row_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure every row."""
    for index, row in enumerate(loaded.plan.indicators):
        _row(loaded, index, row, vocabulary, writer)


def _row(loaded: LoadedPlan, index: int, row: Indicator, vocabulary: Vocabulary, writer: FactWriter) -> None:
    code = code_of(row, row.name, vocabulary)
    term = vocabulary.by_code(code) if code else None
    target, baseline = row.final_target, row.baseline
    measured = interval(target, vocabulary, name=row.name)
    growth = implied_growth(baseline, target, row.name, vocabulary)
    baseline_scope, target_scope = row_scopes(row, term)
    table = next((table for table in loaded.plan.tables if table.id == row.table), None)
    responsible = row.responsible
    values: dict[str, Value] = {
        "name": row.name,
        "topic": topic(code, row.name),
        "code": code,
        "table": row.table,
        "nature": row.nature or (table.nature if table else None),
        "baseline_scope": baseline_scope,
        "target_scope": target_scope,
        "baseline_excludes": _EXCLUDES.get(baseline_scope, ""),
        "target_excludes": _EXCLUDES.get(target_scope, ""),
        "direction": vocabulary.direction(code),
        "baseline": interval(baseline, vocabulary, name=row.name),
        "baseline_year": baseline.year if baseline else None,
        "baseline_text": baseline.text if baseline else None,
        "target": measured,
        "target_is_open": target is not None and (target.bound is not None or _is_full(target)),
        "target_year": target.year if target else None,
        "target_text": target.text if target else None,
        "dimension": measured.unit if measured and target and target.unit else None,
        "yearly_growth": growth,
        "units": "、".join(responsible.units) if responsible else None,
        "lead": "、".join(responsible.lead) or None if responsible else None,
        "unit_count": len(responsible.units) if responsible else 0,
    }
    display = {
        "baseline_scope": SCOPES[baseline_scope],
        "target_scope": SCOPES[target_scope],
        "target": shown(target),
        "baseline": shown(baseline),
        "yearly_growth": percent(growth),
    }
    review = row.review or any(quantity is not None and quantity.review for quantity in (target, baseline))
    label = f"指标表「{row.name}」"
    where = places(loaded, ("indicators", index), label, row.at)
    writer.add("indicator", f"indicator:{code or row.name}", label, values, shown=display, places=where, review=review)


def _is_full(target: Quantity) -> bool:
    return target.unit in ("%", "％") and target.value == _FULL


def row_scopes(row: Indicator, term: IndicatorTerm | None) -> tuple[Scope, Scope]:
    """The 口径 of a row's baseline and target.

    One that is printed for one of the two columns holds for the row, unless the other says its own.
    """
    baseline, target = row.baseline, row.final_target
    printed: Scope = (
        (target and target.scope)
        or (baseline and baseline.scope)
        or (target and _of_unit(target))
        or marked(row.name)
        or (term.scope if term else None)
        or "unclear"
    )
    return (baseline and baseline.scope) or printed, (target and target.scope) or printed


def _of_unit(quantity: Quantity) -> Scope | None:
    """The 口径 that a unit prints: 件/年."""
    return "yearly" if quantity.unit and quantity.unit.endswith("/年") else None


def implied_growth(
    baseline: Quantity | None, target: Quantity | None, name: str, vocabulary: Vocabulary
) -> Interval | None:
    """The yearly growth in per cent that leads from baseline to target; None where it can't be said."""
    if baseline is None or target is None or baseline.year is None or target.year is None:
        return None
    before, after = interval(baseline, vocabulary, name=name), interval(target, vocabulary, name=name)
    if before is None or after is None or target.year <= baseline.year:
        return None
    return yearly_growth(after, before, target.year - baseline.year, vocabulary.unit("%").dimension)


def percent(measured: Interval | None) -> str:
    """The middle of a percentage to one decimal, for reading only."""
    return "" if measured is None else f"{measured.middle(1)}%"
