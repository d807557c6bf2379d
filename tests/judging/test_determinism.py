"""Two runs on one input are one result, whatever Python's hash seed and the order of what is known."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from checker.judging.session import Session
from checker.loading.plans import load_plan
from tests.facts import sample
from tests.judging.support import rulebook
from tests.plans.beside import PLANS, ROOT

SCRIPT = """
import hashlib, sys
from pathlib import Path
from checker.judging.rulebook import load_rulebook
from checker.judging.session import Session
from checker.loading.plans import load_plan
session = Session(load_rulebook())
for path in sys.argv[1:]:
    result = session.check(load_plan(Path(path), shown=Path(path).name))
    print(hashlib.sha256(repr(result).encode()).hexdigest())
"""


def run(seed: str, *paths: Path) -> list[str]:
    """The hashes of the results, from a Python of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", SCRIPT, *map(str, paths)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


def test_the_hash_seed_changes_nothing() -> None:
    here = Session(rulebook())
    own = [hashlib.sha256(repr(here.check(load_plan(path, shown=path.name))).encode()).hexdigest() for path in PLANS]
    assert len(set(own)) == len(PLANS)
    for seed in ("0", "4242"):
        assert run(seed, *PLANS) == own


def test_a_session_remembers_nothing_of_the_plans_before() -> None:
    here = Session(rulebook())
    first = [here.check(load_plan(path)) for path in PLANS]
    again = [here.check(load_plan(path)) for path in reversed(PLANS)]
    assert again[::-1] == first


def test_rules_are_judged_alone_as_they_are_together() -> None:
    path = PLANS[0]
    together = Session(rulebook()).check(load_plan(path))
    for loaded in rulebook().rules:
        alone = Session(rulebook(), rules=[loaded]).check(load_plan(path))
        assert alone.findings == tuple(f for f in together.findings if f.rule == loaded.rule.id)
        assert alone.checks == tuple(c for c in together.checks if c.rule == loaded.rule.id)


def test_the_order_of_the_outlines_changes_nothing() -> None:
    book = rulebook()
    turned = replace(book, outlines=dict(reversed([*book.outlines.items()])))
    for path in PLANS:
        loaded = load_plan(path)
        assert Session(turned).check(loaded) == Session(book).check(loaded)


def test_the_envelope_says_what_ran() -> None:
    here = Session(rulebook(), rules=[loaded for loaded in rulebook().rules if loaded.compiled is None])
    assert here.run.rules == len(here.rules) > 0
    assert here.run.version
    assert here.check(sample.sample()).findings == ()
