"""From failed checks to findings: one cause, one finding, with a key that survives moved lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.facts.fact import Fact
from checker.judging.judge import Judged, RuleVerdicts, fill
from checker.judging.rulebook import Rulebook
from checker.language.rules import CompiledRule
from checker.model.plan import Plan
from checker.model.result import SEVERITIES, Check, Clause, Finding, Place, Severity, Verdict
from checker.model.rule import RuleFile

MAX_EVIDENCE = 6  # places shown for a passed check; a report is not a copy of the plan
BINDING_STRENGTHS = ("要求", "禁止")


def checks_of(verdicts: RuleVerdicts) -> Iterable[Check]:
    """The checks of one rule as they are reported."""
    rule = verdicts.loaded.rule
    for judged in verdicts.judged:
        facts = (*judged.binding.values(), *judged.witnesses)
        evidence = [place for fact in facts for place in fact.places]
        subject = "；".join(fact.label for fact in _subject(verdicts.loaded.compiled, judged)) or rule.title
        yield Check(rule.id, subject, judged.verdict, judged.reason, tuple(evidence[:MAX_EVIDENCE]))


def findings_of(verdicts: RuleVerdicts, plan: Plan, rulebook: Rulebook) -> list[Finding]:
    """The findings of one rule: its failures grouped by subject, or by what the rule says."""
    compiled = verdicts.loaded.compiled
    if compiled is None:
        return []
    groups: dict[str, list[Judged]] = {}
    for judged in verdicts.judged:
        if judged.verdict is Verdict.FAIL:
            groups.setdefault(_key(compiled, judged), []).append(judged)
    decided = sum(judged.verdict in (Verdict.FAIL, Verdict.PASS) for judged in verdicts.judged)
    return [_finding(compiled, key, group, decided, plan, rulebook) for key, group in groups.items()]


def _subject(compiled: CompiledRule | None, judged: Judged) -> list[Fact]:
    return [judged.binding[alias] for alias in compiled.subject] if compiled else []


def _key(compiled: CompiledRule, judged: Judged) -> str:
    rule = compiled.rule
    if rule.group == "plan":
        return rule.id
    if compiled.group is not None:
        return f"{rule.id}:{judged.binding[compiled.group.alias].values[compiled.group.attribute]}"
    return ":".join([rule.id, *(fact.key for fact in _subject(compiled, judged))])


def _finding(
    compiled: CompiledRule, key: str, group: list[Judged], decided: int, plan: Plan, rulebook: Rulebook
) -> Finding:
    rule, first = compiled.rule, group[0]
    assert rule.at is not None
    each_basis = [basis_of(rule, judged.binding, rulebook) for judged in group]
    if len(group) > 1 and compiled.many is not None:
        message = fill(
            compiled.many, first.binding, {"n": len(group), "of": decided}, [judged.binding for judged in group]
        )
    elif len(group) > 1:
        message = f"{fill(compiled.message, first.binding)}（共 {len(group)} 处）"
    else:
        message = fill(compiled.message, first.binding)
    places = _places(group, (rule.at,), with_witnesses=compiled.expects == "none")
    related = _places(group, rule.related, with_witnesses=False)
    subject = plan.title if rule.group == "plan" else "；".join(fact.label for fact in _subject(compiled, first))
    return Finding(
        key=key,
        rule=rule.id,
        name=rule.name,
        title=rule.title,
        severity=min((_severity(rule, plan, basis) for basis in each_basis), key=SEVERITIES.index),
        subject=subject,
        message=message,
        why=rule.why.strip(),
        fix=fill(compiled.fix, first.binding),
        places=places,
        related=tuple(place for place in related if place not in places),
        basis=tuple(dict.fromkeys(clause for basis in each_basis for clause in basis)),
        checks=len(group),
    )


def _places(group: list[Judged], aliases: Iterable[str], *, with_witnesses: bool) -> tuple[Place, ...]:
    aliases = tuple(aliases)
    facts = [
        fact
        for judged in group
        for fact in (
            *(judged.binding[alias] for alias in aliases),
            *(judged.witnesses if with_witnesses else ()),
        )
    ]
    return tuple(dict.fromkeys(place for fact in facts for place in fact.places))


def basis_of(rule: RuleFile, binding: Mapping[str, Fact], rulebook: Rulebook) -> tuple[Clause, ...]:
    """The clauses a rule rests on for this binding; none for an internal rule."""
    if isinstance(rule.basis, str):
        return ()
    if isinstance(rule.basis.cite, str):
        clause = binding[rule.basis.cite].clause
        return (clause,) if clause else ()
    return tuple(rulebook.clauses[reference.document, reference.clause] for reference in rule.basis.cite)


def _severity(rule: RuleFile, plan: Plan, basis: tuple[Clause, ...]) -> Severity:
    """What the rule says for this kind of plan; an upper document makes an error only by a verified 要求 or 禁止."""
    severity: Severity = rule.severity if isinstance(rule.severity, str) else rule.severity.get(plan.kind, "info")
    binding = all(clause.strength in BINDING_STRENGTHS and clause.confidence == "verified" for clause in basis)
    return "warning" if severity == "error" and basis and not binding else severity
