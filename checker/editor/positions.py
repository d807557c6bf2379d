"""Places of a text as an editor counts them: lines from 0, and in a line the code units of the agreed encoding."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from lsprotocol.types import Position, Range

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_BREAK = re.compile("\r\n|\n|\r")  # what ends a line in an editor; YAML knows more, and a summary must not hold them
_PLAIN: dict[Encoding, str] = {"utf-8": "\x7f", "utf-16": "\uffff", "utf-32": "\U0010ffff"}  # up to here one unit each


class Lines:
    """The lines of a text. Our own places are lines and columns from 1, in characters, and offsets from 0."""

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self.text = text
        self._encoding = encoding
        self._plain = max(text, default="") <= _PLAIN[encoding]
        breaks = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def line(self, number: int) -> str:
        """A line by its number from 1, without its end; "" where there is none."""
        return self.text[self._starts[number - 1] : self._ends[number - 1]] if 0 < number <= len(self) else ""

    def end(self, number: int) -> int:
        """The offset at which a line ends."""
        return self._ends[min(number, len(self)) - 1]

    def position(self, line: int, column: int = 1) -> Position:
        """A line and column as a position; what lies beyond the line or the text is its end."""
        line = min(max(line, 1), len(self))
        text = self.line(line)[: max(column - 1, 0)]
        return Position(line - 1, self._units(text))

    def at(self, offset: int) -> Position:
        """The position of a character of the text."""
        return self.position(*self.place(offset))

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of a character of the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Range:
        """A stretch of the text."""
        return Range(self.at(start), self.at(end))

    def rest(self, line: int, column: int = 1) -> Range:
        """From a place to the last character of its line that is no space."""
        end = len(self.line(line).rstrip()) + 1
        return Range(self.position(line, column), self.position(line, max(end, column)))

    def column(self, position: Position) -> tuple[int, int]:
        """The line and column of a position; one inside a character is that character's."""
        line = position.line + 1
        text = self.line(line)
        if self._plain:
            return line, min(position.character, len(text)) + 1
        units = 0
        for index, char in enumerate(text):
            units += self._units(char)
            if units > position.character:
                return line, index + 1
        return line, len(text) + 1

    def _units(self, text: str) -> int:
        if self._plain or self._encoding == "utf-32":
            return len(text)
        if self._encoding == "utf-16":
            return len(text) + sum(char > "\uffff" for char in text)
        return len(text.encode("utf-8", "replace"))
