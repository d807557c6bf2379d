"""Where a heading's title ends: at its line, at its full stop, or, with neither printed, where the text begins."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from checker.extracting.duties import DutyWords, longest_first
from checker.extracting.lexicon import Lexicon
from checker.extracting.listing import closing, plain_split
from checker.extracting.parts import Text
from checker.extracting.units import duty_reader
from checker.model.base import Strict
from checker.model.plan import SectionRole

LONGEST = 48  # characters of a title
_LONGEST_LIST = 300  # characters of a bracket with those responsible
_LEAST, _GOOD = 2.8, 4.9  # scores of an end that can be one, and of one that looks right on both sides
_NAME = "headings"
_PERIOD = re.compile(r"“?十[一二三四五六七八九]五|到?20[0-5]\d年|“|“?十[一二三四五六七八九]五”?(?:期间|时期|以来|末)")
_STOP = re.compile(r"[。:;!?\n\t|]|--|——")
_BAD_LAST = frozenset("的和与及、,“(《是在对把为将以从向、")
_BAD_FIRST = frozenset(",、。;:)”》的和与及了等者性化率量额化型类")
_OPEN, _CLOSE = "“(《〔【", "”)》〕】"


class Headings(Strict, frozen=True, kw_only=True):
    """The dictionary ``rules/extraction/headings.yaml``."""

    known: dict[SectionRole, list[str]]
    telling: dict[SectionRole, list[str]]
    guarantee_items: list[str]
    schedule: list[str]
    strong_openers: list[str]
    openers: list[str]
    endings: list[str]
    predicates: list[str]
    adverbs: list[str]
    lists: list[str]
    cues: dict[str, list[str]]
    contents: list[str]
    furniture: list[str]


class Title(Struct, frozen=True):
    """A title from where the number ends to ``end``; ``run_in``: text follows in the same line."""

    end: int
    next: int
    sure: float
    run_in: bool


class Words:
    """The dictionary made ready for looking things up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.headings = lexicon.dictionary(_NAME, Headings)
        self._lexicon = lexicon

    @cached_property
    def _duty(self) -> re.Pattern[str]:
        words = self._lexicon.dictionary("duties", DutyWords)
        label = longest_first((*words.lead_labels, *words.labels, *words.helper_labels))
        verb = longest_first((*words.lead_verbs, *words.verbs))
        inner = r"[^()\n。]*(?:\([^()\n]{0,30}\)[^()\n。]*){0,20}"
        return re.compile(rf"\((?:(?:{label}):|{inner}(?<=.)(?:{verb})\))")

    def is_duty(self, even: str, opening: int, end: int) -> bool:
        """Whether a bracket names those responsible: (责任单位:…), (市科技局牵头,市教育局配合), (市科技局)."""
        if self._duty.match(even, opening, min(end, opening + _LONGEST_LIST)):
            return True
        close = closing(even, opening, end)
        return close is not None and all(
            map(duty_reader(self._lexicon).is_office, plain_split(even[opening + 1 : close]))
        )

    @cached_property
    def known(self) -> dict[str, SectionRole]:
        schedule: dict[str, SectionRole] = dict.fromkeys(self.headings.schedule, "guarantees")
        return schedule | {title: role for role, titles in self.headings.known.items() for title in titles}

    @cached_property
    def strong(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.headings.strong_openers, key=len, reverse=True))))

    @cached_property
    def opener(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.headings.openers, key=len, reverse=True))))

    @cached_property
    def grown(self) -> re.Pattern[str]:
        """更加完善, 显著提升: how a title in an account of what was reached ends."""
        adverbs = "|".join(self.headings.adverbs)
        return re.compile(rf"(?:{adverbs})(?:{'|'.join(self.headings.predicates)})$|卓有成效$|齐升$|良好$")

    @cached_property
    def ending(self) -> re.Pattern[str]:
        every = {*self.headings.endings, *self.headings.predicates}
        return re.compile("|".join(map(re.escape, sorted(every, key=len, reverse=True))))

    @cached_property
    def endings(self) -> tuple[str, ...]:
        return tuple(self.headings.endings)

    @cached_property
    def predicates(self) -> tuple[str, ...]:
        return tuple(self.headings.predicates)


def plain_title(text: Text, start: int, end: int) -> tuple[int, int]:
    """The title without stops and residue of cells around it."""
    even = text.even
    while start < end and even[start] in ".、,:;|。 ":
        start += 1
    while start < end and even[end - 1] in "。,:;、|. \n\t":
        end -= 1
    return start, end


