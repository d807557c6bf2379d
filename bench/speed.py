"""How long ``guiheng check`` takes and how much memory, beside the floor (``floor.py``), in one run.

``python bench/speed.py [--runs 5]``: one plan cold, and 200 copies of it. Whole processes, the two commands in turn;
medians, and the ratio pair by pair, which holds where the speed of the machine drifts.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plans" / "cn-hebei-baoding-145.yaml"


def once(command: list[str]) -> tuple[float, float]:
    """Wall seconds and the largest resident memory in MiB of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603
    _, _, usage = os.wait4(process.pid, 0)
    assert isinstance(usage, resource.struct_rusage)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def compare(folder: Path, runs: int) -> str:
    """A row of the table: both commands on a folder of plans."""
    ours = [sys.executable, "-m", "checker", "check", str(folder)]
    floor = [sys.executable, str(ROOT / "bench" / "floor.py"), str(folder)]
    for command in (ours, floor):
        once(command)  # warm-up
    pairs = [(once(ours), once(floor)) for _ in range(runs)]
    mine, theirs = zip(*pairs, strict=True)
    ratio = statistics.median(a[0] / b[0] for a, b in pairs)
    cells = [
        f"{statistics.median(seconds for seconds, _ in mine):8.2f} s {max(memory for _, memory in mine):6.0f} MiB",
        f"{statistics.median(seconds for seconds, _ in theirs):8.2f} s {max(memory for _, memory in theirs):6.0f} MiB",
        f"{ratio:6.1f}",
    ]
    return " | ".join(cells)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print("plans | guiheng check, full rule set | compose + one walk | ratio")
    for count in (1, 200):
        with tempfile.TemporaryDirectory() as name:
            for number in range(count):
                shutil.copy(PLAN, Path(name) / f"plan{number:03}.yaml")
            print(f"{count:5} | {compare(Path(name), runs)}")


if __name__ == "__main__":
    main()
