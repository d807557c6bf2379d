"""What the parts of the extractor hand to one another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct, field

from checker.model.base import QUOTE_LIMIT, At
from checker.model.plan import (
    Announced,
    Body,
    Citation,
    Damage,
    Figure,
    Indicator,
    Measure,
    Section,
    SectionRole,
    Slogan,
    Table,
)
from checker.reading.document import Document, Span
from checker.reading.normal import Normal, normalise

T = TypeVar("T")
_SENTENCE_END = re.compile(r"[。!?;\n]|(?<=[。!?])[”)]")


class Text:
    """A document and its even text, in which everything is looked for. Positions are those of the even text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.normal: Normal = normalise(document)
        self.even = self.normal.text

    @cached_property
    def footnotes(self) -> int:
        """Where the notes begin that the text of a Word file ends with; the end of the text where it has none."""
        start = len(self.even)
        if self.document.format != "docx" or self.document.parts:
            return start
        for line in reversed(self.normal.lines):
            if line.block.kind != "paragraph" or line.block.paragraph is not None:
                return start
            start = line.start
        return len(self.even)

    def at(self, start: int, end: int) -> At:
        """The place of ``start``–``end`` in the document: a verbatim quote, cut to its limit and to one line."""
        first, last = self.normal.span(start, end)
        quote = self.document.text[first:last][:QUOTE_LIMIT]
        quote = quote.splitlines()[0].rstrip()
        block = self.normal.line_at(start).block
        return At(quote=quote, offset=first, page=block.page, paragraph=block.paragraph)

    def printed(self, start: int, end: int) -> str:
        """The document's own characters for ``start``–``end``, without spaces and breaks the even text has not."""
        offsets, even = self.normal.offsets, self.even
        return "".join(self.document.text[offsets[each]] for each in range(start, end) if even[each] != "\n")

    def sentences(self, start: int, end: int) -> Iterator[Span]:
        """The sentences and clauses (up to 。；！？ or the end of a block) between two positions."""
        begin = start
        for stop in _SENTENCE_END.finditer(self.even, start, end):
            if stop.end() > begin:
                yield begin, stop.end()
            begin = stop.end()
        if begin < end:
            yield begin, end


class Found(Struct, Generic[T], frozen=True):
    """An item that was found, where, and how sure (0 to 1); ``notes`` tell a person in Chinese what to look at."""

    item: T
    start: int
    end: int
    sure: float = 1.0
    notes: tuple[str, ...] = ()


class Node(Struct, frozen=True):
    """A heading with its stretch of text: ``start`` (where the heading begins) to ``end`` (sub-headings included).

    ``level`` counts from 1; ``heading`` is the span of number and title; ``parent`` the index of the node above.
    """

    section: Section
    level: int
    heading: Span
    end: int
    parent: int | None
    sure: float = 1.0
    notes: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return self.heading[0]


def _around(nodes: tuple[Node, ...], position: int) -> Node | None:
    """The innermost of nested nodes that a position stands in."""
    index: int | None = bisect_right(nodes, position, key=lambda node: node.start) - 1
    while index is not None and index >= 0:
        if position < nodes[index].end:
            return nodes[index]
        index = nodes[index].parent
    return None


class Outline(Struct, frozen=True):
    """The body of the document and its headings, in order; ``contents`` are those of a table of contents.

    ``body`` is the plan itself, with its title and contents but without file name, web furniture and letters around
    it; ``prose`` is where the running text begins, after the contents. ``lost`` are headings that only the contents
    have, placed where the stretch of text seems to begin (``heading`` is empty): they are no sections of a summary, but
    give the text its role. ``items`` are numbered items that have no title of their own (``title`` is their first
    clause, ``parent`` an index into ``nodes``): no sections either, but each can be a measure.
    """

    body: Span
    nodes: tuple[Node, ...]
    contents: tuple[Found[Section], ...] = ()
    prose: int = 0
    lost: tuple[Node, ...] = ()
    items: tuple[Node, ...] = ()

    def node_at(self, position: int) -> Node | None:
        """The innermost heading that ``position`` stands under, be it lost."""
        found = [node for node in (_around(self.lost, position), _around(self.nodes, position)) if node]
        return max(reversed(found), key=lambda node: node.level, default=None)

    def role_at(self, position: int) -> SectionRole | None:
        """What the part of the document at ``position`` does; None before the first heading."""
        node = self.node_at(position)
        return node.section.role if node else None

    def children(self, index: int) -> list[int]:
        """The nodes directly under a node."""
        return [child for child, node in enumerate(self.nodes) if node.parent == index]


class Region(Struct, frozen=True):
    """A stretch that is an indicator table: its rows are no running text."""

    start: int
    end: int
    block_table: int | None = None  # the table of the document, where the format has tables


class Draft(Struct):
    """All that was found in a document; ``head`` holds the keys of the summary's beginning, as a file has them."""

    text: Text
    head: dict[str, object] = field(default_factory=dict)
    head_notes: list[Found[str]] = field(default_factory=list)
    outline: Outline | None = None
    citations: list[Found[Citation]] = field(default_factory=list)
    tables: list[Found[Table]] = field(default_factory=list)
    indicators: list[Found[Indicator]] = field(default_factory=list)
    figures: list[Found[Figure]] = field(default_factory=list)
    measures: list[Found[Measure]] = field(default_factory=list)
    bodies: list[Found[Body]] = field(default_factory=list)
    announced: list[Found[Announced]] = field(default_factory=list)
    slogans: list[Found[Slogan]] = field(default_factory=list)
    damage: list[Found[Damage]] = field(default_factory=list)
