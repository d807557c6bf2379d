"""A rule's own cases, run through the real way: facts, engine, verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from checker.facts import Fact
from checker.judging.findings import findings_of
from checker.judging.judge import RuleVerdicts
from checker.judging.rulebook import Rulebook
from checker.judging.session import Session
from checker.language.pack import LoadedRule
from checker.loading.plans import LoadedPlan, plan_of
from checker.loading.problems import UnusableInput
from checker.loading.reference import no_data
from checker.loading.validation import validate
from checker.loading.yaml_tree import Marks, Tree
from checker.model.plan import Plan
from checker.model.rule import Case, CaseExpectation

if TYPE_CHECKING:
    from checker.model.data import DataOf

_LOCAL: dict[str, Any] = {
    "schema": 1,
    "id": "case-plan",
    "title": "临江市知识产权规划",
    "region": {"name": "临江市", "level": "city", "province": "江东省"},
    "kind": "plan",
    "period": {"start": 2021, "end": 2025},
}
_UPPER: dict[str, Any] = {
    "schema": 1,
    "id": "case-parent",
    "title": "国家知识产权规划（样例）",
    "region": {"name": "全国", "level": "nation"},
    "kind": "plan",
    "period": {"start": 2021, "end": 2025},
}
Outcome = Counter[tuple[str, str, str]]  # verdict, message, reason


class CaseFailure(Struct, frozen=True):
    """A case that did not come out as written."""

    rule: str
    case: str
    message: str


def run_cases(loaded: LoadedRule, rulebook: Rulebook) -> Iterator[CaseFailure]:
    """Run every case of a rule; nothing comes out where all are as written."""
    if loaded.compiled is None:
        return  # a check-list line for a person: there is nothing to judge
    if not loaded.rule.cases:
        yield CaseFailure(loaded.rule.id, "", "没有写 cases")
    session = Session(rulebook, rules=[loaded])
    for case in loaded.rule.cases:
        try:
            measured = measured_case(case, rulebook)
        except UnusableInput as unusable:
            yield CaseFailure(loaded.rule.id, case.name, f"样例不合格式：{unusable.problems[0].message}")
            continue
        failure = measured.failure(session, rulebook)
        if failure:
            yield CaseFailure(loaded.rule.id, case.name, failure)


class MeasuredCase(Struct, frozen=True):
    """A case with the facts of its plan."""

    case: Case
    plan: Plan
    facts: tuple[Fact, ...]

    def failure(self, session: Session, rulebook: Rulebook) -> str:
        """How what the session's one rule says of the case differs from what is written; "" where it does not."""
        (verdicts,) = session.judged(self.plan, self.facts)
        return _difference(self.case.expect, _outcome(verdicts, self.plan, rulebook))


def measured_case(case: Case, rulebook: Rulebook) -> MeasuredCase:
    """Measure the plan of a case against the parents and the reference data of the case alone. UnusableInput."""
    known = {plan.id: plan for plan in (_plan(part, _UPPER).plan for part in case.parents or ())}
    subject = _plan(case.plan, _LOCAL)
    # the shipped outlines would judge an invented city; a case brings the parents it needs
    alone = replace(rulebook, outlines={}, data=_data(case))
    _, facts = Session(alone, rules=(), known=known).measured(subject)
    return MeasuredCase(case, subject.plan, tuple(facts))


def _data(case: Case) -> DataOf:
    """The reference data of a case, whatever the place."""
    if not case.data:
        return no_data
    from checker.model.data import ReferenceData

    data = validate(ReferenceData, Tree("样例", case.data, Marks(1, 1)))
    return lambda _places: data


def _plan(part: Mapping[str, Any], defaults: Mapping[str, Any]) -> LoadedPlan:
    tree = Tree("样例", {**defaults, **part}, Marks(1, 1))
    return LoadedPlan(plan_of(tree), tree.marks, tree.file, "")


def _outcome(verdicts: RuleVerdicts, plan: Plan, rulebook: Rulebook) -> Outcome:
    if verdicts.not_applicable:
        return Counter({("不适用", "", verdicts.not_applicable): 1})
    found: Outcome = Counter((str(judged.verdict), "", judged.reason) for judged in verdicts.judged)
    failures = [key for key in found if key[0] == "不符合"]
    for key in failures:
        del found[key]
    for finding in findings_of(verdicts, plan, rulebook):
        found["不符合", finding.message, ""] += finding.checks
    return found


def _difference(expected: Sequence[CaseExpectation], outcome: Outcome) -> str:
    left = Counter(outcome)
    for one in expected:
        matching = [
            key
            for key in left
            if key[0] == one.verdict and one.message in (None, key[1]) and one.reason in (None, key[2])
        ]
        count = sum(left[key] for key in matching)
        if count < one.times:
            return f"应有 {one.times} 个「{one.verdict}」{one.message or one.reason or ''}，得到 {_shown(outcome)}"
        todo = one.times
        for key in matching:
            taken = min(todo, left[key])
            left[key] -= taken
            todo -= taken
    rest = +left
    return f"多出 {_shown(rest)}" if rest else ""


def _shown(outcome: Outcome) -> str:
    parts = (f"{verdict}×{count} {message}{reason}".strip() for (verdict, message, reason), count in outcome.items())
    return "；".join(parts) or "无"
