"""The headings of a text, by number, sequence and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from checker.extracting.annexes import annex_title, without_lists_of_annexes, without_notes
from checker.extracting.headings import RANKS, Kind, Mark, chinese, find_marks
from checker.extracting.naming import STAGE
from checker.extracting.parts import Text
from checker.extracting.titles import (
    LONGEST,
    Title,
    Words,
    duty_title,
    gap_title,
    line_title,
    plain_title,
    run_on_title,
)
from checker.extracting.tree import Heading, shown_title
from checker.reading.document import Span

_NEAR = 60  # characters within which a sub-heading can follow a heading's title
_STRONG: tuple[Kind, ...] = ("han", "paren", "chapter", "box")  # numbers that say "heading" wherever they stand
_ITEMS: tuple[Kind, ...] = ("paren", "digit", "pdigit")  # numbers that items of a list have as well
_MOST = 30_000  # numbers looked at: no document has more headings
_OWN_TITLE = re.compile(r"(?:规划|纲要|意见|方案|计划|要点|办法)(?:\([^()]*\))?$")
_TOP = 300  # characters at the top of a document, where its title stands
_COLUMNS = 4  # cells of a row that is no box with text in it
_SHORT = 24  # characters of a title that a full stop ends
# what no title says: amounts, "X is Y", what time it is
_SENTENCE = re.compile(
    r"\d(?:[%件家期个项户名]|[万亿]?元|[万亿]?人次)|(?<![总凡可但于只就还正若如既])是(?!否|非)|^(?:当前|目前|近年来|随着|面对|今年)[,，]?我?"
)


def read_headings(
    text: Text, span: Span, words: Words, repeated: frozenset[str], tables: Sequence[Span] = ()
) -> list[Heading]:
    """The headings in order, each with its parent; numbered items without a title are marked as such.

    ``tables`` are stretches of text that are tables without being marked as such: what is numbered there is no part.
    """
    marks = _with_levels(text, list(islice(find_marks(text, *span), _MOST)), span)
    marks = without_notes(text, marks)
    style = _Style(text, marks, span)
    headings: list[Heading] = []
    stack: list[int] = []
    last: dict[Kind, int] = {}
    previous_end = -_NEAR
    box: Heading | None = None  # the box whose numbered items are being read
    for index, mark in enumerate(marks):
        if mark.kind != "box" and (_in_row(text, mark) or any(first < mark.start < end for first, end in tables)):
            continue
        loose = not (mark.line_start or mark.after_stop or mark.start == previous_end)
        if loose and not (style.run_on and mark.kind in _STRONG):
            continue
        value, sure, notes = _sequence(mark, headings, stack, last)
        if value is None or (loose and sure < 1):
            continue
        limit = _limit(marks, index, span[1], last)
        title = _title(text, mark, limit, words, repeated, style)
        if loose and (title is None or title.sure < 0.8):
            continue
        first, end = plain_title(text, mark.end, title.end) if title else _first_clause(text, mark.end, limit)
        if end - first < 2 or (title is None and mark.kind not in _ITEMS):
            continue
        rank = mark.rank if mark.kind != "level" else style.rank(mark)
        box = _boxed(text, mark, headings, box)
        if box is not None and mark.kind != "box":
            rank += RANKS["box"]
        while stack and headings[stack[-1]].rank >= rank:
            stack.pop()
        raw = text.printed(mark.start, mark.end).rstrip("、.") if mark.damaged else None
        heading = Heading(
            mark, value, rank, (first, end), shown_title(text, first, end), min(sure, title.sure if title else 0.6),
            notes, stack[-1] if stack else None, raw, item=title is None,
        )  # fmt: skip
        if title is not None and title.sure < 0.8:
            heading.notes.append("标题与正文之间没有标点，标题到哪里为止请对照原文")
        headings.append(heading)
        stack.append(len(headings) - 1)
        last[mark.kind] = value
        previous_end = title.end if title else end
    _settle_lists(text, headings)
    return without_lists_of_annexes(headings)


def _in_row(text: Text, mark: Mark) -> bool:
    """Whether a number begins a row of a table of several columns: it numbers rows or groups of them, no parts."""
    return mark.line_start and len(text.normal.line_at(mark.start).block.cells) >= _COLUMNS


def _with_levels(text: Text, marks: list[Mark], span: Span) -> list[Mark]:
    """The numbers, and the headings without a number that the file itself marks as headings."""
    numbered = {mark.start for mark in marks if mark.line_start}
    first = min(numbered, default=span[1])
    levels = [
        Mark("level", line.block.level, "", line.start, line.start, line_start=True, after_stop=True)
        for line in text.normal.lines
        if line.block.level and span[0] <= line.start < span[1] and line.start not in numbered
        if not _is_no_heading(text.even[line.start : line.end], line.start < min(first, span[0] + _TOP))
    ]
    return sorted([*marks, *levels], key=lambda mark: mark.start) if levels else marks


def _is_no_heading(said: str, at_top: bool) -> bool:
    """The document's own title, and names of parts that are no sections, can have a level as well."""
    return said in ("前言", "引言", "序言", "序", "目录", "目次") or (
        at_top and _OWN_TITLE.search(STAGE.sub("", said)) is not None
    )


