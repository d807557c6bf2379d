"""What a rule is, for ``explain``; and the lists of rules and outlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from checker.model.plan import Plan
from checker.model.result import Clause
from checker.model.rule import RuleFile
from checker.model.words import CONFIDENCE, FAMILIES, KINDS, LEVELS, STAGES
from checker.report.columns import padded
from checker.report.wording import SEVERITY_WORDS

_BLANK = re.compile(r"\{[^{}]*\}")  # what a finding fills in
METHODS = {"machine": "机器检查", "manual": "人工核查"}


class HasRule(Protocol):
    """Whatever carries a rule."""

    @property
    def rule(self) -> RuleFile: ...


def explain(rule: RuleFile, basis: Iterable[Clause], failing: str, passing: str) -> str:
    """Everything there is to know about a rule; ``failing`` and ``passing`` are cases as they are written."""
    lines = [
        f"{rule.id} {rule.title}（{rule.name}）",
        "",
        f"级别：{_severity(rule)}；{METHODS[rule.method]}；{_applies(rule)}；自 {rule.since} 版起",
        "",
        rule.why.strip(),
        "",
        *(f"依据：{line}" for line in _basis(rule, basis)),
        f"改法：{_BLANK.sub('…', rule.fix.strip())}",
    ]
    for title, case in (("不符合的样例", failing), ("符合的样例", passing)):
        if case:
            lines += ["", f"{title}：", *(f"  {line}" for line in case.rstrip().splitlines())]
    return "\n".join(lines) + "\n"


def _severity(rule: RuleFile) -> str:
    by_severity = _severities(rule)
    if isinstance(rule.severity, str) or len(by_severity) == 1:
        return "、".join(by_severity)
    return "，".join(f"{'、'.join(kinds)}为{severity}" for severity, kinds in by_severity.items())


def _severities(rule: RuleFile) -> dict[str, list[str]]:
    """The severities of a rule with the kinds of documents that they are for, as far as it looks at them."""
    if isinstance(rule.severity, str):
        return {SEVERITY_WORDS[rule.severity]: []}
    found: dict[str, list[str]] = {}
    for kind, severity in rule.severity.items():
        if kind in (rule.applies_to.kind or rule.severity):
            found.setdefault(SEVERITY_WORDS[severity], []).append(KINDS[kind])
    return found


def _applies(rule: RuleFile) -> str:
    where = rule.applies_to
    levels = "、".join(LEVELS[level] for level in where.level)
    kinds = "、".join(KINDS[kind] for kind in where.kind)
    parts = ["的".join(filter(None, (levels, kinds or ("文件" if levels else "")))) or "所有文件"]
    if where.stage:
        parts.append("、".join(STAGES[stage] for stage in where.stage))
    if where.period:
        parts.append(f"{where.period.start or ''}—{where.period.end} 年")
    return f"适用于{'，'.join(parts)}"


def _basis(rule: RuleFile, basis: Iterable[Clause]) -> list[str]:
    if isinstance(rule.basis, str):
        return ["规划自身的文字，不涉及上位文件"]
    if isinstance(rule.basis.cite, str):
        return ["每一处问题各引所对照的上位文件条款"]
    return [clause_line(clause) for clause in basis]


def clause_line(clause: Clause) -> str:
    """A clause in one line: document, number, clause, quote, strength, confidence."""
    quote = f"：「{clause.quote}」" if clause.quote else ""
    notes = "，".join(note for note in (clause.strength, CONFIDENCE.get(clause.confidence, "")) if note)
    return f"《{clause.title}》{clause.number} {clause.clause}{quote}{f'（{notes}）' if notes else ''}"


def rule_list(rules: Iterable[HasRule]) -> str:
    """One line a rule, by family."""
    lines: list[str] = []
    family = ""
    for each in rules:
        rule = each.rule
        word = FAMILIES.get(rule.id.rstrip("0123456789"), "其他")
        if word != family:
            family = word
            lines += ["", family] if lines else [family]
        how = METHODS["manual"] if rule.method == "manual" else "/".join(_severities(rule))
        lines.append(f"  {padded(rule.id, 7)} {padded(how, 9)}  {padded(rule.title, 32)}  {rule.name}")
    return "\n".join(lines) + "\n"


def outline_list(outlines: Iterable[Plan]) -> str:
    """One line an outline, by place, with what it brings beside its name."""
    lines: list[str] = []
    place = ""
    for plan in outlines:
        if plan.region.name != place:
            place = plan.region.name
            lines += ["", place] if lines else [place]
        holds = (
            ("指标 {} 个", len(plan.indicators)),
            ("条款 {} 条", len(plan.articles)),
            ("对下级提出 {} 项", len(plan.asks)),
        )
        parts = "，".join(text.format(count) for text, count in holds if count)
        lines.append(f"  {plan.id}  《{plan.title}》{plan.number or ''}{f'（{parts}）' if parts else ''}")
    return "\n".join(lines) + "\n"
