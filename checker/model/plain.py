"""Parts of the model as a file has them."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from checker.model.base import field_names
from checker.model.dates import DateRange

_SINCE, _UNTIL, _BETWEEN = (re.compile(form) for form in (r"(\S+) 以后", r"(\S+) 以前", r"(\S+) 至 (\S+)"))


def plain(value: Any) -> Any:
    """A part of the model as a file has it: keys in the order of the schema, without what is left out."""
    if isinstance(value, BaseModel):
        fields = zip(field_names(type(value)), type(value).model_fields, strict=True)
        items = ((key, getattr(value, name)) for key, name in fields)
        kept = {key: plain(item) for key, item in items if item is not None and item != () and item is not False}
        if "at" in kept:
            kept["at"] = kept.pop("at")  # last, as a person would put it
        return kept
    if isinstance(value, DateRange):
        return _date(value)
    if isinstance(value, tuple):
        parts = [plain(each) for each in value]
        return parts[0] if len(parts) == 1 and isinstance(parts[0], dict) and set(parts[0]) <= _AT else parts
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
