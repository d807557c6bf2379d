"""``python -m bench.peers``: the peers' table, or with ``--scale`` how ours grows. See docs/performance.md."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench.peers.catalogue import PEERS
from bench.peers.comparison import Comparison, Row
from bench.peers.guiheng import FULL
from bench.peers.installing import Installed
from bench.peers.peer import ROOT
from bench.peers.plans import with_rows
from bench.peers.running import run
from bench.peers.scale import measure_plans, measure_rows, scale_table
from bench.peers.table import notes, peer_table


def _numbers(text: str) -> list[int]:
    numbers = [int(part) for part in text.split(",")]
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError("numbers from 1, with commas")
    return numbers


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--peers", help=f"only these, with commas: {','.join(peer.key for peer in PEERS)}")
    parser.add_argument("--sizes", type=_numbers, default=[1, 200, 3200], help="numbers of plans (1,200,3200)")
    parser.add_argument("--repeats", type=_numbers, default=[9, 3, 1], help="how often, a number for each size (9,3,1)")
    parser.add_argument("--limit", type=float, default=600, help="seconds that one run may take (600)")
    parser.add_argument("--cache", type=Path, default=ROOT / "bench" / ".cache", help="where the peers are installed")
    parser.add_argument("--no-install", action="store_true", help="only what is installed")
    parser.add_argument("--markdown", action="store_true", help="the table as Markdown")
    parser.add_argument("--scale", action="store_true", help="ours alone, with the full rule set, on more and more")
    parser.add_argument("--plans", type=_numbers, default=[100, 1000, 10000], help="--scale: numbers of plans")
    parser.add_argument("--rows", type=_numbers, default=[10, 30, 100, 300, 1000], help="--scale: rows of one plan")
    parser.add_argument("--seed", type=int, default=1, help="another set of plans")
    arguments = parser.parse_args()
    known = {peer.key for peer in PEERS}
    arguments.chosen = set(arguments.peers.split(",")) if arguments.peers else known
    if arguments.chosen - known:
        parser.error(f"no such peer: {', '.join(sorted(arguments.chosen - known))}")
    if len(arguments.repeats) == 1:
        arguments.repeats *= len(arguments.sizes)
    if len(arguments.repeats) != len(arguments.sizes) and not arguments.scale:
        parser.error("--repeats: one number for all, or one for each size")
    return arguments


def _versions(rows: list[Row]) -> str:
    named = [f"{row.peer.need.name} {row.peer.need.version}" for row in rows
             if row.peer.need and row.peer.need.version and not row.missing]  # fmt: skip
    ours = [f"guiheng {version('guiheng')}", f"PyYAML {version('pyyaml')}", f"Python {platform.python_version()}"]
    return ", ".join([*ours, *named])


def _compare(arguments: argparse.Namespace, installed: Installed, work: Path) -> bool:
    """Print the table; whether all peers that ran agree."""
    chosen = [peer for peer in PEERS if peer.key in arguments.chosen]
    installed.get(chosen, install=not arguments.no_install)
    comparison = Comparison(
        chosen, installed, arguments.sizes, arguments.repeats, arguments.limit, _say, seed=arguments.seed
    )
    rows = comparison.measure(work)
    print(peer_table(rows, arguments.sizes, markdown=arguments.markdown))
    print(f"\n{_versions(rows)}. Medians of {', '.join(map(str, arguments.repeats))} runs in turn; "
          f"in brackets: by proportion, over {arguments.limit:.0f} s.\n")  # fmt: skip
    print("\n".join(notes(rows)))
    return all(row.answer is None or row.answer.agrees for row in rows)


def _scale(arguments: argparse.Namespace, installed: Installed, work: Path) -> bool:
    repeats = arguments.repeats[0]
    start = work / "start"
    start.mkdir()
    # the smallest plan there is gives the start-up
    small = with_rows(3)
    (start / "plan.yaml").write_text(small[: small.index("\nfigures:")] + "\n", encoding="utf-8", newline="\n")
    cold = min(run(FULL.command(installed.tools, start), arguments.limit).seconds for _ in range(repeats))
    plans = measure_plans(installed, arguments.plans, max(1, repeats // 3), arguments.limit, work, _say)
    print(scale_table(plans, "plans", markdown=arguments.markdown, start=cold), end="\n\n")
    rows = measure_rows(installed, arguments.rows, repeats, arguments.limit, work, _say)
    print(scale_table(rows, "rows", markdown=arguments.markdown, start=cold))
    return not any(point.trouble for point in plans + rows)


def main() -> int:
    """Measure and print; 1 where a peer doesn't find what was put in, or a run failed."""
    arguments = _arguments()
    installed = Installed(arguments.cache)
    with tempfile.TemporaryDirectory(prefix="guiheng-bench-") as name:
        done = (_scale if arguments.scale else _compare)(arguments, installed, Path(name))
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
