"""The kinds of facts: fixed, typed attributes, each with a sentence that says what it measures.

An attribute of type ``quantity`` or ``date`` is an interval: it flattens to ``x_low`` and ``x_high`` (and, for a
quantity, ``x_unit``, the dimension in which the two are counted). An optional attribute has a flag ``has_x``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

Type = Literal["str", "int", "flag", "quantity", "date"]


class Attribute(Struct, frozen=True):
    """One attribute of a kind; ``doc`` is shown in the reference of facts."""

    name: str
    type: Type
    doc: str
    optional: bool = False


class Kind(Struct, frozen=True):
    """A kind of fact. ``drawn_from`` is the list of the summary that a cut-off text may leave open.

    ``known_by`` is the optional attribute that says which thing a fact is about: a doubtful fact that has it can't
    be mistaken for another one, a doubtful fact without it may be the very one that is not found.
    """

    name: str
    doc: str
    attributes: Mapping[str, Attribute]
    drawn_from: str = ""
    known_by: str = ""

    def columns(self) -> Iterator[tuple[str, type]]:
        """The flat columns of a fact of this kind, in a fixed order, with their Python types."""
        for attribute in self.attributes.values():
            yield from columns_of(attribute)


def columns_of(attribute: Attribute) -> Iterator[tuple[str, type]]:
    """The flat columns of one attribute."""
    name = attribute.name
    if attribute.optional:
        yield f"has_{name}", int
    match attribute.type:
        case "str":
            yield name, str
        case "int" | "flag":
            yield name, int
        case "date":
            yield f"{name}_low", int
            yield f"{name}_high", int
        case "quantity":
            yield f"{name}_low", int
            yield f"{name}_high", int
            yield f"{name}_unit", str


def has(name: str, type_: Type, doc: str, *, optional: bool = False) -> Attribute:
    """Declare an attribute of a kind."""
    return Attribute(name, type_, doc, optional)


def kind(name: str, doc: str, *attributes: Attribute, drawn_from: str = "", known_by: str = "") -> Kind:
    """Declare a kind; attribute names are distinct and no flag of an optional one is declared by hand."""
    named = {attribute.name: attribute for attribute in attributes}
    assert len(named) == len(attributes), f"{name}: an attribute is declared twice"
    flags = {f"has_{attribute.name}" for attribute in attributes if attribute.optional}
    assert not flags & set(named), f"{name}: the flag of an optional attribute is declared by hand"
    assert not known_by or named[known_by].optional, f"{name}: known_by is an optional attribute"
    return Kind(name, doc, named, drawn_from, known_by)


def attribute_of(kind_: Kind, name: str) -> Attribute | None:
    """The attribute called ``name``, flags of optional attributes included; None when there is none."""
    found = kind_.attributes.get(name)
    if found is None and name.startswith("has_"):
        base = kind_.attributes.get(name.removeprefix("has_"))
        if base is not None and base.optional:
            return Attribute(name, "flag", f"whether {base.name} is known")
    return found


def attribute_names(kind_: Kind) -> list[str]:
    """Every name a condition may use for this kind."""
    names = []
    for attribute in kind_.attributes.values():
        names.append(attribute.name)
        if attribute.optional:
            names.append(f"has_{attribute.name}")
    return names
