"""One door for all formats: bytes and a file name in, a ``Document`` out.

What a file is, its content says; the suffix only where that is silent. Whatever a file holds, the answer is a document
or a sentence in Chinese with the way out: never a traceback, never anything fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Final

from checker.loading.problems import UnusableInput
from checker.reading.document import Document
from checker.reading.limits import MAX_BYTES, refuse

SUFFIXES: Final = (".docx", ".docm", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".txt", ".text", ".md")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "请用 Word 或 WPS 打开后另存为 docx"
_HTML = rb"(?i)<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6])[\s>/]"
_MIME = rb"(?i)(?:MIME-Version|From|Content-Type|Date|Subject|Snapshot-Content-Location):\s"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")

Reader = Callable[[bytes, str, str, str], Document]


def read_document(content: bytes, name: str, *, shown: str | None = None) -> Document:
    """Read a document; UnusableInput (in Chinese, with the way out) for what can't be read.

    ``name`` is the bare file name, ``shown`` the name for messages.
    """
    shown = shown or name
    if len(content) > MAX_BYTES:
        raise refuse(shown, f"文件超过 {MAX_BYTES // 1_000_000} MB；请压缩图片或只留规划正文再试")
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise refuse(shown, "文件是空的")
    reader = _reader(content, "." + name.rpartition(".")[2].lower(), shown)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        document = reader(content, name, sha256, shown)
    except UnusableInput:
        raise
    except MemoryError as error:
        raise refuse(shown, "文件太大，内存不够；请只留规划正文再试") from error
    except (ValueError, LookupError, OSError, ArithmeticError, TypeError, RecursionError) as error:
        # a damaged file fails in more ways than can be told apart; the cause stays with the error
        raise refuse(shown, f"文件损坏或不合格式，读不出来；{_SAVE}，或导出为 PDF") from error
    if not document.blocks:
        raise refuse(shown, "文件里没有文字")
    return document


def _reader(content: bytes, suffix: str, shown: str) -> Reader:
    """The reader for what a file is."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from checker.reading.word import read_word

        return read_word
    if content.startswith(_OLE):
        raise refuse(shown, _ole_message(content))
    if b"%PDF-" in content[:1024]:
        from checker.reading.portable import read_portable

        return read_portable
    if head.startswith(b"{\\rtf"):
        raise refuse(shown, f"还不能读 RTF；{_SAVE}")
    if content.startswith(_ARCHIVES):
        raise refuse(shown, "这是压缩包；请解开后给里面的 docx、pdf、html 或 txt")
    if content.startswith(_PICTURES) and b"\x00" in content[:64]:
        raise refuse(shown, "这是图片；请先用 OCR（文字识别）转成文字再存为 docx 或 txt")
    if _is_web(content, head, suffix):
        from checker.reading.web import read_web

        return read_web
    return _by_suffix(suffix, shown)


def _is_web(content: bytes, head: bytes, suffix: str) -> bool:
    if suffix in (".html", ".htm", ".mht", ".mhtml", ".xhtml", ".shtml"):
        return b"<" in content or b"MIME" in content[:4096]
    if suffix in (".txt", ".text", ".md"):
        return head[:15].lower().startswith((b"<!doctype html", b"<html"))
    start = content[:4096].replace(b"\x00", b"")  # UTF-16 too
    return re.search(_HTML, start) is not None or (
        re.match(_MIME, head) is not None and b"multipart/" in content[:4096]
    )


def _by_suffix(suffix: str, shown: str) -> Reader:
    """For content that does not say what it is: damaged files, or plain text."""
    if suffix in (".docx", ".docm", ".dotx"):
        raise refuse(shown, "不是完整的 docx（文件头不对）；请重新下载，或用 Word、WPS 打开后另存为 docx")
    if suffix in (".doc", ".wps", ".dot", ".wpt"):
        raise refuse(shown, f"还不能读 {suffix}；{_SAVE}")
    if suffix == ".pdf":
        raise refuse(shown, "不是完整的 PDF（文件头不对）；请重新下载或重新导出")
    from checker.reading.plain import read_plain

    return read_plain


def _ole_message(content: bytes) -> str:
    """An old Office file, or a docx behind a password: both are OLE compound files."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "文件有密码；请在 Word 或 WPS 里去掉密码后另存为 docx"
    if "Workbook".encode("utf-16-le") in content and "WordDocument".encode("utf-16-le") not in content:
        return "这是 Excel 表格；请给规划正文的 docx、pdf、html 或 txt"
    return f"还不能读 .doc 和 .wps；{_SAVE}"
