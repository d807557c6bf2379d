"""``guiheng report``."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli import EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command


@click.command(cls=Command, help="生成审查报告：每份规划一个 HTML 文件，不止一份时另有目录 index.html。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--output", "-o", required=True, metavar="文件夹", help="报告写到哪个文件夹。")
@click.option("--select", default="", metavar="规则", help="只查这些规则（编号、名称或编号前缀，逗号分隔）。")
@click.option("--ignore", default="", metavar="规则", help="不查这些规则。")
def command(paths: tuple[str, ...], output: str, select: str, ignore: str) -> int:
    """Write one page a plan. Findings do not fail a report; inputs that can't be used do."""
    from checker.cli.checking import Checking
    from checker.cli.outputs import make_folder, write_whole
    from checker.model.result import Result
    from checker.report.html import page_names, render_index, render_plan

    checking = Checking(paths, select=select, ignore=ignore)
    plans = tuple(checking)
    result = Result(checking.run, plans, tuple(checking.problems))
    if plans:
        folder = Path(output)
        make_folder(folder)
        pages = {name: render_plan(result, plan) for name, plan in zip(page_names(plans), plans, strict=True)}
        if len(plans) > 1:
            pages["index.html"] = render_index(result)
        for name, page in pages.items():
            write_whole(folder / name, page)
            click.echo(str(folder / name))
    if checking.problems:
        return EXIT_UNUSABLE
    if not plans:
        click.echo("guiheng：没有找到可查的规划摘要（.yaml）", err=True)
        return EXIT_NOTHING
    return EXIT_OK
