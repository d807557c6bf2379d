"""``guiheng extract --update``: the old summary and, where it is at hand, the document it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from checker.extracting.remarks import Remarks, remarks_of
from checker.extracting.updating import update
from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput
from checker.loading.shown import printable
from checker.loading.yaml_tree import decode, read_bytes
from checker.model.extraction import Change, Summary
from checker.model.plain import plain
from checker.model.plan import Plan
from checker.model.result import Route
from checker.reading.document import Document
from checker.reading.sources import source_document
from checker.running.documents import extracted


class Old(Struct, frozen=True):
    """A summary that a person may have changed, with the comments in it."""

    path: Path
    loaded: LoadedPlan
    remarks: Remarks

    @property
    def known(self) -> dict[str, Any]:
        """What it knows that a draft may not say."""
        return {"title": self.loaded.plan.title, "region": plain(self.loaded.plan.region)}


class Merged(Struct, frozen=True):
    """The updated summary, what the new draft changed, and a person's comments by the item they stand before.

    ``notes`` say what could not be compared.
    """

    summary: Summary
    changes: Sequence[Change]
    remarks: Mapping[Route, Sequence[str]]
    notes: tuple[str, ...]


def read_old(path: Path) -> Old:
    """The old summary. UnusableInput."""
    shown = printable(str(path))
    content = read_bytes(path, shown=shown)
    loaded = read_plan(content, shown)
    return Old(path, loaded, remarks_of(decode(content, shown), loaded.marks))


def updated(
    new: Summary, document: Document, old: Old, stated: Mapping[str, Any], prepare: Callable[[Summary], Summary]
) -> Merged:
    """The new summary merged into the old one; ``prepare`` is what was done to it since it was extracted."""
    base = _before(old, prepare)
    waiting = old.remarks.waiting
    merged = update(new, document.text, old.loaded.plan, base, waiting=waiting, stated=tuple(stated))
    by_route = old.remarks.by_route
    remarks = {route: by_route[before] for route, before in merged.came_from.items() if before in by_route}
    remarks |= {route: said for route, said in by_route.items() if len(route) < 2}
    notes = () if base is not None else (_missing(old),)
    return Merged(merged.summary, merged.changes, remarks, notes)


def _before(old: Old, prepare: Callable[[Summary], Summary]) -> Plan | None:
    """What the extractor finds in the document that the old summary was made from; None where it is not at hand."""
    before = source_document(old.loaded.plan, old.path, None)
    if before is None:
        return None
    try:
        return prepare(extracted(before, known=old.known)).plan
    except UnusableInput:
        return None


def _missing(old: Old) -> str:
    files = "、".join(source.file for source in old.loaded.plan.origins)
    named = f"（{printable(files)}）" if files else ""
    return (
        f"旧摘要所据的原文{named}不在它旁边或已经改过，分不清哪些是人改的、哪些是新稿改的；"
        "请把旧稿放回旧摘要旁边再更新，或逐条核对下面列出的不同"
    )
