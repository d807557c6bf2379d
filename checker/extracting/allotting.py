"""Tables that allot the tasks (任务分工表): tasks by their titles, and the bodies that answer for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.aligning import Cell
from checker.extracting.columns import HeadReader, head_reader
from checker.extracting.grids import filled_down, rows_of, tables, title_before
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Found, Text
from checker.extracting.units import DutyReader, duty_reader
from checker.facts.vocabulary import normalised
from checker.model.plan import Responsible
from checker.reading.normal import Line

NOTE = "责任单位取自任务分工表中题目相同的一行"
_SHORTEST = 4  # characters of a title that begins a longer cell
_MOST_TABLES, _MOST_ROWS = 50, 500
_NUMBER = re.compile(r"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,3}[.、])")
_ANNEX = re.compile(r"(?:^|\n)附[件表][\d一二三四五六七八九十]{0,2}[:.]?\n$")


class Allotment(Struct):
    """A table of tasks: ``start`` (that of its title) to ``end``, where its ``rows`` begin, the bodies of each task."""

    start: int
    rows: int
    end: int
    duties: dict[str, list[Found[Responsible]]] = field(default_factory=dict)

    def duty(self, title: str) -> Found[Responsible] | None:
        """The bodies of the task with this title; those of several rows together."""
        rows = self.duties.get(normalised(title))
        if not rows:
            return None
        every = Responsible(
            units=tuple(dict.fromkeys(unit for row in rows for unit in row.item.units)),
            lead=tuple(dict.fromkeys(unit for row in rows for unit in row.item.lead)),
            at=tuple(at for row in rows for at in row.item.at),
        )
        notes = tuple(dict.fromkeys((NOTE, *(note for row in rows for note in row.notes))))
        return replace(rows[0], item=every, sure=min(0.9, *(row.sure for row in rows)), notes=notes)


def find_allotments(text: Text, titles: frozenset[str], lexicon: Lexicon) -> list[Allotment]:
    """The tables with a column of tasks and one of bodies, in which some task has one of ``titles`` (normalised)."""
    heads, reader = head_reader(lexicon), duty_reader(lexicon)
    found: list[Allotment] = []
    for lines in tables(text):
        allotment = _read(text, lines, titles, heads, reader)
        if allotment is not None and len(found) < _MOST_TABLES:
            found.append(allotment)
    return found


def _read(
    text: Text, lines: Sequence[Line], titles: frozenset[str], heads: HeadReader, reader: DutyReader
) -> Allotment | None:
    rows = rows_of(text, lines)
    for number, row in enumerate(rows[:4]):
        columns = [heads.read(cell.text) for cell in row]
        tasks = [place for place, column in enumerate(columns) if normalised(column.words) in heads.words.tasks]
        bodies = [place for place, column in enumerate(columns) if column.role in ("responsible", "lead")]
        if not tasks or not bodies:
            continue
        leads = frozenset(place for place in bodies if columns[place].role == "lead")
        allotment = Allotment(_start(text, lines[0].start), lines[0].start, lines[-1].end)
        body = [each for each in rows[number + 1 :][:_MOST_ROWS] if len(each) == len(row)]
        for title, cells in _tasks(filled_down(body, (*tasks, *bodies)), tasks, bodies, titles):
            duty = _duty(text, cells, leads, reader)
            if duty is not None:
                allotment.duties.setdefault(title, []).append(duty)
        return allotment if allotment.duties else None
    return None


def _start(text: Text, position: int) -> int:
    """Where the table begins: with its title and the line 附件 above that."""
    title = title_before(text, position)
    start = title[0] if title else position
    annex = _ANNEX.search(text.even, max(0, start - 8), start)
    return annex.start() + (text.even[annex.start()] == "\n") if annex else start


def _tasks(
    rows: Sequence[Sequence[Cell]], tasks: Sequence[int], bodies: Sequence[int], titles: frozenset[str]
) -> Iterator[tuple[str, dict[int, Cell]]]:
    """The title that a row's cells name, and its cells with bodies; a row without a task goes on with the one above."""
    title: str | None = None
    for row in rows:
        said = [row[place].text for place in tasks if row[place].text]
        if said:
            title = next((found for cell in reversed(said) if (found := _title(cell, titles))), None)
        cells = {place: row[place] for place in bodies if row[place].text}
        if title and cells:
            yield title, cells


def _title(cell: str, titles: frozenset[str]) -> str | None:
    """The title that a cell is, or begins with."""
    bare = _NUMBER.sub("", cell.replace("\n", ""))
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
