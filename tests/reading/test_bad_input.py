"""Whatever a file holds: a document, or one sentence in Chinese with the way out."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.loading.problems import UnusableInput
from checker.reading import limits
from checker.reading.read import read_document
from tests.reading.making import to_docx, to_html, to_pdf, to_text
from tests.reading.support import W, p, paragraphs, read, refused, tbl, tc, word, zipped

_LINES = ("临江市知识产权规划\n" * 9).encode()
_PICTURE = "<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"
_DEEP = "<w:tbl><w:tr><w:tc>" * 100 + p("深") + "</w:tc></w:tr></w:tbl>" * 100
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_DOC = OLE + "WordDocument".encode("utf-16-le")
_LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
_XXE = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
_ZEROS = f"<w:document {W}><w:body><w:p><w:r><w:t>" + "0" * 12_000_000 + "</w:t></w:r></w:p></w:body></w:document>"


def locked_zip() -> bytes:
    """A docx whose part says that it is encrypted."""
    content = bytearray(word(p("正文")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def pdf_with(password: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=password or None)
    canvas.drawString(100, 700, "plan of a city, section 1")
    canvas.save()
    return stream.getvalue()


def scan(pages: int = 2, text: str = "") -> bytes:
    """A PDF of pictures."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        canvas.showPage()
    if text:
        canvas.drawString(100, 700, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pages(count: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number in range(count):
        canvas.drawString(100, 700, f"paragraph of page {number} of the plan, which ends here.")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


BAD: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("empty", lambda: b"", "a.txt", "文件是空的"),
    ("only a mark", lambda: b"\xef\xbb\xbf\r\n ", "a.txt", "文件是空的"),
    ("doc", lambda: _DOC, "a.doc", "还不能读 .doc 和 .wps；请用 Word 或 WPS 打开后另存为 docx"),
    ("wps", lambda: OLE, "a.wps", "另存为 docx"),
    ("doc as docx", lambda: _DOC, "a.docx", "另存为 docx"),
    ("text as wps", lambda: b"abc", "a.wps", "还不能读 .wps"),
    ("rtf", lambda: b"{\\rtf1 x}", "a.doc", "还不能读 RTF；请用 Word 或 WPS 打开后另存为 docx"),
    ("docx with password", lambda: _LOCKED, "a.docx", "文件有密码；请在 Word 或 WPS 里去掉密码"),
    ("locked zip", locked_zip, "a.docx", "文件有密码"),
    ("pdf with password", lambda: pdf_with("geheim"), "a.pdf", "PDF 有密码；请去掉密码"),
    ("xls", lambda: OLE + "Workbook".encode("utf-16-le"), "a.xls", "Excel"),
    ("xlsx", lambda: zipped({"xl/workbook.xml": "", "[Content_Types].xml": ""}), "a.xlsx", "Excel"),
    ("pptx", lambda: zipped({"ppt/presentation.xml": ""}), "a.pptx", "演示文稿"),
    ("ofd", lambda: zipped({"OFD.xml": ""}), "a.ofd", "OFD 版式文件；请用阅读器导出为 PDF"),
    ("odt", lambda: zipped({"content.xml": ""}), "a.odt", "OpenDocument"),
    ("zip", lambda: zipped({"规划.txt": "x"}), "a.zip", "压缩包；请解开"),
    ("rar", lambda: b"Rar!\x1a\x07\x00", "a.rar", "压缩包；请解开"),
    ("png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "a.pdf", "图片；请先用 OCR"),
    ("no docx", lambda: b"hello", "a.docx", "不是完整的 docx"),
    ("no pdf", lambda: b"hello", "a.pdf", "不是完整的 PDF"),
    ("half a docx", lambda: to_docx()[:5000], "a.docx", "文件不完整或已损坏，打不开；请重新下载"),
    ("half a pdf", lambda: to_pdf()[:-2000], "a.pdf", "PDF 不完整或已损坏；请重新下载"),
    ("docx without text", lambda: word(""), "a.docx", "文件里没有文字"),
    ("docx of pictures", lambda: word(_PICTURE), "a.docx", "只有图片，没有文字；请先用 OCR"),
    ("broken xml", lambda: zipped({"word/document.xml": f"<w:document {W}><w:body>"}), "a.docx", "已损坏"),
    ("zip bomb", lambda: zipped({"word/document.xml": _ZEROS}), "a.docx", "展开后大得不正常"),
    ("entity", lambda: zipped({"word/document.xml": _XXE}), "a.docx", "外部实体定义（DTD）"),
    ("laughs", lambda: zipped({"word/document.xml": _LAUGHS}), "a.docx", "损坏"),
    ("nested beyond reason", lambda: word(_DEEP), "a.docx", "损坏"),
    ("scan", scan, "a.pdf", "PDF 是扫描件（2 页都是图片），没有文字；请先用 OCR（文字识别）"),
    ("too many pages", lambda: pages(limits.MAX_PAGES + 1), "a.pdf", "有 1001 页，超过 1000 页的上限"),
    ("frames", lambda: b"<html><body><iframe src='http://localhost/x'>", "a.html", "网页里没有正文"),
    ("scripts only", lambda: b"<html><body><script>1</script></body></html>", "a.html", "没有文字"),
    ("20 MB of html", lambda: b"<html><body>" + "<p>制定本规划。</p>".encode() * 800_000, "a.html", "不像一份规划"),
    ("20 MB of text", lambda: "为加快建设知识产权强市。\n".encode() * 500_000, "a.txt", "文字超过 100 万字"),
    ("spans", lambda: b"<table>" + b"<tr><td rowspan=999 colspan=999>x<td>y" * 2000, "a.html", "表格超过 40 万格"),
    ("large file", lambda: bytes([65]) * (limits.MAX_BYTES + 1), "a.txt", "文件超过 60 MB"),
    ("binary", lambda: bytes(range(256)) * 40, "a.txt", "看不出是什么编码"),
    ("zeros", lambda: "规划\0".encode() * 40, "a.txt", "不是文本文件"),
    ("control signs", ("定规划。" * 40 + "\n知识\x07").encode, "a.txt", "第 2 行起有 1 个控制字符"),
    ("utf-8 then gbk", lambda: _LINES[:84] + "规划期为五年".encode("gbk"), "a.txt", "第 4 行起不是 UTF-8：同一个"),
    ("gbk then utf-8", lambda: _LINES.decode().encode("gbk") + "完善质押融资补偿办法".encode(), "a.txt", "混用了"),
    ("big5", lambda: "臨江市知識產權規劃綱要".encode("big5") * 5, "a.txt", "看不出是什么编码"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "name", "said"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
def test_bad_input_is_refused_soon_with_the_way_out(make: Callable[[], bytes], name: str, said: str) -> None:
    content = make()
    start = time.process_time()
    message = refused(content, name)
    assert said in message
    assert time.process_time() - start < 8
    assert "\n" not in message


def test_a_scan_among_pages_is_said() -> None:
    document = read(scan(1, "a page with enough of text in it"), "a.pdf")
    assert paragraphs(document) == ["a page with enough of text in it"]
    (note,) = document.notes
    assert note.startswith("第 1 页是图片")


def test_the_end_of_a_text_may_be_lost() -> None:
    document = read("临江市知识产权规划".encode()[:-1], "a.txt")
    assert document.text == "临江市知识产权规"
    (note,) = document.notes
    assert "末尾" in note


def test_content_comes_before_the_suffix() -> None:
    assert read(to_html(), "a.doc").format == "html"
    assert read(to_docx(), "a.doc").format == "docx"
    assert read(to_pdf(), "a.docx").format == "pdf"
    assert read(to_text(), "a.规划").format == "txt"


def test_a_text_may_begin_like_another_kind() -> None:
    assert read("PK 赛活动方案。\n", "a.txt").format == "txt"
    assert read("BMW 集团。\n", "a.txt").format == "txt"
    assert read("第一段。\n第二段。\n", "a.html").format == "txt"


def test_deep_pages_are_survived() -> None:
    deep = b"<html><body><p>" + "制定本规划。".encode() + b"</p>" + b"<div class='nav'>" * 30_000 + b"x"
    assert paragraphs(read(deep, "a.html"))[0] == "制定本规划。"
    tables = b"<table><tr><td>1<td>" * 2_000 + "深".encode()
    assert read(tables, "a.html").blocks


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_damage_anywhere_is_no_traceback(data: st.DataObject) -> None:
    name, content = data.draw(st.sampled_from(_WHOLE))
    place = data.draw(st.integers(0, len(content) - 1))
    wrong = data.draw(st.binary(min_size=0, max_size=40))
    broken = content[:place] + wrong + content[place + data.draw(st.integers(0, 60)) :]
    try:
        read_document(broken, name)
    except UnusableInput as unusable:
        assert len(unusable.problems) == 1  # noqa: PT017  # both are right, a traceback is not


_WHOLE = [
    ("a.docx", to_docx()),
    ("a.pdf", to_pdf()),
    ("a.html", to_html()),
    ("a.txt", to_text().encode()),
    ("a.txt", to_text().encode("utf-16")),
    ("b.docx", word(p("甲") + tbl([tc("乙"), tc("丙")]))),
]
