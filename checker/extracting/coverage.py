"""Which articles of an upper document the measures serve, by the phrases of ``rules/extraction/coverage.yaml``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
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
_BODY = 10  # characters under a title that make a text of its own
_PLACES = 3  # places of one article in one measure that are listed: enough to see that it is more than a word or two


class ArticleWords(Strict, frozen=True, kw_only=True):
    """Phrases of one article. A phrase: parts in order, each with its alternatives."""

    article: str
    protection: Protection
    task: Texts
    thin: Texts
    not_: Texts = field(name="not", default=())
    review: Annotated[Texts, Before(to_tuple)] = ()
    like: Texts = ()


class CoveredDocument(Strict, frozen=True, kw_only=True):
    """An upper document whose articles are looked for in plans that begin in the year ``since`` or later.

    ``like`` of an article and ``also`` name articles of the document before it: those that say the same, whose phrases
    count too, and those without a counterpart, which are looked for as they are.
    """

    title: str
    since: int
    also: Texts = ()
    articles: Annotated[tuple[ArticleWords, ...], Before(to_tuple)]


class CoverageWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/coverage.yaml``."""

    only: Texts
    documents: Annotated[tuple[CoveredDocument, ...], Before(to_tuple)]


class _Article(Struct, frozen=True):
    document: str
    name: str
    protection: Protection
    task: re.Pattern[str]
    thin: re.Pattern[str]
    no: re.Pattern[str]
    review: re.Pattern[str]
    also: bool


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
    articles = _articles(words, document) if document else ()
    lists = [(duty.start, duty.end) for duty in duty_reader(lexicon).find(draft.text, *body)]
    headings = dict(node.heading for node in draft.outline.nodes) if draft.outline else {}
    draft.measures = [_with_covers(draft.text, found, articles, slogans, lists, headings) for found in draft.measures]


def _with_covers(
    text: Text,
    found: Found[Measure],
    articles: tuple[_Article, ...],
    slogans: list[tuple[Protection, Span]],
    lists: list[Span],
    headings: dict[int, int],
) -> Found[Measure]:
    if found.item.kind == "guarantee":
        return found
    covers: list[Cover] = []
    doubts: tuple[str, ...] = ()
    body, title = _said(text, found, lists, headings)
    taken: set[tuple[Protection, Span]] = set()
    for article in articles:
        strength, spans = _hits(body, title, article)
        if article.also:  # what the plan's own document has an article for is not counted twice
            spans = [span for span in spans if (article.protection, span) not in taken]
        if not spans:
            continue
        taken.update((article.protection, span) for span in spans)
        doubt = article.review.search(text.even, *spans[0]) is not None
        doubts += (_DOUBT.format(article.name),) if doubt else ()
        covers.append(
            Cover(
                article=f"{article.document}/{article.name}",
                protection=article.protection,
                strength=strength,
                review=doubt,
                at=tuple(text.at(*span) for span in spans),
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


def _said(
    text: Text, found: Found[Measure], lists: list[Span], headings: dict[int, int]
) -> tuple[list[_Sentence], list[_Sentence]]:
    """The sentences of a measure without its lists of bodies, and those of its title."""
    first = bisect_right(lists, (found.start, found.start))
    inside = [span for span in lists[first : first + 50] if span[0] < found.end]
    titled = headings.get(found.start, found.start)
    titled = titled if found.end - titled >= _BODY else found.start  # a title may be all there is
    begins = [titled, *(span[1] for span in inside)]
    ends = [*(span[0] for span in inside), found.end]
    stops = frozenset(headings.values())
    body = [each for pair in zip(begins, ends, strict=True) for each in _sentences(text, *pair, stops)]
    return body, list(_sentences(text, found.start, titled, stops))


def _hits(sentences: list[_Sentence], title: list[_Sentence], article: _Article) -> tuple[CoverStrength, list[Span]]:
    """The clauses of a measure's text with tasks of an article, a few of them; without any the first mention.

    What only the title says (健全多元化解机制) is no more than a mention.
    """
    if tasks := list(islice(_clauses(sentences, article.task, article.no), _PLACES)):
        return "task", tasks
    mentions = chain(
        _clauses(sentences, article.thin, article.no),
        _clauses(title, article.task, article.no),
        _clauses(title, article.thin, article.no),
    )
    return "thin", list(islice(mentions, 1))


def _clauses(sentences: list[_Sentence], pattern: re.Pattern[str], no: re.Pattern[str]) -> Iterator[Span]:
    """Each clause with a phrase, once."""
    last = -1
    for sentence in sentences:
        for match in pattern.finditer(sentence.said):
            begin = max(sentence.said.rfind(sign, 0, match.start()) for sign in ",。;:") + 1
            stop = min(
                (i for i in (sentence.said.find(sign, match.end()) for sign in ",。;") if i >= 0),
                default=len(sentence.said),
            )
            if no.search(sentence.said, begin, stop) or sentence.places[begin] <= last:
                continue
            last = sentence.places[stop - 1]
            yield sentence.places[begin], last + 1


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
def _articles(words: CoverageWords, document: CoveredDocument) -> tuple[_Article, ...]:
    """The articles to look for, with the phrases of those of the document before it that say the same."""
    before = [each for each in words.documents if each.since < document.since]
    earlier = max(before, key=lambda each: each.since, default=None)
    known = {each.article: each for each in earlier.articles} if earlier else {}
    own = [_article(document.title, each, [known[name] for name in each.like]) for each in document.articles]
    return (*own, *(_article(earlier.title, known[name], also=True) for name in document.also if earlier))


def _article(document: str, words: ArticleWords, like: Sequence[ArticleWords] = (), *, also: bool = False) -> _Article:
    every = [words, *like]
    return _Article(
        document,
        words.article,
        words.protection,
        _phrases(phrase for each in every for phrase in each.task),
        _phrases(phrase for each in every for phrase in each.thin),
        _phrases(phrase for each in every for phrase in each.not_),
        _phrases(phrase for each in every for phrase in each.review),
        also,
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
