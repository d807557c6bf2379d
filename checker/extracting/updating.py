"""A new draft of a plan brought into the summary of an older one: what a person changed there is kept.

Three versions are compared item by item: what the extractor finds in the old text (where that is at hand), the summary
as a person left it, and what it finds in the new text.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.merging import merge
from checker.extracting.relocating import found_again, moved
from checker.facts.pairing import Item, content, named, pairs
from checker.model.extraction import Change, Doubt, Summary
from checker.model.plan import Measure, Plan, Section
from checker.model.result import Route

_LISTS = (
    "citations", "tables", "indicators", "figures", "sections", "measures", "bodies", "announced", "slogans", "damage",
)  # fmt: skip
_PERSONS = ("id", "short", "aka", "parents", "status", "confidence", "articles", "asks")  # never read from a text
_AFTER = 0.5  # how sure what the draft changed is until a person has looked
_UNKNOWN = "旧摘要没有这一条：新稿添的留下，看过后有意删去的请再删去"
_BACK = "旧摘要里删去过，新稿改了说法，所以又列出来，请核对"
_CHANGED = "新稿改了，请核对"
_LOST = "新稿改了，旧摘要里人改过的（{}）没有保留，请核对"
_UNCLEAR = "与新稿提取的不同（{}），分不清是人改的还是新稿改的，这里照旧摘要，请核对"
_HOMELESS = "所在的{}新稿里没有了，请核对"


class Updated(Struct, frozen=True):
    """The new summary, the changes of the draft, and for each item that stood in the old summary its route there."""

    summary: Summary
    changes: tuple[Change, ...]
    came_from: Mapping[Route, Route]


class _Entry(Struct):
    """An item of the new summary: its index in the old one and in the new draft, and what to look at.

    ``settled``: a person has looked at what the draft still says; ``waiting``: old notes that nobody has looked at.
    """

    item: Item
    mine: int | None = None
    theirs: int | None = None
    settled: bool = False
    waiting: Sequence[str] = ()
    notes: list[str] = field(default_factory=list)


class _Merging(Struct, frozen=True):
    """What all lists share: the new text, the old notes that still wait for a look, the changes found so far."""

    text: str
    waiting: Mapping[Route, Sequence[str]]
    changes: list[Change]


def update(
    new: Summary,
    text: str,
    old: Plan,
    base: Plan | None,
    *,
    waiting: Mapping[Route, Sequence[str]] | None = None,
    stated: Collection[str] = (),
) -> Updated:
    """Merge; ``text`` is the new document's, ``base`` what the extractor finds in the old one (None: not at hand).

    ``waiting`` are the notes of the old summary that nobody has looked at yet, ``stated`` the keys of the head that
    the person who asks for the update has stated.
    """
    merging = _Merging(text, waiting or {}, [])
    head, settled = _head(new.plan, old, base, merging, stated)
    lists = {
        name: _merged(name, getattr(old, name), getattr(new.plan, name), getattr(base, name, None), merging)
        for name in _LISTS
    }
    _settle_names(lists)
    items = {name: tuple(entry.item for entry in entries) for name, entries in lists.items()}
    plan = replace(new.plan, **head, **items)
    came_from: dict[Route, Route] = {
        (name, index): (name, entry.mine)
        for name, entries in lists.items()
        for index, entry in enumerate(entries)
        if entry.mine is not None
    }
    return Updated(_summary(new, plan, lists, settled), tuple(merging.changes), came_from)


def _head(
    new: Plan, old: Plan, base: Plan | None, merging: _Merging, stated: Collection[str]
) -> tuple[dict[str, Any], set[str]]:
    """The keys of the head that are not the draft's, and those that a person has settled."""
    kept: dict[str, Any] = {}
    settled: set[str] = set()
    for key in Plan.__struct_fields__:
        if key in _LISTS or key in ("source", "sources", "schema_") or key in stated:
            continue
        mine, theirs, before = (getattr(plan, key, None) for plan in (old, new, base))
        same_as_before = content(theirs) == content(before) if base is not None else theirs in (None, ())
        if key in _PERSONS:
            kept[key] = mine if mine not in (None, ()) else theirs
        elif content(mine) == content(theirs):
            if (key,) not in merging.waiting:
                settled.add(key)
        elif same_as_before:
            kept[key] = moved(mine, merging.text)
            settled.add(key)
        else:
            merging.changes.append(Change("changed", key, key, mine, theirs))
    if base is not None and new.source and base.source and old.source and new.source.cut == base.source.cut:
        kept["source"] = replace(new.source, cut=old.source.cut)
        if old.source.cut != base.source.cut or ("source",) not in merging.waiting:
            settled.add("source")
    return kept, settled


def _merged(
    name: str, old: Sequence[Item], new: Sequence[Item], base: Sequence[Item] | None, merging: _Merging
) -> list[_Entry]:
    before, after, partner = _partners(old, new, base)
    mine_of = {there: here for here, there in partner.items()}
    base_of = {there: here for here, there in after.items()}
    entries: list[_Entry] = []
    for index, item in enumerate(new):
        known = base[base_of[index]] if base is not None and index in base_of else None
        if index in mine_of:
            here = mine_of[index]
            if known is None and base is not None and here in before:
                known = base[before[here]]
            entries.append(_kept(name, old[here], item, known, here, index, merging))
        elif known is None or content(known) != content(item):
            entry = _Entry(item, theirs=index)
            if base is None or known is not None:
                entry.notes.append(_UNKNOWN if base is None else _BACK)
            merging.changes.append(Change("added", name, named(item), new=item))
            entries.append(entry)
    for index, item in enumerate(old):
        if index in partner:
            continue
        machines = base is not None and index in before and content(base[before[index]]) == content(item)
        places = None if machines else found_again(item.at, merging.text)
        if places is None:
            merging.changes.append(Change("dropped", name, named(item), old=item))
        else:
            again = moved(item, merging.text)
            _insert(entries, _Entry(again, mine=index), index)
    return entries


