"""A new draft of a plan brought into the summary of an older one: what a person changed there is kept.

Three versions are compared item by item: what the extractor finds in the old text (where that is at hand), the summary
as a person left it, and what it finds in the new text. A difference between the first two is the person's, one
between the first and the third is the draft's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from checker.extracting.summary import Doubt, Summary
from checker.facts.pairing import Item, content, named, pairs
from checker.model.base import At
from checker.model.plan import Plan
from checker.model.result import Route

_LISTS = (
    "citations", "tables", "indicators", "figures", "sections", "measures", "bodies", "announced", "slogans", "damage",
)  # fmt: skip
_PERSONS = ("id", "short", "aka", "parents", "status", "confidence", "articles", "asks")  # never read from a text


@dataclass(frozen=True, slots=True)
class Change:
    """What the new draft changed: an item (or a key of the head) that is new, gone or says something else."""

    kind: str  # added | dropped | changed
    where: str  # the list or key
    name: str
    old: Item | None = None
    new: Item | None = None


@dataclass(slots=True)
class _Merging:
    text: str
    changes: list[Change] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)  # by identity of the item: what to look at
    seen: set[int] = field(default_factory=set)  # items of the new draft that a person has looked at already
    came_from: dict[int, Route] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Updated:
    """The new summary, the changes of the draft, and for each item that stood in the old summary its route there."""

    summary: Summary
    changes: tuple[Change, ...]
    came_from: Mapping[Route, Route]


def update(new: Summary, text: str, old: Plan, base: Plan | None) -> Updated:
    """Merge; ``text`` is the new document's, ``base`` what the extractor finds in the old one (None: not at hand)."""
    merging = _Merging(text)
    lists: dict[str, tuple[Item, ...]] = {}
    for name in _LISTS:
        before = getattr(base, name) if base is not None else None
        lists[name] = tuple(_merged(name, getattr(old, name), getattr(new.plan, name), before, merging))
    plan = new.plan.model_copy(update={**_head(new.plan, old, base, merging), **lists})
    return Updated(_summary(new, plan, merging), tuple(merging.changes), _routes(plan, merging))


def _head(new: Plan, old: Plan, base: Plan | None, merging: _Merging) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key in Plan.model_fields:
        if key in _LISTS or key in ("source", "sources", "schema_"):
            continue
        mine, theirs = getattr(old, key), getattr(new, key)
        if mine == theirs:
            continue
        unread = key in _PERSONS or theirs in (None, ())
        if unread or (base is not None and getattr(base, key) == theirs):
            kept[key] = mine
        elif content(mine) != content(theirs):
            merging.changes.append(Change("changed", key, key, mine, theirs))
    return kept


def _merged(
    name: str, old: Sequence[Item], new: Sequence[Item], base: Sequence[Item] | None, merging: _Merging
) -> Iterator[Item]:
    partners = pairs(old, new)
    bases = pairs(new, base) if base is not None else {}
    partner = {there: here for here, there in partners.items()}
    result: list[tuple[int, Item]] = []
    for index, item in enumerate(old):
        route = (name, index)
        if index in partners:
            theirs = new[partners[index]]
            before = base[bases[partners[index]]] if base is not None and partners[index] in bases else None
            chosen = _chosen(name, item, theirs, before, merging)
        else:
            chosen = _relocated(item, merging.text)
            if chosen is None:
                merging.changes.append(Change("dropped", name, named(item), old=item))
                continue
        merging.came_from[id(chosen)] = route
        result.append((_place(chosen), chosen))
    for index, item in enumerate(new):
        if index in partner:
            continue
        if index in bases and base is not None and content(base[bases[index]]) == content(item):
            continue  # it stood in the old text too, and a person took it out
        merging.changes.append(Change("added", name, named(item), new=item))
        if base is None:
            merging.notes[id(item)] = "旧摘要没有这一条：新稿添的留下，看过后有意删去的请再删去"
        result.append((_place(item), item))
    result.sort(key=lambda pair: pair[0])
    for _, item in result:
        yield item


def _chosen(name: str, mine: Item, theirs: Item, before: Item | None, merging: _Merging) -> Item:
    """Of an item that both have, the person's where the draft says the same as before, else the draft's."""
    if content(mine) == content(theirs):
        merging.seen.add(id(theirs))
        return theirs
    same_words = [at.quote for at in mine.at] == [at.quote for at in theirs.at]
    unchanged = content(before) == content(theirs) if before is not None else same_words
    if unchanged:
        return mine.model_copy(update={"at": theirs.at}) if same_words else _relocated(mine, merging.text) or mine
    merging.changes.append(Change("changed", name, named(theirs), mine, theirs))
    merging.notes[id(theirs)] = "新稿改了，与旧摘要不同，请核对"
    return theirs


def _relocated(item: Item, text: str) -> Item | None:
    """The item with its places in the new text; None where its words are not there any more."""
    moved = []
    for at in item.at:
        first = text.find(at.quote)
        if first < 0:
            return None
        again = text.find(at.quote, first + 1) >= 0
        if again and at.offset is not None:
            first = _nearest(text, at.quote, at.offset)
        moved.append(At(quote=at.quote, offset=first))
    if not moved:
        return item
    return item.model_copy(update={"at": tuple(moved), **_below(item, text)})


def _below(item: Item, text: str) -> dict[str, Any]:
    """The parts of an item that have places of their own, moved too; without a place where their words are gone."""
    changed: dict[str, Any] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name != "at" and isinstance(value, BaseModel) and getattr(value, "at", ()):
            changed[name] = _relocated(value, text) or value.model_copy(update={"at": ()})
        elif isinstance(value, tuple) and any(getattr(each, "at", ()) for each in value):
            changed[name] = tuple(_relocated(each, text) or each.model_copy(update={"at": ()}) for each in value)
    return changed


def _nearest(text: str, quote: str, offset: int) -> int:
    before, after = text.rfind(quote, 0, offset + len(quote)), text.find(quote, offset)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - offset))


def _place(item: Item) -> int:
    return min((at.offset or 0 for at in item.at), default=0)


def _summary(new: Summary, plan: Plan, merging: _Merging) -> Summary:
    """How sure each item is and the doubts, under the routes of the merged plan."""
    routes = {id(item): (name, index) for name in _LISTS for index, item in enumerate(getattr(new.plan, name))}
    sure: dict[Route, float] = {}
    doubts = [doubt for doubt in new.doubts if len(doubt.route) == 1]
    by_route: dict[Route, list[Doubt]] = {}
    for doubt in new.doubts:
        by_route.setdefault(doubt.route, []).append(doubt)
    for name in _LISTS:
        for index, item in enumerate(getattr(plan, name)):
            before = routes.get(id(item))
            sure[name, index] = new.sure.get(before, 1.0) if before else 1.0
            if before and id(item) not in merging.seen:
                doubts += [replace(doubt, route=(name, index)) for doubt in by_route.get(before, ())]
            if note := merging.notes.get(id(item)):
                at = item.at[0] if item.at else None
                doubts.append(Doubt((name, index), named(item), note, min(0.5, sure[name, index]), at))
    return Summary(plan, sure, tuple(sorted(doubts, key=lambda doubt: doubt.sure)))


def _routes(plan: Plan, merging: _Merging) -> dict[Route, Route]:
    return {
        (name, index): merging.came_from[id(item)]
        for name in _LISTS
        for index, item in enumerate(getattr(plan, name))
        if id(item) in merging.came_from
    }
