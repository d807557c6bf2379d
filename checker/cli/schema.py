"""``guiheng schema``."""

from __future__ import annotations

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command
from checker.loading.json_schema import NAMES, schema_text


@click.command(cls=Command, help="输出 JSON Schema，供编辑器提示和校验：规划摘要、规则、豁免清单、配置、检查结果。")
@click.argument("name", type=click.Choice(NAMES), metavar="|".join(NAMES))
def command(name: str) -> int:
    """Print a schema, as it is checked in under docs/schema/."""
    from checker.cli.check import carried

    click.echo(carried(schema_text(name)), nl=False)
    return EXIT_OK
