"""Brackets, quotation and book-title marks of which only one half is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.reading.document import Span

_REACH = {"“": 200, "《": 200, "(": 900}  # characters within which the other half must stand; lists of bodies are long
_CONTEXT = 8
_DEEPEST = 12  # marks open at once; more are no text
_MARKS = re.compile(r"[“”《》()\n]")
_PAIRS = {"”": "“", "》": "《", ")": "("}
_ENUMERATION = re.compile(r"(?:^|[\n。;:,、(]) ?(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
_BREAK = re.compile(r"[,。;:!?\n\t|]")


def broken_marks(even: str, start: int, end: int) -> Iterator[Span]:
    """Each half of a pair that stands alone, with the words around it."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(even, start, end):
        sign, position = match[0], match.start()
        while opened and (position - opened[0][1] > _REACH[opened[0][0]] or len(opened) > _DEEPEST):
            yield _opening(even, opened.pop(0)[1], end)
        if sign == "\n":
            continue
        if sign not in _PAIRS:
            same = [index for index, (other, _) in enumerate(opened) if other == sign == "“"]
            if same:  # “ after “: the first was not closed
                yield _opening(even, opened.pop(same[-1])[1], end)
            opened.append((sign, position))
            continue
        partner = next((index for index in range(len(opened) - 1, -1, -1) if opened[index][0] == _PAIRS[sign]), None)
        if partner is not None:
            del opened[partner]
        elif not (sign == ")" and _ENUMERATION.search(even, max(position - 5, start), position)):
            yield _closing(even, position, start)
    for sign, position in opened:
        if end - position > _REACH[sign] or even[end - 1 : end] in "。!?\n":
            yield _opening(even, position, end)


def _opening(even: str, position: int, end: int) -> Span:
    stop = _BREAK.search(even, position + 1, min(position + 1 + _CONTEXT, end))
    return position, stop.start() if stop else min(position + 1 + _CONTEXT, end)


def _closing(even: str, position: int, start: int) -> Span:
    before = even[max(position - _CONTEXT, start) : position]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    return position - len(before) + (breaks[-1] if breaks else 0), position + 1
