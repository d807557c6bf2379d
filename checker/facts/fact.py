"""A fact: flat values for the engine, and for people its name, places and, where it has one, its clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from checker.facts.kinds import KINDS
from checker.facts.quantities import Interval
from checker.language.query import Scalar
from checker.language.schema import columns_of
from checker.model.dates import DateRange
from checker.model.result import Clause, Place

FIRST_DAY, LAST_DAY = 1, 4_000_000  # ordinals: before and after every date there is
Value = str | int | bool | Interval | DateRange | None


class Fact(Struct, frozen=True):
    """One fact of a plan. ``key`` names its subject for ever; ``shown`` holds what a message prints for an attribute.

    ``review``: the summary marks what the fact was measured from as doubtful.
    """

    id: str
    kind: str
    key: str
    label: str
    values: Mapping[str, Scalar]
    shown: Mapping[str, str]
    places: tuple[Place, ...] = ()
    clause: Clause | None = None
    review: bool = False

    def text(self, attribute: str) -> str:
        """What a message prints for an attribute."""
        if attribute in self.shown:
            return self.shown[attribute]
        return str(self.values[attribute])


class _Column(Struct, frozen=True):
    """An attribute as the engine gets it: the names of its columns, and what they hold where it is not known."""

    attribute: str
    has: str
    low: str
    high: str
    unit: str
    unknown: Mapping[str, Scalar] | None


@cache
def _layout(kind: str) -> tuple[frozenset[str], tuple[_Column, ...]]:
    attributes = KINDS[kind].attributes
    return frozenset(attributes), tuple(
        _Column(
            name,
            f"has_{name}" if attribute.optional else "",
            f"{name}_low",
            f"{name}_high",
            f"{name}_unit",
            {column: "" if type_ is str else 0 for column, type_ in columns_of(attribute)}
            if attribute.optional
            else None,
        )
        for name, attribute in attributes.items()
    )


def flatten(kind: str, values: Mapping[str, Value]) -> dict[str, Scalar]:
    """The flat columns of a fact of ``kind``; every attribute is given, None where an optional one is not known."""
    flat: dict[str, Scalar] = {}
    names, columns = _layout(kind)
    assert values.keys() == names, f"{kind}: {values.keys() ^ names}"
    for column in columns:
        value = values[column.attribute]
        if value is None:
            assert column.unknown is not None, f"{kind}.{column.attribute} is never missing"
            flat.update(column.unknown)
            continue
        if column.has:
            flat[column.has] = 1
        if isinstance(value, str):
            flat[column.attribute] = value
        elif isinstance(value, int):
            flat[column.attribute] = int(value)
        elif isinstance(value, Interval):
            flat[column.low], flat[column.high], flat[column.unit] = value.low, value.high, value.unit
        else:
            flat[column.low] = value.first.toordinal() if value.first else FIRST_DAY
            flat[column.high] = value.last.toordinal() if value.last else LAST_DAY
    return flat
