"""From matches to verdicts: one check a binding of a rule, by the first of these that holds.

A need not met → 无法判断; failed on something doubtful, or nothing found where a doubtful item may be what is looked
for → 无法判断; nothing found in a list that the text cut off → 无法判断; failed → 不符合; else 符合. A rule that does
not apply or has nothing to check: 不适用, with the reason.

A pass speaks of what is there: where the text was cut off, nothing wrong has been seen so far (the report says that
the text is not complete). One doubtful value leaves every failure of its row open: nobody knows which it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from checker.engine.port import Matches
from checker.facts.fact import Fact
from checker.facts.parents import governs
from checker.facts.vocabulary import NO_UNIT
from checker.language.pack import LoadedRule
from checker.language.rules import CompiledNeed, CompiledRule
from checker.language.schema import Kind
from checker.language.syntax import Reference
from checker.language.templates import ALL, Template
from checker.model.plan import Plan
from checker.model.result import Verdict
from checker.model.rule import RuleFile
from checker.model.words import KINDS, LEVELS, LISTS, STAGES


class Judged(Struct, frozen=True):
    """A binding with its verdict. ``witnesses`` are the facts that some/none found."""

    binding: Mapping[str, Fact]
    verdict: Verdict
    reason: str = ""
    witnesses: tuple[Fact, ...] = ()


class RuleVerdicts(Struct, frozen=True):
    """All checks of one rule on one plan; ``not_applicable`` is the reason when there is none."""

    loaded: LoadedRule
    judged: tuple[Judged, ...]
    not_applicable: str = ""


def inapplicable(rule: RuleFile, plan: Plan) -> str:
    """Why a rule does not look at this plan; "" when it does."""
    where = rule.applies_to
    if where.kind and plan.kind not in where.kind:
        return f"只查{'、'.join(KINDS[kind] for kind in where.kind)}，这是{KINDS[plan.kind]}"
    if where.level and plan.region.level not in where.level:
        return f"只查{'、'.join(LEVELS[level] for level in where.level)}文件，这是{LEVELS[plan.region.level]}"
    if where.stage and plan.stage not in where.stage:
        return f"只查{'、'.join(STAGES[stage] for stage in where.stage)}，这是{STAGES[plan.stage]}"
    if where.period is not None:
        if plan.period is None:
            return "规划期不明"
        starts = plan.period.start or plan.period.end
        if where.period.end < starts or (where.period.start or 0) > plan.period.end:
            return f"只查与 {where.period.start or ''}—{where.period.end} 年有交集的规划"
    return ""


def without_authority(rule: RuleFile, plan: Plan, documents: Mapping[str, Plan]) -> str:
    """Why the clauses a rule rests on can't be held against this plan; "" when they can.

    A clause says nothing about a plan that was written before it or belongs to another period.
    """
    if isinstance(rule.basis, str) or isinstance(rule.basis.cite, str):
        return ""
    for reference in rule.basis.cite:
        document = documents[reference.document]
        if not governs(document, plan):
            return f"所依据的《{document.title}》晚于这份文件，或不是它这一时期、这一级的上位文件"
    return ""


def judge(
    loaded: LoadedRule,
    plan: Plan,
    facts: Mapping[str, Fact],
    matches: Matches,
    documents: Mapping[str, Plan],
) -> RuleVerdicts:
    """All checks of one rule, in the order of the summary; ``documents`` are those that rules may cite, by id."""
    reason = inapplicable(loaded.rule, plan) or without_authority(loaded.rule, plan, documents)
    if reason:
        return RuleVerdicts(loaded, (), reason)
    if loaded.compiled is None:
        return RuleVerdicts(loaded, (Judged({}, Verdict.MANUAL, loaded.rule.message),))
    rule = loaded.compiled
    bindings = sorted(matches[rule.given.name], key=lambda ids: tuple(_ordinal(fact_id) for fact_id in ids))
    if not bindings:
        return RuleVerdicts(loaded, (), "没有可查的对象")
    unmet = [(need, matches[need.query.name]) for need in rule.needs]
    decided = _by_binding(matches[rule.deciding.name], len(rule.aliases))
    perhaps = cache(lambda: _perhaps(rule, facts))  # the same for every check that fails
    judged = []
    for ids in bindings:
        binding = {alias: facts[fact_id] for alias, fact_id in zip(rule.aliases, ids, strict=True)}
        reason = next((_unmet(need, binding) for need, found in unmet if ids in found), "")
        witnesses = tuple(facts[fact_id] for fact_id in decided.get(ids, ()))
        judged.append(_verdict(rule, plan, binding, reason, ids in decided, witnesses, perhaps))
    return RuleVerdicts(loaded, tuple(judged))


def _unmet(need: CompiledNeed, binding: Mapping[str, Fact]) -> str:
    """Why a need is not met; where one of two quantities has no unit at all, that is said plainly."""
    if need.units:
        units = [binding[each.alias].values[f"{each.attribute}_unit"] for each in need.reason.references]
        if NO_UNIT in units:
            return "有一个数没有写单位，不能比较"
    return fill(need.reason, binding)


def _verdict(
    rule: CompiledRule,
    plan: Plan,
    binding: Mapping[str, Fact],
    unmet: str,
    found: bool,
    witnesses: tuple[Fact, ...],
    perhaps: Callable[[], Fact | None],
) -> Judged:
    if unmet:
        return Judged(binding, Verdict.UNDECIDED, unmet)
    failed = not found if rule.expects == "some" else found
    if not failed:
        return Judged(binding, Verdict.PASS, "", witnesses if rule.expects == "some" else ())
    doubtful = [fact for fact in (*binding.values(), *witnesses) if fact.review]
    if doubtful:
        return Judged(binding, Verdict.UNDECIDED, f"抽取存疑：{doubtful[0].label}", witnesses)
    kind = rule.witness_kind
    if rule.expects == "some" and kind is not None:
        doubted = perhaps()
        if doubted:
            return Judged(binding, Verdict.UNDECIDED, f"抽取存疑：{doubted.label}，可能就是要找的")
        if kind.drawn_from in plan.cut:
            return Judged(binding, Verdict.UNDECIDED, f"文本不完整，{LISTS[kind.drawn_from]}可能还有下文")
    return Judged(binding, Verdict.FAIL, "", witnesses)


def _perhaps(rule: CompiledRule, facts: Mapping[str, Fact]) -> Fact | None:
    """The first fact that may be what a rule looked for in vain."""
    kind = rule.witness_kind
    if kind is None:
        return None
    return next((fact for fact in facts.values() if _may_be_any(fact, kind)), None)


def _may_be_any(fact: Fact, kind: Kind) -> bool:
    """Whether a fact of this kind is so doubtful that it may be about anything."""
    return fact.kind == kind.name and fact.review and not (kind.known_by and fact.values[f"has_{kind.known_by}"])


def _by_binding(found: frozenset[tuple[str, ...]], size: int) -> dict[tuple[str, ...], list[str]]:
    """The witnesses (the ids beyond the bound ones) of each binding, in the order of the summary."""
    grouped: dict[tuple[str, ...], list[str]] = {}
    for ids in sorted(found, key=lambda ids: tuple(_ordinal(fact_id) for fact_id in ids)):
        grouped.setdefault(ids[:size], []).extend(ids[size:])
    return grouped


@lru_cache(maxsize=1 << 14)
def _ordinal(fact_id: str) -> tuple[str, int]:
    kind, _, number = fact_id.partition(":")
    return kind, int(number)


def fill(
    template: Template,
    binding: Mapping[str, Fact],
    counts: Mapping[str, int] | None = None,
    group: Sequence[Mapping[str, Fact]] = (),
) -> str:
    """A message with the words of the bound facts.

    ``counts`` gives ``{n}`` and ``{of}``, ``group`` the bindings whose values ``{alias.attribute+}`` lists.
    """

    def value_of(reference: Reference) -> str:
        if reference.attribute.endswith(ALL):
            every = (each[reference.alias].text(reference.attribute.removesuffix(ALL)) for each in group)
            return "、".join(f"「{value}」" for value in dict.fromkeys(every))
        if not reference.alias:
            assert counts is not None
            return str(counts[reference.attribute])
        return binding[reference.alias].text(reference.attribute)

    return template.render(value_of)
