"""Where indicator tables stand in a document: its tables, lines with tabs or bars, one cell a line, glued heads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from checker.extracting.aligning import Cell
from checker.extracting.columns import Column, Head, HeadReader, is_indicator_head, merged
from checker.extracting.loose import cells_after, gap, spaced_cells
from checker.extracting.parts import Text
from checker.reading.document import Span
from checker.reading.normal import Line

Form = Literal["grid", "cells", "flat"]
_TITLE_SIGNS = re.compile(r"[。;!?]")
_CAPTION = re.compile(r"^(?:\(?单位:.*|(?:续)?表\d*[::]?|\(续表?\)|\|+)$")
_TITLE_NUMBER = re.compile(r"^(?:附?[表件]|专栏)\s?[\d一二三四五六七八九十]*(?:-\d+)?[.、::]?\s*")
_SHARED = frozenset(
    ("nature", "responsible", "lead", "unit")
)  # columns whose cells are merged over rows that share them


class Located(Struct):
    """A table that was found: its heads, its title, and what follows: rows of cells, cells, or a stretch to read."""

    form: Form
    columns: tuple[Column, ...]
    start: int
    end: int
    title: Span | None
    rows: list[list[Cell]] = field(default_factory=list)
    block_table: int | None = None

    @property
    def stretch(self) -> Span:
        """From the title to the last row, as far as the rows are known yet."""
        return self.start, max(self.end, self.rows[0][-1].end if self.form == "flat" and self.rows else self.end)


def locate(text: Text, heads: HeadReader) -> list[Located]:
    """The indicator tables of a document, in order."""
    found = [*_grids(text, heads)]
    taken = [each.stretch for each in found]
    for head in heads.find(text.even, 0, len(text.even)):
        in_row = text.normal.line_at(head.start).block.kind == "row"
        if in_row or any(start <= head.start < end for start, end in taken):
            continue
        title = title_before(text, head.start)
        shown = text.even[slice(*title)] if title else ""
        if not is_indicator_head(head.columns, shown, heads.words):
            continue
        located = _in_text(text, head, title)
        taken.append(located.stretch)
        found.append(located)
    return sorted(found, key=lambda each: each.start)


def _in_text(text: Text, head: Head, title: Span | None) -> Located:
    start = title[0] if title else head.start
    if head.glued:
        spaced = sum(gap(text, position) for position in range(head.start + 1, head.end))
        cells = spaced_cells(text, head) if spaced >= max(2, len(head.columns) - 2) else []
        return Located("flat", head.columns, start, head.end, title, [cells] if cells else [])
    cells = cells_after(text, head)
    end = cells[-1].end if cells else head.end
    return Located("cells", head.columns, start, end, title, [cells])


def _grids(text: Text, heads: HeadReader) -> Iterator[Located]:
    """The indicator tables among those of the document."""
    for lines in tables(text):
        yield from _grid(text, lines, heads)


def tables(text: Text) -> Iterator[list[Line]]:
    """The tables of the document, and lines whose cells tabs or bars part: the lines of each."""
    group: list[Line] = []
    for line in (*text.normal.lines, None):
        if group and (line is None or not _same_table(text, group[-1], line)):
            yield group
            group = []
        if line is not None and (line.block.kind == "row" or _parted(text, line)):
            group.append(line)


def _same_table(text: Text, before: Line, line: Line) -> bool:
    if before.block.kind == "row" or line.block.kind == "row":
        return before.block.table == line.block.table and before.block.kind == line.block.kind
    return _parted(text, line)


def _parted(text: Text, line: Line) -> bool:
    """A paragraph of at least three cells."""
    if line.end - line.start > 2000:
        return False
    return len(re.findall(r"[^\t|]+[\t|]", text.even[line.start : line.end].strip("\t|") + "|")) >= 3


def cells_of(text: Text, line: Line) -> list[Cell]:
    """The cells of a row or of a line with tabs or bars."""
    even = text.even
    start, end = line.start, line.end
    sign = "\t"
    if line.block.kind != "row":
        sign = "|" if even.count("|", start, end) > even.count("\t", start, end) else "\t"
        while start < end and even[start] == sign and sign == "|":
            start += 1
        while end > start and even[end - 1] == sign and sign == "|":
            end -= 1
    cells: list[Cell] = []
    for part in even[start:end].split(sign):
        bare = part.strip("\t| ")
        first = start + part.find(bare) if bare else start
        cells.append(Cell(bare, first, first + len(bare), not bare and len(cells) in line.block.below))
        start += len(part) + 1
    return cells


def rows_of(text: Text, lines: Sequence[Line]) -> list[list[Cell]]:
    """The rows of a table, without those that only draw a line."""
    rows = [cells_of(text, line) for line in lines]
    return [row for row in rows if not all(re.fullmatch(r"[-:—]*", cell.text) for cell in row)]


def filled_down(rows: Sequence[Sequence[Cell]], places: Collection[int]) -> list[list[Cell]]:
    """The rows with the text of a merged cell again in each row it goes over, in the columns at ``places``."""
    filled: list[list[Cell]] = []
    for row in rows:
        above = filled[-1] if filled else []
        filled.append(
            [
                above[place] if cell.below and place in places and place < len(above) else cell
                for place, cell in enumerate(row)
            ]
        )
    return filled


def _grid(text: Text, lines: Sequence[Line], heads: HeadReader) -> Iterator[Located]:
    rows = rows_of(text, lines)
    for number, row in enumerate(rows[:4]):
        columns = tuple(heads.read(cell.text) for cell in row)
        body = rows[number + 1 :]
        filled = [column for column in columns if column.words]
        if not any(column.role in ("name", "weak-name") for column in filled) or len(filled) < 2:
            continue
        if body and (both := merged(columns, [heads.read(cell.text) for cell in body[0]])):
            columns, body = both, body[1:]
        title = _title_of(text, rows[:number], lines)
        shown = text.even[slice(*title)] if title else ""
        shared = [place for place, column in enumerate(columns) if column.role in _SHARED]
        body = filled_down(body, shared if len(columns) == len(row) else ())
        columns = tuple(column for column in columns if column.words)
        if len(columns) < len(filled) or not is_indicator_head(columns, shown, heads.words):
            return
        start = title[0] if title else row[0].start
        again = {cell.text for cell in row if cell.text}
        body = [each for each in body if {cell.text for cell in each if cell.text} != again]
        yield Located("grid", columns, min(start, lines[0].start), lines[-1].end, title, body, lines[0].block.table)
        return


def _title_of(text: Text, above: Sequence[Sequence[Cell]], lines: Sequence[Line]) -> Span | None:
    """A row of one cell above the heads, or the line above the table."""
    for row in above:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and not _CAPTION.match(filled[0].text):
            return filled[0].start, filled[0].end
    return title_before(text, lines[0].start)


def title_before(text: Text, position: int) -> Span | None:
    """What stands right above a table, or right before glued heads, and looks like a title."""
    even = text.even
    end = position
    for _ in range(3):
        while end > 0 and even[end - 1] in "\n\t| ":
            end -= 1
        start = even.rfind("\n", 0, end) + 1
        line = even[start:end].strip("\t| ")
        if not _CAPTION.match(line):
            break
        end = start
    else:
        return None
    stop = max((found.end() for found in _TITLE_SIGNS.finditer(even, max(start, end - 80), end)), default=start)
    start = max(start, stop)
    while start < end and even[start] in "\t| ”)":
        start += 1
    number = _TITLE_NUMBER.match(even[start:end])
    if not 4 <= end - start <= 50 or even[end - 1] in "。;,:":
        return None
    return (start, end) if number is None or number.end() < end - start else None
