"""The view model of the portfolio: rows and columns of its matrices, who lacks what, the most frequent gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from checker.model.result import SEVERITIES, Problem, Run, Severity, WaiverUse
from checker.model.taxonomy import IndicatorTerm
from checker.report import wording
from checker.report.portfolio import IndicatorValue, PlanSummary, ProtectionValue
from checker.report.portfolio_amounts import distance, order
from checker.report.portfolio_totals import ProvinceTotals

PROTECTIONS = ("严保护", "大保护", "快保护", "同保护")
LACKS = ("未见", "近似", "仅正文")
_STATUS = {"列入": "in", "近似": "near", "仅正文": "text", "未见": "none", "自设": "own"}
_STEPS = ((120, "u2"), (100, "u1"), (80, "d1"), (50, "d2"), (0, "d3"))  # from so many per cent of the upper value


class Column(Struct, frozen=True):
    """An indicator; ``above``: an upper document of some plan has it."""

    code: str
    name: str
    above: bool


class Cell(Struct, frozen=True):
    """An indicator of a plan. ``style``: classes; ``part``: how it stands to the upper value, ``beside`` that value."""

    style: str
    text: str = ""
    status: str = ""
    part: str = ""
    beside: str = ""
    order: str = ""
    anchor: str = ""


class ProtectionCell(Struct, frozen=True):
    """A protection of a plan, with the share of its articles that tasks cover in fifths."""

    value: ProtectionValue
    tasks: int
    thin: int
    articles: int
    style: str


class Row(Struct, frozen=True):
    """A plan. ``keys``: what the filters look at, as numbers of the filters' choices."""

    plan: PlanSummary
    place: str
    cells: tuple[Cell, ...]
    protections: tuple[ProtectionCell | None, ...]
    keys: tuple[int, int, int]


class Link(Struct, frozen=True):
    """A plan by the name of its place, and where in its report."""

    text: str
    href: str


class Lack(Struct, frozen=True):
    """An indicator of upper documents: how many plans it concerns, and by status those that do not list it."""

    name: str
    concerned: int
    listed: int
    by_status: tuple[tuple[str, int, tuple[Link, ...]], ...]


class Frequent(Struct, frozen=True):
    """A rule and the plans that have findings of it."""

    rule: str
    title: str
    severity: Severity
    plans: int
    share: str
    findings: int
    links: tuple[Link, ...]


class Group(Struct, frozen=True):
    """A page for the plans of one province, or a part of them."""

    name: str
    page: str
    plans: int
    severities: tuple[int, ...]  # plans with open findings of each severity


class PortfolioView(Struct, frozen=True):
    """A page of the portfolio. ``linked``: lists of plans are given in full, not only counted."""

    run: Run
    title: str
    home: str
    plans: int
    rows: tuple[Row, ...]
    first: int  # rows to be seen at once
    columns: tuple[Column, ...]
    unnamed: int
    provinces: tuple[str, ...]
    levels: tuple[str, ...]
    periods: tuple[str, ...]
    lacks: tuple[Lack, ...]
    gaps: tuple[Frequent, ...]
    linked: bool
    groups: tuple[Group, ...]
    totals: tuple[ProvinceTotals, ...]
    problems: tuple[Problem, ...]
    strangers: tuple[WaiverUse, ...] = ()


def columns_of(plans: Sequence[PlanSummary], terms: Mapping[str, IndicatorTerm]) -> tuple[Column, ...]:
    """The indicators that upper documents have, then those that several plans list of their own accord."""
    names: dict[str, str] = {}
    count: Counter[str] = Counter()
    above: set[str] = set()
    for plan in plans:
        for value in plan.indicators:
            names.setdefault(value.code, value.name)
            count[value.code] += 1
            if value.status != "自设":
                above.add(value.code)
    ranks = {code: rank for rank, code in enumerate(terms)}
    shown = [code for code in names if code in above or count[code] > 1]
    shown.sort(key=lambda code: (code not in above, ranks.get(code, len(ranks)), code))
    return tuple(Column(code, terms[code].name if code in terms else names[code], code in above) for code in shown)


def rows_of(
    plans: Sequence[PlanSummary],
    columns: Sequence[Column],
    terms: Mapping[str, IndicatorTerm],
    choices: tuple[Sequence[str], Sequence[str], Sequence[str]],
) -> tuple[Row, ...]:
    """One row a plan; ``choices``: the provinces, levels and periods that can be filtered by."""
    directions = {code: term.direction for code, term in terms.items()}
    provinces, levels, periods = ({choice: index for index, choice in enumerate(each)} for each in choices)
    rows = []
    for plan in plans:
        values = {value.code: value for value in reversed(plan.indicators)}
        known = {value.name: value for value in plan.protections}
        rows.append(
            Row(
                plan,
                place_of(plan),
                tuple(_cell(values.get(column.code), directions) for column in columns),
                tuple(_protection(known.get(name)) for name in PROTECTIONS),
                (provinces[plan.home], levels[plan.level], periods[plan.period]),
            )
        )
    return tuple(rows)


