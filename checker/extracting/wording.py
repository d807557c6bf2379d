"""What the wording shows: damage, slogans outside the measures, announced parts, coordinating bodies."""

from __future__ import annotations

import re

from msgspec import field

from checker.extracting.damage import find_damage
from checker.extracting.lexicon import Lexicon
from checker.extracting.missing_headings import lost_headings
from checker.extracting.parts import Draft, Found, Text
from checker.extracting.slogans import find_slogans
from checker.model.base import At, Protection, Strict
from checker.model.plan import Announced, Body, Slogan, Texts

_FEWEST_PARTS, _SHORTEST_PART, _LONGEST_PART = 3, 4, 24
_REACH = 300  # characters of a sentence that lists the parts
_LONGEST_NAME = 26
_LEVEL = "市县区省州盟旗"


class AnnouncedWords(Strict, frozen=True, kw_only=True):
    """Words around a list of parts."""

    subjects: Texts
    openings: Texts
    endings: Texts
    not_: Texts = field(name="not")


class BodyWords(Strict, frozen=True, kw_only=True):
    """Words of the names of coordinating bodies."""

    topics: Texts
    endings: Texts
    not_: Texts = field(name="not")
    not_after: Texts
    before: Texts


class WordingWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/wording.yaml``."""

    announced: AnnouncedWords
    bodies: BodyWords


def find_wording(draft: Draft, lexicon: Lexicon) -> None:
    """Fill the lists of damage, slogans, announced parts and coordinating bodies. Needs the measures."""
    words = lexicon.dictionary("wording", WordingWords)
    text = draft.text
    start, end = draft.outline.body if draft.outline else (0, len(text.even))
    damage = [*find_damage(text, lexicon, start, end), *lost_headings(draft)]
    draft.damage = sorted(damage, key=lambda found: found.start)
    draft.slogans = _slogans(draft, lexicon, start, end)
    draft.announced = _announced(draft, words.announced, start, end)
    draft.bodies = _bodies(text, words.bodies, start, end)


def _slogans(draft: Draft, lexicon: Lexicon, start: int, end: int) -> list[Found[Slogan]]:
    """The four words outside tasks and boxes, each once with all its places; several in a sentence are of one."""
    places: dict[Protection, list[tuple[int, int]]] = {}
    for protection, span in find_slogans(draft.text, lexicon, start, end):
        if not any(found.start <= span[0] < found.end for found in draft.measures):
            places.setdefault(protection, []).append(span)
    return [
        Found(Slogan(protection=name, at=tuple(draft.text.at(*span) for span in spans)), spans[0][0], spans[0][1])
        for name, spans in places.items()
    ]


def _announced(draft: Draft, words: AnnouncedWords, start: int, end: int) -> list[Found[Announced]]:
    """The parts that the preamble says the document has: 规划主要从……、……等方面……."""
    text = draft.text
    tasks = [node.start for node in draft.outline.nodes if node.section.role == "tasks"] if draft.outline else []
    limit = min([end, *tasks])
    subject, opening, ending = (
        f"(?:{'|'.join(map(re.escape, each))})" for each in (words.subjects, words.openings, words.endings)
    )
    sentence = re.compile(
        rf"{subject}[^。;\n,、]{{0,10}}?{opening}(?P<list>[^。;\n,]{{8,{_REACH}}}?)等?(?:[二两三四五六七八九十\d]{{1,2}}个?大?)?{ending}"
    )
    for match in sentence.finditer(text.even, start, limit):
        spans = _parts(text.even, match.start("list"), match.end("list"))
        if len(spans) < _FEWEST_PARTS or any(each in match[0] for each in words.not_):
            continue
        if all(_SHORTEST_PART <= last - first <= _LONGEST_PART for first, last in spans):
            return [Found(Announced(title=text.printed(*span), at=(text.at(*span),)), *span, 0.8) for span in spans]
    return []


def _parts(even: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for stop in re.finditer("、|以及|和(?=[^、]{4,24}$)", even[start:end]):
        spans.append((begin, start + stop.start()))
        begin = start + stop.end()
    return [*spans, (begin, end)]


def _bodies(text: Text, words: BodyWords, start: int, end: int) -> list[Found[Body]]:
    """Names such as 市知识产权战略实施领导小组, each once with its places."""
    topics, endings = ("|".join(map(re.escape, each)) for each in (words.topics, words.endings))
    pattern = re.compile(rf"(?:{topics})[\u4e00-\u9fff]{{0,{_LONGEST_NAME - 8}}}?(?:{endings})")
    found: dict[str, list[tuple[int, int]]] = {}
    counts: dict[str, int] = {}
    for match in pattern.finditer(text.even, start, end):
        first, last = _whole_name(text.even, match.start(), words, counts), match.end()
        name = text.even[first:last]
        if "会同" in name:  # 甲局会同乙联席会议
            first = last - len(name.rpartition("会同")[2])
            name = text.even[first:last]
        if any(word in name for word in words.not_) or text.even.startswith(words.not_after, last):
            continue
        if any(word in text.even[max(first - 6, 0) : first] for word in words.not_):
            continue
        found.setdefault(name, []).append((first, last))
    return [
        Found(Body(name=name, at=tuple(_at(text, span) for span in spans)), *spans[0], 0.9)
        for name, spans in found.items()
    ]


def _at(text: Text, span: tuple[int, int]) -> At:
    return text.at(*span)


def _whole_name(even: str, start: int, words: BodyWords, counts: dict[str, int]) -> int:
    """Where a name begins that has 国家, a level or the name of a place before its topic."""
    if even[max(start - 2, 0) : start] == "国家":
        start -= 2
    if even[start - 1 : start] == "" or even[start - 1] not in _LEVEL:
        return start
    level = start - 1
    name, times = level, 0
    for length in (2, 3, 4):  # 鞍山市 is as frequent as 马鞍山市, 挥保定市 is not as frequent as 保定市
        place = even[max(level - length, 0) : level + 1]
        count = counts[place] = counts.get(place) or even.count(place)
        if not re.fullmatch(r"[\u4e00-\u9fff]+", place) or any(word in place[:-1] for word in words.before):
            break
        if len(place) == length + 1 and count >= 2 and count * 5 >= times * 4:
            name, times = level - length, count
    return name
