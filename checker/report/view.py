"""The HTML report's view model: everything a template needs, computed once and typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from checker.model.result import SEVERITIES, Place, PlanResult, Result, Run, Severity, Verdict
from checker.report import wording
from checker.report.checks import (
    ClauseGroup,
    Family,
    ManualItem,
    ReasonGroup,
    clauses,
    families,
    manual,
    not_applicable,
    undecided,
)
from checker.report.context import Context, contexts
from checker.report.embedding import embedded
from checker.report.filters import Filters
from checker.report.findings import FindingsView, digest, view_findings
from checker.report.fulltext import FullText, full_text
from checker.report.imprint import Imprint
from checker.report.indicators import IndicatorView, view_indicators
from checker.report.matrix import Matrix, view_matrix
from checker.report.ready import ready
from checker.report.source import Source

_TAKEN = re.compile("index|index-[0-9a-f-]+|con|prn|aux|nul|com[0-9]|lpt[0-9]")  # ours, and device names of Windows


class Tile(Struct, frozen=True):
    """One of the five verdicts with its number of checks."""

    verdict: Verdict
    count: int
    gloss: str


class SeverityCount(Struct, frozen=True):
    """How many open findings have this severity."""

    severity: Severity
    word: str
    gloss: str
    count: int


class IdentityRow(Struct, frozen=True):
    """A line of the head; ``digest`` is the start of a file's SHA-256."""

    name: str
    value: str
    digest: str = ""


class PlanView(Struct, frozen=True):
    """One plan's report."""

    plan: PlanResult
    run: Run
    home: str
    imprint: Imprint
    ready: str
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
    clauses: tuple[ClauseGroup, ...]
    families: tuple[Family, ...]
    matrix: Matrix
    filters: Filters
    contexts: Mapping[Place, Context]
    text: FullText | None
    data: str


def view_plan(result: Result, plan: PlanResult, home: str, source: Source, imprint: Imprint, *, data: bool) -> PlanView:
    """Prepare one plan's report; ``home`` is the page of all plans, where there is one."""
    findings = view_findings(plan.findings, plan.rules, source)
    every = findings.all
    return PlanView(
        plan=plan,
        run=result.run,
        home=home,
        imprint=imprint,
        ready=ready(plan),
        sentence=sentence(plan, findings),
        identity=_identity(plan),
        cut=wording.cut_lists(plan.cut),
        tiles=_tiles(plan),
        severities=_severities(plan),
        findings=findings,
        indicators=view_indicators(plan.indicators, every),
        undecided=undecided(plan),
        idle=not_applicable(plan),
        manual=manual(plan),
        clauses=clauses(plan),
        families=families(plan),
        matrix=view_matrix(plan.protections),
        filters=Filters(every, source),
        contexts=contexts(
            source.document, (place for view in every for place in (*view.finding.places, *view.finding.related))
        ),
        text=full_text(source, every, _linked(plan)),
        data=embedded(result.run, plan) if data else "",
    )


def _linked(plan: PlanResult) -> tuple[Place, ...]:
    """Places that lead into the text without being marked there."""
    rows = tuple(row.place for row in plan.indicators if row.place)
    covers = tuple(
        place
        for row in plan.protections
        for group in (row.slogans, *(cell.covers for cell in row.articles))
        for place in group
    )
    return rows + covers


class PageNames:
    """One file name a plan, safe on every file system and different from all others, also where case is ignored."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, plan_id: str) -> str:
        """The name of the next plan's page."""
        name = re.sub("[^a-z0-9]+", "-", plan_id.lower()).strip("-")[:80]
        if not name or name != plan_id or _TAKEN.fullmatch(name):
            name = f"{name or 'plan'}-{digest(plan_id)}"
        stem, count = name, 1
        while name in self._given:
            count += 1
            name = f"{stem}-{count}"
        self._given.add(name)
        return f"{name}.html"


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
