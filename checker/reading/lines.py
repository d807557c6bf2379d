"""What a line of a Chinese official document shows of itself: a heading, an unfinished sentence, a page mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from checker.reading.document import Span

_HEADING = re.compile(
    r"""\s*(?:
    第[一二三四五六七八九十百〇零\d]{1,4}[章节条篇部编] |
    [（(]?[一二三四五六七八九十百〇零]{1,4}[）)、.．] |
    [（(]\d{1,3}[）)] |
    \d{1,3}\s?[、.．)）](?!\d) |
    \d{1,2}(?:\.\d{1,2}){1,3}(?:\s|[^\d\s.%％万亿个件家项人分元年倍])(?!\d) |
    [①-⑳⑴-⒛ⅠⅡⅢⅣⅤ●■◆▪•○□★▲\uf000-\uf0ff] |
    [—–-]{2} | [|｜] | 目\s*录\s*$ |
    专栏\s?[一二三四五六七八九十\d] | [附图表]\s?件?\s?[一二三四五六七八九十\d：:] | 附件 | 附表
    )""",
    re.VERBOSE,
)
_DONE = frozenset("。！？；：.!?;:…")
_CLOSING = '”’」』）)】》〉"'
_NO_BEGIN = frozenset("，。、；：！？％”’」』）】》〉〕")
_OPENING = "（(《“‘〈【〔["
_OPEN = frozenset(f"，、,—{_OPENING}")
_SURE = (  # page marks that stand alone; the number is a group
    re.compile(r"\s*[-—–－―─~·•]{1,3}\s*(\d{1,4})\s*[-—–－―─~·•]{1,3}\s*"),
    re.compile(r"\s*第\s*(\d{1,4})\s*页(?:\s*[,，/、]?\s*[(（]?共\s*\d{1,4}\s*页[)）]?)?\s*"),
    re.compile(r"\s*(?:page|Page|PAGE)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*"),
)
_BARE = re.compile(r"\s*(\d{1,4})(?:\s*[/／]\s*\d{1,4})?\s*")  # a page mark only where others agree


def begins_part(line: str) -> bool:
    """Whether a line begins with the number of a heading or of an item of a list."""
    return _HEADING.match(line) is not None


def is_unfinished(line: str) -> bool:
    """Whether a line does not end where a sentence can; a bracket that closes may be such an end."""
    text = line.rstrip()
    if text.endswith(("）", ")")):
        return False
    return bool(text) and text.rstrip(_CLOSING)[-1:] not in _DONE


def must_go_on(line: str) -> bool:
    """Whether a line ends with a sign after which a sentence always goes on."""
    text = line.rstrip()
    return bool(text) and text[-1] in _OPEN


def never_begins(line: str) -> bool:
    """Whether a line begins with a sign that no paragraph begins with."""
    return line.lstrip()[:1] in _NO_BEGIN


def width(text: str) -> int:
    """How wide a line is in columns: a Chinese sign is two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def first_word(line: str) -> str:
    """What of a line's beginning can't be parted at a line's end: a word or number with the signs around it."""
    text = line.lstrip()
    end = 0
    while end < len(text) and text[end] in _OPENING:
        end += 1
    start = end
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] in ".,-/%"):
        end += 1
    end += end == start
    while end < len(text) and (text[end] in "，。、；：！？…％—" or text[end] in _CLOSING):
        end += 1
    return text[:end]


def page_mark(line: str) -> int | None:
    """The page number of a line that can be nothing but a page mark (— 3 —, 第3页)."""
    if len(line) <= 40:
        for mark in _SURE:
            if found := mark.fullmatch(line):
                return int(found[1])
    return None


def bare_number(line: str) -> int | None:
    """The number of a line that is nothing but a number, or 3/20: a page mark only where others agree."""
    found = _BARE.fullmatch(line) if len(line) <= 20 else None
    return int(found[1]) if found else None


def leader(line: str) -> Span | None:
    """Where the dots and the page number begin and end with which a line of a table of contents ends."""
    title = line.rstrip().rstrip(")）").rstrip("0123456789")
    if len(line.rstrip()) - len(title) > 6 or not any(sign.isdigit() for sign in line[len(title) :]):
        return None
    title = title.rstrip("(（")
    kept = title.rstrip(" \t\u3000.．…·•⋯─—_-")
    dots = title[len(kept) :]
    sure = "\t" in dots or "…" in dots or len(dots.replace(" ", "")) >= 4
    return (len(kept), len(line)) if kept and sure else None


def rising(numbers: Sequence[tuple[int, int]], apart: Callable[[int, int], bool]) -> list[int]:
    """Of (place, number) in order the places of the longest run n, n+1, n+2 … whose places are ``apart`` enough."""
    steps: list[tuple[int, int, int]] = []  # the length of the run that ends here, its place, the step before
    ends: dict[int, int] = {}  # the step at which the run to a number ends
    for place, number in numbers:
        before = ends.get(number - 1, -1)
        if before >= 0 and not apart(steps[before][1], place):
            before = -1
        length = steps[before][0] + 1 if before >= 0 else 1
        if number not in ends or length > steps[ends[number]][0]:
            ends[number] = len(steps)
        steps.append((length, place, before))
    run: list[int] = []
    at = max(range(len(steps)), key=lambda step: steps[step][0], default=-1)
    while at >= 0:
        run.append(steps[at][1])
        at = steps[at][2]
    return run[::-1]


def joined(parts: Iterable[str]) -> str:
    """Lines of one paragraph as one: with a space only between Latin words or numbers."""
    text = ""
    for part in map(str.strip, parts):
        if text and part and _latin(text[-1]) and _latin(part[0]):
            text += " "
        text += part
    return text


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
