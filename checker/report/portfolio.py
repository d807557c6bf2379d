"""What is kept of a plan when many are reported at once: one small record each, so that memory stays flat."""

from __future__ import annotations

from sys import intern

from msgspec import Struct

from checker.model.result import (
    SEVERITIES,
    Amount,
    Finding,
    IndicatorRow,
    ParentAmount,
    PlanResult,
    ProtectionRow,
    Severity,
    Verdict,
)
from checker.report.findings import FindingView, view_findings
from checker.report.source import Source


class IndicatorValue(Struct, frozen=True):
    """An indicator of a plan or of its parents; ``anchor`` leads to the worst finding about it, where there is one."""

    code: str
    name: str
    status: str
    target: Amount | None
    parents: tuple[ParentAmount, ...]
    anchor: str


class ProtectionValue(Struct, frozen=True):
    """One of the four protections and the strength (task | thin | 无) of each of its articles."""

    name: str
    strengths: tuple[str, ...]

    def count(self, strength: str) -> int:
        """How many of the articles are covered like this."""
        return self.strengths.count(strength)


class Gap(Struct, frozen=True):
    """How often a plan has open findings of a rule; ``anchor`` leads to the first."""

    rule: str
    title: str
    severity: Severity
    count: int
    anchor: str


class PlanSummary(Struct, frozen=True):
    """One plan among many. ``severities`` and ``verdicts`` count in the order of SEVERITIES and Verdict."""

    id: str
    title: str
    region: str
    level: str
    province: str
    period: str
    page: str
    severities: tuple[int, ...]
    aside: int
    verdicts: tuple[int, ...]
    gaps: tuple[Gap, ...]
    indicators: tuple[IndicatorValue, ...]
    unnamed: int  # indicators that no canonical name is known for
    protections: tuple[ProtectionValue, ...]

    @property
    def home(self) -> str:
        """The province that the plan is of or in; empty for the nation."""
        return self.region if self.level == "province" else self.province


class Gathering:
    """Makes the records; what many plans say alike (their parents' targets, names of rules) is kept once."""

    def __init__(self) -> None:
        self.plans: list[PlanSummary] = []
        self._parents: dict[ParentAmount, ParentAmount] = {}
        self._protections: dict[ProtectionValue, ProtectionValue] = {}

    def add(self, plan: PlanResult, page: str) -> None:
        """Keep what the portfolio needs of a plan whose report is ``page``."""
        view = view_findings(plan.findings, plan.rules, Source())
        opened = [item for severity in view.open for group in severity.rules for item in group.findings]
        named = [row for row in plan.indicators if row.code]
        self.plans.append(
            PlanSummary(
                id=plan.id,
                title=plan.title,
                region=intern(plan.region),
                level=intern(plan.level),
                province=intern(plan.province),
                period=intern(plan.period),
                page=page,
                severities=tuple(plan.count(severity) for severity in SEVERITIES),
                aside=view.aside_count,
                verdicts=tuple(plan.counts.get(verdict, 0) for verdict in Verdict),
                gaps=tuple(
                    _gap(severity.severity, group.findings) for severity in view.open for group in severity.rules
                ),
                indicators=tuple(self._indicator(row, opened) for row in named),
                unnamed=len(plan.indicators) - len(named),
                protections=tuple(map(self._protection, plan.protections)),
            )
        )

    def _indicator(self, row: IndicatorRow, findings: list[FindingView]) -> IndicatorValue:
        parents = tuple(self._parents.setdefault(parent, parent) for parent in row.parents)
        about = next((view.anchor for view in findings if is_about(view.finding, row)), "")
        return IndicatorValue(intern(row.code), intern(row.name), intern(row.status), row.target, parents, about)

    def _protection(self, row: ProtectionRow) -> ProtectionValue:
        value = ProtectionValue(row.name, tuple(intern(cell.strength) for cell in row.articles))
        return self._protections.setdefault(value, value)


def is_about(finding: Finding, row: IndicatorRow) -> bool:
    """Whether a finding is about an indicator: its key has the code, or its message or one of its labels the name."""
    if row.code in finding.key.split(":"):
        return True
    named = f"「{row.name}」"
    return named in finding.message or any(named in place.label for place in (*finding.places, *finding.related))


def _gap(severity: Severity, findings: tuple[FindingView, ...]) -> Gap:
    first = findings[0]
    return Gap(intern(first.finding.rule), intern(first.finding.title), severity, len(findings), first.anchor)
