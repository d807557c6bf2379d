"""Text in columns: a Chinese character takes two of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_CLOSING = "，。；：、？！）」』》”’…"  # never first on a line


def columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, width: int) -> str:
    """The text with spaces up to ``width`` columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns, broken at spaces and between Chinese characters."""
    line = ""
    for piece in _pieces(text):
        if line and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line: a Latin word with its space, a Chinese character, each with what must follow it."""
    piece = ""
    for char in text:
        joined = char in _CLOSING or char == " " or (char.isascii() and piece[-1:].isascii() and piece[-1:] != " ")
        if piece and not joined:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece
