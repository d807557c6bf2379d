"""Glyphs to lines, and lines to paragraphs: a paragraph ends before the margin, or the next one is set in."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

from msgspec import Struct

from checker.reading.glyphs import Glyph
from checker.reading.lines import begins_part, first_word, is_unfinished, joined, leader, must_go_on, never_begins

_TITLE = 1.25  # times the size of the text: lines of a title, which belong together though each stands alone


class Line(Struct):
    """A line of a page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float  # of its signs: the width of a Chinese one
    page: int
    heads: list[float]  # how far the signs of its beginning reach, for what would have fitted elsewhere


class Margins(Struct, frozen=True):
    """Where the lines of a text begin and end, their distance, their size, and whether paragraphs are set in."""

    left: float
    right: float
    leading: float
    size: float
    indents: bool


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """The lines that glyphs form, from the top."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: each.base):
        tall = glyph.bottom - glyph.top
        if groups and glyph.base - groups[-1][0].base <= 0.4 * max(tall, groups[-1][0].bottom - groups[-1][0].top):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [_line(sorted(group, key=lambda each: each.x0), page) for group in groups]


def _line(glyphs: list[Glyph], page: int) -> Line:
    wide = [glyph.x1 - glyph.x0 for glyph in glyphs if glyph.sign > "\u2e80"]
    size = median(wide) if wide else median(glyph.bottom - glyph.top for glyph in glyphs)
    text = ""
    heads: list[float] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None:
            gap = glyph.x0 - last.x1
            latin = glyph.sign.isascii() and last.sign.isascii()
            if gap > size or (latin and gap > 0.18 * size):
                text += " "
                heads.append(glyph.x0 - glyphs[0].x0)
        text += glyph.sign
        heads.append(glyph.x1 - glyphs[0].x0)
        last = glyph
    del heads[40:]
    return Line(text, glyphs[0].x0, max(glyph.x1 for glyph in glyphs), glyphs[0].base, size, page, heads)


def margins_of(lines: Sequence[Line]) -> Margins:
    """The margins that lines keep, as far as several agree."""
    size = median(line.size for line in lines)
    enough = max(len(lines) // 30, min(2, len(lines) - 1))
    left = sorted(line.x0 for line in lines)
    right = sorted((line.x1 for line in lines), reverse=True)
    begin = next((x for index, x in enumerate(left) if _near(left, index, size) > enough), left[0])
    end = next((x for index, x in enumerate(right) if _near(right, index, size) > enough), right[0])
    leads = [
        other.base - one.base
        for one, other in itertools.pairwise(lines)
        if one.page == other.page and 0 < other.base - one.base < 4 * size
    ]
    indented = sum(1 for line in lines if 1.4 * size < line.x0 - begin < 2.8 * size)
    return Margins(begin, end, median(leads) if leads else 2 * size, size, indented * 12 >= len(lines))


def _near(places: Sequence[float], index: int, size: float) -> int:
    """How many of the sorted places lie within half a sign of one, from it on."""
    count = 0
    while index + count < len(places) and abs(places[index + count] - places[index]) <= 0.5 * size:
        count += 1
    return count


def paragraphs_of(lines: Iterable[Line], margins: Margins) -> list[tuple[str, int]]:
    """The paragraphs of a flow of lines with the pages they begin on."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [(joined(line.text for line in group), group[0].page) for group in groups]


def _goes_on(group: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Whether a line is the rest of the paragraph whose lines so far are ``group``."""
    before = group[-1]
    size = max(before.size, line.size)
    same_size = abs(before.size - line.size) <= 0.1 * size
    near = before.page != line.page or line.base - before.base <= max(1.55 * margins.leading, 2.2 * size)
    if not same_size or leader(before.text):
        return False
    if near and never_begins(line.text):
        return True
    if line.size >= _TITLE * margins.size and near and before.page == line.page:
        return not begins_part(line.text)
    word = first_word(line.text)
    needed = line.heads[min(len(word), len(line.heads)) - 1]
    if margins.right - before.x1 > needed + 0.7 * size:
        return False  # there was room: the paragraph ended by its author's will
    if begins_part(line.text) and not must_go_on(before.text):
        return False
    if not near:
        return False
    inset = line.x0 - margins.left
    if inset > 1.3 * size:  # set in: a new paragraph, or one that is set in as a whole
        return len(group) > 1 and abs(line.x0 - before.x0) <= 0.5 * size and is_unfinished(before.text)
    return margins.indents or is_unfinished(before.text)
