"""The table of contents of a document."""

from __future__ import annotations

import re

from checker.extracting.headings import RANKS, Mark, find_marks
from checker.extracting.parts import Text
from checker.extracting.titles import LONGEST, Words
from checker.reading.document import Span

_LEADER = re.compile(r"[.·…_\-—\t ]*\d{0,3}$")
_LEAST = 3  # headings a table of contents has at least


def find_contents(text: Text, body: Span, words: Words) -> tuple[list[tuple[Mark, Span]], int]:
    """Numbers and titles that a table of contents lists, and where the text after it begins."""
    even = text.even
    name = re.compile(rf"(?:^|\n)(?:{'|'.join(words.headings.contents)})(?=\n|[^\n]{{0,3}}[一第])")
    found = name.search(even, body[0], min(body[1], body[0] + 4000))
    start = found.end() if found else body[0]
    entries: list[tuple[Mark, Span]] = []
    marks = list(find_marks(text, start, min(body[1], start + 12_000)))
    end = start
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start if index + 1 < len(marks) else body[1]
        line_end = even.find("\n", mark.end, body[1])
        line_end = body[1] if line_end < 0 else line_end
        between = even[end : mark.start] if entries else ""
        if len(between) > LONGEST or "。" in between:
            break
        title = _title(even, mark.end, min(stop, line_end))
        if title is None or _again(even, entries, mark, title):
            break
        if not found and not _paged(even, title[1], min(stop, line_end)):
            break
        entries.append((mark, title))
        end = min(stop, line_end)
    if len(entries) < _LEAST:
        return [], start if found else body[0]
    return entries, end


def _title(even: str, start: int, end: int) -> Span | None:
    while start < end and even[start] in ".、, ":
        start += 1
    stretch = even[start:end]
    title = _LEADER.sub("", stretch)
    if not 2 <= len(title) <= LONGEST or "。" in title or ";" in title:
        return None
    return start, start + len(title)


def _paged(even: str, title_end: int, end: int) -> bool:
    """Whether a page number follows, as in a list without a name."""
    rest = even[title_end:end]
    return bool(rest) and rest[-1].isdigit() and any(sign in rest for sign in ".·…\t")


def _again(even: str, entries: list[tuple[Mark, Span]], mark: Mark, title: Span) -> bool:
    """Whether the first heading comes again: the text has begun."""
    if not entries:
        return False
    first, span = entries[0]
    if even[slice(*title)] == even[slice(*span)]:
        return True
    return mark.kind == first.kind and mark.value == first.value and RANKS[mark.kind] <= RANKS["han"]
