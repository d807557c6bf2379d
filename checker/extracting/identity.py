"""What a document is: title, kind, stage, number, issuer, dates, period, place, with what it says for each."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from msgspec import Struct

from checker.extracting.bodies import DATE_LINE
from checker.extracting.dating import DATE, goal_years, published, read_date, stated_period, title_period, year_span
from checker.extracting.documents import NUMBER, ORGANS
from checker.extracting.ending import find_cut
from checker.extracting.kinds import KINDS
from checker.extracting.lexicon import Lexicon
from checker.extracting.naming import YEARS_BELOW, Named, find_title
from checker.extracting.parts import Draft, Found, Outline, Text
from checker.extracting.places import Gazetteer, Place
from checker.model.plain import plain
from checker.reading.normal import Line

_CONSULTATION = re.compile(r"征求意见|意见征集|公开征集|公开征询|征求.{0,8}意见")
_DRAFT = re.compile(r"送审稿|草案|讨论稿|初稿|报批稿|审议稿|修改稿")
_MANUSCRIPT = re.compile(r"(?:^|\()(?P<word>[^()。,]{0,8}稿|草案)(?:\)|$)")  # on a cover, or below a title
_OUT = re.compile(r"印发|公布|公开稿|发布|正式|定稿")
_ISSUED = re.compile(r"印发给你们|关于印发|印发《|予以印发|现予公布|现予发布|公开发布\)")
_FIELDS = r"(?:发文字号|发文文号|发布文号|文件字号|文件编号|文号)"
_WHOLE_NUMBER = re.compile(rf"\(?{_FIELDS}?:?(?P<number>{NUMBER.pattern})(?:,?{DATE.pattern})?\)?")
_FIELD_NUMBER = re.compile(rf"(?:^|[|\t]){_FIELDS}[:|\t]+(?P<number>{NUMBER.pattern})(?=[|\t]|$)")
_NOTICE = re.compile(r"现予印发|印发给你们|现印发给|转发给你们")
_YEAR_OF = re.compile(r"(20\d\d)\D{0,2}第?\d{1,5}号$")
_ALSO_CALLED = re.compile(rf"\((?:{ORGANS.pattern})\)")  # 甲市市场监督管理局(甲市知识产权局)
_ORGAN_LINE = re.compile(rf"(?P<name>{ORGANS.pattern})(?:{_ALSO_CALLED.pattern})?")
_HEAD_LINES, _FOOT_LINES = 60, 30


class _Frame(Struct, frozen=True):
    """The lines before and after the plan's own text, where it says who issued it and when."""

    before: list[Line]
    cover: list[Line]
    after: list[Line]


def find_head(draft: Draft, lexicon: Lexicon) -> None:
    """Fill the head of a draft; what is inferred and not stated gets a note."""
    text, outline = draft.text, draft.outline
    assert outline is not None
    frame = _frame(text, outline)
    title = find_title(text, outline)
    head = draft.head
    if title is not None:
        head["title"] = title.title
        if title.notes:
            _note(draft, "title", title.sure, *title.notes)
        head["kind"] = _kind(draft, title)
    stage = _stage(text, frame, title)
    head["stage"] = stage or "draft"
    number = _number(text, frame)
    if number:
        head["number"] = number
    issuers, issued = _signed(text, frame)
    issuers = issuers or _titled(text, title)
    issued = issued or _dated(text, frame)
    year = _YEAR_OF.search(number) if number and not issued else None
    if year:
        issued = year[1]
        _note(draft, "issued", 0.65, "成文日期没有找到，只按发文字号里的年份记，请核对")
    if issuers:
        head["issuer"] = issuers
    if issued:
        head["issued"] = issued
    if stage is None and not (issuers and issued):
        _note(draft, "stage", 0.5, "没有“征求意见稿”“印发”一类字样，按草稿记，请核对")
    elif stage is None:
        head["stage"] = "issued"
        _note(draft, "stage", 0.6, "文中有发文机关和日期，没有“征求意见稿”“草案”一类字样，按印发稿记，请核对")
    day = published(text.even[: outline.body[0]])
    if day and (date := read_date(day)):
        head["published"] = date
    period = _period(draft, text, outline, title, frame)
    if period:
        head["period"] = period
    place = _place(draft, text, lexicon, title, issuers)
    if place is not None:
        head["region"] = place.region()
    head["id"] = _id(text, place, title, period, issued)
    head["source"] = _source(draft, text, outline)


