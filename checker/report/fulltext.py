"""The plan's full text with the places of findings marked in it, linked both ways."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct, field

from checker.model.result import Place
from checker.reading.document import Block, Document, Span
from checker.report.findings import FindingView
from checker.report.source import Heading, Source, locate

_BEFORE = "正文之前"
_OPEN = 1500  # characters of a chapter that is shown open


class Segment(Struct, frozen=True):
    """A stretch under the same marks. ``spot`` is its id where a place begins, ``ends`` are the findings that end."""

    text: str
    spot: str = ""
    marks: tuple[FindingView, ...] = ()
    ends: tuple[FindingView, ...] = ()


class Line(Struct, frozen=True):
    """A paragraph (one cell) or a table row; ``level`` is that of a heading, 0 for running text."""

    cells: tuple[tuple[Segment, ...], ...]
    table: int | None = None
    level: int = 0


class Table(Struct, frozen=True):
    """Rows of one table; their cells are as many as the table has columns."""

    rows: tuple[Line, ...]


class Chapter(Struct, frozen=True):
    """A chapter of the text with the findings that point into it."""

    title: str
    parts: tuple[Line | Table, ...]
    findings: int
    open: bool


class FullText(Struct, frozen=True):
    """The text by chapter; ``spots`` has the id of each place that was found in it."""

    chapters: tuple[Chapter, ...]
    spots: Mapping[Place, str] = field(default_factory=dict)
    lost: int = 0


class _Marked(Struct):
    """The text with all stretches that are linked to, and those of findings."""

    text: str
    marks: list[tuple[Span, FindingView]]
    starts: frozenset[int]
    bounds: list[int]

    def segments(self, span: Span) -> tuple[Segment, ...]:
        """``span`` cut wherever a mark begins or ends."""
        start, end = span
        inner = self.bounds[bisect_right(self.bounds, start) : bisect_left(self.bounds, end)]
        cuts = [start, *inner, end]
        return tuple(self._segment(one, two) for one, two in pairwise(cuts) if two > one)

    def _segment(self, start: int, end: int) -> Segment:
        over = [(span, view) for span, view in self.marks if span[0] <= start and span[1] >= end]
        marks = dict.fromkeys(view.anchor for _, view in over)
        views = {view.anchor: view for _, view in over}
        ends = dict.fromkeys(view.anchor for span, view in over if span[1] == end)
        return Segment(
            self.text[start:end],
            spot_id(start) if start in self.starts else "",
            tuple(views[anchor] for anchor in marks),
            tuple(views[anchor] for anchor in ends),
        )


def full_text(source: Source, findings: Iterable[FindingView], others: Iterable[Place]) -> FullText | None:
    """The text of ``source`` with ``findings`` marked; the places of ``others`` can be linked to. None without text."""
    document = source.document
    if document is None:
        return None
    marks: list[tuple[Span, FindingView]] = []
    spots: dict[Place, str] = {}
    lost = 0
    for view in findings:
        for place in (*view.finding.places, *view.finding.related):
            if span := locate(document, place):
                marks.append((span, view))
                spots[place] = spot_id(span[0])
            else:
                lost += place.offset is not None
    rest = {place: span for place in others if (span := locate(document, place))}
    spots |= {place: spot_id(span[0]) for place, span in rest.items()}
    spans = [*(span for span, _ in marks), *rest.values()]
    starts = frozenset(span[0] for span in spans)
    bounds = sorted({each for span in spans for each in span})
    marked = _Marked(document.text, marks, starts, bounds)
    return FullText(tuple(_chapters(source, document, marked)), spots, lost)


def spot_id(offset: int) -> str:
    """The id of the place that begins at ``offset``, counted from 1 as readers count."""
    return f"t-{offset + 1}"


def _chapters(source: Source, document: Document, marked: _Marked) -> Iterable[Chapter]:
    heads = source.chapters
    bounds = [0, *(head.start for head in heads), len(document.text) + 1]
    titles = [_BEFORE, *(document.text[head.start : head.end].strip() or head.title for head in heads)]
    lines = _lines(source, document, marked)
    starts = [start for start, _ in lines]
    for title, begin, end in zip(titles, bounds, bounds[1:], strict=False):
        mine = [line for _, line in lines[bisect_left(starts, begin) : bisect_left(starts, end)]]
        if not mine:
            continue
        inside = {view.anchor for (start, _), view in marked.marks if begin <= start < end}
        if len(mine) > 1 and mine[0].level == 1 and mine[0].cells[0] == (Segment(title),):
            del mine[0]  # said by the chapter itself
        length = sum(len(segment.text) for line in mine for cell in line.cells for segment in cell)
        yield Chapter(title if heads else "全文", tuple(_tables(mine)), len(inside), length <= _OPEN)


def _lines(source: Source, document: Document, marked: _Marked) -> list[tuple[int, Line]]:
    heads = {head.start: head for head in source.headings if head.end > head.start}
    ends = (_after(document.text, head) for head in source.headings)
    cuts = sorted({head.start for head in source.headings}.union(ends, source.breaks))
    lines: list[tuple[int, Line]] = []
    for block in document.blocks:
        if block.kind == "row" and block.cells:
            cells = tuple(marked.segments(span) for span in block.cells)
            lines.append((block.start, Line(cells, block.table or 0)))
            continue
        inner = [each for each in cuts if block.start < each < block.end]
        for start, end in pairwise([block.start, *inner, block.end]):
            pieces = _kept(start, end, block)
            if any(document.text[first:last].strip() for first, last in pieces):
                level = heads[start].level if start in heads else 0
                cell = tuple(segment for piece in pieces for segment in marked.segments(piece))
                lines.append((start, Line((cell,), level=level)))
    return lines


def _after(text: str, heading: Heading) -> int:
    """Where the text after a heading begins: a stop behind it is still its own."""
    end = heading.end
    while heading.end > heading.start and end < len(text) and text[end] in "。.:： \u3000":
        end += 1
    return end


def _kept(start: int, end: int, block: Block) -> list[Span]:
    """``start``–``end`` without what is no text of the document."""
    points = sorted({start, end, *(each for span in block.skipped for each in span if start < each < end)})
    skipped = block.skipped
    return [span for span in pairwise(points) if not any(a <= span[0] and span[1] <= b for a, b in skipped)]


def _tables(lines: Sequence[Line]) -> Iterable[Line | Table]:
    for table, group in groupby(lines, key=lambda line: line.table):
        if table is None:
            yield from group
        else:
            yield Table(tuple(group))
