"""The files that hold decisions: ``waivers.yaml`` and the baseline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel

from checker import __version__
from checker.loading.problems import UnusableInput
from checker.loading.validation import validate
from checker.loading.yaml_tree import load
from checker.model.result import PlanResult, Problem
from checker.model.waivers import Baseline, Waiver, Waivers


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; UnusableInput with every error of it."""
    tree = load(path, shown=str(path))
    waivers = validate(Waivers, tree).waivers
    problems = []
    seen: set[tuple[str, str, str | None]] = set()
    for index, waiver in enumerate(waivers):
        mark = tree.marks.find(("waivers", index))
        if waiver.expires.last is None:
            problems.append(Problem(str(path), "expires 要写明到哪一天为止", mark.line, mark.column))
        if (waiver.plan, waiver.rule, waiver.where) in seen:
            problems.append(Problem(str(path), "同一豁免写了两次", mark.line, mark.column))
        seen.add((waiver.plan, waiver.rule, waiver.where))
    if problems:
        raise UnusableInput(problems)
    return waivers


def load_baseline(path: Path) -> Baseline:
    """The baseline of a repository (JSON, which is YAML too); UnusableInput."""
    return validate(Baseline, load(path, shown=str(path)))


def rule_digest(rule: BaseModel) -> str:
    """The first digits of a rule's content: another digest, another rule."""
    return hashlib.sha256(rule.model_dump_json(exclude={"cases"}).encode()).hexdigest()[:12]


def write_baseline(plans: Iterable[PlanResult], rules: Mapping[str, str]) -> str:
    """The text of a baseline with the open findings of ``plans``; ``rules``: digests of the rules that found them."""
    kept = {plan.id: sorted({each.key for each in plan.findings if each.state != "waived"}) for plan in plans}
    found = {key.split(":")[0] for keys in kept.values() for key in keys}
    whole = {
        "version": 1,
        "tool": __version__,
        "rules": {rule: digest for rule, digest in sorted(rules.items()) if rule in found},
        "plans": {plan: keys for plan, keys in sorted(kept.items()) if keys},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def pruned(baseline: Baseline, stale: Mapping[str, Iterable[str]]) -> str:
    """The same baseline without the entries that are no findings any more."""
    plans = {
        plan: [key for key in keys if key not in set(stale.get(plan, ()))] for plan, keys in baseline.plans.items()
    }
    whole = {
        "version": 1,
        "tool": baseline.tool,
        "rules": baseline.rules,
        "plans": {plan: keys for plan, keys in plans.items() if keys},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
