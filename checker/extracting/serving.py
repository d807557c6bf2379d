"""What a measure works for: the indicators that its own text deals with, and the means of carrying a plan out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import field

from checker.extracting.items import Item
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Found, Text
from checker.facts.vocabulary import normalised
from checker.model.base import Strict, to_tuple
from checker.model.plan import Figure, Indicator, Texts, Theme
from checker.model.record import Before

_COUNT = ("量", "数")
_SHORTEST_NAME = 4  # characters of a name without its measuring words


class ServedIndicator(Strict, frozen=True, kw_only=True):
    """Words that say a measure works for the indicator ``code``."""

    code: str
    words: Texts


class ServingWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/serving.yaml``."""

    generic: Texts
    strip_front: Texts
    strip_back: Texts
    indicators: Annotated[tuple[ServedIndicator, ...], Before(to_tuple)]


class ThemeWords(Strict, frozen=True, kw_only=True):
    """Words of one theme: in a task's title, in the title and in the text of a guarantee."""

    theme: Theme
    task: Texts
    title: Texts
    body: Texts
    not_: Texts = field(name="not", default=())


class Themes(Strict, frozen=True, kw_only=True):
    """``rules/extraction/themes.yaml``."""

    themes: Annotated[tuple[ThemeWords, ...], Before(to_tuple)]


class Means:
    """Looks for indicators and themes in the text of measures."""

    def __init__(
        self, text: Text, lexicon: Lexicon, indicators: list[Found[Indicator]], figures: list[Found[Figure]]
    ) -> None:
        self._text = text
        self._goals = [(found.start, found.item.indicator) for found in figures if found.item.role == "target"]
        words = lexicon.dictionary("serving", ServingWords)
        self._themes = [
            (each.theme, _pattern(each.task), _pattern(each.title), _pattern(each.body), _pattern(each.not_))
            for each in lexicon.dictionary("themes", Themes).themes
        ]
        by_code = {each.code: each.words for each in words.indicators}
        shown_codes: set[str] = set()  # one indicator under two names is one
        self._served: list[tuple[str, re.Pattern[str]]] = []
        for name, given in _names(indicators, figures).items():
            term = lexicon.vocabulary.indicator(given, name)
            known = by_code.get(term.code, ()) if term else ()
            every = (name, *known) if known else (name, *_objects(normalised(name), words))
            if term and term.code in shown_codes:
                continue
            shown_codes.add(term.code if term else name)
            shown = name if given is None or lexicon.vocabulary.indicator(None, name) else given
            self._served.append((shown, _pattern(every)))

    def serves(self, item: Item) -> tuple[str, ...]:
        """The indicators that a task's text deals with, besides those whose goal it prints itself."""
        if item.kind == "guarantee":
            return ()
        said = self._said(item)
        printed = {name for start, name in self._goals if item.start <= start < item.end}
        return tuple(name for name, pattern in self._served if name not in printed and pattern.search(said))

    def themes(self, item: Item) -> tuple[Theme, ...]:
        """The means of carrying the plan out that a measure deals with."""
        if item.kind != "guarantee":
            return tuple(theme for theme, task, *_ in self._themes if task.search(item.title))
        said = self._said(item)
        return tuple(
            theme
            for theme, _, title, body, other in self._themes
            if title.search(item.title) or body.search(other.sub("", said))
        )

    def _said(self, item: Item) -> str:
        return re.sub(r"[\n\t]", "", self._text.even[item.start : item.end])


def _names(indicators: list[Found[Indicator]], figures: list[Found[Figure]]) -> dict[str, str | None]:
    """The names of the table's rows and of the goals of the text, each with its code where one is given."""
    names = {found.item.name: found.item.code for found in indicators}
    for found in figures:
        if found.item.role == "target":
            names.setdefault(found.item.indicator, found.item.code)
    return names


def _objects(name: str, words: ServingWords) -> Iterator[str]:
    """What an indicator is about, as texts name it: 地理标志产品 of 地理标志产品年产值, 质押融资 of 质押融资金额."""
    core = _core(name, words)
    bare = _pattern(sorted(words.generic, key=len, reverse=True)).sub("", core)
    if len(core) >= _SHORTEST_NAME and len(bare) >= 2:
        yield core
    elif len(done := _without(name, words.strip_front, _COUNT)) >= _SHORTEST_NAME and done != core:
        yield done  # 专利申请 of 年专利申请量
    if len(bare) >= _SHORTEST_NAME and core.endswith(bare):
        yield bare


def _core(name: str, words: ServingWords) -> str:
    """An indicator's name without the words that say how it is measured."""
    back = max((each for each in words.strip_back if name.endswith(each)), key=len, default="")
    return _without(name, words.strip_front, (back,)).removesuffix("总").removesuffix("年")


def _without(name: str, fronts: Iterable[str], backs: Iterable[str]) -> str:
    for front in sorted(fronts, key=len, reverse=True):
        name = name.removeprefix(front)
    for back in backs:
        name = name.removesuffix(back)
    return name


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(word).replace("……", "[^。;]{0,20}").replace("…", "[^。;]{0,8}") for word in words]
    return re.compile("|".join(parts) if parts else r"(?!)")
