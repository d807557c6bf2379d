"""Which name each number belongs to: its own, one of a list, or the one that the sentence has said before."""

from __future__ import annotations

import re

from checker.extracting.clauses import SHARED_OUT
from checker.extracting.figure_words import FigurePatterns, one_of
from checker.extracting.numbers import Printed
from checker.extracting.scopes import RELATIVE
from checker.extracting.statements import Group, Sentence, Statement
from checker.extracting.subjects import Subject, alike, before_number, has_own_noun, listed
from checker.reading.document import Span

_ACTION = re.compile(r"(?:申请|授权|登记|注册|受理|审结|查处)(?:量|数|数量)?$")
_FIRST = re.compile(r"(?:实现)?(?:从无到有|零的突破|较快发展|快速发展|[一-鿿]{0,2}突破)$")
_PER_HEAD = re.compile(r"(?:平均)?(?P<each>每(?:百|千|万|十万|百万)(?:人口?|户|家))$")
_SUM = re.compile(r"[,、;\s]*(?:合计|共计|总计|共)+(?:达到?|为)?$")


class NameReader:
    """Finds the names of a group of numbers."""

    def __init__(self, even: str, patterns: FigurePatterns) -> None:
        self._even = even
        self._patterns = patterns
        acts = one_of(patterns.words.bare_acts)
        self._opens_with_act = re.compile(acts)
        self._ends_with_act = re.compile(rf"(?:{acts})$")
        self._money_head = re.compile(rf"(?:{one_of(patterns.words.money_heads)})$")

    def names(self, sentence: Sentence, subject: Subject | None, group: Group) -> tuple[list[str], bool]:
        """Which name each number belongs to (A、B分别达到1件、2件), or the names that share one; whether it is sure."""
        count = len(group.numbers)
        if subject is None:
            names, sure = self._carried(sentence, group)
        else:
            sure = True
            name = self._completed(sentence, subject.name, group)
            names = listed(self._patterns, name)
            if count == 1 and len(names) > 1 and SHARED_OUT in group.words:
                return [], False  # 甲、乙分别达到3件: the numbers of the others were not read
            if count == 1:
                shared = group.growth is not None or "均" in subject.tail
                return (names if shared else [name]), True
            if len(names) != count:
                names = alike(self._patterns, [part for part in re.split(r"、|和|及|与", name) if part])
        if len(names) != count:
            return [], False
        return names, sure

    def _carried(self, sentence: Sentence, group: Group) -> tuple[list[str], bool]:
        """The names that numbers without one take from what was said before."""
        count = len(group.numbers)
        if group.growth is None and has_own_noun(self._patterns, self._even, group.numbers[-1].end, group.clause[1]):
            return [], False  # 15所中小学: what is counted follows
        if _SUM.fullmatch(group.words) and not sentence.here and sentence.latest > 1:
            return [], False  # 甲3件、乙2件,合计5件: neither of the two
        names, sure = sentence.carried(count)
        if sentence.silent and not sentence.here:
            named = self._announced(sentence.silent)
            names, sure = ([named] if named and count == 1 and not group.growth else names), False
            if named:
                return names, sure
        unit = group.first.unit
        if not sure and unit not in RELATIVE and sentence.recent and sentence.recent[-1].printed.unit != unit:
            return [], False
        return names, sure

    def _announced(self, clause: Span) -> str:
        """示范企业从无到有,达3家; 注册量快速增长,达到3家: the name that the clause before the number's has."""
        start, end = clause
        text = self._even[start:end].rstrip(",;:")
        found = _FIRST.search(text) or self._patterns.trend.search(text)
        return before_number(self._patterns, self._even, start, start + found.start()).name if found else ""

    def _completed(self, sentence: Sentence, name: str, group: Group) -> str:
        """审结 after 受理X is 审结X; 其中发明专利 after 专利总授权量 is 发明专利授权量."""
        if not sentence.recent:
            return name
        printed = group.first
        previous = sentence.recent[-1]
        if name.startswith("占") and len(name) > 2:
            return previous.name + name
        if per_head := _PER_HEAD.match(name):
            return per_head["each"] + previous.name
        if name in self._patterns.words.bare_heads:
            return self._with_head(sentence, name)
        if previous.printed.unit == printed.unit:
            if name in self._patterns.words.bare_acts:
                return self._with_act(previous.name, name)
            if self._patterns.keep.fullmatch(name):
                return name + self._object(previous.name)
            if self._even[group.low] == "、" and not self._patterns.is_head(name):
                head = self._money_head.search(previous.name)
                return name + (head[0] if head and head.start() else "")
        whole = self._happening(sentence, name, printed)
        action = _ACTION.search(whole.name) if whole else None
        return name + action[0] if action else name

    def _with_head(self, sentence: Sentence, head: str) -> str:
        """金额 or 总量 of what was named before: the last name that has the word, else the last name."""
        for each in reversed(sentence.recent):
            if each.name.endswith(head):
                return each.name
        rest = self._object(sentence.recent[-1].name)
        return rest if rest.endswith(head) else rest + head

    def _with_act(self, previous: str, act: str) -> str:
        """授权 after 专利申请 is 专利授权, after 申请专利 it is 授权专利."""
        if act in previous:
            return previous
        if first := self._opens_with_act.match(previous):
            return act + previous[first.end() :]
        return self._ends_with_act.sub("", previous) + act

    def _object(self, name: str) -> str:
        """What 受理X is about."""
        found = self._patterns.keep.match(name)
        return name[found.end() if found else 0 :]

    def whole(self, sentence: Sentence, name: str, group: Group) -> Statement | None:
        """The amount that 其中 takes apart, of which this is one part of several."""
        whole = self._happening(sentence, name, group.first)
        if whole or "其中" not in self._even[group.clause[0] : group.first.start] or group.growth:
            return whole
        several = self._even[group.low] == "、" or self._even.startswith("、", group.numbers[-1].end)
        known = self._patterns.vocabulary.indicator(None, name) is not None
        before = [each for each in sentence.recent[: len(sentence.recent) - sentence.here] if each.of is None]
        if not several or known or not before or before[-1].printed.unit != group.first.unit:
            return None
        return before[-1]

    def _happening(self, sentence: Sentence, name: str, printed: Printed) -> Statement | None:
        """The one amount of what happens that 其中 takes apart, where the part's name does not say what happens."""
        if not sentence.parts or _ACTION.search(name) or self._patterns.is_head(name):
            return None
        wholes = [each for each in sentence.recent if each.of is None]
        if len(wholes) == 1 and wholes[0].printed.unit == printed.unit and _ACTION.search(wholes[0].name):
            return wholes[0]
        return None
