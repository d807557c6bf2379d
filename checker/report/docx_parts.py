"""Paper in Word's format by python-docx: Chinese fonts, A4 on its side, tables with repeated heads, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from msgspec import Struct

from checker.report.wording import clean

BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "宋体"
_LATIN = "Times New Roman"
_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx wants it without a zone; it stands for no date at all
_LEADING = 4  # points; lines of a fixed height, for fonts that stand in for one another differ much
_SIZE = 10  # points, in tables
_CELL, _NUMBER, _NAME, _STRONG = "Opinion Cell", "Opinion Number", "Opinion Head", "Opinion Strong"
_KEPT = 400  # characters of a cell; a row that has more may be broken between pages
_OLDEST = (1980, 1, 1, 0, 0, 0)  # of a zip file
_MARGIN, _HEIGHT, _WIDTH = 20, 210, 297  # millimetres
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


class Part(Struct, frozen=True):
    """A text, a paragraph of its own within a cell."""

    text: str
    bold: bool = False


def plain(text: str) -> Part:
    """An ordinary text."""
    return Part(text)


def strong(text: str) -> Part:
    """A text that is to be seen first."""
    return Part(text, bold=True)


Cells = Sequence[Sequence[Part]]


class Paper:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, author: str) -> None:
        self._document = Document()
        core = self._document.core_properties
        core.title, core.author, core.last_modified_by = _xml(title)[:250], _xml(author)[:250], ""
        core.comments, core.revision, core.language = "", 1, "zh-CN"
        core.created = core.modified = core.last_printed = _NO_DATE
        self._page()
        self._styles()
        heading = self._document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.space_after = Pt(10)
        heading.paragraph_format.line_spacing = 1.1
        _run(heading, title, TITLE, 20, bold=True)

    def _page(self) -> None:
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
        section.left_margin = section.right_margin = section.top_margin = Mm(_MARGIN)
        section.bottom_margin, section.footer_distance = Mm(18), Mm(9)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text, field in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
            _run(foot, text, BODY, 9)
            if field:
                _field(foot, field)

    def _styles(self) -> None:
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = _LATIN, Pt(12)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
        language = OxmlElement("w:lang")
        language.set(qn("w:eastAsia"), "zh-CN")
        normal.element.rPr.append(language)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = Pt(12 + 2 * _LEADING)
        for name, font, centred in ((_CELL, BODY, False), (_NUMBER, BODY, True), (_NAME, HEAD, True)):
            self._cell_style(name, font, centred=centred)
        marked = self._document.styles.add_style(_STRONG, WD_STYLE_TYPE.CHARACTER)
        marked.font.name = _LATIN
        marked.element.rPr.rFonts.set(qn("w:eastAsia"), HEAD)
        marked.element.rPr.rFonts.set(qn("w:hint"), "eastAsia")

    def _cell_style(self, name: str, font: str, *, centred: bool) -> None:
        style = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = _LATIN, Pt(_SIZE)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        style.element.rPr.rFonts.set(qn("w:hint"), "eastAsia")
        kept = style.paragraph_format
        kept.space_before = kept.space_after = Pt(2)
        kept.line_spacing = Pt(_SIZE + _LEADING)
        if centred:
            kept.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, text: str) -> None:
        """A heading that stays with what follows it; Word's navigation shows it."""
        paragraph = self._document.add_paragraph(style="Heading 1")
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(14), Pt(6)
        _run(paragraph, text, HEAD, 14)

    def paragraph(self, *parts: Part) -> None:
        """Running text, indented as Chinese paragraphs are."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(24)
        for part in parts:
            _run(paragraph, part.text, HEAD if part.bold else BODY, 12)

    def small(self, text: str) -> None:
        """A last line in small type."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(18)
        _run(paragraph, text, BODY, 8)

    def signature(self, *lines: str) -> None:
        """Who says so and when, on the right."""
        for number, line in enumerate(filter(None, lines)):
            paragraph = self._document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Mm(15)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(0 if number else 18)
            _run(paragraph, line, BODY, 12)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and values side by side, without lines."""
        table = self._new_table((36, _WIDTH - 2 * _MARGIN - 36), "Normal Table")
        for name, value in rows:
            first, second = table.add_row().cells
            _fill(first, name, HEAD)
            _fill(second, value, BODY)
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def table(self, names: Sequence[str], widths: Sequence[int], rows: Iterable[Cells]) -> None:
        """A ruled table whose head stands again on each page; ``widths`` in millimetres."""
        table = self._new_table(widths, "Table Grid")
        tbl = table._tbl  # noqa: SLF001 - rows are made of plain XML: python-docx takes a millisecond for each paragraph
        heads = [[Part(line) for line in name.split("\n")] for name in names]
        tbl.append(_row(heads, widths, [_NAME] * len(names), ("w:cantSplit", "w:tblHeader")))
        styles = [_NUMBER, *[_CELL] * (len(names) - 1)]
        for row in rows:
            whole = max(sum(len(part.text) for part in parts) for parts in row) < _KEPT
            tbl.append(_row(row, widths, styles, ("w:cantSplit",) if whole else ()))

    def _new_table(self, widths: Sequence[int], style: str) -> Any:
        table = self._document.add_table(rows=0, cols=len(widths), style=style)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def bytes(self) -> bytes:
        """The file: its parts in order, none of them with a time."""
        written, fixed = io.BytesIO(), io.BytesIO()
        self._document.save(written)
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, _OLDEST)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
                target.writestr(entry, source.read(name))
        return fixed.getvalue()


def _row(cells: Cells, widths: Sequence[int], styles: Sequence[str], marks: Sequence[str]) -> Any:
    """A row of a table; ``marks``: how it may be broken, and whether it is repeated on each page."""
    row = OxmlElement("w:tr")
    if marks:
        properties = _below(row, "w:trPr")
        for mark in marks:
            _below(properties, mark)
    for parts, width, style in zip(cells, widths, styles, strict=True):
        cell = _below(row, "w:tc")
        _below(_below(cell, "w:tcPr"), "w:tcW", w=str(round(width * 56.7)), type="dxa")  # twentieths of a point
        for part in parts or (Part(""),):
            paragraph = _below(cell, "w:p")
            _below(_below(paragraph, "w:pPr"), "w:pStyle", val=_id(style))
            run = _below(paragraph, "w:r")
            shape = _below(run, "w:rPr")
            if part.bold:
                _below(shape, "w:rStyle", val=_id(_STRONG))
            _below(shape, "w:rFonts", hint="eastAsia")  # “” and … as wide as Chinese characters
            _below(run, "w:t").text = _xml(part.text)
    return row


def _below(parent: Any, name: str, **attributes: str) -> Any:
    """A new element at the end of ``parent``."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _id(style: str) -> str:
    return style.replace(" ", "")


def _fill(cell: Any, text: str, font: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(12 + _LEADING)
    _run(paragraph, text, font, 12)


def _run(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(_xml(text))
    run.font.name, run.font.size, run.font.bold = _LATIN, Pt(size), bold
    run.font.color.rgb = RGBColor(0, 0, 0)  # headings have a colour of their own
    fonts = run._element.rPr.rFonts  # noqa: SLF001 - python-docx has no word for it
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # “” and … as wide as Chinese characters


def _field(paragraph: Any, code: str) -> None:
    """A number that Word counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    properties, size, text = OxmlElement("w:rPr"), OxmlElement("w:sz"), OxmlElement("w:t")
    size.set(qn("w:val"), "18")
    properties.append(size)
    text.text = "1"
    run.extend((properties, text))
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no word for it


def _xml(text: str) -> str:
    """A text on one line that XML can hold and that shows all there is in it."""
    return clean(text).translate(_NOT_XML)
