"""汇总校核: a province's targets beside what those of its cities come to. Information only, never a finding.

Cities are added up where adding means something (the taxonomy says so for each indicator), for the same year, unit and
口径 only, with the numbers as they are printed; what a printed number leaves open (20万件 may be 20.4) goes along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.result import Amount
from checker.model.taxonomy import IndicatorTerm
from checker.model.words import SCOPES
from checker.report.portfolio import IndicatorValue, PlanSummary
from checker.report.portfolio_amounts import number

if TYPE_CHECKING:
    from checker.model.data import Population

_SCALE = 10_000  # of the interval of an Amount
_PRECISION = 60
_OPEN_ABOVE, _OPEN_BELOW = ("at-least", "more-than"), ("at-most", "less-than")
_NO_TERM = "不是词表里的指标，不知道能不能相加"


class Part(Struct, frozen=True):
    """A city's value and where it stands; ``people`` is its weight."""

    city: str
    shown: str
    page: str
    people: int = 0


class Left(Struct, frozen=True):
    """A city that is not counted, and why."""

    city: str
    why: str
    page: str


class Total(Struct, frozen=True):
    """What cities come to: the ``exact`` printed ends, and in ten-thousandths what they leave open (None: no end)."""

    exact: tuple[Fraction, ...]
    low: int | None
    high: int | None
    unit: str
    bound: str


class TotalRow(Struct, frozen=True):
    """One target of a province. ``way``: sum | weighted | none; ``why`` says why nothing is reckoned."""

    name: str
    target: Amount
    way: str
    parts: tuple[Part, ...]
    left: tuple[Left, ...]
    total: Total | None = None
    why: str = ""


class ProvinceTotals(Struct, frozen=True):
    """The targets of one document of a province; ``page`` where that document is itself among the plans."""

    province: str
    document: str
    page: str
    cities: tuple[str, ...]
    rows: tuple[TotalRow, ...]


class _Document(Struct, frozen=True):
    title: str
    page: str
    targets: Mapping[str, tuple[str, Amount]]  # by code: name and target


def province_totals(
    plans: Sequence[PlanSummary], terms: Mapping[str, IndicatorTerm], people: Mapping[str, Population]
) -> Iterator[ProvinceTotals]:
    """For each document of a province, its targets beside its cities' plans. ``people``: by city, of one province."""
    cities = [plan for plan in plans if plan.level == "city"]
    names = tuple(dict.fromkeys(city.region for city in cities))
    if not cities:
        return
    for document in _documents(plans):
        rows = [
            _row(name, target, terms.get(code), _values(cities, code), people)
            for code, (name, target) in document.targets.items()
        ]
        if rows:
            yield ProvinceTotals(plans[0].home, document.title, document.page, names, tuple(rows))


def usable_populations(found: Iterable[Population], places: Collection[str], province: str) -> dict[str, Population]:
    """The latest verified census of each place, of the bounds that plans mean, as the weights of a mean."""
    latest: dict[str, Population] = {}
    for people in found:
        if people.place not in places or people.province != province or people.scope or people.rounded:
            continue
        if people.confidence != "verified":
            continue
        known = latest.get(people.place)
        if known is None or known.date.printed < people.date.printed:
            latest[people.place] = people
    return latest


def _documents(plans: Sequence[PlanSummary]) -> Iterable[_Document]:
    """The documents of the province with targets: those among the plans, and those the cities were judged by."""
    own = [plan for plan in plans if plan.level == "province"]
    found: dict[str, _Document] = {}
    for plan in own:
        targets = {value.code: (value.name, value.target) for value in plan.indicators if value.target}
        found.setdefault(plan.title, _Document(plan.title, plan.page, _with_numbers(targets)))
    above: dict[str, dict[str, tuple[str, Amount]]] = {}
    for plan in plans:
        for value in plan.indicators:
            for parent in value.parents:
                if plan.level == "city" and parent.level == "province" and parent.target:
                    above.setdefault(parent.clause.title, {}).setdefault(value.code, (value.name, parent.target))
    for title, targets in above.items():
        found.setdefault(title, _Document(title, "", _with_numbers(targets)))
    return found.values()


def _with_numbers(targets: Mapping[str, tuple[str, Amount]]) -> dict[str, tuple[str, Amount]]:
    return {code: (name, amount) for code, (name, amount) in targets.items() if amount.exact}


def _values(cities: Sequence[PlanSummary], code: str) -> list[tuple[PlanSummary, IndicatorValue | None]]:
    return [(city, next((value for value in city.indicators if value.code == code), None)) for city in cities]


def _row(
    name: str,
    target: Amount,
    term: IndicatorTerm | None,
    values: Sequence[tuple[PlanSummary, IndicatorValue | None]],
    people: Mapping[str, Population],
) -> TotalRow:
    way = term.adds if term else "none"
    if term is None or way == "none":
        return TotalRow(name, target, "none", (), (), why=(term.adds_why if term else "") or _NO_TERM)
    counted, left = _counted(values, target)
    if way == "weighted":
        left += [
            Left(city.region, "没有收录核实的人口数", city.page) for city, _ in counted if city.region not in people
        ]
        counted = [(city, amount) for city, amount in counted if city.region in people]
    weights = [people[city.region].value for city, _ in counted] if way == "weighted" else None
    parts = tuple(
        Part(city.region, amount.shown, city.page, weights[index] if weights else 0)
        for index, (city, amount) in enumerate(counted)
    )
    if not counted:
        return TotalRow(name, target, way, (), tuple(left), why="没有一个市的目标可以计入")
    total = combined([amount for _, amount in counted], weights)
    why = "" if total else "有的市写“以上”，有的写“以内”，合起来没有意义"
    return TotalRow(name, target, way, parts, tuple(left), total, why)


