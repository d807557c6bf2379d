"""Fuzzing for as long as one likes: whatever comes in, a verdict or a Chinese sentence comes out.

``python bench/fuzz.py --minutes 20 --seed 7 [--target docx --target pdf] [--corpus FOLDER] [--keep FOLDER]``
``python bench/fuzz.py --target docx --seed 7 --case 123 --keep FOLDER``: one case again, its files and what it said

The targets (``tests/properties/targets.py``) take turns. Every piece runs in a process of its own with a limit of
memory; a case that hangs is ended with it, a crash is told apart, and the rest of the piece is run all the same. The
table of counts goes to standard output; what went wrong is said with the number of its case, and the files of the case
are kept. The exit code is 1 where anything went wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import queue
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from msgspec import Struct, field

ROOT = Path(__file__).resolve().parent.parent
PIECE = 50  # cases of one process
PATIENCE = 90  # seconds of a case; one that takes longer hangs


class Counts(Struct):
    """What the cases of one target came to."""

    came: Counter[str] = field(default_factory=Counter)
    wrong: dict[int, list[str]] = field(default_factory=dict)
    slowest: float = 0
    peak: int = 0  # MB

    @property
    def cases(self) -> int:
        """How many were tried."""
        return self.came.total()


class Job(Struct, frozen=True):
    """A target, where its choices come from, and its limits."""

    target: str
    seed: int
    megabytes: int
    corpus: Path | None

    def command(self, first: int, number: int) -> list[str]:
        """The process that tries ``number`` cases."""
        words = [self.target, self.seed, first, number, self.megabytes, *([self.corpus] if self.corpus else [])]
        return [sys.executable, "-m", "tests.properties.worker", *map(str, words)]

    def run(self, first: int, number: int, counts: Counts, until: float) -> None:
        """Try the cases from ``first`` on; after a crash or a hang those behind it."""
        end = first + number
        while first < end and time.monotonic() < until:
            first = self._piece(first, end, counts, until)

    def _piece(self, first: int, end: int, counts: Counts, until: float) -> int:
        """The number of the first case that was not tried."""
        with (
            tempfile.TemporaryFile("w+") as errors,
            subprocess.Popen(  # noqa: S603 - this very program
                self.command(first, end - first), cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
            ) as process,
        ):
            lines: queue.Queue[str] = queue.Queue()
            reader = threading.Thread(target=_listen, args=(process, lines), daemon=True)
            reader.start()
            begun, ended = first, False
            while not ended:
                try:
                    line = lines.get(timeout=PATIENCE)
                except queue.Empty:
                    process.kill()
                    _note(counts, begun, "hang", f"no end after {PATIENCE} s")
                    return begun + 1
                told = json.loads(line) if line else {}
                begun = told.get("begun", begun)
                if "done" in told:
                    counts.came[told["came"]] += 1
                    counts.slowest, counts.peak = max(counts.slowest, told["seconds"]), max(counts.peak, told["peak"])
                    if told["wrong"]:
                        counts.wrong[told["done"]] = told["wrong"]
                    if time.monotonic() > until:
                        process.kill()
                        return end
                ended = not line
            if process.wait():
                errors.seek(0)
                _note(counts, begun, "crash", f"exit {process.returncode}: {errors.read()[-1500:]}")
                return begun + 1
        return end


def _listen(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(ValueError):  # closed, since what it ran was ended
        for line in process.stdout:
            lines.put(line)
    lines.put("")


def _note(counts: Counts, number: int, came: str, said: str) -> None:
    counts.came[came] += 1
    counts.wrong[number] = [said]


def kept(job: Job, number: int, folder: Path) -> Path:
    """The files of a case and its command line, in a folder."""
    from tests.properties.corpus import Corpus
    from tests.properties.targets import TARGETS
    from tests.properties.trying import chance_of

    place = folder / f"{job.target}-{job.seed}-{number}"
    place.mkdir(parents=True, exist_ok=True)
    if job.target in TARGETS:
        case = TARGETS[job.target](chance_of(job.target, job.seed, number), Corpus(job.corpus))
        case.write(place)
        (place / "stdin").write_bytes(case.stdin)
        (place / "command.json").write_text(json.dumps(case.arguments, ensure_ascii=False), encoding="utf-8")
    return place


def table(counts: dict[str, Counts]) -> str:
    """The counts as Markdown."""
    lines = ["| target | cases | came to | slowest, s | peak, MB | wrong |", "|---|--:|---|--:|--:|--:|"]
    for target, each in counts.items():
        came = ", ".join(f"{what}: {number}" for what, number in sorted(each.came.items()))
        lines.append(f"| {target} | {each.cases} | {came} | {each.slowest:.1f} | {each.peak} | {len(each.wrong)} |")
    total, wrong = (sum(map(of, counts.values())) for of in (lambda each: each.cases, lambda each: len(each.wrong)))
    return "\n".join([*lines, f"| all | {total} | | | | {wrong} |"]) + "\n"


def main(words: Sequence[str] | None = None) -> int:
    """Run, count, tell."""
    sys.path.insert(0, str(ROOT))
    from tests.properties.trying import NAMES

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="of time, not of processor time (10)")
    parser.add_argument("--target", action="append", choices=NAMES, help="only these; may be given several times")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another run (1)")
    parser.add_argument("--corpus", type=Path, help="a folder with documents of one's own to damage as well")
    parser.add_argument("--keep", type=Path, help="where the files of what went wrong are kept")
    parser.add_argument("--memory", type=int, default=1500, help="MB of address space that a process may take (1500)")
    parser.add_argument("--case", type=int, help="this one alone, with what is wrong with it")
    given = parser.parse_args(words)
    targets = given.target or list(NAMES)
    corpus = given.corpus.resolve() if given.corpus else None
    jobs = {target: Job(target, given.seed, given.memory, corpus) for target in targets}
    counts = {target: Counts() for target in targets}
    until = time.monotonic() + given.minutes * 60
    if given.case is not None:
        for target in targets:
            jobs[target].run(given.case, 1, counts[target], until)
    else:
        for target, first in ((target, first) for first in count(0, PIECE) for target in targets):
            if time.monotonic() > until:
                break
            jobs[target].run(first, PIECE, counts[target], until)
    for target, each in counts.items():
        for number, wrong in each.wrong.items():
            print(f"{target} {number}: {'; '.join(wrong)[:600]}")
    print(table(counts))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} minutes of processor time, seed {given.seed}")
    if given.keep:
        for target, each in counts.items():
            for number in each.wrong:
                print(f"kept: {kept(jobs[target], number, given.keep)}")
    return 1 if any(each.wrong for each in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
