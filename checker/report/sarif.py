"""SARIF 2.1.0: every finding with its place, its clause and a lasting fingerprint; what is open or for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from checker.model.result import Check, Finding, Place, PlanResult, Problem, Run, Severity, Verdict
from checker.report.json_output import dumped
from checker.report.machine import EXITS, Fingerprints, Finish, Target, decided, idle_waivers, path_of, uri_of
from checker.report.sarif_rules import LEVELS, Described, descriptor
from checker.report.wording import clean, is_internal, route, where

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT, SOURCES = "%SRCROOT%", "SOURCES"
_BASES = {
    ROOT: {"description": {"text": "运行 guiheng 的文件夹，通常是仓库的最上层"}},
    SOURCES: {"description": {"text": "规划原文所在的文件夹"}},
}
_LINK = re.compile(r"[\[\]]")
_KINDS = {Verdict.UNDECIDED: "open", Verdict.MANUAL: "review"}
Json = dict[str, Any]


class SarifReport:
    """A log with one run. ``baselined``: there is a baseline, so that every finding is new or not."""

    def __init__(
        self, run: Run, rules: Sequence[Described], *, root: Path | None = None, baselined: bool = False
    ) -> None:
        self._run = run
        self._rules = tuple(rules)
        self._index = {each.rule.id: index for index, each in enumerate(self._rules)}
        self._root = root
        self._baselined = baselined
        self._prints = Fingerprints()
        self._artifacts: list[Json] = []
        self._notes: list[Json] = []
        self._begun = False

    def start(self) -> str:
        """The log up to its first result."""
        driver = {
            "name": "guiheng",
            "fullName": "规衡",
            "version": self._run.version,
            "semanticVersion": self._run.version,
            "language": "zh-CN",
            "rules": [descriptor(each) for each in self._rules],
            "properties": {"engine": self._run.engine} | ({"asOf": self._run.as_of} if self._run.as_of else {}),
        }
        head = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "originalUriBaseIds": _BASES}
        return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{_json(head)[:-1]}, "results": ['

    def plan(self, plan: PlanResult, text: str | None) -> str:
        """The results of one plan, one a line."""
        target = Target(path_of(plan.file, self._root), text)
        location = self._location(target.path)
        artifact = {
            "location": location,
            "roles": ["analysisTarget"],
            "hashes": {"sha-256": plan.sha256},
            "properties": {"plan": plan.id, "title": plan.title},
        }
        if artifact not in self._artifacts:
            self._artifacts.append(artifact)
        here = location | {"index": self._artifacts.index(artifact)}
        self._notes += [_notification(level, said, {}, location) for level, said in idle_waivers(plan)]
        results = [self._finding(plan, finding, target, here) for finding in plan.findings]
        results += [self._check(plan, check, target, here) for check in plan.checks if check.verdict in _KINDS]
        lines = [f"{',' if self._begun or index else ''}\n{_json(result)}" for index, result in enumerate(results)]
        self._begun = self._begun or bool(results)
        return "".join(lines)

    def end(self, finish: Finish) -> str:
        """What the run was, and the end of the log."""
        said = [_notification("error", each.message, _region(each), self._named(each)) for each in finish.problems]
        said += [_notification(severity, message) for severity, message in finish.remarks()]
        invocation = {
            "executionSuccessful": finish.exit_code < 2,
            "exitCode": finish.exit_code,
            "exitCodeDescription": EXITS.get(finish.exit_code, ""),
            "toolExecutionNotifications": said,
            "toolConfigurationNotifications": self._notes,
        }
        return f"\n], {_json({'artifacts': self._artifacts, 'invocations': [invocation]})[1:]}]}}\n"

    def _named(self, problem: Problem) -> Json:
        return self._location(path_of(problem.file, self._root))

    def _location(self, path: str) -> Json:
        uri = uri_of(path)
        return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": ROOT}

    def _finding(self, plan: PlanResult, finding: Finding, target: Target, here: Json) -> Json:
        mark = self._prints.of(plan, finding.key)
        fix = f"\n改法：{finding.fix}" if finding.fix else ""
        lapsed = "（豁免已经过期）" if finding.lapsed else ""
        return {
            **self._rule(finding.rule),
            "kind": "fail",
            "level": LEVELS[finding.severity],
            "message": _message(f"{finding.message}{lapsed}{fix}"),
            "locations": [_located(place, target, here) for place in finding.places] or [_whole(here)],
            "relatedLocations": _related(plan, finding, target, here),
            # GitHub goes by the second alone. What it makes up from the line where there is none is the same for two
            # findings of a rule on that line
            "partialFingerprints": {"guihengFinding/v1": mark, "primaryLocationLineHash": f"{mark}:1"},
            **self._state(finding),
            "properties": {
                "plan": plan.id,
                "key": finding.key,
                "subject": finding.subject,
                "state": finding.state,
                "lapsed": finding.lapsed,
                "checks": finding.checks,
                "why": finding.why,
                "fix": finding.fix,
                "internal": is_internal(finding),
                "cite": [
                    {
                        "document": clause.document,
                        "title": clause.title,
                        "number": clause.number,
                        "clause": clause.clause,
                        "quote": clause.quote,
                        "strength": clause.strength,
                        "confidence": clause.confidence,
                    }
                    for clause in finding.basis
                ],
            },
        }

    def _state(self, finding: Finding) -> Json:
        """Suppressed where it was accepted; an empty list says that it was not."""
        reason = decided(finding)
        accepted = {"kind": "external", "status": "accepted", "justification": reason}
        state: Json = {"suppressions": [accepted] if reason else []}
        if self._baselined:
            state["baselineState"] = "unchanged" if finding.state == "baselined" else "new"
        return state

    def _check(self, plan: PlanResult, check: Check, target: Target, here: Json) -> Json:
        """What could not be judged, or is left to a person: no finding, and never counted as one."""
        state: Json = {"suppressions": []} | ({"baselineState": "unchanged"} if self._baselined else {})
        reason = f"：{check.reason}" if check.reason else ""
        mark = self._prints.of(plan, check.rule, check.verdict, check.subject)
        return {
            **self._rule(check.rule),
            "kind": _KINDS[check.verdict],
            "level": "none",
            "message": _message(f"{check.verdict}：{check.subject}{reason}"),
            "locations": [_located(place, target, here) for place in check.evidence[:1]] or [_whole(here)],
            "partialFingerprints": {"guihengCheck/v1": mark, "primaryLocationLineHash": f"{mark}:1"},
            **state,
            "properties": {"plan": plan.id, "subject": check.subject, "verdict": check.verdict},
        }

    def _rule(self, rule: str) -> Json:
        index = self._index.get(rule)
        return {"ruleId": rule} if index is None else {"ruleId": rule, "ruleIndex": index}


def _located(place: Place, target: Target, here: Json) -> Json:
    """A place in the file that was checked."""
    position = target.position(place)
    if position is None:
        return _physical(here, _stretch(place), place)
    region: Json = {"startLine": position.line}
    if position.column is not None:
        region["startColumn"] = position.column
    if position.end_line is not None:
        region |= {"endLine": position.end_line, "endColumn": position.end_column, "snippet": {"text": place.quote}}
    return _physical(here, region, place)


def _related(plan: PlanResult, finding: Finding, target: Target, here: Json) -> list[Json]:
    """What the plan's own text says at each place, and the places that the finding is held against."""
    found = [_quoted(plan, place) for place in finding.places if place.line is not None and place.quote]
    for place in finding.related:
        found.append(_located(place, target, here))
        if place.line is not None and place.quote:
            found.append(_quoted(plan, place))
    return [{"id": number} | each for number, each in enumerate(found, start=1)]


