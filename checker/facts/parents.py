"""The documents a plan is measured against, nearest first: named in the summary, or found by level, place and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput, suggestion
from checker.model.base import LEVELS, Period
from checker.model.plan import Plan
from checker.model.result import Problem


@dataclass(frozen=True, slots=True)
class Parent:
    """A document above the plan, and why it is one."""

    plan: Plan
    why: str


def find_parents(loaded: LoadedPlan, known: Mapping[str, Plan]) -> list[Parent]:
    """The documents above a plan, nearest first; UnusableInput for a named one that is not there, or a circle."""
    named = _named(loaded, known)
    found = named if loaded.plan.parents else _by_place_and_time(loaded.plan, known)
    return sorted(found, key=lambda parent: _distance(parent.plan, loaded.plan))


def _named(loaded: LoadedPlan, known: Mapping[str, Plan]) -> list[Parent]:
    """The named parents and theirs; a parent of a parent that is not shipped is left out."""
    found: dict[str, Parent] = {}

    def climb(plan: Plan, path: tuple[str, ...]) -> None:
        for position, name in enumerate(plan.parents):
            mark = loaded.marks.find(("parents", position) if plan is loaded.plan else ("parents",))
            if name in path:
                circle = " → ".join((*path[path.index(name) :], name))
                raise UnusableInput([Problem(loaded.file, f"parents 绕成了圈：{circle}", mark.line, mark.column)])
            above = known.get(name)
            if above is None:
                if plan is loaded.plan:
                    hint = suggestion(name, known) or "；guiheng outlines 列出内置的上位文件"
                    message = f"找不到上位文件「{name[:40]}」{hint}"
                    raise UnusableInput([Problem(loaded.file, message, mark.line, mark.column)])
                continue
            found.setdefault(
                name, Parent(above, "规划摘要指明" if plan is loaded.plan else f"《{plan.title}》的上位文件")
            )
            climb(above, (*path, name))

    climb(loaded.plan, (loaded.plan.id,))
    return list(found.values())


def _by_place_and_time(plan: Plan, known: Mapping[str, Plan]) -> list[Parent]:
    found = []
    for document in known.values():
        if not governs(document, plan):
            continue
        period = document.period
        when = f"，规划期 {period.start}—{period.end}" if period and period.start else ""
        found.append(Parent(document, f"{document.region.name}文件{when}"))
    return found


def governs(document: Plan, plan: Plan) -> bool:
    """Whether a document stands above a plan, was public before it and is of its time: only then can it be cited."""
    return document.id != plan.id and _above(document, plan) and _in_time(document, plan)


def _above(document: Plan, plan: Plan) -> bool:
    level = document.region.level
    if LEVELS.index(level) >= LEVELS.index(plan.region.level):
        return False
    match level:
        case "nation":
            return True
        case "province":
            return document.region.name == plan.region.province
        case _:
            return document.region.name == plan.region.city


def _in_time(document: Plan, plan: Plan) -> bool:
    """Public before the plan (as far as its date is known), and of a period that meets the plan's."""
    public = document.published or document.issued
    if public and public.first and plan.issued and plan.issued.last and plan.issued.last < public.first:
        return False
    if document.period and plan.period:
        start, end = _years(plan.period)
        return (document.period.start or 0) <= end and document.period.end >= start
    return True


def _distance(document: Plan, plan: Plan) -> tuple[int, int, int, str]:
    """Of one level, the document of the narrower period is the nearer yardstick, then the one of more common years."""
    level = -LEVELS.index(document.region.level)
    if document.period is None:
        return level, 1000, 0, document.id
    first, last = _years(document.period)
    if plan.period is None:
        return level, last - first, 0, document.id
    start, end = _years(plan.period)
    return level, last - first, max(first, start) - min(last, end), document.id


def _years(period: Period) -> tuple[int, int]:
    return period.start or period.end, period.end
