"""Where a target starts from: what the table and the text say was reached, under its name or one like it."""

from __future__ import annotations

from msgspec import Struct

from checker.facts.names import is_alike
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import code_of, figure_topic, topic
from checker.model.base import Quantity
from checker.model.plan import Figure, Plan


class _Told(Struct, frozen=True):
    name: str
    code: str | None
    dimension: str | None


class Starts:
    """What a plan says of what was reached."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        reached = [figure for figure in plan.figures if figure.role != "target" and figure.value is not None]
        self._known = {figure_topic(figure, vocabulary) for figure in reached}
        told = {self._told(figure.indicator, code_of(figure, figure.indicator, vocabulary), figure): None
                for figure in reached if not (figure.of or figure.place)}  # fmt: skip
        for row in plan.indicators:
            code = code_of(row, row.name, vocabulary)
            if row.baseline is not None:
                self._known.add(topic(code, row.name))
            told[self._told(row.name, code, row.baseline or row.final_target)] = None
        self._all = tuple(told)

    def is_known(self, goal: Figure) -> bool:
        """Whether what it starts from is told under its name."""
        return figure_topic(goal, self._vocabulary) in self._known

    def is_likely(self, goal: Figure) -> bool:
        """Whether it is told, or something with a name like it is, or is a row of the table: perhaps the same."""
        if self.is_known(goal):
            return True
        mine = self._told(goal.indicator, code_of(goal, goal.indicator, self._vocabulary), goal)
        return any(_may_be(mine, other) for other in self._all)

    def _told(self, name: str, code: str | None, quantity: Quantity | None) -> _Told:
        unit = quantity.unit if quantity else None
        return _Told(name, code, self._vocabulary.unit(unit, name).dimension if unit else None)


def _may_be(mine: _Told, other: _Told) -> bool:
    """Whether two names may mean one thing; two indicators of the vocabulary are two."""
    if mine.code and other.code:
        return mine.code == other.code
    if mine.dimension and other.dimension and mine.dimension != other.dimension:
        return False
    return is_alike(mine.name, other.name)
