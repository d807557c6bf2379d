"""The columns of an indicator table, told by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.dates import plan_years
from checker.extracting.lexicon import Lexicon
from checker.model.base import Strict
from checker.model.plan import Texts

Role = Literal[
    "serial", "category", "name", "weak-name", "unit", "baseline", "target", "year", "values", "growth", "nature",
    "responsible", "lead", "note", "scope", "other",
]  # fmt: skip
VALUES: frozenset[Role] = frozenset(("baseline", "target", "year", "growth"))
_FIVE = r"[“\"']?(?P<plan>二?十?[一二三四五六七八九])五[”\"']?(?:规划)?(?:期末|末期|末|时期|期间)?"
_YEAR = r"(?:到|至)?(?P<year>(?:19|20)\d{2})(?:年度|年)?(?:年?[底末])?"
_SIGNS = frozenset("\n\t| ")
# glued heads may end with one of these by mistake: names begin with them too
_DOUBTFUL = frozenset(("单位", "累计", "年均", "增长", "完成", "实际", "目标", "规划", "计划", "来源", "说明", "口径"))
_SEPARATOR = r"[\s|]*"
_CLUTTER = re.compile(r"[\s\[\]()〔〕【】:/、,“”\"'*]|的|(?<![责任])全[市省县区]")


class TableWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/tables.yaml``."""

    serial: Texts
    category: Texts
    name: Texts
    weak_name: Texts
    unit: Texts
    baseline: Texts
    target: Texts
    values: Texts
    growth: Texts
    nature: Texts
    responsible: Texts
    lead: Texts
    note: Texts
    scope: Texts
    yearly: Texts
    total: Texts
    stock: Texts
    uncounted: Texts
    rates: Texts
    other: Texts
    tasks: Texts
    past: Texts
    title: Texts
    blank: Texts
    wordy_starts: Texts
    wordy_ends: Texts


class Column(Struct, frozen=True):
    """What a column holds; ``words`` as printed. ``year`` of its values, ``unit`` where the head says it for all."""

    role: Role
    words: str
    year: int | None = None
    unit: str = ""
    bracketed: bool = False  # 年均增长[累计]: bracketed values are totals of the whole period


class Head(Struct, frozen=True):
    """The heads of a table and where they stand."""

    columns: tuple[Column, ...]
    start: int
    end: int
    glued: bool = False  # heads run together without any sign between them


