"""``guiheng explain``."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command
from checker.cli.options import reading_options

if TYPE_CHECKING:
    from checker.model.rule import RuleFile


@click.command(cls=Command, help="说明一条规则：查什么、为什么、依据哪一条、怎么改，以及一个不符合和一个符合的样例。")
@click.argument("rule", metavar="规则")
@reading_options
def command(rule: str, own_rules: tuple[str, ...], own_outlines: tuple[str, ...]) -> int:
    """Print everything there is to know about a rule, by id or name."""
    from checker.cli.settings import rulebook
    from checker.judging.findings import basis_of
    from checker.loading.problems import suggestion
    from checker.report.explanation import explain

    book = rulebook(own_rules, own_outlines)
    loaded = book.rule(rule)
    if loaded is None:
        known = [name for each in book.rules for name in (each.rule.id, each.rule.name)]
        raise click.UsageError(f"没有 {rule[:40]} 这条规则{suggestion(rule, known) or '；guiheng rules 列出全部'}")
    basis = basis_of(loaded.rule, {}, book) if isinstance(getattr(loaded.rule.basis, "cite", ""), tuple) else ()
    assert loaded.pack is not None
    cases = written_cases(loaded.pack.parent / loaded.file)
    failing = written_case(loaded.rule, cases, failing=True)
    click.echo(explain(loaded.rule, basis, failing, written_case(loaded.rule, cases, failing=False)), nl=False)
    return EXIT_OK


def written_case(rule: RuleFile, cases: list[str], *, failing: bool) -> str:
    """A case with this verdict, as it is written, rather one without others; "" when there is none."""
    wanted = "不符合" if failing else "符合"
    found = [
        (len(verdicts), text)
        for case, text in zip(rule.cases, cases, strict=True)
        if wanted in (verdicts := {expected.verdict for expected in case.expect})
    ]
    return min(found, key=lambda each: each[0])[1] if found else ""


def written_cases(path: Path) -> list[str]:
    """The cases of a rule file as their author wrote them."""
    from checker.loading.yaml_tree import parse

    text = path.read_text(encoding="utf-8")
    marks = parse(text, path.name).marks.children.get("cases")
    if marks is None:
        return []
    starts = [mark.line - 1 for _, mark in sorted(marks.children.items())]
    lines = text.splitlines()
    return [
        textwrap.dedent("\n".join(lines[start:end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
