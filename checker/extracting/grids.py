"""Where indicator tables stand in a document: its tables, lines with tabs or bars, one cell a line, glued heads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from checker.extracting.aligning import Cell
from checker.extracting.columns import Column, Head, HeadReader, is_indicator_head, merged
from checker.extracting.parts import Text
from checker.reading.document import Span
from checker.reading.normal import Line

Form = Literal["grid", "cells", "flat"]
_TITLE_SIGNS = re.compile(r"[。;!?]")
_CAPTION = re.compile(r"^(?:\(?单位:.*|(?:续)?表\d*[::]?|\(续表?\)|\|+)$")
_TITLE_NUMBER = re.compile(r"^(?:附?[表件]|专栏)\s?[\d一二三四五六七八九十]*(?:-\d+)?[.、::]?\s*")
HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节]|\([一二三四五六七八九十]{1,3}\)|专栏|附[件表]|注[::]|说明[::]|备注[::]|表\d)"
)
_LONG_CELL = 70
_MOST_CELLS = 4000
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


def locate(text: Text, heads: HeadReader) -> list[Located]:
    """The indicator tables of a document, in order."""
    found = [*_grids(text, heads)]
    taken = [(each.start, each.end) for each in found]
    for head in heads.find(text.even, 0, len(text.even)):
        in_row = text.normal.line_at(head.start).block.kind == "row"
        if in_row or any(start <= head.start < end for start, end in taken):
            continue
        title = title_before(text, head.start)
        shown = text.even[slice(*title)] if title else ""
        if not is_indicator_head(head.columns, shown, heads.words):
            continue
        located = _in_text(text, head, title)
        taken.append((located.start, located.end))
        found.append(located)
    return sorted(found, key=lambda each: each.start)


def _in_text(text: Text, head: Head, title: Span | None) -> Located:
    start = title[0] if title else head.start
    if head.glued:
        spaced = sum(_gap(text, position) for position in range(head.start + 1, head.end))
        cells = _spaced_cells(text, head.end) if spaced >= max(2, len(head.columns) - 2) else []
        return Located("flat", head.columns, start, head.end, title, [cells] if cells else [])
    cells = _cells_after(text, head.end)
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


def _gap(text: Text, position: int) -> bool:
    """Whether the document has a space right before ``position`` that the even text has not, or has too."""
    offsets = text.normal.offsets
    before = offsets[position] - 1
    return text.even[position - 1] != "\n" and before >= 0 and text.document.text[before].isspace()


def _spaced_cells(text: Text, position: int) -> list[Cell]:
    """The cells of lines in which spaces part them."""
    cells = []
    for start, end in _lines_after(text, position):
        begin = start
        for place in range(start + 1, end + 1):
            if place == end or (_gap(text, place) and text.even[place] != " "):
                bare = text.even[begin:place].strip()
                if bare:
                    cells.append(Cell(bare, begin, begin + len(bare)))
                begin = place
    return cells


def _lines_after(text: Text, position: int) -> list[Span]:
    """The lines below a row of heads, up to a heading, a sentence or a long line."""
    even = text.even
    lines: list[Span] = []
    while position < len(even) and even[position] in "|\t":
        position += 1
    if position < len(even) and even[position] == "\n":
        position += 1
    while position < len(even) and len(lines) < _MOST_CELLS:
        end = even.find("\n", position)
        end = len(even) if end < 0 else end
        bare = even[position:end].strip("\t| ")
        if len(bare) > _LONG_CELL or "。" in bare or HEADING.match(bare):
            break
        lines.append((position, end))
        position = end + 1
    return lines


def _cells_after(text: Text, position: int) -> list[Cell]:
    """The cells that stand one a line; a line without the mark of a cell (a tab before, a bar behind) goes on one."""
    even = text.even
    lines = _lines_after(text, position)
    tabs = sum(even[start] == "\t" for start, end in lines if end > start) * 2 > len(lines)
    bars = sum(even[end - 1] == "|" for start, end in lines if end > start) * 2 > len(lines)
    cells: list[Cell] = []
    going_on = False
    for start, end in lines:
        line = even[start:end]
        if tabs and not line.startswith("\t") and cells:
            going_on = True
        for part in re.finditer(r"[^|]+|(?<=\|)(?=\|)|^(?=\|)", line) if bars else [re.match(r".*", line)]:
            assert part is not None
            bare = part[0].strip("\t| ")
            first = start + part.start() + part[0].find(bare) if bare else start + part.start()
            if going_on and cells and bare:
                cells[-1] = Cell(cells[-1].text + bare, cells[-1].start, first + len(bare))
            else:
                cells.append(Cell(bare, first, first + len(bare)))
            going_on = False
        going_on = bars and not line.endswith("|")
    return cells
