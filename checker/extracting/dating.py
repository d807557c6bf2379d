"""Dates as they stand under a title, on a cover or at the end, and the years a plan is for."""

from __future__ import annotations

import re

_DIGITS = {sign: str(digit) for digit, sign in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
    "o": "0",
}
_YEAR = r"20\d\d|二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}"
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
DATE = re.compile(rf"(?P<year>{_YEAR})年(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})日)?")
_PUBLISHED = re.compile(
    r"(?:发布|公布|公开|发文)(?:日期|时间):?(?P<year>20\d\d)(?:年|-|/|\.)(?P<month>\d{1,2})(?:月|-|/|\.)(?P<day>\d{1,2})"
)
FIVE = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_FIVE = re.compile(r"十[二三四五六]五")
_PERIOD = re.compile(
    rf"(?:规划|实施|计划|纲要|行动|方案|政策)?(?:期限|期|实施期)(?:限)?(?:为|是|:|从|自)+(?:五年,|三年,)?(?P<raw>(?P<start>{_YEAR})年?(?:[-—~至到]{{1,2}})?(?P<end>{_YEAR})年?)"
)
_SPAN = re.compile(rf"(?P<raw>(?P<start>{_YEAR})年?(?:[-—~至到]{{1,2}})?(?P<end>{_YEAR})年?)")
_YEARLY_SPAN = re.compile(r"(20\d\d)年?[-—~至到]{1,2}(20\d\d)年度")
_UNTIL = re.compile(r"到(?P<year>20\d\d)年(?:底|末)?")


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    if "十" in said:
        tens, _, ones = said.partition("十")
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS.get(sign, sign) for sign in said))


def read_date(found: re.Match[str]) -> str | None:
    """2021-12-07 or 2021-12; None for what is no date."""
    year, month, day = (_number(part) if part else None for part in (found["year"], found["month"], found["day"]))
    if not month or month > 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")


def published(text: str) -> re.Match[str] | None:
    """The day a web page says it was published."""
    return _PUBLISHED.search(text)


def stated_period(text: str, start: int, end: int) -> tuple[int, int, re.Match[str]] | None:
    """First and last year that the text says it is for, and where."""
    for found in _PERIOD.finditer(text, start, end):
        first, last = _number(found["start"]), _number(found["end"])
        if first < last <= first + 20:
            return first, last, found
    return None


def year_span(text: str, start: int) -> tuple[int, int] | None:
    """明确2021—2022年度重点任务: the years that the beginning of a yearly plan says it is for."""
    found = _YEARLY_SPAN.search(text, start, start + 1_000)
    return (int(found[1]), int(found[2])) if found and int(found[2]) == int(found[1]) + 1 else None


def title_period(title: str, *, yearly: bool = False) -> tuple[int, int] | None:
    """The years in a title: (2021—2035年), “十四五”, 2023年. A ``yearly`` plan may name five years it serves."""
    found = _SPAN.search(title)
    if found:
        first, last = _number(found["start"]), _number(found["end"])
        if first < last <= first + 20:
            return first, last
    five = None if yearly else _FIVE.search(title)
    if five:
        return FIVE[five[0]], FIVE[five[0]] + 4
    years = re.findall(r"20\d\d(?=年)|(?<=\()20\d\d(?=\)$)", title.translate({ord("（"): "(", ord("）"): ")"}))
    return (int(years[0]), int(years[0])) if len(years) == 1 else None


def goal_years(text: str, start: int, end: int) -> list[int]:
    """The years that 到20XX年 names, in order of printing."""
    return [int(found["year"]) for found in _UNTIL.finditer(text, start, end)]
