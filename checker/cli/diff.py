"""``guiheng diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE
from checker.cli.check import carried
from checker.cli.chinese import Command
from checker.cli.options import THRESHOLDS, checking_options

if TYPE_CHECKING:
    from checker.judging.comparing import Judged
    from checker.model.diff import DiffResult
    from checker.report.imprint import Imprint
    from checker.running.checking import Checked

FORMATS = ("text", "html", "markdown", "json")


@click.command(cls=Command, help="对照一份规划的两稿：提的意见改了没有，数值、任务、责任单位改了什么。")
@click.argument("old", metavar="旧稿")
@click.argument("new", metavar="新稿")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", metavar="|".join(FORMATS),
              help="输出格式，默认 text。")  # fmt: skip
@click.option("--output", "-o", metavar="文件", help="写入文件（UTF-8），不写到屏幕。")
@click.option("--fail-on", type=click.Choice(THRESHOLDS), default="error", metavar="|".join(THRESHOLDS),
              help="新出现的问题达到哪一级就以退出码 1 结束，默认 error。")  # fmt: skip
@click.option("--force", is_flag=True, help="地区、规划期不同，不像同一份规划的两稿，也照样对照。")
@checking_options
@click.option("--issuer", default="", metavar="名称", help="出具单位，印在网页开头。")
@click.option("--logo", metavar="文件", help="标志图（PNG 或 SVG，不超过 100 kB），印在网页开头。")
@click.option("--closing", default="", metavar="文字", help="印在网页末尾的话。")
def command(
    old: str,
    new: str,
    format_: str,
    output: str | None,
    fail_on: str,
    force: bool,
    issuer: str,
    logo: str | None,
    closing: str,
    **chosen: Any,
) -> int:
    """Check both versions with the same rules and say what changed."""
    from checker.cli.outputs import check_place, write_whole
    from checker.cli.settings import start
    from checker.judging.comparing import compare, unlike
    from checker.loading.shown import printable
    from checker.report.imprint import Imprint, read_logo

    if output == "":
        raise click.UsageError("--output 后面缺少文件名")
    for each in (old, new):
        if Path(each).is_dir():
            raise click.UsageError(f"{printable(each)[:60]} 是文件夹，请写明是哪一份")
    imprint = Imprint(issuer, read_logo(Path(logo), printable(logo)) if logo else "", closing)
    checking = start((old, new), chosen, versions=True)
    if not checking.problems and len(checking.inputs) < 2:
        raise click.UsageError("旧稿和新稿是同一个文件")
    if output is not None:
        check_place(Path(output), checking.files)
    versions = list(checking.each(_judged))
    if len(versions) < 2:
        return EXIT_UNUSABLE
    first, second = versions
    if (reasons := list(unlike(first.loaded.plan, second.loaded.plan))) and not force:
        raise click.UsageError(f"两份不像同一份规划的两稿：{'；'.join(reasons)}。确要对照请加 --force")
    diff = compare(first, second, checking.run, checking.session.rulebook.vocabulary)
    text = _rendered(diff, format_, imprint)
    if output is None:
        click.echo(carried(text) if format_ == "json" else text, nl=False)
    else:
        write_whole({Path(output): text})
    return EXIT_FINDINGS if _fails(diff, fail_on) else EXIT_OK


def _judged(checked: Checked) -> Judged:
    from checker.judging.comparing import Judged

    return Judged(checked.loaded, checked.result)


def _rendered(diff: DiffResult, format_: str, imprint: Imprint) -> str:
    if format_ == "html":
        from checker.report.diff_html import diff_html

        return diff_html(diff, imprint=imprint)
    if format_ == "markdown":
        from checker.report.diff_markdown import diff_markdown

        return diff_markdown(diff)
    if format_ == "json":
        from checker.report.json_output import VERSION, dumped

        return f'{{"version": {VERSION}, "diff": {dumped(diff)}}}\n'
    from checker.report.diff_text import diff_text

    return diff_text(diff)


def _fails(diff: DiffResult, fail_on: str) -> bool:
    """Whether a new finding reaches the level; what is still open was known before."""
    from checker.model.result import SEVERITIES

    if fail_on == "never":
        return False
    if fail_on == "undecided" and diff.unsettled:
        return True
    counted = SEVERITIES if fail_on == "undecided" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(each.finding.severity in counted for each in diff.opened)
