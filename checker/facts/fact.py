"""A fact: flat values for the engine, and for people its name, places and, where it has one, its clause."""

from __future__ import annotations

from collections.abc import Mapping

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


def flatten(kind: str, values: Mapping[str, Value]) -> dict[str, Scalar]:
    """The flat columns of a fact of ``kind``; every attribute is given, None where an optional one is not known."""
    flat: dict[str, Scalar] = {}
    attributes = KINDS[kind].attributes
    assert set(values) == set(attributes), f"{kind}: {set(values) ^ set(attributes)}"
    for name, attribute in attributes.items():
        value = values[name]
        if value is None:
            assert attribute.optional, f"{kind}.{name} is never missing"
            flat.update({column: "" if type_ is str else 0 for column, type_ in columns_of(attribute)})
            continue
        if attribute.optional:
            flat[f"has_{name}"] = 1
        match value:
            case Interval(low, high, unit):
                flat |= {f"{name}_low": low, f"{name}_high": high, f"{name}_unit": unit}
            case DateRange(first, last, _):
                flat[f"{name}_low"] = first.toordinal() if first else FIRST_DAY
                flat[f"{name}_high"] = last.toordinal() if last else LAST_DAY
            case bool():
                flat[name] = int(value)
            case _:
                flat[name] = value
    return flat
