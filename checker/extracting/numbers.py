"""The grammar of printed quantities: numeral, range, unit, bound (1,234 · 30余亿元 · 百分之六 · 85%以上).

Works on even text (see ``checker.reading.normal``) and on single cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.numerals import CHINESE_NUMERAL, MAGNITUDES, read_chinese, read_mixed, step
from checker.model.base import Bound, Quantity

_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d+)?")
_MIXED = re.compile(r"\d+(?:\.\d+)?[千百万亿]+\d+(?:\.\d+)?[千百万]+|\d+(?:\.\d+)?亿\d+(?:\.\d+)?[千百]?万")
_START = re.compile(r"\d|[〇零一二两三四五六七八九十百千万亿翻]")
_MORE = re.compile(r"[余多来几]")
_TO = re.compile(r"-|—{1,2}|~|至|到")
_PER_HUNDRED = re.compile(r"百分之(?=[\d〇零一二三四五六七八九十百])")
_FRACTION = re.compile(r"([二三四五六七八九十]{1,3})分之([一二三四五六七八九十]{1,3})(?!中心|局|院|行)")
_DOUBLING = re.compile(r"翻([一两二三四123])?番")
_VAGUE = re.compile(r"(?:好几|[数几近上])[十百千万亿]{1,3}")
_LIKE_DIGITS = "0-9OoQUuWlIZSB"
_DAMAGED = re.compile(
    rf"(?<=[超达到过破于约])((?=[{_LIKE_DIGITS}]*[A-Za-z])[{_LIKE_DIGITS}]{{2,5}}|0\d{{1,4}})(?![.\dA-Za-z])"
)
_BARE = re.compile(r"[十百千万亿]{1,2}")  # 超万人, 破千亿元: one of it
_PREFIXES: tuple[tuple[str, Bound], ...] = (
    ("不超过", "at-most"), ("不高于", "at-most"), ("不多于", "at-most"), ("不大于", "at-most"), ("至多", "at-most"),
    ("最多", "at-most"), ("≤", "at-most"), ("不少于", "at-least"), ("不低于", "at-least"), ("不小于", "at-least"),
    ("不下于", "at-least"), ("至少", "at-least"), ("≥", "at-least"), (">=", "at-least"), ("<=", "at-most"),
    ("超过", "more-than"), ("超出", "more-than"), ("突破", "more-than"), ("高于", "more-than"), ("大于", "more-than"),
    ("多于", "more-than"), ("超", "more-than"), ("逾", "more-than"), ("破", "more-than"), (">", "more-than"),
    ("低于", "less-than"), ("少于", "less-than"), ("小于", "less-than"), ("不足", "less-than"),
    ("不到", "less-than"), ("<", "less-than"), ("大约", "about"), ("约为", "about"), ("约", "about"), ("将近", "about"),
    ("接近", "about"), ("近", "about"),
)  # fmt: skip
_NO_PREFIX = re.compile(r"(?:赶超|反超|节约|制约|合约|条约|公约|缔约|签约|履约|违约|附近|靠近|邻近)$")
_SUFFIX = re.compile(r"(?:\(含\)|及|或)?(?:(?P<least>以上)|(?P<most>以内|之内|以下)|(?P<about>左右|上下))")
_SUFFIX_BOUNDS: dict[str, Bound] = {"least": "at-least", "most": "at-most", "about": "about"}


class Printed(Struct, frozen=True):
    """A quantity as printed; ``start``–``end`` include the words of its bound, ``first`` is where the numeral begins.

    ``raw`` is kept where the numeral is printed in an unusual way; ``text`` stands instead of a value in 数十家.
    ``chinese``: all in Chinese numerals. ``unsure``: what is meant has to be looked at.
    """

    start: int
    first: int
    end: int
    value: Decimal | None = None
    max: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    text: str | None = None
    raw: str | None = None
    chinese: bool = False
    unsure: bool = False

    def quantity(self, **more: Any) -> Quantity:
        """As a quantity of the summary."""
        return Quantity(
            value=self.value, max=self.max, unit=self.unit, bound=self.bound, text=self.text, raw=self.raw,
            review=self.unsure, **more,
        )  # fmt: skip


class _Numeral(Struct, frozen=True):
    """A numeral without unit: 30余 has ``more``; ``tail`` is the 万 or 亿 that belongs to the unit."""

    end: int
    value: Decimal
    max: Decimal | None = None
    tail: str = ""
    more: bool = False
    chinese: bool = False
    odd: bool = False


class NumberReader:
    """Finds printed quantities; ``units`` are the printed units known, ``not_units`` words that begin like one.

    ``is_comma`` says whether the sign at a position is a thousands separator in the original (，and , are both
    ``,`` in even text).
    """

    def __init__(self, units: Iterable[str], not_units: Iterable[str] = ()) -> None:
        whole = {unit.replace("％", "%").replace("／", "/") for unit in units}
        # a unit can be broken by the end of a line: 个百分⏎点
        words = "|".join(
            r"\n?".join(map(re.escape, unit)) for unit in sorted(whole, key=lambda unit: (-len(unit), unit))
        )
        stop = "|".join(map(re.escape, sorted(not_units)))
        magnitude = f"[{''.join(MAGNITUDES)}]"
        plain = rf"(?:(?!{stop})(?:{words}))" if stop else rf"(?:{words})"
        self._unit = re.compile(
            rf"{magnitude}{{0,3}}{plain}(?:/{magnitude}{{0,2}}{plain})?|[万亿]{{1,2}}(?![一-鿿]*战略)"
        )

    def find(
        self, text: str, start: int = 0, end: int | None = None, is_comma: Callable[[int], bool] | None = None
    ) -> Iterator[Printed]:
        """Every quantity between two positions, in order."""
        stop = len(text) if end is None else end
        position = start
        while (found := _START.search(text, position, stop)) is not None:
            at = found.start()
            printed = self._at(text, at, start, stop, is_comma)
            if printed is None:
                position = _past(text, at, stop)
            else:
                yield printed
                position = max(printed.end, at + 1)

    def whole(self, cell: str) -> Printed | None:
        """The quantity that a cell of a table consists of; None where it says anything else."""
        cell = cell.strip()
        found = next(self.find(cell), None)
        return found if found is not None and (found.start, found.end) == (0, len(cell)) else None

    def unit_at(self, text: str, position: int, end: int | None = None) -> str:
        """The longest unit that begins at ``position``, or ""."""
        found = self._unit.match(text, position, len(text) if end is None else end)
        return found[0] if found else ""

    def damaged(self, text: str, start: int, end: int) -> Iterator[Printed]:
        """Numbers that can't be read: letters for digits after a word of reaching (超UOo名), or leading zeros."""
        for found in _DAMAGED.finditer(text, start, end):
            unit = self.unit_at(text, found.end(), end)
            if not unit or unit in ("万", "亿"):
                continue
            first, stop = found.start(1), found.end() + len(unit)
            begin, bound = _prefix(text, first, start)
            yield Printed(begin, first, stop, unit=unit, bound=bound, raw=text[begin:stop], unsure=True)

    def _at(self, text: str, at: int, low: int, stop: int, is_comma: Callable[[int], bool] | None) -> Printed | None:
        special = self._special(text, at, low, stop)
        if special is not None:
            return special
        first = _numeral(text, at, stop, is_comma)
        if first is None:
            return None
        unit = self._unit_after(text, first, stop)
        last, end, high, unsure = first, first.end + len(unit), first.max, False
        joint = _TO.match(text, end, stop)
        if joint and joint.end() < stop and not (unit and joint[0] == "到"):
            second = _numeral(text, joint.end(), stop, is_comma)
            if second is not None and not first.more:
                second_unit = self._unit_after(text, second, stop)
                one, other = first.tail + unit, second.tail + second_unit
                if one in ("", other, other[:1]) and first.value < second.value and other != "年":
                    last, unit = second, second_unit
                    end, high, unsure = second.end + len(unit), second.value, second.more
        start, bound = _prefix(text, at, low)
        suffix = _SUFFIX.match(text, end, stop)
        if suffix:
            end = suffix.end()
            bound = bound or _SUFFIX_BOUNDS[str(suffix.lastgroup)]
        if bound is not None and first.more:
            high = None
        odd = first.odd or last.odd or text.startswith(("近", "将近", "接近"), start) or (bound and first.more)
        return Printed(
            start=start, first=at, end=end, value=first.value, max=high, bound=bound,
            unit=(last.tail + unit).replace("\n", "") or None,
            raw=text[start:end] if odd else None, chinese=first.chinese, unsure=unsure,
        )  # fmt: skip

    def _unit_after(self, text: str, numeral: _Numeral, stop: int) -> str:
        unit = self.unit_at(text, numeral.end, stop)
        return unit if not (numeral.tail and unit in ("万", "亿")) else ""

    def _special(self, text: str, at: int, low: int, stop: int) -> Printed | None:
        if doubling := _DOUBLING.match(text, at, stop):
            value = Decimal("一二三四".find((doubling[1] or "一").replace("两", "二")) + 1 or int(doubling[1] or 1))
            return Printed(at, at, doubling.end(), value, unit="番", raw=doubling[0])
        if percent := _PER_HUNDRED.match(text, at, stop):
            inner = _numeral(text, percent.end(), stop, None)
            if inner is None:
                return None
            start, bound = _prefix(text, at, low)
            suffix = _SUFFIX.match(text, inner.end, stop)
            end = suffix.end() if suffix else inner.end
            bound = bound or (_SUFFIX_BOUNDS[str(suffix.lastgroup)] if suffix else None)
            return Printed(start, at, end, inner.value, unit="%", bound=bound, raw=text[start:end], chinese=True)
        if fraction := _FRACTION.match(text, at, stop):
            return Printed(at, at, fraction.end(), text=fraction[0], chinese=True, unsure=True)
        return self._without_numeral(text, at, low, stop)

    def _without_numeral(self, text: str, at: int, low: int, stop: int) -> Printed | None:
        """数十家 and 近百家 say no number; 超万人 says one 万."""
        if text[at] not in MAGNITUDES:
            return None
        bare = _BARE.match(text, at, stop)
        assert bare is not None
        value = read_chinese(f"一{bare[0]}")
        unit = self.unit_at(text, bare.end(), stop)
        if value is None or not unit or unit in ("万", "亿"):
            return None
        for length in (2, 1):
            vague = _VAGUE.match(text, max(at - length, low), stop) if at - length >= low else None
            if vague and vague.end() >= at + 1 and not text.startswith(("线上", "以上", "网上"), max(at - 2, low)):
                end = bare.end() + len(unit)
                return Printed(vague.start(), at, end, unit=None, text=text[vague.start() : end], unsure=True)
        start, bound = _prefix(text, at, low)
        if bound is None or bare[0].startswith("十"):
            return None
        tail = bare[0][-1] if bare[0][-1] in "万亿" else ""
        value = read_chinese(f"一{bare[0].removesuffix(tail)}") if bare[0] != tail else Decimal(1)
        end = bare.end() + len(unit)
        return Printed(start, at, end, value, unit=tail + unit, bound=bound, raw=text[start:end], chinese=True)


