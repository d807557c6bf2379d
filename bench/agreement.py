"""durable-rules and the plain evaluator on random rules and facts, as many as one likes, in pieces.

``python bench/agreement.py --sets 100000 --seed 7 [--jobs 2] [--of rules]``

A set is up to four random queries and up to eleven facts (``tests/engine/generate.py``), evaluated by durable-rules,
by the plain evaluator and by nested loops, in two orders of the facts; with ``--of rules``, three rules in the words
of rule files and up to twelve facts (``tests/language/agreement.py``), compiled as those of the packs are. Every piece
is a process of its own, so a crash is told apart and names its set. The counts go to standard output; the exit code is
1 where anything went wrong, and the first set that did is printed as small as it can be made.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from checker.engine import durable_available, durable_problem

ROOT = Path(__file__).parent.parent
MODULES = {"queries": "tests.engine.generate", "rules": "tests.language.agreement"}
PIECE = 1000  # sets in one process
PATIENCE = 1800  # seconds for a piece; one that takes longer hangs
CRASHES = 3  # of a piece; then it is left
SHOWN = 3000  # characters of what a process said before it died


class Piece(Struct):
    """What a run of neighbouring sets showed."""

    counts: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)
    crashed: list[tuple[int, str]] = field(default_factory=list)


def ran(what: str, seed: int, first: int, count: int) -> Piece:
    """The sets from ``first`` on; after a crash those behind it are run all the same."""
    piece, end = Piece(), first + count
    while first < end and len(piece.crashed) < CRASHES:
        code, said, errors = _process(what, seed, first, end - first)
        try:
            seen: dict[str, Any] = json.loads(said)
        except ValueError:
            at = max((int(line) for line in errors.splitlines() if line.isdigit()), default=first)
            piece.crashed.append((at, f"exit {code}\n{errors[-SHOWN:]}"))
            if at > first:  # those before it are counted once more, without it
                before = ran(what, seed, first, at - first)
                piece.counts.update(before.counts)
                piece.differing += before.differing
                piece.crashed += before.crashed
            first = at + 1
            continue
        piece.differing += seen.pop("differing")
        piece.counts.update(seen)
        if code not in {0, 1}:  # all was said, and then it ended badly: a leak, under the sanitizer
            piece.crashed.append((first, f"exit {code}\n{errors[-SHOWN:]}"))
        break
    return piece


def _process(what: str, seed: int, first: int, count: int) -> tuple[int | str, str, str]:
    numbers = ["--seed", str(seed), "--first", str(first), "--count", str(count)]
    command = [sys.executable, "-m", MODULES[what], *numbers, "--trace"]
    try:
        done = subprocess.run(  # noqa: S603 -- this interpreter and numbers
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        return "never", "", (late.stderr or b"").decode(errors="replace")
    return done.returncode, done.stdout, done.stderr


def pieces(what: str, seed: int, sets: int, jobs: int) -> Iterator[Piece]:
    """All pieces, as many at a time as there are jobs."""
    firsts = range(0, sets, PIECE)
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda first: ran(what, seed, first, min(PIECE, sets - first)), firsts)


def table(what: str, seed: int, total: Piece, seconds: float) -> str:
    """The counts, a line each."""
    counts = total.counts
    units = "queries" if what == "queries" else "rules"
    matches = counts["matches" if what == "queries" else "bindings"]
    share = counts["matched"] / max(counts[units], 1)
    rows: list[tuple[str, object]] = [
        ("sets", counts["cases"] + len(total.crashed)),
        (units, counts[units]),
        ("facts", counts["facts"]),
        ("matches" if what == "queries" else "bindings", matches),
        (f"{units} that match", f"{share:.1%}"),
        (f"{units} that tell facts apart", f"{counts['telling'] / max(counts[units], 1):.1%}"),
        ("crashes", len(total.crashed)),
        ("disagreements", len(total.differing)),
        ("seed", seed),
        ("seconds", f"{seconds:.0f}"),
    ]
    return "\n".join(f"{name:28} {value:>12}" for name, value in rows)


def first_wrong(what: str, seed: int, total: Piece) -> str:
    """The first set that went wrong: how to run it again and, of queries, the least of it that still goes wrong."""
    labels = [*total.differing, *(f"--seed {seed} --first {at} --count 1" for at, _ in total.crashed)]
    number = min(int(label.split("--first ")[1].split()[0]) for label in labels)
    lines = [f"python -m {MODULES[what]} --seed {seed} --first {number} --count 1"]
    lines += [said for at, said in total.crashed if at == number]
    if what == "queries":
        command = [sys.executable, "-m", "tests.engine.minimal", "--seed", str(seed), "--number", str(number)]
        lines.append(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout)  # noqa: S603
    return "\n".join(lines)


def main() -> int:
    """Run, print, say by the exit code whether all agreed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--of", choices=tuple(MODULES), default="queries")
    given = parser.parse_args()
    if not durable_available():
        parser.error(durable_problem())
    total, started = Piece(), time.monotonic()
    for number, piece in enumerate(pieces(given.of, given.seed, given.sets, given.jobs), start=1):
        total.counts.update(piece.counts)
        total.differing += piece.differing
        total.crashed += piece.crashed
        done, wrong = min(number * PIECE, given.sets), len(total.differing) + len(total.crashed)
        print(f"{done} of {given.sets} sets, {wrong} wrong", file=sys.stderr, flush=True)
    print(table(given.of, given.seed, total, time.monotonic() - started))
    if not (total.differing or total.crashed):
        return 0
    print(first_wrong(given.of, given.seed, total))
    return 1


if __name__ == "__main__":
    sys.exit(main())
