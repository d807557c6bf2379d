"""The plan's own text beside its result: where its headings stand, and where a place is in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from checker.model.plan import Plan, Section
from checker.model.result import Place
from checker.reading.document import Block, Document, Span

_NEAR = 400  # characters; a quote that is not where its offset says is looked for this far around


class Heading(Struct, frozen=True):
    """A heading of the plan: its stretch of the text (empty where its end is not known), ``level`` (1 is a chapter)."""

    start: int
    end: int
    level: int
    title: str


class Source(Struct, frozen=True):
    """What is known of a plan's text: its headings, where its items begin, and the text itself where it is at hand."""

    headings: tuple[Heading, ...] = ()
    breaks: tuple[int, ...] = ()
    document: Document | None = None

    def chapter(self, place: Place) -> int | None:
        """The index in ``chapters`` of the chapter a place stands in; None before the first and for no place."""
        if place.offset is None:
            return None
        index = bisect_right([heading.start for heading in self.chapters], place.offset) - 1
        return index if index >= 0 else None

    @property
    def chapters(self) -> tuple[Heading, ...]:
        """The headings of the first level, in the order of the text."""
        return tuple(heading for heading in self.headings if heading.level == 1)


def source_of(plan: Plan, document: Document | None = None) -> Source:
    """The source of a plan: headings and items as its summary has them, or as the document itself marks them."""
    headings = _sections(plan.sections)
    if not headings and document:
        headings = _marked(document)
    ats = [*(item.at for item in plan.measures), *(item.at for item in plan.indicators)]
    begun = {at[0].offset for at in ats if at and at[0].offset is not None}
    return Source(headings, tuple(sorted(begun)), document)


def locate(document: Document, place: Place) -> Span | None:
    """The stretch of the text that a place quotes: at its offset, else the nearest one close by; None where none is."""
    if place.offset is None or not place.quote:
        return None
    text, quote, offset = document.text, place.quote, place.offset
    if text.startswith(quote, offset):
        return offset, offset + len(quote)
    first = max(0, offset - _NEAR)
    after = text.find(quote, offset, offset + _NEAR + len(quote))
    before = text.rfind(quote, first, offset + len(quote))
    found = [each for each in (after, before) if each >= 0]
    start = min(found, key=lambda each: abs(each - offset), default=None)
    return None if start is None else (start, start + len(quote))


def block_at(document: Document, offset: int) -> Block | None:
    """The paragraph or row that a character stands in."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    block = document.blocks[index] if index >= 0 else None
    return block if block and offset < block.end else None


def _sections(sections: Sequence[Section]) -> tuple[Heading, ...]:
    headings = []
    ids: list[str] = []
    for section in sections:
        at = next((each for each in section.at if each.offset is not None), None)
        if at is None or at.offset is None or section.in_ != "body":
            continue
        above = sum(section.id != other and section.id.startswith(other) for other in ids)
        level = max(above + 1, 2) if section.role == "box" else above + 1
        ids.append(section.id)
        title = f"{section.number}、{section.title}" if section.number and level == 1 else section.title
        whole = section.title[-2:] in at.quote[-4:]  # else the quote stops inside the title
        headings.append(Heading(at.offset, at.offset + (len(at.quote) if whole else 0), level, title))
    return _ordered(headings)


def _marked(document: Document) -> tuple[Heading, ...]:
    found = [block for block in document.blocks if block.level is not None and block.kind == "paragraph"]
    top = min((block.level or 1 for block in found), default=1)
    return _ordered(
        Heading(block.start, block.end, (block.level or 1) - top + 1, document.text[block.start : block.end].strip())
        for block in found
    )


def _ordered(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    return tuple(sorted(headings, key=lambda heading: heading.start))
