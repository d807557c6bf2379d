"""GitLab code quality: a JSON array, each finding with its own fingerprint and its line, counted from 1."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.model.result import PlanResult, Problem, Severity
from checker.report.json_output import dumped
from checker.report.machine import Fingerprints, Finish, Target, decided, path_of
from checker.report.wording import clean

SEVERITY: Mapping[Severity, str] = {"error": "critical", "warning": "minor", "info": "info"}


class GitlabReport:
    """A report for ``artifacts: reports: codequality``.

    A waived finding stays, as information: taken out it would look mended.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._prints = Fingerprints()
        self._begun = False

    def start(self) -> str:
        return "["

    def plan(self, plan: PlanResult, text: str | None) -> str:
        """The findings of one plan, one a line."""
        target = Target(path_of(plan.file, self._root), text)
        written = ""
        for finding in plan.findings:
            position = next(filter(None, map(target.position, finding.places)), None)
            aside = decided(finding)
            stands = f"（{target.shown(finding.places[0])}）" if finding.places and position is None else ""
            lapsed = "（豁免已经过期）" if finding.lapsed else ""
            written += self._entry(
                f"{f'{aside}。' if aside else ''}{finding.message}{stands}{lapsed}",
                f"{finding.rule} {finding.title}",
                self._prints.of(plan, finding.key),
                "info" if aside else SEVERITY[finding.severity],
                target.path,
                position.line if position else None,
            )
        return written

    def end(self, finish: Finish) -> str:
        """The inputs that could not be used, and the end of the array."""
        return "".join(map(self._unusable, finish.problems)) + "\n]\n"

    def _unusable(self, problem: Problem) -> str:
        path = path_of(problem.file, self._root)
        mark = self._prints.named("input", path, problem.message)
        return self._entry(problem.message, "输入不能用", mark, "blocker", path, problem.line)

    def _entry(self, description: str, check: str, mark: str, severity: str, path: str, line: int | None) -> str:
        """An entry; GitLab wants a line of every one, and of a Word file shows none."""
        entry = {
            "description": clean(description),
            "check_name": clean(check),
            "fingerprint": mark,
            "severity": severity,
            "location": {"path": clean(path), "lines": {"begin": line or 1}},
        }
        comma = "," if self._begun else ""
        self._begun = True
        return f"{comma}\n{dumped(entry)}"
