"""Where in the text something stands: in which measure, by the offsets of both."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.base import At
from checker.model.plan import Plan


def start(ats: Sequence[At]) -> int | None:
    """The offset of the first place; None where it is not known."""
    return ats[0].offset if ats else None


def measure_starts(plan: Plan) -> list[tuple[int, int]]:
    """Where the measures begin in the text, with their places in the list; in the order of the text."""
    return sorted(
        (offset, index) for index, measure in enumerate(plan.measures) if (offset := start(measure.at)) is not None
    )


def is_after_goals(plan: Plan, ats: Sequence[At]) -> bool:
    """Whether something stands behind the beginning of the first measure; False where the places are not known."""
    offset, starts = start(ats), measure_starts(plan)
    return offset is not None and bool(starts) and offset >= starts[0][0]


def measure_at(plan: Plan, offset: int | None) -> int | None:
    """The measure whose text an offset falls in; None where it is in none or the places are not known.

    A heading of the body ends the measure before it.
    """
    before = [begin for begin in measure_starts(plan) if offset is not None and begin[0] <= offset]
    if not before:
        return None
    begin, index = before[-1]
    headings = (start(section.at) for section in plan.sections if section.in_ == "body")
    return None if any(at is not None and begin < at <= (offset or 0) for at in headings) else index
