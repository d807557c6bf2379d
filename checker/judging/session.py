"""A checking session: the rulebook compiled once, then one plan after another measured, matched and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ParamSpec, TypeVar

from checker.engine import make_engine
from checker.engine.port import Engine, EngineFact
from checker.facts import Fact, measure
from checker.facts.documents import DocumentIndex
from checker.facts.kinds import COLUMNS
from checker.facts.parents import Parent, find_parents
from checker.facts.references import dangling
from checker.judging.clause_map import clause_rows
from checker.judging.findings import checks_of, findings_of
from checker.judging.judge import RuleVerdicts, judge
from checker.judging.profile import Profile
from checker.judging.rulebook import Rulebook, queries_of
from checker.judging.tables import indicator_rows, protection_rows
from checker.language.pack import LoadedRule
from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput
from checker.model.plan import Plan
from checker.model.result import (
    SEVERITIES,
    ParentUse,
    PlanResult,
    RuleOutcome,
    Run,
    Verdict,
)
from checker.model.words import FAMILIES
from checker.version import __version__

P = ParamSpec("P")
T = TypeVar("T")


class Session:
    """Checks plans with one set of rules. ``known``: documents that may be parents, beside the shipped outlines."""

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        rules: Sequence[LoadedRule] | None = None,
        known: Mapping[str, Plan] | None = None,
        engine: Engine | None = None,
        profile: Profile | None = None,
    ) -> None:
        """``profile`` is told where the time goes."""
        self._profile = profile
        self.rulebook = rulebook
        self.rules = tuple(rulebook.rules if rules is None else rules)
        self.known = {**rulebook.outlines, **(known or {})}
        self.documents = DocumentIndex(self.known.values()) if known else rulebook.documents
        queries = queries_of(self.rules)
        self._wanted = {pattern.kind for query in queries for pattern in query.patterns}
        self.engine = engine or make_engine(
            queries, COLUMNS, ready=rulebook.ready, spent=profile.matched if profile else None
        )

    @property
    def run(self) -> Run:
        """The envelope of this session's results."""
        return Run(__version__, self.engine.name, len(self.rules))

    def measured(self, loaded: LoadedPlan, wanted: Collection[str] | None = None) -> tuple[list[Parent], list[Fact]]:
        """The parents of a plan, and its facts, at least those of the kinds ``wanted``. UnusableInput."""
        if problems := dangling(loaded, self.known, self.documents, self.rulebook.vocabulary):
            raise UnusableInput(problems)
        parents = find_parents(loaded, self.known)
        above = [parent.plan for parent in parents]
        known = list(self.known.values())
        watch = self._profile.measuring if self._profile else None
        book = self.rulebook
        return parents, measure(loaded, above, known, self.documents, book.vocabulary, book.data, watch, wanted)

    def judged(self, plan: Plan, facts: Sequence[Fact]) -> list[RuleVerdicts]:
        """Every rule's checks on what was measured. EngineFault."""
        matches = self.engine.run([EngineFact(fact.id, fact.kind, fact.values) for fact in facts])
        by_id = {fact.id: fact for fact in facts}
        outlines = self.rulebook.outlines
        return [self._for_rule(rule, judge, rule, plan, by_id, matches, outlines) for rule in self.rules]

    def _for_rule(self, loaded: LoadedRule, step: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        if self._profile is None:
            return step(*given, **named)
        return self._profile.judging_rule(loaded.rule.id, step, *given, **named)

    def verdicts(self, loaded: LoadedPlan) -> tuple[list[Parent], list[RuleVerdicts]]:
        """The parents of a plan, and every rule's checks on it. UnusableInput, EngineFault."""
        parents, facts = self.measured(loaded, self._wanted)
        return parents, self.judged(loaded.plan, facts)

    def check(self, loaded: LoadedPlan) -> PlanResult:
        """Everything about one plan. UnusableInput when it can't be checked, EngineFault for an internal fault."""
        parents, verdicts = self.verdicts(loaded)
        if self._profile:
            self._profile.plans += 1
        plan = loaded.plan
        checks = [check for each in verdicts for check in checks_of(each)]
        findings = [
            finding
            for each in verdicts
            for finding in self._for_rule(each.loaded, findings_of, each, plan, self.rulebook)
        ]
        findings.sort(key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))
        counts = Counter(check.verdict for check in checks)
        counts[Verdict.NOT_APPLICABLE] = sum(1 for each in verdicts if each.not_applicable)
        period = plan.period
        return PlanResult(
            id=plan.id,
            title=plan.title,
            region=plan.region.name,
            level=plan.region.level,
            kind=plan.kind,
            stage=plan.stage,
            issued=str(plan.issued) if plan.issued else "",
            period=f"{period.start or '？'}—{period.end}" if period else "",
            file=loaded.file,
            sha256=loaded.sha256,
            source_file="、".join(source.file for source in plan.origins),
            source_sha256="、".join(source.sha256 for source in plan.origins if source.sha256),
            cut=tuple(sorted(plan.cut)),
            parents=tuple(
                ParentUse(parent.plan.id, parent.plan.title, parent.plan.number or "", parent.why) for parent in parents
            ),
            counts={verdict: counts[verdict] for verdict in Verdict},
            rules=tuple(_outcome(each) for each in verdicts),
            checks=tuple(checks),
            findings=tuple(findings),
            indicators=indicator_rows(loaded, parents, self.rulebook.vocabulary, self.rulebook.data),
            protections=protection_rows(loaded, parents, self.rulebook.vocabulary),
            clauses=clause_rows(plan, parents, verdicts, self.rulebook),
            province=plan.region.province or "",
            notes=loaded.notes,
        )


def _outcome(verdicts: RuleVerdicts) -> RuleOutcome:
    rule = verdicts.loaded.rule
    counts = Counter(judged.verdict for judged in verdicts.judged)
    if verdicts.not_applicable:
        counts[Verdict.NOT_APPLICABLE] = 1
    family = FAMILIES.get(rule.id.rstrip("0123456789"), "其他")
    return RuleOutcome(
        rule.id,
        rule.name,
        rule.title,
        family,
        {verdict: counts[verdict] for verdict in Verdict},
        verdicts.not_applicable,
    )
