"""Times that running text prints: years, five-year plans, spans of years; and which of them govern what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from checker.extracting.numerals import read_chinese

_ZEROTH_PLAN, _PLAN_YEARS = 1951, 5  # 六五 began in 1981, and so on without a gap
_YEAR = r"(?:(?:19|20)\d{2}|二[〇零○O0][〇零○O0一二三四五六七八九]{2})"
_FIVE = r"[“\"'‘]?(?P<plan>十?[一二三四五六七八九]?|二十)五[”\"'’]?"
_TIME = re.compile(
    rf"(?:(?P<lead>到|至|截至|截止到?|力争到|争取到|自|从|由|较|比|与|同|为|是|相比|以){{0,2}})"
    rf"(?:(?P<first>{_YEAR})年?(?:-|—{{1,2}}|~|至|到)(?P<last>{_YEAR})年?(?P<span>期间|间)?"
    rf"|(?P<year>{_YEAR})年(?P<month>[1-9]\d?月(?:\d{{1,2}}日)?)?(?P<point>年?[底末初]?(?:之前|前)|年?[底末]|年初|度|内|[一-鿿]{{0,6}}以来|起)?"
    rf"|{_FIVE}(?P<when>规划期末|规划期间|规划期内|期末|末期|末|时期|期间|期内|以来|收官|前[两三]年|规划以来|(?=累计|共|基础上|的\d|增长|增加|提高|提升|翻)))"
)
_LEAD = re.compile(r"(?:截至|截止到?|力争到|争取到|到|至|自|从|由|相比|相较于|较|比|与|同|为|是|按照|以)$")
_ARRIVES = re.compile(r"[高长加升降大展少达增减缩压扩跃][到至]$")
_OF_A_NAME = re.compile(r"(?:以前|之前)?(?:建成|建设|建造|成立|设立|出台|颁布|发布|竣工)的")  # 2000年底前建成的小区
_LATER = re.compile(r"[^。;\n]{0,40}?(?:奠定|打下|打好|筑牢|夯实)")  # 为到2035年……奠定基础: not what is set here
_AFTER_BASE = re.compile(r"相比|[^,。;]{0,12}的\d|[^,。;]{0,6}(?:增长|提高|提升|增加|上升|下降|减少|翻)")
_STARTS_FROM = re.compile(
    r"年?[底末]?的?基础上|为(?:基数|基期|基准|基础|起点|参照)"
)  # 以2020年为基数, 在“十三五”基础上
_OF_A_START = re.compile(r"(?:\([^()]{1,20}\))?的")  # 由2021年(当年开始统计)的81.5%
# 2023年建成运行, 2022年获批试点城市: when something came about, not when the numbers after it were counted
_EVENT = re.compile(
    r"[^,。;:\d]{0,10}?(?:建成|获批|入选|成立|设立|启动|投入|挂牌|揭牌|试点|起步|列入|纳入|被|获评|印发|出台|施行)[^,。;:\d]*(?=[,。;:\n]|$)"
)
_CHINESE_DIGITS = {sign: str(digit) for digit, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}

Kind = Literal["by", "until", "in", "base", "from", "event", "date"]


class Time(Struct, frozen=True):
    """A printed time: ``year``, or ``over`` first to last year.

    ``kind``: by (到2025年), until (截至2020年底), in (2020年, “十三五”期间), base (较2020年: what is compared with),
    from (由2020年的5家: where a growth starts), event (2023年建成运行), date (a day or a beginning: governs nothing).
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    over: tuple[int, int] | None = None

    @property
    def last(self) -> int:
        """The last year meant."""
        return self.year if self.year is not None else (self.over or (0, 0))[1]


def plan_years(number: str) -> tuple[int, int] | None:
    """The years of 十三五 for 十三; those from 六五 on, the earlier ones are history."""
    value = read_chinese(number)
    if value is None or value < 6:
        return None
    start = _ZEROTH_PLAN + int(value) * _PLAN_YEARS
    return start, start + _PLAN_YEARS - 1


def find_times(text: str, start: int, end: int) -> Iterator[Time]:
    """The times between two positions, in order."""
    for found in _TIME.finditer(text, start, end):
        time = _read(text, found, start, end)
        if time is not None:
            yield time


def _read(text: str, found: re.Match[str], low: int, high: int) -> Time | None:
    begin = found.start()
    lead = _LEAD.search(text[max(low, begin - 3) : _core(found)].rstrip("“\"'‘"))
    word = lead[0] if lead else ""
    if found["first"]:
        over = (_year(found["first"]), _year(found["last"]))
        if over[0] > over[1]:
            return None
        return Time(begin, found.end(), "base" if _compares(text, word, found.end(), high) else "in", over=over)
    if found["plan"] is not None:
        over = plan_years(found["plan"]) or (0, 0)
        if over == (0, 0):
            return None
        if word in ("由", "从") and _OF_A_START.match(text, found.end(), high):
            kind: Kind = "from"
        elif _compares(text, word, found.end(), high):
            kind = "base"
        elif not found["when"] and not text.startswith(("累计", "共"), found.end()):
            return None
        elif "末" in found["when"] or found["when"] == "收官":
            kind = "by"
        else:
            kind = "in"
        if "末" in found["when"]:
            return Time(begin, found.end(), kind, year=over[1])
        return Time(begin, found.end(), kind, over=over)
    return _single(text, found, word, low, high)


def _single(text: str, found: re.Match[str], word: str, low: int, high: int) -> Time:
    year = _year(found["year"])
    begin, end, point = found.start(), found.end(), found["point"] or ""
    if _compares(text, word, end, high):
        return Time(begin, end, "base", year=year)
    if word in ("由", "从") and _OF_A_START.match(text, end, high):
        return Time(begin, end, "from", year=year)
    if _ARRIVES.search(text[max(low, begin - 2) : _core(found)]):
        return Time(begin, end, "in", year=year)
    if word in ("截至", "截止", "截止到"):
        return Time(begin, end, "until", year=year)
    if word in ("自", "从", "由") or point == "起" or point.endswith("以来") or "日" in (found["month"] or ""):
        return Time(begin, end, "date", year=year)
    if _LATER.match(text, end, high) and "为" in text[max(low, begin - 1) : _core(found)]:
        return Time(begin, end, "date", year=year)
    if _OF_A_NAME.match(text, end, high):
        return Time(begin, end, "date", year=year)
    if word in ("到", "至", "力争到", "争取到") or point.endswith("前"):
        return Time(begin, end, "by", year=year)
    if not word and _EVENT.match(text, end, high):
        return Time(begin, end, "event", year=year)
    return Time(begin, end, "in", year=year)


def _core(found: re.Match[str]) -> int:
    for name in ("first", "year", "plan"):
        if found[name] is not None:
            return found.start(name)
    return found.start()


def _compares(text: str, word: str, end: int, high: int) -> bool:
    """较2020年, 比“十二五”末, 为2020年的1.5倍, 以2020年为基数."""
    if _STARTS_FROM.match(text, end, high):
        return True
    if word in ("较", "比", "相比", "相较于"):
        return True
    return word in ("与", "同", "为", "是") and _AFTER_BASE.match(text, end, high) is not None


def _year(printed: str) -> int:
    return int("".join(_CHINESE_DIGITS.get(sign, sign) for sign in printed))
