"""Text made even for matching, with the way back: every quote is cut from the original."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache

from msgspec import Struct

from checker.reading.document import Block, Document, Span

_DASHES = dict.fromkeys(map(ord, "‒–—―─━－"), "—")
_TILDES = dict.fromkeys(map(ord, "～∼〜"), "~")


class Line(Struct, frozen=True):
    """A block of the document in the even text."""

    start: int
    end: int
    block: Block


class Normal(Struct, frozen=True):
    """The even text: full-width signs folded to ASCII, no space between Chinese words, one line end a block.

    What stays Chinese: 。、《》“”〔〕【】 and the long dash. ``offsets`` has each character's place in the document.
    """

    text: str
    offsets: array[int]
    lines: tuple[Line, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document's text that ``start``–``end`` (not empty) of the even text stands for."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def line_at(self, position: int) -> Line:
        """The line that ``position`` is in."""
        index = bisect_right(self.lines, position, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)]

    def lines_from(self, position: int, most: int) -> tuple[Line, ...]:
        """The first lines, ``most`` at most, that begin at ``position`` or behind it."""
        index = bisect_left(self.lines, position, key=lambda line: line.start)
        return self.lines[index : index + most]


def normalise(document: Document) -> Normal:
    """The even text of a document."""
    signs: list[str] = []
    offsets = array("l")
    lines: list[Line] = []
    for block in document.blocks:
        start = len(signs)
        _add_block(document.text, block, signs, offsets)
        if len(signs) == start:
            continue
        lines.append(Line(start, len(signs), block))
        signs.append("\n")
        offsets.append(block.end - 1)
    return Normal("".join(signs), offsets, tuple(lines))


def _add_block(text: str, block: Block, signs: list[str], offsets: array[int]) -> None:
    if block.kind != "row" or not block.cells:
        _add(text, (block.start, block.end), block.skipped, signs, offsets)
        return
    for index, (start, end) in enumerate(block.cells):
        if index:
            signs.append("\t")
            offsets.append(block.cells[index - 1][1])  # whatever separates them: a tab, a pipe
        _add(text, (start, end), (), signs, offsets)


def _add(text: str, span: Span, gaps: tuple[Span, ...], signs: list[str], offsets: array[int]) -> None:
    """The even text of one stretch, a paragraph or a cell, without what is to be skipped in it."""
    first = len(signs)
    space: int | None = None  # a space that is kept only between Latin words or numbers
    position, end = span
    skipped = iter((*gaps, (end, end)))
    gap = next(skipped)
    while position < end:
        if position >= gap[0] and gap[0] != gap[1]:
            position = gap[1]
            gap = next(skipped)
            continue
        sign = _fold(text[position])
        if sign == "\t":
            signs.append(sign)
            offsets.append(position)
            space = None
        elif sign.isspace():
            space = position if len(signs) > first else None
        elif sign:
            if space is not None and _is_word(signs[-1]) and _is_word(sign):
                signs.append(" ")
                offsets.append(space)
            space = None
            signs.append(sign)
            offsets.append(position)
        position += 1


def _is_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


@lru_cache(maxsize=20_000)
def _fold(sign: str) -> str:
    """One character of the even text for one of the document; "" for what nobody sees."""
    if "\x20" < sign < "\x7f" or "\u4e00" <= sign <= "\u9fff":
        return sign
    if sign.isspace():
        return "\t" if sign == "\t" else " "
    code = ord(sign)
    if code in _DASHES:
        return _DASHES[code]
    if code in _TILDES:
        return _TILDES[code]
    if unicodedata.category(sign) in ("Cc", "Cf"):
        return ""
    if "\uff01" <= sign <= "\uff5e" or "\u2e80" <= sign <= "\u2fdf" or "\uf900" <= sign <= "\ufaff":
        plain = unicodedata.normalize("NFKC", sign)
        return plain if len(plain) == 1 else sign
    return sign