def _note(draft: Draft, key: str, sure: float, *notes: str) -> None:
    draft.head_notes.append(Found(key, 0, 1, sure, notes))


def _frame(text: Text, outline: Outline) -> _Frame:
    start, end = outline.body
    lines = text.normal.lines
    first = outline.nodes[0].start if outline.nodes else end
    before = [line for line in lines[:_HEAD_LINES] if line.start < start]
    cover = [
        line for line in lines[: _HEAD_LINES * 2] if start <= line.start < min(first, max(start + 600, outline.prose))
    ]
    after = [
        line for line in lines[-_FOOT_LINES:] if line.start >= end or (end - line.start < 60 and line.start > first)
    ]
    return _Frame(before, cover, after)


def _said(text: Text, line: Line) -> str:
    return text.even[line.start : line.end]


def _kind(draft: Draft, title: Named) -> str:
    plain = re.sub(r"的通知$", "", title.title)
    plain = plain.translate({ord("（"): "(", ord("）"): ")"})
    for kind, pattern in KINDS:
        if pattern.search(plain):
            if kind == "program" and re.search(r"(?:措施|政策|办法|规定|细则|清单)(?:\(.*\))?$", plain):
                _note(draft, "kind", 0.6, "从标题看是政策措施或管理办法，按“方案”记，请核对")
            return kind
    _note(draft, "kind", 0.4, "从标题看不出是规划、纲要、意见还是方案，按“规划”记，请核对")
    return "plan"


def _stage(text: Text, frame: _Frame, title: Named | None) -> str | None:
    """The stage that a document says it is at; None where it says none."""
    short = [_said(text, line) for line in (*frame.before, *frame.cover) if line.end - line.start <= 400]
    stage = f"{text.document.title} {title.whole if title else ''} {text.document.file}"
    words = [found["word"] for line in short for found in _MANUSCRIPT.finditer(line)]
    words = [word for word in words if not _OUT.search(word)]
    if _CONSULTATION.search(stage) or any(_CONSULTATION.search(word) for word in words):
        return "consultation"
    if _DRAFT.search(stage) or words:
        return "draft"
    letter = " ".join(_said(text, line) for line in frame.before)
    if _ISSUED.search(letter):
        return "issued"
    if _CONSULTATION.search(letter):
        return "consultation"
    if any(_NOTICE.search(_said(text, line)) for line in frame.cover):
        return "issued"
    if any(re.search(r"\(此件(?:公开|主动|依申请)|印发$", _said(text, line)) for line in frame.after):
        return "issued"
    return None


def _number(text: Text, frame: _Frame) -> str | None:
    for line in (*frame.before, *frame.cover):
        said = _said(text, line)
        found = _WHOLE_NUMBER.fullmatch(said) or _FIELD_NUMBER.search(said)
        if found:
            return text.printed(line.start + found.start("number"), line.start + found.end("number"))
    return None


def _signed(text: Text, frame: _Frame) -> tuple[list[str], str | None]:
    """Who signed and when: in the letter before the plan, on its cover, or at its end."""
    for lines in (frame.before, frame.cover, frame.after):
        issuers: list[str] = []
        signed: list[tuple[list[str], str, bool]] = []
        for line in lines:
            said = _said(text, line)
            dated = DATE_LINE.fullmatch(said) if len(said) <= 48 else None
            if dated:
                day = DATE.search(said)
                date = read_date(day) if day else None
                name = said[: day.start()] if day else ""
                if len(name) >= 4 and ORGANS.fullmatch(name):
                    issuers = [*issuers, name]
                if date and (issuers or lines is not frame.cover):
                    signed.append((issuers, date, said.endswith("印发")))
                issuers = []
            elif 4 <= len(said) <= 40 and (organ := _ORGAN_LINE.fullmatch(said)):
                issuers = [*issuers, text.printed(line.start, line.start + organ.end("name"))]
            elif issuers and not _ALSO_CALLED.fullmatch(said):
                issuers = []
        if signed:  # a signature, rather than the day a copy was printed; with its day, rather than a cover's month
            issuers, date, _ = max(signed, key=lambda each: (not each[2], bool(each[0]), len(each[1])))
            return issuers, date
        if issuers and lines is not frame.before:
            return issuers, None
    return [], None


def _titled(text: Text, title: Named | None) -> list[str]:
    """The issuers that a title begins with: XX市人民政府关于……的意见."""
    before, about, _ = title.whole.partition("关于") if title else ("", "", "")
    if not about or not ORGANS.fullmatch(before) or title is None or title.span is None:
        return []
    printed = text.document.text[slice(*text.normal.span(title.span[0], title.span[0] + len(before)))]
    return [name for name in re.split(r"[\s、]+", printed) if name]


