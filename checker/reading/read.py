"""One door for all formats: bytes and a file name in, a ``Document`` out."""

from __future__ import annotations

import hashlib

from checker.reading.document import Document
from checker.reading.limits import MAX_BYTES, refuse
from checker.reading.plain import read_plain


def read_document(content: bytes, name: str, *, shown: str | None = None) -> Document:
    """Read a document; UnusableInput (in Chinese, with the way out) for what can't be read.

    ``name`` is the bare file name, ``shown`` the name for messages.
    """
    shown = shown or name
    if len(content) > MAX_BYTES:
        raise refuse(shown, f"文件超过 {MAX_BYTES // 1_000_000} MB；请压缩图片或只留规划正文再试")
    sha256 = hashlib.sha256(content).hexdigest()
    return read_plain(content, name, sha256, shown)
