"""Reference data: populations and what was really reached, to see whether a plan's numbers are plausible.

They judge nothing by themselves: no document asks that a plan agrees with them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated, Literal

from checker.model.base import Bound, Confidence, Count, Date, Flag, Number, Strict, Text, to_tuple
from checker.model.record import Before


class Population(Strict, frozen=True, kw_only=True):
    """The resident population of a place on the day of a census. ``scope``: what the number leaves out or takes in."""

    place: Text
    province: Text | None = None  # of a city
    date: Date
    value: Count
    unit: Literal["人"] = "人"
    rounded: Flag = False
    scope: Text | None = None
    source: Text
    note: Text | None = None
    confidence: Confidence


class Actual(Strict, frozen=True, kw_only=True):
    """What was reached: an indicator's value in a place, at a date or over the time that ``as_of`` spans.

    ``name`` is the source's own word for the indicator, ``source`` its publisher or title, never an address.
    """

    place: Text
    province: Text | None = None  # of a city
    indicator: Text
    name: Text
    as_of: Date
    value: Number
    unit: Text
    bound: Bound | None = None
    source: Text
    note: Text | None = None
    confidence: Confidence


class ReferenceData(Strict, frozen=True, kw_only=True):
    """All reference data, merged from the files of ``rules/data``."""

    population: Annotated[tuple[Population, ...], Before(to_tuple)] = ()
    actuals: Annotated[tuple[Actual, ...], Before(to_tuple)] = ()


DataOf = Callable[[Collection[str]], ReferenceData]
