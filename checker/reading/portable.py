"""PDF files with a text layer: pages to paragraphs and tables, without running heads and page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2 as pdfium
from msgspec import Struct, field
from msgspec.structs import replace
from pypdfium2 import raw

from checker.reading.building import Builder
from checker.reading.document import Document
from checker.reading.glyphs import Page, read_page
from checker.reading.limits import MAX_OBJECTS, MAX_PAGES, MAX_SIGNS, refuse, too_long
from checker.reading.lines import bare_number, joined, leader, page_mark
from checker.reading.ruling import Grid, find_grids
from checker.reading.streams import too_much
from checker.reading.typeset import Line, Margins, lines_of, margins_of, paragraphs_of

_OCR = "请先用 OCR（文字识别）转成有文字的 PDF 或 docx"
_BROKEN = "PDF 不完整或已损坏；请重新下载或重新导出"
_BOMB = "PDF 展开后大得不正常，没有读；请重新导出，只留规划正文"
_TAIL = 8_192  # bytes in which the mark of the end stands
_EDGE = 3  # lines at the top and the foot of a page that may be furniture
_SPARSE = 10  # signs a page: less is the noise of a scan


class _Sheet(Struct):
    """A page: its running text, its tables and boxes."""

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[Grid]


class _Table(Struct):
    """A table that may go on on the next page."""

    rows: list[tuple[list[str], int]]
    xs: list[float]
    last_page: int = 0
    filled: list[int] = field(default_factory=list)


def read_portable(content: bytes, name: str, sha256: str, shown: str) -> Document:
    """A PDF as a document."""
    builder = Builder(name, sha256, "pdf", shown)
    sheets, notes, title = _read_sheets(content, shown)
    _drop_furniture(sheets)
    builder.notes += notes
    _Flow(sheets, builder).run()
    document = builder.document()
    # what the maker of a file left in its properties is a title only where the text says so too
    if title and title in "".join(document.text[:2000].split()):
        return replace(document, title=title)
    return document


def _read_sheets(content: bytes, shown: str) -> tuple[list[_Sheet], list[str], str]:
    """The pages, what was not read of them, and the title among the properties of the file."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise refuse(shown, _BROKEN)  # what is left may open, without its last pages
    if too_much(content):
        raise refuse(shown, _BOMB)
    try:
        file = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise refuse(shown, "PDF 有密码；请去掉密码（或用打印功能另存为 PDF）后再试") from error
        raise refuse(shown, _BROKEN) from error
    try:
        title = "".join(file.get_metadata_value("Title").split())
        count = len(file)
        if count > MAX_PAGES:
            raise refuse(shown, f"PDF 有 {count} 页，超过 {MAX_PAGES} 页的上限；请只导出规划正文的那几页")
        sheets: list[_Sheet] = []
        signs = unmapped = objects = 0
        pictures: list[int] = []
        broken: list[int] = []
        for index in range(count):
            try:
                page = file[index]
            except pdfium.PdfiumError:
                broken.append(index + 1)
                continue
            objects += raw.FPDFPage_CountObjects(page.raw)
            if objects > MAX_OBJECTS:
                raise refuse(shown, _BOMB)
            found = read_page(page)
            page.close()
            signs += len(found.glyphs)
            unmapped += found.unmapped
            if signs > MAX_SIGNS:
                raise too_long(shown)
            if len(found.glyphs) < _SPARSE and found.pictures:
                pictures.append(index + 1)
            sheets.append(_sheet(found, index + 1))
    finally:
        file.close()
    _refuse_pictures(shown, count, signs, unmapped, pictures)
    notes = [f"第 {_listed(broken)} 页损坏，没有读"] if broken else []
    if pictures:
        notes.append(f"第 {_listed(pictures)} 页是图片，图里的文字没有读；{_OCR}")
    return sheets, notes, title


def _refuse_pictures(shown: str, count: int, signs: int, unmapped: int, pictures: Sequence[int]) -> None:
    if not count:
        raise refuse(shown, "PDF 里没有页")
    if signs < _SPARSE * count and len(pictures) * 2 >= count:
        raise refuse(shown, f"PDF 是扫描件（{count} 页都是图片），没有文字；{_OCR}")
    if signs and unmapped * 4 > signs:
        raise refuse(shown, f"PDF 的字体没有写明是什么字，读出来是乱码；{_OCR}，或找 Word 原稿")


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:10])) + ("等" if len(numbers) > 10 else "")


def _sheet(page: Page, number: int) -> _Sheet:
    area = page.width * page.height
    grids = [
        grid
        for grid in find_grids(page.rules)
        # a frame around the page is no table
        if len(grid.cells) > 1 or (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]) < 0.7 * area
    ]
    rest = []
    for glyph in page.glyphs:
        for grid in grids:
            cell = grid.cell_at(glyph)
            if cell is not None:
                grid.glyphs[cell].append(glyph)
                break
        else:
            rest.append(glyph)
    return _Sheet(number, page.width, page.height, lines_of(rest, number), [grid for grid in grids if grid.glyphs])


def _drop_furniture(sheets: Sequence[_Sheet]) -> None:
    """Lines at the edges of pages that are page marks, or come back page after page at the same height."""
    edges = [(sheet, line) for sheet in sheets for line in _edge_lines(sheet)]
    pages: dict[tuple[str, int], list[int]] = {}
    for sheet, line in edges:
        pages.setdefault(_key(line), []).append(sheet.number)
    heads = {key for key, numbers in pages.items() if _comes_back(numbers)}
    offsets = Counter(number - sheet.number for sheet, line in edges if (number := bare_number(line.text)) is not None)
    for sheet, line in edges:
        number = bare_number(line.text)
        counted = number is not None and offsets[number - sheet.number] >= 2
        if page_mark(line.text) is not None or counted or _key(line) in heads:
            sheet.lines.remove(line)


