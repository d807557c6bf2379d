"""The four protections against all articles, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from checker.model.result import ProtectionRow


class Cell(Struct, frozen=True):
    """An article under its protection; ``anchor`` is the row with the quotes behind it."""

    number: str
    title: str
    strength: str
    sign: str
    anchor: str


class MatrixRow(Struct, frozen=True):
    """A protection with a cell, or none, for each column."""

    name: str
    cells: tuple[Cell | None, ...]


class Matrix(Struct, frozen=True):
    """``numbers`` are the articles of all protections, in order and each once."""

    numbers: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def view_matrix(protections: Sequence[ProtectionRow]) -> Matrix:
    """Prepare the matrix."""
    numbers = tuple(dict.fromkeys(cell.number for row in protections for cell in row.articles))
    rows = []
    for outer, row in enumerate(protections):
        cells = {
            cell.number: Cell(
                cell.number,
                cell.title,
                cell.strength,
                cell.strength if cell.strength in ("task", "thin") else "none",
                f"art-{outer}-{inner}",
            )
            for inner, cell in enumerate(row.articles)
        }
        rows.append(MatrixRow(row.name, tuple(cells.get(number) for number in numbers)))
    return Matrix(numbers, tuple(rows))
