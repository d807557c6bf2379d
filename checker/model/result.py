"""What a check gives back: verdicts with their evidence, findings with their places, and the tables a report shows.

Plain records; a renderer needs nothing else. Everything here is deterministic: the run envelope
(``Run``) is the one part that may differ between two runs on the same input.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from msgspec import field

from checker.model.record import Record

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
State = Literal["open", "waived", "baselined"]
Threshold = Literal["error", "warning", "info", "undecided", "never"]
WaiverStatus = Literal["used", "unused", "expired", "unknown", "off", "skipped", "absent"]
Route = tuple[str | int, ...]


class Verdict(StrEnum):
    """The five answers, counted apart and never added up."""

    PASS = "符合"
    FAIL = "不符合"
    NOT_APPLICABLE = "不适用"
    UNDECIDED = "无法判断"
    MANUAL = "人工核查"


class Place(Record, frozen=True):
    """Where something stands: in the summary (``route``, ``line``, ``column``; 1-based) and in the source text.

    ``offset`` counts characters of the source text from 0, ``page`` and ``paragraph`` from 1 where it has them;
    ``label`` says in Chinese what stands there. A plan read straight from a document has no line.
    """

    label: str
    route: Route = ()
    line: int | None = None
    column: int | None = None
    quote: str = ""
    offset: int | None = None
    page: int | None = None
    paragraph: int | None = None


class Clause(Record, frozen=True):
    """A clause of an upper document; ``confidence``: verified, single-source or derived; empty where not rated.

    ``ask`` is the id of what the document asks of the levels below, where the clause is one.
    """

    document: str
    title: str
    number: str = ""
    clause: str = ""
    quote: str = ""
    strength: str = ""
    confidence: str = ""
    ask: str = ""


class Check(Record, frozen=True):
    """One binding of one rule, judged. ``subject`` names what was checked, ``evidence`` is what decided it."""

    rule: str
    subject: str
    verdict: Verdict
    reason: str = ""
    evidence: tuple[Place, ...] = ()


class WaiverUse(Record, frozen=True):
    """A waiver and what became of it.

    ``status``: used; unused (no such finding); expired; unknown (no such rule); off (a rule switched off);
    skipped (a rule left out of this run); absent (no such plan was checked).
    """

    plan: str
    rule: str
    where: str
    reason: str
    owner: str
    expires: str
    status: WaiverStatus


class Finding(Record, frozen=True):
    """One cause: the failed checks of one rule about one subject. ``key`` survives moved lines and reordering.

    ``waiver`` is the one that holds; ``lapsed``: it has expired, so the finding is open again.
    """

    key: str
    rule: str
    name: str
    title: str
    severity: Severity
    subject: str
    message: str
    why: str
    fix: str
    places: tuple[Place, ...]
    related: tuple[Place, ...] = ()
    basis: tuple[Clause, ...] = ()
    checks: int = 1
    state: State = "open"
    waiver: WaiverUse | None = None
    lapsed: bool = False


class RuleOutcome(Record, frozen=True):
    """How one rule fared on one plan; ``not_applicable`` says why it had nothing to check."""

    rule: str
    name: str
    title: str
    family: str
    counts: Mapping[Verdict, int]
    not_applicable: str = ""


class ParentUse(Record, frozen=True):
    """An upper document the plan was judged by, and why it is one."""

    id: str
    title: str
    number: str
    why: str


class Amount(Record, frozen=True):
    """A printed quantity (``shown``) and its interval in ten-thousandths of the canonical ``unit``.

    ``confidence`` is how sure an upper document's value is; empty for the plan's own. ``scope`` is its 口径, as printed
    or as usual for the indicator; ``exact`` are the printed ends, one or two, in whole ``unit``s.
    """

    shown: str
    year: str = ""
    unit: str = ""
    low: int | None = None
    high: int | None = None
    bound: str = ""
    confidence: str = ""
    scope: str = ""
    exact: tuple[Decimal, ...] = ()


class ParentAmount(Record, frozen=True):
    """The same indicator in an upper document, with the clause that says it."""

    document: str
    level: str
    baseline: Amount | None
    target: Amount | None
    clause: Clause


class IndicatorRow(Record, frozen=True):
    """An indicator of the plan or of its parents. ``status``: 列入 | 近似 | 仅正文 | 未见 | 自设."""

    name: str
    code: str
    status: Literal["列入", "近似", "仅正文", "未见", "自设"]
    note: str = ""
    baseline: Amount | None = None
    target: Amount | None = None
    nature: str = ""
    units: tuple[str, ...] = ()
    parents: tuple[ParentAmount, ...] = ()
    place: Place | None = None


class ArticleCell(Record, frozen=True):
    """An article of a protection and what covers it. ``strength``: task | thin | 无."""

    number: str
    title: str
    strength: Literal["task", "thin", "无"]
    covers: tuple[Place, ...] = ()
    confidence: str = ""


class ProtectionRow(Record, frozen=True):
    """One of the four protections: its slogans and its articles with the quotes that cover them."""

    name: str
    goal: str
    document: str
    slogans: tuple[Place, ...]
    articles: tuple[ArticleCell, ...]


class ClauseRow(Record, frozen=True):
    """A clause of a parent: judged by rules (``rules``, with how each judged it), left to a person, or not checked."""

    clause: Clause
    text: str
    method: Literal["machine", "manual"]
    rules: tuple[str, ...] = ()
    kind: Literal["ask", "indicator", "article"] = "ask"
    verdicts: Mapping[str, Mapping[Verdict, int]] = field(default_factory=dict)


class PlanResult(Record, frozen=True):
    """Everything known about one plan after checking."""

    id: str
    title: str
    region: str
    level: str
    kind: str
    stage: str
    issued: str
    period: str
    file: str
    sha256: str
    source_file: str
    source_sha256: str
    cut: tuple[str, ...]
    parents: tuple[ParentUse, ...]
    counts: Mapping[Verdict, int]
    rules: tuple[RuleOutcome, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    indicators: tuple[IndicatorRow, ...]
    protections: tuple[ProtectionRow, ...]
    clauses: tuple[ClauseRow, ...]
    province: str = ""  # of a city or county
    notes: tuple[str, ...] = ()  # what a reader should know of the input: read straight from a document, …
    waivers: tuple[WaiverUse, ...] = ()  # all that speak of this plan, whether they hold or not

    def count(self, severity: Severity) -> int:
        """How many open findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity == severity and finding.state == "open")

    def fails(self, fail_on: Threshold) -> bool:
        """Whether an open finding reaches this level; ``undecided`` counts every one, and checks without an answer."""
        if fail_on == "never":
            return False
        if fail_on == "undecided" and self.counts[Verdict.UNDECIDED]:
            return True
        counted = SEVERITIES if fail_on == "undecided" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        lapsed = any(finding.lapsed for finding in self.findings)  # a waiver that ran out fails, whatever the severity
        return lapsed or any(self.count(severity) for severity in counted)


class Problem(Record, frozen=True):
    """An input that could not be used: what, where, and the way out (in Chinese)."""

    file: str
    message: str
    line: int | None = None
    column: int | None = None


class Run(Record, frozen=True):
    """The run envelope, outside of what is compared byte by byte."""

    version: str
    engine: str
    rules: int
    as_of: str = ""  # the day that the ends of waivers were held against


class Result(Record, frozen=True):
    """All plans of one run, the inputs that could not be used, and the waivers for plans that were not checked."""

    run: Run
    plans: tuple[PlanResult, ...]
    problems: tuple[Problem, ...] = ()
    waivers: tuple[WaiverUse, ...] = ()

    def fails(self, fail_on: Threshold = "error") -> bool:
        """Whether the command line would end with exit code 1 for this level."""
        return any(plan.fails(fail_on) for plan in self.plans)
