"""The numbers that headings carry: 一、 （一） 1. （1） 第一章 第一节 1.1 专栏1 附件1, in good and damaged print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from checker.extracting.numerals import read_chinese
from checker.extracting.parts import Text

Kind = Literal["level", "part", "chapter", "section", "han", "paren", "digit", "decimal", "pdigit", "box", "annex"]
RANKS: dict[Kind, int] = {
    "annex": 0,
    "part": 10,
    "chapter": 20,
    "section": 30,
    "han": 40,
    "paren": 50,
    "digit": 60,
    "decimal": 70,
    "pdigit": 80,
    "box": 90,
    "level": 100,
}

_HAN = "一二三四五六七八九十"
_YEAR = r"20\d\d年"  # 一、2023年工作回顾
_MARK = re.compile(
    rf"""
    第(?P<ordinal>[{_HAN}百零\d]{{1,4}})(?P<unit>[篇章节]|部分)(?=[^的,、。;:)》])
    | (?P<han>[{_HAN}]{{1,3}})[、.](?=[^、,。;:)\d{_HAN}]|{_YEAR})
    | \((?P<paren>[{_HAN}]{{1,3}})\)[、.]?
    | (?P<broken>\([-—_~ーｰ|]?\))
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?=[\u4e00-\u9fff“])
    | (?P<digit>\d{{1,2}}|[lI])[.、](?=[^\d.、,。;:)])|(?<=\n)(?P<dated>\d{{1,2}})[.、](?={_YEAR})
    | \((?P<pdigit>\d{{1,2}})\)[、.]?
    | 专栏(?P<box>(?:[{_HAN}]{{1,3}}|\d{{1,2}}(?:-\d{{1,2}})?)?)[:.、]?
    | 附[件表录](?P<annex>(?:[{_HAN}]{{1,3}}|\d{{1,2}})?)[:.、]?
    """,
    re.VERBOSE,
)
_AFTER = "\n\t。;!?:)”|》"  # what a heading inside a line may follow
_UNITS: dict[str, Kind] = {"篇": "part", "部分": "part", "章": "chapter", "节": "section"}


class Mark(Struct, frozen=True):
    """A heading's number as it stands in the even text; ``value`` is None where it can't be read."""

    kind: Kind
    value: int | None
    number: str
    start: int
    end: int
    line_start: bool
    after_stop: bool
    damaged: bool = False
    path: tuple[int, ...] = ()
    unit: str = ""

    @property
    def rank(self) -> int:
        """How deep the heading stands: the larger, the deeper."""
        return RANKS[self.kind] + len(self.path)


def find_marks(text: Text, start: int, end: int) -> Iterator[Mark]:
    """All that looks like a heading's number between two positions, in order."""
    even = text.even
    for match in _MARK.finditer(even, start, end):
        before = even[match.start() - 1] if match.start() else "\n"
        mark = _mark(match, before)
        if mark is not None:
            yield mark


def _mark(match: re.Match[str], before: str) -> Mark | None:
    kind, number = _kind(match)
    line_start = before in "\n\t"
    bracketed = kind in ("paren", "pdigit")
    if not line_start and (
        before == "第" or (not bracketed and ((before.isascii() and before.isalnum()) or before in ".-~"))
    ):
        return None
    if kind in ("box", "annex", "decimal") and not line_start and before not in _AFTER:
        return None
    damaged = match["broken"] is not None or number in ("l", "I")
    path: tuple[int, ...] = ()
    value: int | None = None
    if number in ("l", "I"):
        value, number = 1, "1"
    elif kind == "decimal":
        path = tuple(map(int, number.split(".")))
        value = path[-1]
    elif number.isdigit():
        value = int(number)
    elif number and not damaged:
        read = read_chinese(number)
        if read is None and kind != "box":
            return None
        value = int(read) if read is not None else None
    return Mark(
        kind,
        value,
        number,
        match.start(),
        match.end(),
        line_start,
        before in _AFTER,
        damaged,
        path,
        match["unit"] or "",
    )


def _kind(match: re.Match[str]) -> tuple[Kind, str]:
    if match["ordinal"] is not None:
        return _UNITS[match["unit"]], match["ordinal"]
    if match["broken"] is not None:
        return "paren", ""
    if match["dated"] is not None:
        return "digit", match["dated"]
    kinds: tuple[Kind, ...] = ("han", "paren", "decimal", "digit", "pdigit", "box", "annex")
    kind = next(kind for kind in kinds if match[kind] is not None)
    return kind, match[kind]


def chinese(value: int) -> str:
    """1 to 99 as headings print it."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else _HAN[tens - 1]) + "十" if tens else ""
    return head + (_HAN[ones - 1] if ones else "")
