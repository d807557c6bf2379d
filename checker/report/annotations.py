"""Workflow commands of GitHub Actions: a finding is an annotation at its line.

A step shows ten errors, ten warnings and ten notices. What is beyond that stands in the log of the step, folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from checker.model.result import SEVERITIES, PlanResult, Severity, Verdict
from checker.report.machine import Finish, Position, Target, decided, explained, idle_waivers, path_of
from checker.report.wording import SEVERITY_WORDS, STATE_WORDS, clean

LIMIT = 10  # annotations of each kind that a step shows
_LISTED = 200  # of the others in the log
_LONG = 4000  # characters of a message
COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


class AnnotationsReport:
    """Annotations, the worst first, then what was left out and the counts."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._entries: dict[Severity, list[tuple[str, str]]] = {severity: [] for severity in SEVERITIES}
        self._found: Counter[str] = Counter()
        self._aside: list[str] = []
        self._plans = 0

    def start(self) -> str:
        return ""

    def plan(self, plan: PlanResult, text: str | None) -> str:
        """Take in one plan."""
        self._plans += 1
        target = Target(path_of(plan.file, self._root), text)
        for verdict in (Verdict.UNDECIDED, Verdict.MANUAL):
            self._found[verdict] += plan.counts.get(verdict, 0)
        for finding in plan.findings:
            if finding.state != "open":
                self._found[STATE_WORDS[finding.state]] += 1
                self._aside.append(f"{plan.file} {finding.rule} {finding.message}（{decided(finding)}）")
                continue
            position = next(filter(None, map(target.position, finding.places)), None)
            lapsed = "（豁免已经过期）" if finding.lapsed else ""
            lines = explained(finding, target)
            self._found[finding.severity] += 1
            self._add(finding.severity, f"{finding.rule} {finding.title}{lapsed}", lines, target.path, position)
        self._aside += [said for _, said in idle_waivers(plan)]
        return ""

    def end(self, finish: Finish) -> str:
        """All that is written."""
        errors = self._entries["error"]
        found, errors[:] = errors[:], []
        for problem in finish.problems:  # before all else: what was not checked may hold anything
            position = Position(problem.line, problem.column) if problem.line else None
            self._add("error", "输入不能用", [problem.message], path_of(problem.file, self._root), position)
        errors += found
        for severity, message in finish.remarks():
            self._add(severity, "规衡", [message], "", None)
        lines = [command for severity in SEVERITIES for command, _ in self._entries[severity][:LIMIT]]
        beyond = [line for severity in SEVERITIES for _, line in self._entries[severity][LIMIT:]]
        lines += _folded(f"没有标注的 {len(beyond)} 个（GitHub 每一级只显示 {LIMIT} 个）", beyond)
        lines += _folded("已豁免的、基线里的和没有起作用的豁免", self._aside)
        counted = [
            *(f"{SEVERITY_WORDS[severity]} {self._found[severity]}" for severity in SEVERITIES),
            *(f"{word} {self._found[word]}" for word in (*_WORDS, Verdict.UNDECIDED, Verdict.MANUAL)),
        ]
        lines.append(f"规衡：{self._plans} 份规划，{'，'.join(counted)}")
        return "".join(f"{line}\n" for line in lines)

    def _add(
        self,
        severity: Severity,
        title: str,
        lines: list[str],
        path: str,
        position: Position | None,
    ) -> None:
        """Keep an annotation, and what stands in the log in its stead where it is one too many."""
        place = f"{path}:{position.line}" if position else path
        written = _command(severity, title, "\n".join(map(clean, lines)), path, position)
        entry = written, " ".join(filter(None, (SEVERITY_WORDS[severity], place, f"{title}：{lines[0]}")))
        self._entries[severity].append(entry)


_WORDS = (STATE_WORDS["waived"], STATE_WORDS["baselined"])


def _command(severity: Severity, title: str, message: str, path: str, position: Position | None) -> str:
    properties = {"file": path} if path else {}
    if position:
        properties["line"] = str(position.line)
        properties |= {"col": str(position.column)} if position.column else {}
        properties |= {"endLine": str(position.end_line)} if position.end_line else {}
    properties["title"] = clean(title)[:200]
    named = ",".join(f"{key}={_escaped(value, ',:')}" for key, value in properties.items())
    return f"::{COMMANDS[severity]} {named}::{_escaped(message[:_LONG])}"


def _escaped(text: str, more: str = "") -> str:
    """A value of a command: ``%`` first, then the line ends and ``more``."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _folded(title: str, lines: list[str]) -> list[str]:
    """Lines of the log behind a title. None of them can be a command, old style (``##[…]``) or new (``::…``)."""
    if not lines:
        return []
    plain = [f"- {clean(line)}".replace("##[", "## [") for line in lines[:_LISTED]]
    more = [f"- 另有 {len(lines) - _LISTED} 个没有列出"] if len(lines) > _LISTED else []
    return [f"::group::{title}", *plain, *more, "::endgroup::"]
