"""Facts about the numbers and goals of the running text, alone and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.quantities import Interval, growth, interval, mean, shown, total
from checker.facts.rows import percent
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, code_of, figure_topic, quote_of, topic
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.plan import Figure, Indicator
from checker.model.words import SCOPES

LEVEL_SCOPES = ("level", "share", "rank")  # what holds at a moment, so that a period stands for its end
RELATIVE_SCOPES = ("growth", "average-growth", "multiple", "rank", "share")  # no amounts of their own
FLOW_SCOPES = ("yearly", "each-year", "average")  # amounts of one year


def figure_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure every figure, the growths, sums and paces between them, and rows under another name."""
    rows = {topic(code_of(row, row.name, vocabulary), row.name) for row in loaded.plan.indicators}
    known = {
        figure_topic(figure, vocabulary)
        for figure in loaded.plan.figures
        if figure.role != "target" and figure.value is not None
    }
    known |= {
        topic(code_of(row, row.name, vocabulary), row.name)
        for row in loaded.plan.indicators
        if row.baseline is not None
    }
    for index, figure in enumerate(loaded.plan.figures):
        _figure(loaded, index, figure, (rows, known), vocabulary, writer)
    _growths(loaded, vocabulary, writer)
    _paces(loaded, vocabulary, writer)
    _sums(loaded, vocabulary, writer)
    _namesakes(loaded, vocabulary, writer)


def _figure(
    loaded: LoadedPlan,
    index: int,
    figure: Figure,
    topics: tuple[set[str], set[str]],
    vocabulary: Vocabulary,
    writer: FactWriter,
) -> None:
    code = code_of(figure, figure.indicator, vocabulary)
    scope = figure.scope or "unclear"
    as_of = figure.year
    if as_of is None and figure.over is not None and scope in LEVEL_SCOPES:
        as_of = figure.over[1]
    subject = figure_topic(figure, vocabulary)
    rows, known = topics
    values: dict[str, Value] = {
        "n": index,
        "name": figure.indicator,
        "topic": subject,
        "code": code,
        "role": figure.role,
        "scope": scope,
        "value": interval(figure, vocabulary, name=figure.indicator),
        "text": figure.text,
        "covers_all": "全覆盖" in (figure.text or ""),
        "year": figure.year,
        "as_of": as_of,
        "in_table": subject in rows,
        "start_known": subject in known,
        "quote": quote_of(figure),
    }
    display = {"scope": SCOPES[scope], "value": shown(figure)}
    label = f"正文「{figure.indicator}」"
    where = places(loaded, ("figures", index), label, figure.at)
    key = f"figure:{code or figure.indicator}"
    writer.add("figure", key, label, values, shown=display, places=where, review=figure.review)


def _growths(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Each growth that is claimed, with the growth between the two periods' figures where the text has both."""
    for index, claim in enumerate(loaded.plan.figures):
        claimed = interval(claim, vocabulary, name=claim.indicator)
        if claim.scope != "growth" or claim.role != "achieved" or claimed is None:
            continue
        now = _same_quantity_now(loaded.plan.figures, claim)
        computed = _computed(now, claim, vocabulary)
        values: dict[str, Value] = {
            "name": claim.indicator,
            "claimed": claimed,
            "computed": computed,
            "quote": quote_of(claim),
        }
        label = f"正文「{claim.indicator}」的增幅"
        display = {"claimed": shown(claim), "computed": percent(computed)}
        where = places(loaded, ("figures", index), label, claim.at)
        writer.add("growth", f"growth:{claim.indicator}", label, values, shown=display, places=where,
                   review=claim.review or bool(now and now.review))  # fmt: skip


def _same_quantity_now(figures: tuple[Figure, ...], claim: Figure) -> Figure | None:
    found = [
        figure
        for figure in figures
        if figure is not claim
        and figure.scope not in RELATIVE_SCOPES
        and figure.value is not None
        and (normalised(figure.indicator), figure.over, figure.year, figure.of, figure.place)
        == (normalised(claim.indicator), claim.over, claim.year, claim.of, claim.place)
    ]
    return found[0] if len(found) == 1 else None


def _computed(now: Figure | None, claim: Figure, vocabulary: Vocabulary) -> Interval | None:
    if now is None or claim.base is None or claim.base.scope not in (None, now.scope):
        return None
    this = interval(now, vocabulary, name=claim.indicator)
    before = interval(claim.base, vocabulary, name=claim.indicator, unit=now.unit)
    if this is None or before is None:
        return None
    return growth(this, before, vocabulary.unit("%").dimension)


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
            if past_topic != subject or measured is None or whole is None or years < 2:
                continue
            label = f"「{name}」"
            values: dict[str, Value] = {
                "name": name,
                "target": measured,
                "past": mean(whole, years),
                "direction": direction,
                "quote": quote_of(figure),
            }
            display = {"target": shown(target), "past": _a_year(figure, years)}
            where = places(loaded, route, label, target.at)
            where += places(loaded, ("figures", loaded.plan.figures.index(figure)), label, figure.at)
            writer.add("pace", f"figure:{subject}", label, values, shown=display, places=where,
                       review=figure.review or target.review)  # fmt: skip


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
            placed = target if target.at else target.model_copy(update={"at": row.at})
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


def _namesakes(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """A row whose baseline and target are both printed in the text as those of something with another name.

    Only where the baseline has decimals: two numbers such as 1 and 5 meet by chance.
    """
    for index, row in enumerate(loaded.plan.indicators):
        target, baseline = row.final_target, row.baseline
        if target is None or baseline is None or baseline.value is None or target.value is None:
            continue
        if baseline.value == baseline.value.to_integral_value():
            continue
        subject = topic(code_of(row, row.name, vocabulary), row.name)
        starts = _saying(loaded.plan.figures, baseline, row, ("achieved", "baseline"), vocabulary)
        ends = _saying(loaded.plan.figures, target, row, ("target",), vocabulary)
        if not starts or not ends or any(figure_topic(f, vocabulary) == subject for f in (*starts, *ends)):
            continue
        values: dict[str, Value] = {
            "name": row.name,
            "topic": subject,
            "start_name": starts[0].indicator,
            "end_name": ends[0].indicator,
        }
        label = f"指标表「{row.name}」"
        where = places(loaded, ("indicators", index), label, row.at)
        for figure in (starts[0], ends[0]):
            where += places(loaded, ("figures", loaded.plan.figures.index(figure)), figure.indicator, figure.at)
        writer.add("namesake", f"indicator:{subject}", label, values, places=where, review=row.review)


def _saying(
    figures: Sequence[Figure], quantity: Quantity, row: Indicator, roles: tuple[str, ...], vocabulary: Vocabulary
) -> list[Figure]:
    """The figures of these roles that print the same number in a unit that can be compared."""
    wanted = interval(quantity, vocabulary, name=row.name)
    return [
        figure
        for figure in figures
        if figure.role in roles
        and figure.value == quantity.value
        and wanted is not None
        and (found := interval(figure, vocabulary, name=figure.indicator)) is not None
        and (found.unit == wanted.unit or {found.unit, wanted.unit} == {"items", "per-10k"})
    ]


def figures_of_role(loaded: LoadedPlan, vocabulary: Vocabulary, role: str) -> Iterator[tuple[str, Figure]]:
    """The figures of a role with the code of their indicator ("" when it has none).

    A figure that the text narrows to a part or a place says nothing about the indicator of the whole.
    """
    for figure in loaded.plan.figures:
        if figure.role == role and not (figure.of or figure.place):
            yield code_of(figure, figure.indicator, vocabulary) or "", figure
