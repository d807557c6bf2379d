"""The files that hold decisions: ``waivers.yaml`` and the baseline."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.loading.problems import UnusableInput
from checker.loading.validation import validate
from checker.loading.yaml_tree import Tree, load
from checker.model.record import Record
from checker.model.result import PlanResult, Problem
from checker.model.rule import RuleFile
from checker.model.waivers import Baseline, Waiver, Waivers
from checker.settling.settle import rule_of
from checker.version import __version__

_ID = re.compile(r"[A-Z]{2,5}\d{3}")
_JUDGING = {"id", "method", "applies_to", "basis", "given", "needs", "expect", "at", "subject", "group"}


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; UnusableInput with every error of it."""
    return read_waivers(load(path, shown=str(path)))


def read_waivers(tree: Tree) -> tuple[Waiver, ...]:
    """The waivers of a parsed file; UnusableInput with every error of it."""
    waivers = validate(Waivers, tree).waivers
    problems = []
    seen: set[tuple[str, str, str | None]] = set()
    for index, waiver in enumerate(waivers):
        mark = tree.marks.find(("waivers", index))
        if waiver.expires.last is None:
            problems.append(Problem(tree.file, "expires 要写明到哪一天为止", mark.line, mark.column))
        if (waiver.plan, waiver.rule, waiver.where) in seen:
            problems.append(Problem(tree.file, "同一豁免写了两次", mark.line, mark.column))
        if waiver.where and _ID.fullmatch(waiver.rule) and rule_of(waiver.where) != waiver.rule:
            where = tree.marks.find(("waivers", index, "where"))
            problems.append(
                Problem(
                    tree.file,
                    f"where 应是 {waiver.rule} 的一处问题的标识，以 {waiver.rule}: 开头",
                    where.line,
                    where.column,
                )
            )
        seen.add((waiver.plan, waiver.rule, waiver.where))
    if problems:
        raise UnusableInput(problems)
    return waivers


def load_baseline(path: Path) -> Baseline:
    """The baseline of a repository (JSON, which is YAML too); UnusableInput."""
    return validate(Baseline, load(path, shown=str(path)))


def rule_digest(rule: RuleFile) -> str:
    """The first digits of what a rule looks for: with another digest it may find other things, whatever it says."""
    import json

    judging = {name: _plain(getattr(rule, name)) for name in rule.__struct_fields__ if name in _JUDGING}
    return hashlib.sha256(json.dumps(judging, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def changed_rules(baseline: Baseline, rules: Iterable[RuleFile]) -> list[str]:
    """The rules that look for something else than when the baseline was written."""
    return [rule.id for rule in rules if rule.id in baseline.rules and baseline.rules[rule.id] != rule_digest(rule)]


def write_baseline(plans: Iterable[PlanResult], rules: Iterable[RuleFile]) -> str:
    """The text of a baseline with the findings of ``plans`` that are not waived; ``rules`` are those that ran."""
    kept: dict[str, set[str]] = {}
    for plan in plans:
        kept.setdefault(plan.id, set()).update(each.key for each in plan.findings if each.state != "waived")
    return _written(
        __version__,
        {rule.id: rule_digest(rule) for rule in rules},
        {plan: sorted(keys) for plan, keys in sorted(kept.items())},
    )


def pruned(baseline: Baseline, stale: Mapping[str, Iterable[str]]) -> str:
    """The same baseline without the entries that are no findings any more."""
    plans = {
        plan: [key for key in keys if key not in set(stale.get(plan, ()))] for plan, keys in baseline.plans.items()
    }
    return _written(baseline.tool, baseline.rules, plans)


def _written(tool: str, rules: Mapping[str, str], plans: Mapping[str, Sequence[str]]) -> str:
    kept = {plan: keys for plan, keys in plans.items() if keys}
    found = {rule_of(key) for keys in kept.values() for key in keys}
    used = {rule: digest for rule, digest in sorted(rules.items()) if rule in found}
    whole = {"version": 1, "tool": tool, "rules": used, "plans": kept}
    import json

    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
