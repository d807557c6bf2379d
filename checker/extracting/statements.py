"""A sentence as it is read, and the statements that its numbers make."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, field

from checker.extracting.dates import Time
from checker.extracting.numbers import Printed
from checker.extracting.passages import Clock
from checker.model.base import Quantity, Scope
from checker.model.plan import SectionRole
from checker.reading.document import Span

Role = Literal["target", "baseline", "achieved"]
_DONE = re.compile(r"已(?!结)|目前|截至|现有|基础上|以来")


class Statement(Struct, frozen=True):
    """One number with what it says; ``start``–``end`` is the place of the name."""

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
    place: str | None = None
    hedge: str | None = None
    sure: float = 0.9
    notes: tuple[str, ...] = ()


class Sentence(Struct):
    """A sentence being read: ``recent`` are its statements so far, ``parts``: it has said 其中.

    ``latest``: how many statements the last clause with numbers made; ``silent``: the clause before had no number.
    """

    start: int
    end: int
    section: SectionRole | None
    clock: Clock
    times: list[Time]
    recent: list[Statement] = field(default_factory=list)
    parts: bool = False
    latest: int = 0
    silent: Span | None = None
    _counted: int = 0
    _passed: int = 0

    def close_clause(self, silent: Span | None) -> None:
        """A clause ends; ``silent`` is its place if it said something without a number."""
        self.silent = silent
        self.latest = len(self.recent) - self._counted or self.latest
        self._counted = len(self.recent)

    def pass_times(self, position: int) -> None:
        """Let the clock see the times up to ``position``."""
        while self._passed < len(self.times) and self.times[self._passed].start < position:
            self.clock.see(self.times[self._passed])
            self._passed += 1

    @property
    def time(self) -> Time | None:
        return self.clock.now

    def carried(self, count: int) -> tuple[list[str], bool]:
        """The names that ``count`` numbers without one belong to, and whether that is sure."""
        names = list(dict.fromkeys(each.name for each in self.recent))
        latest = {each.name for each in self.recent[-(self.here or self.latest) :]}
        return names[-count:], count in (len(latest), len(names))

    @property
    def here(self) -> int:
        """How many statements the clause has made so far."""
        return len(self.recent) - self._counted

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


class Group(Struct, frozen=True):
    """Numbers to be read together, with what stands around them.

    ``growth``: what kind of growth they are; ``differs``: they say by how much something went up or down.
    """

    numbers: list[Printed]
    clause: Span
    low: int  # where what belongs to them begins
    stop: int  # and ends
    inside: list[Time]
    words: str
    growth: Scope | None = None
    differs: bool = False

    @property
    def first(self) -> Printed:
        return self.numbers[0]

    def time(self, kind: str) -> Time | None:
        """The last time of a kind before the numbers."""
        return next((time for time in reversed(self.inside) if time.kind == kind), None)
