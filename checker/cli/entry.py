"""``guiheng``: the group of commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys

import click

from checker.cli import EXIT_FAULT, EXIT_INTERRUPTED, EXIT_OK, EXIT_UNREAD, EXIT_UNUSABLE
from checker.cli.chinese import Group, usage_message
from checker.cli.messages import discard, say, say_problems
from checker.cli.settings import configure
from checker.loading.shown import reason
from checker.version import __version__

_COMMANDS = {
    "check": ("checker.cli.check", "检查规划（摘要或原文），列出问题及其依据。"),
    "extract": ("checker.cli.extract", "从规划原文（docx、pdf、html、txt）提取摘要，供人核对。"),
    "report": ("checker.cli.report", "生成审查报告（HTML、Word、Markdown）。"),
    "baseline": ("checker.cli.baseline", "把现有的问题记入基线，以后只报新问题。"),
    "diff": ("checker.cli.diff", "对照一份规划的两稿：意见改了没有，文本改了什么。"),
    "explain": ("checker.cli.explain", "说明一条规则：查什么、为什么、依据、怎么改、样例。"),
    "rules": ("checker.cli.rules", "列出规则；rules test 运行样例，rules lint 检查规则文件。"),
    "config": ("checker.cli.config", "看配置：每一项的值，从哪里来。"),
    "init": ("checker.cli.init", "写一个规划仓库的样子：配置、样例、CI、编辑器提示。"),
    "lsp": ("checker.cli.lsp", "语言服务：由编辑器启动，边改摘要边看问题。"),
    "schema": ("checker.cli.schema", "输出 JSON Schema，供编辑器提示和校验。"),
    "outlines": ("checker.cli.outlines", "列出内置的上位文件。"),
}


@click.group(
    cls=Group,
    lazy=_COMMANDS,
    help="规衡：对照国家和省级文件检查地方知识产权规划。",
    epilog="退出码：0 通过；1 查出问题；2 输入不能用；3 没有可查的；4 内部故障。",
)
@click.version_option(__version__, "--version", message="guiheng %(version)s", help="显示版本。")
@click.pass_context
def cli(context: click.Context) -> int:
    """The root of all commands; alone it says what they are."""
    configure(context)
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return EXIT_UNUSABLE
    return EXIT_OK


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code; every error becomes a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character shows ?, and goes on
    try:
        with cli.make_context("guiheng", list(arguments)) as context:
            code = cli.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as leave:  # --help, --version
        return leave.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "guiheng"
        say(f"{usage_message(error)}（{path} --help 看用法）")
        return EXIT_UNUSABLE
    except (click.exceptions.Abort, KeyboardInterrupt):
        say("已中断")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        discard(sys.stdout)
        return EXIT_UNREAD  # whoever reads has seen enough; whether all is well was not said
    except Exception as error:  # the last line of defence: never a traceback
        return _failed(error)
    return code if isinstance(code, int) else EXIT_OK


def _failed(error: Exception) -> int:
    from checker.engine.port import EngineFault
    from checker.loading.problems import UnusableInput

    match error:
        case UnusableInput():
            say_problems(error.problems)
            return EXIT_UNUSABLE
        case OSError(filename=None):  # standard output
            say(f"写不出结果（{reason(error)}）")
            discard(sys.stdout)
            return EXIT_UNUSABLE
        case OSError():
            say(f"{error.filename}：{reason(error)}")
            return EXIT_UNUSABLE
    what = "规则引擎" if isinstance(error, EngineFault) else type(error).__name__
    where = "".join(f"，检查 {note} 时" for note in getattr(error, "__notes__", ()))
    detail = " ".join(str(error).split())[:200]
    say(f"内部故障（{what}{where}）：{detail}。这不是规划的问题，请把这一行报告给维护者（设 GUIHENG_DEBUG=1 可看详情）")
    if os.environ.get("GUIHENG_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return EXIT_FAULT
