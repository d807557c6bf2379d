"""The text of the invented plan: three chapters, a table, and every quoted place where its offset says."""

from __future__ import annotations

from checker.model.result import Place
from checker.reading.document import Block, Document
from checker.report.imprint import Imprint
from checker.report.source import Heading, Source
from tests.report.sample_findings import FINDINGS

IMPRINT = Imprint("澄江省知识产权局", "data:image/png;base64,iVBORw0KGgo=", "本报告供内部审查使用。")
LENGTH = 17_000
_ROW = (5060, 5330)  # where the table of indicators stands
_CHAPTERS = ((0, "一、规划基础"), (5000, "二、总体要求"), (6500, "三、重点任务"))


def places() -> list[Place]:
    """All places of all findings."""
    return [place for finding in FINDINGS for place in (*finding.places, *finding.related)]


def _text() -> str:
    signs = list("澄江水长流。" * (LENGTH // 6 + 1))[:LENGTH]
    for place in places():
        if place.offset is not None:
            signs[place.offset : place.offset + len(place.quote)] = place.quote
    for start, title in _CHAPTERS:
        signs[start : start + len(title)] = title
    return "".join(signs)


def _document() -> Document:
    start, end = _ROW
    blocks = (
        Block("paragraph", 0, start),
        Block("row", start, end, table=0, cells=((start, start + 50), (start + 50, end))),
        Block("paragraph", end, LENGTH, skipped=((15_000, 15_010),)),
    )
    return Document("临江市规划.txt", "9c" * 32, "txt", _text(), blocks)


SOURCE = Source(
    headings=tuple(Heading(start, start + len(title), 1, title) for start, title in _CHAPTERS),
    breaks=(8000,),
    document=_document(),
)
