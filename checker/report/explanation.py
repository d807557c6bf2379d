"""What a rule is, for ``explain``; and the lists of rules and outlines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from checker.model.plan import Plan
from checker.model.result import Clause
from checker.model.rule import RuleFile
from checker.model.words import CONFIDENCE, FAMILIES, KINDS, LEVELS, STAGES
from checker.report.wording import SEVERITY_WORDS

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
        f"改法：{rule.fix.strip()}",
    ]
    for title, case in (("不符合的样例", failing), ("符合的样例", passing)):
        if case:
            lines += ["", f"{title}：", *(f"  {line}" for line in case.rstrip().splitlines())]
    return "\n".join(lines) + "\n"


def _severity(rule: RuleFile) -> str:
    if isinstance(rule.severity, str):
        return SEVERITY_WORDS[rule.severity]
    return "、".join(f"{KINDS[kind]}为{SEVERITY_WORDS[severity]}" for kind, severity in rule.severity.items())


def _applies(rule: RuleFile) -> str:
    where = rule.applies_to
    words = [KINDS[kind] for kind in where.kind], [LEVELS[level] for level in where.level]
    stages = [STAGES[stage] for stage in where.stage]
    parts = ["、".join(group) for group in (*words, stages) if group]
    if where.period:
        parts.append(f"{where.period.start or ''}—{where.period.end} 年")
    return f"适用于{'；'.join(parts)}" if parts else "适用于所有文件"


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
        manual = "（人工核查）" if rule.method == "manual" else ""
        lines.append(f"  {rule.id}  {rule.title}{manual}  {rule.name}")
    return "\n".join(lines) + "\n"


def outline_list(outlines: Iterable[Plan]) -> str:
    """One line an outline."""
    lines = []
    for plan in outlines:
        holds = f"指标 {len(plan.indicators)}，条款 {len(plan.articles)}，对下级提出 {len(plan.asks)} 项"
        lines.append(f"{plan.id}  《{plan.title}》{plan.number or ''}  {plan.region.name}；{holds}")
    return "\n".join(lines) + "\n"
