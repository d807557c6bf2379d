"""``guiheng config``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from checker.cli import EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command, Group
from checker.cli.options import checking_options, fail_on_option, printing_options

if TYPE_CHECKING:
    from checker.loading.config import LoadedConfig

_NONE = "（没有）"


@click.group(cls=Group, help="看配置；config show 列出每一项的值，以及它是从哪里来的。")
@click.pass_context
def command(context: click.Context) -> int:
    """Alone it says what there is."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return EXIT_UNUSABLE
    return EXIT_OK


@command.command(
    "show", cls=Command, help="列出每一项的值和来处（选项、配置文件的哪一行、默认）；选项照 check、report 写。"
)
@fail_on_option
@checking_options
@printing_options
@click.pass_context
def show(context: click.Context, /, **chosen: Any) -> int:
    """One line a value; the same options as ``check`` and ``report`` may be tried."""
    from checker.cli.settings import configuration
    from checker.loading.shown import printable, tame
    from checker.report.columns import columns, padded

    loaded = configuration()
    click.echo(f"配置文件：{printable(loaded.tree.file) if loaded else '没有找到 guiheng.toml，各项都是默认值'}")
    rows = [(name, printable(value), source) for name, value, source in _rows(context, chosen, loaded)]
    widths = [max(columns(row[at]) for row in rows) + 2 for at in range(2)]
    for name, value, source in rows:
        click.echo(tame(f"{padded(name, widths[0])}{padded(value, widths[1])}{source}"))
    return EXIT_OK


def _rows(
    context: click.Context, chosen: dict[str, Any], loaded: LoadedConfig | None
) -> Iterator[tuple[str, str, str]]:
    from checker.model.base import field_names
    from checker.model.config import Config, ReportConfig

    for key in field_names(Config):
        if key == "severity":
            for rule, level in (loaded.config.severity if loaded else {}).items():
                yield f"severity.{rule}", level, _line(loaded, key, rule)
        elif key == "report":
            for each in field_names(ReportConfig):
                yield f"report.{each}", *_value(context, chosen, loaded, (key, each))
        else:
            yield key, *_value(context, chosen, loaded, (key,))


def _value(
    context: click.Context, chosen: dict[str, Any], loaded: LoadedConfig | None, route: tuple[str, ...]
) -> tuple[str, str]:
    parameter = route[-1].replace("-", "_")
    value = chosen[parameter]
    source = context.get_parameter_source(parameter)
    if route == ("waivers",):
        from checker.running.decisions import default_waivers

        if chosen["no_waivers"]:
            return _NONE, "选项 --no-waivers"
        if value is None and (found := default_waivers(loaded)):
            return str(found), "默认"
    if source is ParameterSource.COMMANDLINE:
        return _shown(value), "选项"
    return _shown(value), _line(loaded, *route) if source is ParameterSource.DEFAULT_MAP else "默认"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        value = ",".join(value)
    return value or _NONE


def _line(loaded: LoadedConfig | None, *route: str) -> str:
    from checker.loading.shown import printable

    assert loaded is not None
    return f"{printable(loaded.tree.file)}:{loaded.tree.marks.find(route).line}"
