"""The formats of ``check``: which were asked for, where each goes, and what writes it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct, field

if TYPE_CHECKING:
    from checker.model.result import PlanResult, Run
    from checker.report.machine import Finish, Renderer
    from checker.report.sarif_rules import Described
    from checker.running.checking import Checking

FORMATS = ("text", "json", "jsonl", "markdown", "sarif", "junit", "github", "gitlab")
JSON = ("json", "jsonl", "sarif", "gitlab")
_COUNTING = ("sarif", "junit", "github", "gitlab")  # they count columns their own way, and need the text for it


class Output(Struct):
    """A format and where it goes: a file, or the screen where there is none. ``parts`` is what a file shall hold."""

    format: str
    path: Path | None = None
    parts: list[str] = field(default_factory=list)


def outputs_of(wanted: Sequence[str], output: str | None) -> list[Output]:
    """What ``--format`` (as FORMAT or FORMAT=FILE) and ``--output`` ask for; UsageError where that can't be."""
    if output == "":
        raise click.UsageError("--output 后面缺少文件名")
    outputs = [_output(text) for text in wanted or ("text",)]
    if output is not None:
        if len(outputs) > 1 or outputs[0].path:
            raise click.UsageError("--output 只用于一种格式；各写各的文件用 --format 格式=文件")
        outputs[0].path = Path(output)
    shown = [each.format for each in outputs if each.path is None]
    if len(shown) > 1:
        example = f"{shown[1]}=文件"
        raise click.UsageError(
            f"--format {shown[0]} 和 --format {shown[1]} 都写到屏幕，会混在一起；请写明文件，如 --format {example}"
        )
    files = [os.path.realpath(each.path) for each in outputs if each.path]
    for each in outputs:
        if each.path and files.count(os.path.realpath(each.path)) > 1:
            raise click.UsageError(f"两种格式都写到 {str(each.path)[:80]}；请写到不同的文件")
    return outputs


def _output(text: str) -> Output:
    name, equals, file = text.partition("=")
    if name not in FORMATS:
        raise click.UsageError(f"--format 只能是 {'、'.join(FORMATS)} 之一{_hint(name)}")
    if equals and not file:
        raise click.UsageError(f"--format {name}= 后面缺少文件名")
    return Output(name, Path(file) if file else None)


def _hint(name: str) -> str:
    from checker.loading.problems import suggestion

    return suggestion(name, FORMATS)


def renderer(output: Output, checking: Checking, *, verbose: bool, baselined: bool) -> Renderer:
    """What writes this format. Each is imported only where it is wanted."""
    root = Path.cwd()
    match output.format:
        case "json":
            return _Json(checking.run)
        case "jsonl":
            from checker.report.jsonl import JsonLines

            return JsonLines(checking.run)
        case "markdown":
            return _Markdown(checking.run)
        case "sarif":
            from checker.report.sarif import SarifReport

            return SarifReport(checking.run, _described(checking), root=root, baselined=baselined)
        case "junit":
            from checker.report.junit import JunitReport

            return JunitReport(root)
        case "github":
            from checker.report.annotations import AnnotationsReport

            return AnnotationsReport(root)
        case "gitlab":
            from checker.report.gitlab import GitlabReport

            return GitlabReport(root)
        case _:
            return _Text(checking.run, verbose=verbose, listed=output.path is not None)


def counting(outputs: Iterable[Output]) -> bool:
    """Whether one of the formats counts columns of its own."""
    return any(each.format in _COUNTING for each in outputs)


def _described(checking: Checking) -> list[Described]:
    from checker.judging.findings import basis_of
    from checker.report.sarif_rules import Described

    session = checking.session
    return [
        Described(
            each.rule,
            basis_of(each.rule, {}, session.rulebook)
            if isinstance(getattr(each.rule.basis, "cite", ""), tuple)
            else (),
        )
        for each in session.rules
    ]


class _Json:
    def __init__(self, run: Run) -> None:
        self._run = run
        self._begun = False

    def start(self) -> str:
        from checker.report.json_output import json_start

        return json_start(self._run)

    def plan(self, plan: PlanResult, text: str | None) -> str:  # noqa: ARG002
        from checker.report.json_output import json_plan

        first, self._begun = not self._begun, True
        return json_plan(plan, first=first)

    def end(self, finish: Finish) -> str:
        from checker.report.json_output import json_end

        return json_end(finish.problems, finish.strangers)


class _Markdown:
    def __init__(self, run: Run) -> None:
        from checker.report.markdown import MarkdownReport

        self._report = MarkdownReport(run)
        self._begun = False

    def start(self) -> str:
        return ""

    def plan(self, plan: PlanResult, text: str | None) -> str:  # noqa: ARG002
        self._begun = True
        self._report.add(plan)
        return ""

    def end(self, finish: Finish) -> str:
        return self._report.text(finish.problems, finish.strangers) if self._begun or finish.problems else ""


class _Text:
    def __init__(self, run: Run, *, verbose: bool, listed: bool) -> None:
        from checker.report.text import Totals

        self._run, self._verbose, self._listed = run, verbose, listed
        self._totals = Totals()
        self._begun = False

    def start(self) -> str:
        return ""

    def plan(self, plan: PlanResult, text: str | None) -> str:  # noqa: ARG002
        from checker.report.text import text_plan

        self._begun = True
        self._totals.add(plan)
        return text_plan(plan, verbose=self._verbose)

    def end(self, finish: Finish) -> str:
        from checker.report.text import text_summary

        if not self._begun:
            return ""
        return text_summary(self._totals, finish.problems, self._run, finish.strangers, listed=self._listed)
