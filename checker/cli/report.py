"""``guiheng report``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli import EXIT_FAULT, EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command
from checker.cli.options import checking_options, jobs_option, printing_options


@click.command(cls=Command, help="生成审查报告：每份规划一个文件；HTML 不止一份时另有总览 index.html。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--output", "-o", required=True, metavar="文件夹", help="报告写到哪个文件夹（没有就新建）。")
@click.option("--format", "format_", type=click.Choice(["html", "markdown", "docx"]), default="html",
              metavar="html|markdown|docx", help="默认 html；docx 是 Word 审查意见。")  # fmt: skip
@checking_options
@jobs_option
@printing_options
def command(
    paths: tuple[str, ...],
    output: str,
    format_: str,
    full_text: bool | None,
    issuer: str,
    logo: str | None,
    closing: str,
    **chosen: Any,
) -> int:
    """Write one page a plan. Findings do not fail a report; inputs that can't be used do."""
    from checker.cli.reporting import SUFFIXES, Pages, write_reports
    from checker.cli.settings import say_decisions, start
    from checker.loading.shown import printable
    from checker.report.imprint import Imprint, read_logo
    from checker.report.portfolio_pages import INDEX

    if not output:
        raise click.UsageError("--output 后面缺少文件夹")
    imprint = Imprint(issuer, read_logo(Path(logo), printable(logo)) if logo else "", closing)
    checking = start(paths, chosen)
    home = INDEX if len(checking.inputs) > 1 and format_ == "html" else ""
    pages = Pages(format_, checking.run, home, imprint, full_text)
    written = write_reports(checking, Path(output), pages, suffix=SUFFIXES[format_], home=home)
    say_decisions(checking)
    for path in written:
        click.echo(printable(str(path)))
    if checking.died:
        return EXIT_FAULT
    if checking.problems:
        return EXIT_UNUSABLE
    return EXIT_OK if written else EXIT_NOTHING
