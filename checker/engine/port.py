"""The port between the rules and whatever matches them.

An engine is compiled once from all queries and then run on one plan's facts at a time. It knows nothing of plans
or rules: it answers, for each query, which tuples of facts satisfy it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from checker.language.query import Scalar

Matches = dict[str, frozenset[tuple[str, ...]]]
Spent = Callable[[str, float], None]
"""Told what was spent, in seconds: on the query of this name, or by the engine of this name."""


class EngineFault(RuntimeError):
    """An engine broke a promise or two engines disagree: an internal fault (exit 4), never a finding."""


class EngineFact(Struct, frozen=True):
    """A flat fact: ``values`` holds every attribute of its kind, ``str`` or ``int`` (|n| < 2^53), none missing."""

    id: str
    kind: str
    values: Mapping[str, Scalar]


class Engine(Protocol):
    """``run`` returns for every query name the set of matches, each a tuple of fact ids in pattern order."""

    @property
    def name(self) -> str: ...

    def run(self, facts: Sequence[EngineFact]) -> Matches: ...
