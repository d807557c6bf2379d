"""One door for all formats: bytes and a file name in, a ``Document`` out."""

from __future__ import annotations

import hashlib

from checker.loading.problems import UnusableInput
from checker.model.result import Problem
from checker.reading.document import Document
from checker.reading.plain import read_plain


def read_document(content: bytes, name: str, *, shown: str | None = None) -> Document:
    """Read a document; UnusableInput (in Chinese, with the way out) for what can't be read.

    ``name`` is the bare file name, ``shown`` the name for messages.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix != "txt":
        raise UnusableInput([Problem(shown or name, f"还不能读 .{suffix}")])
    return read_plain(content, name, hashlib.sha256(content).hexdigest(), shown or name)
