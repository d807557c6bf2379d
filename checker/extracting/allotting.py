"""Tables that allot the tasks (任务分工表): their rows, and the bodies that answer for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.aligning import Cell
from checker.extracting.columns import Column, HeadReader, head_reader
from checker.extracting.duties import DutyWords, phrases
from checker.extracting.grids import filled_down, rows_of, tables, title_before
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Found, Text
from checker.extracting.units import DutyReader, duty_reader, led_by_first
from checker.facts.vocabulary import normalised
from checker.model.plan import Responsible
from checker.reading.normal import Line

_SHORTEST = 4  # characters of a title that begins a longer cell
_MOST_TABLES, _MOST_ROWS = 50, 500
_LONGEST_GAP = 60  # characters of a heading or page mark that parts a table in two
_FEWEST = 3  # rows of a table that allots tasks under other titles than the text has
_NUMBER = re.compile(r"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,3}[.、])")
_ANNEX = re.compile(r"(?:^|\n)附[件表][\d一二三四五六七八九十]{0,2}[:.]?\n$")
_TELLING = (
    "任务",
    "措施",
    "举措",
    "事项",
)  # in the head of a column: what stands there is tasks, whatever it is called
_STOPS = re.compile(r"[,、。:;]")


class Row(Struct):
    """A task of such a table: its number there, what its cells say, and its bodies (None where they are empty).

    ``title`` is that of a task or section of the text, where a cell is or begins with one.
    """

    start: int
    end: int
    number: int | None
    cells: tuple[str, ...]
    title: str | None
    duty: Found[Responsible] | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """What the cells say, clause by clause, without signs."""
        return tuple(normalised(part) for cell in self.cells for part in _STOPS.split(cell) if part)

    def add(self, duty: Found[Responsible]) -> None:
        """The bodies of another row of the same task."""
        self.duty = together([self.duty, duty]) if self.duty else duty


class _Head(Struct, frozen=True):
    """The columns of such a table, and which of them hold tasks and bodies."""

    columns: tuple[Column, ...]
    tasks: tuple[int, ...]
    bodies: tuple[int, ...]


class Allotment(Struct):
    """A table of tasks: ``start`` (that of its title ``name``) to ``end``, where its ``grid`` begins.

    ``whole`` where every row could be read; ``has_leads`` where it has a column of those who lead.
    """

    start: int
    grid: int
    end: int
    name: str
    has_leads: bool
    whole: bool = True
    rows: list[Row] = field(default_factory=list)


def together(duties: Sequence[Found[Responsible]]) -> Found[Responsible]:
    """The bodies of several rows as those of one task."""
    every = Responsible(
        units=tuple(dict.fromkeys(unit for duty in duties for unit in duty.item.units)),
        lead=tuple(dict.fromkeys(unit for duty in duties for unit in duty.item.lead)),
        at=tuple(dict.fromkeys(at for duty in duties for at in duty.item.at)),
    )
    notes = tuple(dict.fromkeys(note for duty in duties for note in duty.notes))
    return replace(duties[0], item=every, sure=min(duty.sure for duty in duties), notes=notes)


def find_allotments(text: Text, titles: frozenset[str], lexicon: Lexicon) -> list[Allotment]:
    """The tables with a column of tasks and one of bodies; ``titles`` (normalised) are those that the text has."""
    reader = _Reader(text, titles, lexicon)
    for lines in tables(text):
        reader.add(lines)
    return reader.found()


class _Reader:
    """Reads the tables in order: one without heads goes on with the one before, if only a short line parts them."""

    def __init__(self, text: Text, titles: frozenset[str], lexicon: Lexicon) -> None:
        self._text = text
        self._titles = titles
        self._heads, self._duties = head_reader(lexicon), duty_reader(lexicon)
        self._words = lexicon.dictionary("duties", DutyWords)
        self._first_leads = phrases(lexicon).first_leads(text)
        self._all: list[tuple[Allotment, _Head]] = []

    def add(self, lines: Sequence[Line]) -> None:
        """Take in one more table."""
        rows = rows_of(self._text, lines)
        for number, row in enumerate(rows[:4]):
            head = self._head(row)
            if head is not None:
                if len(self._all) < _MOST_TABLES:
                    self._all.append((self._begun(lines, head), head))
                    self._read(rows[number + 1 :])
                return
        if self._all and rows and self._goes_on(rows[0], lines[0].start):
            self._all[-1][0].end = lines[-1].end
            self._read(rows)

    def found(self) -> list[Allotment]:
        """Those that allot tasks of the text, or surely tasks."""
        return [each for each, head in self._all if self._is_it(each, head)]

    def _is_it(self, allotment: Allotment, head: _Head) -> bool:
        answered = [row for row in allotment.rows if row.duty]
        telling = any(word in head.columns[place].words for place in head.tasks for word in _TELLING)
        return any(row.title for row in answered) or (telling and len(answered) >= _FEWEST)

    def _head(self, row: Sequence[Cell]) -> _Head | None:
        columns = tuple(_column(cell.text, self._heads, self._words) for cell in row)
        tasks = tuple(place for place, column in enumerate(columns) if _is_tasks(column, self._heads))
        bodies = tuple(place for place, column in enumerate(columns) if column.role in ("responsible", "lead"))
        return _Head(columns, tasks, bodies) if tasks and bodies else None

    def _begun(self, lines: Sequence[Line], head: _Head) -> Allotment:
        title = title_before(self._text, lines[0].start)
        name = self._text.printed(*title) if title else "任务分工表"
        start, grid, end = _start(self._text, lines[0].start), lines[0].start, lines[-1].end
        return Allotment(start, grid, end, name, any(column.role == "lead" for column in head.columns))

    def _goes_on(self, row: Sequence[Cell], start: int) -> bool:
        last, head = self._all[-1]
        between = self._text.even[last.end : start]
        return len(row) == len(head.columns) and len(between) <= _LONGEST_GAP and "。" not in between

    def _read(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add the rows of a table to the last one."""
        allotment, head = self._all[-1]
        again = [column.words for column in head.columns]
        below = [each for each in rows[:_MOST_ROWS] if [_bare(cell.text) for cell in each] != again]
        body = [each for each in below if len(each) == len(head.columns)]
        allotment.whole = allotment.whole and len(body) == len(below)
        filled = filled_down(body, (*head.tasks, *head.bodies))
        for row in _rows(self._text, filled, head, self._titles, self._duties):
            if row.duty and self._first_leads and not allotment.has_leads:
                row.duty = replace(row.duty, item=led_by_first(row.duty.item))
            allotment.rows.append(row)


