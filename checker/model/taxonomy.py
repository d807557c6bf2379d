"""The vocabulary: indicators and their names, units and their sizes, the words of the four protections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import field

from checker.model.base import Flag, Number, Protection, Scope, Strict, Text, to_tuple
from checker.model.record import Before, Limits

Texts = Annotated[tuple[Text, ...], Before(to_tuple)]
Direction = Literal["higher", "lower", "none"]
Adding = Literal["sum", "weighted", "none"]


class Lookalike(Strict, frozen=True, kw_only=True):
    """A name that is close to an indicator's and measures something else; ``why`` says what the difference is.

    ``vague``: the name itself leaves open what is measured.
    """

    name: Text
    why: Text
    vague: Flag = False


class IndicatorTerm(Strict, frozen=True, kw_only=True):
    """A canonical indicator: the names it goes by, and those it must not be confused with.

    ``part_of``: the code of the indicator it is a part of; ``gains``: its share of that should rise.
    ``flow_of``: the code of the stock that it adds to. ``adds``: what the values of all cities give for their province:
    their ``sum``, their mean ``weighted`` by inhabitants, or nothing that could be reckoned; ``adds_why`` says why not.
    """

    code: Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]+$")]
    name: Text
    aka: Texts = ()
    unit: Text
    direction: Direction
    scope: Scope
    part_of: Text | None = None
    gains: Flag = False
    flow_of: Text | None = None
    adds: Adding = "none"
    adds_why: Text | None = None
    lookalikes: Annotated[tuple[Lookalike, ...], Before(to_tuple)] = ()
    definition: Text | None = None
    source: Text | None = None


class UnitTerm(Strict, frozen=True, kw_only=True):
    """A printed unit: one of it is ``factor`` base units of its ``dimension``; only one dimension's can be compared."""

    unit: Text
    dimension: Text
    factor: Number = Decimal(1)


class ProtectionTerm(Strict, frozen=True, kw_only=True):
    """The words of one of the four protections, and words that look like it and are not."""

    name: Protection
    goal: Text
    not_: Texts = field(name="not", default=())


class BodyTerm(Strict, frozen=True, kw_only=True):
    """A body that can be responsible: its short name without 市, 省 or 县, and the other names it goes by."""

    name: Text
    aka: Texts = ()


class Taxonomy(Strict, frozen=True, kw_only=True):
    """All vocabulary, merged from the files of ``rules/taxonomy``."""

    indicators: Annotated[tuple[IndicatorTerm, ...], Before(to_tuple)] = ()
    units: Annotated[tuple[UnitTerm, ...], Before(to_tuple)] = ()
    protections: Annotated[tuple[ProtectionTerm, ...], Before(to_tuple)] = ()
    bodies: Annotated[tuple[BodyTerm, ...], Before(to_tuple)] = ()
    generic_units: Texts = ()
    judicial_bodies: Texts = ()

    def disagreements(self) -> Iterator[str]:
        """What of it does not go together, in Chinese."""
        for what, names in (
            ("指标代码", [term.code for term in self.indicators]),
            ("指标名称", [name for term in self.indicators for name in (term.name, *term.aka)]),
            ("单位", [term.unit for term in self.units]),
        ):
            doubled = [name for name, count in Counter(names).items() if count > 1]
            if doubled:
                yield f"{what}重复：{'、'.join(sorted(doubled))}"
        codes = {term.code for term in self.indicators}
        named = [code for term in self.indicators for code in (term.part_of, term.flow_of) if code]
        strangers = [code for code in named if code not in codes]
        if strangers:
            yield f"part_of、flow_of 没有这个指标：{'、'.join(strangers)}"
