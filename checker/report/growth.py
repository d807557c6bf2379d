"""What an indicator's numbers imply: growth between baseline and target, a year on average, in a plain sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from msgspec import Struct

from checker.model.result import Amount, IndicatorRow, ParentAmount
from checker.report.wording import level

_YEAR = re.compile("[12][0-9]{3}")
_SHARES = {"percent": "个百分点", "%": "个百分点", "points": "分", "分": "分"}
_OUT_OF_REACH = 1000  # times; such a step is another unit or a misprint, not growth


class Growth(Struct, frozen=True):
    """From baseline to target: over how many years, by how much, and how much a year (words ready to print)."""

    years: int
    whole: str
    yearly: str


def growth(baseline: Amount | None, target: Amount | None) -> Growth | None:
    """The growth two amounts imply; None where they are no numbers of one unit in two years."""
    if baseline is None or target is None or not baseline.unit or baseline.unit != target.unit:
        return None
    if not (_YEAR.fullmatch(baseline.year) and _YEAR.fullmatch(target.year)):
        return None
    years = int(target.year) - int(baseline.year)
    first, last = _middle(baseline), _middle(target)
    if years <= 0 or first is None or last is None:
        return None
    with localcontext(Context(prec=28)):
        if word := _SHARES.get(baseline.unit):
            step = (last - first) / 10_000
            return Growth(years, _signed(step, word, "提高", "降低"), _signed(step / years, word, "提高", "降低"))
        if first <= 0 or last <= 0 or not 1 / Decimal(_OUT_OF_REACH) < last / first < _OUT_OF_REACH:
            return None
        ratio = last / first
        yearly = ratio ** (1 / Decimal(years)) - 1
        return Growth(
            years, _signed((ratio - 1) * 100, "%", "增长", "下降"), _signed(yearly * 100, "%", "增长", "下降")
        )


def explain(row: IndicatorRow) -> str:
    """The row in plain words: what the plan sets out to do, and what the country and the province set out to do."""
    parts = [_own(row)]
    seen: set[str] = set()
    for parent in _fullest(row.parents):
        if parent.level in seen:
            continue
        seen.add(parent.level)
        parts.append(_above(parent))
    return "".join(filter(None, parts))


def _own(row: IndicatorRow) -> str:
    target, baseline = row.target, row.baseline
    if target is None:
        return "规划没有写这一指标的目标。"
    if target.low is None and target.high is None:
        return f"目标只写「{target.shown}」，达到与否无法衡量。"
    if baseline is None:
        return f"目标{_dated(target)}，没有写基期值，增幅算不出来。"
    step = growth(baseline, target)
    if step is None:
        return f"由{_dated(baseline)}到{_dated(target)}，口径或年份不齐，不推算增幅。"
    return f"由{_dated(baseline)}到{_dated(target)}，{step.years} 年{step.whole}，年均约{step.yearly}。"


def _above(parent: ParentAmount) -> str:
    if parent.target is None:
        return ""
    who = "全国" if parent.level == "nation" else level(parent.level)
    step = growth(parent.baseline, parent.target)
    if step is None or parent.baseline is None:
        return f"{who}目标{_dated(parent.target)}。"
    return f"{who}由{_dated(parent.baseline)}到{_dated(parent.target)}，年均约{step.yearly}。"


def _fullest(parents: Iterable[ParentAmount]) -> list[ParentAmount]:
    """Those with a baseline and a target first."""
    return sorted(parents, key=lambda parent: (parent.target is None) + (parent.baseline is None))


def _dated(amount: Amount) -> str:
    return f" {amount.year} 年 {amount.shown}" if _YEAR.fullmatch(amount.year) else f" {amount.shown}"


def _middle(amount: Amount) -> Decimal | None:
    ends = [Decimal(end) for end in (amount.low, amount.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else None


def _signed(value: Decimal, unit: str, up: str, down: str) -> str:
    digits = Decimal("0.01") if unit == "个百分点" and abs(value) < 1 else Decimal("0.1")
    shown = abs(value).quantize(digits, ROUND_HALF_UP)
    if not shown:
        return "持平"
    return (
        f"{up if value > 0 else down} {shown:f} {unit}"
        if unit != "%"
        else f"{up} {shown:f}%"
        if value > 0
        else f"{down} {shown:f}%"
    )
