"""Money that a measure promises for filing or obtaining patents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import field

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Text
from checker.model.base import Strict
from checker.model.plan import Subsidy, Texts

_AMOUNT = re.compile(r"\d[万百]?元")
_NOTE = "疑为对专利申请或授权的资助、奖励，请核对"


class SubsidyWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/subsidies.yaml``."""

    money: Texts
    filing: Texts
    grant: Texts
    opening: Texts
    not_: Texts = field(name="not")


class SubsidyFinder:
    """Looks for promised money in sentences; one without an amount is for a person to check."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.dictionary("subsidies", SubsidyWords)
        self._money, self._no = _pattern(words.money), _pattern(words.not_)
        self._opening = _pattern(words.opening)
        self._objects: tuple[tuple[Literal["专利申请", "专利授权"], re.Pattern[str]], ...] = (
            ("专利申请", _pattern(words.filing)),
            ("专利授权", _pattern(words.grant)),
        )

    def find(self, text: Text, start: int, end: int) -> tuple[Subsidy, ...]:
        """The subsidies of a stretch, one of a kind."""
        found: dict[str, Subsidy] = {}
        for first, last in text.sentences(start, end):
            sentence = text.even[first:last]
            if not self._money.search(sentence) or self._no.search(sentence):
                continue
            for name, pattern in self._objects:
                hit = pattern.search(sentence)
                if hit and name not in found and self._is_paid(sentence, hit):
                    at = (text.at(first + hit.start(), last),)
                    found[name] = Subsidy(object=name, review=not _AMOUNT.search(sentence), at=at)
        return tuple(found.values())

    def _is_paid(self, sentence: str, hit: re.Match[str]) -> bool:
        """Whether the money is in the clause of the object, or in the one after 对……的，."""
        begin = sentence.rfind(",", 0, hit.start()) + 1
        clause, _, rest = sentence[begin:].partition(",")
        if self._money.search(clause):
            return True
        return bool(self._opening.match(clause) and self._money.search(rest.partition(",")[0]))


def subsidy_notes(subsidies: tuple[Subsidy, ...]) -> tuple[str, ...]:
    """What a person should look at."""
    return (_NOTE,) if subsidies else ()


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace("…", "[^。;,]{0,8}") for word in words))
