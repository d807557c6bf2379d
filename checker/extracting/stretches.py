"""Stretches of a section's text: paragraphs and what leads them, cells, the items of a box, lists of bodies."""

from __future__ import annotations

import re
from bisect import bisect_left

from checker.extracting.parts import Found, Region, Text
from checker.model.plan import Responsible
from checker.reading.document import Span

_SHORTEST_TEXT = 8  # characters that follow a lead
LEAD_LIMIT, _INLINE_LIMIT, _TITLE_LIMIT = 24, 16, 40
_MARK = r"(?:[—●◆◇■□▲△·•★*]{1,3}|\d{1,2}[.、]|\(\d{1,2}\)|[①-⑳])?"
LEAD = re.compile(
    rf"{_MARK}(?P<title>[^\n\t|。;:!?,()、]{{2}}[^\n\t|。;:!?,()]{{2,{LEAD_LIMIT - 2}}})(?P<stop>。|:(?!\d)|\n)"
)
CLAUSE = re.compile(rf"{_MARK}(?P<title>[^\n\t|。;:!?,]{{4,{_TITLE_LIMIT}}}?)[,。;:!?\n|]")
_STOP = re.compile(r"[,。;:!?\n|]")
NO_TITLE = re.compile(
    r"(?:到?\d|截至|至|力争|其中|一是|二是|三是|四是|五是|首先|其次|此外|同时|另外|各|本|全市|全省|全县|我|有关|以上|如|对于?|为了?|将|以|通过|根据|按照|围绕)"
)
_END = frozenset("。;!?:)”】")
_TABLE_END = re.compile(r"\|[ \t]*$")
_PROJECTS = ("工程", "行动", "计划", "项目", "专项")
_BOX_LIMIT = 40  # a printed cell shorter than this is no box


class Stretches:
    """Looks at the even text of a document, its tables and its lists of responsible bodies."""

    def __init__(self, text: Text, regions: list[Region], duties: list[Found[Responsible]]) -> None:
        self._text = text
        self._even = text.even
        self._regions = regions
        self._duties = duties
        self._begins = [duty.start for duty in duties]

    def paragraphs(self, start: int, end: int) -> list[Span]:
        """Paragraphs between two positions: a line end inside a sentence begins no new one."""
        spans: list[Span] = []
        begin = start = start + _blanks(self._even, start)
        for stop in re.finditer(r"\n", self._even[start:end]):
            position = start + stop.start()
            if position > begin and (self._even[position - 1] in _END | {"|"} or position - begin <= LEAD_LIMIT):
                spans.append((begin, position + 1))
                begin = position + 1
        if begin < end:
            spans.append((begin, end))
        return [span for span in spans if self._even[span[0] : span[1]].strip(" \t\n|")]

    def lead(self, paragraph: Span) -> re.Match[str] | None:
        """The short sentence at the beginning of a paragraph that is its title."""
        lead = LEAD.match(self._even, *paragraph)
        if lead is None or NO_TITLE.match(lead["title"]) or paragraph[1] - lead.end() < _SHORTEST_TEXT:
            return None
        if self.duty_at(lead.start("title"), lead.end("title")):
            return None
        inline = self._even[paragraph[0] - 1] != "\n"
        if inline and (len(lead["title"]) > _INLINE_LIMIT or "对" in lead["title"]):
            return None
        return lead

    def lost_boxes(self, start: int, end: int) -> list[Span]:
        """Paragraphs that were cells of a table of their own, in a section that has other text."""
        return [span for span in self.paragraphs(start, end) if self.is_cell(span)]

    def is_cell(self, span: Span) -> bool:
        """Whether a paragraph was a cell of a table of its own."""
        if span[1] - span[0] < _BOX_LIMIT or any(region.start <= span[0] < region.end for region in self._regions):
            return False
        block = self._text.normal.line_at(span[0]).block
        printed = self._even[span[0] : span[1]].rstrip("\n")
        return bool(_TABLE_END.search(printed)) or (block.kind == "row" and len(block.cells) <= 1)

    def clause(self, first: int, last: int) -> re.Match[str] | None:
        """The first clause that says what is done, not 根据…… and the like."""
        found = CLAUSE.match(self._even, first, last)
        position = first
        while position < last:
            clause = CLAUSE.match(self._even, position, last)
            if clause and not NO_TITLE.match(clause["title"]):
                return clause
            stop = _STOP.search(self._even, position, last)
            position = stop.end() if stop else last
        return found

    def box_spans(self, start: int, end: int) -> tuple[list[Span], float]:
        """The items of a box, and how sure: by their lists, paragraphs, or spaces that a lost line end left."""
        while start < end and self._even[start] in "\n\t| ":
            start += 1
        while end > start and self._even[end - 1] in "\n\t| ":
            end -= 1
        if start >= end:
            return [], 1.0
        stops = [duty.end + (self._even[duty.end : duty.end + 1] == "。") for duty in self._duties_in(start, end)]
        if stops:
            bounds = [start, *stops]
            spans = [(first, last) for first, last in zip(bounds, [*stops, end], strict=True) if last - first >= 12]
            return [part for first, last in spans for part in self._projects(first, last)], 0.9
        paragraphs = self.paragraphs(start, end)
        if len(paragraphs) > 1:
            return paragraphs, 0.9
        offsets = self._text.normal.offsets
        begins = [start]
        for position in range(start + 1, end):
            gap = offsets[position] - offsets[position - 1]
            if gap > 1 and self._even[position - 1] == "。" and position - begins[-1] >= 20:
                begins.append(position)
        if len(begins) > 1:
            return list(zip(begins, [*begins[1:], end], strict=True)), 0.8
        return [(start, end)], 0.9

    def _projects(self, first: int, last: int) -> list[Span]:
        """Several projects (实施……工程。) that share one list: each begins with a sentence like the first."""
        first += _blanks(self._even, first)
        lead = LEAD.match(self._even, first, last)
        if lead is None or not lead["title"].endswith(_PROJECTS):
            return [(first, last)]
        like = re.compile(
            rf"(?<=。)\n?{re.escape(lead['title'][:2])}[^。,;:\n]{{2,20}}{re.escape(lead['title'][-2:])}。"
        )
        begins = [first, *(match.start() for match in like.finditer(self._even, lead.end("stop"), last))]
        return list(zip(begins, [*begins[1:], last], strict=True))

    def _duties_in(self, start: int, end: int) -> list[Found[Responsible]]:
        first = bisect_left(self._begins, start)
        return [duty for duty in self._duties[first : bisect_left(self._begins, end)] if duty.end <= end]

    def ends_with_list(self, paragraph: Span) -> bool:
        """Whether a paragraph ends with a list of bodies."""
        last = bisect_left(self._begins, paragraph[1]) - 1
        return last >= 0 and paragraph[0] < self._duties[last].start and paragraph[1] - self._duties[last].end <= 3

    def duty_at(self, start: int, end: int) -> bool:
        """Whether a list of bodies touches a stretch."""
        last = bisect_left(self._begins, end) - 1
        return last >= 0 and self._duties[last].end > start


def _blanks(even: str, position: int) -> int:
    count = 0
    while even[position + count : position + count + 1] in ("\n", "\t", "|", " "):
        count += 1
    return count
