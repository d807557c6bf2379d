"""The reference evaluator: what a query means, in plain Python.

A query holds for a tuple of different facts, one of its kind for each pattern, where its condition is true. The
patterns are bound in order; each part of the condition's outermost conjunction is tested as soon as the facts that
it speaks of are bound, and equalities with facts bound before are looked up instead of tried.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

from msgspec import Struct, field

from checker.engine.checks import check_ids
from checker.engine.port import EngineFact, EngineFault, Matches, Spent
from checker.language.query import All, Condition, Either, Join, Not, Operator, Query, Scalar, Test, atoms

Row = list[Mapping[str, Scalar]]
Check = Callable[[Row], bool]
Index = dict[tuple[Scalar, ...], list[EngineFact]]

COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def check_of(condition: Condition, place: Mapping[str, int]) -> Check:
    """The condition as a function of the bound facts' values; ``place`` says where in the row an alias stands."""
    match condition:
        case Test(alias, attribute, comparison, value):
            here, compare = place[alias], COMPARE[comparison]
            return lambda row: compare(row[here][attribute], value)
        case Join(alias, attribute, comparison, other, other_attribute):
            here, there, compare = place[alias], place[other], COMPARE[comparison]
            return lambda row: compare(row[here][attribute], row[there][other_attribute])
        case All(parts):
            return every([check_of(part, place) for part in parts])
        case Either(parts):
            return some([check_of(part, place) for part in parts])
        case Not(part):
            check = check_of(part, place)
            return lambda row: not check(row)


def every(checks: Sequence[Check]) -> Check:
    """True where all are; true without any."""

    def holds(row: Row) -> bool:
        for check in checks:  # noqa: SIM110 -- all() with a generator takes twice the time
            if not check(row):
                return False
        return True

    return checks[0] if len(checks) == 1 else holds


def some(checks: Sequence[Check]) -> Check:
    """True where one is; false without any."""

    def holds(row: Row) -> bool:
        for check in checks:  # noqa: SIM110 -- as above
            if check(row):
                return True
        return False

    return checks[0] if len(checks) == 1 else holds


