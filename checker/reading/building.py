"""A document put together block by block, for formats whose text is not a plain string already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.reading.document import Block, Document, Format
from checker.reading.limits import MAX_BLOCKS, MAX_SIGNS, too_long

# what can't be seen or would end a line or a cell; a soft hyphen is only where a word may break
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)


def cleaned(text: str) -> str:
    """One line of text without what nobody sees."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text)).strip()


class Builder:
    """Blocks joined by line ends: each block is exactly one line of the text, empty ones are left out."""

    def __init__(self, name: str, sha256: str, form: Format, shown: str) -> None:
        self._identity = (name, sha256, form)
        self._shown = shown
        self._parts: list[str] = []
        self._length = 0
        self._tables = 0
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self.title = ""

    def new_table(self) -> int:
        """The number of a table that begins."""
        self._tables += 1
        return self._tables - 1

    def paragraph(
        self, text: str, *, level: int | None = None, page: int | None = None, paragraph: int | None = None
    ) -> None:
        """A paragraph, where it has any text."""
        text = cleaned(text)
        if text:
            start = self._append(text)
            self.blocks.append(Block("paragraph", start, start + len(text), level, page, paragraph))

    def row(
        self,
        cells: Sequence[str],
        table: int,
        *,
        page: int | None = None,
        paragraph: int | None = None,
        below: Sequence[int] = (),
    ) -> None:
        """A row of a table, where any of its cells has text; ``below``: cells merged with those above."""
        texts = [cleaned(cell) for cell in cells]
        if not any(texts):
            return
        begin = self._append("\t".join(texts))
        spans = []
        start = begin
        for text in texts:
            spans.append((start, start + len(text)))
            start += len(text) + 1
        self.blocks.append(
            Block(
                "row",
                begin,
                start - 1,
                page=page,
                paragraph=paragraph,
                table=table,
                cells=tuple(spans),
                below=tuple(below),
            )
        )

    def _append(self, line: str) -> int:
        start = self._length
        self._parts.append(line)
        self._length += len(line) + 1
        if self._length > MAX_SIGNS or len(self.blocks) >= MAX_BLOCKS:
            raise too_long(self._shown)
        return start

    def document(self) -> Document:
        """What was put together."""
        name, sha256, form = self._identity
        return Document(name, sha256, form, "\n".join(self._parts), tuple(self.blocks), self.title, tuple(self.notes))
