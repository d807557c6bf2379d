"""Clauses of a sentence, and which of their numbers measure something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.extracting.dates import Time
from checker.extracting.figure_words import FigurePatterns, one_of
from checker.extracting.numbers import Printed
from checker.extracting.parts import Text
from checker.extracting.passages import Masks
from checker.extracting.subjects import before_number, ends_with_verb
from checker.reading.document import Span

_MARKS = re.compile(r"[,;:]")
_MODIFIES = re.compile(r"的(?!目标|水平|规模|增|提|[,;。、])")  # 产值50亿元的产业: part of a name
_IN_ORDER = re.compile(r"第[\d、,和及至—~-]+$")  # 第2、4、5、8项
_JOINT = re.compile(r"[、和及与]|以及")
_SEPARATES = re.compile(r"[、,;和及]")
_REACHED = re.compile(
    r"^(?![达占为较比增同提由])[一-鿿]{2,20}?(?:率|比重|占比|满意度)(?:达到?|不低于|超过|为|提高到|提升至)?$"
)
SHARED_OUT = "分别"
_AFTER_BARE = tuple(",;。、以左\n")
_SMALLEST_CHINESE = 10  # below it, numbers in Chinese are most often part of a phrase: 两个市场


class ClauseReader:
    """Splits sentences into clauses and finds the numbers that can be statements."""

    def __init__(self, text: Text, masks: Masks, patterns: FigurePatterns) -> None:
        self._text = text
        self._even = text.even
        self._masks = masks
        self._patterns = patterns
        self._duration_name = re.compile(one_of(patterns.words.duration_names))
        self._bare_name = re.compile(rf"(?:{one_of(patterns.words.bare_names)})$")

    def clauses(self, start: int, end: int) -> Iterator[Span]:
        """The clauses of a sentence: up to a comma or semicolon outside brackets and thousands."""
        begin = start
        for mark in _MARKS.finditer(self._even, start, end):
            position = mark.start()
            if self._masks.bracket(position) or self._masks.covers(position):
                continue
            if mark[0] == "," and self._is_thousands(position):
                continue
            yield begin, position + 1
            begin = position + 1
        if begin < end:
            yield begin, end

    def _is_thousands(self, position: int) -> bool:
        around = self._even[position - 1 : position + 4]
        return self.is_comma(position) and re.fullmatch(r"\d,\d{3}", around) is not None

    def is_comma(self, position: int) -> bool:
        """Whether the comma at ``position`` is a half-width one in the document, as in 1,234."""
        return self._text.document.text[self._text.normal.offsets[position]] == ","

    def groups(self, start: int, end: int, times: list[Time]) -> list[list[Printed]]:
        """The numbers of a clause; those with nothing between them (28.47%、23.62%) in one group.

        Where they are shared out (分别达到3件和5万件), whatever their units.
        """
        groups: list[list[Printed]] = []
        for printed in self._numbers(start, end, times):
            low = groups[-2][-1].end if len(groups) > 1 else start
            if groups and (printed.unit == groups[-1][-1].unit or SHARED_OUT in self._even[low : groups[-1][0].start]):
                gap = self._even[groups[-1][-1].end : printed.start]
                if gap and not _JOINT.sub("", gap):
                    groups[-1].append(printed)
                    continue
            groups.append([printed])
        return groups

    def _numbers(self, start: int, end: int, times: list[Time]) -> list[Printed]:
        reader = self._patterns.reader
        damaged = list(reader.damaged(self._even, start, end))
        found = [
            each
            for each in reader.find(self._even, start, end, self.is_comma)
            if not any(each.start < other.end and other.start < each.end for other in damaged)
        ]
        found = sorted((*found, *damaged), key=lambda each: each.first)
        found = [each for each in found if self._counts(each, start, times)]
        narrowing = {one.first for one, following in pairwise(found) if self._narrows(one, following)}
        return [each for each in found if each.first not in narrowing]

    def _counts(self, printed: Printed, start: int, times: list[Time]) -> bool:
        if printed.unit is None and printed.text is None and not self._is_bare(printed, start):
            return False
        if self._masks.covers(printed.first) or self._masks.bracket(printed.first):
            return False
        if any(time.start <= printed.first < time.end for time in times):
            return False
        before = self._even[printed.first - 1] if printed.first else "\n"
        if before in "第×+./-" or (before.isascii() and before.isalpha()):
            return False
        if self._even.startswith("级", printed.end) or _IN_ORDER.search(
            self._even, max(start, printed.first - 24), printed.first
        ):
            return False  # 五千亿级产业集群, 第2、4、5项
        if _MODIFIES.match(self._even, printed.end):
            return False
        if printed.unit in self._patterns.words.durations and not self._is_named(printed, start, self._duration_name):
            return False  # 5年累计, 30日内
        plain = printed.chinese and printed.bound is None and printed.raw is None
        return not (plain and (printed.value or 0) < _SMALLEST_CHINESE)

    def _is_bare(self, printed: Printed, start: int) -> bool:
        """A number without unit that is one all the same: 指数达到88以上."""
        if printed.chinese or self._even[printed.end : printed.end + 1] not in _AFTER_BARE:
            return False
        return self._is_named(printed, start, self._bare_name)

    def _is_named(self, printed: Printed, start: int, names: re.Pattern[str]) -> bool:
        return names.search(before_number(self._patterns, self._even, start, printed.start).name) is not None

    def _narrows(self, printed: Printed, following: Printed) -> bool:
        """打造10亿元以上产业集群3个, 站点500米覆盖率达到100%: the first number is part of the second one's name."""
        between = self._even[printed.end : following.start]
        if len(between) < 2 or _SEPARATES.search(between):
            return False
        if printed.bound is not None:
            return str(printed.unit).endswith(self._patterns.words.money)
        before = self._even[max(printed.start - 12, 0) : printed.start]
        return bool(_REACHED.search(between)) and not ends_with_verb(self._patterns, before)
