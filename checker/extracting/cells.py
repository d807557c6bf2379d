"""What a cell of an indicator table says: a value, words, nothing; a name with its unit; a serial number."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.columns import TableWords
from checker.extracting.figure_words import FigureWords, one_of
from checker.extracting.lexicon import Lexicon
from checker.extracting.numbers import NumberReader
from checker.model.base import Quantity, Scope

_SERIAL = re.compile(r"[(]?(\d{1,3})[)]?[.、]?")
_LEADING_SERIAL = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳])")
_FOOTNOTE = re.compile(r"(?<=[\d%\])])(?:[①-⑳*※]|\(注?\d?\))$|^[*※]")
_TOTAL = re.compile(r"^[\[〔【]([^\[\]〔〕【】]+)[\]〕】](%?)$")
_LEAD = re.compile(r"^(?:力争|争取|努力)?(?:达到|达|为|实现)?(?=[\d>≥<≤约])|^(?:力争|争取|努力)(?=不|超)")
_GROWTH = re.compile(r"^(年均|平均每年|每年)?(?:增长|增速|递增)(?:率)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LAST_BRACKET = re.compile(r"\(([^()]*)\)$")
_YEARLY = re.compile(
    r"年度|当年|(?<![万千百近五十三两每首])年(?=进出口|登记|申请|授权|交易|产[值量]|受理|培训|新增|销售|营业|成交|注册)"
)
_TOTALS = re.compile(r"累计")
# 2.3件(2020年为1.08件), 60件(“十三五”累计37件): where the goal starts from stands behind it
_STARTED = re.compile(
    r"(?P<goal>[^()]*\d[^()]*)\((?:(?P<year>(?:19|20)\d\d)年[末底]?|[“\"]?十[一二三四]五[”\"]?(?:时期|期间|末)?)"
    r"(?P<total>累计)?(?:达到?|为|是)?(?P<start>\d[^()]*)\)"
)
_COUNTED = ("量", "额", "数", "值")  # what names of amounts end with
_STRANGE_UNIT = re.compile(r"[万亿千百]?[^\W\d]{1,5}/(?:[万亿千百十]{0,2}[^\W\d]{1,5})|[%‰℃°㎡²³]{1,2}")
_NAME_CLUTTER = re.compile(r"^[\s*※·•]+|^其中[:、]?")


class CellName(Struct, frozen=True):
    """The name of a row without its unit; ``scope``: the 口径 that the bracket says beside it, 累计 or 当年."""

    name: str
    unit: str
    scope: Scope | None = None


class CellReader:
    """Reads single cells, given as even text."""

    def __init__(self, words: TableWords, numbers: NumberReader) -> None:
        self.numbers = numbers
        self._blank = frozenset(words.blank)
        self._yearly, self._totals = frozenset(words.yearly), frozenset(("累计", *words.total))
        self._starts, self._ends = tuple(words.wordy_starts), tuple(words.wordy_ends)
        starts, ends = (one_of(listed) for listed in (words.wordy_starts, words.wordy_ends))
        self.wordy = re.compile(rf"(?:(?={starts})[^\d\n。;!?(),]{{0,14}}?)?(?:{ends})")  # whole, within glued text

    def is_blank(self, cell: str) -> bool:
        """Nothing, or a sign that says so: a dash, 待定."""
        bare = cell.strip("()[] ")
        return not bare or bare in self._blank

    def is_wordy(self, cell: str) -> bool:
        """Words that say a target, as no name does: 稳步增长, 完成省下达任务."""
        return cell.startswith(self._starts) or cell.endswith(self._ends)

    def is_unit(self, cell: str) -> bool:
        """Whether a cell or bracket is a unit: one that is known, or one that looks like no word (微克/立方米, ℃)."""
        return bool(cell) and (self.numbers.unit_at(cell, 0) == cell or _STRANGE_UNIT.fullmatch(cell) is not None)

    def is_number(self, cell: str) -> bool:
        """Whether a cell holds a value in digits (with a bound, a unit, in brackets)."""
        if self.started(cell):
            return True
        quantity = self.value(cell)
        return quantity is not None and quantity.value is not None

    def serial(self, cell: str) -> int | None:
        found = _SERIAL.fullmatch(cell)
        return int(found[1]) if found else None

    def name(self, cell: str) -> CellName:
        """A printed name; its last bracket is the unit where it is one."""
        name = _NAME_CLUTTER.sub("", _LEADING_SERIAL.sub("", cell))
        bracket = _LAST_BRACKET.search(name)
        if bracket is None:
            return CellName(name, "")
        parts = [part for part in re.split(r"[,、;:]|单位", bracket[1]) if part]
        units = [part for part in parts if self.is_unit(part)]
        if parts == ["年"] and name[: bracket.start()].endswith(_COUNTED):  # of one year: no number of years
            return CellName(name[: bracket.start()], "", "yearly")
        totals = any(part in self._totals for part in parts)
        scopes = self._totals | self._yearly
        if len(units) == 1 and all(part in units or part in scopes for part in parts):
            scope: Scope | None = "total" if totals else "yearly" if len(parts) > 1 else None
            return CellName(name[: bracket.start()], units[0], scope)
        return CellName(name, "")

    def value(self, cell: str) -> Quantity | None:
        """The value, bound, range or words of a cell; None for an empty one or a dash."""
        if self.is_blank(cell):
            return None
        printed = cell
        cell = _FOOTNOTE.sub("", cell)
        scope: Scope | None = None
        if total := _TOTAL.match(cell):
            cell, scope = total[1] + total[2], "total"
            if self.is_blank(cell):
                return None
        lead = _LEAD.match(cell)
        bare = cell[lead.end() :] if lead else cell
        raw = printed if bare != cell and not cell.startswith(("达", "为", "实现")) else None
        if growth := _GROWTH.match(bare):
            bare, scope = bare[growth.end() :], "average-growth" if growth[1] else "growth"
        negative = bare.startswith("-") and _NUMBER.fullmatch(bare.rstrip("%")) is not None
        found = self.numbers.whole(bare[1:] if negative else bare)
        if found is not None and (scope not in ("growth", "average-growth") or found.unit == "%"):
            quantity = found.quantity(scope=scope)
            if negative and quantity.value is not None:
                quantity = replace(quantity, value=-quantity.value)
            return replace(quantity, raw=quantity.raw or raw)
        if len(_NUMBER.findall(cell)) > 1 and not re.search(r"[一-鿿]{2}", cell):
            return Quantity(raw=printed, review=True)
        return Quantity(text=printed)

    def started(self, cell: str) -> tuple[str, Quantity] | None:
        """The goal of a cell that also prints where it starts from, and that start; None where it prints none."""
        found = _STARTED.fullmatch(cell)
        start = self.numbers.whole(found["start"]) if found else None
        if found is None or start is None or self.numbers.whole(found["goal"]) is None:
            return None
        scope: Scope | None = "total" if found["total"] else None
        return found["goal"], replace(start.quantity(scope=scope), year=int(found["year"]) if found["year"] else None)

    def scope_of(self, name: str) -> Scope | None:
        """The 口径 that a name prints: 累计, 年登记量."""
        if _TOTALS.search(name):
            return "total"
        return "yearly" if _YEARLY.search(name) else None


@lru_cache(maxsize=4)
def cell_reader(lexicon: Lexicon) -> CellReader:
    """The reader for a lexicon, with the units that running text knows."""
    words = lexicon.dictionary("figures", FigureWords)
    units = (*(unit.unit for unit in lexicon.vocabulary.taxonomy.units), *words.units)
    return CellReader(lexicon.dictionary("tables", TableWords), NumberReader(units, words.not_units))
