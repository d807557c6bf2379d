"""Word files: paragraphs and tables in document order, as Word shows them with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field

from checker.reading.building import Builder
from checker.reading.document import Document
from checker.reading.limits import MAX_CELLS, refuse
from checker.reading.lines import leader
from checker.reading.numbering import Numbering
from checker.reading.packages import Package, attribute, child, local
from checker.reading.wordruns import RunReader, Runs
from checker.reading.wordstyles import Styles

_CONTAINERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"))
_CLOSES = frozenset("、.．。，,)）】]：:")


class _Cell(Struct):
    column: int
    items: list[_Item]
    continues: bool  # part of a merged cell that was given before
    below: bool  # merged with the one above


class _Table(Struct):
    rows: list[list[_Cell]]


class _Paragraph(Struct):
    lines: list[str]
    level: int | None
    number: int | None
    boxes: list[_Item] = field(default_factory=list)


_Item = _Paragraph | _Table


def read_word(content: bytes, name: str, sha256: str, shown: str) -> Document:
    """A docx as a document."""
    package = Package(content, shown)
    part = package.document_part()
    related = {kind: package.related(part, kind) for kind in ("styles", "numbering", "footnotes", "endnotes")}
    styles = Styles(package.xml(related["styles"]) if related["styles"] else None)
    numbering = Numbering(package.xml(related["numbering"]) if related["numbering"] else None)
    builder = Builder(name, sha256, "docx", shown)
    walk = _Walk(styles, numbering, shown)
    body = child(package.xml(part), "body")
    if body is None:
        raise refuse(shown, "docx 里没有正文；请用 Word 或 WPS 打开后另存为 docx")
    _emit(walk.items(body), builder)
    for kind in ("footnote", "endnote"):
        wanted = [identifier for each, identifier in walk.notes if each == kind]
        if wanted and related[f"{kind}s"]:
            _emit(walk.notes_of(package.xml(related[f"{kind}s"]), wanted), builder)
    builder.title = walk.title
    builder.notes += walk.unread()
    if not builder.blocks and walk.pictures:
        raise refuse(shown, "docx 里只有图片，没有文字；请先用 OCR（文字识别）转成文字再存为 docx")
    return builder.document()


class _Walk:
    """Goes through a document in order: numbers are counted, fields opened and closed on the way."""

    def __init__(self, styles: Styles, numbering: Numbering, shown: str) -> None:
        self._styles = styles
        self._numbering = numbering
        self._shown = shown
        self._runs = RunReader(styles)
        self._paragraphs = 0
        self._cells = 0
        self._carried: list[str] = []  # of a paragraph whose end was deleted: it goes on in the next
        self._others = 0
        self.notes: list[tuple[str, str]] = []
        self.title = ""
        self.pictures = 0

    def items(self, container: etree._Element) -> list[_Item]:
        """The paragraphs and tables of a body, a cell, a text box."""
        items = [item for element in container for item in self._item(element)]
        if self._carried:
            items.append(_Paragraph(["".join(self._carried)], None, self._paragraphs))
            self._carried.clear()
        return items

    def _item(self, element: etree._Element) -> Iterator[_Item]:
        name = local(element)
        if name == "p":
            paragraph = self._paragraph(element)
            if paragraph is not None:
                yield paragraph
        elif name == "tbl":
            yield self._table(element)
        elif name in _CONTAINERS:
            for each in element:
                yield from self._item(each)
        elif name == "AlternateContent":
            choice = child(element, "Choice")
            for each in choice if choice is not None else ():
                yield from self._item(each)
        elif name == "altChunk":
            self._others += 1

    def notes_of(self, root: etree._Element, wanted: list[str]) -> list[_Item]:
        """The footnotes with these ids, in the order in which the text names them."""
        found = {attribute(note, "id"): note for note in root}
        notes = [item for identifier in wanted if identifier in found for item in self.items(found[identifier])]
        for note in notes:
            if isinstance(note, _Paragraph):
                note.number = None
        return notes

    def unread(self) -> list[str]:
        """What the file has besides text."""
        notes = []
        if self.pictures:
            notes.append(f"有 {self.pictures} 张图片，图里的文字没有读")
        if self._others:
            notes.append(f"有 {self._others} 处嵌入的图表或文件，里面的文字没有读")
        return notes

    def _paragraph(self, element: etree._Element) -> _Paragraph | None:
        self._paragraphs += 1
        number = self._paragraphs
        properties = child(element, "pPr")
        runs = self._runs.read(element)
        self._count(runs)
        boxes = [item for box in runs.boxes for item in self.items(box)]
        text = "".join(runs.text)
        if child(properties, "rPr", "del") is not None or child(properties, "rPr", "moveFrom") is not None:
            self._carried.append(text)
            return _Paragraph([], None, number, boxes) if boxes else None
        text = "".join([*self._carried, text])
        self._carried.clear()
        level = self._styles.level(properties)
        lines = [text.replace("\n", " ")] if level is not None else text.split("\n")
        label = self._label(properties, text)
        if label:
            lines[0] = label + ("" if label[-1] in _CLOSES else " ") + lines[0].lstrip()
        lines = [line[: tail[0]] if (tail := leader(line)) else line for line in lines]
        if not self.title and text.strip() and self._styles.is_title(properties):
            self.title = "".join(text.split())
        return _Paragraph(lines, level, number, boxes)

    def _label(self, properties: etree._Element | None, text: str) -> str:
        listed = self._styles.list_of(properties)
        if listed is None:
            return ""
        number, level, style = listed
        if level is None:
            level = self._numbering.level_of_style(number, style) if style else 0
        label = self._numbering.label(number, level)
        return label if text.strip() else ""

    def _count(self, runs: Runs) -> None:
        self.notes += runs.notes
        self.pictures += runs.pictures
        self._others += runs.objects

    def _table(self, table: etree._Element) -> _Table:
        rows = []
        for row in _inside(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            column = _count_of(child(row, "trPr", "gridBefore"))
            cells = []
            for cell in _inside(row, "tc"):
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise refuse(self._shown, f"表格超过 {MAX_CELLS // 10_000} 万格，不像一份规划")
                merged = child(cell, "tcPr", "vMerge")
                across = child(cell, "tcPr", "hMerge")
                below = merged is not None and attribute(merged, "val") != "restart"
                continues = below or (across is not None and attribute(across, "val") != "restart")
                cells.append(_Cell(column, self.items(cell), continues, below))
                column += max(_count_of(child(cell, "tcPr", "gridSpan")), 1)
            rows.append(cells)
        return _Table(rows)


def _count_of(element: etree._Element | None) -> int:
    text = attribute(element, "val") or ""
    return min(int(text), 1000) if text.isascii() and text.isdigit() else 0


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table, the cells of a row: also those in content controls and tracked insertions."""
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in _CONTAINERS:
            yield from _inside(each, name)


