"""Cells in running text: rows that have lost the lines of their table, one cell a line or with spaces between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile

from checker.extracting.aligning import Cell
from checker.extracting.columns import Head
from checker.extracting.parts import Text
from checker.reading.document import Span

HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节]|\([一二三四五六七八九十]{1,3}\)|专栏|附[件表]|注[::]|说明[::]|备注[::]|表\d)"
)
_GROUP = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
_LEADING = re.compile(r"\s*\(?(\d{1,3})\)?[.、]?(?![\d.%,])")
_NUMBER = re.compile(r"\d{1,3}")
_VALUE = re.compile(r"[>≥<≤约]?\d[\d.,]*%?|[-—/]{1,2}|%|[万亿]?[\u4e00-\u9fff]{1,2}|预期性|约束性")
_DIGITS = re.compile(r"(?:^|(?<=[\s|]))[>≥<≤约]?\d[\d.,]*%?(?=[\s|]|$)")  # a value that is a cell of its own
_ROW_CELLS, _ROW_ROOM = 5, 300  # cells in which the values of a row begin, and characters that hold them
_SHORT_HEADING = 20  # characters of a line that heads a group of rows
_LONG_CELL = 70
_MOST_CELLS = 4000


def gap(text: Text, position: int) -> bool:
    """Whether the document has a space right before ``position`` that the even text has not, or has too."""
    offsets = text.normal.offsets
    before = offsets[position] - 1
    return text.even[position - 1] != "\n" and before >= 0 and text.document.text[before].isspace()


def spaced_cells(text: Text, head: Head) -> list[Cell]:
    """The cells of lines in which spaces part them."""
    return [cell for start, end in _rows_below(text, head) for cell in _parted(text, start, end)]


def _parted(text: Text, start: int, end: int) -> Iterator[Cell]:
    """What spaces part in one line."""
    begin = start
    for place in range(start + 1, end + 1):
        if place == end or (gap(text, place) and text.even[place] != " "):
            bare = text.even[begin:place].strip()
            if bare:
                yield Cell(bare, begin, begin + len(bare))
            begin = place


def _rows_below(text: Text, head: Head) -> list[Span]:
    """The lines below a row of heads, up to a heading, a sentence or a long line.

    Without those that head a group of rows, and without the heads themselves, which each page can print again.
    """
    even = text.even
    again = "".join(column.words for column in head.columns)
    numbers: set[int] | None = set() if head.columns[0].role == "serial" else None  # those that lines began with
    lines: list[Span] = []
    position = head.end
    while position < len(even) and even[position] in "|\t":
        position += 1
    if position < len(even) and even[position] == "\n":
        position += 1
    while position < len(even) and len(lines) < _MOST_CELLS:
        end = even.find("\n", position)
        end = len(even) if end < 0 else end
        bare = even[position:end].strip("\t| ")
        heads_group = _heads_group(even, bare, _behind(even, end + 1, again), numbers)
        if len(bare) > _LONG_CELL or "。" in bare or (HEADING.match(bare) and not heads_group):
            break
        if not heads_group and _plain(bare) != again:
            lines.append((position, end))
        if numbers is not None and (number := _LEADING.match(bare)):
            numbers.add(int(number[1]))
        position = end + 1
    return lines


def _plain(line: str) -> str:
    return re.sub(r"[\s|]", "", line)


def _behind(even: str, position: int, again: str) -> int:
    """Where the next row begins: behind the heads, where they stand there again."""
    end = even.find("\n", position)
    return end + 1 if end > position and _plain(even[position:end]) == again else position


def _heads_group(even: str, bare: str, behind: int, numbers: Collection[int] | None) -> bool:
    """Whether a line heads a group of rows (一、创造): the next row goes on with the numbers of those before.

    Rows without numbers (None) are known by the values that stand among their first cells.
    """
    if len(bare) > _SHORT_HEADING or not _GROUP.match(bare):
        return False
    if numbers is None:
        below = even[behind : behind + _ROW_ROOM].split("\n")[:_ROW_CELLS]
        row = list(takewhile(lambda line: "。" not in line and not HEADING.match(line.strip("\t| ")), below))
        return sum(len(_DIGITS.findall(line)) for line in row) > 1
    number = _LEADING.match(even, behind)
    return number is not None and (int(number[1]) - 1 in numbers if numbers else number[1] == "1")


def _spaced_parts(text: Text, start: int, end: int) -> list[Cell]:
    """The cells of one line in which spaces part them; the whole line where nothing shows that they do."""
    parts = list(_parted(text, start, end))
    values = sum(_VALUE.fullmatch(part.text) is not None for part in parts)
    if (len(parts) > 2 and values > 1) or (len(parts) > 1 and _NUMBER.fullmatch(parts[0].text)):
        return parts
    return []


def cells_after(text: Text, head: Head) -> list[Cell]:
    """The cells that stand one a line; a line without the mark of a cell (a tab before, a bar behind) goes on one.

    Where pages were copied, rows whose cells spaces part can stand among them, and the heads once more.
    """
    even = text.even
    lines = _rows_below(text, head)
    tabs = sum(even[start] == "\t" for start, end in lines if end > start) * 2 > len(lines)
    bars = sum(even[end - 1] == "|" for start, end in lines if end > start) * 2 > len(lines)
    cells: list[Cell] = []
    going_on = False
    for start, end in lines:
        line = even[start:end]
        if not tabs and not bars and (parts := _spaced_parts(text, start, end)):
            cells += parts
            continue
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
