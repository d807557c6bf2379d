"""Running text in stretches of one role, with what is no running text masked, and the time that governs a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from checker.extracting.dates import Time, find_times, plan_years
from checker.extracting.parts import Found, Outline, Region, Text
from checker.model.plan import Citation, SectionRole
from checker.reading.document import Span

_TITLES = re.compile(r"《[^《》\n]{1,120}》")
_QUOTED = re.compile(r"“[^“”\n]{1,60}”")
_BRACKETS = re.compile(r"\([^()\n]{1,120}\)")
_CODES = re.compile(  # a run of letters is tried from its beginning alone, or long ones would take for ever
    r"(?<![A-Za-z])[A-Za-z]+(?:/[A-Za-z]*)?\s?\d[\d.\-—]*|[A-Za-z0-9._-]{2,40}@[A-Za-z0-9.-]{2,40}|https?://[!-~]{1,200}"
)
_PLAN = re.compile(r"[“\"]?(十?[一二三四五六七八九]|二十)五[”\"]?[^。;\n]{0,30}?(?:规划|计划|纲要)")
_PERIOD = re.compile(r"规划期(?:限|间)?(?:为|是|:)?((?:20)\d\d)年?(?:-|—{1,2}|~|至|到)?((?:20)\d\d)年")
_ARTICLE = re.compile(r"(?:^|[\n。])\s*第[一二三四五六七八九十百\d]{1,4}条")
_RANGE = re.compile(r"(20\d\d)年?(?:-|—{1,2}|~|至)(20\d\d)年?\)?")
_YEARLY = re.compile(r"(?<!\d)(20\d\d)年度?[^。,;\n0-9]{0,24}?(?:要点|计划|方案|任务|安排)")
_HOME = re.compile(r"(?:^|[\n《“])\s*([一-鿿]{2,6}?(?:自治[州县区]|省|市|县|区|州|盟|旗))(?=[“一-鿿0-9])")
_AMOUNT = re.compile(r"(?<=[一-鿿])\d[\d.]*[一-鿿%](?<!年)")
_TITLE_LENGTH = 120
_HEAD_LENGTH = 600
_ARTICLES_OF_RULES = 4


class Passage(Struct, frozen=True):
    """A stretch of running text under one heading; ``role`` is None before the first heading."""

    start: int
    end: int
    role: SectionRole | None


def passages(text: Text, outline: Outline) -> Iterator[Passage]:
    """The stretches between headings, in order; a heading that is a sentence (（二）建站80个，为……) is text."""
    start, stop = outline.body
    nodes = [node for node in outline.nodes if start <= node.start < stop]
    first = nodes[0].start if nodes else stop
    if start < first:
        yield Passage(start, first, None)
    for index, node in enumerate(nodes):
        end = nodes[index + 1].start if index + 1 < len(nodes) else stop
        begin = node.heading[0] if _is_sentence(text.even, *node.heading) else node.heading[1]
        if node.heading[1] < end:
            yield Passage(begin, end, node.section.role)


def _is_sentence(even: str, start: int, end: int) -> bool:
    """Whether what stands as a heading is a sentence with an amount, not a title."""
    return _AMOUNT.search(even, start, end) is not None and "," in even[start : end + 1]


class Masks:
    """Stretches whose numbers say nothing: titles, quoted words, codes, tables."""

    def __init__(
        self, text: Text, outline: Outline, regions: Sequence[Region], citations: Sequence[Found[Citation]]
    ) -> None:
        even = text.even
        spans = [(region.start, region.end) for region in regions]
        spans += [(found.start, found.end) for found in citations]
        for pattern in (_TITLES, _CODES):
            spans += [found.span() for found in pattern.finditer(even, *outline.body)]
        spans += [(line.start, line.end) for line in text.normal.lines if line.block.kind == "row"]
        self._starts, self._ends = _merged(spans)
        quoted = [found.span() for found in _QUOTED.finditer(even, *outline.body)]
        self._quote_starts, self._quote_ends = _merged(quoted)
        brackets = [found.span() for found in _BRACKETS.finditer(even, *outline.body)]
        self._bracket_starts, self._bracket_ends = _merged(brackets)

    def covers(self, position: int) -> bool:
        """Whether what stands at ``position`` is no running text, or between “”."""
        return self.is_named(position) or _within(self._quote_starts, self._quote_ends, position) is not None

    def is_named(self, position: int) -> bool:
        """Whether what stands at ``position`` is in a title, a code or a table."""
        return _within(self._starts, self._ends, position) is not None

    def bracket(self, position: int) -> Span | None:
        """The bracket that ``position`` is in."""
        return _within(self._bracket_starts, self._bracket_ends, position)


def _merged(spans: list[Span]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _within(starts: list[int], ends: list[int], position: int) -> Span | None:
    index = bisect_right(starts, position) - 1
    return (starts[index], ends[index]) if index >= 0 and position < ends[index] else None


def is_rule_text(text: Text) -> bool:
    """Whether the document is written in articles (第一条): rules state amounts, not goals."""
    return len(_ARTICLE.findall(text.even)) >= _ARTICLES_OF_RULES


def plan_period(text: Text, outline: Outline) -> Span | None:
    """The first and the last year of the plan, as its own beginning says it."""
    even = text.even
    start = outline.body[0]
    stated = _PERIOD.search(even, 0, outline.body[1])
    if stated:
        return int(stated[1]), int(stated[2])
    title = even[start : start + _TITLE_LENGTH]
    ranged, yearly = _RANGE.search(title), _YEARLY.search(title)
    if ranged:
        return int(ranged[1]), int(ranged[2])
    if yearly:
        return int(yearly[1]), int(yearly[1])
    named = _PLAN.search(even, 0, min(start + _HEAD_LENGTH, len(even)))
    return plan_years(named[1]) if named else None


def home(text: Text, outline: Outline) -> set[str]:
    """The names of the place that the document is for, as its first lines begin with them."""
    start = outline.body[0]
    return set(_HOME.findall(text.even[start : start + _HEAD_LENGTH]))


class Clock(Struct):
    """Which time governs the place reached; fed with the text in order."""

    plan: Span | None
    role: SectionRole | None = None
    goal: Time | None = None
    wide: Time | None = None
    point: Time | None = None

    def enter(self, role: SectionRole | None) -> None:
        """A new heading: goals keep their year, a background its period."""
        if role != self.role or role not in ("goals", "background"):
            self.goal = self.wide = None
        self.point = None
        self.role = role

    def line(self, *, listed: bool) -> None:
        """A new line of the same passage; ``listed``: it is an item (——) of a list that the lines before opened."""
        self.point = None
        if self.role not in ("goals", "requirements", "background", None) and not listed:
            self.goal = self.wide = None

    def sentence(self) -> None:
        """A new sentence: within a period, a year holds for its sentence only."""
        if self.wide is not None:
            self.point = None

    def see(self, time: Time) -> None:
        """A time is passed."""
        if time.kind in ("base", "from", "date"):
            return
        if time.kind == "event" and (self.role == "background" or self._past(time)):
            return
        if time.kind == "by" and not self._past(time):
            self.goal, self.point = time, None
        elif time.over is not None:
            if not (self.role == "background" and self.plan and time.last > self.plan[0]):
                self.wide, self.point = time, None
        else:
            self.point = time

    def _past(self, time: Time) -> bool:
        return self.plan is not None and time.last < self.plan[0]

    @property
    def now(self) -> Time | None:
        """The time that governs here: the nearest point, else the goal's year, else the period."""
        return self.point or self.goal or self.wide


def times(text: str, start: int, end: int, masks: Masks) -> list[Time]:
    """The times that are running text."""
    return [time for time in find_times(text, start, end) if not masks.is_named(time.end - 1)]