class HeadReader:
    """Reads heads; cell by cell, or a whole row of them in running text."""

    def __init__(self, words: TableWords) -> None:
        self.words = words
        by_role: tuple[tuple[Role, Sequence[str]], ...] = (
            ("other", words.other), ("note", words.note), ("scope", words.scope), ("growth", words.growth),
            ("values", words.values),
            ("target", words.target), ("baseline", words.baseline), ("responsible", words.responsible),
            ("lead", words.lead), ("nature", words.nature), ("unit", words.unit), ("weak-name", words.weak_name),
            ("category", words.category), ("serial", words.serial), ("name", words.name),
        )  # fmt: skip
        self._roles: dict[str, Role] = {word: role for role, listed in by_role for word in listed}
        value_words = _any((*words.baseline, *words.target, *words.growth))
        composed: tuple[Role, ...] = ("growth", "target", "baseline")
        self._composed = {role: re.compile(rf"(?:{_any(listed)}|年)+") for role, listed in by_role if role in composed}
        bracket = r"(?:[(\[][^()\[\]\n]{1,12}[)\]])?"
        front = rf"(?:(?:{_any((*words.serial, *words.category))}){_SEPARATOR})*"
        five, year = _FIVE.replace("?P<plan>", "?:"), _YEAR.replace("?P<year>", "?:")
        value = (
            rf"(?:{five})?{year}(?:{_any((*words.baseline, *words.target))})?{bracket}"
            rf"|(?:{five})?(?:{value_words})(?:/?\[?累计\]?)?{bracket}"
        )
        other = _any((*words.unit, *words.nature, *words.responsible, *words.lead, *words.note))
        self._part = re.compile(rf"(?:{value}|(?:{other}){bracket})")
        self._front = re.compile(front)
        self._front_word = re.compile(_any((*words.serial, *words.category)))
        self._name = re.compile(rf"(?:{_any(words.name)}){bracket}")
        self._separator = re.compile(_SEPARATOR)

    def read(self, cell: str) -> Column:
        """The column that a head cell stands for; role ``other`` where it is not known."""
        words = re.sub(r"\s", "", cell).strip("|")
        unit = re.search(r"[(\[]([^()\[\]]{1,8})[)\]]$", words)
        bare = _CLUTTER.sub("", words)
        role = self._roles.get(bare)
        if role is None and unit:
            role = self._roles.get(_CLUTTER.sub("", words[: unit.start()]))
        year = re.search(_YEAR, words)
        plan = re.search(_FIVE, words)
        years = plan_years(plan["plan"]) if plan else None
        when = int(year["year"]) if year else years[1] if years else None
        if role is None and when is not None:
            text = words[: unit.start()] if unit and not re.search(_YEAR, unit[1]) else words
            rest = _CLUTTER.sub("", re.sub(_FIVE, "", re.sub(_YEAR, "", text)))
            role = (
                self._value_role(rest) or self._roles.get(rest) or ("year" if rest in ("", "年", "末", "底") else None)
            )
        elif role is None:
            role = self._value_role(_CLUTTER.sub("", words[: unit.start()] if unit else words)) or self._value_role(
                bare
            )
        printed = unit[1] if unit and role in VALUES | {"name"} and not re.search(r"年|累计|末|期", unit[1]) else ""
        return Column(role or "other", words, when, printed, bracketed="累计" in words and "[" in words)

    def _value_role(self, rest: str) -> Role | None:
        for role, pattern in self._composed.items():
            if rest and pattern.fullmatch(rest):
                return role
        return None

    def find(self, even: str, start: int, end: int) -> Iterable[Head]:
        """Rows of heads in running text or one head a line: a name, and at least two heads of values after it."""
        position = start
        while (name := self._name.search(even, position, end)) is not None:
            position = name.end()
            head = self._row(even, name, start, end)
            if head is not None:
                yield head
                position = head.end

    def _row(self, even: str, name: re.Match[str], low: int, high: int) -> Head | None:
        begin = name.start()
        front: list[Column] = []
        for word in self._fronts(even, max(low, begin - 40), begin):
            front.append(self.read(word[0]))
            begin = min(begin, word.start())
        parts: list[tuple[Column, int]] = [(self.read(name[0]), name.end())]
        parted = True
        while (part := self._part.match(even, self._behind(even, parts[-1][1], high), high)) is not None:
            apart = part.start() > parts[-1][1]
            whole = part.end() >= high or even[part.end()] in _SIGNS
            if apart and parted and not whole:
                break  # a name that begins like a head: 单位GDP能耗
            parted = parted and apart
            parts.append((self.read(part[0]), part.end()))
        while not parted and parts[-1][0].words in _DOUBTFUL:
            parts.pop()
        columns = [*front, *(column for column, _ in parts)]
        if sum(column.role in VALUES for column in columns) < 2:
            return None
        return Head(_paired(columns), begin, parts[-1][1], glued=not parted)

    def _behind(self, even: str, position: int, high: int) -> int:
        """Behind the signs between two heads."""
        gap = self._separator.match(even, position, high)
        return gap.end() if gap else position

    def _fronts(self, even: str, low: int, high: int) -> list[re.Match[str]]:
        """The serial and category heads that stand right before the head of the names."""
        words: list[re.Match[str]] = []
        end = high
        while True:
            before = len(even[low:end].rstrip("\n\t |")) + low
            word = next(
                (
                    found
                    for length in (5, 4, 3, 2)
                    if before - length >= low and (found := self._front_word.fullmatch(even, before - length, before))
                ),
                None,
            )
            if word is None:
                return words[::-1]
            words.append(word)
            end = word.start()


