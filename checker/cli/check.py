"""``guiheng check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import EXIT_FINDINGS, EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command
from checker.cli.options import checking_options

if TYPE_CHECKING:
    from checker.cli.checking import Checking
    from checker.model.result import PlanResult

THRESHOLDS = ("error", "warning", "info", "undecided", "never")


@click.command(
    cls=Command,
    help="检查规划：摘要（.yaml）、原文（.docx .pdf .html .txt）、文件夹，或 - 表示标准输入。列出问题及其依据。",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text",
              metavar="text|json|markdown", help="输出格式，默认 text；markdown 供合并请求用。")  # fmt: skip
@click.option("--output", "-o", metavar="文件", help="写入文件（UTF-8），不写到屏幕。")
@click.option("--fail-on", type=click.Choice(THRESHOLDS), default="error", metavar="|".join(THRESHOLDS),
              help="达到哪一级就以退出码 1 结束，默认 error；undecided 连无法判断也算，never 都不算。")  # fmt: skip
@checking_options
@click.option("--strict", is_flag=True, help="基线里有已经没有了的问题时，以退出码 1 结束。")
@click.option("--verbose", "-v", is_flag=True, help="列全每一处位置、每一项结论和不适用的规则。")
def command(
    paths: tuple[str, ...],
    format_: str,
    output: str | None,
    fail_on: str,
    strict: bool,
    verbose: bool,
    **chosen: Any,
) -> int:
    """Check the inputs one after another; the exit code says the worst that happened."""
    from checker.cli.checking import Checking
    from checker.cli.outputs import check_place, write_whole

    if output == "":
        raise click.UsageError("--output 后面缺少文件名")
    checking = Checking(paths, **chosen)
    if output is not None:
        check_place(Path(output), checking.files)
    tally = Tally(fail_on)
    if format_ == "json":
        parts = _json(checking, tally)
    elif format_ == "markdown":
        parts = _markdown(checking, tally)
    else:
        parts = _text(checking, tally, verbose=verbose, listed=output is not None)
    if output is None:
        for part in parts:
            click.echo(carried(part) if format_ == "json" else part, nl=False)
    elif text := "".join(parts):
        write_whole({Path(output): text})
    _say_decisions(checking)
    if checking.problems:
        return EXIT_UNUSABLE
    if not tally.checked:
        return EXIT_NOTHING
    return EXIT_FINDINGS if tally.failed or (strict and checking.stale()) else EXIT_OK


def _say_decisions(checking: Checking) -> None:
    """Waivers and baseline entries that met nothing, so that nobody believes they do something."""
    from checker.cli.messages import say

    for use in checking.strangers():
        say(f"豁免没有用上：这次没有查 {use.plan}（{use.rule}，{use.reason}）")
    for plan, keys in checking.stale().items():
        say(f"基线里 {plan} 有 {len(keys)} 个问题已经没有了（guiheng baseline --prune 可删去）：{'、'.join(keys[:3])}")


def carried(json: str) -> str:
    """JSON that standard output can carry: a ? in place of a character would be another value."""
    from checker.report.json_output import ascii_only

    encoding = getattr(sys.stdout, "encoding", None) or ""
    return json if encoding.lower().startswith("utf") else ascii_only(json)


class Tally:
    """How many plans were checked, and how many of them reach ``fail_on``."""

    def __init__(self, fail_on: str) -> None:
        self.fail_on = fail_on
        self.checked = self.failed = 0

    def add(self, result: PlanResult) -> None:
        """Count one plan."""
        self.checked += 1
        self.failed += _fails(result, self.fail_on)


def _json(checking: Checking, tally: Tally) -> Iterator[str]:
    from checker.report.json_output import json_end, json_plan, json_start

    yield json_start(checking.run)
    for result in checking:
        yield json_plan(result, first=tally.checked == 0)
        tally.add(result)
    yield json_end(checking.problems)


def _markdown(checking: Checking, tally: Tally) -> Iterator[str]:
    from checker.report.markdown import MarkdownReport

    report = MarkdownReport(checking.run)
    for result in checking:
        report.add(result)
        tally.add(result)
    if tally.checked or checking.problems:
        yield report.text(checking.problems)


def _text(checking: Checking, tally: Tally, *, verbose: bool, listed: bool) -> Iterator[str]:
    from checker.report.text import Totals, text_plan, text_summary

    totals = Totals()
    for result in checking:
        yield text_plan(result, verbose=verbose)
        tally.add(result)
        totals.add(result)
    if tally.checked:
        yield text_summary(totals, checking.problems, checking.run, listed=listed)


def _fails(result: PlanResult, fail_on: str) -> bool:
    from checker.model.result import SEVERITIES, Verdict

    if fail_on == "never":
        return False
    if fail_on == "undecided" and result.counts[Verdict.UNDECIDED]:
        return True
    counted = SEVERITIES if fail_on == "undecided" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    lapsed = any(finding.lapsed for finding in result.findings)  # a waiver that ran out fails, whatever the severity
    return lapsed or any(result.count(severity) for severity in counted)
