"""Texts whose lines were cut at a margin: how wide they are, and which lines go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from checker.reading.lines import begins_part, first_word, is_unfinished, width

_NARROW = 30  # columns; what is narrower is a column of a table, not a page
_SLACK = 8  # columns: signs of proportional type are narrower or wider than columns
_CLOSE = 4


class Wrapping(Struct, frozen=True):
    """The width of full lines in columns, and whether paragraphs begin with an indentation."""

    full: int
    indents: bool

    def goes_on(self, before: str, line: str) -> bool:
        """Whether ``line`` is the rest of the paragraph of the full line ``before``."""
        room = self.full - width(before)
        if room > _SLACK and room >= width(first_word(line)) + _CLOSE:
            return False
        if self.indents:
            return not is_indented(line) and (is_unfinished(before) or not begins_part(before))
        return is_unfinished(before)


def is_indented(line: str) -> bool:
    """Whether a line begins with the two signs' room of a paragraph."""
    room = line[: len(line) - len(line.lstrip())]
    return width(room.expandtabs(4)) >= 3


def find_wrapping(lines: Sequence[str]) -> Wrapping | None:
    """How the lines of a text were cut; None where they are paragraphs."""
    widths = [width(line) for line in lines]
    counts = Counter(each for each in widths if each >= _NARROW)
    if not counts:
        return None
    full = max(counts, key=lambda top: (sum(counts[top - less] for less in range(_SLACK + 1)), -top))
    near = sum(counts[full - less] for less in range(_SLACK + 1))
    wider = sum(count for each, count in counts.items() if each > full + 1)
    wide = sum(count for each, count in counts.items() if each * 4 > full * 3)
    if near < 5 or near * 3 < wide or wider * 20 > len(lines):
        return None
    if not _is_cut(lines, widths, full):
        return None
    return Wrapping(full, _indents(lines, widths, full))


def _is_cut(lines: Sequence[str], widths: Sequence[int], full: int) -> bool:
    """Whether full lines mostly stop inside sentences: paragraphs of like length do not."""
    ends = [is_unfinished(line) for line, each in zip(lines, widths, strict=True) if each >= full - _SLACK]
    return sum(ends) * 2 > len(ends)


def _indents(lines: Sequence[str], widths: Sequence[int], full: int) -> bool:
    after_end: list[bool] = []
    inside: list[bool] = []
    for index in range(1, len(lines)):
        before = lines[index - 1]
        if is_unfinished(before) and widths[index - 1] >= full - _SLACK and not begins_part(lines[index]):
            inside.append(is_indented(lines[index]))
        elif not is_unfinished(before) and widths[index - 1] < full - _SLACK:
            after_end.append(is_indented(lines[index]))
    return len(after_end) >= 3 and sum(after_end) * 10 >= len(after_end) * 7 and sum(inside) * 10 <= len(inside)
