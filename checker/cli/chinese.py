"""click in Chinese: headings, the help option and usage errors."""

from __future__ import annotations

import difflib
from typing import Any

import click


class _Chinese(click.Command):
    """What commands and groups share: Chinese headings and help option."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class Command(_Chinese):
    """A command with Chinese help."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", *(piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx))]


class Group(_Chinese, click.Group):
    """A group whose commands are imported only when they are called.

    ``lazy`` gives for each command its module (which has ``command``) and the line that help shows.
    """

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        import importlib

        command = importlib.import_module(self.lazy[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            close = difflib.get_close_matches(args[0], known, 1)
            hint = f"，是不是想用 {close[0]}？" if close else f"；可用的命令：{'、'.join(known)}"
            raise click.UsageError(f"没有 {args[0][:40]} 这个命令{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, line) for name, (_, line) in self.lazy.items()]
        rows += [(name, self.commands[name].get_short_help_str(80)) for name in super().list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return ["[选项]", "命令 …"]


def usage_message(error: click.UsageError) -> str:
    """A usage error as a Chinese sentence."""
    match error:
        case click.NoSuchOption():
            close = f"，是不是想用 {error.possibilities[0]}？" if error.possibilities else ""
            return f"没有 {error.option_name} 这个选项{close}"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return f"缺少 {name or error.param_hint or '参数'}"
        case click.BadParameter():
            option = error.param.opts[-1] if error.param else error.param_hint
            if error.param and isinstance(error.param.type, click.Choice):
                return f"{option} 只能是 {'、'.join(map(str, error.param.type.choices))} 之一"
            return f"{option} 的值不对：{error.message}"
        case click.BadOptionUsage():
            return f"{error.option_name} 后面缺少值"
    return error.message
