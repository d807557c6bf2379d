"""A made summary holds when it is read again: what in it would not is put right or left out, and a person is told.

A summary is read with the checks of any file. Where the extractor is mistaken about one item, that must cost the item
and not the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from pydantic_core import ValidationError

from checker.extracting.parts import Draft, Found
from checker.facts.pairing import named
from checker.loading.plans import disagreements
from checker.loading.problems import UnusableInput, shortened
from checker.loading.validation import validated
from checker.model.extraction import Doubt
from checker.model.plain import plain
from checker.model.plan import Plan
from checker.model.result import Problem, Route

Lists = dict[str, list[Found[Any]]]
_NEEDED = ("id", "title", "kind", "region")  # keys of the head that no summary can do without
_HOMELESS = {"table": "所在的表没有认出来，请补上 table", "section": "所在的章节没有认出来，请补上 section"}
_LEFT_OUT = "「{}」与前面一项重复或读不成，没有写进摘要，请对照原文"
_UNREAD = "{}读不成，没有写进摘要，请对照原文补上"
_UNSURE = 0.5


def held(
    head: Mapping[str, Any], lists: Mapping[str, Sequence[Found[Any]]], draft: Draft
) -> tuple[Plan, Lists, list[Doubt]]:
    """The plan of a head and lists, the lists as it has them, and doubts about what was left out of them.

    UnusableInput where the head itself can't be used.
    """
    keys = dict(head)
    kept: Lists = {name: list(items) for name, items in lists.items()}
    doubts: list[Doubt] = []
    while True:
        try:
            plan = _plan(keys, kept)
        except ValidationError as error:
            wrong = {_item_of(tuple(each["loc"])) for each in error.errors(include_url=False)}
        else:
            wrong = {route for route, _ in disagreements(plan)}
        if not wrong:
            return plan, kept, doubts
        for route in sorted(wrong, key=_order, reverse=True):  # from the end, so that the indexes before stay
            doubts += _without(route, keys, kept, draft)


def _plan(head: Mapping[str, Any], lists: Lists) -> Plan:
    """The plan as it will be read: made once of records, and once more of what a file would say."""
    plan = validated(Plan, {"schema": 1, "kind": "plan", **head})
    plan = replace(plan, **{name: tuple(found.item for found in items) for name, items in lists.items()})
    validated(Plan, plain(plan))
    return plan


def _item_of(place: Route) -> Route:
    """The item or the key that a fault is in, of the place that the validator names."""
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


def _order(route: Route) -> tuple[str, int]:
    return str(route[0]), int(route[1]) if len(route) > 1 else -1


def _without(route: Route, head: dict[str, Any], lists: Lists, draft: Draft) -> Iterable[Doubt]:
    """Take away what is wrong at a place: an own name is changed, a reference is emptied, else the item goes."""
    name = str(route[0])
    if name not in lists or len(route) == 1:
        _without_key(name, head, draft)
        return [Doubt((name,), name, _UNREAD.format(name), _UNSURE, None)]
    index = int(route[1])
    found = lists[name][index]
    if len(route) == 3:
        key = str(route[2])
        notes = (*found.notes, _HOMELESS[key])
        lists[name][index] = replace(found, item=replace(found.item, **{key: None}), notes=notes)
        return []
    identifier = getattr(found.item, "id", None)
    before = sum(each.item.id == identifier for each in lists[name][:index]) if identifier is not None else 0
    if before:
        taken = {each.item.id for each in lists[name]}
        number = next(
            count for count in range(before + 1, before + len(taken) + 2) if f"{identifier}-{count}" not in taken
        )
        lists[name][index] = replace(found, item=replace(found.item, id=f"{identifier}-{number}"))
        return []
    del lists[name][index]
    at = draft.text.at(found.start, found.end) if found.end > found.start else None
    return [Doubt((name,), named(found.item), _LEFT_OUT.format(named(found.item)), _UNSURE, at)]


def _without_key(key: str, head: dict[str, Any], draft: Draft) -> None:
    if key in _NEEDED or key not in head:
        files = [part.file for part in draft.text.document.parts] or [draft.text.document.file]
        raise UnusableInput([Problem("、".join(files), f"{key} 的值{shortened(head.get(key))}不合要求，请写明")])
    del head[key]
