"""The words around a quote, so that it can be understood without opening the plan."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from checker.model.result import Place
from checker.reading.document import Document
from checker.report.source import block_at, locate

_AROUND = 36  # characters on either side at most
_STOPS = "。；！？!?;\n"


class Context(Struct, frozen=True):
    """What stands before and after a quote in its sentence; "…" where it was cut."""

    before: str
    after: str


def contexts(document: Document | None, places: Iterable[Place]) -> dict[Place, Context]:
    """The context of each place that is found in the text and has any."""
    if document is None:
        return {}
    found = {}
    for place in dict.fromkeys(places):
        if span := locate(document, place):
            context = _around(document, *span)
            if context.before or context.after:
                found[place] = context
    return found


def _around(document: Document, start: int, end: int) -> Context:
    block = block_at(document, start)
    first, last = (block.start, block.end) if block else (start, end)
    before = document.text[max(first, start - _AROUND) : start]
    after = document.text[end : min(max(last, end), end + _AROUND)]
    opening = max((before.rfind(stop) for stop in _STOPS), default=-1)
    closings = [cut for stop in _STOPS if (cut := after.find(stop)) >= 0]
    cut_before = opening < 0 and start - _AROUND > first
    cut_after = not closings and end + _AROUND < last
    before = before[opening + 1 :].lstrip()
    after = after[: min(closings) + 1] if closings else after.rstrip()
    if document.text[end - 1] in _STOPS:
        after, cut_after = "", False
    return Context(("…" if cut_before else "") + before, after + ("…" if cut_after else ""))
