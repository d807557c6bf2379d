"""Which engine runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.engine.checks import Kinds
from checker.engine.durable import DurableEngine
from checker.engine.durable_module import durable_available
from checker.engine.plain import PlainEngine
from checker.engine.port import Engine, Spent
from checker.engine.prepared import Prepared, prepared
from checker.engine.shadow import ShadowEngine
from checker.language.query import Query

Choice = Literal["auto", "durable", "plain"]


def make_engine(
    queries: Sequence[Query],
    kinds: Kinds,
    choice: Choice = "auto",
    *,
    ready: Prepared | None = None,
    spent: Spent | None = None,
) -> Engine:
    """Compile the queries; ``ValueError`` (in Chinese) for a query that does not fit, whichever engine is chosen.

    ``auto``: durable-rules with the plain evaluator as its shadow, or the plain one alone where durable-rules can't be
    had. ``durable`` and ``plain``: that engine alone; ``EngineUnavailable`` where durable-rules can't be had.
    ``ready``: queries that were prepared before, used where they are these. ``spent`` is told where the time goes.
    """
    # a rule that durable-rules could not hold is refused everywhere
    ready = ready if ready is not None and ready.fits(queries) else prepared(queries, kinds)
    if choice == "durable":
        return DurableEngine(queries, kinds, ready)
    if choice == "auto" and durable_available():
        return ShadowEngine(DurableEngine(queries, kinds, ready), PlainEngine(queries, spent), spent)
    return PlainEngine(queries, spent)
