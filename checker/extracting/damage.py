"""Damaged text: what can't be so as printed, and how it reads where that is certain. A doubtful place is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Annotated, Literal

from msgspec import Struct, field

from checker.extracting.lexicon import Lexicon
from checker.extracting.marks import broken_marks
from checker.extracting.parts import Found, Text
from checker.facts.vocabulary import Vocabulary
from checker.model.base import Strict, to_tuple
from checker.model.plan import Damage, Texts
from checker.model.record import Before
from checker.reading.document import Span

Cause = Literal["ocr", "lost", "heading", "mark", "misprint"]
_ENOUGH = 5  # so many 知识产权 make a document one in which 知所权 can be read
_MOST = 2000  # damaged places in all; a text with more is no text
_PLACES = 50  # places of one damage that are listed
_DASH = re.compile(r"(?<!\d)((?:19|20)\d\d)((?:19|20)\d\d)年")
_LONGEST_PERIOD = 30
_ZERO = re.compile(r"二[。.oO○]([一二三四五][〇零一二三四五六七八九]|[一二三四五六七八九])年")
_PERCENT = re.compile(r"(?<!\d)\d++(?:\.\d++)?+%[oO](?=[\u4e00-\u9fff“])")
_NUMBER_SIGNS = re.compile(r"[超达近约逾过](?=[0-9]*[OoIlUWDZSB])[OoIlUWDZSB0-9]{2,5}(?=[名家件项个人])[名家件项个人]")
_ZEROS = re.compile(r"[超达近约逾过]0{2,}[名家件项个人]")
_DOCUMENT_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{0,3}[发函字办规通])(?P<year>(?:19|20)\d\d)(?P<close>[)\]〕】])(?P<serial>\d{1,4}号)"
)
_OPENING = {")": "(", "]": "[", "〕": "〔", "】": "【"}
_IP = re.compile(r"知(?!识产权)(?:[\u4e00-\u9fff]{1,2})权")
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff]+|(?<=[\u4e00-\u9fff,、)])(?:[■█▇]{1,20}|□{2,20})")
_MOJIBAKE = re.compile(r"锟斤拷|烫烫烫|屯屯屯|Ã[\x80-\xbf]|â€")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Misprint(Strict, frozen=True, kw_only=True):
    """A word as misprinted, and as meant."""

    raw: str
    reading: str | None = None
    not_: Texts = field(name="not", default=())


class DamageWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/damage.yaml``."""

    lookalikes: Texts
    terms: Texts
    variants: dict[str, str]
    split: Annotated[tuple[Misprint, ...], Before(to_tuple)]
    misprints: Annotated[tuple[Misprint, ...], Before(to_tuple)]
    set_phrases: Texts
    gdp: Texts
    not_ip: Texts
    before_ip: str


class _Hit(Struct, frozen=True):
    start: int
    end: int
    cause: Cause
    reading: str | None


class _Words(Struct, frozen=True):
    """The dictionary made ready for one search."""

    known: dict[str, Misprint]
    causes: dict[str, Cause]
    pattern: re.Pattern[str]
    variants: dict[str, str]
    variant_pattern: re.Pattern[str]
    gdp: re.Pattern[str]
    not_ip: frozenset[str]
    before_ip: str


def find_damage(text: Text, lexicon: Lexicon, start: int, end: int) -> list[Found[Damage]]:
    """Each damage once, with all its places, in the order of the text."""
    every = islice(_hits(text, lexicon, start, end), _MOST)
    hits = sorted(every, key=lambda hit: (hit.start, -hit.end))
    found: dict[tuple[str, str | None], list[_Hit]] = {}
    taken = -1
    for hit in hits:
        if hit.start < taken:
            continue
        taken = hit.end
        found.setdefault((_verbatim(text, hit), hit.reading), []).append(hit)
    result = []
    for (raw, reading), places in found.items():
        ats = tuple(text.at(hit.start, hit.end) for hit in places[:_PLACES])
        damage = Damage(raw=raw, reading=reading, cause=places[0].cause, at=ats)
        result.append(Found(damage, places[0].start, places[0].end, 0.9 if reading else 0.8))
    return result


def _hits(text: Text, lexicon: Lexicon, start: int, end: int) -> Iterator[_Hit]:
    even = text.even
    words = _words(lexicon)
    yield from _numbers(even, start, end)
    yield from _dictionary(even, start, end, words)
    yield from _disordered(even, start, end, lexicon.dictionary("damage", DamageWords).set_phrases)
    if even.count("知识产权", start, end) >= _ENOUGH:
        yield from _ip(even, start, end, words)
    for garbled in (*_GARBLED.finditer(even, start, end), *_MOJIBAKE.finditer(even, start, end)):
        first, last = garbled.span()
        if even[first - 1 : first] not in ("", "\n", "\t") or garbled[0][0] == "\ufffd":
            yield _Hit(*_widened(even, first, last), "ocr", None)
    for first, last in broken_marks(even, start, end):
        yield _Hit(first, last, "mark", None)


