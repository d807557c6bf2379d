"""A plan's result inside its page: what ``check --format json`` prints for it, folded so that nothing stands twice."""

from __future__ import annotations

import json

from checker.model.result import PlanResult, Run
from checker.report.folded import folded
from checker.report.json_output import json_end, json_plan, json_start


def embedded(run: Run, plan: PlanResult) -> str:
    """The JSON output for one plan, folded; see ``folded.unfolded`` for the way back."""
    return folded(json.loads(json_start(run) + json_plan(plan, first=True) + json_end(())))
