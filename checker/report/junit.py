"""JUnit XML: a suite a plan, a case a rule. What passed is shown; what could not be judged is skipped, with why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from msgspec import Struct

from checker.loading.problems import describe
from checker.model.result import Check, Finding, PlanResult, Problem, RuleOutcome, Severity, Verdict
from checker.report.machine import Finish, Target, decided, explained, idle_waivers, path_of
from checker.report.wording import SEVERITY_WORDS, STATE_WORDS, clean

_FORBIDDEN = re.compile("[\ufffe\uffff]")  # XML has no way of writing them; control characters are gone before


class _Case(Struct, frozen=True):
    """A test case: its element, and how it counts (failures, errors, skipped)."""

    element: str
    counted: str = ""


class JunitReport:
    """A file of test suites; written when all is known, since its head has the totals."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._suites: list[str] = []
        self._totals: Counter[str] = Counter()

    def start(self) -> str:
        return ""

    def plan(self, plan: PlanResult, text: str | None) -> str:
        """Take in one plan."""
        target = Target(path_of(plan.file, self._root), text)
        findings: dict[str, list[Finding]] = {}
        for finding in plan.findings:
            findings.setdefault(finding.rule, []).append(finding)
        left: dict[str, list[Check]] = {}
        for check in plan.checks:
            if check.verdict in (Verdict.UNDECIDED, Verdict.MANUAL):
                left.setdefault(check.rule, []).append(check)
        cases = [
            _case(plan, outcome, findings.get(outcome.rule, []), left.get(outcome.rule, []), target)
            for outcome in plan.rules
        ]
        remarks = [*plan.notes, *(said for _, said in idle_waivers(plan))]
        properties = {"plan": plan.id, "sha256": plan.sha256, "parents": "；".join(use.title for use in plan.parents)}
        self._suite(plan.title, target.path, cases, remarks, properties)
        return ""

    def end(self, finish: Finish) -> str:
        """The whole file; an input that could not be used is a suite with an error."""
        for problem in finish.problems:
            self._suite(problem.file, path_of(problem.file, self._root), [_unusable(problem)])
        said = list(finish.remarks())
        if said:
            self._suite("guiheng", "", [_remark(severity, message) for severity, message in said])
        head = {"name": "guiheng", **{name: str(self._totals[name]) for name in ("tests", "failures", "errors")}}
        suites = "".join(self._suites)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element("testsuites", head, chr(10) + suites)}\n'

    def _suite(
        self,
        name: str,
        file: str,
        cases: Sequence[_Case],
        remarks: Sequence[str] = (),
        properties: dict[str, str] | None = None,
    ) -> None:
        counts = Counter(case.counted for case in cases)
        counts["tests"] = len(cases)
        self._totals.update(counts)
        names = ("tests", "failures", "errors", "skipped")
        attributes = {"name": name, **{each: str(counts[each]) for each in names}, "file": file}
        inside = [
            _element("property", {"name": key, "value": value}) for key, value in (properties or {}).items() if value
        ]
        body = [_element("properties", {}, "".join(inside))] if inside else []
        body += [case.element for case in cases]
        body += [_element("system-out", {}, _lines(remarks))] if remarks else []
        self._suites.append(_element("testsuite", attributes, "\n" + "".join(f"{each}\n" for each in body)) + "\n")


def _case(
    plan: PlanResult, outcome: RuleOutcome, findings: Sequence[Finding], left: Sequence[Check], target: Target
) -> _Case:
    """One rule on one plan: failed, else not decided, else set aside, else not applicable, else passed."""
    attributes = {"name": f"{outcome.rule} {outcome.title}", "classname": plan.id}
    opened = [finding for finding in findings if finding.state == "open"]
    aside = [f"{finding.message}（{decided(finding)}）" for finding in findings if finding.state != "open"]
    undecided = [f"{check.verdict}：{check.subject}{f'：{check.reason}' if check.reason else ''}" for check in left]
    if opened:
        more = f"（共 {len(opened)} 个问题）" if len(opened) > 1 else ""
        text = [line for finding in opened for line in (*explained(finding, target), "")] + undecided + aside
        worst = {"type": opened[0].severity, "message": f"{opened[0].message}{more}"}
        return _Case(_element("testcase", attributes, _element("failure", worst, _lines(text))), "failures")
    if undecided or aside:
        kind = left[0].verdict if left else STATE_WORDS[findings[0].state]
        why = [*undecided, *aside]
        more = f"（共 {len(why)} 项）" if len(why) > 1 else ""
        return _skipped(attributes, kind, f"{why[0]}{more}", why if len(why) > 1 else ())
    if outcome.not_applicable:
        return _skipped(attributes, Verdict.NOT_APPLICABLE, f"{Verdict.NOT_APPLICABLE}：{outcome.not_applicable}")
    passed = outcome.counts.get(Verdict.PASS, 0)
    if not passed:
        return _skipped(attributes, Verdict.UNDECIDED, "没有能下结论的检查")
    return _Case(_element("testcase", attributes, _element("system-out", {}, f"{Verdict.PASS} {passed} 项")))


def _skipped(attributes: dict[str, str], kind: str, message: str, all_: Iterable[str] = ()) -> _Case:
    skipped = _element("skipped", {"type": kind, "message": message}, _lines(all_))
    return _Case(_element("testcase", attributes, skipped), "skipped")


def _unusable(problem: Problem) -> _Case:
    said = describe(problem)
    error = _element("error", {"type": "输入不能用", "message": problem.message}, _lines([said]))
    return _Case(_element("testcase", {"name": "输入能用", "classname": problem.file}, error), "errors")


def _remark(severity: Severity, message: str) -> _Case:
    """What concerns the run as a whole: nothing to check is an error, all else is there to be read."""
    attributes = {"name": message, "classname": "guiheng"}
    if severity != "error":
        return _skipped(attributes, SEVERITY_WORDS[severity], message)
    error = _element("error", {"type": SEVERITY_WORDS[severity], "message": message})
    return _Case(_element("testcase", attributes, error), "errors")


def _element(name: str, attributes: dict[str, str], body: str = "") -> str:
    written = "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(_text, texts)).strip("\n")


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", clean(text)))
