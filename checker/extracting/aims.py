"""Whether a number that looks ahead is set as a goal, and how firmly."""

from __future__ import annotations

import re

from checker.extracting.figure_words import FigurePatterns, one_of
from checker.extracting.numbers import Printed
from checker.extracting.parts import Text
from checker.extracting.statements import Sentence

_REACHES = re.compile(
    r"达|超|突破|[三五]年|累计|每年|年均|不低于|不少于|[升高长加降少展大][到至]|增至|[制持定]在|压缩|缩短|实现|完成|力争"
)
# 考核中排名(157个城市第一), 平均每(4.9户一件), 比上期增幅高(8个百分点): the number is of something else
_NO_NAME = re.compile(
    r"(?:排名|名列|位列|位居|平均每|增幅高|高出|低于|多于|少于|组长|平均水平)$|^由|^(?:国家|[省市州县区])级(?:以上)?$|^按.*人口$|^对[全各]?[省市县区州]$|^比.*[高低多少快慢]$"
)
_COUNTS = ("项", "个", "条", "类", "大类", "点")  # units in which a document counts its own parts
_HEDGE = re.compile(r"力争|争取|努力")
_NEAR = 60  # characters before a number in which a rule of subsidies or fines is looked for


class Aims:
    """Tells goals from details of rules, of meetings, of names."""

    def __init__(self, text: Text, patterns: FigurePatterns) -> None:
        self._even = text.even
        self._patterns = patterns
        words = patterns.words
        self._score_name = re.compile(one_of(words.score_names))
        self._own_part = re.compile(rf"(?:{one_of(words.own_parts)})$")
        self._paid = re.compile(rf"\d[千百万亿]{{0,2}}(?:{one_of(words.money)})")

    def is_measured(self, name: str, printed: Printed) -> bool:
        """Whether a number in this unit measures what ``name`` says."""
        if len(name) < 2 or _NO_NAME.search(name):
            return False
        if printed.unit in _COUNTS and self._own_part.search(name):
            return False
        if printed.unit in self._patterns.words.scores:
            return self._score_name.search(name) is not None
        return not (printed.unit in ("次", "期") and self._patterns.not_measured.search(name))

    def is_goal(self, sentence: Sentence, printed: Printed, *, words: str, growth: bool, kind: str) -> bool:
        """Whether a number in a part that looks ahead is set as a goal.

        ``words`` stand before it, a verb of some ``kind`` opens the statement.
        """
        if self._is_condition(sentence, printed):
            return False
        if sentence.section == "goals" or printed.bound is not None or growth or sentence.recent:
            return True
        if _REACHES.search(words) or kind in ("make", "add", "did"):
            return True
        return sentence.time is not None and sentence.time.kind == "by"

    def _is_condition(self, sentence: Sentence, printed: Printed) -> bool:
        """Numbers in the rule of a subsidy or a fine: what is paid, and from which amount on."""
        whole = self._even[sentence.start : sentence.end]
        if self._patterns.not_goal.search(whole) is None:
            return False
        near = self._even[max(sentence.start, printed.start - _NEAR) : printed.end + 8]
        money = str(printed.unit).endswith((*self._patterns.words.money, "%", "倍"))
        return (money and self._patterns.not_goal.search(near) is not None) or self._paid.search(whole) is not None

    def hedge(self, sentence: Sentence, position: int) -> str | None:
        """力争, 争取 or 努力 in the clause before ``position``, or before the year that governs it."""
        begin = max(self._even.rfind(mark, sentence.start, position) for mark in ",;")
        found = _HEDGE.search(self._even, max(begin, sentence.start), position)
        if found is None and sentence.times and sentence.times[0].kind == "by":
            first = sentence.times[0]
            found = _HEDGE.search(self._even, max(first.start - 4, sentence.start), first.end)
        return found[0] if found else None
