"""One item of a summary, as a person left it and as the new draft has it, made one: field by field.

With the old draft at hand (``before``) a difference between it and the person's item is the person's, one between it
and the new draft's is the draft's. Without it nobody can tell: where the words quoted are the same the person's item
stays, else the draft's.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.relocating import found_again, moved
from checker.facts.pairing import Item, content
from checker.model.plan import Indicator, Measure, Section, Table
from checker.model.record import Record

# what only says how the document counts: a change of it is no change of the plan
_FORMAL: dict[type[Record], frozenset[str]] = {
    Section: frozenset({"id", "number", "raw"}),
    Measure: frozenset({"id", "section"}),
    Indicator: frozenset({"table"}),
    Table: frozenset({"id"}),
}


class Merged(Struct):
    """The item, and the fields that the draft changed.

    ``lost`` are those of them that a person had changed too, ``unclear`` those of which nobody can tell who did.
    """

    item: Item
    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def merge(mine: Item, theirs: Item, before: Item | None, text: str) -> Merged:
    """The person's item and the draft's; ``text`` is the new document's."""
    merged = Merged(theirs)
    same_words = [at.quote for at in mine.at] == [at.quote for at in theirs.at]
    fields: dict[str, Any] = {}
    for name in theirs.__struct_fields__:
        if name != "at":
            parts = [getattr(each, name) if each is not None else None for each in (mine, theirs, before)]
            fields[name] = _field(name, parts, merged, text, known=before is not None, same_words=same_words)
    fields["at"] = _at(mine, theirs, before, text)
    if merged.changed and "review" in fields:
        fields["review"] = theirs.review  # what a person looked at was something else
    formal = _FORMAL.get(type(theirs), frozenset()) | {"review"}
    merged.changed = [name for name in merged.changed if name not in formal]
    merged.lost = [name for name in merged.lost if name not in formal]
    merged.unclear = [name for name in merged.unclear if name not in formal]
    merged.item = _valid(theirs, fields)
    return merged


def _field(name: str, parts: list[Any], merged: Merged, text: str, *, known: bool, same_words: bool) -> Any:
    mine, theirs, before = parts
    one, other, base = content(mine), content(theirs), content(before)
    if one == other:
        return theirs
    if not known:
        return _untold(name, mine, theirs, merged, text, same_words=same_words)
    if other == base:
        return moved(mine, text)
    merged.changed.append(name)
    if one == base:
        return theirs
    if _alike(mine, theirs, before):
        whole = _together(mine, theirs, before)
    elif all(isinstance(each, tuple) for each in (mine, theirs, before)) and name != "over":
        whole = _united(mine, theirs, before, text)
    else:
        whole = theirs
    if content(whole) == other:
        merged.lost.append(name)
        return theirs
    return whole


def _untold(name: str, mine: Any, theirs: Any, merged: Merged, text: str, *, same_words: bool) -> Any:
    """Of a field that differs, with no old draft to compare with."""
    if theirs in (None, ()):
        return moved(mine, text)
    if not same_words:
        merged.changed.append(name)
        return theirs
    merged.unclear.append(name)
    return moved(mine, text)


def _together(mine: Item, theirs: Item, before: Item) -> Item:
    """A part that has fields of its own, where person and draft changed different ones."""
    fields = {}
    for name in theirs.__struct_fields__:
        parts = [getattr(each, name) for each in (mine, theirs, before)]
        fields[name] = parts[0] if name != "at" and content(parts[1]) == content(parts[2]) else parts[1]
    return _valid(theirs, fields)


def _united(mine: tuple[Any, ...], theirs: tuple[Any, ...], before: tuple[Any, ...], text: str) -> tuple[Any, ...]:
    """A list without what either side took out, with what either added."""
    one, other, base = ({content(each) for each in items} for items in (mine, theirs, before))
    kept = [each for each in theirs if content(each) not in base - one]
    added = [moved(each, text) for each in mine if content(each) not in base | other]
    return (*kept, *added)


def _alike(*values: Any) -> bool:
    return all(isinstance(value, Record) for value in values) and len({type(value) for value in values}) == 1


def _at(mine: Item, theirs: Item, before: Item | None, text: str) -> Any:
    """The draft's places, unless a person has chosen others."""
    quotes = [tuple(at.quote for at in each.at) for each in (mine, theirs, before) if each is not None]
    chosen = quotes[0] != quotes[1] and before is not None and quotes[1] == quotes[2]
    return (found_again(mine.at, text) if chosen else None) or theirs.at


def _valid(theirs: Item, fields: dict[str, Any]) -> Item:
    """An item of these fields; the draft's where they do not go together."""
    try:
        return replace(theirs, **fields)
    except ValueError:
        return theirs
