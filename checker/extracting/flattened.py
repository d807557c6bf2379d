"""Rows of a table that has become running text: a name, its unit, digits, a word, bodies, with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from checker.extracting.aligning import Aligner, Cell, Row
from checker.extracting.cells import CellReader
from checker.extracting.columns import VALUES, Column
from checker.extracting.listing import closing
from checker.extracting.loose import HEADING
from checker.extracting.parts import Text
from checker.extracting.units import DutyReader
from checker.reading.document import Span

_LONGEST_NAME = 60
_LONGEST_DUTY = 400
_MOST_ROWS = 300
_NAME_STOPS = frozenset("。;!?")
_ONE = (  # a number as printed, or a sign for none
    r"(?:(?:[>≥<≤约]|不低于|不少于|不超过|不高于)?[\[(]?\d[\d.,]*[\])]?(?:个?百分点|%|‰)?(?:以上|以下|以内|左右)?"
    r"|—{1,2}|-{1,2}|/|待定|暂无|待统计)"
)
_RUN = re.compile(rf"{_ONE}(?:[ \t|]?{_ONE})*")
_NATURE = re.compile(r"预期性|约束性|预期|约束")
_BRACKET = re.compile(r"\(([^()\n]{1,14})\)")
_NO_DUTY_END = "责任单位的末尾没有“负责”，与下一行的名称可能分错"
_DIGITS_FIRST = re.compile(r"[A-Za-z](?![A-Za-z&])|[强星级岁年]|小时|分钟|公里")  # 5G基站数, 100强企业数
_GROUP = re.compile(r"\n*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^\n。;:]{2,16}\n")
_SIGNS = "\n\t| "
_LONGER = ("员会", "人民政府", "管委会", "办公室", "管理委员会")  # what can follow the short name of a body
_DUTY_END = re.compile(r"(?:负责|落实|配合)(?![、,])")


def _group(even: str, position: int, serial: int) -> int | None:
    """Behind a line that heads a group of rows (一、创造), where the row with the next number follows."""
    found = _GROUP.match(even, position)
    number = found and re.compile(rf"\(?{serial}\)?[.、]?(?!\d)").match(even, found.end())
    return found.end() if found and number else None


class FlatRow(Struct):
    """A row: the cells known so far by column, and a run of digits for several columns at once."""

    row: Row = field(default_factory=Row)
    name: Span = (0, 0)
    run: Cell | None = None
    run_columns: tuple[int, ...] = ()
    end: int = 0
    unsure: tuple[str, ...] = ()


class FlatReader:
    """Reads rows one after another, each cell by what it must look like."""

    def __init__(self, cells: CellReader, duties: DutyReader, aligner: Aligner) -> None:
        self._cells = cells
        self._duties = duties
        self._aligner = aligner

    def rows(self, text: Text, columns: Sequence[Column], position: int) -> tuple[list[FlatRow], int]:
        """The rows from ``position`` on, and where the table ends."""
        found: list[FlatRow] = []
        serial = 0
        while len(found) < _MOST_ROWS:
            if (group := _group(text.even, position, serial + 1)) is not None:
                position = group
            row = self._row(text, columns, position, serial + 1)
            if row is None:
                break
            if any(column.role == "serial" for column in columns):
                serial += 1
            if found and _NO_DUTY_END in found[-1].unsure and text.even[position : position + 1] != "\n":
                row.unsure = (*row.unsure, "名称的开头可能属于上一行的责任单位")
            if found and text.even[position - 1].isdigit() and _DIGITS_FIRST.match(text.even, position):
                row.unsure = (*row.unsure, "名称的开头可能少了数字")
                found[-1].unsure = (*found[-1].unsure, "最后一个数可能有下一行名称开头的数字")
            found.append(row)
            position = row.end
        return found, position

    def _row(self, text: Text, columns: Sequence[Column], position: int, serial: int) -> FlatRow | None:
        even = text.even
        row = FlatRow()
        while position < len(even) and even[position] in _SIGNS:
            position += 1
        index = 0
        for index, column in enumerate(columns):
            if column.role in ("name", "weak-name"):
                break
            if column.role == "serial":
                number = re.compile(rf"\(?{serial}\)?[.、]?(?!\d)").match(even, position)
                ahead = number or re.compile(rf"[^\d。;]{{2,10}}?\(?{serial}\)?[.、]?(?=[^\d.%])").match(even, position)
                if ahead is None:
                    return None
                if number is None:  # a category stands before the number
                    position = ahead.end()
                    continue
                row.row.cells[index] = [Cell(number[0], number.start(), number.end())]
                position = number.end()
        while position < len(even) and even[position] in _SIGNS:
            position += 1
        if HEADING.match(even, position):
            return None
        for name_end in self._name_ends(even, position):
            if self._filled(text, columns, index, (position, name_end), row):
                if any(column.role == "serial" for column in columns) and columns[-1].role in VALUES:
                    self._without_next_serial(even, row, str(serial + 1))
                return row
        return None

    @staticmethod
    def _without_next_serial(even: str, row: FlatRow, serial: str) -> None:
        """The number of the next row stands right behind the last value."""
        behind = even[row.end : row.end + 1]
        if row.run is None or row.run.end != row.end or behind in ("", "\n") or HEADING.match(even, row.end):
            return
        if not row.run.text.endswith(serial):
            row.unsure = (*row.unsure, "下一行的序号没有找到")
            return
        bare = row.run.text.removesuffix(serial)
        row.run = Cell(bare.rstrip(), row.run.start, row.run.end - len(serial))
        row.end = row.run.end

    def _name_ends(self, even: str, start: int) -> list[int]:
        """Where the name may end, most likely first: behind a bracket with a unit, then where anything else begins."""
        limit = min(len(even), start + _LONGEST_NAME)
        for position in range(start, limit):
            if even[position] in _NAME_STOPS:
                limit = position
                break
        bracket = next(
            (
                found.end()
                for found in _BRACKET.finditer(even, start + 2, limit)
                if self._cells.name(f"名称{found[0]}").unit
            ),
            None,
        )
        wordy = [found.start() for found in self._cells.wordy.finditer(even, start + 3, bracket or limit)]
        if bracket is not None:
            return [*wordy, bracket]
        plain = [
            position
            for position in range(start + 3, limit)
            if even[position] in "0123456789-—/≥>≤<约[%"
            or even.startswith(("待定", "暂无", "待统计"), position)
            or _NATURE.match(even, position)
            or self._cells.numbers.unit_at(even, position)
        ]
        return sorted(end for end in {*wordy, *plain} if even.count("(", start, end) == even.count(")", start, end))

    def _filled(self, text: Text, columns: Sequence[Column], index: int, name: Span, row: FlatRow) -> bool:
        """Whether the columns after the name can be read from where it ends; fills ``row``."""
        even = text.even
        cells = {place: found for place, found in row.row.cells.items() if place < index}
        cells[index] = [Cell(even[slice(*name)].replace("\n", ""), *name)]
        position = name[1]
        run: Cell | None = None
        places: tuple[int, ...] = ()
        unsure: list[str] = []
        if any(column.role == "category" for column in columns) and not cells.keys() - {index}:
            unsure.append("类别与名称连在一起，名称前面可能多出类别")
        place = index + 1
        while place < len(columns):
            role = columns[place].role
            while position < len(even) and even[position] in _SIGNS:
                position += 1
            if role in VALUES:
                last = place
                while last < len(columns) and columns[last].role in VALUES:
                    last += 1
                values = self._values(even, position, range(place, last))
                if values is None or run is not None:
                    return False
                run, words, places, position = values
                cells.update(words)
                place = last
                continue
            cell = self._cell(text, role, position)
            if cell is None and role in ("responsible", "lead", "nature"):
                return False
            if cell is None and role == "unit" and not self._cells.name(cells[index][0].text).unit:
                unsure.append("没有读到单位")
            if cell is not None:
                cells[place] = [cell]
                position = cell.end
                if role in ("responsible", "lead") and not _DUTY_END.search(cell.text):
                    unsure.append(_NO_DUTY_END)
            place += 1
        has_value = run is not None or any(columns[each].role in VALUES for each in cells)
        row.row.cells, row.name, row.run, row.run_columns = cells, name, run, places
        row.end, row.unsure = position, tuple(unsure)
        return has_value

    def _values(
        self, even: str, position: int, places: range
    ) -> tuple[Cell | None, dict[int, list[Cell]], tuple[int, ...], int] | None:
        """The run of digits and the words of the value columns, in order."""
        runs: list[Cell] = []
        words: dict[int, Cell] = {}  # by the number of runs and words before
        end = position
        while len(words) + len(runs) < len(places):
            found = _RUN.match(even, end) if not runs or runs[-1].end < end else None
            wordy = None if found else self._cells.wordy.match(even, end)
            piece = found or wordy
            if piece is None:
                break
            cell = Cell(piece[0].replace("\t", " ").replace("|", " "), piece.start(), piece.end())
            if found:
                runs.append(cell)
            else:
                words[len(words) + len(runs)] = cell
            end = piece.end()
        if not runs:
            if not words or len(words) not in (1, len(places)):
                return None
            whole = len(words) == len(places)
            return None, {places[each] if whole else places[-1]: [cell] for each, cell in words.items()}, (), end
        if len(runs) > 1:
            return Cell(even[position:end], position, end), {}, tuple(places), end
        more = len(places) - len(words) - 1  # columns of the run besides its first
        first = next(each for each in range(len(words) + 1) if each not in words)
        spread = {places[each if each < first else each + more]: [cell] for each, cell in words.items()}
        left = tuple(place for place in places if place not in spread)
        return runs[0], spread, left, end

    def _cell(self, text: Text, role: str, position: int) -> Cell | None:
        even = text.even
        if role == "unit":
            unit = self._cells.numbers.unit_at(even, position)
            return Cell(unit, position, position + len(unit)) if unit else None
        if role == "nature":
            found = _NATURE.match(even, position)
            return Cell(found[0], found.start(), found.end()) if found else None
        if role in ("responsible", "lead"):
            return self._duty(text, position)
        return None

    def _duty(self, text: Text, position: int) -> Cell | None:
        even = text.even
        line = even.find("\n", position, position + _LONGEST_DUTY)
        limit = min(len(even), position + _LONGEST_DUTY)
        for end in _DUTY_END.finditer(even, position, limit):
            if "。" in even[position : end.end()]:
                break
            duty = self._duties.read(text, position, end.end())
            if duty is not None and duty.sure == 1:
                return Cell(even[position : end.end()].replace("\n", ""), position, end.end())
            break
        if line > position:
            duty = self._duties.read(text, position, line)
            if duty is not None and duty.sure == 1:
                return Cell(even[position:line], position, line)
        return self._shortest_duty(text, position, limit)

    def _shortest_duty(self, text: Text, position: int, limit: int) -> Cell | None:
        """Bodies without a word of duty behind them: each name as short as it can be."""
        even = text.even
        start = position
        while True:
            end = next(
                (
                    stop
                    for stop in range(start + 3, min(limit, start + 20) + 1)
                    if self._duties.is_unit(even[start:stop]) and not self._goes_on(even, start, stop)
                ),
                None,
            )
            if end is None:
                return None
            last = closing(even, end, limit) if even[end : end + 1] == "(" else None
            if last is not None and self._duties.is_unit(even[end + 1 : last]):
                end = last + 1
            if even[end : end + 1] not in ("、", ","):
                return Cell(even[position:end], position, end)
            start = end + 1

    def _goes_on(self, even: str, start: int, stop: int) -> bool:
        """市发展改革委员会 begins like 市发展改革委, 各乡镇人民政府 like 各乡镇."""
        return even.startswith(_LONGER, stop) or (
            even[stop : stop + 1] == "局" and self._duties.is_unit(even[start : stop + 1])
        )
