"""``guiheng check``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from checker.cli import EXIT_FAULT, EXIT_FINDINGS, EXIT_NOTHING, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command
from checker.cli.options import checking_options, fail_on_option, jobs_option

if TYPE_CHECKING:
    from checker.cli.formats import Output
    from checker.model.result import PlanResult, Threshold
    from checker.running.checking import Checked, Checking


@click.command(
    cls=Command,
    help="检查规划：摘要（.yaml）、原文（.docx .pdf .html .txt）、文件夹，或 - 表示标准输入。列出问题及其依据。",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--format", "formats", multiple=True, metavar="格式[=文件]",
              help="输出格式：text（默认）、json、jsonl、markdown、sarif、junit、github、gitlab；可写几次，"
              "写明文件就写入文件。")  # fmt: skip
@click.option("--output", "-o", metavar="文件", help="写入文件（UTF-8），不写到屏幕；只用于一种格式。")
@fail_on_option
@checking_options
@jobs_option
@click.option("--strict", is_flag=True, help="基线里有已经没有了的问题时，以退出码 1 结束。")
@click.option("--profile", is_flag=True, help="量时间：查完列出每一步、最慢的规则和测量各用了多少（只用一个进程）。")
@click.option("--verbose", "-v", is_flag=True, help="列全每一处位置、每一项结论和不适用的规则。")
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    fail_on: Threshold,
    strict: bool,
    verbose: bool,
    profile: bool,
    **chosen: Any,
) -> int:
    """Check the inputs one after another; the exit code says the worst that happened."""
    from checker.cli.formats import counting, outputs_of, renderer
    from checker.cli.profiling import profiling, say_profile
    from checker.cli.settings import say_decisions, start
    from checker.report.machine import Finish

    outputs = outputs_of(formats, output)
    spent = profiling(chosen["jobs"]) if profile else None
    checking = start(paths, chosen, profile=spent)
    if any(each.path for each in outputs):
        from checker.cli.outputs import check_place

        for each in outputs:
            if each.path is not None:
                check_place(each.path, checking.files)
    baselined = bool(chosen.get("baseline"))
    writing = [(each, renderer(each, checking, verbose=verbose, baselined=baselined)) for each in outputs]
    task = _with_text if counting(outputs) else _alone
    tally = Tally(fail_on)
    for each, format_ in writing:
        _put(each, format_.start())
    for result, text in checking.each(task):
        for each, format_ in writing:
            _put(each, format_.plan(result, text))
        tally.add(result)
    finish = Finish(
        _exit_code(checking, tally, strict=strict), checking.problems, checking.strangers(), checking.stale()
    )
    for each, format_ in writing:
        _put(each, format_.end(finish))
    if whole := {each.path: text for each in outputs if each.path and (text := "".join(each.parts))}:
        from checker.cli.outputs import write_whole

        write_whole(whole)
    say_decisions(checking)
    if spent is not None:
        say_profile(spent)
    return finish.exit_code


def _alone(checked: Checked) -> tuple[PlanResult, None]:
    return checked.result, None


def _with_text(checked: Checked) -> tuple[PlanResult, str | None]:
    return checked.result, checked.text()


def _put(output: Output, part: str) -> None:
    """Show a part at once, or keep it for the file, which is written when all is known."""
    if output.path is not None:
        output.parts.append(part)
    elif part:
        click.echo(_carried(part, output.format), nl=False)


def _exit_code(checking: Checking, tally: Tally, *, strict: bool) -> int:
    if checking.died:
        return EXIT_FAULT
    if checking.problems:
        return EXIT_UNUSABLE
    if not tally.checked:
        return EXIT_NOTHING
    return EXIT_FINDINGS if tally.failed or (strict and checking.stale()) else EXIT_OK


def _carried(text: str, format_: str) -> str:
    """A text of a format as standard output can carry it."""
    from checker.cli.formats import JSON

    if format_ in JSON:
        return carried(text)
    encoding = getattr(sys.stdout, "encoding", None) or ""
    if format_ == "junit" and not encoding.lower().startswith("utf"):  # the head of the file says UTF-8
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return text


def carried(json: str) -> str:
    """JSON that standard output can carry: a ? in place of a character would be another value."""
    from checker.report.json_output import ascii_only

    encoding = getattr(sys.stdout, "encoding", None) or ""
    return json if encoding.lower().startswith("utf") else ascii_only(json)


class Tally:
    """How many plans were checked, and how many of them reach ``fail_on``."""

    def __init__(self, fail_on: Threshold) -> None:
        self.fail_on: Threshold = fail_on
        self.checked = self.failed = 0

    def add(self, result: PlanResult) -> None:
        """Count one plan."""
        self.checked += 1
        self.failed += result.fails(self.fail_on)
