"""What ``check`` and ``report`` share: inputs in, one result after another out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from checker.cli.inputs import find_inputs, load, load_uppers
from checker.engine import durable_problem
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.judging.session import Session
from checker.language.pack import LoadedRule
from checker.loading.problems import UnusableInput, describe, suggestion
from checker.model.result import PlanResult, Problem, Run


class Checking:
    """One run over the named inputs. Iterate it once; ``problems`` then holds what could not be used."""

    def __init__(self, paths: Sequence[str], *, select: str = "", ignore: str = "") -> None:
        rulebook = load_rulebook()
        self.inputs, self.problems = find_inputs(paths)
        rules = chosen_rules(rulebook, select, ignore)
        self.session = Session(rulebook, rules=rules, known=load_uppers(self.inputs))
        if problem := durable_problem():
            click.echo(f"guiheng：没有用 durable-rules（{problem}），由内置求值器检查，结果相同", err=True)
        for found in self.problems:
            click.echo(describe(found), err=True)

    @property
    def run(self) -> Run:
        return self.session.run

    def __iter__(self) -> Iterator[PlanResult]:
        for each in self.inputs:
            try:
                yield self.session.check(load(each))
            except UnusableInput as unusable:
                self._report(unusable.problems)

    def _report(self, problems: Sequence[Problem]) -> None:
        self.problems.extend(problems)
        for problem in problems:
            click.echo(describe(problem), err=True)


def chosen_rules(rulebook: Rulebook, select: str, ignore: str) -> list[LoadedRule]:
    """The rules named by ``select`` (all when empty) without those of ``ignore``: ids, names or id prefixes."""
    rules = list(rulebook.rules)
    if select:
        rules = [rule for rule in rules if rule in _named(rulebook, select, "--select")]
    if ignore:
        ignored = _named(rulebook, ignore, "--ignore")
        rules = [rule for rule in rules if rule not in ignored]
    return rules


def _named(rulebook: Rulebook, words: str, option: str) -> list[LoadedRule]:
    found: list[LoadedRule] = []
    for word in filter(None, (word.strip() for word in words.replace("，", ",").split(","))):
        exact = rulebook.rule(word)
        matching = [exact] if exact else [rule for rule in rulebook.rules if rule.rule.id.startswith(word.upper())]
        if not matching:
            known = [name for rule in rulebook.rules for name in (rule.rule.id, rule.rule.name)]
            raise click.UsageError(f"{option}：没有 {word[:40]} 这条规则{suggestion(word, known)}")
        found += matching
    return found