def _comes_back(numbers: Sequence[int]) -> bool:
    """Whether pages follow one another, or left and right ones do: running heads may change with the chapter."""
    run = 1
    for before, number in pairwise(numbers):
        run = run + 1 if number - before <= 2 else 1
        if run >= 3:
            return True
    return False


def _edge_lines(sheet: _Sheet) -> list[Line]:
    """The lines at the top and foot of a page that stand in its margins or are the outermost."""
    lines = sheet.lines
    chosen = [*lines[:_EDGE], *lines[max(len(lines) - _EDGE, _EDGE) :]]
    return [line for line in chosen if not 0.12 * sheet.height < line.base < 0.86 * sheet.height]


def _key(line: Line) -> tuple[str, int]:
    text = "".join("#" if sign.isdigit() else sign for sign in line.text)
    return text.replace(" ", "").replace("##", "#").replace("##", "#"), round(line.base / 6)


class _Flow:
    """The pages one after another: a paragraph or a table may go on on the next page."""

    def __init__(self, sheets: Sequence[_Sheet], builder: Builder) -> None:
        self._sheets = sheets
        self._builder = builder
        self._margins: dict[tuple[int, int], Margins] = {}
        self._lines: list[Line] = []
        self._table: _Table | None = None
        by_size: dict[tuple[int, int], list[Line]] = {}
        for sheet in sheets:
            by_size.setdefault(_paper(sheet), []).extend(sheet.lines)
        for paper, lines in by_size.items():
            if lines:
                self._margins[paper] = margins_of(lines)

    def run(self) -> None:
        """Hand all blocks to the builder."""
        paper: tuple[int, int] | None = None
        for sheet in self._sheets:
            if paper is not None and _paper(sheet) != paper:
                self._flush_lines(paper)
            paper = _paper(sheet)
            for item in _in_order(sheet):
                if isinstance(item, Line):
                    if self._table is not None and item.text.replace(" ", "")[:2] == "续表":
                        continue
                    self._flush_table()
                    self._lines.append(item)
                elif item.columns == 1:
                    self._flush_table()
                    self._flush_lines(paper)
                    self._box(item, sheet)
                else:
                    self._flush_lines(paper)
                    self._take(item, sheet)
        if paper is not None:
            self._flush_lines(paper)
        self._flush_table()

    def _flush_lines(self, paper: tuple[int, int]) -> None:
        if self._lines:
            self._paragraphs(self._lines, self._margins[paper])
            self._lines = []

    def _paragraphs(self, lines: Sequence[Line], margins: Margins) -> None:
        for text, page in paragraphs_of(lines, margins):
            tail = leader(text)
            self._builder.paragraph(text[: tail[0]] if tail else text, page=page)

    def _box(self, grid: Grid, sheet: _Sheet) -> None:
        """A frame around paragraphs."""
        for cell in grid.cells:
            lines = lines_of(grid.glyphs.get(cell, []), sheet.number)
            if lines:
                self._paragraphs(lines, margins_of(lines))

    def _take(self, grid: Grid, sheet: _Sheet) -> None:
        """A table of this page: the rest of the one before, or a new one."""
        rows = _rows(grid, sheet.number)
        table = self._table
        if table is None or not _same_columns(table.xs, grid.xs) or table.last_page + 1 != sheet.number:
            self._flush_table()
            self._table = _Table([(row, sheet.number) for row in rows], grid.xs, sheet.number)
            return
        heads = 0
        while heads < min(len(rows), len(table.rows)) and rows[heads] == table.rows[heads][0]:
            heads += 1
        rest = rows[heads:]
        if rest and _is_rest_of_row([row for row, _ in table.rows], rest[0]):
            last, page = table.rows[-1]
            table.rows[-1] = ([joined(pair) for pair in zip(last, rest.pop(0), strict=True)], page)
        table.rows += [(row, sheet.number) for row in rest]
        table.last_page = sheet.number

    def _flush_table(self) -> None:
        if self._table is not None:
            number = self._builder.new_table()
            for row, page in self._table.rows:
                self._builder.row(row, number, page=page)
            self._table = None


def _paper(sheet: _Sheet) -> tuple[int, int]:
    return round(sheet.width / 20), round(sheet.height / 20)


def _in_order(sheet: _Sheet) -> Iterator[Line | Grid]:
    items: list[Line | Grid] = [*sheet.lines, *sheet.grids]
    yield from sorted(items, key=lambda item: item.base if isinstance(item, Line) else item.top)


def _rows(grid: Grid, page: int) -> list[list[str]]:
    """The texts of a table: a merged cell at its first place, empty where it goes on."""
    columns = sorted({column for _, column in grid.first.values()})
    rows: list[list[str]] = []
    for row in range(len(grid.ys) - 1):
        texts = [joined(line.text for line in lines_of(grid.glyphs.get((row, column), []), page)) for column in columns]
        rows.append(texts)
    return rows


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(x - y) <= 6 for x, y in zip(one, other, strict=True))


def _is_rest_of_row(rows: Sequence[list[str]], row: list[str]) -> bool:
    """Whether the first row of a page is the rest of the last one before: the column that is always filled is not."""
    if len(rows) < 3:
        return False
    always = next((at for at in range(len(row)) if all(each[at] for each in rows[1:])), None)
    return always is not None and not row[always]
