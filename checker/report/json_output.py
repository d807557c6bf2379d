"""JSON: the whole result, streamed plan by plan; keys in a fixed order, one plan a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from checker.model.result import PlanResult, Problem, Run, WaiverUse

VERSION = 1
# what a terminal may obey or hide instead of showing it, as far as JSON itself does not escape it
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def json_start(run: Run) -> str:
    """The head of the document, up to its first plan."""
    return f'{{"version": {VERSION}, "run": {dumped(run)}, "plans": ['


def json_plan(plan: PlanResult, *, first: bool) -> str:
    """One plan, on a line of its own."""
    return f"{'' if first else ','}\n{dumped(plan)}"


def json_end(problems: Iterable[Problem], strangers: Iterable[WaiverUse] = ()) -> str:
    """What could not be used, the waivers for plans that were not checked, and the end of the document."""
    return f'\n], "problems": {dumped(tuple(problems))}, "waivers": {dumped(tuple(strangers))}}}\n'


def ascii_only(text: str) -> str:
    """The same JSON for a stream that can't carry every character."""
    return _NOT_ASCII.sub(_escape, text)


def plain(value: Any) -> Any:
    """Records, mappings and tuples as what JSON has; verdicts as their words."""
    if isinstance(value, Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def dumped(value: object) -> str:
    """Any result as JSON on one line, with nothing in it that a terminal would obey; decimals keep their digits."""
    return _UNSEEN.sub(_escape, json.dumps(plain(value), ensure_ascii=False, default=_number))


def _number(value: object) -> object:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() else float(value)


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
