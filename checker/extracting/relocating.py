"""Items of an older summary at their places in a newer text."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec.structs import replace

from checker.model.base import At, Ats
from checker.model.record import Record

V = TypeVar("V")


def found_again(ats: Ats, text: str) -> Ats | None:
    """The same quotes where they stand in ``text``; None where one of them is not there any more."""
    moved = []
    for at in ats:
        offset = _nearest(text, at.quote, at.offset or 0)
        if offset < 0:
            return None
        moved.append(At(quote=at.quote, offset=offset))
    return tuple(moved)


def moved(value: V, text: str) -> V:
    """A part of a summary with all places in ``text``; a part whose words are gone has none, and inherits one."""
    if isinstance(value, Record):
        changed: dict[str, Any] = {}
        for name in value.__struct_fields__:
            part = getattr(value, name)
            changed[name] = (found_again(part, text) or ()) if name == "at" else moved(part, text)
        return replace(value, **changed)
    if isinstance(value, tuple) and any(isinstance(each, Record) for each in value):
        return tuple(moved(each, text) for each in value)  # type: ignore[return-value]  # the same tuple, moved
    return value


def _nearest(text: str, quote: str, offset: int) -> int:
    """Where ``quote`` stands, nearest to ``offset``; -1 where it does not."""
    places = [text.rfind(quote, 0, offset + len(quote)), text.find(quote, offset)]
    return min((place for place in places if place >= 0), key=lambda place: abs(place - offset), default=-1)
