"""Web pages: the article without what the site puts around it, headings, tables with their merged cells."""

from __future__ import annotations

import email
import email.policy
import re

from lxml import etree, html
from msgspec import Struct, field

from checker.reading.building import Builder
from checker.reading.document import Document
from checker.reading.encodings import decode
from checker.reading.limits import MAX_CELLS, MAX_ELEMENTS, MAX_SIGNS, refuse, too_long
from checker.reading.lines import leader
from checker.reading.mainpart import drop_furniture, main_part, title_of

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NUL = re.compile("[\x00-\x08\x0e-\x1f]")
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MAX_SPAN = 200


class _Cell(Struct):
    rows: int
    columns: int
    text: list[str] = field(default_factory=list)


class _Table(Struct):
    """A table that is open: its rows of cells, and whether it is a box or a layout (paragraphs, no rows)."""

    loose: bool
    rows: list[list[_Cell]] = field(default_factory=list)


def read_web(content: bytes, name: str, sha256: str, shown: str) -> Document:
    """A saved web page as a document."""
    content, declared = _page_of(content)
    text, notes = decode(content, shown, declared)
    text = _NUL.sub("", _DECLARATION.sub("", text, count=1))
    if not text.strip():
        raise refuse(shown, "网页是空的")
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise refuse(shown, "网页读不出来；请在浏览器里打开，另存为“网页，仅 HTML”，或把正文贴进 docx") from error
    _refuse_endless(root, shown)
    builder = Builder(name, sha256, "html", shown)
    builder.title, heading = title_of(root)
    drop_furniture(root)
    part = main_part(root)
    pictures = sum(1 for image in part.iter("img") if _is_large(image))
    frames = sum(1 for _ in part.iter("iframe", "frame"))
    if heading and heading not in "".join("".join(part.itertext()).split())[: len(heading) + 400]:
        builder.paragraph(heading, level=1)
    _Walk(builder, shown).walk(part)
    if not builder.blocks and (frames or pictures):
        raise refuse(shown, "网页里没有正文（正文在嵌入的页面或图片里）；请打开正文后另存，或贴进 docx")
    builder.notes += notes
    if pictures:
        builder.notes.append(f"有 {pictures} 张图片，图里的文字没有读")
    if frames:
        builder.notes.append(f"有 {frames} 个嵌入的页面没有读")
    return builder.document()


def _refuse_endless(root: etree._Element, shown: str) -> None:
    """Stop before pages that no plan fills are gone through; pictures inside a page may be as large as they like."""
    if root.xpath("count(//*)") > MAX_ELEMENTS:
        raise refuse(shown, f"网页有 {MAX_ELEMENTS // 10_000} 万个以上的元素，不像一份规划；请把正文贴进 docx 再试")
    silent = sum(len(text) for each in root.iter("script", "style") for text in each.itertext())
    if root.xpath("string-length(normalize-space(.))") - silent > 2 * MAX_SIGNS:
        raise too_long(shown)


