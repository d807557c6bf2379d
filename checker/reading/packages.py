"""Office files are zip archives of XML: opened with a limit on everything, and nothing outside them is fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from checker.reading.limits import (
    MAX_ENTRIES,
    MAX_PART_BYTES,
    MAX_QUIET_BYTES,
    MAX_RATIO,
    MAX_TAGS,
    refuse,
)

_BROKEN = "文件不完整或已损坏，打不开；请重新下载，或用 Word、WPS 打开后另存为 docx"
_BOMB = "压缩包展开后大得不正常，没有读；请用 Word 或 WPS 打开后另存为 docx"
_LOCKED = "文件有密码；请在 Word 或 WPS 里去掉密码后另存为 docx"
_OTHER_KINDS = (  # a part that such a file has, and what to do
    ("xl/workbook.xml", "这是 Excel 表格；请给规划正文的 docx、pdf、html 或 txt"),
    ("ppt/presentation.xml", "这是演示文稿；请给规划正文的 docx、pdf、html 或 txt"),
    ("OFD.xml", "还不能读 OFD 版式文件；请用阅读器导出为 PDF，或找 Word 原稿"),
    ("content.xml", "还不能读 OpenDocument（.odt）；请用 Word 或 WPS 另存为 docx"),
)
_MEMBER = b"PK\x01\x02"  # begins the entry of each file in the directory
_MAIN = "/officeDocument"  # what the relationship to the document's own part ends with


class Package:
    """The parts of a docx by name."""

    def __init__(self, content: bytes, shown: str) -> None:
        self._shown = shown
        if content.count(_MEMBER) > MAX_ENTRIES:  # before each of them becomes an object
            raise refuse(shown, _BOMB)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise refuse(shown, _BROKEN) from error
        self._infos = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def document_part(self) -> str:
        """The name of the part with the text of a Word document; UnusableInput where there is none."""
        for related in self._relations("_rels/.rels"):
            if related.get("Type", "").endswith(_MAIN):
                name = posixpath.normpath(str(related.get("Target", ""))).lstrip("/")
                if name in self._infos and name.startswith("word"):
                    return name
        if "word/document.xml" in self._infos:
            return "word/document.xml"
        for part, message in _OTHER_KINDS:
            if part in self._infos:
                raise refuse(self._shown, message)
        if "[Content_Types].xml" in self._infos:
            raise refuse(self._shown, _BROKEN)
        raise refuse(self._shown, "这是压缩包；请解开后给里面的 docx、pdf、html 或 txt")

    def related(self, part: str, kind: str) -> str:
        """The name of the part of a kind (styles, numbering, footnotes) that belongs to ``part``; "" for none."""
        folder, name = posixpath.split(part)
        for related in self._relations(f"{folder}/_rels/{name}.rels"):
            if related.get("Type", "").endswith(f"/{kind}") and related.get("TargetMode") != "External":
                target = related.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                return path if path in self._infos else ""
        return ""

    def xml(self, part: str) -> etree._Element:
        """The root of a part."""
        return parse_xml(self._read(part), self._shown)

    def _relations(self, part: str) -> list[etree._Element]:
        return list(self.xml(part).iterchildren("{*}Relationship")) if part in self._infos else []

    def _read(self, part: str) -> bytes:
        info = self._infos[part]
        if info.flag_bits & 1:
            raise refuse(self._shown, _LOCKED)
        swollen = info.file_size > MAX_QUIET_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        if info.file_size > MAX_PART_BYTES or swollen:
            raise refuse(self._shown, _BOMB)
        try:
            with self._zip.open(info) as stream:
                content = stream.read(MAX_PART_BYTES + 1)  # what the archive says of its sizes need not be true
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise refuse(self._shown, _BROKEN) from error
        if len(content) > MAX_PART_BYTES or content.count(b"<") > MAX_TAGS:
            raise refuse(self._shown, _BOMB)
        return content


def parse_xml(content: bytes, shown: str) -> etree._Element:
    """The root of an XML part; no entities, no DTD, nothing fetched."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse(shown, _BROKEN) from error
    if root.getroottree().docinfo.doctype:
        raise refuse(shown, "文件里有外部实体定义（DTD），Word 不会这样写，没有读；请用 Word 或 WPS 打开后另存为 docx")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its local name: transitional and strict files differ in the namespace only."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether a flag such as ``<w:vanish/>`` is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")
