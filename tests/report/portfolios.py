"""An invented province, 湖东省, with three cities, and their portfolio rendered with the templates of this checkout."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from checker.loading.taxonomy import load_taxonomy
from checker.loading.validation import validated
from checker.model.data import Population, ReferenceData
from checker.model.result import Amount, Clause, ParentAmount, PlanResult, Problem, WaiverUse
from checker.report import portfolio_pages
from checker.report.portfolio import Gathering, IndicatorValue, PlanSummary, ProtectionValue
from checker.report.portfolio_view import columns_of
from tests.report import samples
from tests.report.pages import TEMPLATES

ROOT = Path(__file__).parents[2]


@cache
def _terms() -> dict[str, Any]:
    taxonomy, problems = load_taxonomy(ROOT / "rules")
    assert problems == []
    return {term.code: term for term in taxonomy.indicators}


TERMS = _terms()
TITLE = "湖东省“十四五”知识产权规划"


def amount(shown: str, number: str, unit: str, *, scope: str = "level", year: str = "2025", bound: str = "") -> Amount:
    """A printed number, ``number`` in base units, with what its digits leave open."""
    exact = Decimal(number)
    exponent = exact.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Decimal(5).scaleb(min(exponent, 0) - 1)
    low, high = int((exact - half) * 10_000), int((exact + half) * 10_000) - 1
    if bound == "at-least":
        low, high = int(exact * 10_000), 2**53 - 1
    return Amount(shown, year, unit, low, high, bound, "", scope, (exact,))


PROVINCE = {
    "high-value-patents-per-10k": amount("6件", "6", "per-10k"),
    "trademarks-in-force": amount("60万件", "600000", "items"),
    "ip-pledge-registered-amount": amount("15亿元", "150000", "money", scope="yearly"),
    "patent-intensive-gdp-share": amount("12%", "12", "percent", scope="share"),
}


def value(code: str, number: str, printed: str, *, unit: str, **more: str) -> IndicatorValue:
    """An indicator of a city; the province has a target for some."""
    parents: tuple[ParentAmount, ...] = ()
    if code in PROVINCE:
        parents = (ParentAmount("湖东省规划", "province", None, PROVINCE[code], Clause("hudong", TITLE)),)
    target = amount(f"{number}{printed}", more.pop("base", number), unit, **more)
    return IndicatorValue(code, TERMS[code].name, "列入" if parents else "自设", target, parents, "")


def plan(page: str, region: str, indicators: tuple[IndicatorValue, ...], level: str = "city") -> PlanSummary:
    """A plan of the province or of one of its cities."""
    return PlanSummary(
        id=page,
        title=TITLE if level == "province" else f"{region}“十四五”知识产权规划",
        region=region,
        level=level,
        province="" if level == "province" else "湖东省",
        period="2021—2025",
        page=f"{page}.html",
        severities=(0, 2, 5),
        aside=0,
        verdicts=(10, 2, 3, 0, 1),
        gaps=(),
        indicators=indicators,
        unnamed=0,
        protections=() if level == "province" else (ProtectionValue("严保护", ("task", "thin", "无", "无")),),
    )


def missing(code: str) -> IndicatorValue:
    """An indicator of the province that a city does not have."""
    parents = (ParentAmount("湖东省规划", "province", None, PROVINCE[code], Clause("hudong", TITLE)),)
    return IndicatorValue(code, TERMS[code].name, "未见", None, parents, "gap-0123456789ab")


RATIO, MARKS, PLEDGED = "high-value-patents-per-10k", "trademarks-in-force", "ip-pledge-registered-amount"
OWN = tuple(IndicatorValue(code, TERMS[code].name, "列入", target, (), "") for code, target in PROVINCE.items())
YUNXI = (
    value(RATIO, "8.10", "件", unit="per-10k"),
    value(MARKS, "20.5", "万件", unit="items", base="205000"),
    value(PLEDGED, "6", "亿元以上", unit="money", base="60000", scope="yearly", bound="at-least"),
    value("ip-satisfaction", "85", "分", unit="points"),
)
SHIWAN = (
    value(RATIO, "4.0", "件", unit="per-10k"),
    value(MARKS, "300000", "件", unit="items"),
    value(PLEDGED, "50000", "万元", unit="money", scope="yearly"),
    value("ip-satisfaction", "80", "分", unit="points"),
)
BAITA = (
    missing(RATIO),
    value(MARKS, "12", "万件", unit="items", base="120000"),
    value(PLEDGED, "4", "亿元", unit="money", base="40000", scope="total"),
)
PLANS = (
    plan("hudong", "湖东省", OWN, "province"),
    plan("yunxi", "云溪市", YUNXI),
    plan("shiwan", "石湾市", SHIWAN),
    plan("baita", "白塔市", BAITA),
)
COLUMNS = columns_of(PLANS, TERMS)


def gathered(plans: Sequence[PlanResult]) -> tuple[PlanSummary, ...]:
    """The records of results, their pages numbered."""
    kept = Gathering()
    for number, each in enumerate(plans):
        kept.add(each, f"plan-{number}.html")
    return tuple(kept.plans)


def people(place: str, number: int, **more: object) -> Population:
    """A census of an invented city."""
    known = {"place": place, "province": "湖东省", "date": "2020-11-01", "value": number, "source": "普查公报",
             "confidence": "verified"}  # fmt: skip
    return validated(Population, known | more)


CENSUS = (people("云溪市", 3_000_000), people("石湾市", 1_000_000), people("白塔市", 2_000_000))


def pages(
    plans: Sequence[PlanSummary],
    *,
    problems: tuple[Problem, ...] = (),
    census: tuple[Population, ...] = CENSUS,
    whole: int = portfolio_pages.WHOLE,
    first: int = portfolio_pages.FIRST,
    strangers: tuple[WaiverUse, ...] = (),
) -> dict[str, str]:
    """All pages of a portfolio by name."""

    def data(_: Collection[str]) -> ReferenceData:
        return ReferenceData(population=census)

    made = portfolio_pages.portfolio_pages(
        samples.RUN, plans, problems, TERMS, data, TEMPLATES, whole=whole, first=first, strangers=strangers
    )
    return {name: "".join(parts) for name, parts in made}
