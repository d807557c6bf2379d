"""Page marks and running heads in plain text, alone on a line or injected into sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from checker.reading.document import Span
from checker.reading.lines import bare_number, is_unfinished, page_mark, rising

_CHUNK = re.compile(r"\s*(\d{1,3})\s?[、.．](?!\d)")
_INSIDE = (
    re.compile(r"(?<![\d—–－-])\s?[—–－-]{1,2}\s?(\d{1,4})\s?[—–－-]{1,2}\s?(?![\d—–－-])"),
    re.compile(r"\s?第\s?(\d{1,4})\s?页\s?[,，/]?\s?共\s?\d{1,4}\s?页\s?"),
)
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines at the edge of a page that may be a running head
_HEAD_SIGNS = 60
_PAGE_LINES = 6  # lines of text that any page has at least
_PAGE_SIGNS = 150
_CHUNK_SIGNS = 60


class Marks(Struct):
    """Lines that are marks, marks inside lines (places in the text), and lines that a numbered chunk begins with."""

    lines: set[int] = field(default_factory=set)
    inside: dict[int, list[Span]] = field(default_factory=dict)
    chunks: set[int] = field(default_factory=set)


def find_marks(lines: Sequence[tuple[int, str]], text: str) -> Marks:
    """The marks of a text given as its lines with their places."""
    marks = Marks()
    texts = [line for _, line in lines]
    marks.lines |= {index for index, line in enumerate(texts) if page_mark(line) is not None}
    edges = _edges(lines, text)
    bare = [(index, number) for index, line in enumerate(texts) if (number := bare_number(line)) is not None]
    run = rising(bare, lambda one, other: other - one > _PAGE_LINES)
    # a number alone may be a cell of a table: those of a table stand closer, and do not rise by one to the end
    if len(run) >= 3 and len(run) * 2 >= len(bare):
        marks.lines |= set(run)
    run = rising([each for each in bare if each[0] in edges], lambda one, other: other > one)
    if len(run) >= 3 or (len(run) == 2 and text.strip().count("\f") == 1):
        marks.lines |= set(run)
    marks.lines |= _running_heads(lines, marks.lines, edges)
    _find_chunks(lines, marks)
    for pattern in _INSIDE:
        _find_inside(lines, pattern, marks)
    return marks


def _edges(lines: Sequence[tuple[int, str]], text: str) -> set[int]:
    """Lines at the top and foot of pages, where the text has page breaks."""
    if "\f" not in text:
        return set()
    edges: set[int] = set()
    for index in range(len(lines) + 1):
        begin = lines[index - 1][0] + len(lines[index - 1][1]) if index else 0
        end = lines[index][0] if index < len(lines) else len(text)
        if index in (0, len(lines)) or "\f" in text[begin:end]:
            edges.update(range(max(index - _EDGE, 0), min(index + _EDGE, len(lines))))
    return edges


def _running_heads(lines: Sequence[tuple[int, str]], marked: set[int], edges: set[int]) -> set[int]:
    """Short lines that come back beside page marks or page breaks, whatever their numbers."""
    beside = edges | {index + step for index in marked for step in (-1, 1)}
    keys = {
        index: _DIGITS.sub("#", lines[index][1].strip())
        for index in beside - marked
        if 0 <= index < len(lines) and len(lines[index][1]) <= _HEAD_SIGNS and lines[index][1][-1] not in "。；;"
    }
    counts = Counter(keys.values())
    return {index for index, key in keys.items() if counts[key] >= 3 and (key != "#" or index in marked)}


def _find_chunks(lines: Sequence[tuple[int, str]], marks: Marks) -> None:
    """Numbers 1、2、3、… that begin chunks of the text, though the sentence before is not finished."""
    found = {index: mark for index, (_, line) in enumerate(lines) if (mark := _CHUNK.match(line))}
    run = rising([(index, int(mark[1])) for index, mark in found.items()], lambda one, other: other > one)
    run = [index for index in run if index not in marks.lines]
    cut = [
        index for index in run[1:] if len(lines[index - 1][1]) >= _CHUNK_SIGNS and is_unfinished(lines[index - 1][1])
    ]
    if len(cut) < 3 or len(cut) * 2 < len(run) - 1:
        return
    for index in run:
        start = lines[index][0]
        marks.inside.setdefault(index, []).append((start, start + found[index].end()))
        marks.chunks.add(index)


def _find_inside(lines: Sequence[tuple[int, str]], pattern: re.Pattern[str], marks: Marks) -> None:
    places: dict[int, tuple[int, Span]] = {}
    numbers: list[tuple[int, int]] = []
    for index, (start, line) in enumerate(lines):
        if index in marks.lines:
            continue
        for found in pattern.finditer(line):
            span = (start + found.start(), start + found.end())
            places[span[0]] = (index, span)
            numbers.append((span[0], int(found[1])))
    run = rising(numbers, lambda one, other: other - one > _PAGE_SIGNS)
    if len(run) < 3:
        return
    for place in run:
        index, span = places[place]
        marks.inside.setdefault(index, []).append(span)
        marks.inside[index].sort()