def place_of(plan: PlanSummary) -> str:
    """省 · 市（级）, as far as it is known."""
    level = wording.level(plan.level)
    region = f"{plan.region}（{level}）" if plan.region and level else plan.region
    return " · ".join(filter(None, (plan.province, region)))


def _cell(value: IndicatorValue | None, directions: Mapping[str, str]) -> Cell:
    if value is None:
        return Cell("")
    style, target = _STATUS[value.status], value.target
    if target is None:
        return Cell(style, "", value.status, anchor=value.anchor)
    direction = directions.get(value.code, "none")
    away = distance(target, value.parents, direction)
    if away is None:
        return Cell(style, target.shown, value.status, order=order(target), anchor=value.anchor)
    part = f"{away.percent}%{'以上' if away.least else ''}"
    level = wording.level(away.level)
    if direction == "higher":
        style = f"{style} {next(step for least, step in _STEPS if away.percent >= least)}"
    return Cell(style, target.shown, value.status, f"{level}的{part}", away.shown, order(target), value.anchor)


def _protection(value: ProtectionValue | None) -> ProtectionCell | None:
    if value is None or not value.strengths:
        return None
    tasks, articles = value.count("task"), len(value.strengths)
    return ProtectionCell(value, tasks, value.count("thin"), articles, f"p{tasks * 4 // articles}")


def lacks_of(plans: Sequence[PlanSummary], columns: Sequence[Column], *, linked: bool) -> tuple[Lack, ...]:
    """For each indicator of upper documents, the plans that do not list it; most wanting first."""
    found, names = [], short_names(plans)
    for column in columns:
        if not column.above:
            continue
        by_status: dict[str, list[Link]] = {status: [] for status in LACKS}
        count: Counter[str] = Counter()
        for plan in plans:
            value = next((value for value in plan.indicators if value.code == column.code), None)
            if value is None:
                continue
            count[value.status] += 1
            if linked and value.status in by_status:
                by_status[value.status].append(Link(names[plan.page], f"{plan.page}#{value.anchor or 'indicators'}"))
        concerned = sum(count[status] for status in (*LACKS, "列入"))
        found.append(
            Lack(
                column.name,
                concerned,
                count["列入"],
                tuple((status, count[status], tuple(links)) for status, links in by_status.items()),
            )
        )
    return tuple(sorted(found, key=lambda lack: -lack.by_status[0][1]))


def gaps_of(plans: Sequence[PlanSummary], *, linked: bool) -> tuple[Frequent, ...]:
    """The rules with open findings, those of most plans first."""
    met: dict[tuple[str, Severity], list[tuple[PlanSummary, str, int]]] = {}
    titles: dict[str, str] = {}
    names = short_names(plans)
    for plan in plans:
        for gap in plan.gaps:
            titles.setdefault(gap.rule, gap.title)
            met.setdefault((gap.rule, gap.severity), []).append((plan, gap.anchor, gap.count))
    found = [
        Frequent(
            rule,
            titles[rule],
            severity,
            len(where),
            f"{len(where) * 100 // len(plans)}%" if len(where) * 100 >= len(plans) else "不到1%",
            sum(count for _, _, count in where),
            tuple(Link(names[plan.page], f"{plan.page}#{anchor}") for plan, anchor, _ in where) if linked else (),
        )
        for (rule, severity), where in met.items()
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.plans, SEVERITIES.index(gap.severity), gap.rule)))


def short_names(plans: Sequence[PlanSummary]) -> dict[str, str]:
    """Plans (by page) as links name them: by place, with the period where a place has several, else by title."""
    places = Counter(plan.region for plan in plans)
    dated = Counter((plan.region, plan.period) for plan in plans)
    return {plan.page: _short(plan, places[plan.region], dated[plan.region, plan.period]) for plan in plans}


def _short(plan: PlanSummary, alike: int, same_period: int) -> str:
    if not plan.region or same_period > 1:
        return plan.title
    return plan.region if alike == 1 else f"{plan.region}（{plan.period or '没有写规划期'}）"


def with_findings(plans: Sequence[PlanSummary]) -> tuple[int, ...]:
    """How many plans have open findings of each severity."""
    return tuple(sum(1 for plan in plans if plan.severities[index]) for index in range(len(SEVERITIES)))
