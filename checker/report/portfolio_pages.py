"""The pages of a portfolio: ``index.html``, and for many plans one more page a province. Parts of text, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker import resources
from checker.model.base import LEVELS
from checker.model.result import Problem, Run, Verdict, WaiverUse
from checker.model.taxonomy import IndicatorTerm
from checker.report.findings import digest
from checker.report.html import environment
from checker.report.portfolio import PlanSummary
from checker.report.portfolio_totals import ProvinceTotals, comparison, open_range, province_totals, total_shown
from checker.report.portfolio_totals import usable_populations as _populations
from checker.report.portfolio_view import (
    PROTECTIONS,
    Group,
    PortfolioView,
    columns_of,
    gaps_of,
    lacks_of,
    rows_of,
    with_findings,
)

if TYPE_CHECKING:
    from checker.model.data import DataOf

INDEX = "index.html"
WHOLE = 300  # so many plans stand on one page in full; beyond that a page a province
FIRST = 100  # rows of a long list to be seen at once
SCRIPTS = ("print.js", "portfolio.js")
_NATION = "全国"


def portfolio_pages(
    run: Run,
    plans: Sequence[PlanSummary],
    problems: Sequence[Problem],
    terms: Mapping[str, IndicatorTerm],
    data: DataOf,
    templates: Path | None = None,
    *,
    strangers: Sequence[WaiverUse] = (),
    whole: int = WHOLE,
    first: int = FIRST,
) -> Iterator[tuple[str, Iterator[str]]]:
    """Each page's name, and its text in parts, to be used up before the next is asked for.

    ``strangers`` are the waivers for plans that are not among these.
    """
    provinces = _by_province(plans)
    totals = {name: tuple(_totals(name, mine, terms, data)) for name, mine in provinces.items()}
    every = tuple(total for each in totals.values() for total in each)
    groups: list[tuple[Group, Sequence[PlanSummary], bool]] = []
    if len(plans) > whole:
        groups = [*_groups(provinces, whole)]
    view = _view(run, plans, terms, "规划总览", groups=[group for group, _, _ in groups], totals=every,
                 problems=problems, strangers=strangers, first=first)  # fmt: skip
    yield INDEX, _rendered(view, templates)
    for group, mine, is_first in groups:
        shown = totals[group.name.split("（")[0]] if is_first else ()
        yield group.page, _rendered(_view(run, mine, terms, group.name, home=INDEX, totals=shown), templates)


def _by_province(plans: Sequence[PlanSummary]) -> dict[str, list[PlanSummary]]:
    """Plans by the province they are of or in, in the order of the input; those of no province last."""
    found: dict[str, list[PlanSummary]] = {}
    for plan in sorted(plans, key=lambda plan: not plan.home):
        found.setdefault(plan.home or _NATION, []).append(plan)
    return found


def _groups(
    provinces: Mapping[str, Sequence[PlanSummary]], whole: int
) -> Iterator[tuple[Group, Sequence[PlanSummary], bool]]:
    for name, plans in provinces.items():
        for start in range(0, len(plans), whole):
            mine = plans[start : start + whole]
            number = start // whole + 1
            part = f"（第{number}部分）" if len(plans) > whole else ""
            page = f"index-{digest(name)}{f'-{number}' if number > 1 else ''}.html"
            yield Group(f"{name}{part}", page, len(mine), with_findings(mine)), mine, start == 0


def _totals(
    province: str, plans: Sequence[PlanSummary], terms: Mapping[str, IndicatorTerm], data: DataOf
) -> Iterator[ProvinceTotals]:
    if province == _NATION:
        return iter(())
    cities = {plan.region for plan in plans if plan.level == "city"}
    people = _populations(data(cities).population, cities, province) if cities else {}
    return province_totals(plans, terms, people)


def _view(
    run: Run,
    plans: Sequence[PlanSummary],
    terms: Mapping[str, IndicatorTerm],
    title: str,
    *,
    home: str = "",
    groups: Sequence[Group] = (),
    totals: Sequence[ProvinceTotals] = (),
    problems: Sequence[Problem] = (),
    strangers: Sequence[WaiverUse] = (),
    first: int = FIRST,
) -> PortfolioView:
    columns = columns_of(plans, terms)
    choices = (
        tuple(sorted({plan.home for plan in plans})),
        tuple(sorted({plan.level for plan in plans}, key=_rank)),
        tuple(sorted({plan.period for plan in plans})),
    )
    shown = {column.code for column in columns}
    return PortfolioView(
        run=run,
        title=title,
        home=home,
        plans=len(plans),
        rows=rows_of(plans, columns, terms, choices),
        first=first if groups else len(plans),
        columns=columns,
        unnamed=sum(plan.unnamed + sum(value.code not in shown for value in plan.indicators) for plan in plans),
        provinces=choices[0],
        levels=choices[1],
        periods=choices[2],
        lacks=lacks_of(plans, columns, linked=not groups),
        gaps=gaps_of(plans, linked=not groups),
        linked=not groups,
        groups=tuple(groups),
        totals=tuple(totals),
        problems=tuple(problems),
        strangers=tuple(strangers),
    )


def _rank(level: str) -> int:
    return [*LEVELS].index(level) if level in LEVELS else len(LEVELS)


def _rendered(view: PortfolioView, templates: Path | None) -> Iterator[str]:
    template = environment(templates or resources.templates()).get_template("index.html")
    stream = template.stream(
        view=view,
        PROTECTIONS=PROTECTIONS,
        VERDICTS=tuple(Verdict),
        total_shown=total_shown,
        open_range=open_range,
        comparison=comparison,
        scripts=SCRIPTS,
    )
    stream.enable_buffering(500)
    yield from stream
