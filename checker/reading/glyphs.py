"""A page of a PDF as its glyphs and ruled lines, in points from the top left of the page as it is read."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from msgspec import Struct, field
from pypdfium2 import raw

_THIN = 3.0  # a filled shape up to this thick is a line
_MAX_OBJECTS = 20_000  # of a page; drawings have more, tables do not
_MAX_SEGMENTS = 40  # of a path; tables are drawn with short ones
_MAX_FORMS = 5
_STRAIGHT = 0.2  # radians that a line of text may lean

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class Glyph(NamedTuple):
    """A character with its box and baseline."""

    sign: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float


class Rule(NamedTuple):
    """A ruled line: ``at`` is y of a horizontal and x of a vertical one."""

    horizontal: bool
    at: float
    start: float
    end: float


class Page(Struct):
    """What is on a page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    unmapped: int = 0  # glyphs of fonts that do not say which characters they are


def read_page(page: pdfium.PdfPage) -> Page:
    """The glyphs and lines of a page."""
    left, low, right, high = page.get_mediabox()
    marks = _marks(page)
    turn = -_lean(marks) % 4  # as its text stands upright, which is how the page is to be read
    width, height = (right - left, high - low) if turn % 2 == 0 else (high - low, right - left)
    found = Page(width, height)

    def place(x: float, y: float) -> Point:
        if turn == 0:
            return x - left, high - y
        if turn == 1:
            return y - low, x - left
        return (right - x, y - low) if turn == 2 else (high - y, right - x)

    _add_glyphs(marks, place, found)
    _add_objects(page, place, found)
    return found


class _Mark(NamedTuple):
    sign: str
    quarter: int | None  # quarter turns of the text in the page, clockwise; None where it leans
    box: tuple[float, float, float, float]
    origin: Point
    mapped: bool


def _marks(page: pdfium.PdfPage) -> list[_Mark]:
    text = page.get_textpage()
    marks: list[_Mark] = []
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    handle = text.raw
    try:
        for index in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, index)
            if code <= 0x20 or raw.FPDFText_IsGenerated(handle, index) == 1:
                continue
            raw.FPDFText_GetLooseCharBox(handle, index, box)
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            quarters = raw.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)
            leans = abs(quarters - round(quarters)) * math.pi / 2 > _STRAIGHT
            mapped = code not in (0xFFFD, 0xFFFE) and not 0xE000 <= code <= 0xF8FF
            marks.append(
                _Mark(
                    chr(code) if code < 0x11_0000 and not 0xD800 <= code <= 0xDFFF else "\ufffd",
                    None if leans else round(quarters) % 4,
                    (box.left, box.bottom, box.right, box.top),
                    (x.value, y.value),
                    mapped and raw.FPDFText_HasUnicodeMapError(handle, index) != 1,
                )
            )
    finally:
        text.close()
    return marks


def _lean(marks: list[_Mark]) -> int:
    """The quarter turns that most of the text is set with: a landscape table on a portrait page."""
    turns = Counter(mark.quarter for mark in marks if mark.quarter is not None)
    if not turns:
        return 0
    quarter, count = turns.most_common(1)[0]
    return quarter % 4 if count * 2 > len(marks) else 0


def _add_glyphs(marks: list[_Mark], place: Callable[[float, float], Point], page: Page) -> None:
    most = _lean(marks)
    for mark in marks:
        if mark.quarter != most:
            continue  # a watermark, a stamp
        one, other = place(mark.box[0], mark.box[1]), place(mark.box[2], mark.box[3])
        _, base = place(*mark.origin)
        x0, x1 = sorted((one[0], other[0]))
        top, bottom = sorted((one[1], other[1]))
        if not mark.mapped:
            page.unmapped += 1
        if x1 > x0 and x0 < page.width and x1 > 0 and top < page.height and bottom > 0:
            page.glyphs.append(Glyph(mark.sign, x0, x1, top, bottom, base))


def _add_objects(page: pdfium.PdfPage, place: Callable[[float, float], Point], found: Page) -> None:
    """Ruled lines and the number of pictures, also of those in forms."""
    left_over = _MAX_OBJECTS
    waiting: list[tuple[Any, bool, Matrix, int]] = [(page.raw, True, (1, 0, 0, 1, 0, 0), 0)]
    while waiting:
        holder, is_page, matrix, depth = waiting.pop()
        count = raw.FPDFPage_CountObjects(holder) if is_page else raw.FPDFFormObj_CountObjects(holder)
        get = raw.FPDFPage_GetObject if is_page else raw.FPDFFormObj_GetObject
        for index in range(count):
            left_over -= 1
            if left_over < 0:
                found.rules.clear()  # a drawing; half of its lines would make wrong tables
                return
            each = get(holder, index)
            kind = raw.FPDFPageObj_GetType(each)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                found.pictures += 1
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_FORMS:
                waiting.append((each, False, _times(_matrix(each), matrix), depth + 1))
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                _add_path(each, _times(_matrix(each), matrix), place, found)


def _matrix(each: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(each, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _add_path(each: Any, matrix: Matrix, place: Callable[[float, float], Point], found: Page) -> None:
    count = raw.FPDFPath_CountSegments(each)
    if not 2 <= count <= _MAX_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(each, fill, stroke)
    if not (fill.value or stroke.value):
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    outlines: list[list[Point]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(each, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    for outline in outlines:
        if not stroke.value:
            outline.append(outline[0])  # filling closes
    if not stroke.value and len(outlines) == 1:
        _add_filled(outlines[0], found)
        return
    for outline in outlines:
        for one, other in itertools.pairwise(outline):
            _add_rule(one, other, found)


def _add_filled(outline: list[Point], found: Page) -> None:
    """A filled shape is a line where it is thin; else it is a background."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= _THIN < x1 - x0:
        _add_rule((x0, (top + bottom) / 2), (x1, (top + bottom) / 2), found)
    elif x1 - x0 <= _THIN < bottom - top:
        _add_rule(((x0 + x1) / 2, top), ((x0 + x1) / 2, bottom), found)


def _add_rule(one: Point, other: Point, found: Page) -> None:
    if abs(one[1] - other[1]) <= 0.5 < abs(one[0] - other[0]):
        start, end = sorted((one[0], other[0]))
        found.rules.append(Rule(True, (one[1] + other[1]) / 2, start, end))
    elif abs(one[0] - other[0]) <= 0.5 < abs(one[1] - other[1]):
        start, end = sorted((one[1], other[1]))
        found.rules.append(Rule(False, (one[0] + other[0]) / 2, start, end))