def _disordered(even: str, start: int, end: int, phrases: Iterable[str]) -> Iterator[_Hit]:
    """A set phrase with its characters in another order."""
    for phrase in phrases:
        signs = sorted(phrase)
        for begun in re.finditer(re.escape(phrase[:2]), even[start:end]):
            first = start + begun.start()
            said = even[first : min(first + len(phrase), end)]
            if said != phrase and sorted(said) == signs:
                yield _Hit(first, first + len(phrase), "misprint", phrase)


def _numbers(even: str, start: int, end: int) -> Iterator[_Hit]:
    for years in _DASH.finditer(even, start, end):
        if 0 < int(years[2]) - int(years[1]) <= _LONGEST_PERIOD:
            yield _Hit(*years.span(), "lost", f"{years[1]}—{years[2]}年")
    for year in _ZERO.finditer(even, start, end):
        yield _Hit(*year.span(), "ocr", f"二〇{year[1]}年")
    for percent in _PERCENT.finditer(even, start, end):
        yield _Hit(*percent.span(), "ocr", f"{percent[0][:-1]}。")
    for signs in _NUMBER_SIGNS.finditer(even, start, end):
        yield _Hit(*signs.span(), "ocr", None)
    for zeros in _ZEROS.finditer(even, start, end):
        yield _Hit(*zeros.span(), "lost", None)
    for number in _DOCUMENT_NUMBER.finditer(even, start, end):
        whole = f"{_OPENING[number['close']]}{number['year']}{number['close']}"
        yield _Hit(*number.span(), "lost", f"{number['office']}{whole}{number['serial']}")


def _dictionary(even: str, start: int, end: int, words: _Words) -> Iterator[_Hit]:
    for match in words.pattern.finditer(even, start, end):
        known = words.known[match[0]]
        if not any(_around(even, match, normal) for normal in known.not_):
            yield _Hit(*match.span(), words.causes[match[0]], known.reading)
    for match in words.variant_pattern.finditer(even, start, end):
        first, last = _widened(even, *match.span())
        word = even[first:last]
        yield _Hit(first, last, "ocr", "".join(words.variants.get(sign, sign) for sign in word))
    for match in words.gdp.finditer(even, start, end):
        yield _Hit(*match.span(), "misprint", match[0].replace(match["name"], "GDP"))


def _ip(even: str, start: int, end: int, words: _Words) -> Iterator[_Hit]:
    """What stands for 知识产权: one sign of the four wrong, or one or two lost."""
    for match in _IP.finditer(even, start, end):
        said = match[0]
        if said in words.not_ip or even[match.start() - 1 : match.start()] in tuple(words.before_ip):
            continue
        if len(said) == 4 and not (said[1] == "识") ^ (said[2] == "产"):
            continue
        yield _Hit(*match.span(), "ocr", "知识产权")


def _around(even: str, match: re.Match[str], normal: str) -> bool:
    """Whether ``normal``, a phrase in which the same signs are right, stands over the match."""
    first = even.find(normal, max(match.end() - len(normal) - len(match[0]), 0), match.end() + len(normal))
    return first >= 0 and first < match.end() and match.start() < first + len(normal)


def _widened(even: str, first: int, last: int) -> Span:
    """A damaged sign with up to two Chinese signs on each side: alone it can't be found again."""
    for _ in range(2):
        if first and _CHINESE.match(even[first - 1]):
            first -= 1
        if last < len(even) and _CHINESE.match(even[last]):
            last += 1
    return first, last


def _verbatim(text: Text, hit: _Hit) -> str:
    first, last = text.normal.span(hit.start, hit.end)
    raw = text.document.text[first:last]
    return raw if len(raw.splitlines()) == 1 else text.printed(hit.start, hit.end)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    words = lexicon.dictionary("damage", DamageWords)
    known: dict[str, Misprint] = {}
    causes: dict[str, Cause] = {}
    for wrong, right in _look_alikes(words, lexicon.vocabulary):
        known[wrong] = Misprint(raw=wrong, reading=right)
        causes[wrong] = "ocr"
    for entry in words.split:
        known[entry.raw], causes[entry.raw] = entry, "ocr"
    for entry in words.misprints:
        known[entry.raw], causes[entry.raw] = entry, "misprint"
    gdp = "|".join(map(re.escape, words.gdp))
    return _Words(
        known,
        causes,
        _any(known),
        words.variants,
        _any(words.variants),
        re.compile(rf"(?:占|人均)(?P<name>{gdp})(?:的?比重|的?比例)?"),
        frozenset(words.not_ip),
        words.before_ip,
    )


def _look_alikes(words: DamageWords, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every term with one sign replaced by one that looks like it, unless that is a term or a part of one."""
    taxonomy = vocabulary.taxonomy
    bodies = [name for body in taxonomy.bodies for name in (body.name, *body.aka) if len(name) >= 3]
    terms = list(dict.fromkeys((*words.terms, *bodies)))
    for term in terms:
        for group in words.lookalikes:
            for wrong in group[1:]:
                if group[0] not in term:
                    continue
                for position, sign in enumerate(term):
                    if sign == group[0]:
                        replaced = f"{term[:position]}{wrong}{term[position + 1 :]}"
                        if not any(replaced in other for other in terms):
                            yield replaced, term


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
