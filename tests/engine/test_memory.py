"""Memory stays flat over many runs and many engines."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path

import pytest

from checker.engine import EngineFact, EngineFault, make_engine
from checker.language.query import All, Join, Test
from tests.engine.support import fact, needs_durable, query

STATM = Path("/proc/self/statm")
PAGE = 4096
SLACK = 6_000_000  # bytes; without deleting its state a single run keeps some hundred thousand

pytestmark = [needs_durable, pytest.mark.skipif(not STATM.exists(), reason="resident memory is read from /proc")]

KINDS: dict[str, dict[str, type]] = {"x": {"a": int, "text": str}}
QUERIES = [
    query(f"q{index}", "a:x b:x", All((Test("a", "a", ">", index), Join("b", "text", "==", "a", "text"))))
    for index in range(20)
]
FACTS = [fact(f"f{index}", "x", a=index, text=f"{index % 7}") for index in range(30)]


def resident() -> int:
    gc.collect()
    return int(STATM.read_text().split()[1]) * PAGE


def test_two_thousand_runs() -> None:
    engine = make_engine(QUERIES, KINDS, "durable")
    broken: list[EngineFact] = [*FACTS, fact("bad", "x", a=1)]
    for _ in range(100):
        engine.run(FACTS[:15])
    before = resident()
    for index in range(2000):
        if index % 10:
            assert len(engine.run(FACTS[:15])["q0"]) > 10
        else:
            with suppress(EngineFault):
                engine.run(broken)
    assert resident() - before < SLACK


def test_many_engines() -> None:
    for _ in range(20):
        make_engine(QUERIES, KINDS, "durable").run(FACTS)
    before = resident()
    for _ in range(150):
        assert make_engine(QUERIES, KINDS, "durable").run(FACTS)["q0"]
    assert resident() - before < SLACK
