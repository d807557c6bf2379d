"""Facts about the numbers and goals of the running text, alone and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from checker.facts.fact import Value
from checker.facts.growths import RELATIVE_SCOPES
from checker.facts.names import difference
from checker.facts.placement import Layout
from checker.facts.places import places
from checker.facts.quantities import interval, mean, shown, total
from checker.facts.rows import row_scopes
from checker.facts.starts import Starts
from checker.facts.vocabulary import Vocabulary, is_bare_unit, names_money, normalised
from checker.facts.writer import FactWriter, code_of, figure_topic, quote_of, topic
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.plan import Figure
from checker.model.words import SCOPES

LEVEL_SCOPES = ("level", "share", "rank")  # what holds at a moment, so that a period stands for its end
_ROUGHLY = re.compile("[余多几]")
_AND_SO_ON = re.compile("(?<![高中初平同优均])等")  # 高等学校 is one word
_MIXED_STAGES = re.compile("申请[量数]?[、和及与]?(?:授权|有效|拥有)")
_LISTED = re.compile("[、和及与]")
# dimensions of bodies, projects and people: so many there are at the end, which is not asked of 件, 次, 元
_UNITS_COUNTED = frozenset("家户所处座支组个项种类款套条人名门")
FLOW_SCOPES = ("yearly", "each-year", "average")  # amounts of one year


def figure_facts(loaded: LoadedPlan, vocabulary: Vocabulary, twins: frozenset[int], writer: FactWriter) -> None:
    """Measure every figure, and the sums and paces between them; ``twins`` have a row of another name."""
    rows = _rows(loaded, vocabulary)
    starts = Starts(loaded.plan, vocabulary)
    dated = {
        _goal(figure, vocabulary)
        for figure in loaded.plan.figures
        if figure.role == "target" and (figure.year is not None or figure.over is not None)
    }
    layout = Layout(loaded.plan)
    for index, figure in enumerate(loaded.plan.figures):
        is_dated = figure.year is not None or figure.over is not None or _goal(figure, vocabulary) in dated
        flags = index in twins, is_dated, layout.is_after_goals(figure.at)
        _figure(loaded, index, figure, (rows, starts), flags, vocabulary, writer)
    _paces(loaded, vocabulary, writer)
    _sums(loaded, vocabulary, writer)


def _figure(
    loaded: LoadedPlan,
    index: int,
    figure: Figure,
    told: tuple[dict[str, bool], Starts],
    flags: tuple[bool, bool, bool],
    vocabulary: Vocabulary,
    writer: FactWriter,
) -> None:
    code = code_of(figure, figure.indicator, vocabulary)
    scope = figure.scope or "unclear"
    as_of = figure.year
    if as_of is None and figure.over is not None and scope in LEVEL_SCOPES:
        as_of = figure.over[1]
    subject = figure_topic(figure, vocabulary)
    rows, starts = told
    is_twin, is_dated, in_tasks = flags
    term = vocabulary.by_code(code) if code else None
    measured = interval(figure, vocabulary, name=figure.indicator)
    values: dict[str, Value] = {
        "n": index,
        "name": figure.indicator,
        "topic": subject,
        "code": code,
        "direction": vocabulary.direction(code),
        "role": figure.role,
        "scope": scope,
        "value": measured,
        "dimension": measured.unit if measured else "",
        "usual_dimension": vocabulary.unit(term.unit, term.name).dimension if term else "",
        "is_money": names_money(figure.indicator),
        "is_bare_unit": is_bare_unit(figure.unit),
        "bounds_a_range": _bounds_a_range(figure),
        "things": _things(figure.indicator),
        "is_open_list": bool(_AND_SO_ON.search(figure.indicator)),
        "mixes_stages": bool(_MIXED_STAGES.search(figure.indicator)),
        "text": figure.text,
        "covers_all": "全覆盖" in (figure.text or ""),
        "year": figure.year,
        "is_dated": is_dated,
        "is_outlook": bool(figure.year and loaded.plan.period and figure.year > loaded.plan.period.end),
        "in_tasks": in_tasks,
        "counts_units": measured is not None and measured.unit in _UNITS_COUNTED,
        "as_of": as_of,
        "in_table": subject in rows,
        "near_in_table": is_twin,
        "told_in_table": rows.get(subject, False),
        "start_known": starts.is_known(figure),
        "start_likely": figure.role == "target" and starts.is_likely(figure),
        "quote": quote_of(figure),
    }
    display = {"scope": SCOPES[scope], "value": shown(figure)}
    label = f"正文「{figure.indicator}」"
    where = places(loaded, ("figures", index), label, figure.at)
    key = f"figure:{code or figure.indicator}"
    writer.add("figure", key, label, values, shown=display, places=where, review=figure.review)


def _rows(loaded: LoadedPlan, vocabulary: Vocabulary) -> dict[str, bool]:
    """The topics of the tables, and whether a row tells the 口径 of its target."""
    told: dict[str, bool] = {}
    for row in loaded.plan.indicators:
        code = code_of(row, row.name, vocabulary)
        term = vocabulary.by_code(code) if code else None
        subject = topic(code, row.name)
        told[subject] = told.get(subject, False) or row_scopes(row, term)[1] != "unclear"
    return told


def _goal(figure: Figure, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What makes two statements one goal, whatever year they print."""
    return figure_topic(figure, vocabulary), figure.role, figure.value, figure.max, figure.text, figure.unit


