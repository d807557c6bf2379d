"""The outline of a document: its body, its table of contents and its headings."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from checker.extracting.bodies import find_body
from checker.extracting.contents import find_contents
from checker.extracting.headings import Mark
from checker.extracting.lexicon import Lexicon
from checker.extracting.lost import place_parts
from checker.extracting.parts import Found, Outline, Region, Text
from checker.extracting.scan import read_headings
from checker.extracting.titles import LONGEST, Words
from checker.extracting.tree import Heading, make_nodes, shown_title
from checker.reading.document import Span


def find_outline(text: Text, lexicon: Lexicon, regions: Sequence[Region] = ()) -> Outline:
    """Body, contents and headings of a document; ``regions`` are its indicator tables, whose groups are no parts."""
    words = Words(lexicon)
    body = find_body(text, words)
    entries, start = find_contents(text, body, words)
    listed = _listed(text, entries)
    repeated = frozenset(text.even[slice(*title)] for _, title in entries)
    end = min(body[1], _annexes(text), text.footnotes)
    tables = [(each.start, each.end) for each in regions if each.block_table is None]
    headings = read_headings(text, (start, end), words, repeated, tables)
    headings = _with_lost(text, headings, listed, (start, end), words)
    contents = tuple(
        Found(node.section, *node.heading, node.sure)
        for node in make_nodes(text, listed, start, words, place="contents").printed
    )
    nodes = make_nodes(text, headings, end, words)
    return Outline(body, nodes.printed, contents, start, nodes.lost, nodes.items)


def _annexes(text: Text) -> int:
    """Where the annexes begin that are files of their own: what is numbered in them goes on with no chapter."""
    for part in text.document.parts[1:]:
        line = next((line for line in text.normal.lines if line.block.start >= part.span[0]), None)
        if line is not None and text.even.startswith(("附件", "附表", "附录"), line.start):
            return line.start
    return len(text.even)


def _listed(text: Text, entries: list[tuple[Mark, Span]]) -> list[Heading]:
    """The headings of a table of contents, each with its parent."""
    headings: list[Heading] = []
    stack: list[int] = []
    for mark, title in entries:
        rank = mark.rank
        while stack and headings[stack[-1]].rank >= rank:
            stack.pop()
        before = next((each.value for each in reversed(headings) if each.mark.kind == mark.kind), 0)
        parent = stack[-1] if stack else None
        value = mark.value or before + 1
        headings.append(Heading(mark, value, rank, title, shown_title(text, *title), 0.95, parent=parent))
        stack.append(len(headings) - 1)
    return headings


def _with_lost(text: Text, headings: list[Heading], listed: list[Heading], span: Span, words: Words) -> list[Heading]:
    """The headings with those between them that only the contents have, where most of them are lost."""
    kinds = {entry.mark.kind for entry in listed}
    if not listed or any(heading.mark.kind in kinds for heading in headings):
        return headings
    above = {entry.parent for entry in listed}
    leaves = [index for index in range(len(listed)) if index not in above]
    boxes = [heading.mark.start for heading in headings if heading.mark.kind == "box"]
    parts = [listed[index].shown for index in leaves]
    begins = place_parts(text, (_after_title(text, span), span[1]), parts, boxes, words)
    if begins is None:
        return headings
    starts = dict(zip(leaves, begins, strict=True))
    for index in reversed(range(len(listed))):  # a part begins where the first under it begins
        parent = listed[index].parent
        if parent is not None:
            starts[parent] = starts[index]
    placed = [replace(listed[index], at=starts[index], lost=True, sure=0.5) for index in range(len(listed))]
    merged = sorted([*placed, *headings], key=lambda each: (each.begin, each.rank))
    stack: list[int] = []
    for index, each in enumerate(merged):
        while stack and merged[stack[-1]].rank >= each.rank:
            stack.pop()
        each.parent = stack[-1] if stack else None
        stack.append(index)
    return merged


def _after_title(text: Text, span: Span) -> int:
    """Where the first paragraph stands after the title that follows the contents."""
    for line in text.normal.lines:
        if span[0] <= line.start and (line.end - line.start > LONGEST or text.even[line.end - 1] in "。:;"):
            return line.start
    return span[0]
