"""What is to be said of a file, as an editor's diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Range
from msgspec import Struct

from checker.editor.examining import Level, Note
from checker.editor.outline import Node, Outline
from checker.editor.positions import Encoding, Lines
from checker.editor.source import Original
from checker.model.result import Place
from checker.report.wording import clean

SOURCE = "规衡"
MAX_DIAGNOSTICS = 500
_RELATED = 12
_SENTENCES = 3
_LEVELS = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
    "hint": DiagnosticSeverity.Hint,
}
_NAMES = ("name", "title", "indicator", "raw", "quote", "protection")  # what people call an item by


class Text(Struct, frozen=True):
    """A version of a file: its lines, and its tree as far as it can be read."""

    uri: str
    lines: Lines
    outline: Outline
    encoding: Encoding

    def range_of(self, place: Place) -> Range | None:
        """Where a place stands: the name of its item where it has one, at most one line."""
        node = self.outline.find(place.route) if self.outline.whole else None
        if node is not None:
            return self.named(node)
        return None if place.line is None else self.lines.rest(place.line, place.column or 1)

    def named(self, node: Node) -> Range:
        """The name of an item, or the first line of it."""
        for key in _NAMES:
            child = node.child(key)
            if child is not None and child.value:
                return self._first_line(child)
        return self._first_line(node)

    def _first_line(self, node: Node) -> Range:
        (line, column), (last, end) = node.begin, node.end
        if line == last and column < end:
            return Range(self.lines.position(line, column), self.lines.position(last, end))
        return self.lines.rest(line, column)


def diagnostics(
    notes: Iterable[Note], text: Text, original: Original | None, *, related: bool = True
) -> list[Diagnostic]:
    """The diagnostics of a file, the worst where there are too many; ``related``: the editor shows more places."""
    ordered = sorted(notes, key=lambda note: _LEVELS[note.level].value)
    found = [_diagnostic(note, text, original, related=related) for note in ordered[:MAX_DIAGNOSTICS]]
    if left := len(ordered) - len(found):
        found.append(plain(text.lines.rest(1), "info", f"还有 {left} 条没有列出，改好以上各条后再看"))
    return found


def plain(where: Range, level: Level, message: str) -> Diagnostic:
    """A diagnostic that no rule gave."""
    return Diagnostic(where, message, severity=_LEVELS[level], source=SOURCE)


def _diagnostic(note: Note, text: Text, original: Original | None, *, related: bool) -> Diagnostic:
    where = text.range_of(note.place) if note.place else None
    found = plain(where or text.lines.rest(note.line, note.column), note.level, note.message)
    if note.code:
        found.code = note.code
    if note.finding is not None and note.finding.state == "open":
        found.data = data_of(note.finding.key, note.finding.rule)
    if related:
        quoted = [] if note.place is None else _quoted(note.place, text, original)
        found.related_information = [*quoted, *_places(note, text, original)] or None
    return found


def data_of(key: str, rule: str) -> dict[str, Any]:
    """What comes back with a request for code actions."""
    return {"key": key, "rule": rule}


def _quoted(place: Place, text: Text, original: Original | None) -> list[DiagnosticRelatedInformation]:
    """The sentence of the source text, where an editor can open it."""
    if original is None or not place.quote:
        return []
    span = original.span(place.quote, place.offset)
    location = original.location(span, text.encoding) if span else None
    return [DiagnosticRelatedInformation(location, clean(f"原文「{place.quote}」"))] if location else []


def _places(note: Note, text: Text, original: Original | None) -> Iterator[DiagnosticRelatedInformation]:
    """The other places in the file, the first of them with their sentences."""
    for number, place in enumerate(note.related[:_RELATED]):
        where = text.range_of(place)
        if where is not None:
            quote = f"「{place.quote}」" if place.quote and place.quote not in place.label else ""
            yield DiagnosticRelatedInformation(Location(text.uri, where), clean(f"{place.label}{quote}"))
        if number < _SENTENCES:
            yield from _quoted(place, text, original)
