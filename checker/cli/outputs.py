"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from checker.cli.messages import printable, reason
from checker.loading.problems import UnusableInput
from checker.model.result import Problem


def check_place(path: Path, inputs: Iterable[Path]) -> None:
    """UnusableInput, before any work is done, where ``path`` can't take an output or is one of the inputs."""
    try:
        if path.is_dir():
            raise _unusable(path, "是文件夹，请写明文件名")
        if not path.parent.is_dir():
            raise _unusable(path, f"没有 {printable(str(path.parent))} 这个文件夹，请先建好")
        if path.exists() and any(path.samefile(each) for each in inputs):
            raise _unusable(path, "这是要查的文件，写结果会盖掉它；请换一个文件名")
    except OSError as error:
        raise _unusable(path, f"写不进去（{reason(error)}）；请换一个位置") from None


def write_whole(texts: Mapping[Path, str]) -> None:
    """Put each text (UTF-8, LF) at its path, by renaming once all are written; UnusableInput when one can't be."""
    staged: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, text in texts.items():
            if path.is_dir():
                raise _unusable(path, "已有同名的文件夹；请换一个位置")
            if path.exists() and not path.is_file():  # a device or pipe is written to, never replaced
                path.write_text(text, encoding="utf-8", newline="\n")
                continue
            target = Path(os.path.realpath(path))  # through a link, to the file that it names
            handle, temporary = tempfile.mkstemp(prefix=".guiheng-", dir=target.parent)
            staged.append((Path(temporary), target))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(_mode(target))
        for written, path in staged:
            written.replace(path)
    except OSError as error:
        raise _unusable(path, f"写不进去（{reason(error)}）；请换一个位置") from None
    finally:
        for written, _ in staged:
            written.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """The folder at ``path``, made if need be; UnusableInput when it can't be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(path, f"建不了文件夹（{reason(error)}）；请换一个位置") from None


def _unusable(path: Path, message: str) -> UnusableInput:
    return UnusableInput([Problem(printable(str(path)), message)])


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of a new file (mkstemp's are private)."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
