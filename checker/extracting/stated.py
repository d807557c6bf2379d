"""The units that a line above a table states for all its rows: 单位:万元, or several, as 单位:件、亿元、%."""

from __future__ import annotations

import re

from msgspec import Struct

from checker.extracting.cells import CellReader
from checker.extracting.parts import Text
from checker.facts.vocabulary import Vocabulary, names_money
from checker.reading.document import Span

_LINE = re.compile(r"\(?(?:计量)?单位:([^()。;\n\t]{1,40})\)?")
_BRACKET = re.compile(r"\([^()]*\)$")


class UnitLine(Struct, frozen=True):
    """What a table states; without units where it states none."""

    units: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()  # endings of names that are percentages
    vocabulary: Vocabulary | None = None

    def of(self, name: str) -> str:
        """The unit of the row with this name; "" where it is not certain which of them it is, or whether it is any."""
        if not self.units or self.vocabulary is None:
            return ""
        bare = _BRACKET.sub("", name)
        term = self.vocabulary.indicator(None, name) or self.vocabulary.indicator(None, bare)
        if term is not None:
            return self._only(self.vocabulary.unit(term.unit, bare).dimension, bare)
        if bare.endswith(self.rates):
            return self._only("percent", bare)
        if names_money(bare):
            return self._only("money", bare)
        return self.units[0] if len(self.units) == 1 else ""

    def _only(self, dimension: str, name: str) -> str:
        """The unit of this dimension, where there is one and no more."""
        assert self.vocabulary is not None
        found = [unit for unit in self.units if self.vocabulary.unit(unit, name).dimension == dimension]
        return found[0] if len(found) == 1 else ""


def unit_line(text: Text, span: Span, cells: CellReader, rates: tuple[str, ...], vocabulary: Vocabulary) -> UnitLine:
    """What the stretch between the title of a table and its first row states; the line above it where it begins."""
    start = text.even.rfind("\n", 0, max(span[0] - 1, 0)) + 1
    for found in _LINE.finditer(text.even, start, span[1]):
        parts = [part for part in re.split(r"[、,/\s]|和", found[1].strip()) if part]
        if parts and all(cells.is_unit(part) for part in parts):
            return UnitLine(tuple(dict.fromkeys(parts)), rates, vocabulary)
    return UnitLine()
