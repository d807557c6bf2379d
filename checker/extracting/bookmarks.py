"""Documents in book marks: 《…》, nested, unclosed, several in a row, with the number that follows."""

from __future__ import annotations

import re

from checker.extracting.documents import NUMBER_AFTER, STANDARD, Names
from checker.extracting.mentions import Mention
from checker.extracting.parts import Text
from checker.reading.document import Span

_LONGEST = 120  # characters of a title
_MARKS = re.compile(r"[《》]")
_CLAUSE = re.compile(r"[。;!?]|\n[^《》]*\n")  # a line can end inside a title, once
_CODE_BEFORE = re.compile(rf"({STANDARD.pattern})$")  # GB/T 29490—2023《……》
_INSIDE_ISSUER = re.compile(r"^(.{2,60}?)(?:关于印发|关于|印发|转发)")
_ISSUED = re.compile(r"(?:联合)?(?:印发|发布|出台|颁布|制定|公布|下发|签署|批准)(?:实施)?(?:的|了)?$")


def find_marked(text: Text, body: Span, names: Names) -> list[Mention]:
    """The documents in book marks; works and newspapers are left out."""
    spans = _spans(text.even, body)
    mentions: list[Mention] = []
    for index, (start, end, closed) in enumerate(spans):
        mention = _mention(text, start, end, closed, names, spans[index + 1 :][:8])
        if mention is not None:
            mentions.append(mention)
    return mentions


def _spans(even: str, body: Span) -> list[tuple[int, int, bool]]:
    """From 《 to its 》; where that is missing, to the end of the title as far as it can be told."""
    spans: list[tuple[int, int, bool]] = []
    depth = 0
    start = body[0]
    for mark in _MARKS.finditer(even, *body):
        if mark[0] == "《":
            broken = mark.start() - start > _LONGEST or _CLAUSE.search(even, start, mark.start())
            if depth and (broken or even[mark.start() - 1] in "、,和及"):
                spans.append((start, _stop(even, start, mark.start()), False))
                depth = 0
            if not depth:
                start = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if even[mark.end() : mark.end() + 1] in "《、,。;(":
                depth = 0
            if not depth:
                if mark.end() - start <= _LONGEST + 2 and not _CLAUSE.search(even, start, mark.start()):
                    spans.append((start, mark.end(), True))
                else:
                    spans.append((start, _stop(even, start, mark.start()), False))
    if depth:
        spans.append((start, _stop(even, start, body[1]), False))
    return spans


def _stop(even: str, start: int, end: int) -> int:
    stop = re.compile(r"[。;!?\n,(]").search(even, start, min(end, start + _LONGEST))
    return stop.start() if stop else min(end, start + _LONGEST)


def _mention(
    text: Text, start: int, end: int, closed: bool, names: Names, following: list[tuple[int, int, bool]]
) -> Mention | None:
    even = text.even
    title = (start + 1, end - 1 if closed else end)
    said = even[slice(*title)]
    if len(said) < 2:
        return None
    number = NUMBER_AFTER.match(even, end)
    code = re.compile(rf"(?:{names.standard_word.pattern})?\(?({STANDARD.pattern})\)?").match(even, end)
    before = even[max(0, start - 60) : start]
    led = _CODE_BEFORE.search(even, max(0, start - 40), start) if code is None else None
    sure = 1.0
    notes: tuple[str, ...] = ()
    if not closed:
        if not names.is_document(said):
            return None
        sure, notes = 0.6, ("书名号没有另一半，文件名称到哪里为止请对照原文",)
    elif not number and not code and not led and not names.is_document(said):
        if _is_work(even, start, end, said, names, following):
            return None
        sure, notes = 0.6, ("书名号里的可能不是文件名称，请看一看",)
    elif before.endswith(names.to_make) and _issuer(said, before, names) is None:  # 国务院出台《……》 is there
        sure, notes = 0.75, ("像是要制定的文件，不是已有的文件，请看一看",)
    issuer = _issuer(said, before, names)
    code = code or led
    span = number.span("number") if number else code.span(1) if code else None
    last = number.end() if number else code.end() if code and code.start() >= end else end
    first = code.start() if code and code.start() < start else start
    standard = code is not None or said in names.words.standards or _is_standard(even, last, said, names, following)
    return Mention(first, last, title, span, issuer, standard, sure, notes)


def _issuer(said: str, before: str, names: Names) -> str | None:
    inside = _INSIDE_ISSUER.match(said)
    if inside:
        name = names.issuer(inside[1])
        if name == inside[1]:
            return name
    issued = _ISSUED.search(before)
    return names.issuer(before[: issued.start()] if issued else before)


def _row_end(even: str, end: int, following: list[tuple[int, int, bool]]) -> int:
    """The end of the last title of a row like 《A》《B》、《C》."""
    for start, stop, _ in following:
        if even[end:start] not in ("", "、", "和", "及", "以及", "与", ","):
            break
        end = stop
    return end


def _is_standard(even: str, end: int, said: str, names: Names, following: list[tuple[int, int, bool]]) -> bool:
    last = _row_end(even, end, following)
    return said.endswith(("规范", "要求", "指南", "标准", "规程", "通则", "导则")) and bool(
        names.standard_word.match(even, last)
    )


def _is_work(even: str, start: int, end: int, said: str, names: Names, following: list[tuple[int, int, bool]]) -> bool:
    before, after = even[max(0, start - 6) : start], even[_row_end(even, end, following) :][:8]
    words = names.words
    return (
        said.endswith(tuple(words.papers))
        or before.endswith(tuple(words.works_before))
        or after.lstrip("等").startswith(tuple(words.works_after))
    )
