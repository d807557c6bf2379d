"""``guiheng outlines``."""

from __future__ import annotations

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command
from checker.cli.options import reading_options


@click.command(cls=Command, help="列出上位文件：编号、标题、文号、收录了多少指标和条款。")
@reading_options
def command(own_rules: tuple[str, ...], own_outlines: tuple[str, ...]) -> int:
    """List the outlines."""
    from checker.cli.settings import rulebook
    from checker.report.explanation import outline_list

    click.echo(outline_list(rulebook(own_rules, own_outlines).outlines.values()), nl=False)
    return EXIT_OK
