"""Documents for the tests, made from lines or from rows of cells."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Text
from checker.reading.document import Block, Document, Format

LEXICON = Lexicon(Path(__file__).parents[2] / "rules")

Rows = Sequence[Sequence[str]]


def document(*parts: str | Rows, kind: Format = "txt") -> Document:
    """Paragraphs (a text each) and tables (rows of cells) in order, as a reader hands them over."""
    text = ""
    blocks: list[Block] = []
    table = 0
    for part in parts:
        if isinstance(part, str):
            blocks += _paragraphs(part, len(text))
            text += part + "\n"
            continue
        for row in part:
            start = len(text)
            cells = []
            for cell in row:
                cells.append((len(text), len(text) + len(cell)))
                text += cell + "\t"
            text = text[:-1] + "\n"
            blocks.append(Block("row", start, len(text) - 1, table=table, cells=tuple(cells)))
        table += 1
    return Document("甲.txt", hashlib.sha256(text.encode()).hexdigest(), kind, text, tuple(blocks))


def text_of(*parts: str | Rows, kind: Format = "txt") -> Text:
    return Text(document(*parts, kind=kind))


def _paragraphs(part: str, start: int) -> list[Block]:
    blocks = []
    for line in part.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line)
    return blocks
