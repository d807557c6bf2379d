"""Plain text: encodings, lines, and line ends that fall inside sentences."""

from __future__ import annotations

from checker.reading.document import Block, Document


def read_plain(content: bytes, name: str, sha256: str, shown: str) -> Document:
    """A text file as a document; each line is a block."""
    del shown
    text = content.decode("utf-8")
    blocks: list[Block] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line)
    return Document(name, sha256, "txt", text, tuple(blocks))
