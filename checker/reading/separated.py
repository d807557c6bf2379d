"""Tables in plain text whose cells are separated by tabs or pipes, a row a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from checker.reading.document import Span
from checker.reading.lines import begins_part, leader

_RULE = re.compile(r"[\s|｜:+\-—─┼├┤]*")  # |---|---|
_PIPES = re.compile(r"[|｜│┃]")
_CATEGORY = 30  # characters of a row that only names what the rows below are about
_TABS = re.compile(r"\t")
_CELL = re.compile(r"\S(?:.*\S)?", re.DOTALL)

Row = tuple[int, tuple[Span, ...]]


def find_rows(lines: Sequence[str], skipped: Collection[int]) -> tuple[dict[int, Row], set[int]]:
    """By line: the table it belongs to (from 0) and its cells as places in the line; and lines that only rule."""
    rows: dict[int, Row] = {}
    rules: set[int] = set()
    run: list[tuple[int, tuple[Span, ...]]] = []
    kind: re.Pattern[str] | None = None
    table = 0
    for index in range(len(lines) + 1):
        if index in skipped:
            continue
        line = lines[index] if index < len(lines) else ""
        if run and len(line) > 2 and _PIPES.search(line) and _RULE.fullmatch(line):
            rules.add(index)
            continue
        separator = _PIPES if _PIPES.search(line) else _TABS
        cells = _cells(line, separator)
        filled = sum(1 for start, end in cells if start < end)
        if filled >= 2 and (kind is separator or not run):
            kind = separator
            run.append((index, cells))
            continue
        if filled == 1 and run and kind is separator is _PIPES and len(line) <= _CATEGORY:
            run.append((index, cells))  # a row of one cell inside a table: a category of the rows below
            continue
        while run and sum(start < end for start, end in run[-1][1]) < 2:
            run.pop()
        if len(run) >= 2 and not _is_contents([lines[each] for each, _ in run]):
            rows.update((each, (table, spans)) for each, spans in run)
            table += 1
        run = [(index, cells)] if filled >= 2 else []
        kind = separator
    return rows, rules


def _cells(line: str, separator: re.Pattern[str]) -> tuple[Span, ...]:
    """The cells of a line without the spaces around them; pipes at both ends stand for the frame."""
    start = 0
    cells: list[Span] = []
    for mark in separator.finditer(line):
        cells.append(_trimmed(line, start, mark.start()))
        start = mark.end()
    cells.append(_trimmed(line, start, len(line)))
    if separator is _PIPES:
        first = 1 if cells[0][0] == cells[0][1] and len(cells) > 1 else 0
        last = len(cells) - 1 if cells[-1][0] == cells[-1][1] else len(cells)
        cells = cells[first:last]
    return tuple(cells)


def _trimmed(line: str, start: int, end: int) -> Span:
    found = _CELL.search(line, start, end)
    return found.span() if found else (start, start)


def _is_contents(lines: Sequence[str]) -> bool:
    """Whether lines of two cells are a table of contents: headings and rising page numbers."""
    heads = sum(1 for line in lines if begins_part(line) and leader(line))
    return heads * 2 > len(lines)
