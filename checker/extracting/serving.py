"""What a measure works for: the indicators that its own text deals with, and the means of carrying a plan out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from checker.extracting.items import Item
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Found, Text
from checker.facts.vocabulary import normalised
from checker.model.base import Strict, to_tuple
from checker.model.plan import Figure, Indicator, Texts, Theme

_SHORTEST_NAME = 4  # characters of a name without its measuring words


class ServedIndicator(Strict):
    """Words that say a measure works for the indicator ``code``."""

    code: str
    words: Texts


class ServingWords(Strict):
    """``rules/extraction/serving.yaml``."""

    strip_front: Texts
    strip_back: Texts
    indicators: Annotated[tuple[ServedIndicator, ...], BeforeValidator(to_tuple)]


class ThemeWords(Strict):
    """Words of one theme, in the title and in the text of a guarantee."""

    theme: Theme
    title: Texts
    body: Texts
    not_: Annotated[Texts, Field(alias="not")] = ()


class Themes(Strict):
    """``rules/extraction/themes.yaml``."""

    themes: Annotated[tuple[ThemeWords, ...], BeforeValidator(to_tuple)]


class Means:
    """Looks for indicators and themes in the text of measures."""

    def __init__(
        self, text: Text, lexicon: Lexicon, indicators: list[Found[Indicator]], figures: list[Found[Figure]]
    ) -> None:
        self._text = text
        words = lexicon.dictionary("serving", ServingWords)
        self._themes = [
            (each, _pattern(each.title), _pattern(each.body), _pattern(each.not_))
            for each in lexicon.dictionary("themes", Themes).themes
        ]
        by_code = {each.code: each.words for each in words.indicators}
        self._served: list[tuple[str, re.Pattern[str]]] = []
        for name in dict.fromkeys(_names(indicators)):
            term = lexicon.vocabulary.indicator(None, name)
            code = term.code if term else None
            known = [code_words for code_words in (by_code.get(code or ""),) if code_words]
            core = _core(normalised(name), words)
            every = [name, *(known[0] if known else ()), *([core] if not known and len(core) >= _SHORTEST_NAME else ())]
            self._served.append((code or name, _pattern(every)))

    def serves(self, item: Item) -> tuple[str, ...]:
        """Codes, or names where there is no code, of the indicators that a task's text deals with."""
        if item.kind == "guarantee":
            return ()
        said = self._said(item)
        return tuple(dict.fromkeys(name for name, pattern in self._served if pattern.search(said)))

    def themes(self, item: Item) -> tuple[Theme, ...]:
        """The means that a guarantee deals with."""
        if item.kind != "guarantee":
            return ()
        said = self._said(item)
        return tuple(
            words.theme
            for words, title, body, other in self._themes
            if title.search(item.title) or body.search(other.sub("", said) if words.not_ else said)
        )

    def _said(self, item: Item) -> str:
        return re.sub(r"[\n\t]", "", self._text.even[item.start : item.end])


def _names(indicators: list[Found[Indicator]]) -> Iterator[str]:
    for row in indicators:
        yield row.item.name


def _core(name: str, words: ServingWords) -> str:
    """An indicator's name without the words that say how it is measured."""
    for front in sorted(words.strip_front, key=len, reverse=True):
        name = name.removeprefix(front)
    for back in sorted(words.strip_back, key=len, reverse=True):
        if name.endswith(back):
            return name.removesuffix(back)
    return name


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(word).replace("…", "[^。;]{0,8}") for word in words]
    return re.compile("|".join(parts) if parts else r"(?!)")
