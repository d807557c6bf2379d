"""The HTML report's view model: everything a template needs, computed once and typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.result import SEVERITIES, IndicatorRow, PlanResult, Problem, Result, Run, Severity, Verdict
from checker.report import wording
from checker.report.bars import Drawing, draw
from checker.report.checks import (
    ClauseView,
    Family,
    ManualItem,
    ReasonGroup,
    clauses,
    families,
    manual,
    not_applicable,
    undecided,
)
from checker.report.findings import FindingsView, digest, view_findings

_TAKEN = re.compile("index|con|prn|aux|nul|com[0-9]|lpt[0-9]")  # ours, and device names of Windows


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the five verdicts with its number of checks."""

    verdict: Verdict
    count: int
    gloss: str


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many open findings have this severity."""

    severity: Severity
    word: str
    gloss: str
    count: int


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """A line of the head; ``digest`` is the start of a file's SHA-256."""

    name: str
    value: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator row with its bar."""

    row: IndicatorRow
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class PlanView:
    """One plan's report."""

    plan: PlanResult
    run: Run
    home: str
    sentence: str
    identity: tuple[IdentityRow, ...]
    cut: str
    tiles: tuple[Tile, ...]
    severities: tuple[SeverityCount, ...]
    findings: FindingsView
    indicators: tuple[IndicatorView, ...]
    undecided: tuple[ReasonGroup, ...]
    idle: tuple[ReasonGroup, ...]
    manual: tuple[ManualItem, ...]
    clauses: tuple[ClauseView, ...]
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A plan in the list of plans."""

    plan: PlanResult
    page: str
    place: str
    tiles: tuple[Tile, ...]
    severities: tuple[SeverityCount, ...]
    aside: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """The list of plans."""

    run: Run
    rows: tuple[IndexRow, ...]
    problems: tuple[Problem, ...]


def view_plan(result: Result, plan: PlanResult) -> PlanView:
    """Prepare one plan's report."""
    findings = view_findings(plan.findings)
    return PlanView(
        plan=plan,
        run=result.run,
        home="index.html" if len(result.plans) > 1 else "",
        sentence=sentence(plan, findings),
        identity=_identity(plan),
        cut=wording.cut_lists(plan.cut),
        tiles=_tiles(plan),
        severities=_severities(plan),
        findings=findings,
        indicators=tuple(IndicatorView(row, draw(row)) for row in plan.indicators),
        undecided=undecided(plan),
        idle=not_applicable(plan),
        manual=manual(plan),
        clauses=clauses(plan),
        families=families(plan),
    )


def view_index(result: Result) -> IndexView:
    """Prepare the list of plans."""
    return IndexView(
        run=result.run,
        rows=tuple(
            IndexRow(
                plan,
                page,
                _place(plan),
                _tiles(plan),
                _severities(plan),
                sum(finding.state != "open" for finding in plan.findings),
            )
            for plan, page in zip(result.plans, page_names(result.plans), strict=True)
        ),
        problems=result.problems,
    )


def page_names(plans: Sequence[PlanResult]) -> tuple[str, ...]:
    """One file name a plan, safe on every file system and different from all others, also where case is ignored."""
    names: list[str] = []
    for plan in plans:
        name = re.sub("[^a-z0-9]+", "-", plan.id.lower()).strip("-")[:80]
        if not name or name != plan.id or _TAKEN.fullmatch(name):
            name = f"{name or 'plan'}-{digest(plan.id)}"
        stem, count = name, 1
        while f"{name}.html" in names:
            count += 1
            name = f"{stem}-{count}"
        names.append(f"{name}.html")
    return tuple(names)


def sentence(plan: PlanResult, findings: FindingsView) -> str:
    """The verdict in plain words; kinds of findings stand side by side, never as a sum or a score."""
    parts = [_found(plan, findings)]
    left = []
    if count := plan.counts.get(Verdict.UNDECIDED, 0):
        left.append(f"{count} 项无法判断")
    if count := plan.counts.get(Verdict.MANUAL, 0):
        left.append(f"{count} 项须人工核查")
    if left:
        parts.append(f"另有 {'，'.join(left)}。")
    if findings.aside_count:
        parts.append(f"已豁免或属基线的 {findings.aside_count} 处单列，不在其内。")
    return "".join(parts)


def _found(plan: PlanResult, findings: FindingsView) -> str:
    found = []
    if findings.internal:
        found.append(f"规划自身的问题 {findings.internal} 处")
    if findings.gaps:
        found.append(f"与上位文件的差距 {findings.gaps} 处")
    if found:
        return f"发现{'、'.join(found)}。"
    judged = plan.counts.get(Verdict.PASS, 0) + plan.counts.get(Verdict.FAIL, 0)
    if judged == 0:
        return "没有一项检查能够作出判断，不能据此认为规划符合。"
    return f"能够判断的 {judged} 项检查中，没有待处理的问题。"


def _identity(plan: PlanResult) -> tuple[IdentityRow, ...]:
    rows = (
        IdentityRow("地区", _place(plan)),
        IdentityRow("文种与阶段", " · ".join(filter(None, (wording.kind(plan.kind), wording.stage(plan.stage))))),
        IdentityRow("印发时间", plan.issued),
        IdentityRow("规划期", plan.period),
        IdentityRow("摘要文件", plan.file, plan.sha256[:12]),
        IdentityRow("原文", plan.source_file, plan.source_sha256[:12]),
    )
    return tuple(row for row in rows if row.value)


def _place(plan: PlanResult) -> str:
    level = wording.level(plan.level)
    return f"{plan.region}（{level}）" if plan.region and level else plan.region


def _tiles(plan: PlanResult) -> tuple[Tile, ...]:
    return tuple(Tile(verdict, plan.counts.get(verdict, 0), wording.VERDICT_GLOSS[verdict]) for verdict in Verdict)


def _severities(plan: PlanResult) -> tuple[SeverityCount, ...]:
    return tuple(
        SeverityCount(
            severity, wording.SEVERITY_WORDS[severity], wording.SEVERITY_GLOSS[severity], plan.count(severity)
        )
        for severity in SEVERITIES
    )
