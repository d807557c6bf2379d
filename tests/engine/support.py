"""What the tests of the engines share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from checker.engine import Engine, EngineFact, durable_available, durable_problem, make_engine
from checker.engine.making import Choice
from checker.language.query import TRUE, Condition, Pattern, Query

needs_durable = pytest.mark.skipif(
    not durable_available(), reason=f"DURABLE-RULES IS NOT TESTED HERE: {durable_problem()}"
)
CHOICES = [pytest.param("plain"), pytest.param("durable", marks=needs_durable)]

Build = Callable[..., Engine]


def builder(choice: Choice) -> Build:
    """A function that compiles queries for one engine."""

    def build(queries: Sequence[Query], kinds: Mapping[str, Mapping[str, type]]) -> Engine:
        return make_engine(queries, kinds, choice)

    return build


def fact(name: str, kind: str, /, **values: Any) -> EngineFact:
    return EngineFact(name, kind, values)


def query(name: str, patterns: str, condition: Condition = TRUE) -> Query:
    """``patterns``: ``"a:row b:said"``."""
    return Query(name, tuple(Pattern(*pattern.split(":")) for pattern in patterns.split()), condition)


def matches(engine: Engine, facts: Sequence[EngineFact], name: str = "q") -> set[tuple[str, ...]]:
    return set(engine.run(facts)[name])
