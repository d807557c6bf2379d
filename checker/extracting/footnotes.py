"""The notes of an indicator table: what the marks behind its values stand for, and what is said of rows by number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from checker.extracting.columns import TableWords
from checker.extracting.figure_words import one_of
from checker.extracting.parts import Text
from checker.model.base import Scope
from checker.reading.document import Span

_MARK = r"[①-⑳]|〔注?\d{1,2}〕|\[注?\d{1,2}\]|\(注?\d{1,2}\)|\*{1,3}|※|注\d{1,2}"
_NOTES = re.compile(rf"(?:表?注|备注|说明)(?:\d{{0,2}})[:.、]|(?:{_MARK})")
_GOES_ON = re.compile(rf"(?:{_MARK})|\d{{1,2}}[.、](?!\d)")
_BEGINS = re.compile(rf"(?:(?<=[。;:,])|^)({_MARK})")
_BEHIND = re.compile(rf"(?P<bare>.*?[^\s(\[〔])(?P<mark>{_MARK})")
_CLAUSE = re.compile(r"[^。;]+")
_NUMBERED = re.compile(r"^\d{1,2}[.、](?!\d)")
_YEAR = re.compile(r"(?<![-—~至到])((?:19|20)\d{2})年(?:度|末|底)?(?:的)?(?:数据|数值|数|值|实绩|统计|核算)")
_ITEMS = re.compile(r"第(\d{1,3}(?:(?:[、,和及]|—)\d{1,3})*)项")
_REST = re.compile(r"其[余他](?:各项|指标)?(?:均|都)?为")
_MOST_LINES, _LONGEST = 12, 600
_LEAST_NAME = 5  # characters of a row's name that a note must have to speak of it


class Notes(Struct, frozen=True):
    """What stands below a table; nothing where it has no notes."""

    marks: dict[str, str] = field(default_factory=dict)
    clauses: tuple[str, ...] = ()

    def split(self, cell: str) -> tuple[str, str]:
        """A cell without the mark behind it, and what the note says of that mark ("" where there is none)."""
        found = _BEHIND.fullmatch(cell)
        if found is None or found["mark"] not in self.marks:
            return cell, ""
        return found["bare"], self.marks[found["mark"]]


class NoteReader:
    """Reads what notes say."""

    def __init__(self, words: TableWords) -> None:
        self._uncounted = re.compile(one_of(words.uncounted))
        self._yearly = re.compile(rf"(?<!\d)(?:{one_of(words.yearly)})[^,]{{0,4}}?(?:数|值|量|额|$)")
        self._stock = re.compile(one_of(words.stock))
        self._total = re.compile(rf"(?:{one_of(words.total)})")

    def read(self, text: Text, inside: Sequence[str], end: int) -> Notes:
        """The notes in rows of a table (``inside``) and on the lines below it."""
        said = [each for each in inside if _NOTES.match(each)]
        said += [text.even[start:stop] for start, stop in notes_below(text, end)]
        marks: dict[str, str] = {}
        clauses: list[str] = []
        for each in said:
            begins = list(_BEGINS.finditer(each))
            for number, begin in enumerate(begins):
                stop = begins[number + 1].start() if number + 1 < len(begins) else len(each)
                clause = _CLAUSE.search(each, begin.end(), stop)
                if clause is not None:
                    marks.setdefault(begin[1], clause[0].strip(",、:.为"))
            bare = re.sub(r"^(?:表?注|备注|说明)\d{0,2}[:.、]", "", each)
            clauses += [_NUMBERED.sub("", clause) for clause in _CLAUSE.findall(bare)]
        return Notes(marks, tuple(clauses))

    def year(self, said: str) -> int | None:
        """The year whose value a note says is printed: 2024年数据."""
        years = _YEAR.findall(said.split(",", maxsplit=1)[0])
        return int(years[0]) if len(years) == 1 else None

    def scope(self, said: str) -> Scope | None:
        """The 口径 that a cell for it or a note prints: 当年数, 五年累计. 累计 alone can be a stock as well."""
        if self._stock.search(said):
            return None
        if self._total.search(said):
            return "total"
        return "yearly" if self._yearly.search(said) else None

    def scope_of_row(self, notes: Notes, serial: int | None) -> Scope | None:
        """The 口径 that a note gives a row by its number: 第2、4项为当年数，其余为…."""
        if serial is None:
            return None
        for clause in notes.clauses:
            listed = [(_numbers(found[1]), found.end()) for found in _ITEMS.finditer(clause)]
            if len(listed) != 1 or not re.match(r"(?:均|都)?(?:为|是|按)", clause[listed[0][1] :]):
                continue
            first, _, others = clause[listed[0][1] :].partition(",")
            if serial in listed[0][0]:
                return self.scope(first)
            if (rest := _REST.match(others)) is not None:
                return self.scope(others[rest.end() :])
        return None

    def uncounted(self, notes: Notes, name: str, serial: int | None) -> str:
        """What a note says of a row that has no value yet: 新增指标, 2021年起统计; "" where it says nothing."""
        bare = re.sub(r"\([^()]*\)", "", name)
        stem = bare[: max(_LEAST_NAME, len(bare) - 1)]
        for clause in notes.clauses:
            by_number = any(serial in _numbers(found[1]) for found in _ITEMS.finditer(clause)) if serial else False
            if (by_number or (len(stem) >= _LEAST_NAME and stem in clause)) and self._uncounted.search(clause):
                return clause
        return ""


def notes_below(text: Text, end: int) -> list[Span]:
    """The lines right below a table that are its notes."""
    found: list[Span] = []
    for line in text.normal.lines_from(end, _MOST_LINES):
        first = _GOES_ON if found else _NOTES
        if line.end - line.start > _LONGEST or not first.match(text.even, line.start, line.end):
            break
        found.append((line.start, line.end))
    return found


def _numbers(listed: str) -> set[int]:
    """1、3—5 as numbers."""
    numbers: set[int] = set()
    for part in re.split(r"[、,和及]", listed):
        first, _, last = part.partition("—")
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers
