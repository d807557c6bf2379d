"""One name for one thing: what is printed with a name and makes it no other name.

How it is counted (当年, 累计), in which unit, with which footnote, the order of a share (甲占乙的比重, 乙中甲的占比).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from checker.model.base import Scope

_NOTE = re.compile(r"(?:[①-⑳⑴-⑽*※†]|[〔［\[【]注?\d{1,2}[〕］\]】])+$")
_BRACKET = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"[、,;:/ ]|单位")
_PERIOD = r"(?:历年|历史|[三四五十]年|[“\"]?十[一二三四五六七]五[”\"]?(?:期间|时期)?|自?\d{4}年(?:以来|起))?"
_MARKS: tuple[tuple[Scope, re.Pattern[str]], ...] = (
    ("total", re.compile(rf"{_PERIOD}累计(?:值|数|量)?")),
    ("yearly", re.compile(r"(?:当年|本年|全年|年度)(?:值|数|量)?|年")),
    ("level", re.compile(r"(?:年末|年底|期末|时点)(?:值|数)?|存量")),
    ("average", re.compile(r"年均(?:值|数)?")),
)
_UNIT = re.compile(
    r"[万亿千百]?(?:件|个|家|户|项|元|美元|人|名|分|所|种|天|日|宗|台|套|期|场|人?次|家次|件次|批次|%|‰)(?:/[一-鿿]{1,4})?"
)
_NATURE = re.compile(r"(?:预期性?|约束性?)(?:指标)?")
_DONE = re.compile(r"^(?:提交|办理|实现)(?=.{4})")  # 办理质押融资登记金额 is how much was registered
# 年登记量, 登记量 of a year; not 五年, 青年, nor 年均, 年新增, which are other amounts
_YEAR_FIRST = re.compile(r"^(?:年度|当年|每年|年(?![度均轻龄限检级会报份底末初内间增新货终]))(?=[^\d年])")
_YEAR_INSIDE = re.compile(
    r"(?<![青少老百千万亿中幼近几多数今明去上本每往历常成两一二三四五六七八九十周\d])(?:当年|年度|年)"
    r"(?=(?:直接)?(?:登记|授权|申请|注册|备案|进出口|进口|出口|产值|产量|受理|成交|交易|营业|营收|销售|转让|许可|保障|服务))"
)
_SHARE = r"(?:所占的?)?(?:比重|占比|比例|比率)"
_SHARES = (
    re.compile(rf"^(?P<part>.+?)在(?P<whole>.+)中的?{_SHARE}$"),
    re.compile(rf"^(?P<part>.+?)占(?P<whole>.+?)的?{_SHARE}$"),
    re.compile(rf"^(?P<whole>.+?)(?<![集其高初适空])中(?![小国型期级医药试等央])的?(?P<part>.+?)的?{_SHARE}$"),
)
_AMOUNT = re.compile(r"(?:拥有|保有)?(?:总量|总数|数量|数|量)$")
_PRODUCT = re.compile(r"^(?:国内|地区)?生产总值(?:\(GDP\))?$")


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name as it would be printed without 口径, unit and footnote, a share as 甲占乙比重."""
    bare = unicodedata.normalize("NFKC", _NOTE.sub("", name.strip()))
    bare = _BRACKET.sub(lambda found: "" if _only_marks(found[1]) else found[0], bare)
    short = _YEAR_INSIDE.sub("", _YEAR_FIRST.sub("", _DONE.sub("", bare)))
    return _share(short) or bare


@lru_cache(maxsize=4096)
def marked(name: str) -> Scope | None:
    """The 口径 that a name prints, in a bracket or before what happens (年登记量); None for none, or for two."""
    bare = unicodedata.normalize("NFKC", _NOTE.sub("", name.strip()))
    pieces = [piece for bracket in _BRACKET.findall(bare) if _only_marks(bracket) for piece in _pieces(bracket)]
    found: set[Scope] = {scope for piece in pieces for scope, mark in _MARKS if mark.fullmatch(piece)}
    if _YEAR_FIRST.search(bare) or _YEAR_INSIDE.search(bare):
        found.add("yearly")
    return found.pop() if len(found) == 1 else None


def _pieces(bracket: str) -> list[str]:
    return [piece for piece in _BETWEEN.split(bracket) if piece]


def _only_marks(bracket: str) -> bool:
    """Whether a bracket says nothing of what is measured."""
    pieces = [bracket] if _UNIT.fullmatch(bracket) else _pieces(bracket)
    return bool(pieces) and all(
        _UNIT.fullmatch(piece) or _NATURE.fullmatch(piece) or any(mark.fullmatch(piece) for _, mark in _MARKS)
        for piece in pieces
    )


def _share(name: str) -> str:
    """The name of a share in one order of words; the name itself where it is none, or does not say of what."""
    for form in _SHARES:
        if found := form.match(name):
            part, whole = (_AMOUNT.sub("", found[side]) for side in ("part", "whole"))
            if part and whole:
                return f"{part}占{'GDP' if _PRODUCT.match(found['whole']) else whole}比重"
    return name
