"""JSON lines: a plan a line as it is checked; the last line has the run, the problems and the exit code."""

from __future__ import annotations

from msgspec import Struct

from checker.model.result import PlanResult, Run
from checker.report.json_output import VERSION, dumped
from checker.report.machine import Finish


class JsonLines(Struct, frozen=True):
    """Lines with ``plan``, then one with ``run``: whoever reads knows by it that nothing is missing."""

    run: Run

    def start(self) -> str:
        return ""

    def plan(self, plan: PlanResult, text: str | None) -> str:  # noqa: ARG002 - places are given as they are
        """The line of one plan, with all that ``--format json`` has of it."""
        return f'{{"version": {VERSION}, "plan": {dumped(plan)}}}\n'

    def end(self, finish: Finish) -> str:
        """The last line."""
        problems, strangers = dumped(tuple(finish.problems)), dumped(tuple(finish.strangers))
        return (
            f'{{"version": {VERSION}, "run": {dumped(self.run)}, "problems": {problems}, "waivers": {strangers}, '
            f'"stale": {dumped(finish.stale)}, "exit": {finish.exit_code}}}\n'
        )
