"""Goals and standings in words: 商标申请量稳步增长, 提升转化率, 全覆盖, 居全省前列, 全省第二."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from checker.extracting.figure_words import FigurePatterns, one_of
from checker.extracting.numerals import read_chinese
from checker.extracting.scopes import ScopeReader
from checker.extracting.subjects import before_number, listed
from checker.model.base import Scope

_COVER = re.compile(r"(?:实现)?(?P<before>[^,;:。]{2,40}?)(?:的)?(?P<text>全覆盖)")
_RANK = re.compile(
    r"(?P<raw>(?:连续[一二三四五六七八九十\d]{1,3}年)?(?:(?:稳居|位居|位列|名列|排名|居|列|排|跃居|升至|保持)?(?:在)?"
    r"(?:全国|全省|全市|全区|全州)|(?:稳居|位居|位列|名列|排名|跃居|升至)[一-鿿]{2,8}(?:地区|片区|城市群|省市))"
    r"(?:同类[一-鿿]{0,4}|各市|地级市|设区市)?(?P<rank>第[一二三四五六七八九十\d]{1,3}(?:位|名)?|首位|榜首))$"
)
_NAME_LIMIT = 40


class WordGoal(Struct, frozen=True):
    """An indicator with what is said of it in words, or its rank in ``value``."""

    names: tuple[str, ...]
    start: int
    end: int
    scope: Scope | None
    text: str | None = None
    value: Decimal | None = None
    raw: str | None = None
    of: str | None = None
    sure: float = 0.75


class WordGoals:
    """Reads clauses that state no number."""

    def __init__(self, patterns: FigurePatterns, scopes: ScopeReader) -> None:
        self._patterns = patterns
        self._scopes = scopes
        # 主要指标, 部分领域进入前列: nothing is named
        self._own_part = re.compile(
            rf"(?:主要|各项?|核心|部分|一些|多数|重点|关键)*(?:{one_of(patterns.words.own_parts)})"
        )
        self._ratio = re.compile(r"(?<!效)(?<!频)(?<!功)(?<!速)率(?=$|[,;。、])")

    def rank(self, text: str, start: int, end: int) -> WordGoal | None:
        """X位居全省第二."""
        start = max(start, end - 2 * _NAME_LIMIT)
        found = _RANK.search(text[start:end])
        if found is None:
            return None
        subject = before_number(self._patterns, text, start, start + found.start())
        if not 2 < len(subject.name) <= _NAME_LIMIT:
            return None
        value = _rank(found["rank"])
        return WordGoal((subject.name,), subject.start, end, "rank", value=value, raw=found["raw"], sure=0.9)

    def goals(self, text: str, start: int, end: int) -> Iterator[WordGoal]:
        """The goals of one clause."""
        if end - start > 2 * _NAME_LIMIT:
            return
        clause = text[start:end]
        if cover := _COVER.search(clause):
            yield from self._cover(text, start, start + cover.start("text"), start + cover.end())
        elif standing := self._patterns.standing.search(clause):
            yield from self._standing(text, start, start + standing.start(), end, standing["text"])
        elif trend := self._patterns.trend.search(clause):
            yield from self._trend(text, start, start + trend.start(), end, trend["text"])
        elif trend := self._patterns.trend_first.match(clause):
            yield from self._trend_first(text, start, start + trend.end(), end, trend)

    def _cover(self, text: str, start: int, name_end: int, end: int) -> Iterator[WordGoal]:
        joint = text.find("实现", start + 4, name_end)  # X实现县区全覆盖
        whole = before_number(self._patterns, text, joint + 2, name_end).name if joint > 0 else ""
        subject = before_number(self._patterns, text, start, joint if whole else name_end)
        if 2 < len(subject.name) <= _NAME_LIMIT:
            yield WordGoal((subject.name,), subject.start, end, "share", text="全覆盖", of=whole or None)

    def _standing(self, text: str, start: int, name_end: int, end: int, words: str) -> Iterator[WordGoal]:
        subject = before_number(self._patterns, text, start, name_end)
        if 2 < len(subject.name) <= _NAME_LIMIT and not self._own_part.fullmatch(subject.name):
            scope: Scope = "level" if words.endswith("水平") and words.startswith("达到") else "rank"
            yield WordGoal(tuple(listed(self._patterns, subject.name)), subject.start, end, scope, text=words)

    def _trend(self, text: str, start: int, name_end: int, end: int, words: str) -> Iterator[WordGoal]:
        subject = before_number(self._patterns, text, start, name_end)
        if self._patterns.is_head(subject.name) and 2 < len(subject.name) <= _NAME_LIMIT:
            yield WordGoal(tuple(listed(self._patterns, subject.name)), subject.start, end, None, text=words)

    def _trend_first(self, text: str, start: int, name: int, end: int, trend: re.Match[str]) -> Iterator[WordGoal]:
        """提升X率; 稳步提升X规模: only with an adverb, for 扩大规模 alone is what every plan says."""
        ratio = self._ratio.search(text, name, end)
        stop = ratio.end() if ratio else end
        joint = re.search(r"以及|、", text[name:stop])
        if joint and not ratio:
            stop = name + joint.start()
        subject = before_number(self._patterns, text, name, stop)
        steady = trend["adverb"] is not None and self._patterns.is_head(subject.name)
        if (ratio or steady) and 3 < len(subject.name) <= _NAME_LIMIT:
            yield WordGoal((subject.name,), start, stop, None, text=trend["text"], sure=0.65)


def _rank(printed: str) -> Decimal | None:
    if printed in ("首位", "榜首"):
        return Decimal(1)
    number = printed.strip("第位名")
    return Decimal(number) if number.isdigit() else read_chinese(number)
