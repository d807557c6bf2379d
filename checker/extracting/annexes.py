"""What follows a plan or stands below a table: annexes with their titles, and notes, whose numbers are no headings."""

from __future__ import annotations

import re

from checker.extracting.headings import Kind, Mark
from checker.extracting.parts import Text
from checker.extracting.titles import Title, line_title
from checker.extracting.tree import Heading

_ITEMS: tuple[Kind, ...] = ("paren", "digit", "pdigit")
_NOTE = re.compile(r"(?:附?注|表注|备注|说明)(?:[:.]|(?=[\d(]))")  # what begins the notes below a table
_LISTED = re.compile(r"《?\d{1,2}[.、]")  # 附件:1.……: a list of annexes, not one
_SHORT = 24  # characters of the second line of a title
_FEW = 30  # headings among which an annex that was announced comes


def without_notes(text: Text, marks: list[Mark]) -> list[Mark]:
    """The numbers that are not those of the notes below a table: 注：1.……2.……, in one line or several."""
    kept: list[Mark] = []
    note: Mark | None = None  # the last number of the notes that are being read
    for mark in marks:
        line = text.normal.line_at(mark.start)
        lead = text.even[max(line.start - 4, 0) : line.start].rpartition("\n")[0].rpartition("\n")[2]
        inside = _NOTE.match(text.even, line.start, line.end) or (
            mark.value == 1 and _NOTE.fullmatch(f"{lead.rstrip(':')}:")
        )
        counts_on = note is not None and mark.kind == note.kind and mark.value == (note.value or 0) + 1
        if mark.kind in _ITEMS and (inside or counts_on):
            note = mark
            continue
        note = None if mark.line_start else note
        kept.append(mark)
    return kept


def annex_title(text: Text, mark: Mark, limit: int, repeated: frozenset[str]) -> Title | None:
    """The title of an annex: after its number, or on the line below; 附件中…… and 附件：1.…… begin none."""
    even, offsets = text.even, text.normal.offsets
    first = mark.end + (even[mark.end : mark.end + 1] == "\n")
    title = line_title(text, mark.end, limit, line_start=mark.line_start)
    if not mark.line_start or title is None or title.run_in or _LISTED.match(even, first):
        return None
    if text.normal.line_at(first).block.table is not None and first > mark.end:
        return None
    parted = first > mark.end or even[mark.end - 1] in ":.、" or offsets[mark.end] - offsets[mark.end - 1] > 1
    if not mark.number and not parted and even[first : title.end] not in repeated:
        return None
    below = text.normal.line_at(title.end + 1) if title.end + 1 < limit else None
    if even[title.end - 1] == "》" and below is not None and below.block.table is None:  # 《……规划》⏎任务分工方案
        more = line_title(text, below.start, limit, line_start=True)
        if more is not None and not more.run_in and more.end - below.start <= _SHORT and even[more.end] == "\n":
            return more
    return title


def without_lists_of_annexes(headings: list[Heading]) -> list[Heading]:
    """The headings without those that only say which annexes there are: right before the next, or named again."""
    listed = {
        index
        for index, heading in enumerate(headings)
        if heading.mark.kind == "annex"
        and any(
            later.mark.kind == "annex" and (later.begin - heading.title[1] <= 3 or later.shown == heading.shown)
            for later in headings[index + 1 : index + _FEW]
        )
        and all(each.parent != index for each in headings[index + 1 :])
    }
    if not listed:
        return headings
    places = {index: place for place, index in enumerate(each for each in range(len(headings)) if each not in listed)}
    for heading in headings:
        heading.parent = places[heading.parent] if heading.parent is not None else None
    return [heading for index, heading in enumerate(headings) if index not in listed]
