"""Dates as documents state them: a day, a month, a year, or a range that may be open at one end."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = range(1900, 2101)


class DateRange(Struct, frozen=True):
    """The days a date may fall on, first and last; ``None`` where that end is not known."""

    first: date | None
    last: date | None
    printed: str

    def day_before(self) -> DateRange:
        """The range moved back by one day."""
        first, last = (day and day - timedelta(days=1) for day in (self.first, self.last))
        return DateRange(first, last, f"{self.printed}的前一日")

    def __str__(self) -> str:
        return self.printed


def _bounds(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError("日期应写作 2021-12-07、2021-12 或 2021")
    year, month, day = match.groups()
    if int(year) not in _YEARS:
        raise ValueError("年份应在 1900—2100 之间")
    try:
        if day:
            exact = date(int(year), int(month), int(day))
            return exact, exact
        if month:
            first = date(int(year), int(month), 1)
            after = first + timedelta(days=31)  # some day of the next month
            return first, after - timedelta(days=after.day)
        return date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError as error:
        raise ValueError("没有这一天") from error


def parse_date(value: object) -> DateRange:
    """Read ``2021-12-07``, ``2021-12``, ``2021`` or ``{from:, to:}``; ValueError (in Chinese) otherwise."""
    if isinstance(value, DateRange):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, dict)):
        raise ValueError("日期应写作 2021-12-07、2021-12、2021 或 {from: …, to: …}")
    if not isinstance(value, dict):
        first, last = _bounds(str(value))
        return DateRange(first, last, str(value))
    unknown = set(value) - {"from", "to"}
    if unknown or not value:
        raise ValueError("日期范围只有 from 和 to 两个键")
    start = _bounds(str(value["from"]))[0] if "from" in value else None
    end = _bounds(str(value["to"]))[1] if "to" in value else None
    if start and end and start > end:
        raise ValueError("from 晚于 to")
    printed = f"{value['from']} 以后" if end is None else f"{value['to']} 以前" if start is None else ""
    return DateRange(start, end, printed or f"{value['from']} 至 {value['to']}")
