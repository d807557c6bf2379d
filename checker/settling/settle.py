"""Findings settled: waived while a waiver holds, in the baseline when the repository began with them, else open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from checker.model.result import Finding, PlanResult, WaiverStatus, WaiverUse
from checker.model.waivers import Baseline, Waiver


class Rules(Struct, frozen=True):
    """The rules of a run: ``ran`` were asked for, ``known`` could have been, ``off`` are switched off.

    ``id_of`` gives the id of a rule by its id, its name or a former name; None where there is no such rule.
    """

    ran: Collection[str]
    known: Collection[str]
    off: Collection[str]
    id_of: Callable[[str], str | None]


class Settler:
    """Settles one plan after another; afterwards says which waivers and baseline entries met nothing.

    ``as_of`` is the day that the ends of waivers are held against; None where there are no waivers.
    """

    def __init__(
        self, waivers: Sequence[Waiver] = (), baseline: Baseline | None = None, as_of: date | None = None
    ) -> None:
        self._waivers = tuple(waivers)
        self.baseline = baseline
        self._as_of = as_of or date.min
        self.shown_date = as_of.isoformat() if as_of and waivers else ""
        self._decided = {waiver.plan for waiver in self._waivers} | set(baseline.plans if baseline else ())
        self._seen: dict[str, set[str]] = {}  # of the plans that were decided on: a run may have any number of others
        self._ran: Collection[str] = ()
        self._known: Collection[str] = ()

    def settle(self, plan: PlanResult, rules: Rules) -> PlanResult:
        """The plan with the state of each finding, and the waivers that speak of it."""
        mine = [(rules.id_of(each.rule) or each.rule, each) for each in self._waivers if each.plan == plan.id]
        accepted = set(self.baseline.plans.get(plan.id, ())) if self.baseline else set()
        self.saw(plan.id, (finding.key for finding in plan.findings), rules)
        used: set[int] = set()
        findings = tuple(self._settled(finding, mine, accepted, used) for finding in plan.findings)
        uses = tuple(
            _use(waiver, self._status(rule, waiver, rules, used=index in used))
            for index, (rule, waiver) in enumerate(mine)
        )
        return replace(plan, findings=findings, waivers=uses)

    def saw(self, plan: str, keys: Iterable[str], rules: Rules) -> None:
        """Take note of a plan with the keys of its findings, here or settled by another process."""
        self._ran, self._known = rules.ran, rules.known
        if plan in self._decided:
            self._seen.setdefault(plan, set()).update(keys)

    def _settled(
        self, finding: Finding, waivers: Iterable[tuple[str, Waiver]], accepted: set[str], used: set[int]
    ) -> Finding:
        ended: Waiver | None = None
        for index, (rule, waiver) in enumerate(waivers):
            if rule == finding.rule and waiver.where in (None, finding.key):
                used.add(index)
                if self._as_of <= waiver.last_day:
                    return replace(finding, state="waived", waiver=_use(waiver, "used"))
                ended = waiver
        if ended is not None:  # a decision that ran out is told, whatever the baseline says
            return replace(finding, lapsed=True, waiver=_use(ended, "expired"))
        return replace(finding, state="baselined") if finding.key in accepted else finding

    def _status(self, rule: str, waiver: Waiver, rules: Rules, *, used: bool) -> WaiverStatus:
        if rule in rules.off:
            return "off"
        if rule not in rules.known:
            return "unknown"
        if rule not in rules.ran:
            return "skipped"
        if self._as_of > waiver.last_day:
            return "expired"
        return "used" if used else "unused"

    def strangers(self) -> tuple[WaiverUse, ...]:
        """The waivers for plans that were not among the inputs."""
        return tuple(_use(waiver, "absent") for waiver in self._waivers if waiver.plan not in self._seen)

    def stale(self) -> dict[str, list[str]]:
        """Baseline entries of the checked plans that are no findings any more, by plan.

        What a rule found that was left out of this run may still be there, so it is not counted.
        """
        left_out = {rule for rule in self._known if rule not in self._ran}
        plans = self.baseline.plans if self.baseline else {}
        gone = {
            plan: [key for key in keys if key not in self._seen[plan] and rule_of(key) not in left_out]
            for plan, keys in plans.items()
            if plan in self._seen
        }
        return {plan: keys for plan, keys in gone.items() if keys}


def rule_of(key: str) -> str:
    """The rule that a finding's key begins with."""
    return key.split(":", maxsplit=1)[0]


def _use(waiver: Waiver, status: WaiverStatus) -> WaiverUse:
    return WaiverUse(
        plan=waiver.plan,
        rule=waiver.rule,
        where=waiver.where or "",
        reason=waiver.reason,
        owner=waiver.owner,
        expires=str(waiver.expires),
        status=status,
    )
