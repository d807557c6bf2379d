"""Files that belong to the project and do not lie in it: the texts of the plans, the facts of the outlines."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from checker.judging.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "plans").glob("*.yaml"))
NATIONAL = sorted((ROOT / "rules" / "outlines").glob("*.yaml"))
OUTLINES = sorted((ROOT / "rules" / "outlines").rglob("*.yaml"))
_SHARED = ROOT.parent / "shared"


@cache
def rulebook() -> Rulebook:
    """The shipped outlines, vocabulary and rules."""
    return load_rulebook()


def source_text(name: str) -> bytes:
    """The text of a plan; the test is skipped, and says so, where it is not at hand."""
    return _read(Path(os.environ.get("GUIHENG_SOURCES") or _SHARED / "seeds") / name, "GUIHENG_SOURCES")


def domain_facts(name: str) -> bytes:
    """What was found out about the documents above: ``national.yaml``, ``provincial.yaml``."""
    return _read(Path(os.environ.get("GUIHENG_DOMAIN") or _SHARED / "domain") / name, "GUIHENG_DOMAIN")


def _read(path: Path, variable: str) -> bytes:
    if not path.is_file():
        message = f"NOT CHECKED: {path.name} is not at hand (set {variable} to the folder that holds it)"
        print(message)  # noqa: T201 (pytest shows it with -rs and with -s)
        pytest.skip(message)
    return path.read_bytes()
