"""Where an editor goes from a place: to the source sentence, to a table or section named, to a parent's file."""

from __future__ import annotations

from pathlib import Path

from lsprotocol.types import Location, Position, Range

from checker.editor.diagnostics import Text
from checker.editor.examining import Examined
from checker.editor.hovers import quote_at
from checker.editor.outline import Node, Place
from checker.editor.project import Project

_NAMED = {"table": "tables", "section": "sections"}


def definition(examined: Examined, text: Text, place: Place, project: Project) -> Location | None:
    """Where the thing under the cursor stands; None where there is no place an editor could open."""
    nodes = text.outline.path(place)
    if len(nodes) < 2:
        return None
    last = nodes[-1]
    if last.key in _NAMED and last.value:
        return _item(text, _NAMED[str(last.key)], last.value)
    if nodes[1].key == "parents" and last.value:
        return _parent(project.upper(last.value))
    quoted = quote_at(nodes)
    if quoted is None or examined.original is None:
        return None
    span = examined.original.span(*quoted)
    return examined.original.location(span, text.encoding) if span else None


def _item(text: Text, name: str, wanted: str) -> Location | None:
    """An item of this file by its id."""
    holder = text.outline.find((name,))
    found: Node | None = next((node for node in holder.children if node.text("id") == wanted), None) if holder else None
    return Location(text.uri, text.named(found)) if found else None


def _parent(path: Path | None) -> Location | None:
    start = Position(0, 0)
    return Location(path.as_uri(), Range(start, start)) if path is not None and path.is_absolute() else None
