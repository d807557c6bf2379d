"""Does the cost stay in proportion? Ours with the full rule set: more and more plans, and more and more rows."""

from __future__ import annotations

import math
import shutil
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from bench.peers.guiheng import FULL
from bench.peers.installing import Installed
from bench.peers.plans import write_plans
from bench.peers.running import Run, run
from bench.peers.table import seconds, table


class Point(Struct, frozen=True):
    """So many plans or rows: the median time, the largest memory."""

    count: int
    seconds: float
    peak: float
    trouble: str = ""


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent k of time ~ count^k, by least squares on the logarithms: 1 is linear."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    return statistics.linear_regression(xs, ys).slope


class Scale(Struct, frozen=True):
    """Runs the full rule set on plans made for the purpose."""

    installed: Installed
    limit: float
    work: Path
    say: Callable[[str], None]
    cpu: bool = False  # count the time of the processor instead of the clock's
    jobs: int = 1  # processes for several plans

    def on_plans(self, count: int, repeats: int) -> Point:
        """So many plans in one folder."""
        folder = self.work / "plans"
        write_plans(folder, count)
        return self._point(f"{count} plans", folder, count, repeats)

    def on_text(self, what: str, text: str, repeats: int, count: int = 1) -> Point:
        """One plan of this text."""
        folder = self.work / "text"
        folder.mkdir()
        (folder / "plan.yaml").write_text(text, encoding="utf-8", newline="\n")
        return self._point(what, folder, count, repeats)

    def _point(self, what: str, folder: Path, count: int, repeats: int) -> Point:
        runs: list[Run] = []
        for _ in range(repeats):
            command = FULL.command(self.installed.tools, folder)
            runs.append(run([*command, "--jobs", str(self.jobs)], self.limit))
            self.say(f"{what}: {runs[-1]}")
        shutil.rmtree(folder)
        middle = statistics.median(each.cpu if self.cpu else each.seconds for each in runs)
        trouble = next((each.trouble for each in runs if each.trouble), "")
        return Point(count, middle, max(each.peak for each in runs), trouble)


def scale_table(what: str, points: list[Point], start: Point, *, markdown: bool) -> str:
    """The table, and how the cost above that of ``start`` grows."""
    rows = [
        [f"{point.count:,}", point.trouble, "", ""]
        if point.trouble
        else [f"{point.count:,}", seconds(point.seconds), _each(point, start), f"{point.peak:.0f} MiB"]
        for point in points
    ]
    text = table([what, "time", "each, start apart", "peak memory"], rows, markdown=markdown)
    text += f"\n\nStart {seconds(start.seconds)}, {start.peak:.0f} MiB."
    above = [(point.count, point.seconds - start.seconds) for point in points
             if not point.trouble and _tells(point, start)]  # fmt: skip
    if len(above) > 1:
        text += f" Exponent of the time above it: {slope(above):.2f} (1 is linear)."
    return text


def _tells(point: Point, start: Point) -> bool:
    """Whether a time is clearly more than the start: less is lost in how runs differ."""
    return point.seconds > 1.1 * start.seconds


def _each(point: Point, start: Point) -> str:
    if not _tells(point, start):
        return "–"
    return f"{(point.seconds - start.seconds) / point.count * 1000:.1f} ms"
