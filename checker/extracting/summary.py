"""A draft made into a summary: the plan, and what a person should look at, least sure first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from checker.extracting.holding import held
from checker.extracting.parts import Draft, Found
from checker.facts.pairing import named
from checker.loading.problems import UnusableInput
from checker.model.extraction import Doubt, Summary
from checker.model.result import Problem, Route

LOOK_BELOW = 0.8  # an item less sure than this is on the list even without a note
REVIEW_BELOW = 0.7  # … and one less sure than this no rule may judge
_LISTS = ("citations", "tables", "indicators", "figures", "measures", "bodies", "announced", "slogans", "damage")
_ABOVE = {"city": (("province", "省"),), "county": (("province", "省"), ("city", "市"))}
_UNSURE = "抽取的把握不大，请对照原文"


def summarise(
    draft: Draft,
    given: Mapping[str, Any] | None = None,
    *,
    known: Mapping[str, Any] | None = None,
    way: str = "请",
) -> Summary:
    """The summary of a draft; ``given`` are keys of the head that a person states.

    ``known`` are a title and place for a draft that says none. UnusableInput where neither can be had; ``way`` begins
    the sentence that tells where to state a title.
    """
    head = {**draft.head, **(given or {})}
    for key, value in (known or {}).items():
        if not head.get(key) or (key == "region" and unplaced(head[key])):
            head[key] = value
    if not head.get("title"):
        raise _untold(draft, f"看不出规划的标题；{way}写明 --title")
    if above := unplaced(head.get("region")):
        raise _untold(draft, f"看不出{above}；请写明 --region，如 --region 某某省某某市某某县")
    head.update(_origins(draft, head.pop("source", None)))
    plan, lists, doubts = held(head, _lists(draft), draft)
    sure: dict[Route, float] = {
        (name, index): found.sure for name, items in lists.items() for index, found in enumerate(items)
    }
    doubts += [
        doubt
        for name, items in lists.items()
        for index, found in enumerate(items)
        for doubt in _doubts((name, index), found, draft)
    ]
    doubts += [
        Doubt((found.item,), found.item, note, found.sure, None)
        for found in draft.head_notes
        if found.item not in (given or {})
        for note in found.notes
    ]
    return Summary(plan, sure, tuple(sorted(doubts, key=lambda doubt: (doubt.sure, _order(doubt)))))


def _untold(draft: Draft, message: str) -> UnusableInput:
    files = [part.file for part in draft.text.document.parts] or [draft.text.document.file]
    return UnusableInput([Problem("、".join(files), message)])


def unplaced(region: Any) -> str:
    """What of a place and those above it, as every summary needs them, is not known; empty where all is."""
    if not isinstance(region, dict):
        return "是哪里的规划、属于哪个省市"
    missing = "、".join(f"哪个{word}" for key, word in _ABOVE.get(region["level"], ()) if not region.get(key))
    return f"{region['name']}属于{missing}" if missing else ""


def _origins(draft: Draft, source: Any) -> dict[str, Any]:
    """The document that the plan was made from or, where it was read from several files, each of them.

    ``body`` is then the stretch of the joined text that is the file's; where the text stops early, the last one does.
    """
    parts = draft.text.document.parts
    if not source or not parts:
        return {"source": source} if source else {}
    sources = []
    for part in parts:
        start, end = part.span
        sources.append({"file": part.file, "sha256": part.sha256, "body": [start, end]})
    for key in ("cut", "at"):
        if key in source:
            sources[-1][key] = source[key]
    return {"sources": sources}


def _order(doubt: Doubt) -> tuple[int, int]:
    return (doubt.at.offset or 0) if doubt.at else -1, _LISTS.index(doubt.route[0]) if doubt.route[0] in _LISTS else -1


def _lists(draft: Draft) -> dict[str, Sequence[Found[Any]]]:
    """The lists of a summary in the order of the schema; no two items share a name that must be one's own."""
    lists: dict[str, Sequence[Found[Any]]] = {name: getattr(draft, name) for name in _LISTS}
    outline = draft.outline
    assert outline is not None
    nodes = [Found(node.section, *node.heading, node.sure, node.notes) for node in outline.nodes]
    lists["sections"] = [*outline.contents, *nodes]
    return {name: [_marked(found) for found in items] for name, items in lists.items()}


def _marked(found: Found[Any]) -> Found[Any]:
    """An item that is not sure enough says so itself: a rule then gives 无法判断 instead of a finding."""
    if found.sure >= REVIEW_BELOW or getattr(found.item, "review", True):
        return found
    return replace(found, item=replace(found.item, review=True))


def _doubts(route: Route, found: Found[Any], draft: Draft) -> Iterable[Doubt]:
    notes = found.notes
    if not notes and (found.sure < LOOK_BELOW or getattr(found.item, "review", False)):
        notes = (_UNSURE,)
    for note in notes:
        yield Doubt(route, named(found.item), note, found.sure, draft.text.at(found.start, found.end))
