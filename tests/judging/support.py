"""What the tests of judging share: rules written in the test, judged on plans written in the test."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from checker.engine.port import Engine
from checker.facts.kinds import KINDS
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.judging.session import Session
from checker.language.pack import LoadedRule, load_rule
from checker.loading.plans import LoadedPlan
from checker.loading.yaml_tree import parse
from checker.model.plan import Plan
from checker.model.result import Check, Finding, PlanResult, Verdict

RULE = """id: TST001
name: test-rule
title: 样例规则
severity: error
basis: internal
why: 因为要试。
message: 不对
fix: 改正
since: "0.1"
"""


@cache
def rulebook() -> Rulebook:
    """The shipped rulebook."""
    return load_rulebook()


@cache
def bare() -> Rulebook:
    """The shipped vocabulary without outlines, so that a plan has the parents the test gives it."""
    return replace(rulebook(), outlines={})


def rule(more: str, head: str = RULE) -> LoadedRule:
    """A rule from ``more``, which may also replace lines of the head."""
    given = {line.partition(":")[0] for line in more.splitlines() if line and not line.startswith((" ", "-"))}
    kept = "".join(f"{line}\n" for line in head.splitlines() if line.partition(":")[0] not in given)
    clauses = {"cn-ip-outline-2035": ["（二十二）", "L01", "L01-basis"], "cn-ip-opinions-2019": ["（一）", "（二）"]}
    return load_rule(parse(kept + more, "rule.yaml"), KINDS, clauses)


def session(rules: Sequence[LoadedRule], parents: Sequence[Plan] = (), engine: Engine | None = None) -> Session:
    return Session(bare(), rules=rules, known={parent.id: parent for parent in parents}, engine=engine)


def result(loaded: LoadedPlan, *rules: str, parents: Sequence[Plan] = ()) -> PlanResult:
    """What comes of a plan by rules written as text."""
    return session([rule(text) for text in rules], parents).check(loaded)


def checks(loaded: LoadedPlan, text: str, *parents: Plan) -> tuple[Check, ...]:
    return result(loaded, text, parents=parents).checks


def verdicts(loaded: LoadedPlan, text: str, *parents: Plan) -> list[tuple[Verdict, str]]:
    """Verdict and reason of every check of one rule."""
    return [(check.verdict, check.reason) for check in checks(loaded, text, *parents)]


def findings(loaded: LoadedPlan, text: str, *parents: Plan) -> tuple[Finding, ...]:
    return result(loaded, text, parents=parents).findings
