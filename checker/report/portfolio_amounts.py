"""Numbers of the portfolio: canonical amounts in the units people read, and a value as a part of an upper value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal, localcontext

from msgspec import Struct

from checker.model.result import Amount, ParentAmount

_PRECISION = 40
_10K = Decimal(10_000)
# how the base unit of a dimension is read, and ten thousand of it; a dimension not listed is named by its unit
_READ = {"money": ("万元", "亿元"), "items": ("件", "万件"), "percent": ("%", ""), "points": ("分", ""),
         "per-10k": ("件/万人", "")}  # fmt: skip
# dimensions in which places of any size can be compared; a city's amounts and counts are a part of the province's
_COMPARABLE = frozenset({"percent", "points", "per-10k", "per-10k-entities", "persons-per-10k", "months", "days",
                         "working-days", "money-per-person"})  # fmt: skip


class Distance(Struct, frozen=True):
    """A value in whole per cent (rounded down) of an upper one; ``least``: or more than that."""

    percent: int
    least: bool
    level: str
    shown: str


def number(value: Decimal, unit: str) -> str:
    """A number of base units as people write it: 60300 件 are 6.03万件."""
    one, many = _READ.get(unit, (unit, ""))
    with localcontext(prec=_PRECISION):
        if many and abs(value) >= _10K:
            return f"{_plain(value / _10K)}{many}"
        return f"{_plain(value)}{one}"


def distance(value: Amount, parents: Sequence[ParentAmount], direction: str) -> Distance | None:
    """How a value stands to the nearest upper value that it can be compared with; None where there is none."""
    if value.unit not in _COMPARABLE or direction == "none" or len(value.exact) != 1 or _is_capped(value):
        return None
    for parent in parents:
        above = parent.target
        if above is None or len(above.exact) != 1 or above.exact[0] <= 0 or _is_capped(above):
            continue
        if (above.unit, above.year, above.scope) != (value.unit, value.year, value.scope):
            continue
        with localcontext(prec=_PRECISION):
            part = int((value.exact[0] * 100 / above.exact[0]).to_integral_value(ROUND_FLOOR))
        return Distance(part, value.bound in ("at-least", "more-than"), parent.level, above.shown)
    return None


def order(value: Amount) -> str:
    """What a column is sorted by: the first printed number; empty for words."""
    return f"{_plain(value.exact[0])}" if value.exact else ""


def _is_capped(amount: Amount) -> bool:
    return amount.bound in ("at-most", "less-than")


def _plain(value: Decimal) -> str:
    """Digits without trailing zeros and without an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
