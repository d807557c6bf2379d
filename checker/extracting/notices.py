"""What stands around a document names it as well: the letter that sends it, the fields a library prints above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.extracting.parts import Text
from checker.reading.document import Span
from checker.reading.normal import Line

_HEAD_LINES = 40  # lines among which letters and fields stand
_LONGEST = 140
_NOTICE = re.compile(r"[^。;!?\n《》]{0,90}关于(?:印发|转发|发布|公布)(?P<title>[^。;!?\n《》〈〉]{4,70}?)的?通知")
_MARKED = re.compile(
    r"[^。;!?\n《》〈〉]{0,90}关于(?:印发|转发|发布|公布)[《〈](?P<title>[^。;!?\n《》〈〉]{4,70})[》〉]的?通知"
)
_SENT = re.compile(
    r"(?:现将|将)?《(?P<title>[^《》\n]{4,80})》(?:[^。《》\n]|《[^《》\n]{2,6}》){0,40}?(?:(?:印发|转发|下发)(?:给你们|如下|执行)|予(?:以)?(?:印发|公布|发布))"
)
_FIELD = re.compile(r"(?:发文标题|文件标题|文件名称|标题|名称)[:|\t]+(?P<title>[^|\t。;]{6,90})")


def notices(text: Text) -> Iterator[tuple[Span, Span]]:
    """Where a letter's own heading or a library's field stands, and the title that it holds."""
    for line in text.normal.lines[:_HEAD_LINES]:
        if line.end - line.start > _LONGEST:
            continue
        for pattern in (_MARKED, _NOTICE, _FIELD):
            found = pattern.search(text.even, line.start, line.end)
            if found and (pattern is _FIELD or _alone(text.even, line, found)):
                yield (line.start, line.end), found.span("title")
                break


def sent(text: Text) -> Iterator[Span]:
    """The titles that a letter says it sends: 现将《…》印发给你们."""
    for line in text.normal.lines[:_HEAD_LINES]:
        for found in _SENT.finditer(text.even, line.start, min(line.end, line.start + 600)):
            yield found.span("title")


def _alone(even: str, line: Line, found: re.Match[str]) -> bool:
    """Whether a notice's heading is all of its line, but for its number and marks."""
    before, after = even[line.start : found.start()], even[found.end() : line.end]
    return len(after) <= 1 and (len(before) <= 1 or re.fullmatch(r".{2,20}号《?", before) is not None)
