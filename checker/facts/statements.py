"""What a plan states of a quantity, whether in a row of its tables or in running text, in one shape."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checker.facts.places import places
from checker.facts.quantities import Interval, interval, shown
from checker.facts.rows import row_scopes
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import code_of, figure_topic, quote_of, topic
from checker.loading.plans import LoadedPlan
from checker.model.base import At, Quantity
from checker.model.plan import Figure
from checker.model.result import Place, Route


class Statement(Struct, frozen=True):
    """One number of a row or a figure. ``role`` is ``target`` or ``achieved`` (a baseline is what was achieved)."""

    name: str
    code: str | None
    topic: str
    role: str
    year: int | None
    scope: str
    quantity: Quantity
    measured: Interval
    route: Route
    at: tuple[At, ...]
    said: str
    narrowed: bool
    review: bool

    @property
    def in_table(self) -> bool:
        return self.route[0] == "indicators"

    @property
    def index(self) -> int:
        """Which row or figure it is."""
        return int(self.route[1])

    def same_number(self, other: Statement, vocabulary: Vocabulary) -> bool:
        """Whether both print one number, the units' sizes aside (6000万元 is 0.6亿元)."""
        return self._numbers(vocabulary) == other._numbers(vocabulary)

    def _numbers(self, vocabulary: Vocabulary) -> tuple[object, ...]:
        size = vocabulary.unit(self.quantity.unit or "", self.name)
        first, last = self.quantity.value, self.quantity.max
        assert first is not None
        return first * size.factor, None if last is None else last * size.factor

    def places(self, loaded: LoadedPlan, label: str) -> tuple[Place, ...]:
        return places(loaded, self.route, label, self.at)


def statements(loaded: LoadedPlan, vocabulary: Vocabulary) -> list[Statement]:
    """Every number with a unit that is stated: rows first (baseline, last target), then figures."""
    return [*_of_rows(loaded, vocabulary), *_of_figures(loaded, vocabulary)]


def _of_rows(loaded: LoadedPlan, vocabulary: Vocabulary) -> Iterator[Statement]:
    for index, row in enumerate(loaded.plan.indicators):
        code = code_of(row, row.name, vocabulary)
        scopes = row_scopes(row, vocabulary.by_code(code) if code else None)
        for role, quantity, scope in zip(("achieved", "target"), (row.baseline, row.final_target), scopes, strict=True):
            measured = interval(quantity, vocabulary, name=row.name)
            if quantity is None or measured is None:
                continue
            yield Statement(
                row.name, code, topic(code, row.name), role, quantity.year, scope, quantity, measured,
                ("indicators", index), quantity.at or row.at, f"{row.name}{shown(quantity)}", False,
                row.review or quantity.review,
            )  # fmt: skip


def _of_figures(loaded: LoadedPlan, vocabulary: Vocabulary) -> Iterator[Statement]:
    for index, figure in enumerate(loaded.plan.figures):
        measured = interval(figure, vocabulary, name=figure.indicator)
        if measured is None:
            continue
        yield Statement(
            figure.indicator, code_of(figure, figure.indicator, vocabulary), figure_topic(figure, vocabulary),
            "target" if figure.role == "target" else "achieved", _year(figure), figure.scope or "unclear",
            figure, measured, ("figures", index), figure.at, quote_of(figure), bool(figure.of or figure.place),
            figure.review,
        )  # fmt: skip


def _year(figure: Figure) -> int | None:
    """The year a figure speaks for: the one printed, else the last of its period."""
    return figure.over[1] if figure.year is None and figure.over else figure.year
