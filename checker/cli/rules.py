"""``guiheng rules``: list, test, lint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import EXIT_FINDINGS, EXIT_NOTHING, EXIT_OK
from checker.cli.chinese import Command, Group
from checker.cli.options import reading_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.judging.rulebook import Rulebook
    from checker.language.pack import LoadedRule


@click.group(cls=Group, help="列出规则；test 运行规则自带的样例，lint 检查规则文件。")
@reading_options
@click.pass_context
def command(context: click.Context, /, own_rules: tuple[str, ...], own_outlines: tuple[str, ...]) -> int:
    """Without a subcommand: list the rules."""
    if context.invoked_subcommand is not None:
        return EXIT_OK
    from checker.cli.settings import rulebook
    from checker.report.explanation import rule_list

    click.echo(rule_list(rulebook(own_rules, own_outlines).rules), nl=False)
    return EXIT_OK


@command.command("test", cls=Command, help="运行规则自带的样例；不给路径时运行全部规则的。")
@click.argument("path", required=False, metavar="[路径]")
@reading_options
def test(path: str | None, own_rules: tuple[str, ...], own_outlines: tuple[str, ...]) -> int:
    """Run every case of every rule; 1 when one does not come out as written."""
    from checker.cli.settings import rulebook
    from checker.judging.cases import run_cases
    from checker.report.wording import clean

    book = rulebook(own_rules, own_outlines)
    rules = _rules(path, book)
    cases = failed = 0
    for loaded in rules:
        cases += len(loaded.rule.cases)
        for failure in run_cases(loaded, book):
            failed += 1
            click.echo(clean(f"{loaded.file}: {failure.rule}「{failure.case}」{failure.message}"))
    if rules:
        click.echo(f"{len(rules)} 条规则，{cases} 个样例，{failed} 个不符")
    return EXIT_FINDINGS if failed else EXIT_OK if rules else EXIT_NOTHING


@command.command("lint", cls=Command, help="检查规则文件能不能用，有没有没写完的；不给路径时检查全部规则。")
@click.argument("path", required=False, metavar="[路径]")
@reading_options
def lint(path: str | None, own_rules: tuple[str, ...], own_outlines: tuple[str, ...]) -> int:
    """Load the rules; errors are told with file and line (exit code 2), slow rules with a word of advice.

    A rule in which texts of ``rules new`` still wait to be written makes exit code 1.
    """
    from checker.cli.messages import say
    from checker.cli.settings import rulebook
    from checker.language.advice import unjoined, unwritten

    rules = _rules(path, rulebook(own_rules, own_outlines))
    unfinished = 0
    for loaded in rules:
        if blanks := unwritten(loaded.rule):
            unfinished += 1
            say(f"{loaded.file}: {loaded.rule.id} 还没有写完：{'、'.join(blanks)}是骨架里的话")
        kinds = unjoined(loaded.compiled) if loaded.compiled else ()
        if kinds:
            say(
                f"{loaded.file}: {loaded.rule.id} 同时绑定 {len(kinds)} 个事实（{'、'.join(kinds)}），"
                "却没有条件把它们连起来，大的规划会查得很慢；请加上条件，或拆成几条规则"
            )
    if rules:
        click.echo(f"{len(rules)} 条规则，" + (f"{unfinished} 条没有写完" if unfinished else "没有错误"))
    return EXIT_FINDINGS if unfinished else EXIT_OK if rules else EXIT_NOTHING


def _rules(path: str | None, rulebook: Rulebook) -> Sequence[LoadedRule]:
    """The rules of the rulebook, or those at a path; says so where there are none. UnusableInput."""
    if path is None:
        return rulebook.rules
    from checker.cli.messages import say
    from checker.judging.rulebook import rules_at
    from checker.loading.problems import UnusableInput
    from checker.loading.shown import printable
    from checker.model.result import Problem
    from checker.running.inputs import look

    _, problem = look(Path(path)) if path else (0, "路径是空的，请写明文件或文件夹")
    if problem:
        raise UnusableInput([Problem(printable(path) or "（空）", problem)])
    rules = rules_at(Path(path), rulebook)
    if not rules:
        say(f"文件夹 {printable(path)} 里没有规则文件（.yaml）")
    return rules


SKELETON = """\
id: {id}
name: {name}
title: {title}
severity: info                     # error | warning | info
applies_to: {{level: [city, county], kind: [plan]}}
basis: internal                    # 规划自身的毛病；依据上位文件的写 {{cite: [{{document: …, clause: …}}]}}
why: {why}
given:                             # 查什么：每一种绑定是一项检查；事实和属性见 docs/facts.md
  row: indicator where has_target
expect:
  that: row.has_units
at: row
message: 「{{row.name}}」没有写明责任单位
fix: {fix}
since: "0.1"
cases:                             # guiheng rules test {file} 运行这些样例
  - name: 没有写
    plan:
      indicators: [{{name: 有效注册商标量, target: {{year: 2030, value: 20, unit: 万件}}}}]
    expect: [{{verdict: 不符合}}]
  - name: 写了
    plan:
      indicators:
        - name: 有效注册商标量
          target: {{year: 2030, value: 20, unit: 万件}}
          responsible: {{units: [市市场监管局]}}
    expect: [{{verdict: 符合}}]
"""


@command.command("new", cls=Command, help="写一个新规则文件的样子：能用的骨架和两个样例，照着改。")
@click.argument("id_", metavar="编号")
@click.argument("folder", metavar="文件夹", default=".")
def new(id_: str, folder: str) -> int:
    """Write a rule that loads and whose cases pass, to be changed; never over an existing file."""
    import re

    from checker.cli.outputs import make_folder, write_whole
    from checker.language.advice import BLANKS
    from checker.loading.shown import printable

    if re.fullmatch(r"[A-Z]{2,5}\d{3}", id_) is None:
        raise click.UsageError("编号应为两到五个大写字母加三位数字，例如 JD001")
    path = Path(folder) / f"{id_}.yaml"
    if path.exists():
        raise click.UsageError(f"{printable(str(path))} 已经有了")
    make_folder(path.parent)
    write_whole({path: SKELETON.format(**BLANKS, id=id_, name=f"my-rule-{id_.lower()}", file=path.name)})
    click.echo(printable(str(path)))
    return EXIT_OK