def conjuncts(condition: Condition) -> Iterable[Condition]:
    """The parts of the outermost conjunction."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from conjuncts(part)
    else:
        yield condition


class _Choice(Struct, eq=False):
    """The facts of ``kind``, or those ``among`` the facts of another choice that pass ``check``."""

    kind: str
    among: _Choice | None = None
    check: Check | None = None
    narrower: dict[Condition, _Choice] = field(default_factory=dict)  # by the next check

    def with_check(self, part: Condition, place: Mapping[str, int]) -> _Choice:
        known = self.narrower.get(part)
        if known is None:
            known = self.narrower[part] = _Choice(self.kind, self, check_of(part, place))
        return known


class _Facts:
    """The facts of one run, chosen and indexed once for all queries that ask alike."""

    def __init__(self, facts: Sequence[EngineFact]) -> None:
        check_ids(facts)
        self._of_kind: dict[str, list[EngineFact]] = {}
        for fact in facts:
            self._of_kind.setdefault(fact.kind, []).append(fact)
        self._chosen: dict[_Choice, list[EngineFact]] = {}
        self._indexed: dict[tuple[_Choice, tuple[str, ...]], Index] = {}

    def has(self, kind: str) -> bool:
        return kind in self._of_kind

    def chosen(self, choice: _Choice) -> list[EngineFact]:
        found = self._chosen.get(choice)
        if found is None:
            if choice.among is None or choice.check is None:
                found = self._of_kind.get(choice.kind, [])
            else:
                check = choice.check
                found = [fact for fact in self.chosen(choice.among) if check([fact.values])]
            self._chosen[choice] = found
        return found

    def indexed(self, choice: _Choice, attributes: tuple[str, ...]) -> Index:
        found = self._indexed.get((choice, attributes))
        if found is None:
            found = self._indexed[choice, attributes] = {}
            for fact in self.chosen(choice):
                found.setdefault(tuple([fact.values[attribute] for attribute in attributes]), []).append(fact)
        return found


class _Step(Struct):
    """One pattern: the choice of its facts, the equalities that find one, the checks after it."""

    choice: _Choice
    mine: tuple[str, ...] = ()  # attributes of its fact, each equal to …
    theirs: tuple[tuple[int, str], ...] = ()  # … the attribute of the fact at that place
    after: list[Check] = field(default_factory=list)
    check: Check | None = None  # all of them


class _Plan:
    """A query, compiled. ``kinds`` holds the choice of all facts of a kind, shared by the queries."""

    def __init__(self, query: Query, kinds: dict[str, _Choice]) -> None:
        self.name = query.name
        self._steps = [_Step(kinds.setdefault(pattern.kind, _Choice(pattern.kind))) for pattern in query.patterns]
        place = {pattern.alias: index for index, pattern in enumerate(query.patterns)}
        alone = dict.fromkeys(place, 0)
        for part in conjuncts(query.condition):
            if isinstance(part, Test):
                spoken_of = {place[part.alias]}
            else:
                spoken_of = {place[alias] for atom in atoms(part) for alias in _aliases(atom)}
            step = self._steps[max(spoken_of, default=0)]
            if len(spoken_of) <= 1:
                step.choice = step.choice.with_check(part, alone)
            elif isinstance(part, Join) and part.operator == "==":
                left, right = (place[part.alias], part.attribute), (place[part.other], part.other_attribute)
                earlier, (_, mine) = sorted((left, right))
                step.mine, step.theirs = (*step.mine, mine), (*step.theirs, earlier)
            else:
                step.after.append(check_of(part, place))
        for step in self._steps:
            step.check = every(step.after) if step.after else None

    def matches(self, facts: _Facts) -> frozenset[tuple[str, ...]]:
        steps = self._steps
        found: set[tuple[str, ...]] = set()
        row: Row = []
        ids: list[str] = []

        def bind(depth: int) -> None:
            step = steps[depth]
            key = tuple([row[there][attribute] for there, attribute in step.theirs])
            for fact in facts.indexed(step.choice, step.mine).get(key, ()):
                if fact.id in ids:
                    continue
                row.append(fact.values)
                ids.append(fact.id)
                if step.check is None or step.check(row):
                    if len(row) == len(steps):
                        found.add(tuple(ids))
                    else:
                        bind(depth + 1)
                row.pop()
                ids.pop()

        bind(0)
        return frozenset(found)


def _aliases(atom: Test | Join) -> tuple[str, ...]:
    return (atom.alias, atom.other) if isinstance(atom, Join) else (atom.alias,)


class PlainEngine:
    """Evaluates the conditions as they are written; needs nothing but Python."""

    name = "plain"

    def __init__(self, queries: Sequence[Query], spent: Spent | None = None) -> None:
        self._spent = spent
        self._kinds: dict[str, _Choice] = {}  # the choice of all facts of a kind, shared by the queries
        self._queries = tuple(queries)
        self._plans: dict[str, _Plan] = {}  # made when there is something to look for

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        ours = _Facts(facts)
        matches: Matches = {}
        for query in self._queries:
            begun = perf_counter() if self._spent else 0.0
            try:
                matches[query.name] = self._matches(query, ours)
            except (KeyError, TypeError) as error:
                raise EngineFault(f"查询 {query.name}：事实缺少属性或类型不符：{error}") from error
            if self._spent:
                self._spent(query.name, perf_counter() - begun)
        return matches

    def _matches(self, query: Query, facts: _Facts) -> frozenset[tuple[str, ...]]:
        if not all(facts.has(pattern.kind) for pattern in query.patterns):
            return frozenset()
        plan = self._plans.get(query.name)
        if plan is None:
            plan = self._plans[query.name] = _Plan(query, self._kinds)
        return plan.matches(facts)