def _emit(items: list[_Item], builder: Builder) -> None:
    for item in items:
        if isinstance(item, _Table):
            _emit_table(item, builder)
            continue
        for line in item.lines:
            builder.paragraph(line, level=item.level, paragraph=item.number)
        _emit(item.boxes, builder)


def _emit_table(table: _Table, builder: Builder) -> None:
    """A table as rows; one of a single column is a box around paragraphs."""
    if all(len(row) <= 1 for row in table.rows):
        for row in table.rows:
            for cell in row:
                if not cell.continues:
                    _emit(cell.items, builder)
        return
    columns = sorted({cell.column for row in table.rows for cell in row})
    number = builder.new_table()
    for row in table.rows:
        texts = dict.fromkeys(columns, "")
        inner: list[_Item] = []
        first: int | None = None
        for cell in row:
            if cell.continues:
                continue
            texts[cell.column] = " ".join(_lines_of(cell.items))
            for item in cell.items:
                if isinstance(item, _Paragraph):
                    first = first or item.number
                    inner += item.boxes
                else:
                    inner.append(item)
        below = [columns.index(cell.column) for cell in row if cell.below]
        builder.row(list(texts.values()), number, paragraph=first, below=below)
        _emit(inner, builder)


def _lines_of(items: list[_Item]) -> list[str]:
    return [line for item in items if isinstance(item, _Paragraph) for line in item.lines]
