"""Geometry of the small bars beside an indicator: whole numbers in, printed coordinates out, no floats."""

from __future__ import annotations

from msgspec import Struct

from checker.model.result import Amount, IndicatorRow
from checker.report.wording import level

WIDTH = 160  # of the view box, in its own units
_ROOM = 150  # what the largest value may take, so that its marker stays inside
_BEYOND = 20  # a parent's value this many times the plan's own would leave no bar to see


class Marker(Struct, frozen=True):
    """A parent's target on the scale of the bar; ``level`` is the code that chooses its shape."""

    x: str
    level: str


class Bar(Struct, frozen=True):
    """``target`` is the end of the bar, ``reach`` the end of its lighter part where a range is printed."""

    target: str
    reach: str
    more: bool
    baseline: str
    markers: tuple[Marker, ...]


class Drawing(Struct, frozen=True):
    """A bar, or none, and a word about what was left out of it."""

    bar: Bar | None = None
    note: str = ""


def draw(row: IndicatorRow) -> Drawing:
    """The bar of a row, where target and yardstick are numbers of the same unit."""
    target = row.target
    if target is None or not _drawable(target):
        return Drawing()
    low, high = _ends(target)
    baseline = _middle(row.baseline) if row.baseline and _same(row.baseline, target) else None
    given = [
        (_middle(parent.target), parent.level)
        for parent in row.parents
        if parent.target and _same(parent.target, target)
    ]
    near = [(value, code) for value, code in given if value <= _BEYOND * max(high, 1)]
    far = dict.fromkeys(level(code) for value, code in given if value > _BEYOND * max(high, 1))
    note = f"{'、'.join(far)}数值超出图幅，未画" if far else ""
    if baseline is None and not near:
        return Drawing(note=note)
    top = max(high, baseline or 0, *(value for value, _ in near), 1)
    return Drawing(
        Bar(
            target=_x(low, top),
            reach=_x(high, top) if high > low else "",
            more=target.bound in ("at-least", "more-than"),
            baseline="" if baseline is None else _x(baseline, top),
            markers=tuple(Marker(_x(value, top), code) for value, code in dict.fromkeys(near)),
        ),
        note,
    )


def _drawable(amount: Amount) -> bool:
    ends = [end for end in (amount.low, amount.high) if end is not None]
    return bool(ends) and min(ends) >= 0


def _same(amount: Amount, target: Amount) -> bool:
    return amount.unit == target.unit and _drawable(amount)


def _ends(amount: Amount) -> tuple[int, int]:
    """Both ends; an open interval ends where it begins, and a narrow one, mostly printed precision, is a point."""
    low = amount.high if amount.low is None else amount.low
    high = amount.low if amount.high is None else amount.high
    if low is None or high is None:
        return 0, 0
    if (high - low) * 5 <= high:
        low = high = (low + high) // 2
    return low, high


def _middle(amount: Amount) -> int:
    return sum(_ends(amount)) // 2


def _x(value: int, top: int) -> str:
    tenths = value * _ROOM * 10 // top
    return f"{tenths // 10}.{tenths % 10}"
