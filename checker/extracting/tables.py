"""Indicator tables: where they stand, and their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from checker.extracting.aligning import Aligner, Cell, Row
from checker.extracting.cells import CellReader, cell_reader
from checker.extracting.columns import TableWords, head_reader, settled
from checker.extracting.dates import plan_years
from checker.extracting.dating import stated_period, title_period
from checker.extracting.evidence import Glued, evidence_for, numbers_of
from checker.extracting.flattened import FlatReader, FlatRow
from checker.extracting.footnotes import NoteReader, notes_below
from checker.extracting.grids import Located, locate
from checker.extracting.lexicon import Lexicon
from checker.extracting.naming import find_title
from checker.extracting.numbers import Printed
from checker.extracting.parts import Found, Outline, Region, Text
from checker.extracting.rows import Filled, Nature, RowReader
from checker.extracting.splitting import split_run
from checker.extracting.stated import unit_line
from checker.extracting.units import DutyReader, duty_reader, printed
from checker.model.plan import Figure, Indicator, Table
from checker.reading.document import Span

Period = tuple[int, int]
_BEGINNING = 1500  # characters in which a document says its period
_UNSURE = 0.6
_MOST_ROWS, _MOST_TABLES = 500, 200
_MOST_WITH_EVIDENCE = 10  # tables for whose glued digits the text is searched
_GOOD_ROW = 5.0  # what a row costs at most whose cells stand well under their columns
_PERIOD = re.compile(r"((?:19|20)\d{2})年?[-—~至到]{1,2}((?:19|20)\d{2})年")
_TITLE = re.compile(
    r"(?:附?表|专栏)\s?\d{0,2}(?:-\d+)?[.、::]?[^。;,:\n\t]{0,40}(?:主要|发展|具体|核心|目标|预期)指标[^。;,:\n\t]{0,12}"
)
_VALUE = re.compile(r"(?<![\d.年])\d[\d.,]*(?![\d.年])")
_BELOW, _LEAST_VALUES = 60, 8  # lines below a title that are looked at, and numbers in them that make a table
_NATURE = re.compile(r"(?:本表|以上|上述|表中|所列)?(?:所列|各项)?指标(?:均|都|全部)(?:为|是|属)(预期|约束)性(?:指标)?")
_CITED = re.compile(r"《[^《》\n]{0,120}》")
_PLAN = re.compile(r"[“\"']?(十?[一二三四五六七八九])五[”\"']?(?=[^年月])")


def locate_tables(text: Text, lexicon: Lexicon) -> list[Region]:
    """The stretches that are indicator tables, with their notes, which speak of rows and of no goals."""
    found = []
    for each in locate(text, head_reader(lexicon)):
        end = _end(text, each, lexicon)
        below = notes_below(text, end)
        found.append(Region(each.start, below[-1][1] if below else end, each.block_table))
    return found


def read_tables(
    text: Text, outline: Outline, regions: list[Region], figures: list[Found[Figure]], lexicon: Lexicon
) -> tuple[list[Found[Table]], list[Found[Indicator]]]:
    """The tables and their rows, in order; ``figures`` are those of the running text."""
    del regions
    period = _period(text, outline)
    tables: list[Found[Table]] = []
    indicators: list[Found[Indicator]] = []
    every = locate(text, head_reader(lexicon))[:_MOST_TABLES]
    flat = any(located.form == "flat" for located in every)
    numbers = numbers_of(text, cell_reader(lexicon).numbers) if flat else ()
    for located in every:
        known = numbers if len(tables) < _MOST_WITH_EVIDENCE else ()
        table, rows = _TableReader(text, located, figures, known, period, lexicon).read(f"t{len(tables) + 1}")
        if rows:
            tables.append(table)
            indicators += rows
    if not tables:
        tables += _unread(text, outline)
    return tables, indicators


def _unread(text: Text, outline: Outline) -> list[Found[Table]]:
    """A table that the text shows, by its title and the numbers below, and whose rows could not be told apart."""
    lines = text.normal.lines
    for index, line in enumerate(lines):
        if line.start < outline.prose or not _TITLE.fullmatch(text.even, line.start, line.end):
            continue
        below = [text.even[each.start : each.end] for each in lines[index + 1 : index + 1 + _BELOW]]
        below = list(takewhile(lambda said: "。" not in said, below))
        if sum(len(_VALUE.findall(said)) for said in below) >= _LEAST_VALUES:
            title = printed(text, line.start, line.end)
            item = Table(id="t1", title=title, at=(text.at(line.start, line.end),))
            return [Found(item, line.start, line.end, 0.5, ("表里的各行分不开，没有读出来，请照原表填写指标",))]
    return []


def _end(text: Text, located: Located, lexicon: Lexicon) -> int:
    """Where a table ends; a flattened one only after its rows were read."""
    if located.form != "flat":
        return located.end
    if located.rows:
        return located.rows[0][-1].end
    _, end = _readers(lexicon)[2].rows(text, located.columns, located.end)
    return end


@lru_cache(maxsize=4)
def _readers(lexicon: Lexicon) -> tuple[CellReader, DutyReader, FlatReader, Aligner]:
    cells, duties = cell_reader(lexicon), duty_reader(lexicon)
    aligner = Aligner(cells, duties, lexicon.vocabulary)
    return cells, duties, FlatReader(cells, duties, aligner), aligner


@lru_cache(maxsize=4)
def _note_reader(lexicon: Lexicon) -> tuple[NoteReader, tuple[str, ...]]:
    words = lexicon.dictionary("tables", TableWords)
    return NoteReader(words), words.rates


class _TableReader:
    """Reads one table."""

    def __init__(
        self,
        text: Text,
        located: Located,
        figures: Sequence[Found[Figure]],
        numbers: Sequence[Printed],
        period: Period | None,
        lexicon: Lexicon,
    ) -> None:
        self._text = text
        self._located = located
        self._figures = figures
        self._numbers = numbers
        self._vocabulary = lexicon.vocabulary
        self._title = printed(text, *located.title) if located.title else ""
        said = text.even[slice(*located.title)] if located.title else ""
        self._columns, self._note = settled(located.columns, _said_period(said) or period)
        self._cells, self._duties, self._flat, self._aligner = _readers(lexicon)
        self._notes, rates = _note_reader(lexicon)
        self._rows = RowReader(text, self._columns, self._cells, self._duties, self._notes)
        self._rows.units = unit_line(text, _above(located), self._cells, rates, lexicon.vocabulary)

    def read(self, table: str) -> tuple[Found[Table], list[Found[Indicator]]]:
        """The table under this id, and its rows."""
        located = self._located
        filled = self._filled()
        found = [row for each in filled if (row := self._rows.indicator(each, table)) is not None]
        start = located.title[0] if located.title else located.start
        notes = (self._note,) if self._note else ()
        if len(located.rows) > _MOST_ROWS:
            notes = (*notes, f"表有{len(located.rows)}行，只读了前{_MOST_ROWS}行")
        if not located.title:
            notes = (*notes, "表题没有找到")
        item = Table(
            id=table,
            title=self._title or "（无表题）",
            columns=tuple(column.words for column in located.columns),
            nature=self._nature(),
            at=(self._text.at(start, max(start + 1, located.title[1] if located.title else located.end)),),
        )
        sure = 1.0 if located.title and not self._note else 0.7
        return Found(item, start, found[-1].end if found else located.end, sure, notes), found

    def _noted(self, end: int) -> None:
        """The notes are read before the rows that they speak of."""
        inside = [cell.text for row in self._located.rows for cell in row if self._located.form == "grid"]
        self._rows.notes = self._notes.read(self._text, inside, end)

    def _filled(self) -> list[Filled]:
        located = self._located
        if located.form == "flat":
            if located.rows:
                self._noted(located.rows[0][-1].end)
                if spaced := self._spaced(located.rows[0]):
                    return spaced
            rows, end = self._flat.rows(self._text, self._columns, located.end)
            self._noted(end)
            return self._split(rows)
        self._noted(located.end)
        if located.form == "cells":
            cells = located.rows[0]
            rows_found = self._aligner.rows(cells, self._columns, wrap=True)
        else:
            rows_found = [
                row
                for cells in located.rows[:_MOST_ROWS]
                for row in self._aligner.rows(cells, self._columns, wrap=False)
            ]
            self._carry(rows_found)
        return [filled for row in rows_found if (filled := self._rows.filled(row)) is not None]

    def _spaced(self, cells: Sequence[Cell]) -> list[Filled]:
        """Rows whose cells spaces part, where that makes good rows."""
        rows = self._aligner.rows(cells, self._columns, wrap=True)
        if rows[0].cost > _GOOD_ROW * len(rows):
            return []
        return [filled for row in rows if (filled := self._rows.filled(row)) is not None]

    def _carry(self, rows: list[Row]) -> None:
        """A cell merged over several rows stands in the first: the others have the same nature and bodies."""
        if self._located.block_table is None:
            return
        above: Row | None = None
        for row in rows:
            for place, column in enumerate(self._columns):
                carried = column.role in ("nature", "responsible", "lead", "unit") and place not in row.cells
                if carried and above and place in above.cells:
                    row.cells[place] = above.cells[place]
            above = row

    def _split(self, rows: Sequence[FlatRow]) -> list[Filled]:
        filled = [(row, each) for row in rows if (each := self._rows.filled(row.row)) is not None]
        names = [each.name.name for _, each in filled]
        glued = [Glued(each.name.name, each.unit, row.run.text if row.run else "") for row, each in filled]
        span = (self._located.start, rows[-1].end if rows else self._located.end)
        evidence = evidence_for(self._text, glued, names, span, self._figures, self._numbers, self._vocabulary)
        for (row, each), known in zip(filled, evidence, strict=True):
            each.notes = [*row.unsure]
            each.sure = _UNSURE if row.unsure else 1.0
            each.end = max([each.end, *([row.run.end] if row.run else [])])
            if row.run is None:
                continue
            split = split_run(row.run.text, len(row.run_columns), known)
            if split.note:
                each.notes.append(split.note)
            each.sure = min(each.sure, split.sure)
            if split.values is None:
                each.raw = row.run.text
            else:
                each.values |= dict(zip(row.run_columns, split.values, strict=True))
        return [each for _, each in filled]

    def _nature(self) -> Nature | None:
        """What the title says of all rows, or a note."""
        if any(column.role == "nature" for column in self._columns):
            return None
        if noted := next(filter(None, map(_NATURE.fullmatch, self._rows.notes.clauses)), None):
            return "约束性" if noted[1] == "约束" else "预期性"
        if re.search("约束性", self._title):
            return None if "预期" in self._title else "约束性"
        return "预期性" if re.search("预期性|预期指标", self._title) else None


def _above(located: Located) -> Span:
    """The stretch from the title of a table, or from the line above its heads, to its first row."""
    begin = located.title[0] if located.title else located.start
    first = located.rows[0] if located.rows else []
    return begin, first[0].start if first else located.end


def _said_period(said: str) -> Period | None:
    """The years that a title or the beginning of a document says; not those in the titles it names."""
    said = _CITED.sub("", said)
    if found := _PERIOD.search(said):
        first, last = int(found[1]), int(found[2])
        if first < last <= first + 15:
            return first, last
    for plan in _PLAN.finditer(said):
        if years := plan_years(plan[1]):
            return years
    return None


def _period(text: Text, outline: Outline) -> Period | None:
    """The years of the plan, from its title, from what it says of itself, or from its beginning."""
    title = find_title(text, outline)
    if title is not None and (years := title_period(title.whole)):
        return years
    if stated := stated_period(text.even, *outline.body):
        return stated[0], stated[1]
    return _said_period(text.even[:_BEGINNING])
