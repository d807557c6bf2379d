"""Findings as the report shows them: by severity, then by rule, with what a rule's findings share said once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from checker.model.result import SEVERITIES, Clause, Finding, Place, RuleOutcome, Severity
from checker.report.source import Source
from checker.report.wording import SEVERITY_GLOSS, SEVERITY_WORDS, is_internal

_SHOWN = 3  # places before the rest folds away


class Places(Struct, frozen=True):
    """The first places and the folded rest."""

    first: tuple[Place, ...]
    rest: tuple[Place, ...]


class FindingView(Struct, frozen=True):
    """A finding with its number in this report and its lasting anchor; ``chapter`` is that of its first place."""

    finding: Finding
    number: int
    anchor: str
    places: Places
    related: Places
    family: str = ""
    chapter: int | None = None


class Common(Struct, frozen=True):
    """What all findings of a rule say alike; ``None`` where they differ and each says its own."""

    why: str | None = None
    fix: str | None = None
    basis: tuple[Clause, ...] | None = None


class RuleGroup(Struct, frozen=True):
    """The findings of one rule."""

    rule: str
    title: str
    common: Common
    findings: tuple[FindingView, ...]


class SeverityGroup(Struct, frozen=True):
    """The open findings of one severity."""

    severity: Severity
    word: str
    gloss: str
    count: int
    rules: tuple[RuleGroup, ...]


class FindingsView(Struct, frozen=True):
    """All findings: the open ones by severity; those waived or in the baseline apart."""

    open: tuple[SeverityGroup, ...]
    aside: tuple[RuleGroup, ...]
    internal: int
    gaps: int

    @property
    def all(self) -> tuple[FindingView, ...]:
        """Every finding in the order of the page."""
        groups = [*(group for severity in self.open for group in severity.rules), *self.aside]
        return tuple(view for group in groups for view in group.findings)

    @property
    def aside_count(self) -> int:
        """How many findings are waived or in the baseline."""
        return sum(len(group.findings) for group in self.aside)


def view_findings(findings: Sequence[Finding], rules: Iterable[RuleOutcome], source: Source) -> FindingsView:
    """Group and number ``findings``; the order inside a group is the order given."""
    families = {outcome.rule: outcome.family for outcome in rules}
    opened = [finding for finding in findings if finding.state == "open"]
    aside = [finding for finding in findings if finding.state != "open"]
    ordered = [finding for severity in SEVERITIES for finding in _by_rule(opened, severity)]
    ordered += _by_rule(aside)
    views = [
        FindingView(
            finding,
            number,
            mark,
            fold(finding.places),
            fold(finding.related),
            families.get(finding.rule, ""),
            next((source.chapter(place) for place in finding.places if place.offset is not None), None),
        )
        for number, (finding, mark) in enumerate(zip(ordered, anchors(ordered), strict=True), start=1)
    ]
    groups = []
    for severity in SEVERITIES:
        mine = [view for view in views if view.finding.state == "open" and view.finding.severity == severity]
        if mine:
            word, gloss = SEVERITY_WORDS[severity], SEVERITY_GLOSS[severity]
            groups.append(SeverityGroup(severity, word, gloss, len(mine), _group(mine)))
    internal = sum(map(is_internal, opened))
    return FindingsView(
        open=tuple(groups),
        aside=_group([view for view in views if view.finding.state != "open"]),
        internal=internal,
        gaps=len(opened) - internal,
    )


def anchors(findings: Sequence[Finding]) -> list[str]:
    """One lasting id a finding, made from its key alone; equal keys get a counter so that ids stay unique."""
    seen: dict[str, int] = {}
    marks = []
    for finding in findings:
        mark = "gap-" + digest(finding.key)
        seen[mark] = seen.get(mark, 0) + 1
        marks.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return marks


def anchor(prefix: str, name: str) -> str:
    """An id that is readable where ``name`` is a plain word and a digest where it is not."""
    return f"{prefix}-{name if re.fullmatch('[A-Za-z0-9-]{1,60}', name) else digest(name)}"


def digest(text: str) -> str:
    """Twelve hexadecimal digits of any text, lone surrogates included."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _by_rule(findings: Iterable[Finding], severity: Severity | None = None) -> list[Finding]:
    """Findings of one rule together, rules in the order of their first finding."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if severity in (None, finding.severity):
            groups.setdefault(finding.rule, []).append(finding)
    return [finding for group in groups.values() for finding in group]


def _group(views: Sequence[FindingView]) -> tuple[RuleGroup, ...]:
    groups: dict[str, list[FindingView]] = {}
    for view in views:
        groups.setdefault(view.finding.rule, []).append(view)
    return tuple(
        RuleGroup(rule, group[0].finding.title, _common([view.finding for view in group]), tuple(group))
        for rule, group in groups.items()
    )


def _common(findings: Sequence[Finding]) -> Common:
    if len(findings) == 1:
        return Common()
    whys, fixes = {finding.why for finding in findings}, {finding.fix for finding in findings}
    bases = {finding.basis for finding in findings}
    first = findings[0]
    return Common(
        why=first.why if len(whys) == 1 else None,
        fix=first.fix if len(fixes) == 1 else None,
        basis=first.basis if len(bases) == 1 else None,
    )


def fold(places: tuple[Place, ...]) -> Places:
    """Fold what is beyond the first few; a single one is not worth folding."""
    if len(places) <= _SHOWN + 1:
        return Places(places, ())
    return Places(places[:_SHOWN], places[_SHOWN:])
