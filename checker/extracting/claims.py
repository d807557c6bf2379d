"""What the numbers of a clause state: whose number it is, in which role, for when, of what 口径."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from checker.extracting.aims import Aims
from checker.extracting.belonging import NameReader
from checker.extracting.clauses import ClauseReader
from checker.extracting.dates import Time
from checker.extracting.figure_words import FigurePatterns, one_of
from checker.extracting.numbers import Printed
from checker.extracting.parts import Text
from checker.extracting.scopes import RELATIVE, Said, ScopeReader
from checker.extracting.statements import Group, Role, Sentence, Statement
from checker.extracting.subjects import (
    Subject,
    after_number,
    before_number,
    deed,
    district,
    ends_with_verb,
    has_own_noun,
    is_place,
)
from checker.model.base import Quantity, Scope
from checker.reading.document import Span

_EXISTING = re.compile(r"基础上")
_NEAR = 60  # characters before a number that can say what kind of growth it is
_SILENT = 5  # a clause longer than this that states no number can have named something else
_VERB_LENGTH = 12
_UNSURE = "名称承前，请核对说的是哪一项"
# 3项指标, 20项任务: the document counts its own parts
_OWN_PARTS = re.compile(r"(?:主要|具体|重点|约束性|预期性|量化)*(?:指标|任务|目标|要求|原则|方面)")
_GROWS_ON = re.compile(r"[^,。;:]{0,4}?(?:增|提|升|扩|缩|降|减|压|发展|跃|攀|翻|变|到|至|[,、]?[^,。;:]{0,6}[到至])")
_JOINED = re.compile(r"、|以及|和|及|与")
_FOR_EACH = re.compile(r"每\d{0,3}[个家件名所项位县镇乡村区户支条]")
_OF_SO_MANY = re.compile(r"每\d{1,3}[个家件名所项位县镇乡村区户支条]$")  # every 8户 have 1件
_IN_TURN = re.compile(r"依次|分别")
_AT_LEAST = re.compile(r"(?:至少|要|均|都)$")
_CUT = re.compile(
    r"(?:[和与及等各、]|(?:企业|单位|机构|[一-鿿]{2}者)中)$"
)  # 6个区和2个县, 甲、乙等3家: the name follows
_TORN = re.compile(r"\d[ \n]?$")  # digits right before a number: one that a page or a line end tore apart


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
        self._names = NameReader(text.even, patterns)
        self._thing = re.compile(rf"(?:{one_of(patterns.words.things)})$")

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
        timed = sum(time.end - time.start for time in sentence.times if start <= time.start < end)
        sentence.close_clause(clause if not groups and end - start - timed > _SILENT else None)

    def _group(self, sentence: Sentence, numbers: list[Printed], clause: Span, low: int, stop: int) -> Group:
        start = numbers[0].start
        inside = [time for time in sentence.times if low <= time.start and time.end <= start]
        group = Group(numbers, clause, low, stop, inside, self._even[low:start])
        base = group.time("base")
        if base:
            group = replace(group, words=self._even[low : base.start] + self._even[base.end : start])
        near = group.words[-_NEAR:]
        growth = self._scopes.growth(near, numbers[0].unit, compared=base is not None)
        return replace(group, growth=growth, differs=growth is None and self._scopes.differs(near))

    def _is_compared_with(self, group: Group) -> bool:
        base = group.time("base")
        return (
            base is not None and group.growth is None and self._even[base.end : group.first.start].strip("的为") == ""
        )

    def _read(self, sentence: Sentence, group: Group) -> Iterator[Statement]:
        subject = self._subject(group)
        names, sure = self._names.names(sentence, subject, group)
        years = self._years(sentence, group)
        if subject and years and not names:
            names, sure = [subject.name] * len(years), True
        origin, base = group.time("from"), group.time("base")
        starts = origin is not None or self._is_start(subject, group)
        shared = len(group.numbers) == 1
        numbers = group.numbers * len(names) if shared else group.numbers[: len(names)]
        for name, printed in zip(names, numbers, strict=True):
            statement = self._statement(sentence, group, name, printed, subject, starts=starts)
            if statement is None:
                continue
            if years:
                statement = replace(statement, year=years.pop(0), over=None, scope=self._of_year(statement.scope))
            if starts:
                statement = replace(statement, year=origin.year if origin else None, over=None)
            if base is not None and group.growth is not None:
                statement = replace(statement, base=self._base(base, printed))
            if not sure:
                statement = replace(statement, sure=0.6, notes=(_UNSURE,))
            if printed.unit not in RELATIVE and not statement.of:
                statement = replace(statement, of=self._each(group))
            sentence.recent.append(statement)
            yield statement

    def _subject(self, group: Group) -> Subject | None:
        """The name of what the numbers count, where the clause has it."""
        even, patterns, low, high, tail = self._even, self._patterns, group.low, group.first.start, ""
        for time in group.inside:
            if time.kind == "from":
                named = before_number(patterns, even, low, time.start)
                return named if len(named.name) > 1 else None
            if time.kind != "base" and time.end <= high:
                middle = before_number(patterns, even, time.end, high)
                if middle.name or time.start - low < 3:
                    low = time.end
                else:
                    high, tail = time.start, middle.tail  # 甲率2030年达到100%
        base = group.time("base")
        if base:
            high = max(low, base.start)
            while high > low and even[high - 1] in "较比与同为是相增幅长在":
                high -= 1
        named = before_number(patterns, even, low, high)
        named = replace(named, tail=named.tail + tail)
        after = after_number(patterns, even, group.numbers[-1].end, group.stop)
        if is_place(named.name) and _EXISTING.search(even, high, group.stop):
            return after
        verb = ends_with_verb(patterns, even[max(low, high - _VERB_LENGTH) : high])
        if verb and after is not None and not base:
            return replace(after, verb=verb.verb, kind=verb.kind, tail=named.tail)
        if group.growth or group.differs:
            name = self._scopes.growth_words.sub("", named.name)
            return replace(named, name=name, end=named.start + len(name)) if len(name) > 1 else None
        if named.name and not self._goes_on(named, group, after):
            return named if len(named.name) > 1 else None
        done = deed(patterns, even, group.numbers[-1].end, group.stop)
        if done and done.end == group.stop < group.clause[1]:
            return None  # 4个镇建立网点5个: the next number's
        return done or (after if after and named.name and self._thing.search(after.name) else None)

    def _goes_on(self, named: Subject, group: Group, after: Subject | None) -> bool:
        """Whether what is counted follows the number: 6个区和2个县, 甲、乙2个地理标志产品."""
        if not has_own_noun(self._patterns, self._even, group.numbers[-1].end, group.clause[1]):
            return False
        if _CUT.search(self._even[named.start : named.end]) or (
            named.tail.endswith(("由", "从")) and not self._is_start(named, group)
        ):
            return True
        return after is not None and "、" in named.name and self._thing.search(after.name) is not None

    def _is_start(self, subject: Subject | None, group: Group) -> bool:
        """由5家(增加到9家), not 由5家企业承担."""
        if subject is None or not subject.tail.removesuffix("平均").endswith(("由", "从")):
            return False
        return _GROWS_ON.match(self._even, group.numbers[-1].end, group.clause[1]) is not None

    def _statement(
        self,
        sentence: Sentence,
        group: Group,
        name: str,
        printed: Printed,
        subject: Subject | None,
        *,
        starts: bool = False,
    ) -> Statement | None:
        begin = max(self._even.rfind("基础上", group.clause[0], printed.start), group.clause[0])
        role = "baseline" if starts else sentence.role(self._even[begin + 3 : group.clause[1]])
        if role is None or not self._aims.is_measured(name, printed) or self._is_no_amount(printed):
            return None
        if role == "target" and not self._aims.is_goal(
            sentence, printed, words=group.words, growth=group.growth is not None, kind=subject.kind if subject else ""
        ):
            return None
        scope = group.growth or self._scope(sentence, group, name, printed, subject, role)
        year, over = self._when(sentence, role, scope)
        whole = self._names.whole(sentence, subject.name, group) if subject else None
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
        return torn is not None or (
            printed.unit in ("项", "个") and _OWN_PARTS.match(self._even, printed.end) is not None
        )

    def _opening(self, group: Group) -> int:
        """Where a statement without a name of its own begins."""
        start = group.low
        while start < group.first.start and self._even[start] in "、,;:和及与 \n":
            start += 1
        return start

    def _scope(
        self, sentence: Sentence, group: Group, name: str, printed: Printed, subject: Subject | None, role: Role
    ) -> Scope:
        time = sentence.time
        last = sentence.recent[-1] if sentence.recent else None
        one_year = group.time("from") is not None or (time is not None and time.kind == "in" and time.year is not None)
        said = Said(
            name, group.words, printed.unit, kind=subject.kind if subject else "", role=role,
            verb=subject.verb if subject else "",
            reaches=printed.start < printed.first or "达" in (subject.tail if subject else group.words),
            one_year=one_year, before=last.scope if last else None, part=sentence.parts, differs=group.differs,
            years=time is not None and time.kind == "in" and time.over is not None,
        )  # fmt: skip
        scope = self._scopes.scope(said)
        if last is None or group.inside:
            return scope
        if scope == "unclear" and "其中" in group.words and last.scope in ("yearly", "each-year", "total", "added"):
            return last.scope
        if group.low > group.clause[0] and _JOINED.match(self._even, group.low):
            return self._scopes.shared(said, scope)  # 五年新增甲15家、乙60家
        goes_on = last.scope == "each-year" and self._scopes.goes_with(last.name, said)
        return "each-year" if scope == "unclear" and goes_on else scope

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

    def _years(self, sentence: Sentence, group: Group) -> list[int]:
        """2021—2023年甲额依次为3亿元、4亿元和6亿元: the year of each number."""
        over = sentence.time.over if sentence.time else None
        if over is None or _IN_TURN.search(group.words) is None or over[1] - over[0] + 1 != len(group.numbers):
            return []
        return list(range(over[0], over[1] + 1))

    @staticmethod
    def _of_year(scope: Scope) -> Scope:
        """The 口径 of an amount that is given for one year: what a period sums up is yearly then."""
        return "yearly" if scope in ("total", "unclear") else scope

    def _each(self, group: Group) -> str | None:
        """每个县 of 每个县至少设立1个组织: such a number is no amount of the whole."""
        found = _OF_SO_MANY.search(self._even, max(group.clause[0], group.low - 6), group.low)
        found = found or _FOR_EACH.search(self._even, group.low, group.first.start)
        if found is None:
            return None
        verb = self._patterns.opening.search(self._even, found.end(), group.first.start)
        return _AT_LEAST.sub("", self._even[found.start() : verb.start() if verb else found.end()])

    def _base(self, base: Time, printed: Printed) -> Quantity | None:
        """较“十二五”期间(8961件): the earlier value, where the text has it."""
        found = next(self._patterns.reader.find(self._even, base.end, printed.start, self._clauses.is_comma), None)
        if found is None or found.value is None:
            return None
        raw = None if found.unit else self._even[found.start : found.end]
        return Quantity(value=found.value, unit=found.unit, raw=raw, year=base.year, over=base.over)
