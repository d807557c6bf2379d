"""``guiheng``: the group of commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

import click

from checker import __version__
from checker.cli import EXIT_FAULT, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Group, usage_message

_COMMANDS = {
    "check": ("checker.cli.check", "检查规划摘要，列出问题及其依据。"),
    "report": ("checker.cli.report", "生成 HTML 审查报告。"),
    "explain": ("checker.cli.explain", "说明一条规则：查什么、为什么、依据、怎么改、样例。"),
    "rules": ("checker.cli.rules", "列出规则；rules test 运行样例，rules lint 检查规则文件。"),
    "outlines": ("checker.cli.outlines", "列出内置的上位文件。"),
}


@click.group(
    cls=Group,
    lazy=_COMMANDS,
    help="规衡：对照国家和省级文件检查地方知识产权规划。",
    epilog="退出码：0 没有达到 --fail-on 的问题；1 有问题；2 输入不能用；3 没有可查的规划；4 内部故障。",
)
@click.version_option(__version__, "--version", message="guiheng %(version)s", help="显示版本。")
def cli() -> None:
    """The root of all commands."""


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code; every error becomes a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character shows ?, and goes on
    try:
        code = cli.main(args=arguments, prog_name="guiheng", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_OK
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return EXIT_UNUSABLE
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "guiheng"
        return _say(f"{usage_message(error)}（{path} --help 看用法）", EXIT_UNUSABLE)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _say("已中断", 130)
    except BrokenPipeError:
        _discard(sys.stdout)
        return EXIT_OK  # whoever reads has seen enough
    except Exception as error:  # the last line of defence: never a traceback
        return _failed(error)


def _failed(error: Exception) -> int:
    from checker.engine.port import EngineFault
    from checker.loading.problems import UnusableInput

    match error:
        case UnusableInput():
            return _say(str(error), EXIT_UNUSABLE)
        case OSError():
            where = f"{error.filename}：" if error.filename else ""
            return _say(f"{where}{error.strerror or error}", EXIT_UNUSABLE)
        case EngineFault():
            return _say(f"内部故障（规则引擎）：{error}。这不是规划的问题，请把这一行报告给维护者。", EXIT_FAULT)
    if os.environ.get("GUIHENG_DEBUG"):
        raise error
    detail = " ".join(str(error).split())[:200]
    message = f"内部故障：{type(error).__name__} {detail}（设 GUIHENG_DEBUG=1 可看详情）"
    return _say(message, EXIT_FAULT)


def _say(message: str, code: int) -> int:
    click.echo(f"guiheng：{message}", err=True)
    return code


def _discard(stream: TextIO | Any) -> None:
    """Send what is still buffered nowhere, so that the interpreter's own flush at exit stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
