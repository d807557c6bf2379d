"""Which item of one version of a plan is which of another: by all that it says, then by less and less."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from checker.facts.vocabulary import normalised
from checker.model.plan import Figure
from checker.model.record import Record

Item = Any  # one of the models that a list of a summary holds
Key = Callable[[Item], Hashable]  # what tells items apart; None where an item has nothing of the kind
_PLACES = frozenset({"at", "review"})


def named(item: Record) -> str:
    """What an item of a summary is called."""
    for key in ("name", "indicator", "title", "protection", "raw"):
        if value := getattr(item, key, None):
            return str(value)
    return type(item).__name__


def content(value: Any) -> Hashable:
    """What a part of a summary says, wherever it stands and whoever has looked at it."""
    if isinstance(value, Record):
        return tuple(content(getattr(value, name)) for name in value.__struct_fields__ if name not in _PLACES)
    if isinstance(value, tuple):
        return tuple(content(each) for each in value)
    found: Hashable = value
    return found


def pairs(one: Sequence[Item], other: Sequence[Item], further: Sequence[Key] = ()) -> dict[int, int]:
    """For items of ``one`` the index of the same item of ``other``; each belongs to one pair at most.

    Items that are called the same are told apart by what else they say; ``further`` are keys to be tried after
    these, on what is left.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for key in (*_KEYS, *further):
        there = _groups(other, taken, key)
        for value, left in _groups(one, found, key).items():
            right = there.get(value, ())
            if key in _LONE and (len(left), len(right)) != (1, 1):
                continue  # which is which can't be told
            for first, second in zip(left, right, strict=False):
                found[first] = second
                taken.add(second)
    return found


def _groups(items: Sequence[Item], done: Collection[int], key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for index, item in enumerate(items):
        if index not in done and (value := key(item)) is not None:
            groups.setdefault(value, []).append(index)
    return groups


def _whole(item: Item) -> Hashable:
    return (content(item), _quotes(item))


def _by_words(item: Item) -> Hashable:
    return (_name(item), _quotes(item), _figure(item)) if item.at else None


def _by_name(item: Item) -> Hashable:
    return (_name(item), _figure(item))


def _by_place(item: Item) -> Hashable:
    return (item.at[0].quote, getattr(item, "role", None), getattr(item, "in_", None)) if item.at else None


def _name(item: Item) -> Hashable:
    return (normalised(named(item)), getattr(item, "role", None), getattr(item, "in_", None))


_KEYS: tuple[Key, ...] = (_whole, content, _by_words, _by_name, _by_place, _name)
_LONE = frozenset({_name})  # keys too weak for several items of one


def _quotes(item: Item) -> tuple[str, ...]:
    return tuple(at.quote for at in item.at)


def _figure(item: Item) -> Hashable:
    return (item.scope, item.year, item.over, item.of, item.place) if isinstance(item, Figure) else ()