def _past(text: str, at: int, stop: int) -> int:
    """Behind a numeral that is no quantity."""
    for pattern in (CHINESE_NUMERAL, _ARABIC):
        found = pattern.match(text, at, stop)
        if found:
            return found.end()
    return at + 1


def _prefix(text: str, at: int, low: int) -> tuple[int, Bound | None]:
    before = text[max(low, at - 4) : at]
    for word, bound in _PREFIXES:
        if before.endswith(word) and not (len(word) == 1 and _NO_PREFIX.search(before)):
            return at - len(word), bound
    return at, None


def _numeral(text: str, at: int, stop: int, is_comma: Callable[[int], bool] | None) -> _Numeral | None:
    """The numeral that begins at ``at``."""
    if text[at].isdigit() and text[at].isascii():
        return _arabic(text, at, stop, is_comma)
    found = CHINESE_NUMERAL.match(text, at, stop)
    if found is None:
        return None
    printed = found[0]
    tail = printed[-1] if len(printed) > 1 and printed[-1] in "万亿" else ""
    value = read_chinese(printed.removesuffix(tail))
    if value is None:
        return None
    return _with_more(text, _Numeral(found.end(), value, tail=tail, chinese=True), stop)


def _arabic(text: str, at: int, stop: int, is_comma: Callable[[int], bool] | None) -> _Numeral | None:
    if mixed := _MIXED.match(text, at, stop):
        value, tail = read_mixed(mixed[0])
        return _Numeral(mixed.end(), value, tail=tail, odd=True)
    found = _THOUSANDS.match(text, at, stop)
    if found and is_comma is not None:
        commas = [found.start() + place for place, sign in enumerate(found[0]) if sign == ","]
        found = found if all(map(is_comma, commas)) else None
    found = found or _ARABIC.match(text, at, stop)
    assert found is not None
    value = Decimal(found[0].replace(",", ""))
    return _with_more(text, _Numeral(found.end(), value), stop)


def _with_more(text: str, numeral: _Numeral, stop: int) -> _Numeral:
    """30余 (before or after 万: 1.3万余) is 30 to 40."""
    end, tail = numeral.end, numeral.tail
    if not tail and end < stop - 1 and text[end] in "万亿" and _MORE.match(text, end + 1, stop):
        tail, end = text[end], end + 1
    more = _MORE.match(text, end, stop)
    if more is None or text.startswith(("来自", "来源", "多层", "多元", "多个"), end):
        return numeral
    if more[0] == "几" and not (numeral.chinese and numeral.value == 10):
        return numeral
    high = numeral.value + step(numeral.value)
    return replace(numeral, end=more.end(), max=high, tail=tail, more=True, odd=True)
