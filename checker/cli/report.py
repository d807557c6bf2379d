"""``guiheng report``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli import EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command


@click.command(cls=Command, help="生成审查报告：每份规划一个 HTML 文件，不止一份时另有总览 index.html。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--output", "-o", required=True, metavar="文件夹", help="报告写到哪个文件夹（没有就新建）。")
@click.option("--select", default="", metavar="规则", help="只查这些规则（编号、名称或编号前缀，逗号分隔）。")
@click.option("--ignore", default="", metavar="规则", help="不查这些规则（写法同上）。")
@click.option("--rules", multiple=True, metavar="路径", help="另加自己的规则（文件或文件夹，可写几次）。")
@click.option("--outlines", multiple=True, metavar="路径", help="另加自己的上位文件（文件或文件夹，可写几次）。")
@click.option("--sources", metavar="文件夹", help="规划原文在哪里：逐条核对摘要的引文；与摘要放在一起的不用写。")
def command(paths: tuple[str, ...], output: str, **chosen: Any) -> int:
    """Write one page a plan. Findings do not fail a report; inputs that can't be used do."""
    from checker.cli.checking import Checking
    from checker.cli.messages import printable
    from checker.cli.reporting import write_reports
    from checker.model.result import PlanResult, Result
    from checker.report.html import render_plan

    if not output:
        raise click.UsageError("--output 后面缺少文件夹")
    checking = Checking(paths, **chosen)

    def page(plan: PlanResult, home: str) -> str:
        return render_plan(Result(checking.run, (plan,)), plan, home=home)

    written = write_reports(checking, Path(output), page)
    for path in written:
        click.echo(printable(str(path)))
    if checking.problems:
        return EXIT_UNUSABLE
    return EXIT_OK if written else EXIT_NOTHING
