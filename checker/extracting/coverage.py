"""Which articles of an upper document the measures serve, by the phrases of ``rules/extraction/coverage.yaml``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Annotated

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft, Found, Text
from checker.extracting.slogans import find_slogans
from checker.extracting.units import duty_reader
from checker.model.base import Protection, Strict, to_tuple
from checker.model.plan import Cover, CoverStrength, Measure, Texts
from checker.model.record import Before
from checker.reading.document import Span

_GAP = "[^。;]{0,14}?"
_OFTEN, _DENSE = 20, 4  # so often in all, and in 1,000 characters, 知识产权 makes a plan of any title one about it
_YEAR = re.compile(r"20[1-4]\d")
_TITLE_LENGTH = 300
_DOUBT = "是否属于{}条不能确定，请核对"
_FIVE = 5
_FIVE_YEARS = {"十五五": 2026, "十四五": 2021, "十三五": 2016}
_LONGEST_TITLE = 60
_LONGEST = 600  # characters of a sentence


class ArticleWords(Strict, frozen=True, kw_only=True):
    """Phrases of one article. A phrase: parts in order, each with its alternatives."""

    article: str
    protection: Protection
    task: Texts
    thin: Texts
    not_: Texts = field(name="not", default=())
    review: Annotated[Texts, Before(to_tuple)] = ()


class CoveredDocument(Strict, frozen=True, kw_only=True):
    """An upper document whose articles are looked for in plans that begin in the year ``since`` or later."""

    title: str
    since: int
    articles: Annotated[tuple[ArticleWords, ...], Before(to_tuple)]


class CoverageWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/coverage.yaml``."""

    only: Texts
    documents: Annotated[tuple[CoveredDocument, ...], Before(to_tuple)]


class _Article(Struct, frozen=True):
    name: str
    protection: Protection
    task: re.Pattern[str]
    thin: re.Pattern[str]
    no: re.Pattern[str]
    review: re.Pattern[str]


class _Sentence(Struct, frozen=True):
    """A sentence without the line ends inside it; ``places`` are the positions in the even text."""

    said: str
    places: Sequence[int]

    @classmethod
    def of(cls, even: str, start: int, end: int) -> _Sentence:
        """The sentence between two positions."""
        said = even[start:end]
        if "\n" not in said and "\t" not in said:
            return cls(said, range(start, end))
        places = [position for position in range(start, end) if even[position] not in "\n\t"]
        return cls("".join(even[position] for position in places), places)


def add_covers(draft: Draft, lexicon: Lexicon) -> None:
    """Give each task and box item the articles that it serves. Needs the measures, and the head for the period."""
    words = lexicon.dictionary("coverage", CoverageWords)
    if not _is_about_ip(draft, words):
        return
    document = _document(draft, words)
    body = draft.outline.body if draft.outline else (0, len(draft.text.even))
    slogans = find_slogans(draft.text, lexicon, *body)
    articles = _articles(document) if document else ()
    lists = [(duty.start, duty.end) for duty in duty_reader(lexicon).find(draft.text, *body)]
    headings = frozenset(node.heading[1] for node in draft.outline.nodes) if draft.outline else frozenset()
    draft.measures = [
        _with_covers(draft.text, found, document, articles, slogans, lists, headings) for found in draft.measures
    ]


def _with_covers(
    text: Text,
    found: Found[Measure],
    document: CoveredDocument | None,
    articles: tuple[_Article, ...],
    slogans: list[tuple[Protection, Span]],
    lists: list[Span],
    headings: frozenset[int],
) -> Found[Measure]:
    if found.item.kind == "guarantee":
        return found
    covers: list[Cover] = []
    doubts: tuple[str, ...] = ()
    if document is not None:
        first = bisect_right(lists, (found.start, found.start))
        inside = [span for span in lists[first : first + 50] if span[0] < found.end]
        begins = [found.start, *(span[1] for span in inside)]
        ends = [*(span[0] for span in inside), found.end]
        sentences = [each for pair in zip(begins, ends, strict=True) for each in _sentences(text, *pair, headings)]
        for article in articles:
            hit = _hit(sentences, article)
            if hit is not None:
                strength, span = hit
                doubt = article.review.search(text.even, *span) is not None
                doubts += (_DOUBT.format(article.name),) if doubt else ()
                covers.append(
                    Cover(
                        article=f"{document.title}/{article.name}",
                        protection=article.protection,
                        strength=strength,
                        review=doubt,
                        at=(text.at(*span),),
                    )
                )
    named: set[Protection] = set()
    for protection, span in slogans:
        if found.start <= span[0] < found.end and protection not in named:
            named.add(protection)
            covers.append(Cover(protection=protection, strength="slogan", at=(text.at(*span),)))
    if not covers:
        return found
    return replace(found, item=replace(found.item, covers=tuple(covers)), notes=(*found.notes, *doubts))


