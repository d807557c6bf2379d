"""Findings settled: waived while a waiver holds, in the baseline when the repository began with them, else open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.model.result import Finding, PlanResult, WaiverUse
from checker.model.waivers import Baseline, Waiver


class Settler:
    """Settles one plan after another; afterwards says which waivers and baseline entries met nothing.

    ``as_of`` is the day that the ends of waivers are held against; None where there are no waivers.
    """

    def __init__(
        self, waivers: Sequence[Waiver] = (), baseline: Baseline | None = None, as_of: date | None = None
    ) -> None:
        self._waivers = tuple(waivers)
        self._baseline = baseline
        self._as_of = as_of or date.min
        self.shown_date = as_of.isoformat() if as_of and waivers else ""
        self._used: set[int] = set()
        self._seen: dict[str, set[str]] = {}

    def settle(self, plan: PlanResult, known_rules: Iterable[str]) -> PlanResult:
        """The plan with the state of each finding, and the waivers that speak of it."""
        mine = [(index, waiver) for index, waiver in enumerate(self._waivers) if waiver.plan == plan.id]
        accepted = set(self._baseline.plans.get(plan.id, ())) if self._baseline else set()
        self._seen[plan.id] = {finding.key for finding in plan.findings}
        findings = tuple(self._settled(finding, mine, accepted) for finding in plan.findings)
        rules = set(known_rules)
        uses = tuple(self._use(waiver, rules, index in self._used) for index, waiver in mine)
        return replace(plan, findings=findings, waivers=uses)

    def _settled(self, finding: Finding, waivers: Iterable[tuple[int, Waiver]], accepted: set[str]) -> Finding:
        ended = False
        for index, waiver in waivers:
            if waiver.rule == finding.rule and waiver.where in (None, finding.key):
                self._used.add(index)
                if self._as_of <= waiver.last_day:
                    return replace(finding, state="waived", waiver=_use(waiver, "used"))
                ended = True
        if finding.key in accepted:
            return replace(finding, state="baselined")
        return replace(finding, lapsed=ended)

    def _use(self, waiver: Waiver, rules: set[str], used: bool) -> WaiverUse:
        if waiver.rule not in rules:
            return _use(waiver, "unknown")
        if self._as_of > waiver.last_day:
            return _use(waiver, "expired")
        return _use(waiver, "used" if used else "unused")

    def strangers(self) -> tuple[WaiverUse, ...]:
        """The waivers for plans that were not among the inputs."""
        return tuple(_use(waiver, "absent") for waiver in self._waivers if waiver.plan not in self._seen)

    def stale(self) -> dict[str, list[str]]:
        """Baseline entries of the checked plans that are no findings any more, by plan."""
        plans = self._baseline.plans if self._baseline else {}
        gone = {plan: [key for key in keys if key not in self._seen[plan]] for plan, keys in plans.items()
                if plan in self._seen}  # fmt: skip
        return {plan: keys for plan, keys in gone.items() if keys}


def _use(waiver: Waiver, status: str) -> WaiverUse:
    return WaiverUse(
        plan=waiver.plan,
        rule=waiver.rule,
        where=waiver.where or "",
        reason=waiver.reason,
        owner=waiver.owner,
        expires=str(waiver.expires),
        status=status,
    )
