"""What a settler makes of findings: which waiver counts, until which day, and what met nothing."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from checker.loading.validation import validated
from checker.model.result import PlanResult
from checker.model.waivers import Baseline, Waiver
from checker.settling.settle import Rules, Settler
from tests.report.samples import PLAN

FOUND = next(finding for finding in PLAN.findings if finding.state == "open")
FRESH = replace(PLAN, findings=(replace(FOUND, state="open"),))
RULES = Rules({FOUND.rule}, {FOUND.rule, "ZZZ001"}, {"OFF001"}, {"its-name": FOUND.rule}.get)


def waiver(expires: str = "2026-06-30", rule: str = FOUND.rule, **fields: str) -> Waiver:
    given = {"plan": PLAN.id, "rule": rule, "reason": "已请示", "owner": "规划处", "expires": expires, **fields}
    return validated(Waiver, given)


def settled(*waivers: Waiver, day: str = "2026-06-30", baseline: Baseline | None = None) -> PlanResult:
    return Settler(waivers, baseline, date.fromisoformat(day)).settle(FRESH, RULES)


@pytest.mark.parametrize(
    ("expires", "day", "state"),
    [
        ("2026-06-30", "2026-06-30", "waived"),
        ("2026-06-30", "2026-07-01", "open"),
        ("2026-06", "2026-06-30", "waived"),
        ("2026-06", "2026-07-01", "open"),
        ("2026", "2026-12-31", "waived"),
        ("2026", "2027-01-01", "open"),
    ],
)
def test_a_waiver_holds_to_the_end_of_its_last_day(expires: str, day: str, state: str) -> None:
    result = settled(waiver(expires), day=day)
    (finding,) = result.findings
    assert (finding.state, finding.lapsed) == (state, state == "open")
    assert finding.waiver
    assert finding.waiver.status == result.waivers[0].status == ("used" if state == "waived" else "expired")


def test_a_waiver_that_holds_goes_before_one_that_ended() -> None:
    result = settled(waiver("2026-01-01"), waiver("2027-01-01", where=FOUND.key))
    assert [(finding.state, finding.lapsed) for finding in result.findings] == [("waived", False)]
    assert [use.status for use in result.waivers] == ["expired", "used"]


def test_another_finding_is_not_waived() -> None:
    result = settled(waiver(where=f"{FOUND.rule}:another"))
    assert [finding.state for finding in result.findings] == ["open"]
    assert [use.status for use in result.waivers] == ["unused"]
    assert not result.findings[0].lapsed


@pytest.mark.parametrize(
    ("rule", "status"), [("ZZZ001", "skipped"), ("OFF001", "off"), ("AAA001", "unknown"), ("its-name", "used")]
)
def test_what_became_of_a_rule(rule: str, status: str) -> None:
    assert [use.status for use in settled(waiver(rule=rule)).waivers] == [status]


def test_a_plan_that_was_not_checked() -> None:
    settler = Settler([waiver(plan="another-plan")], None, date(2026, 1, 1))
    assert settler.settle(FRESH, RULES).waivers == ()
    assert [(use.plan, use.status) for use in settler.strangers()] == [("another-plan", "absent")]


def accepted(*keys: str) -> Baseline:
    return Baseline(version=1, tool="0.1.0", plans={PLAN.id: keys})


def test_the_baseline_keeps_old_findings_apart() -> None:
    (finding,) = settled(baseline=accepted(FOUND.key)).findings
    assert (finding.state, finding.waiver) == ("baselined", None)


def test_a_waiver_that_ended_is_told_although_the_baseline_has_the_finding() -> None:
    (finding,) = settled(waiver(), day="2026-07-01", baseline=accepted(FOUND.key)).findings
    assert (finding.state, finding.lapsed) == ("open", True)


def test_only_what_could_have_been_found_is_stale() -> None:
    gone, skipped, off = f"{FOUND.rule}:gone", "ZZZ001:x", "OFF001:y"
    settler = Settler((), accepted(FOUND.key, gone, skipped, off))
    assert settler.stale() == {}  # nothing was checked yet
    settler.settle(FRESH, RULES)
    assert settler.stale() == {PLAN.id: [gone, off]}


def test_two_versions_of_a_plan_are_one_plan_to_the_baseline() -> None:
    settler = Settler((), accepted(FOUND.key))
    settler.settle(FRESH, RULES)
    settler.settle(replace(FRESH, findings=()), RULES)
    assert settler.stale() == {}


def test_without_waivers_the_day_is_not_shown() -> None:
    assert Settler((), None, date(2026, 1, 1)).shown_date == ""
    assert Settler([waiver()], None, date(2026, 1, 1)).shown_date == "2026-01-01"
