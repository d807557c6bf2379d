"""Where the time of a run goes: by stage, by measuring module, by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import ParamSpec, TypeVar

from msgspec import Struct, field

P = ParamSpec("P")
T = TypeVar("T")


def _seconds() -> defaultdict[str, float]:
    return defaultdict(float)


class Profile(Struct):
    """Seconds spent, added up over plans; ``add`` takes in those of another process.

    ``matching`` is what the plain evaluator takes for the queries of a rule. durable-rules answers all at once, which
    is a stage (``durable``); a rule that asks much of the one asks much of the other.
    """

    plans: int = 0
    stages: defaultdict[str, float] = field(default_factory=_seconds)
    modules: defaultdict[str, float] = field(default_factory=_seconds)  # of checker.facts
    matching: defaultdict[str, float] = field(default_factory=_seconds)  # by rule
    judging: defaultdict[str, float] = field(default_factory=_seconds)  # by rule, its findings included

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What runs within is spent on this stage."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.stages[name] += perf_counter() - begun

    def measuring(self, step: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """Do one step of measuring, which counts for its module."""
        begun = perf_counter()
        try:
            return step(*given, **named)
        finally:
            self.modules[step.__module__.rpartition(".")[2]] += perf_counter() - begun

    def matched(self, query: str, seconds: float) -> None:
        """The engines tell what they spent: on a query, or in all."""
        rule, colon, _ = query.partition(":")
        (self.matching if colon else self.stages)[rule] += seconds

    def judging_rule(self, rule: str, step: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """Do one step of judging, which counts for the rule."""
        begun = perf_counter()
        try:
            return step(*given, **named)
        finally:
            self.judging[rule] += perf_counter() - begun

    def slowest(self) -> list[tuple[str, float, float]]:
        """Every rule with the seconds of its matching and of its judging, the slowest first."""
        rules = {*self.matching, *self.judging}
        spent = [(rule, self.matching.get(rule, 0.0), self.judging.get(rule, 0.0)) for rule in rules]
        return sorted(spent, key=lambda each: (-(each[1] + each[2]), each[0]))

    def add(self, other: Profile) -> None:
        """Take in what was spent elsewhere."""
        self.plans += other.plans
        for ours, theirs in (
            (self.stages, other.stages),
            (self.modules, other.modules),
            (self.matching, other.matching),
            (self.judging, other.judging),
        ):
            for name, seconds in theirs.items():
                ours[name] += seconds
