"""JSON lines: a plan a line, the last line says that nothing is missing."""

from __future__ import annotations

from checker.report.json_output import plain
from tests.report.hostile import hostile
from tests.report.machines import lines_of
from tests.report.samples import several


def test_a_line_a_plan_and_one_of_the_run() -> None:
    result = several()
    *plans, last = lines_of(result)
    assert [list(line) for line in plans] == [["version", "plan"]] * 3
    assert [line["plan"]["title"] for line in plans] == [plan.title for plan in result.plans]
    assert plans[0]["plan"]["findings"] == plain(result.plans[0].findings)
    assert last["run"] == plain(result.run)
    assert last["problems"] == plain(result.problems)
    assert (last["exit"], last["waivers"], last["stale"]) == (2, [], {})


def test_a_hostile_plan_stays_on_its_line() -> None:
    assert len(lines_of(hostile())) == 3
