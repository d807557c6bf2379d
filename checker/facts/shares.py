"""Indicators that belong together, as the vocabulary says: a part and its whole, a stock and what adds to it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.fact import Value
from checker.facts.kin import NO_AMOUNT, same_scope
from checker.facts.quantities import Interval, difference, mean, ratio, shown, times
from checker.facts.rows import percent
from checker.facts.statements import Statement
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan
from checker.model.result import Route
from checker.model.taxonomy import IndicatorTerm

_UNITS = {"items": "件"}


def share_facts(loaded: LoadedPlan, stated: Sequence[Statement], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure every part with its whole of the same year and 口径, and the share before."""
    seen = set()
    for part in stated:
        term = _term(part, vocabulary)
        if term is None or term.part_of is None or part.narrowed or part.year is None or part.scope in NO_AMOUNT:
            continue  # one rate of growth is no part of another
        whole = _whole(part, term.part_of, stated)
        if whole is None or (part.code, part.role, part.year, part.scope) in seen:
            continue
        seen.add((part.code, part.role, part.year, part.scope))
        now, before = _share(part, whole, vocabulary), _share_before(part, whole, stated, vocabulary)
        values: dict[str, Value] = {
            "name": part.name,
            "whole_name": whole.name,
            "year": part.year,
            "part": part.measured,
            "whole": whole.measured,
            "share": now,
            "share_before": before,
            "gains": term.gains,
        }
        display = {
            "part": shown(part.quantity),
            "whole": shown(whole.quantity),
            "share": percent(now),
            "share_before": percent(before),
        }
        label = f"「{part.name}」与「{whole.name}」"
        where = part.places(loaded, f"「{part.name}」") + whole.places(loaded, f"「{whole.name}」")
        writer.add("portion", f"portion:{part.topic}", label, values, shown=display, places=where,
                   review=part.review or whole.review)  # fmt: skip


def _whole(part: Statement, code: str, stated: Sequence[Statement]) -> Statement | None:
    """The first statement of the whole for the same time, in the same unit and 口径."""
    for each in stated:
        if each.code != code or each.narrowed or (each.role, each.year) != (part.role, part.year):
            continue
        if each.measured.unit == part.measured.unit and same_scope(each.scope, part.scope) == "same":
            return each
    return None


def _share_before(
    part: Statement, whole: Statement, stated: Sequence[Statement], vocabulary: Vocabulary
) -> Interval | None:
    """The share that a target starts from: the last one achieved of which both numbers are stated."""
    if part.role != "target":
        return None
    earlier = [
        each
        for each in stated
        if (each.code, each.role) == (part.code, "achieved")
        and not each.narrowed
        and each.year is not None
        and same_scope(each.scope, part.scope) == "same"
    ]
    for start in sorted(earlier, key=lambda each: -(each.year or 0)):
        its_whole = _whole(start, whole.code or "", stated)
        if its_whole is not None:
            return _share(start, its_whole, vocabulary)
    return None


def _share(part: Statement, whole: Statement, vocabulary: Vocabulary) -> Interval | None:
    return ratio(part.measured, whole.measured, vocabulary.unit("%").dimension)


def accrual_facts(loaded: LoadedPlan, stated: Sequence[Statement], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure what each row's stock is to grow by beside all that was added to it over the years before."""
    starts: dict[Route, Statement] = {}  # the baselines of the rows
    for each in stated:
        if each.in_table and each.role == "achieved":
            starts.setdefault(each.route, each)
    flows = [(each, term.flow_of) for each in stated if (term := _term(each, vocabulary)) and term.flow_of]
    for target in stated:
        start = starts.get(target.route) if target.role == "target" else None
        if start is None or target.year is None or start.year is None or target.year <= start.year:
            continue
        added, years = difference(target.measured, start.measured), target.year - start.year
        for flow, stock in flows:
            over = flow.quantity.over
            if stock != target.code or flow.narrowed or over is None or added is None:
                continue
            if (flow.role, flow.scope, flow.measured.unit) != ("achieved", "total", target.measured.unit):
                continue
            past = times(mean(flow.measured, over[1] - over[0] + 1), years)
            values: dict[str, Value] = {
                "name": target.name,
                "flow_name": flow.name,
                "years": years,
                "added": added,
                "past": past,
                "quote": flow.said,
            }
            display = {name: f"{each.middle(0)}{_UNITS.get(each.unit, each.unit)}" for name, each in
                       (("added", added), ("past", past))}  # fmt: skip
            label = f"「{target.name}」的净增"
            where = target.places(loaded, label) + flow.places(loaded, f"「{flow.name}」")
            writer.add("accrual", f"accrual:{target.topic}", label, values, shown=display, places=where,
                       review=target.review or start.review or flow.review)  # fmt: skip


def _term(statement: Statement, vocabulary: Vocabulary) -> IndicatorTerm | None:
    return vocabulary.by_code(statement.code) if statement.code else None
