"""``guiheng baseline``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli import EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command
from checker.cli.options import checking_options

NAME = "guiheng-baseline.json"


@click.command(cls=Command, help="把现有的问题记入基线，以后检查只报新问题；--prune 删去已经没有了的。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--output", "-o", metavar="文件", help=f"基线写到哪个文件，默认 --baseline 的那个，没有就是 {NAME}。")
@click.option("--prune", is_flag=True, help="不添新问题，只从已有的基线里删去已经没有了的。")
@checking_options
def command(paths: tuple[str, ...], output: str | None, prune: bool, **chosen: Any) -> int:
    """Check the inputs and write the keys of their findings."""
    from checker.cli.outputs import check_place, write_whole
    from checker.cli.settings import start
    from checker.loading.shown import printable
    from checker.settling.files import load_baseline, pruned, write_baseline

    output = output or chosen["baseline"] or NAME
    path = Path(output)
    if prune:
        chosen["baseline"] = output
    else:
        chosen["baseline"] = None
        if path.exists():
            raise click.UsageError(f"{printable(output)} 已经有了：删去没有了的用 --prune；要重新记，请先把它移走")
    checking = start(paths, chosen)
    check_place(path, checking.files)
    plans = list(checking)
    if not plans:
        return EXIT_UNUSABLE if checking.problems else EXIT_NOTHING
    if prune:
        stale = checking.stale()
        write_whole({path: pruned(load_baseline(path), stale)})
        gone = sum(map(len, stale.values()))
        click.echo(f"从 {printable(output)} 删去 {gone} 个已经没有了的问题")
    else:
        write_whole({path: write_baseline(plans, (loaded.rule for loaded in checking.session.rules))})
        kept = sum(finding.state != "waived" for plan in plans for finding in plan.findings)
        click.echo(f"{len(plans)} 份规划的 {kept} 个问题记入 {printable(output)}")
    return EXIT_UNUSABLE if checking.problems else EXIT_OK
