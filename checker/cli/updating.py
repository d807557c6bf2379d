"""``guiheng extract --update``: the old summary and, where it is at hand, the document it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.cli.documents import extracted
from checker.cli.messages import printable
from checker.extracting.summary import Summary
from checker.extracting.updating import Change, update
from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import decode, read_bytes
from checker.model.plan import Plan
from checker.model.result import Route
from checker.reading.document import Document
from checker.reading.sources import source_document

_OURS = "# 待核"  # a comment of the extractor's, not of a person


@dataclass(frozen=True, slots=True)
class Merged:
    """The updated summary, what the new draft changed, and a person's comments by the item they stand before."""

    summary: Summary
    changes: Sequence[Change]
    remarks: Mapping[Route, Sequence[str]]


def updated(new: Summary, document: Document, path: Path) -> Merged:
    """The new summary merged into the old one at ``path``. UnusableInput."""
    shown = printable(str(path))
    content = read_bytes(path, shown=shown)
    old = read_plan(content, shown)
    merged = update(new, document.text, old.plan, _before(old, path))
    lines = decode(content, shown).splitlines()
    remarks = {
        route: comments
        for route, before in merged.came_from.items()
        if (comments := _comments(lines, old.marks.find(before).line))
    }
    return Merged(merged.summary, merged.changes, remarks)


def _before(old: LoadedPlan, path: Path) -> Plan | None:
    """What the extractor finds in the document that the old summary was made from; None where it is not at hand."""
    before = source_document(old.plan, path, None)
    if before is None:
        return None
    try:
        return extracted(before).plan
    except UnusableInput:
        return None


def _comments(lines: Sequence[str], line: int) -> list[str]:
    """A person's comment lines right above the item that begins on ``line`` (1-based)."""
    found: list[str] = []
    index = line - 2
    while index >= 0 and lines[index].lstrip().startswith("#"):
        found.insert(0, lines[index].strip())
        index -= 1
    return [comment for comment in found if not comment.startswith(_OURS)]
