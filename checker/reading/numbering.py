"""Automatic numbering of Word, computed as Word shows it: the numbers are not in the text of the file."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct, field

from checker.reading.numerals import FORMATS
from checker.reading.packages import attribute, child, is_on

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class Level(Struct):
    """One level of a list: what its number looks like and where it begins."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # the numbers of the levels above in digits too
    restart: int | None = None  # the level (from 1) after which it begins again; 0 is never
    style: str | None = None


class _List(Struct):
    levels: dict[int, Level] = field(default_factory=dict)
    linked: str | None = None  # the style whose list this one is
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts the lists of a document while its paragraphs are walked in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}  # by abstract id: several lists of one abstract list count on
        self._numbers: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._started: set[tuple[str, int]] = set()
        self._styles: dict[str, str] = {}  # the abstract list that a numbering style stands for
        if root is None:
            return
        for abstract in root.iterchildren("{*}abstractNum"):
            self._read_list(abstract)
        for number in root.iterchildren("{*}num"):
            self._read_number(number)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that is linked to a paragraph style; 0 where none says so."""
        abstract, _, _ = self._numbers.get(number, ("", {}, {}))
        found = self._resolve(abstract)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), 0)

    def label(self, number: str, index: int) -> str:
        """The number that the next paragraph of a list at a level is given, and count it."""
        if number not in self._numbers or not 0 <= index < _LEVELS:
            return ""
        abstract, changed, starts = self._numbers[number]
        found = self._resolve(abstract)
        if found is None:
            return ""
        levels = {**found.levels, **changed}
        counts = found.counts
        if index in starts and (number, index) not in self._started:
            self._started.add((number, index))
            counts[index] = None
        before = counts[index]
        counts[index] = levels.get(index, Level()).start if before is None else before + 1
        for above in range(index):
            if counts[above] is None:
                counts[above] = starts.get(above, levels.get(above, Level()).start)
        for below in range(index + 1, _LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or (restart and index < restart):
                counts[below] = None
        level = levels.get(index)
        return self._printed(level, levels, counts) if level else ""

    @staticmethod
    def _printed(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        if level.form == "bullet":
            # signs of symbol fonts have no meaning as characters; a dash or a dot has
            return "".join(sign for sign in level.text if not "\ue000" <= sign <= "\uf8ff" and sign.isprintable())

        def shown(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            of = levels.get(index, Level())
            form = "decimal" if level.legal and of is not level else of.form
            return FORMATS.get(form, str)(counts[index] or of.start)

        return _PLACE.sub(shown, level.text)

    def _resolve(self, abstract: str) -> _List | None:
        found = self._lists.get(abstract)
        if found is not None and found.linked is not None and not found.levels:
            return self._lists.get(self._styles.get(found.linked, ""))
        return found

    def _read_list(self, abstract: etree._Element) -> None:
        name = attribute(abstract, "abstractNumId") or ""
        found = self._lists[name] = _List(linked=attribute(child(abstract, "numStyleLink"), "val"))
        if style := attribute(child(abstract, "styleLink"), "val"):
            self._styles[style] = name
        for each in abstract.iterchildren("{*}lvl"):
            found.levels[_whole(attribute(each, "ilvl"), 0)] = _level(each)

    def _read_number(self, number: etree._Element) -> None:
        abstract = attribute(child(number, "abstractNumId"), "val") or ""
        changed: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for each in number.iterchildren("{*}lvlOverride"):
            index = _whole(attribute(each, "ilvl"), 0)
            own = child(each, "lvl")
            if own is not None:
                changed[index] = _level(own)
            start = attribute(child(each, "startOverride"), "val")
            if start is not None:
                starts[index] = _whole(start, 1)
                of = self._lists.get(abstract, _List()).levels.get(index, Level())
                base = changed.get(index, of)
                changed[index] = Level(starts[index], base.form, base.text, base.legal, base.restart, base.style)
        self._numbers[attribute(number, "numId") or ""] = (abstract, changed, starts)


def _level(element: etree._Element) -> Level:
    text = attribute(child(element, "lvlText"), "val") or ""
    hidden = is_on(child(element, "rPr", "vanish"))
    restart = attribute(child(element, "lvlRestart"), "val")
    return Level(
        start=_whole(attribute(child(element, "start"), "val"), 0 if child(element, "start") is None else 1),
        form=attribute(child(element, "numFmt"), "val") or "decimal",
        text="" if hidden else text,
        legal=is_on(child(element, "isLgl")),
        restart=None if restart is None else _whole(restart, 0),
        style=attribute(child(element, "pStyle"), "val"),
    )


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return min(max(int(text or ""), 0), 1_000_000)
    except ValueError:
        return otherwise
