"""Places of items: the line in the summary, and the quote with its offset in the source text."""

from __future__ import annotations

from collections.abc import Iterable

from checker.loading.plans import LoadedPlan
from checker.model.base import At
from checker.model.result import Place, Route


def places(loaded: LoadedPlan, route: Route, label: str, *candidates: Iterable[At]) -> tuple[Place, ...]:
    """One place a quote of the first candidate that has any (an item inherits its parent's); else the line alone."""
    mark = loaded.marks.find(route)
    line, column = mark.line or None, mark.column or None
    for ats in candidates:
        found = tuple(Place(label, route, line, column, at.quote, at.offset, at.page, at.paragraph) for at in ats)
        if found:
            return found
    return (Place(label, route, line, column),)
