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
from bench.peers.installing import Installed
from bench.peers.peer import ROOT
from bench.peers.plans import with_rows
from bench.peers.scale import Scale, scale_table
from bench.peers.table import notes, peer_table

_CLOCKS = {"wall": "Wall time", "cpu": "Processor time, not wall time"}


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
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="cpu: on a machine that others load")
    parser.add_argument("--cache", type=Path, default=ROOT / "bench" / ".cache", help="where the peers are installed")
    parser.add_argument("--no-install", action="store_true", help="only what is installed")
    parser.add_argument("--markdown", action="store_true", help="the table as Markdown")
    parser.add_argument("--scale", action="store_true", help="ours alone, with the full rule set, on more and more")
    parser.add_argument("--plans", type=_numbers, default=[100, 1000, 10000], help="--scale: numbers of plans")
    parser.add_argument("--jobs", type=int, default=1, help="--scale: processes for the plans")
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
        chosen,
        installed,
        arguments.sizes,
        arguments.repeats,
        arguments.limit,
        _say,
        cpu=arguments.clock == "cpu",
        seed=arguments.seed,
    )
    rows = comparison.measure(work)
    print(peer_table(rows, arguments.sizes, markdown=arguments.markdown))
    often = ", ".join(map(str, arguments.repeats))
    print(f"\n{_versions(rows)}. {_CLOCKS[arguments.clock]}, medians of {often} runs in turn.")
    print(f"In brackets: by proportion, where it would take more than {arguments.limit:.0f} s.\n")
    print("\n".join(notes(rows)))
    return all(row.answer is None or row.answer.agrees for row in rows)


def _scale(arguments: argparse.Namespace, installed: Installed, work: Path) -> bool:
    repeats = arguments.repeats[0]
    scale = Scale(installed, arguments.limit, work, _say, arguments.clock == "cpu", arguments.jobs)
    one = with_rows(1)
    nothing = scale.on_text("start-up", one[: one.index("\nfigures:")] + "\n", repeats)
    plans = [scale.on_plans(size, max(1, repeats // 3)) for size in arguments.plans]
    print(scale_table("plans", plans, nothing, markdown=arguments.markdown), end="\n\n")
    bare = scale.on_text("one row", one, repeats)
    rows = [scale.on_text(f"{size} rows", with_rows(size), repeats, size) for size in arguments.rows]
    print(scale_table("rows", rows, bare, markdown=arguments.markdown))
    return not any(point.trouble for point in [*plans, *rows, nothing, bare])


def main() -> int:
    """Measure and print; 1 where a peer doesn't find what was put in, or a run failed."""
    arguments = _arguments()
    installed = Installed(arguments.cache)
    with tempfile.TemporaryDirectory(prefix="guiheng-bench-") as name:
        done = (_scale if arguments.scale else _compare)(arguments, installed, Path(name))
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
