"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from checker.loading.problems import UnusableInput
from checker.model.result import Problem


def write_whole(path: Path, text: str) -> None:
    """Put ``text`` (UTF-8, LF) at ``path`` by renaming a finished file; UnusableInput when that can't be done."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp's files are private, outputs are not
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise UnusableInput([Problem(str(path), f"写不进去（{error.strerror or error}）；请换一个位置")]) from None


def make_folder(path: Path) -> None:
    """The folder at ``path``, made if need be; UnusableInput when it can't be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInput([Problem(str(path), f"建不了文件夹（{error.strerror or error}）；请换一个位置")]) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