def _hit(sentences: list[_Sentence], article: _Article) -> tuple[CoverStrength, Span] | None:
    """The first task of an article in a measure's text, else the first mention."""
    kinds: tuple[tuple[CoverStrength, re.Pattern[str]], ...] = (("task", article.task), ("thin", article.thin))
    for strength, pattern in kinds:
        for sentence in sentences:
            for match in pattern.finditer(sentence.said):
                begin = max(sentence.said.rfind(sign, 0, match.start()) for sign in ",。;:") + 1
                stop = min(
                    (i for i in (sentence.said.find(sign, match.end()) for sign in ",。;") if i >= 0),
                    default=len(sentence.said),
                )
                if article.no.search(sentence.said, begin, stop):
                    continue
                return strength, (sentence.places[begin], sentence.places[stop - 1] + 1)
    return None


def _sentences(text: Text, start: int, end: int, headings: frozenset[int]) -> Iterator[_Sentence]:
    """Sentences up to 。 or ；, and headings; a line end inside a sentence is no end."""
    begin = start
    for stop in re.finditer(r"[。;\n]|\Z", text.even[start:end]):
        position = start + stop.end()
        if (
            stop[0] == "\n"
            and position - 1 not in headings
            and position not in headings
            and position - begin < _LONGEST
        ):
            continue
        if position > begin:
            yield _Sentence.of(text.even, begin, position)
        begin = position


@lru_cache(maxsize=8)
def _articles(document: CoveredDocument) -> tuple[_Article, ...]:
    return tuple(
        _Article(
            each.article,
            each.protection,
            _phrases(each.task),
            _phrases(each.thin),
            _phrases(each.not_),
            _phrases(each.review),
        )
        for each in document.articles
    )


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for phrases: parts with alternatives, a bounded gap between parts."""
    parts = [_GAP.join(_alternatives(part) for part in phrase.split(" ")) for phrase in phrases]
    return re.compile("|".join(f"(?:{part})" for part in parts) if parts else r"(?!)")


def _alternatives(part: str) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in part.split('|'))})"


def _document(draft: Draft, words: CoverageWords) -> CoveredDocument | None:
    """The document whose time a plan belongs to: the newest that is there when its period begins."""
    first = _first_year(draft)
    fitting = [each for each in words.documents if first is not None and each.since <= first]
    return max(fitting, key=lambda each: each.since, default=None)


def _first_year(draft: Draft) -> int | None:
    """When the period begins; a period of which only the end is known is one of up to five years."""
    period = draft.head.get("period")
    start, end = (
        (period.get("start"), period.get("end"))
        if isinstance(period, dict)
        else (getattr(period, "start", None), getattr(period, "end", None))
    )
    if isinstance(start, int):
        return start - 1 if start == end else start  # a year's plan is drawn up the year before
    if isinstance(end, int):
        return end - _FIVE + 1 if end % _FIVE == 0 else end - 1
    opening = draft.text.even[:_TITLE_LENGTH]
    for name, year in _FIVE_YEARS.items():
        if name in opening:
            return year
    years = [int(year) for year in _YEAR.findall(draft.text.even)]
    return max((year - 1 for year in years if years.count(year) > 1), default=None)


def _is_about_ip(draft: Draft, words: CoverageWords) -> bool:
    even = draft.text.even
    title = str(draft.head.get("title") or "") or even.partition("\n")[0][:_LONGEST_TITLE]
    if any(word in title for word in words.only):
        return True
    count = even.count(words.only[0])
    return count >= _OFTEN and count * 1000 >= _DENSE * len(even)
