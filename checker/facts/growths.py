"""Growths that are claimed, beside what the figures of the two periods give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.quantities import SCALE, Interval, growth, interval, shown, yearly_growth
from checker.facts.rows import percent
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, quote_of
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.plan import Figure

RELATIVE_SCOPES = ("growth", "average-growth", "multiple", "rank", "share")  # no amounts of their own
_GROWTHS = ("growth", "average-growth", "multiple")
_TIMES = "times"  # dimension of rules/taxonomy/units.yaml
_SUMS = ("total", "added")
_LONG_AGO = re.compile("(?:较|比|为|是)[^，,。；;]{0,12}?(期间|时期|末|年底)")


def growth_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Each growth that is claimed as achieved, and the one between the two periods' figures where the text has both."""
    for index, claim in enumerate(loaded.plan.figures):
        claimed = interval(claim, vocabulary, name=claim.indicator)
        if claim.scope not in _GROWTHS or claim.role != "achieved" or claimed is None:
            continue
        now = _same_quantity_now(loaded.plan.figures, claim)
        if claim.scope == "average-growth":
            computed = _average(loaded.plan.figures, claim, vocabulary)
        else:
            computed = _computed(now, claim, _base(loaded.plan.figures, claim), vocabulary)
        values: dict[str, Value] = {
            "name": claim.indicator,
            "measure": claim.scope,
            "claimed": claimed,
            "computed": computed,
            "now_is": _now_time(now, vocabulary) if now else None,
            "base_is": _base_time(claim),
            "quote": quote_of(claim),
        }
        label = f"正文「{claim.indicator}」的增幅"
        shows = _times_shown(computed) if computed and computed.unit == _TIMES else percent(computed)
        display = {"claimed": shown(claim), "computed": shows}
        where = places(loaded, ("figures", index), label, claim.at)
        writer.add("growth", f"growth:{claim.indicator}", label, values, shown=display, places=where,
                   review=claim.review or bool(now and now.review))  # fmt: skip


def _same_quantity_now(figures: tuple[Figure, ...], claim: Figure) -> Figure | None:
    """The amount that a claim is about: of the same time, of the last year for what grew year by year."""
    if claim.scope == "average-growth" and claim.over is not None:
        last = [figure for figure in _amounts(figures, claim) if figure.year == claim.over[1]]
        if last:
            return last[0] if len(last) == 1 else None
    found = [figure for figure in _amounts(figures, claim) if (figure.over, figure.year) == (claim.over, claim.year)]
    return found[0] if len(found) == 1 else None


def _base(figures: tuple[Figure, ...], claim: Figure) -> Quantity | None:
    """What a claim compares with: as it says itself, else the start right before it (由2户增加到9户，增长3.5倍)."""
    if claim.base is not None:
        return claim.base
    place = figures.index(claim)
    start, now = figures[max(place - 2, 0) : place] if place > 1 else (claim, claim)
    told = start.role == "baseline" and start.value is not None and _named(start) == _named(now) == _named(claim)
    return start if told else None


def _amounts(figures: tuple[Figure, ...], claim: Figure) -> Iterator[Figure]:
    """The amounts that are stated of what has grown."""
    for figure in figures:
        if figure is claim or figure.scope in RELATIVE_SCOPES or figure.value is None:
            continue
        if _named(figure) == _named(claim):
            yield figure


def _named(figure: Figure) -> tuple[str, str | None, str | None]:
    return normalised(figure.indicator), figure.of, figure.place


def _computed(now: Figure | None, claim: Figure, base: Quantity | None, vocabulary: Vocabulary) -> Interval | None:
    if now is None or base is None or base.scope not in (None, now.scope):
        return None
    grown = _growth(now, base, claim.indicator, vocabulary)
    in_times = vocabulary.unit(claim.unit or "").dimension == _TIMES
    if grown is None or (claim.scope == "growth" and not in_times):
        return grown
    if not in_times:
        return None
    if claim.scope == "growth":  # 增长1.5倍 is 150%
        return Interval(grown.low // 100, -(-grown.high // 100), _TIMES)
    # 是……的三倍 and 增长三倍 are written for one another: one less is right too
    return Interval(grown.low // 100, grown.high // 100 + SCALE, _TIMES)


def _growth(now: Quantity, base: Quantity, name: str, vocabulary: Vocabulary) -> Interval | None:
    this, before = interval(now, vocabulary, name=name), interval(base, vocabulary, name=name, unit=now.unit)
    return growth(this, before, vocabulary.unit("%").dimension) if this and before else None


def _average(figures: tuple[Figure, ...], claim: Figure, vocabulary: Vocabulary) -> Interval | None:
    """The yearly growth between two single years of which both amounts are stated."""
    last = claim.over[1] if claim.over else claim.year
    amounts = {figure.year: figure for figure in _amounts(figures, claim) if figure.scope not in _SUMS}
    base = claim.base if claim.base and claim.base.value is not None else None
    if base is None and claim.over:
        base = amounts.get(claim.over[0] - 1)
    if last is None or last not in amounts or base is None or base.year is None or base.year >= last:
        return None
    now = amounts[last]
    this = interval(now, vocabulary, name=claim.indicator)
    before = interval(base, vocabulary, name=claim.indicator, unit=now.unit)
    if this is None or before is None:
        return None
    return yearly_growth(this, before, last - base.year, vocabulary.unit("%").dimension)


def _base_time(claim: Figure) -> str | None:
    """Whether a claim compares with a ``moment`` or a ``period``: by its base, else by the words of its quote."""
    if claim.base and (claim.base.over or claim.base.year):
        return "period" if claim.base.over and claim.base.scope != "level" else "moment"
    word = _LONG_AGO.search(quote_of(claim).replace(" ", ""))
    if word is None:
        return None
    return "moment" if word[1] in ("末", "年底") else "period"


def _now_time(now: Figure, vocabulary: Vocabulary) -> str | None:
    """``period`` for a flow summed up over years, ``moment`` for what stood at a time or came in a year; else None.

    A 累计 of what the vocabulary does not know as a flow may be all that there is by now.
    """
    if now.scope == "level" or now.year is not None:
        return "moment"
    term = vocabulary.indicator(now.code, now.indicator)
    flows = term is not None and term.scope == "yearly"
    return "period" if flows and now.scope in _SUMS and now.over and now.over[0] < now.over[1] else None


def _times_shown(computed: Interval) -> str:
    """Both ends, for reading only."""
    low, high = (f"{Decimal(number) / SCALE:.1f}" for number in (computed.low, computed.high))
    return f"{low}倍" if low == high else f"{low}—{high}倍"
