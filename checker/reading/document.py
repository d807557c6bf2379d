"""A document as read: its plain text, and the blocks it is made of."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Span = tuple[int, int]
Format = Literal["docx", "pdf", "html", "txt"]


class Block(Struct, frozen=True):
    """A paragraph or a table row: ``start``–``end`` in the text of the document.

    ``level`` is a heading's level where the file itself says it (1 is the highest), ``page`` and ``paragraph`` count
    from 1 where the format has them, ``table`` numbers the tables from 0 and ``cells`` are the spans of a row's cells:
    one for each column of the table, empty (start == end) where a merged cell that was given before goes on; ``below``
    are the places of those that go on from the row above, where the format tells (Word, web pages).
    ``skipped`` are stretches inside that are not the document's text: page marks, running heads.
    """

    kind: Literal["paragraph", "row"]
    start: int
    end: int
    level: int | None = None
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    cells: tuple[Span, ...] = ()
    skipped: tuple[Span, ...] = ()
    below: tuple[int, ...] = ()


class Part(Struct, frozen=True):
    """One of the files of a document that was read from several; ``span`` is its stretch of the text."""

    file: str
    sha256: str
    span: Span


class Document(Struct, frozen=True):
    """The text of a file, untouched, with its blocks in reading order.

    For a text file ``text`` is what the file holds; for the other formats the blocks joined by line ends, the cells of
    a row by tabs, a line break inside a cell as a space. ``title`` is what the file itself calls the document,
    ``notes`` say in Chinese what was not read. ``parts`` are there only where several files were read as one.
    """

    file: str
    sha256: str
    format: Format
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