def _boxed(text: Text, mark: Mark, headings: list[Heading], box: Heading | None) -> Heading | None:
    """The box that a number belongs to: a list that begins right under the box's heading, as far as it counts on."""
    if mark.kind == "box" or not headings or mark.kind not in _ITEMS:
        return None
    before = headings[-1]
    if before.mark.kind == "box":
        return before if mark.value == 1 and mark.start - before.title[1] <= 3 else None
    if box is None or mark.kind != before.mark.kind or mark.value != before.value + 1:
        return None
    table = text.normal.line_at(box.begin).block.table
    return box if table is None or text.normal.line_at(mark.start).block.table == table else None


def _first_clause(text: Text, start: int, limit: int) -> Span:
    """What stands for the title of an item that has none."""
    end = start
    while end < min(limit, start + 40) and text.even[end] not in ",。;:!?\n\t":
        end += 1
    return start, end


def _settle_lists(text: Text, headings: list[Heading]) -> None:
    """In a list most of whose items have no title, none has; a last sentence of its own is no title either."""
    groups: dict[tuple[int | None, Kind], list[Heading]] = {}
    for heading in headings:
        if heading.mark.kind in _ITEMS:
            groups.setdefault((heading.parent, heading.mark.kind), []).append(heading)
    for group in groups.values():
        items = sum(heading.item for heading in group)
        for heading in group:
            if items * 2 > len(group) or (items and text.even[heading.title[1] :].startswith(("。\n", ";\n"))):
                heading.item = True


class _Style:
    """How headings of a text are printed: running on into their text, ended by a stop, or by a space."""

    def __init__(self, text: Text, marks: list[Mark], span: Span) -> None:
        at_start: Counter[bool] = Counter()
        stopped: Counter[Kind] = Counter()
        spaced: Counter[Kind] = Counter()
        unclear: Counter[Kind] = Counter()
        every: Counter[Kind] = Counter()
        for index, mark in enumerate(marks):
            if not (mark.line_start or mark.after_stop):
                continue
            at_start[mark.line_start] += 1
            every[mark.kind] += 1
            limit = _limit(marks, index, span[1], {})
            clear = line_title(text, mark.end, limit, line_start=mark.line_start)
            plain = clear is not None and "," not in text.even[mark.end : clear.end] and clear.end - mark.end <= _SHORT
            if plain and clear is not None and clear.run_in and mark.kind != "box":
                stopped[mark.kind] += 1
            if mark.line_start and (not plain or not _whole_line(text, mark)):
                unclear[mark.kind] += 1
                spaced[mark.kind] += gap_title(text, mark.end, limit) is not None
        self._levels: dict[int, int] = {}
        for mark in marks:
            level = text.normal.line_at(mark.start).block.level if mark.line_start else None
            if level and mark.kind != "level":
                self._levels.setdefault(level, RANKS[mark.kind])
        self.run_on = at_start[False] > at_start[True]
        self.stopped = frozenset(kind for kind in every if stopped[kind] * 10 >= every[kind] * 6)
        self.spaced = frozenset(kind for kind in unclear if spaced[kind] * 10 >= unclear[kind] * 6 and spaced[kind])

    def rank(self, mark: Mark) -> int:
        """The rank of a heading without a number: that of the numbers on its level in the file."""
        level = mark.value or 1
        return self._levels.get(level, min(RANKS["han"] + 10 * (level - 1), RANKS["pdigit"]))


def _whole_line(text: Text, mark: Mark) -> bool:
    line = text.normal.line_at(mark.start)
    return line.end - mark.start <= _SHORT and not any(sign in text.even[mark.end : line.end - 1] for sign in "。;:")


def _limit(marks: list[Mark], index: int, end: int, last: dict[Kind, int]) -> int:
    """Where the next number stands that can be a heading's: a title can't go beyond it."""
    mark = marks[index]
    for following in marks[index + 1 : index + 4]:
        if following.start - mark.end > _NEAR:
            break
        kind = following.kind
        if kind == mark.kind and mark.value and following.value in (1, mark.value, mark.value + 1):
            return following.start
        if kind not in (mark.kind, "decimal") and following.value in (1, None, last.get(kind, 0) + 1):
            return following.start
    return end


def _title(text: Text, mark: Mark, limit: int, words: Words, repeated: frozenset[str], style: _Style) -> Title | None:
    """The title after a number: as print shows it, or guessed where the document runs on or shows none."""
    named = duty_title(text, mark.end, limit, words) if mark.kind != "annex" else None
    if named is not None:
        return named
    if mark.kind == "level":
        line = text.normal.line_at(mark.start)
        return Title(line.end, line.end, 0.95, False) if line.end - line.start <= LONGEST else None
    if mark.kind == "annex":
        return annex_title(text, mark, limit, repeated)
    clear = line_title(text, mark.end, limit, line_start=mark.line_start)
    if mark.kind in style.spaced and not (
        _whole_line(text, mark) and clear is not None and text.even[clear.end] == "\n"
    ):
        gap = gap_title(text, mark.end, limit)
        if gap is not None:
            return gap
    if clear is not None:
        stopped = clear.run_in or text.even.startswith("。", clear.end)
        listed = mark.kind in ("digit", "pdigit") or (mark.kind == "paren" and not clear.run_in and not style.run_on)
        if stopped and listed and _SENTENCE.search(text.even[mark.end : clear.end]):
            return None
        if not style.run_on or mark.kind in style.stopped or not stopped:
            return clear
    guessed = run_on_title(text, mark.end, limit, words, repeated)
    if guessed is not None and (style.run_on or guessed.sure >= 0.8):
        return guessed
    return clear


def _sequence(
    mark: Mark, headings: list[Heading], stack: list[int], last: dict[Kind, int]
) -> tuple[int | None, float, list[str]]:
    """The number's value, if it fits in the order of what came before."""
    sibling = next((headings[index] for index in reversed(stack) if headings[index].mark.kind == mark.kind), None)
    notes: list[str] = []
    if mark.kind == "level":
        return sum(heading.mark.kind == "level" for heading in headings) + 1, 0.95, notes
    if mark.kind == "box" or (mark.kind == "annex" and mark.value is None):
        return (mark.value or last.get(mark.kind, 0) + 1), 0.95, notes
    expected = sibling.value + 1 if sibling else 1
    if mark.value is None:
        if mark.kind != "paren":
            return None, 0, notes
        return expected, 0.85, notes
    if mark.value == expected or mark.value == last.get(mark.kind, 0) + 1:
        return mark.value, 1.0, notes
    if mark.value == 1:
        return 1, 0.9 if mark.line_start else 0.8, notes
    if sibling and expected < mark.value <= expected + 2:
        notes.append(f"编号不连续：前面没有找到第{chinese(expected)}项的标题")
        return mark.value, 0.7, notes
    if mark.line_start and sibling and mark.value == sibling.value:
        notes.append("编号与前一个标题重复")
        return mark.value, 0.7, notes
    if mark.line_start and not sibling and mark.value <= 3 and mark.kind in ("han", "chapter", "paren"):
        notes.append("编号不从一开始，前面的标题可能丢失")
        return mark.value, 0.6, notes
    return None, 0, notes
