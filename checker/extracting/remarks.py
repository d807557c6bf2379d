"""The comments in a summary: those of a person are kept when it is written anew."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from checker.extracting.writing import LOOK, is_ours
from checker.loading.yaml_tree import Marks
from checker.model.result import Route

_KEY = re.compile(r"([a-z_]+):(?:\s|$)")
_OPENS = frozenset(":,[{-")  # a quotation mark after one of these (or first in its line) begins a quoted text


class Remarks(Struct, frozen=True):
    """A person's comments by the item or key they stand at, and what still waits there for a look.

    What stands before the first key has the route (), what stands before a list that of the list.
    """

    by_route: Mapping[Route, Sequence[str]]
    waiting: Mapping[Route, Sequence[str]]


def remarks_of(text: str, marks: Marks) -> Remarks:
    """The comments of a summary's file: each belongs to what follows it, one inside an item or behind it to that."""
    lines = text.splitlines()
    starts = _starts(lines, marks)
    places = [line for line, _ in starts]
    by_route: dict[Route, list[str]] = {}
    waiting: dict[Route, list[str]] = {}
    for line, comment, behind in _comments(lines):
        after = line if behind else _next_content(lines, line)
        here = bisect_right(places, after) - 1
        route = starts[here][1] if here > 0 or (behind and here == 0) else ()
        if comment.startswith(LOOK):
            waiting.setdefault(route, []).append(comment.removeprefix(LOOK).lstrip("：: "))
        elif not is_ours(comment):
            by_route.setdefault(route, []).append(comment)
    return Remarks(by_route, waiting)


def _starts(lines: Sequence[str], marks: Marks) -> list[tuple[int, Route]]:
    """The lines on which keys and items begin, counted from 1, in order."""
    starts: list[tuple[int, Route]] = []
    for number, line in enumerate(lines, start=1):
        if found := _KEY.match(line):
            starts.append((number, (found[1],)))
    for key, below in marks.children.items():
        starts += [(item.line, (key, index)) for index, item in below.children.items() if isinstance(index, int)]
    return sorted(starts, key=lambda start: start[0])


def _next_content(lines: Sequence[str], line: int) -> int:
    """The first line after ``line`` that holds more than a comment; the last one where there is none."""
    for number in range(line, len(lines)):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number + 1
    return line


def _comments(lines: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Each comment with its line, and whether something stands before it on the line."""
    quote = ""
    for number, line in enumerate(lines, start=1):
        place, quote = _hash(line, quote)
        if place is not None:
            yield number, line[place:].strip(), bool(line[:place].strip())


def _hash(line: str, quote: str) -> tuple[int | None, str]:
    """Where the comment of a line begins, and the quotation mark that is still open at its end."""
    before = ""
    skip = False
    for index, sign in enumerate(line):
        if skip:
            skip = False
        elif quote:
            if sign == "\\" and quote == '"':
                skip = True
            elif sign == quote:
                quote = ""
        elif sign == "#" and (index == 0 or line[index - 1] in " \t"):
            return index, ""
        elif sign in "'\"" and (not before or before in _OPENS):
            quote = sign
        if not sign.isspace():
            before = sign
    return None, quote
