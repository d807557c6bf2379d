"""口径: what kind of amount a printed quantity is, from the words around it."""

from __future__ import annotations

import re
from functools import cached_property

from checker.extracting.figure_words import FigurePatterns, one_of
from checker.model.base import Scope

_RELATIVE = ("%", "‰", "百分点", "个百分点", "倍", "番")


class ScopeReader:
    """Reads the 口径 of a statement."""

    def __init__(self, patterns: FigurePatterns) -> None:
        self._patterns = patterns
        words = patterns.scopes
        self._average_growth = re.compile(one_of(words.average_growth))
        self._growth = re.compile(rf"(?!{one_of(words.not_growth)})(?:{one_of(words.growth)})")
        self._average = re.compile(one_of(words.average))
        self._each_year = re.compile(rf"(?:{one_of(words.each_year)})")
        self._total = re.compile(one_of(words.total))
        self._added = re.compile(one_of(words.added))
        self._level = re.compile(one_of(words.level))
        self._flow = re.compile(one_of(words.flow))
        self._yearly = re.compile(rf"(?<!{')(?<!'.join(['青', '老', '少', '周', '历'])})(?:{one_of(words.yearly)})")
        self._share = re.compile(one_of(words.share))

    def growth(self, words: str, unit: str | None) -> Scope | None:
        """Growth of some kind, where the words before a number in a relative unit say so."""
        if unit not in _RELATIVE:
            return None
        if unit == "番":
            return "multiple"
        if self._average_growth.search(words):
            return "average-growth"
        if self._growth.search(words):
            return "growth"
        return "multiple" if unit == "倍" else None

    @cached_property
    def growth_words(self) -> re.Pattern[str]:
        """The words of growth at the end of a name: 年增长率."""
        words = self._patterns.scopes
        both = one_of((*words.average_growth, *words.growth, "同比", "比上年", "较上年", "增幅", "年"))
        return re.compile(rf"(?:的?(?:{both}))+$")

    def scope(self, name: str, words: str, unit: str | None, *, verb: str, kind: str, role: str, spans: bool) -> Scope:
        """The 口径 of an amount: ``words`` is the whole statement before the number, ``spans``: said of some years."""
        known = self._patterns.vocabulary.indicator(None, name)
        if self._average.search(words):
            return "average"
        if self._total.search(words):
            return "total"
        if self._each_year.search(words):
            return "each-year"
        if unit in ("%", "‰"):
            if known is not None:
                return known.scope
            return "share" if "满意" not in name and "指数" not in name else "level"
        if kind == "add" or self._added.search(words):
            return "added" if not self._flow.search(name) or role != "target" or kind == "add" else "unclear"
        if role == "target":
            return self._of_goal(name, words, verb, known.scope if known else None)
        if self._level.search(name) and "次" not in (unit or ""):
            return "level"
        if kind == "did" or self._flow.search(words) or (verb in self._patterns.words.make and verb != "获批"):
            return "total" if spans else "yearly" if known is not None and known.scope == "yearly" else "total"
        return "level"

    def _of_goal(self, name: str, words: str, verb: str, known: Scope | None) -> Scope:
        if self._yearly.search(name):
            return "yearly"
        if self._level.search(name):
            return "level"
        if known is not None:
            return known
        if verb in self._patterns.scopes.unclear_verbs and not re.search(r"达到?$|超过?$|突破$", words):
            return "unclear"
        return "unclear" if self._flow.search(name) else "level"

    def of_words(self, name: str) -> Scope:
        """The 口径 of a goal in words: 稳步增长."""
        known = self._patterns.vocabulary.indicator(None, name)
        if known is not None:
            return known.scope
        if self._yearly.search(name):
            return "yearly"
        if name.endswith(("率", "比重", "占比", "比例")):
            return "share"
        if self._level.search(name) or not self._flow.search(name) or name.endswith(("满意度", "周期")):
            return "level"
        if re.search(r"(?:申请|授权|登记|案件|裁决)[^额]*(?:量|数量|数)$", name):
            return "yearly"
        return "unclear"
