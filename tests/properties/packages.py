"""Word files spoiled as archives (sizes, names, members, bombs) and as XML (entities, depth, tables, properties)."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Mapping

from tests.properties.damage import MARK, damaged, text_of
from tests.reading.support import W

Chance = random.Random
MAIN = "word/document.xml"
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_NAMES = (
    "/etc/passwd",
    "../../x",
    "word/../word/document.xml",
    "//word/document.xml",
    "C:\\x",
    " ",
    "a" * 3000,
    "词\x1b",
)
_TAG = re.compile(r"<w:[^<>]*>")
_ENTITIES = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE d [<!ENTITY x "哈"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>',
    '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
    '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<?xml-stylesheet href="http://127.0.0.1:9/x"?>',
)
_ODD_PARTS = (
    '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc>',
    '<w:tc><w:tcPr><w:gridSpan w:val="-3"/><w:vMerge/></w:tcPr></w:tc>',
    '<w:trPr><w:gridBefore w:val="100000"/><w:gridAfter w:val="x"/></w:trPr>',
    '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>',
    "<w:tbl/>",
    "<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl>",
    "<w:tr><w:tc><w:p><w:r><w:t>散</w:t></w:r></w:p></w:tc></w:tr>",
    '<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr></w:pPr>',
    '<w:pPr><w:outlineLvl w:val="٣"/><w:pStyle w:val="Heading1"/></w:pPr>',
    '<w:pStyle w:val="不存在"/>',
    '<w:r><w:sym w:font="x" w:char="zz"/><w:sym w:char="FFFFFFFF"/></w:r>',
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:r><w:fldChar w:fldCharType="end"/><w:instrText>TOC</w:instrText></w:r>',
    '<w:del w:id="x"><w:r><w:delText>删</w:delText></w:r></w:del>',
    "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>",
    '<w:footnoteReference w:id="999999999999999999999"/>',
    '<w:bookmarkStart w:id="" w:name=""/>',
    "<!-- 注 --><?pi x?>",
    "<w:r><w:tab/><w:br/><w:cr/><w:noBreakHyphen/></w:r>",
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999"/>'
    '<w:numFmt w:val="{format}"/><w:lvlText w:val="%1{text}%9%10%"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_FORMATS = ("chineseCounting", "upperRoman", "lowerLetter", "chineseLegalSimplified", "bullet", "不认识")


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a good Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spoiled_docx(content: bytes, chance: Chance) -> bytes:
    """A Word file spoiled in its XML, as an archive, or anywhere."""
    parts = parts_of(content)
    kind = chance.randrange(8)
    if kind < 5:
        parts = spoiled_parts(parts, chance)
    if kind in (5, 6):
        return spoiled_zip(parts, chance)
    whole = zipped(list(parts.items()))
    return damaged(whole, chance) if kind == 7 else whole


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """An archive of these members; a name may come twice."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def spoiled_zip(parts: Mapping[str, bytes], chance: Chance) -> bytes:
    """An archive with odd members, or whose directory says of them what is not so."""
    members = list(parts.items())
    match chance.randrange(8):
        case 0:
            members.append((chance.choice(members)[0], chance.choice((b"", b"<x/>", parts[MAIN]))))
        case 1:
            members.insert(chance.randrange(len(members)), (chance.choice(_NAMES), b"x"))
        case 2:
            members = [(name, b"0" * 10_000_000 if name == MAIN else part) for name, part in members]
        case 3:
            members += [(f"word/{number}.xml", b"") for number in range(chance.choice((100, 5_000)))]
        case 4:
            members = [
                (name.replace("word/", chance.choice(("Word/", "/word/", "x/"))), part) for name, part in members
            ]
        case 5:
            name, part = chance.choice(members)
            members = [(name, damaged(part, chance)) if each == name else (each, old) for each, old in members]
        case _:
            return _false_words(bytearray(zipped(members)), chance)
    return zipped(members)


def _false_words(whole: bytearray, chance: Chance) -> bytes:
    """Sizes, offsets, flags or methods of the directory overwritten."""
    mark, fields = chance.choice(
        ((_LOCAL, (6, 8, 14, 18, 22, 26)), (_CENTRAL, (8, 10, 16, 20, 24, 28, 42)), (_END, (8, 10, 12, 16)))
    )
    places = [match.start() for match in re.finditer(re.escape(mark), bytes(whole))]
    for place in chance.sample(places, min(len(places), chance.choice((1, 3, 99)))):
        at = place + chance.choice(fields)
        value = chance.choice((0, 1, 8, 12, 99, 2**31, 2**32 - 1, chance.randrange(2**32)))
        width = min(4, max(0, len(whole) - at))
        whole[at : at + width] = struct.pack("<I", value)[:width]
    return bytes(whole)


def spoiled_parts(parts: Mapping[str, bytes], chance: Chance) -> dict[str, bytes]:
    """The parts with the text of one of them changed as no Word writes it."""
    changed = dict(parts)
    if chance.random() < 0.2:
        changed["word/numbering.xml"] = (
            f"<w:numbering {W}>"
            + _NUMBERING.format(format=chance.choice(_FORMATS), text=chance.choice(("、", "", ".")))
            + "</w:numbering>"
        ).encode()
    names = [MAIN] * 4 + [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 2, 6))):
        name = chance.choice(names)
        changed[name] = spoiled_xml(changed[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
    return changed


def spoiled_xml(text: str, chance: Chance) -> str:
    """XML that mostly stays well-formed and says odd things."""
    tags = [match.span() for match in _TAG.finditer(text)]
    start, end = chance.choice(tags) if tags else (0, 0)
    match chance.randrange(9):
        case 0:
            return text[:end] + chance.choice(_ODD_PARTS) + text[end:]
        case 1:
            return text[:start] + text[end:]
        case 2:
            head = text.find("?>") + 2 if text.startswith("<?xml") else 0
            return text[:head] + chance.choice(_ENTITIES) + text[head:].replace("<w:t>", "<w:t>&x;", 1)
        case 3:
            depth = chance.choice((3, 60, 300, 3000))
            wrap = chance.choice(("w:sdt", "w:ins", "w:smartTag", "w:r", "w:tbl", "w:tc", "w:p"))
            return text[:end] + f"<{wrap}>" * depth + "深" + f"</{wrap}>" * depth + text[end:]
        case 4:
            other, beyond = chance.choice(tags) if tags else (0, 0)
            return text[:end] + text[other:beyond] + text[end:]
        case 5:
            values = [match.span(1) for match in re.finditer(r'"([^"<>]*)"', text)]
            first, last = chance.choice(values) if values else (0, 0)
            odd = chance.choice(("", "-1", "99999999999", "１", "x", "true", "http://127.0.0.1:9/", "&#10;"))
            return text[:first] + odd + text[last:]
        case 6:
            return text.replace("</w:t>", f"{_plain(text_of(chance) + MARK)}</w:t>", chance.choice((1, 3, -1)))
        case 7:
            parts = list(re.finditer(r"<w:(tr|tc|p)\b(?:[^<>]*[^/<>])?>.*?</w:\1>", text, re.DOTALL))
            if not parts:
                return text
            one, two = chance.choice(parts), chance.choice(parts)
            return text[: one.start()] + two.group() * chance.choice((0, 1, 2, 30)) + text[one.end() :]
        case _:
            return damaged(text.encode(), chance).decode("utf-8", "replace")


def _plain(text: str) -> str:
    """A text as XML may hold it."""
    kept = "".join(char for char in text if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff\x7f"))
    return kept.replace("&", "&amp;").replace("<", "&lt;")
