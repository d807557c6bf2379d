"""Which engine runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.engine.checks import Kinds
from checker.engine.durable import DurableEngine, planned
from checker.engine.durable_module import durable_available
from checker.engine.plain import PlainEngine
from checker.engine.port import Engine
from checker.engine.shadow import ShadowEngine
from checker.language.query import Query

Choice = Literal["auto", "durable", "plain"]


def make_engine(queries: Sequence[Query], kinds: Kinds, choice: Choice = "auto") -> Engine:
    """Compile the queries; ``ValueError`` (in Chinese) for a query that does not fit, whichever engine is chosen.

    ``auto``: durable-rules with the plain evaluator as its shadow, or the plain one alone where durable-rules can't be
    had. ``durable`` and ``plain``: that engine alone; ``EngineUnavailable`` where durable-rules can't be had.
    """
    if choice == "durable":
        return DurableEngine(queries, kinds)
    if choice == "auto" and durable_available():
        return ShadowEngine(DurableEngine(queries, kinds), PlainEngine(queries))
    planned(queries, kinds)  # a rule that durable-rules could not hold is refused everywhere
    return PlainEngine(queries)
