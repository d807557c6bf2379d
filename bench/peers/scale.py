"""Does the cost stay in proportion? Ours with the full rule set: more and more plans, and more and more rows."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers.guiheng import FULL
from bench.peers.installing import Installed
from bench.peers.plans import with_rows, write_plans
from bench.peers.running import Run, run
from bench.peers.table import seconds, table


@dataclass(frozen=True, slots=True)
class Point:
    """So many plans or rows: the median time, the largest memory."""

    count: int
    seconds: float
    peak: float
    trouble: str = ""


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent k of time ~ count^k, by least squares on the logarithms: 1 is linear."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    return statistics.linear_regression(xs, ys).slope


def _point(count: int, runs: list[Run]) -> Point:
    trouble = next((each.trouble for each in runs if each.trouble), "")
    return Point(count, statistics.median(each.seconds for each in runs), max(each.peak for each in runs), trouble)


def measure_plans(installed: Installed, sizes: list[int], repeats: int, limit: float, work: Path,
                  say: Callable[[str], None]) -> list[Point]:  # fmt: skip
    """The full set on more and more plans, each number in a folder of its own."""
    points = []
    for size in sizes:
        folder = work / f"scale{size}"
        write_plans(folder, size)
        runs = [run(FULL.command(installed.tools, folder), limit) for _ in range(repeats)]
        points.append(_point(size, runs))
        say(f"{size} plans: {points[-1].trouble or seconds(points[-1].seconds)}")
        for file in folder.iterdir():
            file.unlink()
    return points


def measure_rows(installed: Installed, sizes: list[int], repeats: int, limit: float, work: Path,
                 say: Callable[[str], None]) -> list[Point]:  # fmt: skip
    """The full set on one plan with more and more rows in its table; interleaved."""
    folders = {size: work / f"rows{size}" for size in sizes}
    runs: dict[int, list[Run]] = {size: [] for size in sizes}
    for size, folder in folders.items():
        folder.mkdir()
        (folder / "plan.yaml").write_text(with_rows(size), encoding="utf-8", newline="\n")
    for _ in range(repeats):
        for size, folder in folders.items():
            runs[size].append(run(FULL.command(installed.tools, folder), limit))
    points = [_point(size, each) for size, each in runs.items()]
    for point in points:
        say(f"{point.count} rows: {point.trouble or seconds(point.seconds)}")
    return points


def scale_table(points: list[Point], what: str, *, markdown: bool, start: float = 0.0) -> str:
    """The table, and how the cost above the start-up grows."""
    done = [point for point in points if not point.trouble]
    rows = [
        [f"{point.count:,}", point.trouble, "", ""]
        if point.trouble
        else [
            f"{point.count:,}",
            seconds(point.seconds),
            f"{(point.seconds - start) / point.count * 1000:.2f} ms",
            f"{point.peak:.0f} MiB",
        ]
        for point in points
    ]
    text = table([what, "time", f"per one of the {what}, start-up apart", "peak memory"], rows, markdown=markdown)
    above = [(point.count, point.seconds - start) for point in done if point.seconds > start]
    if len(above) > 1:
        text += f"\n\nstart-up {seconds(start)}; exponent of the time above it: {slope(above):.2f} (1 is linear)"
    return text