def _paired(columns: list[Column]) -> tuple[Column, ...]:
    """2020年, 基期值, 2025年, 目标值 on lines of their own are two heads."""
    values = [column for column in columns if column.role in VALUES]
    years, words = values[::2], values[1::2]
    pairs = len(years) == len(words) > 1 and all(
        one.role == "year" and other.year is None and other.role in ("baseline", "target")
        for one, other in zip(years, words, strict=True)
    )
    if not pairs:
        return tuple(columns)
    whole = {
        id(one): replace(other, year=one.year, words=f"{one.words}{other.words}")
        for one, other in zip(years, words, strict=True)
    }
    return tuple(whole.get(id(column), column) for column in columns if not any(column is word for word in words))


def settled(columns: Sequence[Column], period: tuple[int, int] | None) -> tuple[tuple[Column, ...], str]:
    """The columns with roles and years of all values, and what is to be looked at (in Chinese; "" where nothing is).

    ``period`` is that of the plan: years before it are baselines, years in it targets.
    """
    note = ""
    shared = next((column for column in columns if column.role == "values"), None)
    plain = [column.year for column in columns if column.role == "year" and column.year]
    has_base = any(column.role == "baseline" for column in columns)
    first = period[0] if period else None
    if first is None and plain and not has_base and len(plain) > 1:
        first = min(plain) + 1
        if min(plain) % 5:
            note = f"表头只有年份，按{min(plain)}年为基期读"
    result: list[Column] = []
    for column in columns:
        if column is shared:
            continue
        role, year = column.role, column.year
        if role == "year" and year is not None:
            role = "baseline" if first is not None and year < first and not has_base else "target"
        if year is None and period and role in ("baseline", "target"):
            year = period[0] - 1 if role == "baseline" else period[1]
        result.append(replace(column, role=role, year=year))
    return tuple(result), note


def merged(first: Sequence[Column], second: Sequence[Column]) -> tuple[Column, ...] | None:
    """Two rows of heads as one, where the second has the years of one or more heads of the first; else None."""
    known = [column for column in second if column.words]
    if not known or any(column.role not in VALUES for column in known):
        return None
    if len(second) == len(first):  # a row with empty cells below the heads that go over two rows
        columns = [_under(above, below) for above, below in zip(first, second, strict=True)]
        return tuple(columns)
    wide = [place for place, column in enumerate(first) if column.role in ("values", "target", "baseline", "year")]
    open_heads = [place for place in wide if first[place].year is None]
    wide = open_heads or wide
    if not wide or len(wide) > len(known):
        return None
    joined: list[Column] = []
    left = list(known)
    for place, column in enumerate(first):
        if place not in wide:
            joined.append(column)
            continue
        count = len(left) if place == wide[-1] else 1
        joined += [_under(column, below) for below in left[:count]]
        left = left[count:]
    return tuple(joined)


def _under(above: Column, below: Column) -> Column:
    if not below.words:
        return above
    role = above.role if below.role == "year" and above.role in ("target", "baseline") else below.role
    return replace(below, role=role, words=f"{above.words}{below.words}", unit=below.unit or above.unit)


def is_indicator_head(columns: Sequence[Column], title: str, words: TableWords) -> bool:
    """Whether these are the heads of an indicator table: names, values of a year, nothing of tasks, money or people."""
    roles = [column.role for column in columns]
    if any(_CLUTTER.sub("", column.words) in words.other for column in columns):
        return False
    if any(word in title for word in words.past) or any(column.words.endswith("完成情况") for column in columns):
        return False
    values = [role for role in roles if role in ("baseline", "target", "year")]
    if "name" in roles:
        return bool(values) and (len(values) > 1 or "target" in values or any(word in title for word in words.title))
    if "weak-name" in roles:
        return "target" in values and any(word in title for word in words.title[:1])
    return False


@lru_cache(maxsize=4)
def head_reader(lexicon: Lexicon) -> HeadReader:
    """The reader for a lexicon."""
    return HeadReader(lexicon.dictionary("tables", TableWords))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