def _bounds_a_range(figure: Figure) -> bool:
    """Whether a range with both ends printed has 以上, 以内 or 超过 on top (6—8个以上); 30余 is no such range."""
    printed = f"{figure.raw or ''}{quote_of(figure)}"
    return figure.max is not None and figure.bound not in (None, "about") and not _ROUGHLY.search(printed)


def _things(name: str) -> int:
    """How many things a name lists."""
    return len([thing for thing in _LISTED.split(name) if thing])


def _paces(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Each yearly target, in table or text, with what was achieved a year on average in the period before."""
    past = [
        (figure_topic(figure, vocabulary), figure)
        for figure in loaded.plan.figures
        if figure.role == "achieved" and figure.scope == "total" and figure.over and figure.value is not None
    ]
    for name, subject, target, route, direction in _yearly_targets(loaded, vocabulary):
        measured = interval(target, vocabulary, name=name)
        for past_topic, figure in past:
            assert figure.over is not None
            years = figure.over[1] - figure.over[0] + 1
            whole = interval(figure, vocabulary, name=figure.indicator)
            is_same = past_topic == subject
            if measured is None or whole is None or years < 2:
                continue
            if not is_same and not (measured.unit == whole.unit and _only_counted(name, target, figure)):
                continue
            label = f"「{name}」"
            values: dict[str, Value] = {
                "name": name,
                "past_name": figure.indicator,
                "is_same_topic": is_same,
                "target": measured,
                "past": mean(whole, years),
                "direction": direction,
                "quote": quote_of(figure),
            }
            display = {"target": shown(target), "past": _a_year(figure, years)}
            where = places(loaded, route, label, target.at)
            achieved = f"正文「{figure.indicator}」"
            where += places(loaded, ("figures", loaded.plan.figures.index(figure)), achieved, figure.at)
            writer.add("pace", f"figure:{subject}", label, values, shown=display, places=where,
                       review=figure.review or target.review)  # fmt: skip


def _only_counted(name: str, target: Quantity, figure: Figure) -> bool:
    """Whether a target's name differs from a figure's by words for counting alone (融资 and 融资登记金额)."""
    return not (_is_narrowed(target) or _is_narrowed(figure)) and difference(name, figure.indicator) == "same"


def _is_narrowed(quantity: Quantity) -> bool:
    return isinstance(quantity, Figure) and bool(quantity.of or quantity.place)


def _a_year(figure: Figure, years: int) -> str:
    """A total as so much a year, in the unit it is printed in, for reading only."""
    first, last = figure.value or Decimal(0), figure.max
    shares = [
        f"{(value / years).quantize(Decimal('0.01')).normalize():f}" for value in (first, last) if value is not None
    ]
    return f"{'—'.join(shares)}{figure.unit or ''}"


def _yearly_targets(
    loaded: LoadedPlan, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, Quantity, tuple[str | int, ...], str | None]]:
    for index, figure in enumerate(loaded.plan.figures):
        if figure.role == "target" and figure.scope in FLOW_SCOPES:
            code = code_of(figure, figure.indicator, vocabulary)
            yield (
                figure.indicator,
                figure_topic(figure, vocabulary),
                figure,
                ("figures", index),
                vocabulary.direction(code),
            )
    for index, row in enumerate(loaded.plan.indicators):
        code = code_of(row, row.name, vocabulary)
        term = vocabulary.by_code(code) if code else None
        target = row.final_target
        if target is not None and (target.scope or (term.scope if term else None)) in FLOW_SCOPES:
            placed = target if target.at else replace(target, at=row.at)
            yield row.name, topic(code, row.name), placed, ("indicators", index), vocabulary.direction(code)


def _sums(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """A whole and the sum of its parts (figures ``of`` it), for the same time and in the same unit."""
    amounts = [
        (index, figure, measured)
        for index, figure in enumerate(loaded.plan.figures)
        if figure.scope not in RELATIVE_SCOPES and (measured := interval(figure, vocabulary)) is not None
    ]
    for index, whole, measured in amounts:
        if whole.of:
            continue
        parts = [
            (figure, size)
            for _, figure, size in amounts
            if figure.of
            and normalised(figure.of) == normalised(whole.indicator)
            and (figure.role, figure.over, figure.year, figure.place)
            == (whole.role, whole.over, whole.year, whole.place)
            and size.unit == measured.unit
        ]
        if len({normalised(figure.indicator) for figure, _ in parts}) < 2:
            continue
        added = total([size for _, size in parts])
        values: dict[str, Value] = {"name": whole.indicator, "whole": measured, "parts": added, "count": len(parts)}
        display = {"whole": shown(whole), "parts": f"{_sum(part for part, _ in parts):f}"}
        label = f"正文「{whole.indicator}」及其各部分"
        where = places(loaded, ("figures", index), label, whole.at)
        writer.add("breakdown", f"figure:{whole.indicator}", label, values, shown=display, places=where,
                   review=whole.review or any(part.review for part, _ in parts))  # fmt: skip


def _sum(parts: Iterator[Figure]) -> Decimal:
    return sum((part.value or Decimal(0) for part in parts), Decimal(0))


def figures_of_role(loaded: LoadedPlan, vocabulary: Vocabulary, role: str) -> Iterator[tuple[str, Figure]]:
    """The figures of a role with the code of their indicator ("" when it has none).

    A figure that the text narrows to a part or a place says nothing about the indicator of the whole.
    """
    for figure in loaded.plan.figures:
        if figure.role == role and not (figure.of or figure.place):
            yield code_of(figure, figure.indicator, vocabulary) or "", figure
