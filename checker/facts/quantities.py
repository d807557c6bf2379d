"""Quantities as intervals: what a printed number can mean, counted in ten-thousandths of its dimension's base unit.

``5.63`` stands for everything that is printed as 5.63 (5.625 up to, not including, 5.635); ``30余亿元`` for 30 to
40 亿元; ``60%以上`` for 60% and more. Integers, so that two of them can be compared exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from functools import lru_cache

from msgspec import Struct

from checker.facts.vocabulary import Vocabulary
from checker.model.base import Bound, Quantity

SCALE = 10_000
LIMIT = 2**53 - 1
ABOUT = Decimal("0.1")  # 左右、约: a tenth to either side, so that roundness is never taken for a contradiction
_PRECISION = 60
_HUNDRED = 100 * SCALE  # per cent


class Interval(Struct, frozen=True):
    """Both ends included, in ten-thousandths of one ``unit`` (the dimension's base unit, or the printed unit)."""

    low: int
    high: int
    unit: str

    def middle(self, digits: int) -> Decimal:
        """The middle in base units, rounded to ``digits`` decimals: for reading only."""
        middle = Decimal(self.low + self.high) / 2 / SCALE
        return middle.quantize(Decimal(1).scaleb(-digits)) + 0  # + 0: no negative zero


def half_step(value: Decimal) -> Decimal:
    """Half of the last printed digit's place: 0.005 for 2.21, 0.5 for 14. A plain 0 is nothing at all, not a third."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if value == 0 and exponent >= 0:  # 0.0 can be a rounded 0.04
        return Decimal(0)
    return Decimal(5).scaleb(min(exponent, 0) - 1)


def interval(
    quantity: Quantity | None, vocabulary: Vocabulary, *, name: str = "", unit: str | None = None
) -> Interval | None:
    """The interval of a quantity; None where it has no number.

    ``name`` is what it measures (plans write 每万人口…达到 3 件 and 3 件/万人 for the same thing); ``unit`` stands in
    for a unit left out.
    """
    if quantity is None or quantity.value is None:
        return None
    size = vocabulary.unit(quantity.unit or unit or "", name)
    most = None if quantity.max is None else str(quantity.max)
    return _spanned(str(quantity.value), most, quantity.bound, size.factor, size.dimension)


@lru_cache(maxsize=4096)  # every measuring module asks for the same ones; by the printed digits, for 5 is not 5.0
def _spanned(value: str, most: str | None, bound: Bound | None, factor: Decimal, dimension: str) -> Interval:
    first = Decimal(value)
    last = first if most is None else Decimal(most)
    with localcontext(prec=_PRECISION):
        match bound:
            case "at-least" | "more-than":
                return Interval(_floor(first * factor), LIMIT, dimension)
            case "at-most" | "less-than":
                return Interval(-LIMIT, _floor(last * factor), dimension)
            case "about":
                lower, upper = first - _margin(first), last + _margin(last)
            case None if most is not None:  # a range is meant to its printed ends
                return Interval(_floor(first * factor), _floor(last * factor), dimension)
            case _:
                lower, upper = first - half_step(first), last + half_step(last)
        if lower == upper:
            return Interval(_floor(lower * factor), _floor(upper * factor), dimension)
        return Interval(_floor(lower * factor), _below(upper * factor), dimension)


def _margin(value: Decimal) -> Decimal:
    """How far 左右 reaches: a tenth, and never less than the printed digits leave open."""
    return max(abs(value) * ABOUT, half_step(value))


def _floor(value: Decimal) -> int:
    return _bounded((value * SCALE).to_integral_value(ROUND_FLOOR))


def _below(value: Decimal) -> int:
    """The last ten-thousandth before ``value``."""
    return _bounded((value * SCALE).to_integral_value(ROUND_CEILING) - 1)


def _bounded(value: Decimal) -> int:
    return int(max(min(value, Decimal(LIMIT)), Decimal(-LIMIT)))


def growth(now: Interval, before: Interval, percent: str) -> Interval | None:
    """The growth from one interval to another in per cent (dimension ``percent``); None where it is not defined."""
    if now.unit != before.unit or before.low <= 0 or LIMIT in (now.high, before.high):
        return None
    with localcontext(prec=_PRECISION):
        # one step past the last unit of each, so that the open upper ends are not lost
        least = (Decimal(now.low) / Decimal(before.high + 1) - 1) * 100
        most = (Decimal(now.high + 1) / Decimal(before.low) - 1) * 100
        return Interval(_floor(least), _below(most), percent)


def yearly_growth(after: Interval, before: Interval, years: int, percent: str) -> Interval | None:
    """The growth a year in per cent that leads from one interval to another; None where it is not defined."""
    if after.unit != before.unit or before.low <= 0 or after.low <= 0 or LIMIT in (after.high, before.high):
        return None
    least, _ = _root(after.low, before.high + 1, years)
    most, exact = _root(after.high + 1, before.low, years)
    return _within_limits(least - _HUNDRED, most - exact - _HUNDRED, percent)


def _root(over: int, under: int, degree: int) -> tuple[int, bool]:
    """The root of a fraction in ten-thousandths of a per cent, rounded down, and whether that is the root itself."""
    if degree == 1:
        whole, rest = divmod(over * _HUNDRED, under)
        return whole, not rest
    wanted = over * _HUNDRED**degree
    root = int((over / under) ** (1 / degree) * _HUNDRED)  # a first guess, set right in whole numbers
    while root**degree * under > wanted:
        root -= 1
    while (root + 1) ** degree * under <= wanted:
        root += 1
    return root, root**degree * under == wanted


def ratio(part: Interval, whole: Interval, percent: str) -> Interval | None:
    """A part in per cent (dimension ``percent``) of a whole; None where it is not defined."""
    if part.unit != whole.unit or part.low < 0 or whole.low <= 0 or LIMIT in (part.high, whole.high):
        return None
    with localcontext(prec=_PRECISION):
        least = Decimal(part.low) / Decimal(whole.high + 1) * 100
        most = Decimal(part.high + 1) / Decimal(whole.low) * 100
        return Interval(_floor(least), _below(most), percent)


def difference(after: Interval, before: Interval) -> Interval | None:
    """What is added from one to the other; None where it is not defined."""
    if after.unit != before.unit or LIMIT in (after.high, before.high) or -LIMIT in (after.low, before.low):
        return None
    return _within_limits(after.low - before.high, after.high - before.low, after.unit)


def times(once: Interval, count: int) -> Interval:
    """So many of an amount; open where it is."""
    low = once.low if once.low == -LIMIT else once.low * count
    high = once.high if once.high == LIMIT else once.high * count
    return _within_limits(low, high, once.unit)


def mean(whole: Interval, years: int) -> Interval:
    """A total over some years as an amount of one year."""
    low = whole.low if whole.low == -LIMIT else whole.low // years
    high = whole.high if whole.high == LIMIT else -(-whole.high // years)
    return Interval(low, high, whole.unit)


def total(parts: Sequence[Interval]) -> Interval:
    """The sum of amounts of one unit; open where one of them is."""
    low = -LIMIT if any(part.low == -LIMIT for part in parts) else sum(part.low for part in parts)
    high = LIMIT if any(part.high == LIMIT for part in parts) else sum(part.high for part in parts)
    return _within_limits(low, high, parts[0].unit)


def _within_limits(low: int, high: int, unit: str) -> Interval:
    """An interval whose ends are numbers that the engine takes; one beyond them is open."""
    return Interval(min(max(low, -LIMIT), LIMIT), max(min(high, LIMIT), -LIMIT), unit)


def shown(quantity: Quantity | None) -> str:
    """A quantity as a reader would write it: what was printed where that is kept, else number and unit."""
    if quantity is None:
        return ""
    if quantity.raw and quantity.value is None:
        return quantity.raw
    if quantity.text is not None:
        return quantity.text
    number = f"{quantity.value:f}" + (f"—{quantity.max:f}" if quantity.max is not None else "")
    unit = quantity.unit or ""
    match quantity.bound:
        case "at-least":
            return f"{number}{unit}以上"
        case "more-than":
            return f"超过{number}{unit}"
        case "at-most":
            return f"{number}{unit}以内"
        case "less-than":
            return f"低于{number}{unit}"
        case "about":
            return f"{number}{unit}左右"
    return f"{number}{unit}"
