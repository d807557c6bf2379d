"""Numbers of one row that stand without anything between them: 1.872.21 as 1.87 and 2.21, where that can be known.

Every way to cut the digits is tried; what the text, the unit's range and the indicator's direction leave is looked at.
One way left: the split. More than one: none is taken, all are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

_TOKEN = re.compile(r"\d[\d.]*\d|\d")
_WHOLE = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_DASH = re.compile(r"—{1,2}|-{1,2}|/|待定|暂无|待统计")
_AROUND = re.compile(r"([>≥<≤约]?)(\d.*?)((?:%|‰)?(?:以上|以下|以内|左右)?)")  # signs of the first and the last number
_MARKED = re.compile(  # a number with signs of its own that tell where it ends or begins
    r"(?:[>≥<≤约]|不低于|不超过|不少于|不高于)?\[?-?(?:\d{1,3}(?:,\d{3})+(?!,)|\d+)(?:\.\d+)?\]?(?:个百分点|%|‰)?(?:以上|以下|以内|左右)?(?:\(含\))?"
)
_PIECE = re.compile(rf"{_DASH.pattern}|{_MARKED.pattern}(?:[-—~]{{1,2}}{_MARKED.pattern})?")
_BETWEEN = re.compile(r"[\d%\]上下内右](?:—{1,2}|-{1,2}|/|~)\[?\d")
_LEADING_ZERO = re.compile(r"0\d")
_MOST_DIGITS = 24
_MOST_WAYS = 5000

Way = tuple[str | None, ...]


class Evidence(Struct, frozen=True):
    """What is known about a row besides its digits.

    ``stated``: values that running text states of the same thing, in the row's unit, as printed there, and whether
    as a target;
    ``most``: the highest value possible (100 for a share); ``rising``: the indicator is better when higher (False:
    lower, None: not known).
    """

    stated: tuple[tuple[Decimal, str, bool], ...] = ()
    most: Decimal | None = None
    rising: bool | None = None


class Split(Struct, frozen=True):
    """``values`` for the columns in order (None: an empty cell), or None where more than one way is possible."""

    values: Way | None
    note: str
    sure: float
    ways: tuple[Way, ...] = ()


def split_run(run: str, columns: int, evidence: Evidence) -> Split:
    """The values of ``columns`` cells printed as ``run``."""
    marked = _marked(run, columns)
    if marked is not None:
        return marked
    digits = run.strip()
    blank = _DASH.match(digits)
    bare = digits[blank.end() :] if blank else digits
    around = _AROUND.fullmatch(bare)
    before, bare, behind = around.groups() if around else ("", bare, "")
    if not _TOKEN.fullmatch(bare) or len(bare) > _MOST_DIGITS:
        return Split(None, f"“{run}”分不开各列的数，请照原表填写", 0.4)
    if blank:
        cells = 2 if len(set(blank[0])) < len(blank[0]) else 1  # —— is one long dash or two empty cells
        ways: list[Way] = [
            (*(None,) * count, *way) for count in range(1, cells + 1) for way in _ways(bare, columns - count)
        ]
    else:
        ways = _ways(bare, columns)
        ways += [(None, *way) for way in _ways(bare, columns - 1)] if columns > 1 else []
    split = _chosen(run, ways, evidence, blank=bool(blank))
    if split.values is None or not (before or behind):
        return split
    values = list(split.values)
    first = next(place for place, value in enumerate(values) if value is not None)
    values[first] = f"{before}{values[first]}"
    values[-1] = f"{values[-1]}{behind}"
    return replace(split, values=tuple(values))


def _marked(run: str, columns: int) -> Split | None:
    """A split at signs in the run itself: spaces, %, ≥, dashes for empty cells."""
    pieces = run.split()
    if len(pieces) == columns and all(map(_PIECE.fullmatch, pieces)):
        return Split(tuple(None if _DASH.fullmatch(piece) else piece for piece in pieces), "", 0.95)
    if _BETWEEN.search(run):  # a range, or an empty cell
        return None
    parts: list[str | None] = []
    for piece in pieces:
        position = 0
        while position < len(piece):
            if dash := _DASH.match(piece, position):
                parts.append(None)
                position = dash.end()
                continue
            number = _MARKED.match(piece, position)
            if number is None:
                return None
            parts.append(number[0])
            position = number.end()
            behind = piece[position : position + 1]
            if behind == "." or (behind.isdigit() and number[0][-1].isdigit() and "," not in number[0]):
                return None
    if len(parts) != columns or len(parts) == 1 or any(part and _LEADING_ZERO.match(part) for part in parts):
        return None
    return Split(tuple(parts), f"“{run}”按所印的记号分开", 0.95)


def _ways(digits: str, count: int) -> list[Way]:
    """Every way to cut ``digits`` into ``count`` well-formed numbers."""
    found: list[Way] = []

    def cut(position: int, left: int, way: tuple[str, ...]) -> None:
        if len(found) >= _MOST_WAYS:
            return
        if left == 1:
            if _WHOLE.fullmatch(digits, position):
                found.append((*way, digits[position:]))
            return
        for end in range(position + 1, len(digits) - left + 2):
            if _WHOLE.fullmatch(digits, position, end):
                cut(end, left - 1, (*way, digits[position:end]))

    if count > 0 and digits:
        cut(0, count, ())
    return found


def _chosen(run: str, ways: Sequence[Way], evidence: Evidence, *, blank: bool) -> Split:
    """The only way that is left; ``blank``: the run itself shows the empty cell."""
    if len(ways) >= _MOST_WAYS or not ways:
        return Split(None, f"“{run}”分不开各列的数，请照原表填写", 0.4)
    reasons: list[str] = []
    left = list(ways)
    if evidence.most is not None:
        inside = [way for way in left if all(value <= evidence.most for value in _numbers(way))]
        if inside and len(inside) < len(left):
            left = inside
            reasons.append(f"各数不超过{evidence.most}")
    support = {way: _support(way, evidence.stated) for way in left}
    best = max(map(len, support.values()))
    if best:
        left = [way for way in left if len(support[way]) == best]
        quotes = dict.fromkeys(quote for _, quote in support[left[0]])
        reasons.append(f"正文写有{'、'.join(quotes)}")
    if len(left) > 1 and evidence.rising is not None:
        towards = [way for way in left if _goes(way, up=evidence.rising)]
        if towards and len(towards) < len(left):
            left = towards
            reasons.append("目标应不低于基期" if evidence.rising else "目标应不高于基期")
    if len(left) == 1 and _holds(left[0], support.get(left[0], []), evidence, blank=blank):
        why = "，".join(reasons) or "只有一种分法"
        return Split(left[0], f"“{run}”分作 {shown(left[0])}：{why}", 0.95 if best else 0.9)
    ordered = _likely_first(left if len(left) > 1 else ways)
    more = "等" if len(ordered) > 4 else ""
    return Split(None, f"“{run}”可分作 {'；'.join(map(shown, ordered[:4]))}{more}，请照原表填写", 0.4, tuple(ordered))


def _holds(way: Way, support: Sequence[tuple[int, str]], evidence: Evidence, *, blank: bool) -> bool:
    """Whether the last way left can be taken for true.

    An empty cell that nothing shows needs the text's word for the target; a single digit in the text bears out only
    what is likely anyway.
    """
    if None in way and not blank:
        targets = {value for value, _, target in evidence.stated if target}
        return Decimal(way[-1] or "-1") in targets and len(str(way[-1])) > 1
    places = [place for place, _ in support]
    if places and all(len(str(way[place])) == 1 for place in places) and len(places) < len(way):
        numbers = _numbers(way)
        return max(numbers) <= 10 * max(min(numbers), Decimal("0.1"))
    return True


def _support(way: Way, stated: Iterable[tuple[Decimal, str, bool]]) -> list[tuple[int, str]]:
    """The columns of ``way`` that are stated in the text."""
    known = {value: quote for value, quote, _ in stated}
    return [
        (index, known[Decimal(value)])
        for index, value in enumerate(way)
        if value is not None and Decimal(value) in known
    ]


def _goes(way: Way, *, up: bool) -> bool:
    numbers = _numbers(way)
    return all((later >= earlier) if up else (later <= earlier) for earlier, later in pairwise(numbers))


def _numbers(way: Way) -> list[Decimal]:
    return [Decimal(value) for value in way if value is not None]


def _likely_first(ways: Sequence[Way]) -> list[Way]:
    """No empty cell before empty ones, equal decimals before others, near numbers before far ones."""

    def key(way: Way) -> tuple[int, int, Decimal]:
        numbers = _numbers(way)
        places = {len(value.partition(".")[2]) for value in way if value is not None}
        spread = max(numbers) / max(min(numbers), Decimal("0.01"))
        return (way.count(None), len(places), spread)

    return sorted(ways, key=key)


def shown(way: Way) -> str:
    """A way for people: 1.87 | 2.21, a dash for an empty cell."""
    return " | ".join(value if value is not None else "—" for value in way)