def _quoted(plan: PlanResult, place: Place) -> Json:
    """A place in the document that the summary was made from; which file it is isn't known where there are several."""
    stands = where(place).split(" · ", 1)[-1].replace("\xa0", " ")
    message = _message(f"{plan.source_file} {stands if '原文' in stands else ''}「{place.quote}」")
    several = "、" in plan.source_sha256
    if not plan.source_file or several:
        return {"message": message, "properties": _bag(place)}
    source = {"uri": uri_of(path_of(plan.source_file)), "uriBaseId": SOURCES}
    return _physical(source, _stretch(place), place) | {"message": message}


def _physical(artifact: Json, region: Json, place: Place) -> Json:
    physical = {"artifactLocation": artifact} | ({"region": region} if region else {})
    location: Json = {"physicalLocation": physical, "message": _message(place.label), "properties": _bag(place)}
    if place.route:
        location["logicalLocations"] = [{"fullyQualifiedName": route(place.route)}]
    return location


def _stretch(place: Place) -> Json:
    """A quote in the characters of a document's text."""
    if place.offset is None or not place.quote:
        return {}
    return {"charOffset": place.offset, "charLength": len(place.quote), "snippet": {"text": place.quote}}


def _bag(place: Place) -> Json:
    known = {"quote": place.quote or None, "offset": place.offset, "page": place.page, "paragraph": place.paragraph}
    return {key: value for key, value in known.items() if value is not None}


def _whole(artifact: Json) -> Json:
    return {"physicalLocation": {"artifactLocation": artifact}}


def _region(problem: Problem) -> Json:
    if problem.line is None:
        return {}
    return {"startLine": problem.line} | ({"startColumn": problem.column} if problem.column else {})


def _notification(severity: Severity, message: str, region: Json | None = None, artifact: Json | None = None) -> Json:
    said: Json = {"level": LEVELS[severity], "message": _message(message)}
    if artifact:
        physical = {"artifactLocation": artifact} | ({"region": region} if region else {})
        said["locations"] = [{"physicalLocation": physical}]
    return said


def _message(text: str) -> Json:
    """A message without links: where the text has brackets they are brackets."""
    return {"text": _LINK.sub(r"\\\g<0>", text) if "](" in text else text}


def _json(value: Json) -> str:
    return dumped(_tidy(value))


def _tidy(value: Any) -> Any:
    """Every text without control characters and broken surrogates; line ends stay."""
    if isinstance(value, str):
        return value if value.isprintable() else "\n".join(map(clean, value.split("\n")))
    if isinstance(value, dict):
        return {key: _tidy(item) for key, item in value.items()}
    return [_tidy(item) for item in value] if isinstance(value, Iterable) else value