def _column(cell: str, heads: HeadReader, words: DutyWords) -> Column:
    """What a column holds. Its head may say more in a bracket: 责任单位（列第一位的为牵头单位）."""
    bare = _bare(cell)
    column = heads.read(bare)
    if bare in words.lead_labels:
        return replace(column, role="lead")
    return replace(column, role="responsible") if bare in (*words.labels, *words.helper_labels) else column


def _bare(cell: str) -> str:
    return re.sub(r"\([^()]*\)$", "", re.sub(r"\s", "", cell))


def _is_tasks(column: Column, heads: HeadReader) -> bool:
    """Whether a column holds the tasks: 重点任务, 主要任务及措施, not 任务完成时限."""
    known = normalised(column.words) in heads.words.tasks
    return known or (column.role == "other" and column.words.endswith(_TELLING))


def _start(text: Text, position: int) -> int:
    """Where the table begins: with its title and the line 附件 above that."""
    title = title_before(text, position)
    start = title[0] if title else position
    annex = _ANNEX.search(text.even, max(0, start - 8), start)
    return annex.start() + (text.even[annex.start()] == "\n") if annex else start


def _rows(
    text: Text, rows: Sequence[Sequence[Cell]], head: _Head, titles: frozenset[str], reader: DutyReader
) -> Iterator[Row]:
    """The tasks of a table. A row without one goes on with the one above; one with nothing else is a heading."""
    columns, tasks = head.columns, head.tasks
    leads = frozenset(place for place in head.bodies if columns[place].role == "lead")
    current: Row | None = None
    for row in rows:
        said = tuple(row[place].text.replace("\n", "") for place in tasks if row[place].text)
        others = [place for place, cell in enumerate(row) if cell.text and place not in tasks]
        duty = _duty(text, {place: row[place] for place in head.bodies if row[place].text}, leads, reader)
        if not said:
            if current and duty:
                current.add(duty)
            continue
        if current:
            yield current
        current = None
        if others or len(tasks) > 1 < len(said):
            title = next((found for cell in reversed(said) if (found := _title(cell, titles))), None)
            current = Row(row[0].start, row[-1].end, _ordinal(row, columns), said, title, duty)
    if current:
        yield current


def _ordinal(row: Sequence[Cell], columns: Sequence[Column]) -> int | None:
    """The number of a task in the column for it, or before its title."""
    for cell, column in zip(row, columns, strict=True):
        digits = (
            re.match(r"\d{1,3}", cell.text) if column.role == "serial" else re.match(r"\d{1,3}(?=[.、])", cell.text)
        )
        if digits:
            return int(digits[0])
    return None


def _title(cell: str, titles: frozenset[str]) -> str | None:
    """The title that a cell is, or begins with."""
    bare = _NUMBER.sub("", cell)
    whole = normalised(bare)
    if whole in titles:
        return whole
    stop = re.match(r"[^。:;]+(?=[。:;])", bare)
    begun = normalised(stop[0]) if stop else ""
    return begun if len(begun) >= _SHORTEST and begun in titles else None


def _duty(text: Text, cells: dict[int, Cell], leads: frozenset[int], reader: DutyReader) -> Found[Responsible] | None:
    units: dict[str, None] = {}
    lead: dict[str, None] = {}
    read = []
    for place, cell in cells.items():
        duty = reader.read(text, cell.start, cell.end)
        if duty is None:
            continue
        units |= dict.fromkeys(duty.item.units)
        lead |= dict.fromkeys(duty.item.units if place in leads else duty.item.lead)
        read.append(duty)
    if not read:
        return None
    item = Responsible(units=tuple(units), lead=tuple(lead), at=tuple(text.at(duty.start, duty.end) for duty in read))
    notes = tuple(note for duty in read for note in duty.notes)
    return Found(item, read[0].start, read[-1].end, min(duty.sure for duty in read), notes)
