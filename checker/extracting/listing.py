"""Stretches in brackets, and lists parted by signs, in the even text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.reading.document import Span

LONGEST_LIST = 800  # characters of one bracketed list
OPENING = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
CLOSING = frozenset(OPENING.values())
LISTING = frozenset("、,;\t|")
# 各市、县(区)人民政府 is one name
_LONE_LEVEL = re.compile(r"各?(?:省|设区市|市|州|县|区|旗|乡|镇)(?:\([市县区、旗]{1,5}\))?")


def inside(even: str, start: int, end: int) -> Span:
    """Without the brackets around a whole list, also where only one of them is left."""
    while end > start and even[end - 1] in "。;\n\t":
        end -= 1
    while start < end and even[start] in "\t\n":
        start += 1
    if end - start > 1 and even[start] in OPENING:
        last = closing(even, start, end)
        if last is None or last == end - 1:
            return start + 1, end - 1 if last is not None else end
    depth = 0
    for sign in even[start:end]:
        depth += (sign in OPENING) - (sign in CLOSING)
    return (start, end - 1) if depth < 0 and even[end - 1] in CLOSING else (start, end)


def closing(even: str, opening: int, end: int) -> int | None:
    """Where the bracket that opens at ``opening`` closes; None where it does not."""
    depth = 0
    for position in range(opening, min(end, opening + LONGEST_LIST)):
        depth += (even[position] in OPENING) - (even[position] in CLOSING)
        if depth == 0:
            return position
    return None


def brackets(even: str, start: int, end: int) -> Iterator[Span]:
    """The outermost bracketed stretches of a moderate length, within a block."""
    stack: list[int] = []
    for sign in re.finditer(r"[()\[\]【】〔〕\n]", even[start:end]):
        position = start + sign.start()
        while stack and position - stack[0] > LONGEST_LIST:  # one that never closes hides no later ones
            del stack[0]
        if sign[0] == "\n":
            stack.clear()
        elif sign[0] in OPENING:
            stack.append(position)
        elif stack:
            yield stack.pop(), position + 1


def split(even: str, start: int, end: int) -> Iterator[Span]:
    """The pieces between signs that list, not those in a bracket: 各县(市、区)人民政府 is one."""
    depth = 0
    begin = start
    for position in range(start, end):
        sign = even[position]
        depth = max(depth + (sign in OPENING) - (sign in CLOSING), 0)
        if depth == 0 and sign in LISTING:
            if begin < position:
                yield begin, position
            begin = position + 1
    if begin < end:
        yield begin, end


def joined(even: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """各市、县(区)人民政府 is one name."""
    begin: int | None = None
    last: Span | None = None
    for first, end in pieces:
        if _LONE_LEVEL.fullmatch(even, first, end):
            begin = first if begin is None else begin
            last = (begin, end)
            continue
        yield (first if begin is None else begin), end
        begin = last = None
    if last is not None:
        yield last


def plain_split(line: str) -> list[str]:
    """The pieces of a list as texts; one that is empty where there are none."""
    return [line[first:last] for first, last in split(line, 0, len(line))] or [""]
