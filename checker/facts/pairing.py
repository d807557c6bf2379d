"""Which item of one version of a plan is which of another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel

from checker.facts.vocabulary import normalised
from checker.model.plan import Figure

Item = Any  # one of the models that a list of a summary holds
Key = Callable[[Item], object]  # what tells items apart; None where an item has nothing of the kind
_PLACES = frozenset({"at", "review"})


def named(item: BaseModel) -> str:
    """What an item of a summary is called."""
    for key in ("name", "indicator", "title", "protection", "raw"):
        if value := getattr(item, key, None):
            return str(value)
    return type(item).__name__


def content(item: Item | None) -> Any:
    """What an item says, whatever its place."""
    if isinstance(item, BaseModel):
        kept = {name: getattr(item, name) for name in type(item).model_fields if name not in _PLACES}
        return {name: content(value) for name, value in kept.items()}
    if isinstance(item, tuple):
        return [content(each) for each in item]
    return item


def pairs(one: Sequence[Item], other: Sequence[Item], further: Sequence[Key] = ()) -> dict[int, int]:
    """Which item of ``other`` is which of ``one``: first by all that names it, then by less and less.

    ``further`` are keys to be tried after these, on what is left.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for key in (*_KEYS, *further):
        index: dict[object, list[int]] = {}
        for there, item in enumerate(other):
            if there not in taken and (value := key(item)) is not None:
                index.setdefault(value, []).append(there)
        for here, item in enumerate(one):
            value = key(item)
            if here in found or value is None or not index.get(value):
                continue
            found[here] = index[value].pop(0)
            taken.add(found[here])
    return found


def _by_words(item: Item) -> object:
    return (_name(item), tuple(at.quote for at in item.at), _figure(item)) if item.at else None


def _by_name(item: Item) -> object:
    return (_name(item), _figure(item))


def _by_place(item: Item) -> object:
    return (item.at[0].quote, _figure(item)[:1]) if item.at else None


_KEYS: tuple[Key, ...] = (_by_words, _by_name, _by_place)


def _name(item: Item) -> tuple[object, ...]:
    return (normalised(named(item)), getattr(item, "role", None), getattr(item, "in_", None))


def _figure(item: Item) -> tuple[object, ...]:
    return (item.role, item.scope, item.year, item.over, item.of, item.place) if isinstance(item, Figure) else ()
