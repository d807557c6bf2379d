"""The documents a plan is measured against, nearest first: named in the summary, or found by level, place and time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from checker.facts.field import is_of_other_field
from checker.facts.upper import asked_of
from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput, suggestion
from checker.model.base import LEVELS, Period
from checker.model.dates import DateRange
from checker.model.plan import Plan
from checker.model.result import Problem


class Parent(Struct, frozen=True):
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
    """Whether a document stands above a plan, in its field and of its time: only then can it be cited."""
    return (
        document.id != plan.id
        and _above(document, plan)
        and _in_time(document, plan)
        and _in_force(document, plan)
        and _concerns(document, plan)
        and not (is_of_other_field(plan) and not is_of_other_field(document))
    )


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
    """Public before the plan and of a period that meets the plan's.

    Where the dates leave open which came first, a document of a period that begins after the plan's is not held
    against the plan: 国发〔2026〕30号 is no yardstick of a plan for 2024—2026 that nobody has dated.
    """
    public = document.published or document.issued
    if public and plan.issued and plan.issued.last:
        if public.first and plan.issued.last < public.first:
            return False
        if public.first is None and public.last and plan.issued.last < public.last:
            return False  # known only to be no later than some day after the plan
    if document.period is None or plan.period is None:
        return not (public and plan.issued is None and plan.period and _later(public, plan.period))
    start, end = _years(plan.period)
    began = document.period.start or 0
    earlier = public and public.last and plan.issued and plan.issued.first and public.last <= plan.issued.first
    return began <= (end if earlier else start) and document.period.end >= start


def _later(public: DateRange, period: Period) -> bool:
    """Whether a document came out after the first year of a period: a plan for it is hardly of a later date.

    So the Opinions of 2019 are not held against a plan for 2016—2020 that nobody has dated.
    """
    return (public.first or public.last or date.min).year > _years(period)[0]


def _in_force(document: Plan, plan: Plan) -> bool:
    """Not repealed or superseded before the plan; where it is not known since when, it is no yardstick at all."""
    status = document.status
    if status is None or status.state == "in_force":
        return True
    ended = status.since.first if status.since else None
    if ended is None:
        return False
    return plan.issued is None or plan.issued.first is None or plan.issued.first < ended


def _concerns(document: Plan, plan: Plan) -> bool:
    """Not a document that speaks only to plans of another kind or title (the programmes of demonstration cities)."""
    if not document.asks or document.indicators or document.articles:
        return True
    return not all(ask.kind or ask.titled for ask in document.asks) or any(asked_of(plan, document))


def _distance(document: Plan, plan: Plan) -> tuple[int, int, int, bool, str]:
    """Of one level, the document of the narrower period is the nearer yardstick, then the one of more common years.

    Of one span, the 规划 for the subject itself is nearer than a 纲要, which may be for everything.
    """
    level, broad = -LEVELS.index(document.region.level), document.kind == "outline"
    if document.period is None:
        return level, 1000, 0, broad, document.id
    first, last = _years(document.period)
    if plan.period is None:
        return level, last - first, 0, broad, document.id
    start, end = _years(plan.period)
    return level, last - first, max(first, start) - min(last, end), broad, document.id


def _years(period: Period) -> tuple[int, int]:
    return period.start or period.end, period.end