def _partners(
    old: Sequence[Item], new: Sequence[Item], base: Sequence[Item] | None
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Pairs of the old summary with the old draft, of that with the new one, and of the old summary with the new."""
    if base is None:
        return {}, {}, pairs(old, new)
    before, after = pairs(old, base), pairs(base, new, (_number,))
    partner = {here: after[there] for here, there in before.items() if there in after}
    mine = [index for index in range(len(old)) if index not in partner]
    theirs = sorted(set(range(len(new))) - set(after.values()))  # what the old draft had, a person has kept or not
    rest = pairs([old[index] for index in mine], [new[index] for index in theirs])
    return before, after, partner | {mine[here]: theirs[there] for here, there in rest.items()}


def _number(item: Item) -> Hashable:
    """A section or measure that the draft calls otherwise is still the one of that number."""
    return (item.id, getattr(item, "in_", None)) if isinstance(item, (Section, Measure)) else None


def _kept(name: str, mine: Item, theirs: Item, before: Item | None, here: int, there: int, merging: _Merging) -> _Entry:
    merged = merge(mine, theirs, before, merging.text)
    entry = _Entry(merged.item, here, there)
    if merged.changed:
        fields = tuple(merged.changed)
        merging.changes.append(Change("changed", name, named(theirs), mine, merged.item, fields))
        entry.notes.append(_LOST.format("、".join(merged.lost)) if merged.lost else _CHANGED)
    elif merged.unclear:
        fields = tuple(merged.unclear)
        merging.changes.append(Change("unclear", name, named(theirs), mine, theirs, fields))
        entry.notes.append(_UNCLEAR.format("、".join(fields)))
    else:
        entry.waiting = merging.waiting.get((name, here), ())
        entry.settled = not entry.waiting and not getattr(merged.item, "review", False)
    return entry


def _insert(entries: list[_Entry], entry: _Entry, index: int) -> None:
    """Put a person's item where it stands in the text or, without a place, after the one it stood after."""
    place = _place(entry.item)
    if place is None:
        after = [at for at, each in enumerate(entries) if each.mine is not None and each.mine < index]
        entries.insert(max(after, default=-1) + 1, entry)
        return
    following = (at for at, each in enumerate(entries) if (_place(each.item) or -1) > place)
    entries.insert(next(following, len(entries)), entry)


def _place(item: Item) -> int | None:
    return min((at.offset for at in item.at if at.offset is not None), default=None)


def _settle_names(lists: Mapping[str, list[_Entry]]) -> None:
    """No two items under one id, and none in a table or section that is not there any more."""
    for name, scoped in (("tables", False), ("sections", True), ("measures", False)):
        taken: set[object] = set()
        for entry in sorted(lists[name], key=lambda entry: entry.theirs is None):
            item, scope = entry.item, entry.item.in_ if scoped else None
            id_ = item.id
            while (id_, scope) in taken:
                id_ += "补"
            taken.add((id_, scope))
            if id_ != item.id:
                entry.item = replace(item, id=id_)
    for name, key, whole, word in (
        ("indicators", "table", "tables", "表"),
        ("measures", "section", "sections", "章节"),
    ):
        ids = {entry.item.id for entry in lists[whole]}
        for entry in lists[name]:
            if getattr(entry.item, key) not in (None, *ids):
                entry.item = replace(entry.item, **{key: None})
                entry.notes.append(_HOMELESS.format(word))


def _summary(new: Summary, plan: Plan, lists: Mapping[str, list[_Entry]], settled: Collection[str]) -> Summary:
    """How sure each item is and the doubts, under the routes of the merged plan."""
    sure: dict[Route, float] = {}
    doubts = [doubt for doubt in new.doubts if len(doubt.route) == 1 and doubt.route[0] not in settled]
    by_route: dict[Route, list[Doubt]] = {}
    for doubt in new.doubts:
        by_route.setdefault(doubt.route, []).append(doubt)
    for name, entries in lists.items():
        for index, entry in enumerate(entries):
            route: Route = (name, index)
            found = 1.0 if entry.theirs is None or entry.settled else new.sure.get((name, entry.theirs), 1.0)
            sure[route] = min(found, _AFTER) if entry.notes else found
            if entry.theirs is not None and not entry.settled:
                doubts += [replace(doubt, route=route) for doubt in by_route.get((name, entry.theirs), ())]
            at = entry.item.at[0] if entry.item.at else None
            said = {doubt.why for doubt in by_route.get((name, entry.theirs), ())} if entry.theirs is not None else ()
            notes = (*entry.notes, *(note for note in entry.waiting if note not in said))
            doubts += [Doubt(route, named(entry.item), note, min(_AFTER, sure[route]), at) for note in notes]
    return Summary(plan, sure, tuple(sorted(doubts, key=lambda doubt: doubt.sure)))
