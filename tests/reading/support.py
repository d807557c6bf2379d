"""Small files of all kinds, written by hand where the makers of such files write no such thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from checker.loading.problems import UnusableInput
from checker.reading.document import Document
from checker.reading.normal import normalise
from checker.reading.read import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def even(document: Document) -> str:
    """The even text of a document."""
    return normalise(document).text


def paragraphs(document: Document) -> list[str]:
    """The texts of the blocks that are no rows."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "paragraph"]


def rows(document: Document) -> list[list[str]]:
    """The cells of the rows."""
    return [[document.text[a:b] for a, b in block.cells] for block in document.blocks if block.kind == "row"]


def refused(content: bytes, name: str) -> str:
    """What is said of a file that can't be read."""
    with pytest.raises(UnusableInput) as caught:
        read_document(content, name)
    (problem,) = caught.value.problems
    assert problem.file == name
    return problem.message


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, *, space: str = W, **parts: str) -> bytes:
    """A docx with this body; ``parts`` are what stands in styles, numbering, footnotes."""
    files = {"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {space}>{content}</w:{kind}>"
        relations += f'<Relationship Id="{kind}" Type="{_KIND}{kind}" Target="{kind}.xml"/>'
    files["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return zipped(files)


def p(text: str, properties: str = "") -> str:
    """A Word paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(content: str, properties: str = "") -> str:
    """A Word cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if '<w:' in content else p(content)}</w:tc>"


def tbl(*lines: list[str]) -> str:
    """A Word table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in lines) + "</w:tbl>"


def read(content: bytes | str, name: str) -> Document:
    """A document of bytes or of text in UTF-8."""
    return read_document(content.encode() if isinstance(content, str) else content, name)
