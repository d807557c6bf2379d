"""Collecting facts, and the small things every measuring module shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct, field

from checker.facts.fact import Fact, Value, flatten
from checker.facts.quantities import shown
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.wordings import plain
from checker.model.base import Quantity
from checker.model.plan import Figure
from checker.model.result import Clause, Place

QUOTE_IN_MESSAGE = 40


class FactWriter(Struct):
    """Collects facts, numbering them within their kind."""

    found: list[Fact] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        key: str,
        label: str,
        values: Mapping[str, Value],
        *,
        shown: Mapping[str, str] | None = None,
        places: tuple[Place, ...] = (),
        clause: Clause | None = None,
        review: bool = False,
    ) -> None:
        """Add one fact; ``values`` has every attribute of the kind."""
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        self.found.append(
            Fact(f"{kind}:{number}", kind, key, label, flatten(kind, values), shown or {}, places, clause, review)
        )


class Named(Protocol):
    """A row or a figure: it may carry a code."""

    @property
    def code(self) -> str | None: ...


def code_of(item: Named, name: str, vocabulary: Vocabulary) -> str | None:
    """The canonical code of a row or figure: the one written, else the one of its name."""
    if item.code:
        return item.code
    term = vocabulary.indicator(None, name)
    return term.code if term else None


def topic(code: str | None, name: str, quantity: Quantity | None = None) -> str:
    """One word for what is measured: the code or the name, and what the text narrows it to."""
    narrowed = [part for part in (quantity.of, quantity.place) if part] if quantity else []
    return "|".join([code or normalised(plain(name)), *map(normalised, narrowed)])


def figure_topic(figure: Figure, vocabulary: Vocabulary) -> str:
    """The topic of a figure."""
    return topic(code_of(figure, figure.indicator, vocabulary), figure.indicator, figure)


def quote_of(figure: Figure) -> str:
    """The text's own words for a figure, for a message."""
    return figure.at[0].quote[:QUOTE_IN_MESSAGE] if figure.at else shown(figure)


def dates(**found: object) -> dict[str, str]:
    """What is shown for the dates that are known."""
    return {name: str(value) for name, value in found.items() if value is not None}
