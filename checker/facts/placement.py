"""Where in the text something stands: in which measure, by the offsets of both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from checker.model.base import At
from checker.model.plan import Plan


def start(ats: Sequence[At]) -> int | None:
    """The offset of the first place; None where it is not known."""
    return ats[0].offset if ats else None


class Layout:
    """Where the measures and headings of a plan begin: known once, asked for each of its figures."""

    def __init__(self, plan: Plan) -> None:
        self.measures = sorted(
            (offset, index) for index, measure in enumerate(plan.measures) if (offset := start(measure.at)) is not None
        )
        """Where the measures begin in the text, with their places in the list; in the order of the text."""
        self._headings = sorted(
            offset for section in plan.sections if section.in_ == "body" and (offset := start(section.at)) is not None
        )

    def is_after_goals(self, ats: Sequence[At]) -> bool:
        """Whether something stands behind the beginning of the first measure; False where the places are not known."""
        offset = start(ats)
        return offset is not None and bool(self.measures) and offset >= self.measures[0][0]

    def measure_at(self, offset: int | None) -> int | None:
        """The measure whose text an offset falls in; None where it is in none or the places are not known.

        A heading of the body ends the measure before it.
        """
        before = 0 if offset is None else bisect_right(self.measures, offset, key=itemgetter(0))
        if offset is None or not before:
            return None
        begin, index = self.measures[before - 1]
        last_heading = bisect_right(self._headings, offset)
        return None if last_heading and self._headings[last_heading - 1] > begin else index
