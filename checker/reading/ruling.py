"""Tables of a page from its ruled lines: the cells are what lines part, merged ones what no line parts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from checker.reading.glyphs import Glyph, Rule

_SNAP = 2.5  # points between lines that are one
_JOIN = 4.0  # the gap that one line may have
_SHORT = 6.0
_MAX_RULES = 1_500  # of a page
_MAX_GRID = 20_000


class Grid(Struct):
    """A table or box: its lines across and down, and by cell of the grid the first cell of the merged one."""

    xs: list[float]
    ys: list[float]
    first: dict[tuple[int, int], tuple[int, int]]  # (row, column) → (row, column)
    glyphs: dict[tuple[int, int], list[Glyph]] = field(default_factory=lambda: defaultdict(list))

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def columns(self) -> int:
        """How many columns begin a cell."""
        return len({column for _, column in self.first.values()})

    @property
    def cells(self) -> list[tuple[int, int]]:
        """The first places of the cells, row by row."""
        return sorted(set(self.first.values()))

    def cell_at(self, glyph: Glyph) -> tuple[int, int] | None:
        """The cell that a glyph stands in."""
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.first.get((row, column))


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables and boxes of a page, from the top."""
    across = _merged(rule for rule in rules if rule.horizontal)
    down = _merged(rule for rule in rules if not rule.horizontal)
    if len(across) + len(down) > _MAX_RULES:
        return []
    grids = [grid for group in _groups(across, down) if (grid := _grid(*group))]
    return sorted(grids, key=lambda grid: (grid.top, grid.xs[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines on one line as one, as far as they meet."""
    ordered = sorted(rules, key=lambda rule: rule.at)
    merged: list[Rule] = []
    group: list[Rule] = []
    for rule in [*ordered, None]:
        if rule is not None and (not group or (rule.at - group[-1].at <= _SNAP / 2 and rule.at - group[0].at <= _SNAP)):
            group.append(rule)
            continue
        if group:
            merged += _joined(group)
        group = [rule] if rule is not None else []
    return [rule for rule in merged if rule.end - rule.start >= _SHORT]


def _joined(group: list[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    pieces: list[Rule] = []
    for rule in sorted(group, key=lambda each: each.start):
        if pieces and rule.start <= pieces[-1].end + _JOIN:
            last = pieces[-1]
            pieces[-1] = Rule(last.horizontal, at, last.start, max(last.end, rule.end))
        else:
            pieces.append(Rule(rule.horizontal, at, rule.start, rule.end))
    return pieces


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch one another, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for number, vertical in enumerate(down):
        for index, horizontal in enumerate(across):
            if (
                vertical.start - _JOIN <= horizontal.at <= vertical.end + _JOIN
                and horizontal.start - _JOIN <= vertical.at <= horizontal.end + _JOIN
            ):
                parent[root(len(across) + number)] = root(index)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate([*across, *down]):
        groups[root(index)][0 if rule.horizontal else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    ys = _places([rule.at for rule in across])
    # tables without lines at their sides: the ends of the lines across are the sides
    xs = _places([left, *(rule.at for rule in down), right])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_GRID:
        return None
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            place = (row, column)
            if column and not _parts(down, xs[column], y):
                first[place] = first[row, column - 1]
            elif row and not _parts(across, ys[row], x):
                first[place] = first[row - 1, column]
            else:
                first[place] = place
    return Grid(xs, ys, first)


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SNAP * 1.6:
            places.append(value)
    return places


def _parts(rules: list[Rule], at: float, beside: float) -> bool:
    """Whether one of the lines stands at a place and reaches over ``beside``."""
    return any(abs(rule.at - at) <= _SNAP * 1.6 and rule.start <= beside <= rule.end for rule in rules)
