"""All peers on the same plans: first whether they find the same gaps, then how long they take, in turn."""

from __future__ import annotations

import os
import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml
from msgspec import Struct, field

from bench.peers.installing import Installed
from bench.peers.peer import BELOW, Gap, Peer
from bench.peers.plans import write_plans
from bench.peers.running import Run, run


class Answer(Struct):
    """What a peer made of the plans that everybody is asked about first."""

    found: int = 0
    wanted: int = 0
    wrong: list[str] = field(default_factory=list)  # gaps that it should have found, or shouldn't
    lines: bool = False
    trouble: str = ""

    @property
    def agrees(self) -> bool:
        return not self.wrong and not self.trouble


class Measured(Struct):
    """The runs of a peer at one number of plans."""

    runs: list[Run] = field(default_factory=list)
    cpu: bool = False  # count the time of the processor instead of the clock's
    guess: float | None = None  # seconds by proportion, where it would take too long

    @property
    def seconds(self) -> float | None:
        done = [each.cpu if self.cpu else each.seconds for each in self.runs if not each.trouble]
        return statistics.median(done) if done else None

    @property
    def peak(self) -> float | None:
        done = [each.peak for each in self.runs if not each.trouble]
        return max(done) if done else None

    @property
    def trouble(self) -> str:
        return next((each.trouble for each in self.runs if each.trouble), "")


class Row(Struct):
    """A row of the table."""

    peer: Peer
    missing: str = ""
    answer: Answer | None = None
    at: dict[int, Measured] = field(default_factory=dict)


def gap_counts(gaps: Iterable[Gap], peer: Peer) -> Counter[tuple[str, str, str]]:
    """Gaps as a peer can tell them apart, of the rules it can express."""
    return Counter((gap.file, gap.rule, gap.subject if peer.names_subject else "") for gap in gaps
                   if gap.rule in peer.rules)  # fmt: skip


def judge(peer: Peer, output: str, wanted: list[Gap], folder: Path) -> Answer:
    """Does the peer find what was put in, no more and no less, and do its lines lead to the place?"""
    assert peer.read is not None
    try:
        gaps = peer.read(output)
    except (ValueError, KeyError, TypeError) as error:
        return Answer(trouble=f"output not understood: {type(error).__name__}")
    theirs, ours = gap_counts(gaps, peer), gap_counts(wanted, peer)
    wrong = [f"missed: {' / '.join(key)}" for key in (ours - theirs).elements()]
    wrong += [f"too much: {' / '.join(key)}" for key in (theirs - ours).elements()]
    return Answer(theirs.total(), len(wanted), wrong, _lines_lead_there(gaps, folder))


def _lines_lead_there(gaps: list[Gap], folder: Path) -> bool:
    """Every target below its baseline is shown at a line of its own row."""
    below = [gap for gap in gaps if gap.rule == BELOW]
    rows: dict[str, dict[str, range]] = {}
    for gap in below:
        if gap.file not in rows:
            rows[gap.file] = _row_lines((folder / gap.file).read_text(encoding="utf-8"))
        if gap.line not in rows[gap.file].get(gap.subject, range(0)):
            return False
    return bool(below)


def _row_lines(text: str) -> dict[str, range]:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)
    table = next(value for key, value in root.value if key.value == "indicators")
    return {
        value.value: range(row.start_mark.line + 1, row.end_mark.line + 2)
        for row in table.value
        for key, value in row.value
        if key.value == "name"
    }


class Comparison(Struct):
    """The whole measurement."""

    peers: list[Peer]
    installed: Installed
    sizes: list[int]
    repeats: list[int]
    limit: float
    say: Callable[[str], None]
    cpu: bool = False
    seed: int = 1
    asked_first: int = 40
    wanted: list[Gap] = field(default_factory=list)  # all gaps that were put in

    def measure(self, work: Path) -> list[Row]:
        """The rows of the table; the plans are written into ``work``."""
        rows = [Row(peer, self.installed.missing.get(peer.key, "")) for peer in self.peers]
        folders = self._folders(work)
        for row in rows:
            if row.missing:
                self.say(f"{row.peer.title}: {row.missing}")
            elif row.peer.read:
                self._ask(row, work / "first")
        for size, repeats in zip(self.sizes, self.repeats, strict=True):
            self._time(rows, size, folders[size], repeats)
        return rows

    def _folders(self, work: Path) -> dict[int, Path]:
        """A folder a size, of the same files: hard links."""
        largest = max(*self.sizes, self.asked_first)
        self.say(f"writing {largest} plans")
        self.wanted = write_plans(work / "all", largest, self.seed)
        files = sorted((work / "all").iterdir())
        folders = {size: work / f"of{size}" for size in self.sizes}
        for size, folder in [*folders.items(), (self.asked_first, work / "first")]:
            folder.mkdir(exist_ok=True)
            for file in files[:size]:
                os.link(file, folder / file.name)
        return folders

    def _gaps(self, size: int) -> list[Gap]:
        return [gap for gap in self.wanted if gap.file < f"plan{size:05}.yaml"]

    def _ask(self, row: Row, folder: Path) -> None:
        tried = run(row.peer.command(self.installed.tools, folder), self.limit)
        if tried.trouble:
            row.answer = Answer(trouble=tried.trouble)
        else:
            row.answer = judge(row.peer, tried.output, self._gaps(self.asked_first), folder)
        what = row.answer.trouble or f"{row.answer.found} of {row.answer.wanted} gaps, {len(row.answer.wrong)} wrong"
        self.say(f"{row.peer.title}: {what}")
        for each in row.answer.wrong[:5]:
            self.say(f"    {each}")

    def _time(self, rows: list[Row], size: int, folder: Path, repeats: int) -> None:
        """Every peer once, then every peer once more: the machine drifts, and all of them with it."""
        running = []
        for row in rows:
            if row.missing or (row.answer and row.answer.trouble):
                continue
            row.at[size] = Measured(guess=self._guess(row, size), cpu=self.cpu)
            if row.at[size].guess is None:
                running.append(row)
        for turn in range(repeats):
            self.say(f"{size} plans, turn {turn + 1} of {repeats}")
            for row in running:
                if not row.at[size].trouble:
                    done = run(row.peer.command(self.installed.tools, folder), self.limit)
                    row.at[size].runs.append(done)
                    self.say(f"    {row.peer.title}: {done}")
                    if row.peer.read and row.answer and not done.trouble and turn == 0:
                        row.answer.found, row.answer.wanted = self._recount(row, size, done.output)

    def _guess(self, row: Row, size: int) -> float | None:
        """Seconds by proportion where the clock would pass the limit; a single plan is mostly start-up and no guide."""
        if row.peer.read is None and row.peer.key == "imports":
            return None
        done = [(before, measured) for before, measured in row.at.items() if 1 < before < size]
        if not done:
            return None
        before, measured = done[-1]
        if measured.guess is not None:
            return measured.guess * size / before
        if measured.seconds is None:
            return float("inf")
        longest = max(each.seconds for each in measured.runs) * size / before
        return measured.seconds * size / before if longest > self.limit else None

    def _recount(self, row: Row, size: int, output: str) -> tuple[int, int]:
        assert row.answer is not None
        assert row.peer.read is not None
        found, wanted = gap_counts(row.peer.read(output), row.peer), self._gaps(size)
        different = (found - (ours := gap_counts(wanted, row.peer))) + (ours - found)
        if different:
            row.answer.wrong.append(f"{different.total()} gaps differ in {size} plans")
        return found.total(), len(wanted)