def _counted(
    values: Sequence[tuple[PlanSummary, IndicatorValue | None]], target: Amount
) -> tuple[list[tuple[PlanSummary, Amount]], list[Left]]:
    """The cities whose values are of the target's kind, each once, and the others with the reason."""
    fitting: dict[str, tuple[PlanSummary, Amount]] = {}
    left: dict[str, Left] = {}
    twice: set[str] = set()
    for city, value in values:
        why = _obstacle(value, target)
        if why or value is None or value.target is None:
            left.setdefault(city.region, Left(city.region, why, city.page))
        elif city.region in fitting and _numbers(fitting[city.region][1]) != _numbers(value.target):
            twice.add(city.region)
        else:
            fitting.setdefault(city.region, (city, value.target))
    for region in twice:
        left[region] = Left(region, "几份规划写的数不同，不知用哪一个", fitting.pop(region)[0].page)
    return list(fitting.values()), [each for region, each in left.items() if region not in fitting]


def _numbers(amount: Amount) -> tuple[object, ...]:
    return amount.exact, amount.bound, amount.unit


def _obstacle(value: IndicatorValue | None, target: Amount) -> str:
    """Why a city's value can't be counted; empty where it can."""
    if value is None or value.target is None:
        return "没有写这一目标"
    mine = value.target
    if not mine.exact:
        return f"目标只有文字（{mine.shown}）"
    if mine.year != target.year:
        return f"目标年不同（{mine.year or '没有写'}）"
    if mine.unit != target.unit:
        return f"单位不同（{mine.shown}）"
    if mine.scope != target.scope or mine.scope == "unclear":
        return f"口径不同（{SCOPES.get(mine.scope, '没有写')}，{mine.shown}）"
    return ""


def combined(amounts: Sequence[Amount], weights: Sequence[int] | None = None) -> Total | None:
    """The sum, or with ``weights`` the mean, of amounts of one unit; None where some are open above, some below."""
    shares = [Fraction(1)] * len(amounts)
    if weights is not None:
        shares = [Fraction(weight, sum(weights)) for weight in weights]
    above = any(amount.bound in _OPEN_ABOVE for amount in amounts)
    below = any(amount.bound in _OPEN_BELOW for amount in amounts)
    if above and below:
        return None
    first = _summed([Fraction(amount.exact[0]) for amount in amounts], shares)
    last = _summed([Fraction(amount.exact[-1]) for amount in amounts], shares)
    low = None if below else _summed([Fraction(amount.low or 0) for amount in amounts], shares)
    high = None if above else _summed([Fraction(_end(amount)) for amount in amounts], shares)
    about = any(amount.bound == "about" for amount in amounts)
    return Total(
        (first,) if first == last else (first, last),
        None if low is None else low.__floor__(),
        None if high is None else high.__ceil__(),
        amounts[0].unit,
        "at-least" if above else "at-most" if below else "about" if about else "",
    )


def _end(amount: Amount) -> int:
    """Where an amount ends: what rounds to a printed number stays below the next, a range is meant to its last."""
    high = amount.high or 0
    return high + (len(amount.exact) == 1 and high != amount.low)


def _summed(values: Sequence[Fraction], shares: Sequence[Fraction]) -> Fraction:
    return sum((value * share for value, share in zip(values, shares, strict=True)), Fraction(0))


def total_shown(total: Total) -> str:
    """A total as it is read; a mean that does not come out even is rounded to two decimals."""
    ends = "—".join(number(_decimal(end), total.unit) for end in total.exact)
    match total.bound:
        case "at-least":
            return f"{ends}以上"
        case "at-most":
            return f"{ends}以内"
        case "about":
            return f"约{ends}"
    return ends


def open_range(total: Total) -> str:
    """What the printed digits leave open, where that is more than the shown number."""
    if total.low is None or total.high is None or total.low == total.high:
        return ""
    low, high = (number(_decimal(Fraction(end, _SCALE)), total.unit) for end in (total.low, total.high))
    return f"{low}至{high}"


def comparison(total: Total, target: Amount) -> str:
    """Total and target in words; only what their intervals allow is said."""
    floor = None if target.bound in _OPEN_BELOW else target.low
    ceiling = None if target.bound in _OPEN_ABOVE else target.high
    if total.low is not None and ceiling is not None and total.low > ceiling:
        return f"高于全省目标{_gap(total, target)}"
    if total.high is not None and floor is not None and total.high < floor:
        return f"低于全省目标{_gap(total, target)}"
    if total.low is not None and floor is not None and total.low >= floor and ceiling is None:
        return "达到全省目标的下限"
    if total.low is None or total.high is None:
        return "写了“以上”“以内”，与全省目标分不出高低"
    return "与全省目标在所印位数之内分不出高低"


def _gap(total: Total, target: Amount) -> str:
    """By how much, where both are plain numbers."""
    if len(total.exact) > 1 or len(target.exact) > 1 or total.bound or target.bound:
        return ""
    return f" {number(_decimal(abs(total.exact[0] - Fraction(target.exact[0]))), total.unit)}"


def _decimal(value: Fraction) -> Decimal:
    """The number itself, or where it does not come out even, rounded to two decimals."""
    with localcontext(prec=_PRECISION):
        shown = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(shown) == value and -int(shown.as_tuple().exponent) <= 6:
            return shown
        return shown.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
