"""Lists of responsible bodies: “A牵头,B、C等按职责分工负责”, “责任单位:…”, “牵头单位:…配合单位:…”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.duties import DutyWords, longest_first
from checker.extracting.lexicon import Lexicon
from checker.extracting.listing import LONGEST_LIST, OPENING, brackets, closing, inside, joined, plain_split, split
from checker.extracting.parts import Found, Text
from checker.facts.vocabulary import Vocabulary
from checker.model.plan import Responsible
from checker.reading.document import Span

_LONGEST_NAME = 32
_LONGEST_TAIL = 40
_HEADING = re.compile(
    r"\([一二三四五六七八九十\-]{1,3}\)|\n|。|(?<![第、,:])[一二三四五六七八九十]{1,3}、"
)  # where a list whose bracket is lost ends at the latest
_BEGINS = re.compile(
    r"。|\n(?:\([一二三四五六七八九十]{1,3}\)|第?[一二三四五六七八九十]{1,3}[、章节])"
)  # another paragraph
_LEVEL = re.compile(r"(?:[省市县区州盟旗各])(?!分|支|中心支)")
_IN_UNITS = re.compile(r"\([万亿]?[个件家项人户元%]\)")  # 转化率(%): the name of an indicator has run in
_JOIN = re.compile(r"以及|会同|和|及|与")
_AND_OTHERS = re.compile(r"等(?:有关|相关|各)?(?:单位|部门|方面)?")


class _Segment(Struct, frozen=True):
    """A stretch of a list under one label; ``lead`` where the label is 牵头单位."""

    start: int
    end: int
    lead: bool
    labelled: bool


class _Name(Struct, frozen=True):
    start: int
    end: int
    lead: bool
    likely: bool


class DutyReader:
    """Reads lists of responsible bodies in the even text."""

    def __init__(self, words: DutyWords, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._endings = tuple(words.endings)
        self._not_units = frozenset(words.not_units)
        self._lead_labels = frozenset(words.lead_labels)
        self._other_labels = frozenset(words.other_labels)
        every = longest_first((*words.lead_labels, *words.labels, *words.helper_labels, *words.other_labels))
        self._label = re.compile(rf"({every})(?:\([^()\n]{{0,12}}\))?:")
        lead, verb, manner = map(longest_first, (words.lead_verbs, words.verbs, words.manners))
        self._tail = re.compile(rf"(?:{_AND_OTHERS.pattern})?(?:(?:{manner})+(?={lead}|{verb}))?({lead}|{verb})$")
        self._others = re.compile(rf"(?:{_AND_OTHERS.pattern})(?:(?:{manner})*)$")
        self._lead_verb = re.compile(lead)
        self._lead_mark = re.compile(r"\(牵头(?:单位|部门)?\)$|(?:为|是)牵头(?:单位|部门)$")
        self._role_mark = re.compile(r"(?:为|是)(?:责任|配合|参与|协办)(?:单位|部门)$")
        self._duty = re.compile(rf"(?:{lead}|{verb})")
        self._ending_duty = re.compile(rf"(?:{lead}|{verb})[。;]?$")
        self._sure_duty = re.compile(r"职责(?:分工)?(?:分别|共同)?(?:负责|落实|推进)\)?")

    def is_unit(self, name: str) -> bool:
        """Whether ``name`` looks like a body that can be given a task."""
        name = name.replace("\n", "")
        if name in self._not_units or not 2 <= len(name) <= _LONGEST_NAME or _IN_UNITS.search(name):
            return False
        bare = re.sub(r"\([^()]*\)$|[〔\[][^〔〕\[\]]*[〕\]]$", "", name)
        return bare.endswith(self._endings) or self._vocabulary.body(name).known

    def is_office(self, name: str) -> bool:
        """Whether ``name`` is a body of a level (市科技局), of the vocabulary, or 公安部门: no firm, no school."""
        known = name.endswith("部门") or self._vocabulary.body(name).known
        return self.is_unit(name) and (known or _LEVEL.match(name) is not None)

    def read(self, text: Text, start: int, end: int) -> Found[Responsible] | None:
        """The bodies of a stretch that is such a list: a cell, a bracket with or without its signs, a labelled line.

        None where it is none: no label, no word of duty and a name that no body has.
        """
        start, end = self._said(text.even, *inside(text.even, start, end))
        names: list[_Name] = []
        labelled = False
        for segment in self._segments(text.even, start, end):
            labelled = labelled or segment.labelled
            names += self._names(text, segment)
        if not names or (not labelled and not names[0].likely):
            return None
        doubtful = [name for name in names if not name.likely]
        if not labelled and len(doubtful) * 2 > len(names):
            return None
        units = _distinct(printed(text, name.start, name.end) for name in names)
        lead = _distinct(printed(text, name.start, name.end) for name in names if name.lead)
        item = Responsible(units=units, lead=lead, at=(text.at(start, end),))
        if not doubtful:
            return Found(item, start, end)
        shown = "、".join(printed(text, name.start, name.end) for name in doubtful[:3])
        return Found(item, start, end, 0.6, (f"责任单位中的“{shown}”不像单位名称，请核对",))

    def _said(self, even: str, start: int, end: int) -> Span:
        """A list up to its full stop; what comes after explains it, if it is not labelled itself."""
        for stop in re.finditer("。", even[start:end]):
            position = start + stop.end()
            if position < end and not self._label.match(even, position):
                return start, position - 1
        return start, end

    def find(self, text: Text, start: int, end: int) -> list[Found[Responsible]]:
        """The lists of running text: bracketed ones, labelled ones, and those that lost a bracket."""
        found: list[Found[Responsible]] = []
        position = start
        tried = -1
        for first, last in self._candidates(text.even, start, end):
            if first < position or first == tried:
                continue
            tried = first
            duty = self.read(text, first, last)
            if duty is not None:
                at = (text.at(first, last),)
                found.append(Found(replace(duty.item, at=at), first, last, duty.sure, duty.notes))
                position = last
        return found

    def _candidates(self, even: str, start: int, end: int) -> list[Span]:
        """Stretches that may be lists, in order; of those that overlap the first one counts."""
        spans: list[Span] = []
        for first, last in brackets(even, start, end):
            inside = even[first + 1 : last - 1]
            alone = even[first - 1 : first] in ("。", "", "\n") or even[last : last + 1] in ("", "\n")
            if (
                self._label.match(inside)
                or self._ending_duty.search(inside)
                or (alone and all(map(self.is_unit, plain_split(inside))))
            ):
                spans.append((first, last))
        for label in self._label.finditer(even, start, end):
            if label[1] in self._other_labels or _before(even, label.start()) not in "(【[。;\n":
                continue
            opening = label.start() - 1
            if _before(even, label.start()) in OPENING and opening >= start:
                close = closing(even, opening, end)
                if close is not None and not _BEGINS.search(even, opening, close):  # on one line or on several
                    spans.append((opening, close + 1))
                else:
                    spans.append((opening, _list_end(even, label.end(), end)))
            else:
                spans.append((label.start(), _list_end(even, label.end(), end)))
        for duty in self._sure_duty.finditer(even, start, end):  # the opening bracket is lost
            first = max(even.rfind(sign, max(start, duty.start() - LONGEST_LIST), duty.start()) for sign in "。;\n")
            spans.append((max(first + 1, start), duty.end()))
        return sorted(spans, key=lambda span: (span[0], -span[1]))

    def _segments(self, even: str, start: int, end: int) -> Iterator[_Segment]:
        labels = list(self._label.finditer(even, start, end))
        if not labels or labels[0].start() > start:
            yield _Segment(start, labels[0].start() if labels else end, lead=False, labelled=False)
        for number, label in enumerate(labels):
            if label[1] in self._other_labels:
                continue
            stop = labels[number + 1].start() if number + 1 < len(labels) else end
            yield _Segment(label.end(), stop, label[1] in self._lead_labels, labelled=True)

    def _names(self, text: Text, segment: _Segment) -> list[_Name]:
        names: list[_Name] = []
        waiting: list[Span] = []  # names whose word of duty has not come yet

        def close(lead: bool) -> None:
            names.extend(self._name(text.even, span, lead or segment.lead) for span in waiting)
            waiting.clear()

        for first, last in joined(text.even, split(text.even, segment.start, segment.end)):
            start, end, verb, own_mark = self._stripped(text.even, first, last)
            pieces = list(self._unglued(text, start, end))
            if own_mark and pieces:  # A(牵头)、B
                close(False)
                names += [self._name(text.even, span, span == pieces[-1] or segment.lead) for span in pieces]
                continue
            waiting += pieces
            if verb:
                close(bool(self._lead_verb.match(verb)))
        close(False)
        return names

    def _stripped(self, even: str, first: int, last: int) -> tuple[int, int, str, bool]:
        """A piece without the words of duty: its span, the verb, and whether 牵头 is marked at this name alone."""
        while first < last and even[first] in "由请*:.·—":
            first += 1
        piece = even[first:last].rstrip("。;.")
        last = first + len(piece)
        if mark := self._lead_mark.search(piece):
            return first, first + mark.start(), "", True
        if mark := self._role_mark.search(piece):
            return first, first + mark.start(), "负责", False
        begin = max(0, len(piece) - _LONGEST_TAIL)
        tail = self._tail.search(piece, begin) or self._others.search(piece, begin)
        if tail is None:
            return first, last, "", False
        return first, first + tail.start(), tail[1] if tail.lastindex else "", False

    def _unglued(self, text: Text, first: int, last: int) -> Iterator[Span]:
        """One piece as names: at 和 or 会同 between two bodies, and where the document has a space or a line end."""
        if last - first > 4 * _LONGEST_NAME:
            yield first, last
            return
        even, offsets = text.even, text.normal.offsets
        begin = first
        position = first + 2
        while position < last - 1:
            join = _JOIN.match(even, position, last)
            gap = offsets[position] - offsets[position - 1] > 1
            broken = even[position - 1] == "\n"
            left = even[begin : position - broken]
            if join and self._ends_strong(left) and self._begins_unit(even, join.end(), last):
                yield begin, position
                begin = position = join.end()
            elif gap and self._ends_strong(left) and self._begins_unit(even, position, last):
                yield begin, position - broken
                begin = position
            elif broken and self._ends_strong(left) and self.is_unit(even[position:last]) and left[-1] != "委":
                yield begin, position - 1
                begin = position
            position += 1
        if begin < last:
            yield begin, last

    def _begins_unit(self, even: str, start: int, end: int) -> bool:
        return _LEVEL.match(even, start, end) is not None and self.is_unit(even[start:end])

    def _ends_strong(self, name: str) -> bool:
        return self.is_unit(name) and name[-1] not in "县市区旗乡镇"

    def _name(self, even: str, span: Span, lead: bool) -> _Name:
        return _Name(*span, lead, self.is_unit(even[span[0] : span[1]]))


@lru_cache(maxsize=4)
def duty_reader(lexicon: Lexicon) -> DutyReader:
    """The reader for a lexicon."""
    return DutyReader(lexicon.dictionary("duties", DutyWords), lexicon.vocabulary)


def led_by_first(item: Responsible) -> Responsible:
    """With the first body as the one that leads, where none is marked as such."""
    return item if item.lead else replace(item, lead=item.units[:1])


def printed(text: Text, start: int, end: int) -> str:
    """The document's characters for a name; what damage left between signs that are not Chinese keeps its spaces."""
    signs: list[str] = []
    offsets = text.normal.offsets
    for position in range(start, end):
        if text.even[position] == "\n":
            continue
        sign = text.document.text[offsets[position]]
        if signs and offsets[position] - offsets[position - 1] > 1 and sign.isascii() and signs[-1].isascii():
            between = text.document.text[offsets[position - 1] + 1 : offsets[position]]
            if between.isspace() and sign != " " and signs[-1] != " ":
                signs.append(" ")
        signs.append(sign)
    return "".join(signs).strip()


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _list_end(even: str, start: int, end: int) -> int:
    """Where a list without a closing bracket ends at the latest."""
    limit = min(end, start + LONGEST_LIST)
    stop = _HEADING.search(even, start, limit)
    return stop.start() if stop else limit


def _before(even: str, position: int) -> str:
    return even[position - 1] if position else "\n"
