"""``guiheng rules``: list, test, lint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import EXIT_FINDINGS, EXIT_NOTHING, EXIT_OK
from checker.cli.chinese import Command, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.judging.rulebook import Rulebook
    from checker.language.pack import LoadedRule


@click.group(cls=Group, help="列出规则；test 运行规则自带的样例，lint 检查规则文件。")
@click.pass_context
def command(context: click.Context) -> int:
    """Without a subcommand: list the shipped rules."""
    if context.invoked_subcommand is not None:
        return EXIT_OK
    from checker.judging.rulebook import load_rulebook
    from checker.report.explanation import rule_list

    click.echo(rule_list(load_rulebook().rules), nl=False)
    return EXIT_OK


@command.command("test", cls=Command, help="运行规则自带的样例；不给路径时运行内置规则的。")
@click.argument("path", required=False, metavar="[路径]")
def test(path: str | None) -> int:
    """Run every case of every rule; 1 when one does not come out as written."""
    from checker.judging.cases import run_cases
    from checker.judging.rulebook import load_rulebook
    from checker.report.wording import clean

    rulebook = load_rulebook()
    rules = _rules(path, rulebook)
    cases = failed = 0
    for loaded in rules:
        cases += len(loaded.rule.cases)
        for failure in run_cases(loaded, rulebook):
            failed += 1
            click.echo(clean(f"{loaded.file}: {failure.rule}「{failure.case}」{failure.message}"))
    if rules:
        click.echo(f"{len(rules)} 条规则，{cases} 个样例，{failed} 个不符")
    return EXIT_FINDINGS if failed else EXIT_OK if rules else EXIT_NOTHING


@command.command("lint", cls=Command, help="检查规则文件能不能用；不给路径时检查内置规则。")
@click.argument("path", required=False, metavar="[路径]")
def lint(path: str | None) -> int:
    """Load the rules; errors are told with file and line (exit code 2)."""
    from checker.judging.rulebook import load_rulebook

    rules = _rules(path, load_rulebook())
    if rules:
        click.echo(f"{len(rules)} 条规则，没有错误")
    return EXIT_OK if rules else EXIT_NOTHING


def _rules(path: str | None, rulebook: Rulebook) -> Sequence[LoadedRule]:
    """The shipped rules, or those at a path; says so where there are none. UnusableInput."""
    if path is None:
        return rulebook.rules
    from checker.cli.inputs import look
    from checker.cli.messages import printable, say
    from checker.judging.rulebook import rules_at
    from checker.loading.problems import UnusableInput
    from checker.model.result import Problem

    _, problem = look(Path(path)) if path else (0, "路径是空的，请写明文件或文件夹")
    if problem:
        raise UnusableInput([Problem(printable(path) or "（空）", problem)])
    rules = rules_at(Path(path), rulebook)
    if not rules:
        say(f"文件夹 {printable(path)} 里没有规则文件（.yaml）")
    return rules
