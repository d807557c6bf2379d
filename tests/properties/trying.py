"""One try of a target: made from a seed, so that the same try can be made again."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tests.properties.conditions import condition_complaints
from tests.properties.corpus import Corpus
from tests.properties.harness import Case, complaints, play
from tests.properties.targets import TARGETS

NAMES: Sequence[str] = (*TARGETS, "condition")


class Tried(Struct, frozen=True):
    """What came of a try, and what was wrong with that. ``case`` where there were files."""

    came: str
    wrong: Sequence[str]
    case: Case | None = None


def chance_of(target: str, seed: int, number: int) -> random.Random:
    """Where a try takes its choices from: the same on every machine."""
    return random.Random(f"{seed}/{target}/{number}")  # noqa: S311 - choices, no secrets


def tried(target: str, chance: random.Random, corpus: Corpus) -> Tried:
    """Make a case of the target, and hold what comes of it against the promises."""
    if target == "condition":
        came, wrong = condition_complaints(chance)
        return Tried(came, wrong)
    case = TARGETS[target](chance, corpus)
    with tempfile.TemporaryDirectory() as folder:
        outcome = play(case, Path(folder))
    return Tried(f"exit {outcome.code}", complaints(case, outcome), case)
