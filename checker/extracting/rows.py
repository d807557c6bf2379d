"""A row of cells under known columns made into an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.aligning import Cell, Row
from checker.extracting.cells import CellName, CellReader
from checker.extracting.columns import VALUES, Column
from checker.extracting.footnotes import NoteReader, Notes
from checker.extracting.parts import Found, Text
from checker.extracting.stated import UnitLine
from checker.extracting.units import DutyReader, printed
from checker.model.base import Quantity, Scope
from checker.model.plan import Indicator, Responsible
from checker.reading.document import Span

Nature = Literal["预期性", "约束性"]
_NATURE: dict[str, Nature] = {
    "预期性": "预期性", "预期": "预期性", "预期值": "预期性", "约束性": "约束性", "约束": "约束性", "约束值": "约束性",
}  # fmt: skip
_NUMBER = re.compile(r"\d")
_UNSURE = 0.6
_RELATIVE = ("%", "‰", "分", "倍")  # what has one of these as its unit is no amount of a year or of five
_PRINTED = str.maketrans(",:()", "，：（）")  # signs of the even text as documents print them
_LONGEST_SCOPE = 12  # characters of a cell that says a 口径 and does not explain one


class Filled(Struct):
    """A row with what its cells say by now; ``spans`` by column, ``values`` of the value columns as printed."""

    name: CellName
    span: Span  # of the name
    end: int
    values: dict[int, str | None]
    unit: str = ""
    raw: str = ""  # digits that could not be split
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    sure: float = 1.0


class RowReader:
    """Makes indicators of rows; ``notes`` and ``units`` are what stands below and above the table."""

    def __init__(
        self, text: Text, columns: Sequence[Column], cells: CellReader, duties: DutyReader, notes: NoteReader
    ) -> None:
        self._text = text
        self._columns = columns
        self._cells = cells
        self._duties = duties
        self._reader = notes
        self.notes = Notes()
        self.units = UnitLine()
        self._name = next(place for place, column in enumerate(columns) if column.role in ("name", "weak-name"))

    def filled(self, row: Row) -> Filled | None:
        """The row with its name and cells; None for a row that is a heading, a note or empty."""
        named = row.cells.get(self._name)
        if not named:
            return None
        start, end = named[0].start, named[-1].end
        said = self.notes.split(row.text(self._name))[0]
        end -= len(row.text(self._name)) - len(said)  # the mark of a note is no part of the name
        name = self._cells.name(said)
        if not re.search(r"[一-鿿A-Za-z]{2}", name.name) or re.match(r"(?:注|备注|说明)[:\d]", name.name):
            return None
        values = {
            place: row.text(place) if place in row.cells else None
            for place, column in enumerate(self._columns)
            if column.role in VALUES
        }
        unit = name.unit or self._unit(row) or self.units.of(name.name)
        filled = Filled(name, (start, end), self._end(row, end), values, unit, cells=row.cells)
        self._unassigned(row, filled)
        return filled

    def _unit(self, row: Row) -> str:
        for place, column in enumerate(self._columns):
            if column.role == "unit" and place in row.cells:
                unit = row.text(place).strip("()")
                return "" if self._cells.is_blank(unit) else unit
        return ""

    def _end(self, row: Row, end: int) -> int:
        """Behind the last value, where that stands after the name."""
        ends = [cell.end for place, cells in row.cells.items() if self._columns[place].role in VALUES for cell in cells]
        return max([end, *ends])

    def _unassigned(self, row: Row, filled: Filled) -> None:
        """Cells that fit nowhere, and values that stand under a column by a guess."""
        strange = [cell.text for cell in row.extra if cell.text and cell.start > filled.span[0]]
        full = len(row.cells) == len(self._columns)
        if full and len(strange) == 1 and re.fullmatch(r"\d{1,3}", strange[0]) and strange[0] == row.all_cells[-1].text:
            strange = []  # a page number behind the row
        if strange:
            filled.notes.append(f"“{strange[0]}”不知属于哪一列")
            filled.sure = _UNSURE
        missing = [place for place in filled.values if place not in row.cells and self._columns[place].role != "growth"]
        present = [text for place, text in filled.values.items() if place in row.cells]
        if missing and any(text and self._cells.is_number(text) for text in present) and len(filled.values) > 1:
            filled.notes.append("这一行的数比表头少，请核对各数属于哪一列")
            filled.sure = _UNSURE

    def indicator(self, filled: Filled, table: str) -> Found[Indicator] | None:
        """The indicator; None where the row says nothing of it."""
        baselines: list[Quantity] = []
        targets: list[Quantity] = []
        growths: list[Quantity] = []
        by_role = {"baseline": baselines, "target": targets, "growth": growths}
        for place, cell in filled.values.items():
            started = self._cells.started(cell or "") if self._columns[place].role == "target" else None
            quantity = self._quantity(filled, self._columns[place], started[0] if started else cell or "")
            if started and quantity:
                before = started[1]
                unit, scope = before.unit or filled.unit or None, before.scope or quantity.scope
                baselines.append(replace(before, unit=unit, scope=scope))
            if quantity is None and self._columns[place].role == "baseline":
                quantity = self._uncounted(filled, self._columns[place], cell or "")
            if quantity is not None:
                by_role[self._columns[place].role].append(quantity)
        if not targets and growths:
            years = [column.year for column in self._columns if column.role == "target" and column.year]
            targets = [replace(growths[0], year=max(years, default=None))]
        if filled.raw:
            year = max((column.year or 0 for column in self._columns if column.role == "target"), default=0)
            targets = [Quantity(raw=filled.raw, unit=filled.unit or None, year=year or None, review=True)]
        responsible = self._responsible(filled)
        nature = self._nature(filled)
        if not targets and not baselines and nature is None and responsible is None:
            return None
        if not targets:
            filled.notes.append("没有读到目标值")
            filled.sure = min(filled.sure, _UNSURE)
        start, end = filled.span[0], max(filled.end, filled.span[1])
        review = bool(filled.raw) or filled.sure < 0.7
        item = Indicator(
            name=_joined(printed(self._text, *self._name_span(filled))) or filled.name.name,
            table=table,
            nature=nature,
            baseline=max(baselines, key=lambda quantity: quantity.year or 0) if baselines else None,
            target=targets[0] if len(targets) == 1 else None,
            targets=tuple(targets) if len(targets) > 1 else (),
            responsible=responsible,
            raw=filled.raw or None,
            review=review,
            at=(self._text.at(start, end),),
        )
        return Found(item, start, end, filled.sure, tuple(filled.notes))

    def _name_span(self, filled: Filled) -> Span:
        """The span of the name without its number and its unit."""
        even = self._text.even
        start, end = filled.span
        name = filled.name.name
        first = even.find(name[:2], start, end)
        start = first if first >= 0 else start
        if filled.name.unit or filled.name.scope:
            bracket = even.rfind("(", start, end)
            end = bracket if bracket > start else end
        return start, end

    def _serial(self, filled: Filled) -> int | None:
        """The number printed before a row."""
        for place, column in enumerate(self._columns):
            if column.role == "serial" and place in filled.cells:
                return self._cells.serial("".join(cell.text for cell in filled.cells[place]))
        return None

    def _uncounted(self, filled: Filled, column: Column, cell: str) -> Quantity | None:
        """A baseline that a note gives the reason for not having: what the note says stands for it."""
        said = self.notes.split(cell)[1] or self._reader.uncounted(self.notes, filled.name.name, self._serial(filled))
        return Quantity(text=said.translate(_PRINTED), year=column.year) if said else None

    def _scope(self, filled: Filled, unit: str | None) -> Scope | None:
        """The 口径 that a row's name prints, or its cell for it, or a note by the number of the row."""
        if scope := self._cells.scope_of(filled.name.name):
            return scope
        if unit is None or unit.endswith(_RELATIVE):
            return None
        for place, column in enumerate(self._columns):
            said = "".join(cell.text for cell in filled.cells.get(place, ()))
            if column.role == "scope" and said and len(said) <= _LONGEST_SCOPE:
                return self._reader.scope(said)
        return self._reader.scope_of_row(self.notes, self._serial(filled))

    def _quantity(self, filled: Filled, column: Column, cell: str) -> Quantity | None:
        cell, note = self.notes.split(cell)
        quantity = self._cells.value(cell)
        if quantity is None:
            return None
        growth = column.role == "growth"
        total = quantity.scope == "total" or filled.name.scope == "total"
        unit = quantity.unit
        row_unit = "%" if growth and not total else column.unit or filled.unit
        if unit in ("万", "亿") and row_unit and row_unit[0] not in "万亿%":
            unit = f"{unit}{row_unit}"
        scope = quantity.scope or filled.name.scope or self._scope(filled, unit or row_unit)
        if growth:
            scope = "total" if total else "average-growth"
        elif total:
            scope = "total"
        if quantity.review:
            filled.notes.append(f"“{cell}”读不成一个数")
            filled.sure = min(filled.sure, _UNSURE)
        text = quantity.text
        if text is not None and column.role in ("baseline", "growth") and not self._cells.is_wordy(text):
            filled.notes.append(f"“{text}”不像数值")
            filled.sure = min(filled.sure, _UNSURE)
        year = (self._reader.year(note) if column.role == "baseline" else None) or column.year
        return replace(quantity, unit=unit or row_unit or None, scope=scope, year=year)

    def _nature(self, filled: Filled) -> Nature | None:
        for place, column in enumerate(self._columns):
            if column.role == "nature" and place in filled.cells:
                return _NATURE.get("".join(cell.text for cell in filled.cells[place]))
        return None

    def _responsible(self, filled: Filled) -> Responsible | None:
        units: dict[str, None] = {}
        lead: dict[str, None] = {}
        places = []
        for place, column in enumerate(self._columns):
            cells = filled.cells.get(place, [])
            if column.role not in ("responsible", "lead") or not any(cell.text for cell in cells):
                continue
            start, end = cells[0].start, cells[-1].end
            duty = self._duties.read(self._text, start, end)
            if duty is None:
                continue
            units |= dict.fromkeys(duty.item.units)
            lead |= dict.fromkeys(duty.item.units if column.role == "lead" else duty.item.lead)
            places.append(self._text.at(start, end))
            if duty.sure < 1:
                filled.notes += duty.notes
            if any(_NUMBER.search(unit) for unit in duty.item.units):  # numbers of the rows that follow
                filled.notes.append("责任单位里夹有数字，恐怕连着下面几行，请照原表填写")
                filled.sure = min(filled.sure, _UNSURE)
        return Responsible(units=tuple(units), lead=tuple(lead), at=tuple(places)) if units else None


def _joined(name: str) -> str:
    return re.sub(r"[\n\t|]", "", name)
