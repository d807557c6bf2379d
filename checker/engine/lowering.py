"""Queries as rules of durable-rules: one rule a disjunct, in the forms that were measured to be always right.

A pattern is an ``$and`` of its kind, then equalities with constants (they prune), then other tests with constants,
then joins with earlier patterns, closed by a join that is always true: without this tail guard the engine reads
beyond the ``$and`` whenever its last test is false. No word of a plan or of a rule reaches the engine: kinds,
attributes, strings, aliases and rules are numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from checker.engine.names import SafeNames
from checker.language.query import MIRRORED, Disjunct, Member, Operator, Query, Scalar, Test, TooComplex

MAX_JOINS = 28  # of one pattern; the engine takes 29, one is the tail guard
GUARD = "one"  # the property that is 1 on every fact

_WRITTEN: dict[Operator, str] = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


class Comparison(Struct, frozen=True):
    """Two attributes of one fact, compared in Python; the engine sees the outcome as 0 or 1."""

    attribute: str
    operator: Operator
    other: str


class Membership(Struct, frozen=True):
    """An attribute looked for among constants in Python; the engine sees the outcome as 0 or 1."""

    attribute: str
    values: tuple[Scalar, ...]


Column = str | Comparison | Membership
"""What a property of a fact holds: an attribute, a comparison of two, or whether one is among constants."""


class EngineTest(NamedTuple):
    """A property against a constant or, with ``alias``, against the property ``value`` of an earlier pattern."""

    property: str
    operator: Operator
    value: Scalar
    alias: str | None = None

    def ast(self) -> dict[str, Any]:
        test = {self.property: self.value if self.alias is None else {self.alias: self.value}}
        return test if self.operator == "==" else {_WRITTEN[self.operator]: test}


class EnginePattern(Struct, frozen=True):
    """The tests of one pattern in the order in which the engine gets them, the kind first, the tail guard last."""

    alias: str
    kind: str  # as the query calls it
    tests: tuple[EngineTest, ...]

    def ast(self) -> dict[str, Any]:
        tests = [test.ast() for test in self.tests]
        return {self.alias: tests[0] if len(tests) == 1 else {"$and": tests}}


class EngineRule(Struct, frozen=True):
    """One disjunct of ``query``; ``columns`` are the properties that it reads, by kind of fact."""

    query: str
    patterns: tuple[EnginePattern, ...]
    columns: tuple[tuple[str, Column], ...]

    def ast(self) -> dict[str, Any]:
        return {"all": [pattern.ast() for pattern in self.patterns]}


class Vocabulary:
    """The engine's names for kinds, properties and constant strings."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.properties: dict[Column, str] = {}
        self.strings: dict[str, int] = {}
        self._names = SafeNames("p")

    def kind(self, name: str) -> str:
        return self.kinds.setdefault(name, f"k{len(self.kinds)}")

    def property(self, column: Column) -> str:
        known = self.properties.get(column)
        if known is None:
            count = len(self.properties)
            known = self.properties[column] = self._names.first(count + 1)[count]
        return known

    def constant(self, value: Scalar) -> Scalar:
        """Strings by number: equal where the strings are, whatever they hold and however long they are."""
        if isinstance(value, str):
            return f"s{self.strings.setdefault(value, len(self.strings))}"
        return int(value)


def lowered(queries: Iterable[Query], vocabulary: Vocabulary) -> Iterator[EngineRule]:
    """Every disjunct of every query as a rule; ``TooComplex`` where one has more joins than the engine can hold."""
    for query in queries:
        for disjunct in query.disjuncts:
            yield _rule(query, disjunct, vocabulary)


def _rule(query: Query, disjunct: Disjunct, vocabulary: Vocabulary) -> EngineRule:
    position = {pattern.alias: index for index, pattern in enumerate(query.patterns)}
    kinds = [pattern.kind for pattern in query.patterns]
    tests: list[dict[EngineTest, None]] = [{} for _ in kinds]  # ordered, without repetitions
    joins: list[dict[EngineTest, None]] = [{} for _ in kinds]
    columns: dict[tuple[str, Column], None] = {}

    def read(index: int, column: Column) -> str:
        columns[kinds[index], column] = None
        return vocabulary.property(column)

    for atom in disjunct:
        here = position[atom.alias]
        if isinstance(atom, Member):
            name = read(here, Membership(atom.attribute, atom.values))
            tests[here][EngineTest(name, "==", 1)] = None
            continue
        if isinstance(atom, Test):
            name = read(here, atom.attribute)
            tests[here][EngineTest(name, atom.operator, vocabulary.constant(atom.value))] = None
            continue
        there = position[atom.other]
        if here == there:
            name = read(here, Comparison(atom.attribute, atom.operator, atom.other_attribute))
            tests[here][EngineTest(name, "==", 1)] = None
            continue
        left, right = read(here, atom.attribute), read(there, atom.other_attribute)
        if here > there:
            joins[here][EngineTest(left, atom.operator, right, f"a{there}")] = None
        else:
            joins[there][EngineTest(right, MIRRORED[atom.operator], left, f"a{here}")] = None

    if any(len(of_pattern) > MAX_JOINS for of_pattern in joins):
        raise TooComplex(f"查询 {query.name}：一个事实与其他事实的比较多于 {MAX_JOINS} 处，请拆成几条规则")
    patterns = tuple(
        EnginePattern(f"a{index}", kind, _in_order(vocabulary.kind(kind), tests[index], joins[index]))
        for index, kind in enumerate(kinds)
    )
    return EngineRule(query.name, patterns, tuple(columns))


def _in_order(kind: str, tests: Iterable[EngineTest], joins: Iterable[EngineTest]) -> tuple[EngineTest, ...]:
    # sorted, so that patterns which begin alike share their nodes in the engine
    constant = sorted(tests, key=lambda test: (test.operator != "==", test))
    joining = tuple(joins)
    return (EngineTest("k", "==", kind), *constant, *joining, *tail_guard(joining))


def tail_guard(joins: tuple[EngineTest, ...]) -> tuple[EngineTest, ...]:
    """The join that is always true, for a pattern that has joins."""
    return (EngineTest(GUARD, "==", GUARD, joins[-1].alias),) if joins else ()
