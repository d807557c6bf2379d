"""Small files that unpack, nest or multiply to something huge."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, head: str = "", part: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def tags(count: int = 2_000_001) -> bytes:
    """Elements by the million; the numbers among them keep the ratio of the archive below what is odd."""
    return docx("".join(f'<w:p w:rsidR="{number:x}"/>' for number in range(count)))


def members(count: int = 200_000) -> bytes:
    """A directory of files that are not there."""
    entry = struct.Struct("<4sHHHHHHLLLHHHHHLL7s")
    listed = b"".join(
        entry.pack(b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, b"%07d" % number)
        for number in range(count)
    )
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 65535, 65535, len(listed), 30, 0)
    return b"PK\x03\x04" + bytes(26) + listed + end


def overlapping(count: int = 400) -> bytes:
    """Many files that are one stream: the directory names the same bytes again and again."""
    body = docx("<w:p/>" * 100_000)
    at = body.index(b"PK\x01\x02")
    end = body.index(b"PK\x05\x06")
    entry = body[at:end]
    listed = entry * count
    return body[:at] + listed + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)


def nested() -> bytes:
    """Archives in archives."""
    content = bytes(10_000_000)
    for _ in range(5):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", content)
        content = stream.getvalue()
    return content


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def packed(unit: bytes, size: int, times: int = 1) -> bytes:
    content = unit * (size // len(unit))
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def pdf(contents: bytes, filters: bytes = b"/FlateDecode", pages: int = 1) -> bytes:
    """A file whose pages all draw the same."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join([b"3 0 R"] * pages), pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d/Filter %b>>stream\n%b\nendstream" % (len(contents), filters, contents),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


LINES = b"0 0 m 9 9 l S\n"
