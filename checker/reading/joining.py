"""Several files read as one plan: the plan itself, and annexes such as the division of tasks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec.structs import replace

from checker.reading.document import Block, Document, Part, Span

_BETWEEN = "\n"


def join_documents(documents: Sequence[Document]) -> Document:
    """The files one after another as one document, whose ``parts`` say which stretch is which file's.

    Tables and paragraphs are numbered through; a single document comes back as it is.
    """
    if len(documents) == 1:
        return documents[0]
    texts: list[str] = []
    blocks: list[Block] = []
    parts: list[Part] = []
    start = tables = 0
    for document in documents:
        texts.append(document.text)
        blocks += [_moved(block, start, tables) for block in document.blocks]
        parts.append(Part(document.file, document.sha256, (start, start + len(document.text))))
        start += len(document.text) + len(_BETWEEN)
        tables = 1 + max((block.table for block in blocks if block.table is not None), default=tables - 1)
    whole = hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
    return replace(
        documents[0],
        sha256=whole,
        text=_BETWEEN.join(texts),
        blocks=tuple(blocks),
        notes=tuple(note for document in documents for note in document.notes),
        parts=tuple(parts),
    )


def _moved(block: Block, by: int, tables: int) -> Block:
    def shifted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start + by, end + by) for start, end in spans)

    return replace(
        block,
        start=block.start + by,
        end=block.end + by,
        table=None if block.table is None else block.table + tables,
        cells=shifted(block.cells),
        skipped=shifted(block.skipped),
    )
