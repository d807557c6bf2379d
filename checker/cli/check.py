"""``guiheng check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import EXIT_FINDINGS, EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command

if TYPE_CHECKING:
    from checker.model.result import PlanResult

THRESHOLDS = ("error", "warning", "info", "undecided", "never")


@click.command(cls=Command, help="检查规划摘要（.yaml 文件、文件夹，或 - 表示标准输入），列出问题及其依据。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", metavar="text|json",
              help="输出格式，默认 text。")  # fmt: skip
@click.option("--output", "-o", metavar="文件", help="写入文件，不写到屏幕。")
@click.option("--fail-on", type=click.Choice(THRESHOLDS), default="error", metavar="|".join(THRESHOLDS),
              help="达到哪一级算不通过（退出码 1），默认 error；undecided 连无法判断也算。")  # fmt: skip
@click.option("--select", default="", metavar="规则", help="只查这些规则（编号、名称或编号前缀，逗号分隔）。")
@click.option("--ignore", default="", metavar="规则", help="不查这些规则。")
@click.option("--verbose", "-v", is_flag=True, help="列全每一处位置、每一条无法判断和通过的检查。")
def command(
    paths: tuple[str, ...], format_: str, output: str | None, fail_on: str, select: str, ignore: str, verbose: bool
) -> int:
    """Check the inputs one after another; the exit code says the worst that happened."""
    from checker.cli.checking import Checking
    from checker.cli.outputs import write_whole

    checking = Checking(paths, select=select, ignore=ignore)
    parts: list[str] = []

    def emit(text: str) -> None:
        parts.append(text) if output else click.echo(text, nl=False)

    failed = checked = 0
    if format_ == "json":
        from checker.report.json_output import json_end, json_plan, json_start

        emit(json_start(checking.run))
        for result in checking:
            emit(json_plan(result, first=checked == 0))
            checked += 1
            failed += _fails(result, fail_on)
        emit(json_end(checking.problems))
    else:
        from checker.report.text import text_plan, text_summary

        totals: list[tuple[int, int, int]] = []
        for result in checking:
            emit(text_plan(result, verbose=verbose))
            checked += 1
            failed += _fails(result, fail_on)
            totals.append((result.count("error"), result.count("warning"), result.count("info")))
        if checked:
            emit(text_summary(totals, len(checking.problems), checking.run))
    if output:
        write_whole(Path(output), "".join(parts))
    if checking.problems:
        return EXIT_UNUSABLE
    if not checked:
        click.echo("guiheng：没有找到可查的规划摘要（.yaml）", err=True)
        return EXIT_NOTHING
    return EXIT_FINDINGS if failed else EXIT_OK


def _fails(result: PlanResult, fail_on: str) -> bool:
    from checker.model.result import SEVERITIES, Verdict

    if fail_on == "never":
        return False
    if fail_on == "undecided":
        return bool(result.counts[Verdict.UNDECIDED]) or bool(result.findings)
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(result.count(severity) for severity in counted)
