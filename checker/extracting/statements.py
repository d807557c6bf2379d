"""Numbers of a sentence with what they say: whose number it is, in which role, for when, of what 口径."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from checker.extracting.dates import Time
from checker.extracting.figure_words import FigurePatterns, one_of
from checker.extracting.numbers import Printed
from checker.extracting.parts import Text
from checker.extracting.passages import Clock, Masks
from checker.extracting.scopes import Said, ScopeReader
from checker.extracting.subjects import Subject, after_number, before_number, deed, ends_with_verb, is_place, listed
from checker.model.base import Quantity, Scope
from checker.model.plan import SectionRole
from checker.reading.document import Span

Role = Literal["target", "baseline", "achieved"]
_MARKS = re.compile(r"[,;:]")
_DONE = re.compile(r"已(?!结)|目前|截至|现有|基础上|以来")
_REACHES = re.compile(
    r"达|超|突破|不低于|不少于|提升到|提高到|增长到|增加到|升至|增至|控制在|保持在|稳定在|压缩|缩短|降至|降到|实现|完成|力争"
)
_HEDGE = re.compile(r"力争|争取|努力")
_MODIFIES = re.compile(r"的(?!目标|水平|规模|增|提|比例增|$|[,;。、])")
_JOINT = re.compile(r"[、和及与]|以及")
_ACTION = re.compile(r"(?:申请|授权|登记|注册|受理|审结|查处)(?:量|数|数量)?$")
_STANDING = re.compile(r"基础上")
_NEAR = 60  # characters before a number in which a rule of subsidies or fines is looked for


@dataclass(frozen=True, slots=True)
class Statement:
    """One number with what it says."""

    printed: Printed
    name: str
    start: int
    end: int
    role: Role
    scope: Scope
    year: int | None = None
    over: Span | None = None
    base: Quantity | None = None
    of: str | None = None
    hedge: str | None = None
    review: bool = False
    sure: float = 0.9
    notes: tuple[str, ...] = ()


@dataclass
class Sentence:
    """A sentence being read: ``recent`` are its statements so far, ``parts``: it has said 其中."""

    start: int
    end: int
    section: SectionRole | None
    clock: Clock
    times: list[Time]
    recent: list[Statement] = field(default_factory=list)
    parts: bool = False
    _passed: int = 0

    def pass_times(self, position: int) -> None:
        """Let the clock see the times up to ``position``."""
        while self._passed < len(self.times) and self.times[self._passed].start < position:
            self.clock.see(self.times[self._passed])
            self._passed += 1

    @property
    def time(self) -> Time | None:
        return self.clock.now

    def role(self, words: str) -> Role | None:
        """The role of what is said here; None where it can't be told."""
        time = self.time
        plan = self.clock.plan
        past = time is not None and (time.kind == "until" or (plan is not None and time.last < plan[0]))
        if self.section == "background":
            return "achieved" if time is None or time.kind != "by" or past else None
        if self.section is None:
            if past:
                return "achieved"
            return "target" if time is not None and time.kind == "by" else None
        return "achieved" if past or _DONE.search(words) else "target"


