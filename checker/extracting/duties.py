"""The words of duties (``rules/extraction/duties.yaml``), and what a document says of all its lists of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Text
from checker.model.base import Strict
from checker.model.plan import Texts


class DutyWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/duties.yaml``."""

    lead_labels: Texts
    labels: Texts
    helper_labels: Texts
    other_labels: Texts
    lead_verbs: Texts
    verbs: Texts
    manners: Texts
    first_places: Texts
    divisions: Texts
    elsewhere: Texts
    endings: Texts
    not_units: Texts


class Phrases:
    """Recognizes remarks on the lists: that the first of a list leads, that the tasks are allotted elsewhere."""

    def __init__(self, words: DutyWords) -> None:
        leader = longest_first(label for label in words.lead_labels if label.endswith(("单位", "部门")))
        first = rf"(?:{longest_first(words.first_places)})(?:的(?:责任)?(?:单位|部门)?,?|(?:责任)?(?:单位|部门)?)"
        self._first_leads = re.compile(rf"{first}(?:即|均|都)?(?:为|是)(?:{leader})")
        division, elsewhere = map(longest_first, (words.divisions, words.elsewhere))
        self._division = re.compile(division)
        self._elsewhere = re.compile(
            rf"(?:{division})[^。;]{{0,12}}(?:{elsewhere})|(?:{elsewhere})[^。;]{{0,12}}(?:{division})"
        )

    def first_leads(self, text: Text) -> bool:
        """Whether the document says that the first body of a list leads: 列第一位的为牵头单位."""
        return self._first_leads.search(text.even.replace("\n", "")) is not None

    def names_division(self, title: str) -> bool:
        """Whether a title is that of a paper that allots tasks: 重点任务分工表."""
        return self._division.search(title) is not None

    def refers_elsewhere(self, sentence: str) -> bool:
        """Whether a sentence says that the tasks are allotted in another paper: 任务分工方案另行印发."""
        return self._elsewhere.search(sentence) is not None


@lru_cache(maxsize=4)
def phrases(lexicon: Lexicon) -> Phrases:
    """The remarks that a lexicon knows."""
    return Phrases(lexicon.dictionary("duties", DutyWords))


def longest_first(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
