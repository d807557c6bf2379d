"""What the numbers of a clause state: whose number it is, in which role, for when, of what 口径."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.aims import Aims
from checker.extracting.clauses import ClauseReader
from checker.extracting.dates import Time
from checker.extracting.figure_words import FigurePatterns
from checker.extracting.numbers import Printed
from checker.extracting.parts import Text
from checker.extracting.scopes import Said, ScopeReader
from checker.extracting.statements import Role, Sentence, Statement
from checker.extracting.subjects import (
    Subject,
    after_number,
    alike,
    before_number,
    deed,
    district,
    ends_with_verb,
    is_place,
    listed,
)
from checker.model.base import Quantity, Scope
from checker.reading.document import Span

_ACTION = re.compile(r"(?:申请|授权|登记|注册|受理|审结|查处)(?:量|数|数量)?$")
_FIRST = re.compile(r"(?:实现)?(?:从无到有|零的突破|较快发展|快速发展|[一-鿿]{0,2}突破)$")
_EXISTING = re.compile(r"基础上")
_NEAR = 60  # characters before a number that can say what kind of growth it is
_SILENT = 5  # a clause longer than this that states no number can have named something else
_VERB_LENGTH = 12
_UNSURE = "名称承前，请核对说的是哪一项"
# 3项指标, 20项任务: the document counts its own parts
_OWN_PARTS = re.compile(r"(?:主要|具体|重点|约束性|预期性|量化)*(?:指标|任务|目标|要求|原则)")
_TORN = re.compile(r"\d[ \n]?$")  # digits right before a number: one that a page or a line end tore apart


class _Group(Struct, frozen=True):
    """Numbers to be read together, with what stands around them."""

    numbers: list[Printed]
    clause: Span
    low: int  # where what belongs to them begins
    stop: int  # and ends
    inside: list[Time]
    words: str
    growth: Scope | None

    @property
    def first(self) -> Printed:
        return self.numbers[0]

    def time(self, kind: str) -> Time | None:
        """The last time of a kind before the numbers."""
        return next((time for time in reversed(self.inside) if time.kind == kind), None)


class ClaimReader:
    """Reads the numbers of clauses."""

    def __init__(
        self, text: Text, clauses: ClauseReader, patterns: FigurePatterns, scopes: ScopeReader, aims: Aims
    ) -> None:
        self._even = text.even
        self._aims = aims
        self._clauses = clauses
        self._patterns = patterns
        self._scopes = scopes

    def read(self, sentence: Sentence, clause: Span) -> Iterator[Statement]:
        """The statements of a clause, in order."""
        start, end = clause
        sentence.parts = sentence.parts or "其中" in self._even[start:end]
        groups = self._clauses.groups(start, end, sentence.times)
        low = start
        for index, numbers in enumerate(groups):
            stop = groups[index + 1][0].start if index + 1 < len(groups) else end
            sentence.pass_times(numbers[0].start)
            group = self._group(sentence, numbers, clause, low, stop)
            if self._is_compared_with(group) and index + 1 < len(groups):
                continue  # 较2020年的1.56件增长10%: said with the growth
            yield from self._read(sentence, group)
            low = numbers[-1].end
        sentence.pass_times(end)
        sentence.close_clause(clause if not groups and end - start > _SILENT else None)

    def _group(self, sentence: Sentence, numbers: list[Printed], clause: Span, low: int, stop: int) -> _Group:
        start = numbers[0].start
        inside = [time for time in sentence.times if low <= time.start and time.end <= start]
        group = _Group(numbers, clause, low, stop, inside, self._even[low:start], None)
        base = group.time("base")
        if base:
            group = replace(group, words=self._even[low : base.start] + self._even[base.end : start])
        growth = self._scopes.growth(group.words[-_NEAR:], numbers[0].unit, compared=base is not None)
        return replace(group, growth=growth)

    def _is_compared_with(self, group: _Group) -> bool:
        base = group.time("base")
        return (
            base is not None and group.growth is None and self._even[base.end : group.first.start].strip("的为") == ""
        )

    def _read(self, sentence: Sentence, group: _Group) -> Iterator[Statement]:
        subject = self._subject(group)
        names, sure = self._names(sentence, subject, group)
        origin, base = group.time("from"), group.time("base")
        shared = len(group.numbers) == 1
        numbers = group.numbers * len(names) if shared else group.numbers[: len(names)]
        for name, printed in zip(names, numbers, strict=True):
            statement = self._statement(sentence, group, name, printed, subject)
            if statement is None:
                continue
            if origin is not None or (subject and subject.tail and subject.tail[-1] in "由从"):
                year = origin.year if origin else None
                statement = replace(statement, role="baseline", year=year, over=None, hedge=None)
            if base is not None and group.growth is not None:
                statement = replace(statement, base=self._base(base, printed))
            if not sure:
                statement = replace(statement, sure=0.6, notes=(_UNSURE,))
            sentence.recent.append(statement)
            yield statement

    def _subject(self, group: _Group) -> Subject | None:
        """The name of what the numbers count, where the clause has it."""
        even, patterns, low, high = self._even, self._patterns, group.low, group.first.start
        for time in group.inside:
            if time.kind == "from":
                return before_number(patterns, even, low, time.start)
            if time.kind != "base":
                middle = before_number(patterns, even, time.end, high)
                low = time.end if middle.name or time.start - low < 3 else low
        base = group.time("base")
        if base:
            high = max(low, base.start)
            while high > low and even[high - 1] in "较比与同为是相增幅长":
                high -= 1
        named = before_number(patterns, even, low, high)
        after = after_number(patterns, even, group.numbers[-1].end, group.stop)
        if is_place(named.name) and _EXISTING.search(even, high, group.stop):
            return after
        verb = ends_with_verb(patterns, even[max(low, high - _VERB_LENGTH) : high])
        if verb and after is not None and not base:
            return replace(after, verb=verb.verb, kind=verb.kind, tail=named.tail)
        if group.growth:
            name = self._scopes.growth_words.sub("", named.name)
            return replace(named, name=name, end=named.start + len(name)) if len(name) > 1 else None
        if named.name:
            return named if len(named.name) > 1 else None
        return deed(patterns, even, group.numbers[-1].end, group.stop)

    def _names(self, sentence: Sentence, subject: Subject | None, group: _Group) -> tuple[list[str], bool]:
        """Which name each number belongs to (A、B分别达到1件、2件), or the names that share one; whether it is sure."""
        count = len(group.numbers)
        if subject is None:
            names, sure = sentence.carried(count)
            if sentence.silent:
                named = self._announced(sentence.silent)
                names, sure = ([named] if named and count == 1 and not group.growth else names), False
        else:
            sure = True
            name = self._completed(sentence, subject.name, group.first)
            names = listed(self._patterns, name)
            if count == 1:
                shared = group.growth is not None or "均" in subject.tail
                return (names if shared else [name]), True
            if len(names) != count:
                names = alike([part for part in re.split(r"、|和|及|与", name) if part])
        if len(names) != count:
            return [], False
        return names, sure

    def _announced(self, clause: Span) -> str:
        """示范企业从无到有,达3家; 注册量快速增长,达到3家: the name that the clause before the number's has."""
        start, end = clause
        text = self._even[start:end].rstrip(",;:")
        found = _FIRST.search(text) or self._patterns.trend.search(text)
        return before_number(self._patterns, self._even, start, start + found.start()).name if found else ""

    def _completed(self, sentence: Sentence, name: str, printed: Printed) -> str:
        """审结 after 受理X is 审结X; 其中发明专利 after 专利总授权量 is 发明专利授权量."""
        if not sentence.recent:
            return name
        previous = sentence.recent[-1].name
        if name.startswith("占") and len(name) > 2:
            return previous + name
        if name in self._patterns.words.bare_heads:
            found = self._patterns.keep.match(previous)
            rest = previous[found.end() if found else 0 :]
            return rest if rest.endswith(name) else rest + name
        if self._patterns.keep.fullmatch(name):
            found = self._patterns.keep.match(previous)
            return name + previous[found.end() if found else 0 :]
        whole = self._whole(sentence, name, printed)
        action = _ACTION.search(whole.name) if whole else None
        return name + action[0] if action else name

    def _whole(self, sentence: Sentence, name: str, printed: Printed) -> Statement | None:
        """The one amount of what happens that 其中 takes apart, where the part's name does not say what happens."""
        if not sentence.parts or _ACTION.search(name) or self._patterns.is_head(name):
            return None
        wholes = [each for each in sentence.recent if each.of is None]
        if len(wholes) == 1 and wholes[0].printed.unit == printed.unit and _ACTION.search(wholes[0].name):
            return wholes[0]
        return None

    def _statement(
        self, sentence: Sentence, group: _Group, name: str, printed: Printed, subject: Subject | None
    ) -> Statement | None:
        role = sentence.role(self._even[group.clause[0] : group.clause[1]])
        if role is None or not self._aims.is_measured(name, printed) or self._is_no_amount(printed):
            return None
        if role == "target" and not self._aims.is_goal(
            sentence, printed, words=group.words, growth=group.growth is not None, kind=subject.kind if subject else ""
        ):
            return None
        scope = group.growth or self._scope(sentence, group, name, printed, subject, role)
        year, over = self._when(sentence, role, scope)
        whole = self._whole(sentence, subject.name, printed) if subject else None
        place, name = district(name)
        start, end = (subject.start, subject.end) if subject else (self._opening(group), printed.end)
        return Statement(
            printed, name, start, end, role, scope, year, over, place=place,
            of=whole.name if whole else subject.of if subject else None,
            hedge=self._aims.hedge(sentence, printed.start) if role == "target" else None,
        )  # fmt: skip

    def _is_no_amount(self, printed: Printed) -> bool:
        """Whether a number counts parts of the document, or is only the rest of one."""
        torn = _TORN.search(self._even, max(printed.first - 2, 0), printed.first)
        return torn is not None or (printed.unit == "项" and _OWN_PARTS.match(self._even, printed.end) is not None)

    def _opening(self, group: _Group) -> int:
        """Where a statement without a name of its own begins."""
        start = group.low
        while start < group.first.start and self._even[start] in "、,;:和及与 \n":
            start += 1
        return start

    def _scope(
        self, sentence: Sentence, group: _Group, name: str, printed: Printed, subject: Subject | None, role: Role
    ) -> Scope:
        time = sentence.time
        last = sentence.recent[-1] if sentence.recent else None
        one_year = group.time("from") is not None or (time is not None and time.kind == "in" and time.year is not None)
        said = Said(
            name, group.words, printed.unit, kind=subject.kind if subject else "", role=role,
            verb=subject.verb if subject else "",
            reaches=printed.start < printed.first or (subject is not None and "达" in subject.tail),
            one_year=one_year, before=last.scope if last else None, part=sentence.parts,
        )  # fmt: skip
        scope = self._scopes.scope(said)
        if scope == "unclear" and last and last.scope == "each-year" and self._scopes.same_act(last.name, name):
            return "each-year"
        return scope

    def _when(self, sentence: Sentence, role: Role, scope: Scope) -> tuple[int | None, Span | None]:
        """The year or years meant; yearly averages are of the whole period."""
        time, plan, wide = sentence.time, sentence.clock.plan, sentence.clock.wide
        if time is None:  # the goals of a plan for one year are goals for that year
            yearly = role == "target" and sentence.section == "goals" and plan is not None and plan[0] == plan[1]
            return (plan[1] if plan and yearly else None), None
        if time.year is not None and scope in ("average", "average-growth"):
            if role == "target" and plan and time.year == plan[1]:
                return None, plan
            if role == "achieved" and wide:
                return None, wide.over
        return time.year, time.over

    def _base(self, base: Time, printed: Printed) -> Quantity | None:
        """较“十二五”期间(8961件): the earlier value, where the text has it."""
        found = next(self._patterns.reader.find(self._even, base.end, printed.start, self._clauses.is_comma), None)
        if found is None or found.value is None:
            return None
        raw = None if found.unit else self._even[found.start : found.end]
        return Quantity(value=found.value, unit=found.unit, raw=raw, year=base.year, over=base.over)
