"""click in Chinese: headings, the help option and usage errors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from checker.report.columns import columns, padded, wrapped

WIDTH = 80  # of help, on every terminal
MAX_TERM = 24


class _Formatter(click.HelpFormatter):
    """Help in columns that hold where characters are two columns wide."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for line in wrapped(text, WIDTH - self.current_indent):
            self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = MAX_TERM, col_spacing: int = 2) -> None:
        rows = list(rows)
        indent = " " * self.current_indent
        term_width = min(max(columns(term) for term, _ in rows), col_max)
        below = " " * (self.current_indent + term_width + col_spacing)
        for term, meaning in rows:
            first, *rest = wrapped(meaning, WIDTH - columns(below))
            if columns(term) > term_width:
                self.write(f"{indent}{term}\n{below}{first}\n")
            else:
                self.write(f"{indent}{padded(term, term_width + col_spacing)}{first}\n")
            self.write("".join(f"{below}{line}\n" for line in rest))


class _Context(click.Context):
    formatter_class = _Formatter


class _Chinese(click.Command):
    """What commands and groups share: Chinese headings and help option."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context_settings.setdefault("help_option_names", ["-h", "--help"])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class Command(_Chinese):
    """A command with Chinese help."""

    allow_extra_args = True  # they are refused below, in Chinese

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", *(piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx))]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"多了参数 {rest[0][:40]}", ctx)
        return rest


class Group(_Chinese, click.Group):
    """A group whose commands are imported only when they are called.

    ``lazy`` gives for each command its module (which has ``command``) and the line that help shows.
    """

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, invoke_without_command=True, **kwargs)  # alone, it says something of its own
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
            import difflib

            close = difflib.get_close_matches(args[0], known, 1)
            hint = f"，是不是想用 {close[0]}？" if close else f"；可用的命令：{'、'.join(known)}"
            raise click.UsageError(f"没有 {args[0][:40]} 这个命令{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, line) for name, (_, line) in self.lazy.items()]
        rows += [(name, self.commands[name].help or "") for name in super().list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return ["[选项]", "[命令 …]"]


def usage_message(error: click.UsageError) -> str:
    """A usage error as a Chinese sentence."""
    match error:
        case click.NoSuchOption():
            close = f"，是不是想用 {error.possibilities[0]}？" if error.possibilities else ""
            return f"没有 {error.option_name[:40]} 这个选项{close}"
        case click.MissingParameter():
            return f"缺少{_spelled(error.param) if error.param else '参数'}"
        case click.BadParameter():
            option = max(error.param.opts, key=len) if error.param else error.param_hint
            if error.param and isinstance(error.param.type, click.Choice):
                return f"{option} 只能是 {'、'.join(map(str, error.param.type.choices))} 之一"
            return f"{option} 的值不对：{error.message}"
        case click.BadOptionUsage():
            params = error.ctx.command.params if error.ctx else ()
            flags = [param for param in params if isinstance(param, click.Option) and param.is_flag]
            flag = any(error.option_name in param.opts for param in flags)
            return f"{error.option_name} {'不带值' if flag else '后面缺少值'}"
    return error.message


def _spelled(param: click.Parameter) -> str:
    """A parameter as help writes it."""
    name = param.metavar or param.name or ""
    return f" {max(param.opts, key=len)} {name}" if isinstance(param, click.Option) else f"参数：{name}"
