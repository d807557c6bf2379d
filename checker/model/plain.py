"""Parts of the model as a file has them."""

from __future__ import annotations

import re
from typing import Any

from checker.model.dates import DateRange
from checker.model.record import Record, parts

_SINCE, _UNTIL, _BETWEEN = (re.compile(form) for form in (r"(\S+) 以后", r"(\S+) 以前", r"(\S+) 至 (\S+)"))


def plain(value: Any) -> Any:
    """A part of the model as a file has it: keys in the order of the schema, without what is left out."""
    if isinstance(value, Record):
        kept = {key: plain(item) for key, item in parts(value) if item is not None and item != () and item is not False}
        if "at" in kept:
            kept["at"] = kept.pop("at")  # last, as a person would put it
        return kept
    if isinstance(value, DateRange):
        return _date(value)
    if isinstance(value, tuple):
        items = [plain(each) for each in value]
        return items[0] if len(items) == 1 and isinstance(items[0], dict) and set(items[0]) <= _AT else items
    return value


_AT = {"quote", "offset", "line", "page", "paragraph"}


def _date(value: DateRange) -> Any:
    if match := _SINCE.fullmatch(value.printed):
        return {"from": match[1]}
    if match := _UNTIL.fullmatch(value.printed):
        return {"to": match[1]}
    if match := _BETWEEN.fullmatch(value.printed):
        return {"from": match[1], "to": match[2]}
    return value.printed