class StatementReader:
    """Reads the numbers of sentences."""

    def __init__(self, text: Text, masks: Masks, patterns: FigurePatterns, scopes: ScopeReader) -> None:
        self._text = text
        self._even = text.even
        self._masks = masks
        self._patterns = patterns
        self._scopes = scopes
        words = patterns.words
        self._duration_name = re.compile(one_of(words.duration_names))
        self._score_name = re.compile(one_of(words.score_names))

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
        return self._is_comma(position) and re.fullmatch(r"\d,\d{3}", around) is not None

    def _is_comma(self, position: int) -> bool:
        return self._text.document.text[self._text.normal.offsets[position]] == ","

    def read(self, sentence: Sentence, clause: Span) -> Iterator[Statement]:
        """The statements of a clause, in order."""
        start, end = clause
        if "其中" in self._even[start:end]:
            sentence.parts = True
        numbers = self._numbers(sentence, start, end)
        low = start
        index = 0
        while index < len(numbers):
            group = self._group(numbers, index)
            stop = numbers[index + len(group)].start if index + len(group) < len(numbers) else end
            yield from self._read_group(sentence, group, low, stop, clause)
            low = group[-1].end
            index += len(group)
        sentence.pass_times(end)

    def _numbers(self, sentence: Sentence, start: int, end: int) -> list[Printed]:
        found = []
        for printed in self._patterns.reader.find(self._even, start, end, self._is_comma):
            if printed.unit is None and printed.text is None:
                continue
            if self._masks.covers(printed.first) or self._masks.bracket(printed.first):
                continue
            if any(time.start <= printed.first < time.end for time in sentence.times):
                continue
            before = self._even[printed.first - 1] if printed.first else ""
            if (
                before in "第×+./-"
                or (before.isascii() and before.isalpha())
                or _MODIFIES.match(self._even, printed.end)
            ):
                continue
            if printed.chinese and printed.bound is None and printed.raw is None and (printed.value or 0) < 10:
                continue
            found.append(printed)
        return found

    def _group(self, numbers: list[Printed], index: int) -> list[Printed]:
        """Numbers that follow one another with nothing between: 28.47%、23.62%."""
        group = [numbers[index]]
        for following in numbers[index + 1 :]:
            gap = self._even[group[-1].end : following.start]
            if not (gap and _JOINT.sub("", gap) == "" and following.unit == group[0].unit):
                break
            group.append(following)
        return group

    def _read_group(
        self, sentence: Sentence, group: list[Printed], low: int, stop: int, clause: Span
    ) -> Iterator[Statement]:
        printed = group[0]
        sentence.pass_times(printed.start)
        inside = [time for time in sentence.times if low <= time.start and time.end <= printed.start]
        base = next((time for time in reversed(inside) if time.kind == "base"), None)
        words = (
            self._even[low : base.start] + self._even[base.end : printed.start]
            if base
            else self._even[low : printed.start]
        )
        growth = self._scopes.growth(words[-_NEAR:], printed.unit, compared=base is not None)
        subject = self._subject(group, low, stop, inside, base, growth)
        names = self._names(sentence, subject, group, growth)
        for name, each in names:
            statement = self._statement(sentence, name, each, subject, growth, words, clause)
            if statement is None:
                continue
            if base is not None and growth is not None:
                statement = replace(statement, base=self._base(base, printed))
            sentence.recent.append(statement)
            yield statement

    def _subject(
        self, group: list[Printed], low: int, stop: int, inside: list[Time], base: Time | None, growth: Scope | None
    ) -> Subject | None:
        even, patterns, printed = self._even, self._patterns, group[0]
        for time in inside:
            if time.kind != "base":
                middle = before_number(patterns, even, time.end, printed.start)
                low = time.end if middle.name or time.start - low < 3 else low
        high = base.start if base else printed.start
        while base and high > low and even[high - 1] in "较比与同为相增幅长":
            high -= 1
        if is_place(before_number(patterns, even, low, high).name) and _STANDING.search(even, high, stop):
            return after_number(patterns, even, group[-1].end, stop)
        if not base and ends_with_verb(patterns, even[max(low, high - 12) : high]):
            after = after_number(patterns, even, group[-1].end, stop)
            if after is not None:
                before = before_number(patterns, even, low, high)
                verb = patterns.ends_opening.search(even[max(low, high - 12) : high])
                assert verb is not None
                kind = patterns.opening.match(verb[0])
                return replace(after, verb=kind[0] if kind else verb[0], kind=str(kind.lastgroup) if kind else "make",
                               tail=before.tail)  # fmt: skip
        subject = before_number(patterns, even, low, high) if high > low else None
        if subject and growth:
            name = self._scopes.growth_words.sub("", subject.name)
            subject = replace(subject, name=name, end=subject.start + len(name)) if len(name) > 1 else None
        if subject and len(subject.name) > 1:
            return subject
        return deed(patterns, even, group[-1].end, stop) if not growth else None

    def _names(
        self, sentence: Sentence, subject: Subject | None, group: list[Printed], growth: Scope | None
    ) -> list[tuple[str, Printed]]:
        """Which name each number of a group belongs to; A、B分别达到1件、2件 gives two."""
        if subject is not None:
            name = self._completed(sentence, subject.name, group[0])
            parts = listed(self._patterns, name)
            if len(group) == 1:
                shared = len(parts) > 1 and (growth is not None or "均" in subject.tail)
                return [(part, group[0]) for part in (parts if shared else [name])]
            if len(parts) != len(group):
                parts = [part for part in re.split(r"、|和|及|与", name) if part]
        else:
            recent = list(dict.fromkeys(each.name for each in sentence.recent))
            parts = recent[-len(group) :]
        return list(zip(parts, group, strict=True)) if len(parts) == len(group) else []

    def _completed(self, sentence: Sentence, name: str, printed: Printed) -> str:
        """审结 after 受理X is 审结X; after 专利总授权量, 其中发明专利 is 发明专利授权量."""
        if not sentence.recent:
            return name
        verb = self._patterns.keep.fullmatch(name)
        if verb:
            previous = sentence.recent[-1].name
            found = self._patterns.keep.match(previous)
            return name + previous[found.end() if found else 0 :]
        whole = self._whole(sentence, name, printed)
        if whole:
            action = _ACTION.search(whole.name)
            assert action is not None
            return name + action[0]
        return name

    def _whole(self, sentence: Sentence, name: str, printed: Printed) -> Statement | None:
        """The one amount of what happens that 其中 takes apart, where the part's name does not say what happens."""
        if not sentence.parts or _ACTION.search(name) or self._patterns.is_head(name):
            return None
        wholes = [each for each in sentence.recent if each.of is None]
        if len(wholes) == 1 and wholes[0].printed.unit == printed.unit and _ACTION.search(wholes[0].name):
            return wholes[0]
        return None

    def _statement(
        self,
        sentence: Sentence,
        name: str,
        printed: Printed,
        subject: Subject | None,
        growth: Scope | None,
        words: str,
        clause: Span,
    ) -> Statement | None:
        role = sentence.role(self._even[clause[0] : clause[1]])
        if role is None or not self._is_measured(name, printed):
            return None
        if role == "target" and not self._is_goal(sentence, printed, subject, words, growth):
            return None
        time = sentence.time
        whole = None if subject is None else self._whole(sentence, subject.name, printed)
        last = sentence.recent[-1] if sentence.recent else None
        kind = subject.kind if subject else ""
        reaches = printed.start < printed.first or (subject is not None and "达" in subject.tail)
        said = Said(name, words, printed.unit, kind, role, reaches, time is not None and time.year is not None and
                    time.kind == "in", last.scope if last and not growth else None)  # fmt: skip
        scope = growth or self._scopes.scope(said)
        if scope == "unclear" and last and last.scope == "each-year" and self._scopes.same_act(last.name, name):
            scope = "each-year"
        year, over = (time.year, time.over) if time else (None, None)
        plan = sentence.clock.plan
        if role == "target" and plan and year == plan[1] and scope in ("average", "average-growth"):
            year, over = None, plan
        return Statement(
            printed, name, subject.start if subject else printed.start, subject.end if subject else printed.end,
            role, scope, year, over, of=whole.name if whole else subject.of if subject else None,
            hedge=self.hedge(sentence, printed.start) if role == "target" else None,
            sure=0.9 if subject else 0.65, notes=() if subject else ("名称承前，请核对说的是哪一项",),
        )  # fmt: skip

    def _is_measured(self, name: str, printed: Printed) -> bool:
        words = self._patterns.words
        if len(name) < 2:
            return False
        if printed.unit in words.durations:
            return self._duration_name.search(name) is not None
        if printed.unit in words.scores:
            return self._score_name.search(name) is not None
        return not (printed.unit in ("次", "期") and self._patterns.not_measured.search(name))

    def _is_goal(
        self, sentence: Sentence, printed: Printed, subject: Subject | None, words: str, growth: Scope | None
    ) -> bool:
        """Whether a number in a part that looks ahead is set as a goal, not a detail of a rule or a name."""
        before = self._even[max(sentence.start, printed.start - _NEAR) : printed.end + 8]
        money = printed.unit is not None and printed.unit.endswith(self._patterns.words.money)
        if (money or printed.unit in ("%", "倍")) and self._patterns.not_goal.search(before):
            return False
        if sentence.section == "goals" or printed.bound is not None or growth is not None or sentence.recent:
            return True
        if _REACHES.search(words) or (subject is not None and subject.kind in ("make", "add", "did")):
            return True
        return sentence.time is not None and sentence.time.kind == "by"

    def hedge(self, sentence: Sentence, position: int) -> str | None:
        """力争, 争取 or 努力 in the clause before ``position``, or before the year that governs it."""
        begin = max((self._even.rfind(mark, sentence.start, position) for mark in ",;"), default=-1)
        found = _HEDGE.search(self._even, max(begin, sentence.start), position)
        if found is None and sentence.times:
            first = sentence.times[0]
            found = _HEDGE.search(self._even, max(first.start - 4, sentence.start), first.end)
            if found and first.kind != "by":
                found = None
        return found[0] if found else None

    def _base(self, base: Time, printed: Printed) -> Quantity | None:
        """较“十二五”期间(8961件): the earlier value, where the text has it."""
        for found in self._patterns.reader.find(self._even, base.end, printed.start, self._is_comma):
            raw = None if found.unit else f"({found.value})"
            return Quantity(value=found.value, unit=found.unit or None, raw=raw, year=base.year, over=base.over)
        return None