def line_title(text: Text, start: int, end: int, *, line_start: bool) -> Title | None:
    """A title that print shows the end of: the line's end, or the first full stop near enough."""
    even = text.even
    stop = _STOP.search(even, start + 1, min(end, start + LONGEST + 12))
    if stop is None:
        if end - start > LONGEST:
            return None
        return Title(end, end, 0.97 if line_start else 0.8, False)
    close = stop.start()
    sign = even[close]
    length = close - start
    if length > LONGEST:
        return None
    if sign in "\n\t|":
        return Title(close, close, 0.97 if line_start else 0.8, False)
    rest = even[close + 1 : close + 4].lstrip("|\t ”")
    rest = "" if rest.startswith("\n") or not rest else rest
    if sign in "。!?" and not rest:
        return Title(close, close + 1, 0.95 if line_start else 0.85, False)
    if sign == "。":
        commas = even.count(",", start, close)
        if length <= 30 and commas == 0:
            return Title(close, close + 1, 0.95, True)
        if length <= 40 and commas <= 1:
            return Title(close, close + 1, 0.85 if line_start else 0.7, True)
        return None
    if sign == ":" and length <= 20 and "," not in even[start:close]:
        return Title(close, close + 1, 0.85, bool(rest))
    return None


def duty_title(text: Text, start: int, end: int, words: Words) -> Title | None:
    """A title that a bracket with those responsible follows."""
    even = text.even
    stop = _STOP.search(even, start + 1, min(end, start + LONGEST))
    opening = even.find("(", start + 2, stop.start() if stop else min(end, start + LONGEST))
    while opening > 0:
        if words.is_duty(even, opening, end):
            return Title(opening, opening, 0.95, True)
        opening = even.find("(", opening + 1, stop.start() if stop else min(end, start + LONGEST))
    return None


def gap_title(text: Text, start: int, end: int) -> Title | None:
    """A title that a space in the document parts from its text."""
    even, offsets, printed = text.even, text.normal.offsets, text.document.text
    for position in range(start + 2, min(end, start + 28)):
        if even[position - 1] in "。,;:!?\n\t" or even[position] == "\n":
            return None
        between = printed[offsets[position - 1] + 1 : offsets[position]]
        if position - start >= 4 and between and between.isspace() and not even[position - 1].isascii():
            return Title(position, position, 0.85, True)
    return None


def run_on_title(text: Text, start: int, end: int, words: Words, repeated: frozenset[str]) -> Title | None:
    """A title that runs into its text without a sign: the end for which title and text look best.

    ``repeated`` are titles known from elsewhere (the contents).
    """
    even = text.even
    stop = _STOP.search(even, start + 2, min(end, start + LONGEST + 1))
    last = stop.start() if stop else min(end, start + LONGEST)
    scores: dict[int, float] = {}
    depth = _depth(even, start, min(start + 1, last))
    for position in range(start + 2, last):
        depth += (even[position - 1] in _OPEN) - (even[position - 1] in _CLOSE)
        if depth:
            continue
        score = _score(text, start, position, words, repeated)
        if score is not None:
            scores[position] = score
    ends = [position for position in scores if not _goes_on(even, position, scores, words)]
    best = max((scores[position] for position in ends), default=0.0)
    if best < _LEAST:
        return None
    # the first end that is about as good as any: what follows is text, however title-like it reads
    position = next(each for each in ends if scores[each] >= min(best, _GOOD))
    sure = 0.9 if scores[position] >= 8 else 0.8 if scores[position] >= _GOOD else 0.6
    return Title(position, position, sure, True)


def _goes_on(even: str, position: int, scores: dict[int, float], words: Words) -> bool:
    """保护机制|建设加强…: whether the title goes on with words that end one as well."""
    reached = position
    for _ in range(3):
        more = words.ending.match(even, reached)
        if more is None:
            return False
        reached = more.end()
        if scores.get(reached, 0.0) >= scores[position]:
            return True
    return False


def _depth(even: str, start: int, end: int) -> int:
    return sum((sign in _OPEN) - (sign in _CLOSE) for sign in even[start:end])


def _score(text: Text, start: int, position: int, words: Words, repeated: frozenset[str]) -> float | None:
    even = text.even
    if even[position - 1] in _BAD_LAST or even[position] in _BAD_FIRST:
        return None
    head = even[start:position]
    score = 0.0
    if head in words.known:
        score += 7
    if head in repeated:
        score += 7
    if words.grown.search(head):
        score += 4
    elif head.endswith(words.endings):
        score += 3
    elif head.endswith(words.predicates):
        score += 2
    if words.strong.match(even, position) or _PERIOD.match(even, position):
        score += 3
    elif words.opener.match(even, position):
        score += 2
    offsets = text.normal.offsets
    if offsets[position] - offsets[position - 1] > 1:  # a space or page mark stood here
        score += 0.7
    score -= (
        0.12 * max(0, len(head) - 20)
        + 1.5 * (len(head) < 5 and head not in words.known)
        + 0.4 * head.count(",")
        + 2 * (head.count(",") > 1)
    )
    score -= 1.5 * ("的" in head and head not in words.known)
    return score
