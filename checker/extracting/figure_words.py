"""The word lists of ``rules/extraction/figures.yaml`` and ``scopes.yaml``, made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

from checker.extracting.lexicon import Lexicon
from checker.extracting.numbers import NumberReader
from checker.model.base import Strict, Text, to_tuple
from checker.model.record import Before

Words = Annotated[tuple[Text, ...], Before(to_tuple)]

# nouns made of a verb: 转化率, 建设用地面积 are not 转化 + something
_NOUN_ENDS = "率|量|额|数|强度|用地|感|面积|成本|金额|总额|总值|规模|能力|人次|资金|经费|者|期"


def one_of(words: Iterable[str]) -> str:
    """A pattern for the longest of some words."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


class FigureWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/figures.yaml``."""

    units: Words
    not_units: Words
    durations: Words
    duration_names: Words
    bare_names: Words
    scores: Words
    score_names: Words
    money: Words
    lead: Words
    not_lead: Words
    have: Words
    not_have: Words
    make: Words
    not_make: Words
    add: Words
    keep: Words
    agents: Words
    tail: Words
    not_tail: Words
    after_number: Words
    close: Words
    did: Words
    became: Words
    things: Words
    close_object: Words
    heads: Words
    not_heads: Words
    adverbs: Words
    trends: Words
    steps: Words
    places: Words
    place_verbs: Words
    bare_heads: Words
    bare_acts: Words
    money_heads: Words
    own_parts: Words
    not_goals: Words
    no_payments: Words
    not_measured: Words


class ScopeWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/scopes.yaml``."""

    average_growth: Words
    growth: Words
    average: Words
    each_year: Words
    total: Words
    added: Words
    level: Words
    flow: Words
    yearly: Words
    annual: Words
    acts: Words
    stock: Words
    writes: Words
    strives: Words


class FigurePatterns:
    """Patterns made of the word lists; ``home`` are the names of the place that the document is for."""

    def __init__(self, lexicon: Lexicon, home: Iterable[str] = ()) -> None:
        self.words = words = lexicon.dictionary("figures", FigureWords)
        self.scopes = lexicon.dictionary("scopes", ScopeWords)
        self.vocabulary = lexicon.vocabulary
        self.reader = NumberReader(
            (*(unit.unit for unit in lexicon.vocabulary.taxonomy.units), *words.units), words.not_units
        )
        verbs = (*words.have, *words.make, *words.add)
        self.lead = re.compile(rf"(?!{one_of(words.not_lead)})(?:{one_of((*words.lead, *home))}|[,、:;\s])")
        no_verb = one_of((*words.not_have, *words.not_make))
        self.opening = re.compile(
            rf"(?!{no_verb})(?:(?P<add>{one_of(words.add)})|(?P<have>{one_of(words.have)})"
            rf"|(?P<make>{one_of(words.make)}))(?!{_NOUN_ENDS})(?:了|出|一批)?"
        )
        self.ends_opening = re.compile(rf"(?:{one_of(verbs)})(?:了|出|的|有|不少)?$")
        self.tail = re.compile(rf"(?:{one_of(words.tail)}|\s|(?<!\d)[\d三四五六七八九十]{{1,2}}年(?:内|来)?)$")
        self.not_tail = re.compile(rf"(?:{one_of(words.not_tail)})$")
        self.keep = re.compile(one_of(words.keep))
        self.agent = re.compile(rf"(?:{one_of(words.agents)})(?:共|累计|已|依法|全年|共计|先后)?$")
        self.after = re.compile(rf"{one_of(words.after_number)}|[,、:;。)\s]")
        self.close = re.compile(rf"(?:{one_of(words.close)})$")
        things = one_of(words.things)
        self.did = re.compile(
            rf"(?P<who>[^,;。]{{0,24}}?(?:{things}))(?:均|已|先后|成功|首次|分别)*"
            rf"(?:(?P<did>{one_of(words.did)})|(?P<became>{one_of(words.became)}))(?P<what>[^,;。]+)"
        )
        self.close_object = re.compile(rf"(?:{one_of(words.close_object)})$")
        self.head = re.compile(rf"(?:{one_of(words.heads)})$")
        # 贴息政策, 给予支持 name no amount that is paid
        harmless = rf"(?:{one_of(words.no_payments)})(?!\d|最高|不超过)"
        self.not_goal = re.compile(rf"(?:{one_of(words.not_goals)})(?!{harmless})")
        self.not_measured = re.compile(one_of(words.not_measured))

    def is_head(self, name: str) -> bool:
        """Whether a name ends like that of an indicator (量, 率, 金额)."""
        return self.head.search(name) is not None and not name.endswith(self.words.not_heads)

    @cached_property
    def trend(self) -> re.Pattern[str]:
        """X稳步增长 at the end of a clause."""
        words = self.words
        return re.compile(
            rf"(?P<text>(?:(?:{one_of(words.adverbs)}){{1,3}}(?:{one_of(words.trends)})|{one_of(words.steps)}"
            rf"|(?:{one_of(words.trends)})(?:明显|显著)))$"
        )

    @cached_property
    def trend_first(self) -> re.Pattern[str]:
        """提升X率 at the beginning of a clause."""
        words = self.words
        return re.compile(rf"(?P<text>(?P<adverb>{one_of(words.adverbs)}){{0,2}}(?:{one_of(words.trends)}))")

    @cached_property
    def standing(self) -> re.Pattern[str]:
        """X居全省前列."""
        words = self.words
        return re.compile(
            rf"(?P<text>(?:{one_of(words.place_verbs)})(?:在|于)?[^,;。的、]{{0,8}}?(?:{one_of(words.places)}))$"
        )
