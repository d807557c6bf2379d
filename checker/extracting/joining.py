"""The rows of tables that allot tasks, joined to the measures of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.allotting import Allotment, Row, together
from checker.extracting.items import Item
from checker.extracting.parts import Found, Outline, Text
from checker.facts.vocabulary import normalised
from checker.model.plan import Responsible

_SAME_TITLE = ""  # that is certain: nothing to look at
SECTION_NOTE = "责任单位取自任务分工表中整节的一行，请核对"
WORDING_NOTE = "责任单位取自任务分工表中说法相同的一行，请核对"
NUMBER_NOTE = "责任单位取自任务分工表中编号相同的一行，请核对"
_MOST_WORDED = 500  # rows whose wording is looked for in every text
_CLAUSE, _SENTENCE = 6, 8  # signs that a title, or a text, must share with a row

Duty = Found[Responsible]


class Joined(Struct):
    """The bodies of the items, by their place in the list; ``left``: rows that no item of the text could be told from.

    ``sure``: those that stand in a row with the same title, so that its lead is theirs.
    """

    duties: dict[int, Duty]
    sure: frozenset[int]
    left: int


def join(text: Text, items: Sequence[Item], outline: Outline, allotments: Sequence[Allotment]) -> Joined:
    """Each item's rows: by title, by the title of its section, by wording that nothing else shares, by number."""
    joiner = _Joiner(text, items, outline)
    rows = [row for allotment in allotments for row in allotment.rows]
    found: dict[int, list[tuple[Row, str]]] = {}
    left: list[Row] = []
    for number, row in enumerate(rows):
        places, note = joiner.places(row, worded=number < _MOST_WORDED)
        for place in places:
            found.setdefault(place, []).append((row, note))
        if not places:
            left.append(row)
    numbers = _numbers(items) if joiner.agrees(found) else {}
    for row in list(left):
        same = numbers.get(row.number or 0)
        if same is not None and same not in found:
            found[same] = [(row, NUMBER_NOTE)]
            left.remove(row)
    duties = {place: duty for place, pairs in found.items() if (duty := _duty(pairs))}
    sure = frozenset(place for place, pairs in found.items() if all(note == _SAME_TITLE for _, note in pairs))
    return Joined(duties, sure, len(left))


class _Joiner:
    """Looks for the items that a row speaks of."""

    def __init__(self, text: Text, items: Sequence[Item], outline: Outline) -> None:
        self._items = items
        self._titles = [normalised(item.title) for item in items]
        self._texts = [normalised(text.even[item.start : item.end]) for item in items]
        self._sections = [_sections(item, outline) for item in items]

    def places(self, row: Row, *, worded: bool) -> tuple[list[int], str]:
        """The items of a row, and what to say of it; the wording is looked at where ``worded``."""
        if row.title:
            same = [place for place, title in enumerate(self._titles) if title == row.title]
            if same:
                return same, _SAME_TITLE
            below = self._below(lambda title: title == row.title)
            if below:
                return below, SECTION_NOTE
        if not worded:
            return [], ""
        alike = self._alike(row.clauses)
        if alike:
            return alike, WORDING_NOTE
        said = [clause for clause in row.clauses if len(clause) >= _SENTENCE]
        for clause in said:
            places = [place for place, words in enumerate(self._texts) if clause in words]
            if len(places) == 1:
                return places, WORDING_NOTE
        return [], ""

    def _alike(self, clauses: Sequence[str]) -> list[int]:
        """The one item, or the items of the one section, whose title shares its wording with a clause."""
        for clause in clauses:
            own = [place for place, title in enumerate(self._titles) if _names(clause, title)]
            if len(own) == 1:
                return own
            named = {title for titles in self._sections for title in titles if _alike(clause, title)}
            if not own and len(named) == 1:
                return self._below(named.__contains__)
        return []

    def _below(self, is_it: Callable[[str], bool]) -> list[int]:
        """The items of the sections with such a title; not the boxes that stand there too."""
        return [
            place
            for place, titles in enumerate(self._sections)
            if self._items[place].kind != "box" and any(map(is_it, titles))
        ]

    def agrees(self, found: dict[int, list[tuple[Row, str]]]) -> bool:
        """Whether the rows found by their titles have the numbers of their items: then the others have them too."""
        pairs = [
            (_number(self._items[place]), row.number)
            for place, rows in found.items()
            for row, note in rows
            if note == _SAME_TITLE
        ]
        return len(pairs) >= 3 and all(own is not None and own == printed for own, printed in pairs)


def _alike(clause: str, title: str) -> bool:
    """Whether the one is the other and little more."""
    shorter, longer = sorted((clause, title), key=len)
    return len(shorter) >= _CLAUSE and shorter in longer and len(shorter) * 10 >= len(longer) * 7


def _names(clause: str, title: str) -> bool:
    """Whether a clause names a title, with words of its own around it or with few of the title's words left out."""
    return _alike(clause, title) or (len(title) >= _CLAUSE and title in clause)


def _sections(item: Item, outline: Outline) -> tuple[str, ...]:
    """The titles of the headings that an item stands under, its own not among them."""
    node = outline.node_at(item.start)
    titles: list[str] = []
    while node is not None:
        titles.append(normalised(node.section.title))
        node = outline.nodes[node.parent] if node.parent is not None else None
    return tuple(title for title in titles if title and title != normalised(item.title))[:2]


def _number(item: Item) -> int | None:
    digits = re.search(r"(?<!\d)(\d{1,3})$", item.id)
    return int(digits[1]) if digits and item.kind == "task" else None


def _numbers(items: Sequence[Item]) -> dict[int, int]:
    """The tasks by their numbers, where they are numbered through the whole plan."""
    numbers = [_number(item) for item in items]
    times = Counter(number for number in numbers if number is not None)
    if any(count > 1 for count in times.values()):
        return {}
    return {number: place for place, number in enumerate(numbers) if number is not None}


def _duty(pairs: Iterable[tuple[Row, str]]) -> Duty | None:
    duties = [
        replace(
            row.duty,
            notes=(*((note,) if note else ()), *row.duty.notes),
            sure=min(row.duty.sure, 0.9 if note == _SAME_TITLE else 0.75),
        )
        for row, note in pairs
        if row.duty
    ]
    return together(duties) if duties else None
