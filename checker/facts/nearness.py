"""Indicators of a plan that could be mistaken for one of an upper document."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from checker.facts.names import difference
from checker.facts.places import places
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import code_of
from checker.loading.plans import LoadedPlan
from checker.model.base import Ats
from checker.model.result import Place, Route
from checker.model.taxonomy import IndicatorTerm


class PlannedNearMiss(Struct, frozen=True):
    """An indicator of the plan that could be mistaken for an upper one; ``why`` says what it is instead."""

    name: str
    why: str
    places: tuple[Place, ...]
    review: bool


class _Listed(Struct, frozen=True):
    name: str
    code: str | None
    route: Route
    label: str
    at: Ats
    review: bool


def near_misses(
    loaded: LoadedPlan, code: str, above: Collection[str | None], vocabulary: Vocabulary
) -> Iterator[PlannedNearMiss]:
    """What the plan lists that could be mistaken for the indicator ``code``: rows or, without a table, text targets.

    ``above``: the codes of the parents' indicators; one of them is no slip for another.
    """
    for listed in _rows(loaded, vocabulary) or _targets(loaded, vocabulary):
        for miss in vocabulary.near_misses(listed.name):
            if miss.of.code == code and listed.code not in above:
                where = places(loaded, listed.route, listed.label, listed.at)
                yield PlannedNearMiss(listed.name, miss.why, where, listed.review)


def may_list(loaded: LoadedPlan, term: IndicatorTerm, vocabulary: Vocabulary) -> bool:
    """Whether the plan has a row or goal that only words for counting tell from an indicator: perhaps it (质押融资)."""
    listed = (*_rows(loaded, vocabulary), *_targets(loaded, vocabulary))
    names = {each.name for each in listed if each.code is None}
    return any("same" in (difference(term.name, name), difference(name, term.name)) for name in names)


def _rows(loaded: LoadedPlan, vocabulary: Vocabulary) -> list[_Listed]:
    return [
        _Listed(
            row.name,
            code_of(row, row.name, vocabulary),
            ("indicators", index),
            f"指标表「{row.name}」",
            row.at,
            row.review,
        )
        for index, row in enumerate(loaded.plan.indicators)
    ]


def _targets(loaded: LoadedPlan, vocabulary: Vocabulary) -> list[_Listed]:
    """The targets of the text; a figure narrowed to a part or a place says nothing about the whole."""
    return [
        _Listed(
            name, code_of(figure, name, vocabulary), ("figures", index), f"正文「{name}」", figure.at, figure.review
        )
        for index, figure in enumerate(loaded.plan.figures)
        if figure.role == "target" and not (figure.of or figure.place)
        for name in (figure.indicator,)
    ]
