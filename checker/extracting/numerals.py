"""Chinese numerals, and Arabic ones with 千, 万, 亿 between them."""

from __future__ import annotations

import re
from decimal import Decimal

MAGNITUDES = "十百千万亿"
CHINESE_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
_DIGITS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_PART = re.compile(r"(\d+(?:\.\d+)?)([千百]?[万亿]|[千百万亿]+)")


def read_chinese(printed: str) -> Decimal | None:
    """一千二百三十四万五 is not one; None for what is no well-formed numeral (十四五, 三五, 一二三)."""
    if not printed or len(printed) > 20:
        return None
    total = 0
    rest = printed
    for sign, size in (("亿", _LARGE["亿"]), ("万", _LARGE["万"])):
        head, found, rest_after = rest.partition(sign)
        if found:
            part = _below_10k(head)
            if not part:
                return None
            total, rest = total + part * size, rest_after
    if rest:
        part = _below_10k(rest.removeprefix("零") if total else rest)
        if part is None:
            return None
        total += part
    return Decimal(total)


def _below_10k(printed: str) -> int | None:
    """A numeral without 万 and 亿: digits and 千, 百, 十 in falling order, 零 over a gap."""
    if printed in ("零", "〇"):
        return 0
    total, digit, last = 0, None, 10_000
    gap = False
    for place, sign in enumerate(printed):
        if sign in _SMALL:
            size = _SMALL[sign]
            if size >= last or (digit is None and not (sign == "十" and place == 0)) or digit == 0:
                return None
            total, digit, last, gap = total + (digit or 1) * size, None, size, False
        elif sign in "零〇":
            if digit is not None or place == 0 or gap:
                return None
            gap = True
        elif sign in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[sign]
        else:
            return None
    if digit is not None:
        if last > 10 and last < 10_000 and not gap:  # 一百二 is 120 in speech; not to be guessed
            return None
        total += digit
    return total if printed else None


def read_mixed(printed: str) -> tuple[Decimal, str]:
    """1亿4千万 as (1.4, 亿): the value in the largest of its magnitudes."""
    total = Decimal(0)
    largest = ""
    for number, signs in _PART.findall(printed):
        size = Decimal(1)
        for sign in signs:
            size *= _SMALL.get(sign) or _LARGE[sign]
        total += Decimal(number) * size
        if not largest:
            largest = signs[-1] if signs[-1] in _LARGE else ""
    value = total / _LARGE[largest] if largest else total
    return (value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()), largest


def step(value: Decimal) -> Decimal:
    """What 余 can add: one of the last digit that counts (30余 is below 40, 330余 below 340, 1.3万余 below 1.4万)."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0 or value == 0:
        return Decimal(1).scaleb(exponent)
    zeros = len(str(value)) - len(str(value).rstrip("0"))
    return Decimal(10) ** zeros