def _dated(text: Text, frame: _Frame) -> str | None:
    """The date beside a number, or in brackets under a title."""
    for line in (*frame.before, *frame.cover):
        found = _WHOLE_NUMBER.fullmatch(_said(text, line))
        if found and found["year"]:
            return read_date(found)
    for line in frame.cover[:4]:
        found = re.fullmatch(rf"\((?:{DATE.pattern})(?:[^()]{{2,30}}(?:通过|印发|发布))?\)", _said(text, line))
        if found:
            return read_date(found)
    return None


def _period(draft: Draft, text: Text, outline: Outline, title: Named | None, frame: _Frame) -> dict[str, Any] | None:
    start, end = outline.body
    stated = stated_period(text.even, start, end)
    if stated:
        first, last, found = stated
        raw = text.printed(*found.span("raw"))
        if not re.search(r"[-—~至到－～–]", raw):
            _note(draft, "period", 0.6, "起止年之间的连接号丢失，请对照原文")
        at = text.at(*found.span())
        return {"start": first, "end": last, "raw": raw, "at": plain(at)}
    yearly = draft.head.get("kind") == "annual"
    named = year_span(text.even, start) if yearly else None
    named = named or title_period(title.whole if title else "", yearly=yearly)
    below = next(
        (line for line in (*frame.before, *frame.cover) if YEARS_BELOW.fullmatch(text.even, line.start, line.end)), None
    )
    years = title_period(_said(text, below)) if below else None
    if below and years and years == (named or years):  # on a cover, below the title
        at = text.at(below.start + 1, below.end - 1)
        return {
            "start": years[0],
            "end": years[1],
            "raw": text.printed(below.start + 1, below.end - 1),
            "at": plain(at),
        }
    if named:
        return {"start": named[0], "end": named[1]}
    goals = [year for year in goal_years(text.even, start, end) if year < 2035] or goal_years(text.even, start, end)
    if not goals:
        return None
    _note(draft, "period", 0.6, "文中没有写起止年，终止年取“到……年”里最晚的一个，请核对")
    return {"end": max(goals)}


def _place(draft: Draft, text: Text, lexicon: Lexicon, title: Named | None, issuers: list[str]) -> Place | None:
    gazetteer = Gazetteer(lexicon)
    whole = text.even
    for said, _sure in (
        (title.whole, 1.0) if title else ("", 1.0),
        (text.document.title, 0.9),
        (text.document.file, 0.9),
    ):
        place = gazetteer.in_title(said, whole) if said else None
        if place is not None:
            if not place.spelled:
                above = {"city": "，属于哪个省要从文中看", "county": "，属于哪个省、哪个市要从文中看"}.get(
                    place.level, ""
                )
                seen = f"，这里记为{place.province}" if place.province else ""
                _note(draft, "region", 0.6, f"地名表里没有{place.name}{above}{seen}，请核对")
            return place
    place = gazetteer.in_text(issuers, whole)
    if place is not None:
        _note(draft, "region", 0.7, "标题里没有地名，按发文机关和正文里的地名判断，请核对")
    return place


def _id(text: Text, place: Place | None, title: Named | None, period: dict[str, Any] | None, issued: str | None) -> str:
    named = title.whole if title else text.even
    unknown = f"cn-plan-{hashlib.sha256(named.encode()).hexdigest()[:8]}"  # the same for each format and each draft
    if place is None or not place.spelled or title is None:
        return unknown
    five = re.search(r"十([二三四五六])五", title.whole)
    if five:
        last = f"1{'二三四五六'.index(five[1]) + 2}5"
    else:
        year = re.search(r"20\d\d", title.whole)
        last = year[0] if year else issued[:4] if issued else str(period["end"]) if period else ""
    if not last:
        return unknown
    return "-".join(("cn", *place.spelled, last))


def _source(draft: Draft, text: Text, outline: Outline) -> dict[str, Any]:
    document = text.document
    source: dict[str, Any] = {"file": document.file, "sha256": document.sha256}
    start, end = outline.body
    if end > start:
        source["body"] = list(text.normal.span(start, end))
    cut = find_cut(draft)
    if cut is not None:
        source["cut"] = list(cut.lists)
        source["at"] = plain(text.at(*cut.words))
        _note(draft, "source", 0.6, cut.note)
    return source
