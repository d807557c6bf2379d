"""The reference evaluator: what a query means, in plain Python.

A query holds for a tuple of different facts, one of its kind for each pattern, where its condition is true. The
patterns are bound in order; each part of the condition's outermost conjunction is tested as soon as the facts that
it speaks of are bound, and equalities with facts bound before are looked up instead of tried.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.engine.port import EngineFact, EngineFault, Matches
from checker.language.query import All, Condition, Either, Join, Not, Operator, Query, Scalar, Test, atoms

Row = list[Mapping[str, Scalar]]
Check = Callable[[Row], bool]

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


@dataclass(slots=True)
class _Step:
    """One pattern: the checks that speak only of its fact, the equalities that find it, the checks after it."""

    kind: str
    own: list[Check] = field(default_factory=list)
    keys: list[tuple[str, int, str]] = field(default_factory=list)  # its attribute == place, attribute there
    after: list[Check] = field(default_factory=list)

    def index(self, facts: Iterable[EngineFact]) -> dict[tuple[Scalar, ...], list[EngineFact]]:
        """The facts that pass ``own``, by the values that ``keys`` look up."""
        passes = every(self.own)
        found: dict[tuple[Scalar, ...], list[EngineFact]] = {}
        for fact in facts:
            if passes([fact.values]):
                found.setdefault(tuple([fact.values[mine] for mine, _, _ in self.keys]), []).append(fact)
        return found


class _Plan:
    """A query, compiled."""

    def __init__(self, query: Query) -> None:
        self.name = query.name
        self._steps = [_Step(pattern.kind) for pattern in query.patterns]
        place = {pattern.alias: index for index, pattern in enumerate(query.patterns)}
        for part in conjuncts(query.condition):
            spoken_of = {place[alias] for atom in atoms(part) for alias in _aliases(atom)}
            step = self._steps[max(spoken_of, default=0)]
            if len(spoken_of) <= 1:
                step.own.append(check_of(part, dict.fromkeys(place, 0)))
            elif isinstance(part, Join) and part.operator == "==":
                left, right = (place[part.alias], part.attribute), (place[part.other], part.other_attribute)
                (there, other), (_, mine) = sorted((left, right))
                step.keys.append((mine, there, other))
            else:
                step.after.append(check_of(part, place))

    def matches(self, by_kind: Mapping[str, Sequence[EngineFact]]) -> frozenset[tuple[str, ...]]:
        steps = self._steps
        found: set[tuple[str, ...]] = set()
        indexes: list[dict[tuple[Scalar, ...], list[EngineFact]] | None] = [None] * len(steps)
        row: Row = []
        ids: list[str] = []

        def bind(depth: int) -> None:
            step = steps[depth]
            index = indexes[depth]
            if index is None:
                index = indexes[depth] = step.index(by_kind.get(step.kind, ()))
            for fact in index.get(tuple([row[there][other] for _, there, other in step.keys]), ()):
                if fact.id in ids:
                    continue
                row.append(fact.values)
                ids.append(fact.id)
                if all(check(row) for check in step.after):
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

    def __init__(self, queries: Sequence[Query]) -> None:
        self._plans = [_Plan(query) for query in queries]

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        by_kind: dict[str, list[EngineFact]] = {}
        for fact in facts:
            by_kind.setdefault(fact.kind, []).append(fact)
        if len({fact.id for fact in facts}) != len(facts):
            raise EngineFault("two facts have one id")
        matches: Matches = {}
        for plan in self._plans:
            try:
                matches[plan.name] = plan.matches(by_kind)
            except (KeyError, TypeError) as error:
                raise EngineFault(f"query {plan.name}: an attribute is missing or has another type: {error}") from error
        return matches
