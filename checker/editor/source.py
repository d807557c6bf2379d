"""From a place in the source text to the file it stands in: text files and web pages can be opened at a sentence."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from lsprotocol.types import Location, Range
from msgspec import Struct

from checker.editor.positions import Encoding, Lines
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import read_bytes
from checker.model.plan import Plan
from checker.model.result import Place
from checker.reading.document import Document, Span
from checker.reading.encodings import decode
from checker.reading.limits import MAX_BYTES
from checker.reading.read import read_document
from checker.reading.sources import find_source
from checker.report.source import block_at, locate

_KEPT = 4
_AROUND = 120  # characters shown around a quote
_PAGES = (".html", ".htm")
_TEXTS = (".txt", ".text", ".md")


class Reader:
    """Reads documents, and keeps the last ones: a summary is checked after every word, its document hardly changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Document] = OrderedDict()

    def __call__(self, content: bytes, name: str) -> Document:
        """The document. UnusableInput."""
        key = (hashlib.sha256(content).hexdigest(), name)
        document = self._kept.pop(key, None) or read_document(content, name)
        self._kept[key] = document
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return document


class Original(Struct, frozen=True):
    """The document of a summary, where it is at hand, and its files."""

    document: Document
    files: tuple[Path, ...]

    def span(self, quote: str, offset: int | None) -> Span | None:
        """Where a quote stands in the text; without an offset it stands there once."""
        text = self.document.text
        if offset is None:
            offset = text.find(quote)
        return None if offset < 0 else locate(self.document, Place("", quote=quote, offset=offset))

    def around(self, span: Span) -> tuple[str, str, str]:
        """What stands before a stretch in its paragraph, the stretch, and what stands after it."""
        text, (start, end) = self.document.text, span
        block = block_at(self.document, start)
        first, last = (block.start, block.end) if block else (start, end)
        before, after = text[max(first, start - _AROUND) : start], text[end : min(max(last, end), end + _AROUND)]
        return (
            ("…" if first < start - _AROUND else "") + before,
            text[start:end],
            after + ("…" if end + _AROUND < last else ""),
        )

    def where(self, span: Span) -> str:
        """The file, page and paragraph of a stretch, in words."""
        path, (start, _) = self._file(span)
        block = block_at(self.document, span[0])
        parts = [path.name]
        if block and block.page is not None:
            parts.append(f"第 {block.page} 页")
        if block and block.paragraph is not None:
            parts.append(f"第 {block.paragraph} 段")
        return " · ".join(parts) if len(parts) > 1 else f"{path.name} · 第 {start + 1} 字"

    def location(self, span: Span, encoding: Encoding) -> Location | None:
        """The stretch in its file; None in formats that an editor does not open as text."""
        path, (start, end) = self._file(span)
        suffix = path.suffix.lower()
        if suffix in _TEXTS:
            first, last = self._stretch(path)
            return Location(path.as_uri(), Lines(self.document.text[first:last], encoding).span(start, end))
        if suffix in _PAGES:
            return Location(path.as_uri(), self._in_page(path, span, encoding))
        return None

    def _file(self, span: Span) -> tuple[Path, Span]:
        """The file of a stretch, and the stretch counted from its beginning."""
        for part, path in zip(self.document.parts, self.files, strict=False):
            first, last = part.span
            if first <= span[0] <= last:
                return path, (span[0] - first, span[1] - first)
        return self.files[0], span

    def _stretch(self, path: Path) -> Span:
        spans = dict(zip(self.files, (part.span for part in self.document.parts), strict=False))
        return spans.get(path, (0, len(self.document.text)))

    def _in_page(self, path: Path, span: Span, encoding: Encoding) -> Range:
        """A web page has marks between the words: the quote is looked for as it is, the same time as in the text."""
        try:
            markup, _ = decode(read_bytes(path, limit=MAX_BYTES), path.name)
        except UnusableInput:
            markup = ""
        text = self.document.text
        quote = text[span[0] : span[1]]
        before = text.count(quote, 0, span[0])
        start = -1
        for _ in range(before + 1):
            found = markup.find(quote, start + 1)
            start = found if found >= 0 else start
        lines = Lines(markup, encoding)
        return lines.span(start, start + len(quote)) if start >= 0 else lines.span(0, 0)


def original_of(plan: Plan, document: Document | None, summary: Path | None, folder: Path | None) -> Original | None:
    """The document with the files it was read from."""
    if document is None:
        return None
    files: Sequence[Path | None] = [find_source(source, summary, folder) for source in plan.origins]
    known = tuple(path.resolve() for path in files if path is not None)
    return Original(document, known) if known and len(known) == len(files) else None
