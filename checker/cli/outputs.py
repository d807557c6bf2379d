"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from checker.loading.problems import UnusableInput
from checker.loading.shown import printable, reason
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


class Staging:
    """Texts written beside their places, which take them all together or not at all.

    Each is renamed to its place by ``commit``; whatever ends the block before that (a fault, an interrupt) leaves the
    places as they were. An interrupt among the renames leaves some files new and some old, each of them whole.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path]] = []
        self._folders: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for folder in self._folders.values():
            shutil.rmtree(folder, ignore_errors=True)

    def add(self, path: Path, parts: Iterable[str | bytes]) -> None:
        """Write what shall stand at ``path``, whole or in parts, texts as UTF-8 with LF; UnusableInput if it can't."""
        try:
            if path.is_dir():
                raise _unusable(path, "已有同名的文件夹；请换一个位置")
            if path.exists() and not path.is_file():  # a device or pipe is written to, never replaced
                path.write_bytes(b"".join(map(_encoded, parts)))
                return
            target = Path(os.path.realpath(path))  # through a link, to the file that it names
            handle, temporary = tempfile.mkstemp(dir=self._folder(target.parent))
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(map(_encoded, parts))
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(_mode(target))
            self._staged.append((Path(temporary), target))
        except OSError as error:
            raise _unusable(path, f"写不进去（{reason(error)}）；请换一个位置") from None

    def commit(self) -> None:
        """Put every text at its place; UnusableInput when one can't be."""
        for written, path in self._staged:
            try:
                written.replace(path)
            except OSError as error:
                raise _unusable(path, f"写不进去（{reason(error)}）；请换一个位置") from None

    def _folder(self, beside: Path) -> Path:
        """The hidden folder for what shall stand in ``beside``: on the same disk, so that renaming is enough."""
        if beside not in self._folders:
            self._folders[beside] = Path(tempfile.mkdtemp(prefix=".guiheng-", dir=beside))
        return self._folders[beside]


def write_whole(texts: Mapping[Path, str]) -> None:
    """Put each text at its path, all or none; UnusableInput when one can't be."""
    with Staging() as staging:
        for path, text in texts.items():
            staging.add(path, (text,))
        staging.commit()


def _encoded(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


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
