"""Rules spread over several networks (rulesets) so that none comes near a limit of the engine.

Some limits end in an error on every fact, some in an endless loop or in a crash, so they are kept when compiling: a
model of the engine's tree of tests says how full a network is. Tests with constants are shared by the patterns that
begin alike, joins never. A fact goes down the tree with a stack of the nodes that it has yet to visit.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.engine.lowering import Column, EnginePattern, EngineRule, EngineTest
from checker.language.query import TooComplex

MAX_STACK = 60  # nodes that a fact still has to visit; 64 are possible
MAX_CHILDREN = 500  # tests that follow one test; from 512 on the engine loops for ever
MAX_ENDING = 250  # patterns that end on the same test; from 256 on it reads beyond its table
MAX_PROPERTIES = 240  # of one fact; about 252 are possible
MAX_RULES = 200


class _Node:
    """A test of the tree. ``below`` is the highest stack that one of its children needs."""

    __slots__ = ("below", "children", "ending", "equal", "others", "size")

    def __init__(self) -> None:
        self.children: dict[EngineTest, _Node] = {}
        self.size = 0
        self.equal: set[str] = set()  # properties compared with constants by ==: one value each can be true
        self.others = 0  # tests that may all be true at once: !=, orderings, and joins, which always count
        self.ending = 0
        self.below = 0

    @property
    def stack(self) -> int:
        """The most nodes that wait while a fact goes through this one and all that follow it."""
        together = len(self.equal) + self.others
        return max(together, together - 1 + self.below) if together else 0

    def child(self, test: EngineTest) -> _Node:
        known = self.children.get(test)
        if known is None:
            known = _Node()
            self.size += 1
            if test.alias is None:
                self.children[test] = known
            if test.alias is None and test.operator == "==":
                self.equal.add(test.property)
            else:
                self.others += 1
        return known


class _Filling:
    """How full a network is."""

    def __init__(self) -> None:
        self._rules = 0
        self._columns: dict[str, set[Column]] = {}
        self._root = _Node()
        self._root.size = 4  # the driver's own rules: three kinds of their own and a test that any fact passes
        self._root.others = 1
        self._root.equal.add("k")

    def admit(self, rule: EngineRule) -> bool:
        """Add the rule; False where the network is then too full, and with it the filling is of no further use."""
        self._rules += 1
        for kind, column in rule.columns:
            self._columns.setdefault(kind, set()).add(column)
        return (
            all(self._insert(pattern) for pattern in rule.patterns)
            and self._root.stack <= MAX_STACK
            and self._rules <= MAX_RULES
            and all(len(self._columns[kind]) <= MAX_PROPERTIES for kind, _ in rule.columns)
        )

    def _insert(self, pattern: EnginePattern) -> bool:
        path = [self._root]
        for test in pattern.tests:
            path.append(path[-1].child(test))
        path[-1].ending += 1
        fits = path[-1].ending <= MAX_ENDING
        below = 0
        for node in reversed(path):
            node.below = max(node.below, below)
            below = node.stack
            fits = fits and node.size <= MAX_CHILDREN
        return fits


def columns_of(rules: Iterable[EngineRule]) -> dict[str, dict[Column, None]]:
    """The kinds of fact that the rules look at and what they read of each, in a fixed order."""
    found: dict[str, dict[Column, None]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            found.setdefault(pattern.kind, {})
        for kind, column in rule.columns:
            found[kind][column] = None
    return found


def spread(rules: Iterable[EngineRule]) -> list[list[EngineRule]]:
    """The rules, in order, each network filled before the next; ``TooComplex`` where a rule fits on none."""
    networks: list[list[EngineRule]] = [[]]
    filling = _Filling()
    for rule in rules:
        if not filling.admit(rule):
            filling = _Filling()
            networks.append([])
            if not filling.admit(rule):
                raise TooComplex(f"查询 {rule.query}：条件太多，规则引擎放不下，请拆成几条规则")
        networks[-1].append(rule)
    return [of_network for of_network in networks if of_network]
