"""Every number and every goal that running text states about something that can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.extracting.aims import Aims
from checker.extracting.claims import ClaimReader
from checker.extracting.clauses import ClauseReader
from checker.extracting.figure_words import FigurePatterns
from checker.extracting.lexicon import Lexicon
from checker.extracting.numbers import Printed
from checker.extracting.parts import Found, Outline, Region, Text
from checker.extracting.passages import Clock, Masks, Passage, home, is_rule_text, passages, plan_period, times
from checker.extracting.scopes import ScopeReader
from checker.extracting.statements import Sentence, Statement
from checker.extracting.subjects import district
from checker.extracting.word_goals import WordGoal, WordGoals
from checker.model.plan import Citation, Figure
from checker.reading.document import Span

_FULL_LINE = 25  # a line this long that ends without a mark was broken by the page's width
_ENDS = "。;:!?》)”|.…"
_OPENS = re.compile(
    r"[—•●◆■□○(\t]|\d{1,2}[.、]|第[一二三四五六七八九十\d]|[一二三四五六七八九十]{1,3}[、是]|专栏|表|图|(?:附?注|备注):|[A-Za-z|]"
)
_NOTE = re.compile(r"(?:附?注|备注)(?:[:：]|[①-⑳]|\d[.、])|[〔\[]\d{1,2}[〕\]]为")  # what stands under a table
_LONGEST = 2_000  # characters of a sentence
_SHOWN = 36  # characters of the quote that must hold the number


def find_figures(
    text: Text, outline: Outline, regions: list[Region], citations: list[Found[Citation]], lexicon: Lexicon
) -> list[Found[Figure]]:
    """The figures of the running text, in order. Rules written in articles state amounts, but no goals."""
    if is_rule_text(text):
        return []
    return list(_Finder(text, outline, regions, citations, FigurePatterns(lexicon, home(text, outline))).run())


class _Finder:
    def __init__(
        self,
        text: Text,
        outline: Outline,
        regions: Sequence[Region],
        citations: Sequence[Found[Citation]],
        patterns: FigurePatterns,
    ) -> None:
        self._text = text
        self._even = text.even
        self._outline = outline
        self._masks = Masks(text, outline, regions, citations)
        self._clock = Clock(plan_period(text, outline))
        scopes = ScopeReader(patterns)
        self._clauses = ClauseReader(text, self._masks, patterns)
        self._aims = Aims(text, patterns)
        self._claims = ClaimReader(text, self._clauses, patterns, scopes, self._aims)
        self._goals = WordGoals(patterns, scopes)
        self._scopes = scopes

    def run(self) -> Iterator[Found[Figure]]:
        for passage in passages(self._text, self._outline):
            self._clock.enter(passage.role)
            for line in _without_notes(self._even, _lines(self._even, passage.start, passage.end)):
                self._clock.line(listed=self._even.startswith("—", line[0]))
                for start, end in _pieces(self._even, *line, "。!?"):
                    for begin in range(start, end, _LONGEST):  # text without any full stop
                        self._clock.sentence()
                        yield from self._sentence(begin, min(begin + _LONGEST, end), passage)

    def _sentence(self, start: int, end: int, passage: Passage) -> Iterator[Found[Figure]]:
        if self._masks.covers(start) and self._masks.covers(end - 1):
            return
        sentence = Sentence(start, end, passage.role, self._clock, times(self._even, start, end, self._masks))
        for clause in self._clauses.clauses(start, end):
            found = list(self._claims.read(sentence, clause))
            for statement in found:
                yield self._figure(statement)
            if not found:
                sentence.pass_times(clause[1])
                yield from self._words(sentence, clause)

    def _words(self, sentence: Sentence, clause: Span) -> Iterator[Found[Figure]]:
        """What a clause without a number says."""
        start, end = clause
        while end > start and self._even[end - 1] in ",;:。 ":
            end -= 1
        passed = [time.end for time in sentence.times if start <= time.start and time.end < end]
        start = max([start, *passed])
        if end - start < 4 or self._masks.covers(start) or self._masks.covers(end - 1):
            return
        rank = self._goals.rank(self._even, start, end)
        if rank is not None:
            yield from self._word_figures(sentence, rank)
        elif sentence.section in ("goals", "tasks", "box", "guarantees", "requirements"):
            for goal in self._goals.goals(self._even, start, end):
                yield from self._word_figures(sentence, goal)

    def _word_figures(self, sentence: Sentence, goal: WordGoal) -> Iterator[Found[Figure]]:
        role = sentence.role("")
        if role is None:
            return
        time = sentence.time
        hedge = self._aims.hedge(sentence, goal.start)
        for printed in goal.names:
            place, name = district(printed)
            figure = Figure(
                indicator=name, place=place, role=role, text=goal.text, value=goal.value, raw=goal.raw, of=goal.of,
                scope=goal.scope or self._scopes.of_words(name), hedge=hedge if role == "target" else None,
                year=time.year if time else None, over=time.over if time else None,
                at=(self._text.at(goal.start, goal.end),),
            )  # fmt: skip
            notes = ("没有数的目标：是不是在说一项指标",) if goal.sure < 0.7 else ()
            yield Found(figure, goal.start, goal.end, goal.sure, notes)

    def _figure(self, statement: Statement) -> Found[Figure]:
        printed = statement.printed
        start, end = min(statement.start, printed.start), max(statement.end, printed.end)
        if printed.end - start > _SHOWN:
            start = max(start, printed.end - _SHOWN)
        start = self._on_one_line(start, printed)
        figure = Figure(
            indicator=statement.name, role=statement.role, value=printed.value, max=printed.max, unit=printed.unit,
            bound=printed.bound, text=printed.text, raw=printed.raw, scope=statement.scope, year=statement.year,
            over=statement.over, base=statement.base, of=statement.of, place=statement.place, hedge=statement.hedge,
            review=printed.unsure, at=(self._text.at(start, end),),
        )  # fmt: skip
        return Found(figure, start, end, statement.sure, statement.notes)

    def _on_one_line(self, start: int, printed: Printed) -> int:
        """Where the quote begins so that the number is on the line that is quoted."""
        offsets = self._text.normal.offsets
        original = self._text.document.text
        mark = original.rfind("\n", offsets[start], offsets[printed.start])
        while start < printed.start and offsets[start] <= mark:
            start += 1
        return start


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines; one that ends in the middle of a sentence goes on in the next."""
    held: int | None = None
    for first, last in _pieces(text, start, end, "\n"):
        begin = first if held is None else held
        held = None
        full = last - first >= _FULL_LINE and text[last - 1] not in _ENDS
        if full and last + 1 < end and not _OPENS.match(text, last + 1):
            held = begin
        else:
            yield begin, last
    if held is not None:
        yield held, end


def _without_notes(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Lines without the notes of a table, to which the line after may have been joined."""
    for start, end in lines:
        after = text.find("\n", start, end)
        if not _NOTE.match(text, start):
            yield start, end
        elif after >= 0:
            yield after + 1, end


def _pieces(text: str, start: int, end: int, marks: str) -> Iterator[Span]:
    """Stretches up to one of ``marks``."""
    begin = start
    for position in range(start, end):
        if text[position] in marks:
            if position > begin:
                yield begin, position
            begin = position + 1
    if begin < end:
        yield begin, end
