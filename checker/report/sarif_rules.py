"""Rules as SARIF describes them, with the help that a forge shows beside a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from checker.model.result import SEVERITIES, Clause, Severity
from checker.model.rule import RuleFile
from checker.model.words import FAMILIES
from checker.report.explanation import clause_line, explain
from checker.report.markdown import escaped

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LONG = 2000
_BLANK = re.compile(r"\{[^{}]*\}")


class Described(Struct, frozen=True):
    """A rule and the fixed clauses that it cites."""

    rule: RuleFile
    basis: tuple[Clause, ...] = ()


def descriptor(described: Described) -> dict[str, Any]:
    """A rule as a ``reportingDescriptor``."""
    rule, basis = described.rule, described.basis
    family = FAMILIES.get(rule.id.rstrip("0123456789"), "其他")
    text = explain(rule, basis, "", "").rstrip()
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": _markdown(rule, basis, text)},
        "defaultConfiguration": {"level": LEVELS[_worst(rule)] if rule.method == "machine" else "none"},
        **({"deprecatedNames": list(rule.was)} if rule.was else {}),
        "properties": {
            "family": family,
            "basis": "规划自身" if isinstance(rule.basis, str) else "上位文件",
            "cite": [f"{clause.document} {clause.clause}" for clause in basis],
            "method": rule.method,
            "since": rule.since,
            "tags": [family],
        },
    }


def _worst(rule: RuleFile) -> Severity:
    """The level of the rule where it depends on the kind of the document: the worst that it can have."""
    if isinstance(rule.severity, str):
        return rule.severity
    return min(rule.severity.values(), key=SEVERITIES.index)


def _markdown(rule: RuleFile, basis: tuple[Clause, ...], text: str) -> str:
    """Why, on what ground and how to mend; the first two lines of ``text`` say what the rule is and where it counts."""
    title, _, about, *_ = text.splitlines()
    named = [f"- {escaped(clause_line(clause), _LONG)}" for clause in basis]
    if not named:
        internal = isinstance(rule.basis, str)
        named = ["- 规划自身的文字，不涉及上位文件" if internal else "- 每一处问题各引所对照的上位文件条款"]
    fix, why = escaped(_BLANK.sub("…", rule.fix), _LONG), escaped(rule.why, _LONG)
    return "\n\n".join((f"**{escaped(title)}**", escaped(about), why, "**依据**", "\n".join(named), f"**改法**：{fix}"))