def _page_of(content: bytes) -> tuple[bytes, str]:
    """The HTML of a file and the encoding it declares; a web archive (mht) holds it as one of its parts."""
    if content.lstrip()[:1] != b"<" and b"multipart/" in content[:4096] and b"MIME" in content[:4096].upper():
        message = email.message_from_bytes(content, policy=email.policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                found = part.get_payload(decode=True)
                if isinstance(found, bytes):
                    return found, part.get_content_charset() or _declared(found)
    return content, _declared(content)


def _declared(content: bytes) -> str:
    found = _CHARSET.search(content, 0, 20_000)
    return found[1].decode("ascii") if found else ""


def _is_large(image: etree._Element) -> bool:
    """Whether a picture may hold text; icons and counters do not."""
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    return not any(size.isascii() and size.isdigit() and int(size) < 100 for size in sizes)


class _Walk:
    """Goes through the page without recursion: pages nest deeper than Python does."""

    def __init__(self, builder: Builder, shown: str) -> None:
        self._builder = builder
        self._shown = shown
        self._line: list[str] = []
        self._level: int | None = None
        self._paragraphs = 0
        self._tables: list[_Table] = []
        self._cells: list[_Cell | None] = []  # the open cells; None for those of loose tables
        self._count = 0

    def walk(self, root: etree._Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = element.tag
            if event == "start":
                self._start(element, name)
                self._say(element.text)
            else:
                self._end(name)
                if element is not root:
                    self._say(element.tail)
        self._break()

    def _say(self, text: str | None) -> None:
        if text:
            self._line.append(_SPACES.sub(" ", text))

    def _start(self, element: etree._Element, name: str) -> None:
        if name == "br":
            if self._level is not None or (self._cells and self._cells[-1] is not None):
                self._line.append(" ")
            else:
                self._break()
            return
        if name in _BLOCKS:
            self._break()
        if name in _HEADINGS:
            self._level = _HEADINGS[name]
        elif name == "table":
            self._tables.append(_Table(_is_loose(element)))
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name in ("td", "th") and self._tables:
            self._open_cell(element)

    def _open_cell(self, element: etree._Element) -> None:
        table = self._tables[-1]
        if table.loose:
            self._cells.append(None)
            return
        cell = _Cell(_span(element, "rowspan"), _span(element, "colspan"))
        self._count += cell.rows * cell.columns
        if self._count > MAX_CELLS:
            raise refuse(self._shown, f"表格超过 {MAX_CELLS // 10_000} 万格，不像一份规划")
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(cell)
        self._cells.append(cell)

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._break()
        if name in _HEADINGS:
            self._level = None
        elif name in ("td", "th") and self._cells:
            self._cells.pop()
        elif name == "table" and self._tables:
            table = self._tables.pop()
            if not table.loose:
                self._emit(table)

    def _break(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if not text.strip():
            return
        if self._cells and self._cells[-1] is not None:
            self._cells[-1].text.append(text.strip())
            return
        self._paragraphs += 1
        if tail := leader(text):
            text = text[: tail[0]]
        self._builder.paragraph(text, level=self._level, paragraph=self._paragraphs)

    def _emit(self, table: _Table) -> None:
        """A table's rows; those of a table inside a cell stand before the row that holds it."""
        number = self._builder.new_table()
        for texts, below in _grid(table.rows):
            self._builder.row(texts, number, below=below)


def _is_loose(table: etree._Element) -> bool:
    """Whether a table is no table: a frame around paragraphs, of one column, or around other tables and articles."""
    rows = [*table.iterchildren("tr")]
    for part in table.iterchildren("thead", "tbody", "tfoot"):
        rows += part.iterchildren("tr")
    widths = [sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows]
    if max(widths, default=0) <= 1:
        return True
    inner = next(table.iterdescendants("table"), None) is not None
    return inner and (len(rows) <= 2 or table.get("border", "0") == "0")


def _span(element: etree._Element, name: str) -> int:
    text = element.get(name, "").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _grid(rows: list[list[_Cell]]) -> list[tuple[list[str], list[int]]]:
    """The texts of a table as a grid: a merged cell at its first place, empty where it goes on; where from above."""
    filled: dict[int, int] = {}  # by column: rows that a cell from above still covers
    grid: list[tuple[list[str], list[int]]] = []
    for row in rows:
        texts: list[str] = []
        below: list[int] = []
        column = 0
        waiting = list(row)
        while waiting or any(under >= column for under in filled):
            if filled.get(column):
                filled[column] -= 1
                if not filled[column]:
                    del filled[column]
                below.append(column)
                texts.append("")
                column += 1
            elif waiting:
                cell = waiting.pop(0)
                for offset in range(cell.columns):
                    texts.append(" ".join(cell.text) if not offset else "")
                    if cell.rows > 1:
                        filled[column + offset] = cell.rows - 1
                column += cell.columns
            else:
                texts.append("")
                column += 1
        grid.append((texts, below))
    wide = max((len(texts) for texts, _ in grid), default=0)
    return [(texts + [""] * (wide - len(texts)), below) for texts, below in grid]
