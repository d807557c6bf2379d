"""Checks that are no findings: undecided, not applicable, left to a person, passed; and the parents' clauses."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from checker.model.result import Check, ClauseRow, Place, PlanResult, RuleOutcome, Verdict
from checker.report.wording import brief_clause


class RuleChecks(Struct, frozen=True):
    """Checks of one rule."""

    rule: str
    title: str
    checks: tuple[Check, ...]


class ReasonGroup(Struct, frozen=True):
    """Checks with the same reason, by rule."""

    reason: str
    rules: tuple[RuleChecks, ...]

    @property
    def count(self) -> int:
        """How many checks share the reason."""
        return sum(len(rule.checks) for rule in self.rules)


class ManualItem(Struct, frozen=True):
    """A line of the reviewer's check list."""

    title: str
    check: Check


class OutcomeView(Struct, frozen=True):
    """How a rule fared: its counts in the order of ``Verdict``, its passes and what they rest on."""

    outcome: RuleOutcome
    counts: tuple[int, ...]
    evidence: int
    passes: tuple[Check, ...]


class Family(Struct, frozen=True):
    """The outcomes of one family of rules."""

    name: str
    outcomes: tuple[OutcomeView, ...]


class ClauseView(Struct, frozen=True):
    """A parent's clause with the outcomes of the rules that judge it."""

    row: ClauseRow
    outcomes: tuple[RuleOutcome, ...]
    unknown: tuple[str, ...]


class ClauseGroup(Struct, frozen=True):
    """The clauses of one parent."""

    document: str
    clauses: tuple[ClauseView, ...]


def undecided(plan: PlanResult) -> tuple[ReasonGroup, ...]:
    """What could not be judged, equal reasons together."""
    return _by_reason(plan, (check for check in plan.checks if check.verdict is Verdict.UNDECIDED))


def not_applicable(plan: PlanResult) -> tuple[ReasonGroup, ...]:
    """What does not apply: rules with nothing to check, and single checks that say so."""
    idle = {outcome.rule: outcome.not_applicable for outcome in plan.rules if outcome.not_applicable}
    whole = [Check(rule, "", Verdict.NOT_APPLICABLE, reason) for rule, reason in idle.items()]
    single = [check for check in plan.checks if check.verdict is Verdict.NOT_APPLICABLE]
    rest = [check for check in single if check.subject or check.reason != idle.get(check.rule)]
    return _by_reason(plan, [*whole, *rest])


def manual(plan: PlanResult) -> tuple[ManualItem, ...]:
    """The reviewer's check list."""
    titles = _titles(plan)
    return tuple(
        ManualItem(titles.get(check.rule, ""), check) for check in plan.checks if check.verdict is Verdict.MANUAL
    )


def families(plan: PlanResult) -> tuple[Family, ...]:
    """Every rule with its counts, by family."""
    passes: dict[str, list[Check]] = {}
    for check in plan.checks:
        if check.verdict is Verdict.PASS:
            passes.setdefault(check.rule, []).append(check)
    groups: dict[str, list[OutcomeView]] = {}
    for outcome in plan.rules:
        mine = tuple(passes.get(outcome.rule, ()))
        counts = tuple(outcome.counts.get(verdict, 0) for verdict in Verdict)
        evidence = sum(len(check.evidence) for check in mine)
        groups.setdefault(outcome.family, []).append(OutcomeView(outcome, counts, evidence, mine))
    return tuple(Family(name, tuple(outcomes)) for name, outcomes in groups.items())


def clauses(plan: PlanResult) -> tuple[ClauseGroup, ...]:
    """The parents' clauses by parent, each with how the rules behind it fared."""
    outcomes = {outcome.rule: outcome for outcome in plan.rules}
    groups: dict[str, list[ClauseView]] = {}
    for row in plan.clauses:
        view = ClauseView(
            row,
            tuple(outcomes[rule] for rule in row.rules if rule in outcomes),
            tuple(rule for rule in row.rules if rule not in outcomes),
        )
        groups.setdefault(brief_clause(replace(row.clause, clause="")), []).append(view)
    return tuple(ClauseGroup(document, tuple(views)) for document, views in groups.items())


def stand(places: Iterable[Place]) -> str:
    """Where the evidence of a check stands, in short: its lines in the summary, else its place in the text."""
    groups: dict[str, list[int]] = {}
    for place in places:
        if place.line is not None:
            groups.setdefault("{} 行", []).append(place.line)
        elif place.page is not None:
            groups.setdefault("{} 页", []).append(place.page)
        elif place.paragraph is not None:
            groups.setdefault("{} 段", []).append(place.paragraph)
        elif place.offset is not None:
            groups.setdefault("{} 字", []).append(place.offset + 1)
    return "，".join(form.format("、".join(map(str, dict.fromkeys(numbers)))) for form, numbers in groups.items())


def _by_reason(plan: PlanResult, checks: Iterable[Check]) -> tuple[ReasonGroup, ...]:
    titles = _titles(plan)
    reasons: dict[str, dict[str, list[Check]]] = {}
    for check in checks:
        reasons.setdefault(check.reason, {}).setdefault(check.rule, []).append(check)
    return tuple(
        ReasonGroup(
            reason or "未说明原因",
            tuple(RuleChecks(rule, titles.get(rule, ""), tuple(group)) for rule, group in rules.items()),
        )
        for reason, rules in reasons.items()
    )


def _titles(plan: PlanResult) -> dict[str, str]:
    return {outcome.rule: outcome.title for outcome in plan.rules}
