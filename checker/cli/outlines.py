"""``guiheng outlines``."""

from __future__ import annotations

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command


@click.command(cls=Command, help="列出内置的上位文件：编号、标题、文号、收录了多少指标和条款。")
def command() -> int:
    """List the shipped outlines."""
    from checker.judging.rulebook import load_rulebook
    from checker.report.explanation import outline_list

    click.echo(outline_list(load_rulebook().outlines.values()), nl=False)
    return EXIT_OK
