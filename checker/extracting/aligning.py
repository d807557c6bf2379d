"""Cells put under their columns: merged cells leave rows short, lost table lines leave one long row of cells.

The cheapest assignment is taken, where a cell costs little under a column whose kind of content it has, and a column
without a cell costs something too. With ``wrap`` the cells are those of many rows, one after another.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from checker.extracting.cells import CellReader
from checker.extracting.columns import VALUES, Column, Role
from checker.extracting.units import DutyReader
from checker.facts.vocabulary import Vocabulary, normalised

_NEVER = 60.0
_MOST_CELLS = 4000
_MISSING: dict[Role, float] = {
    "name": 25.0,
    "serial": 2.0,
    "category": 0.4,
    "unit": 2.0,
    "note": 0.3,
    "scope": 0.3,
    "other": 0.5,
}
_SKIP_VALUE = 2.5
_ROW = 0.1  # what beginning a row costs, so that no row is begun without need


class Cell(Struct, frozen=True):
    """A cell: its text (without the signs between cells) and where it stands in the even text.

    ``below``: it is empty because the cell above is merged over it.
    """

    text: str
    start: int
    end: int
    below: bool = False


class Row(Struct):
    """A row: the cells of each column by its index (a name may be in several), the cells that fit nowhere."""

    cells: dict[int, list[Cell]] = field(default_factory=dict)
    extra: list[Cell] = field(default_factory=list)
    cost: float = 0.0

    def text(self, index: int) -> str:
        return "".join(cell.text for cell in self.cells.get(index, ()))

    @property
    def all_cells(self) -> list[Cell]:
        return sorted(
            (cell for cells in (*self.cells.values(), self.extra) for cell in cells), key=lambda cell: cell.start
        )


class Aligner:
    """Assigns cells to columns by what they hold."""

    def __init__(self, cells: CellReader, duties: DutyReader, vocabulary: Vocabulary) -> None:
        self._cells = cells
        self._duties = duties
        self._vocabulary = vocabulary

    def rows(self, cells: Sequence[Cell], columns: Sequence[Column], *, wrap: bool) -> list[Row]:
        """The rows that ``cells`` make under ``columns``; without ``wrap`` one row."""
        cells = cells[:_MOST_CELLS]
        kinds = [self._kind(cell.text) for cell in cells]
        count, width = len(cells), len(columns)
        best = [[_NEVER * (count + 1)] * (width + 1) for _ in range(count + 1)]
        move: list[list[str]] = [[""] * (width + 1) for _ in range(count + 1)]
        best[0][0] = 0.0

        def relax(place: int, column: int, cost: float, how: str) -> None:
            if cost < best[place][column] - 1e-9:
                best[place][column] = cost
                move[place][column] = how

        for place in range(count + 1):
            for turn in range(2 if wrap else 1):
                for column in range(width):
                    relax(place, column + 1, best[place][column] + self._missing(columns[column]), "skip")
                if wrap and not turn and place < count:
                    relax(place, 0, best[place][width] + _ROW, "wrap")
            if place == count:
                break
            for column in range(width + 1):
                before = best[place][column]
                if column < width:
                    cost = self._cost(columns[column].role, kinds[place], cells[place].text)
                    relax(place + 1, column + 1, before + cost, "take")
                if column and columns[column - 1].role in ("name", "weak-name", "responsible", "lead", "note", "scope"):
                    relax(place + 1, column, before + self._joined(columns[column - 1].role, kinds[place]), "join")
                early = not wrap and not any(each.role in ("name", "weak-name") for each in columns[:column])
                relax(place + 1, column, before + self._extra(kinds[place], early=early), "drop")
        return self._traced(cells, width, move, best)

    def _traced(self, cells: Sequence[Cell], width: int, move: list[list[str]], best: list[list[float]]) -> list[Row]:
        rows = [Row()]
        place, column = len(cells), width
        while place or column:
            how = move[place][column]
            if how == "wrap":
                rows.append(Row())
                column = width
                continue
            if how == "skip":
                column -= 1
                continue
            place -= 1
            row = rows[-1]
            if how == "take":
                column -= 1
                row.cells.setdefault(column, []).insert(0, cells[place])
            elif how == "join":
                row.cells.setdefault(column - 1, []).insert(0, cells[place])
            else:
                row.extra.insert(0, cells[place])
        rows[0].cost = best[len(cells)][width]
        return rows[::-1]

    def _kind(self, text: str) -> str:
        cells = self._cells
        if cells.is_blank(text):
            return "blank" if text else "empty"
        if text in ("预期性", "约束性", "预期", "约束", "预期值", "约束值"):
            return "nature"
        if cells.serial(text) is not None:
            return "digits"
        if cells.is_number(text):
            return "number"
        if cells.is_unit(text):
            return "unit"
        if self._vocabulary.indicator(None, cells.name(text).name) is not None:
            return "known"
        if self._is_duty(text):
            return "duty"
        if cells.is_wordy(text):
            return "wordy"
        return "text"

    def _is_duty(self, text: str) -> bool:
        pieces = [piece for piece in text.replace(",", "、").split("、") if piece]
        return bool(pieces) and all(
            self._duties.is_unit(piece) or piece.endswith(("负责", "牵头", "落实", "配合")) for piece in pieces
        )

    def _missing(self, column: Column) -> float:
        return _MISSING.get(column.role, _SKIP_VALUE if column.role in VALUES else 1.0)

    def _cost(self, role: Role, kind: str, text: str) -> float:
        table: dict[str, float]
        if role in ("name", "weak-name"):
            table = {"known": 0.0, "text": 0.2, "wordy": 4.0, "duty": 4.0, "unit": 10.0}
            cost = table.get(kind, 30.0)
            return cost + (3.0 if kind == "text" and normalised(text) == "" else 0.0) + (8.0 if len(text) > 60 else 0.0)
        if role == "serial":
            table = {"digits": 0.0, "empty": 1.0, "blank": 2.0}
        elif role == "category":
            short = len(text) <= 12
            table = {"empty": 0.3, "text": 0.5 if short else 4.0, "wordy": 1.0, "duty": 1.5, "known": 6.0, "unit": 4.0}
        elif role == "unit":
            table = {"unit": 0.0, "empty": 0.5, "blank": 0.3, "text": 2.0 if len(text) <= 6 else 12.0, "known": 20.0}
        elif role in VALUES:
            long = len(text) > 16
            table = {
                "number": 0.0, "digits": 0.0, "blank": 0.0, "empty": 0.5, "wordy": 0.5,
                "text": 7.0 if long else 3.0, "known": 12.0, "duty": 8.0,
            }  # fmt: skip
        elif role == "nature":
            table = {"nature": 0.0, "empty": 0.5, "blank": 1.0, "text": 6.0}
        elif role in ("responsible", "lead"):
            table = {"duty": 0.0, "empty": 0.5, "blank": 0.5, "text": 3.0, "known": 12.0, "wordy": 6.0}
        else:
            table = {"empty": 0.2, "blank": 0.3}
            return table.get(kind, 1.0)
        return table.get(kind, 20.0)

    def _joined(self, role: Role, kind: str) -> float:
        if role in ("name", "weak-name"):
            return {"text": 1.6, "unit": 2.0, "wordy": 3.0}.get(kind, 20.0)
        return {"duty": 0.8, "text": 3.0}.get(kind, 20.0) if role not in ("note", "scope") else 2.0

    def _extra(self, kind: str, *, early: bool) -> float:
        if kind == "empty":
            return 0.3
        if early:
            return {"text": 1.0, "digits": 1.5, "wordy": 1.0, "duty": 1.5}.get(kind, 4.0)
        return 7.0
