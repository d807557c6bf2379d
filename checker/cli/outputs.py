"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, Self

from checker.cli import EXIT_TERMINATED
from checker.loading.problems import UnusableInput
from checker.loading.shown import printable, reason
from checker.model.result import Problem

if sys.platform != "win32":
    import fcntl

PREFIX = ".guiheng-writing-"  # of the folders for what is not finished; hidden, so never among the inputs
_COVERS = "这是要查的文件，写结果会盖掉它；请换一个"


def check_place(path: Path, inputs: Iterable[Path]) -> None:
    """UnusableInput, before any work is done, where ``path`` can't take an output or is one of the inputs."""
    try:
        if path.is_dir():
            raise _unusable(path, "是文件夹，请写明文件名")
        if not path.parent.is_dir():
            raise _unusable(path, f"没有 {printable(str(path.parent))} 这个文件夹，请先建好")
        if path.exists() and any(path.samefile(each) for each in inputs if each.exists()):
            raise _unusable(path, f"{_COVERS}文件名")
    except OSError as error:
        raise _unwritable(path, error) from None


class Staging:
    """Texts written beside their places, which take them all together or not at all.

    Each is renamed to its place by ``commit``; whatever ends the block before that (a fault, an interrupt, SIGTERM)
    leaves the places as they were. Only a process killed outright or a machine that stops among the renames leaves
    some files new and some old, each of them whole; the folder that it leaves is taken away by the next run that
    writes there. ``keep`` names files that are never written over.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path]] = []
        self._folders: dict[Path, Path] = {}
        self._locks: list[int] = []
        self._kept: set[tuple[int, int]] = set()
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        self._ending.enter_context(_terminable())
        return self

    def __exit__(self, *_: object) -> None:
        with self._ending, _undisturbed():
            for folder in self._folders.values():
                shutil.rmtree(folder, ignore_errors=True)
            for lock in self._locks:
                os.close(lock)

    def keep(self, paths: Iterable[Path]) -> None:
        """Refuse to write over these, under whatever name."""
        for path in paths:
            with suppress(OSError):
                self._kept.add(_identity(path))

    def add(self, path: Path, parts: Iterable[str | bytes]) -> None:
        """Write what shall stand at ``path``, whole or in parts, texts as UTF-8 with LF; UnusableInput if it can't."""
        try:
            if path.is_dir():
                raise _unusable(path, "已有同名的文件夹；请换一个位置")
            if path.exists() and _identity(path) in self._kept:
                raise _unusable(path, f"{_COVERS}文件夹")
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
            raise _unwritable(path, error) from None

    def commit(self) -> None:
        """Put every text at its place; UnusableInput, and all as it was, when one can't be."""
        several = len(self._staged) > 1
        done: list[tuple[Path, Path | None]] = []
        with _undisturbed():
            for written, path in self._staged:
                try:
                    before = _before(path, written) if several else None
                    written.replace(path)
                except OSError as error:
                    _put_back(done)
                    raise _unwritable(path, error) from None
                done.append((path, before))

    def _folder(self, beside: Path) -> Path:
        """The hidden folder for what shall stand in ``beside``: on the same disk, so that renaming is enough."""
        if beside not in self._folders:
            _sweep(beside)
            while True:
                folder = self._folders[beside] = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
                lock = _lock(folder, wait=True)
                if lock is not None:
                    self._locks.append(lock)
                if folder.is_dir():  # another run may have swept it away before it was locked
                    break
        return self._folders[beside]


def write_whole(texts: Mapping[Path, str]) -> None:
    """Put each text at its path, all or none; UnusableInput when one can't be."""
    with Staging() as staging:
        for path, text in texts.items():
            staging.add(path, (text,))
        staging.commit()


def make_folder(path: Path) -> None:
    """The folder at ``path``, made if need be; UnusableInput when it can't be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(path, f"建不了文件夹（{reason(error)}）；请换一个位置") from None


def _encoded(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


def _unusable(path: Path, message: str) -> UnusableInput:
    return UnusableInput([Problem(printable(str(path)), message)])


def _unwritable(path: Path, error: OSError) -> UnusableInput:
    return _unusable(path, f"写不进去（{reason(error)}）；请换一个位置")


def _identity(path: Path) -> tuple[int, int]:
    """What tells a file from all others, whatever it is called."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of a new file (mkstemp's are private)."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _before(path: Path, written: Path) -> Path | None:
    """A second name, beside the new file, for the one that is about to be replaced; None where it can't be had."""
    second = written.with_name(f"{written.name}-before")
    try:
        os.link(path, second)
    except FileNotFoundError:
        return second  # there is none: nothing to put back
    except OSError:
        return None  # a disk without hard links
    return second


def _put_back(done: Iterable[tuple[Path, Path | None]]) -> None:
    for path, before in done:
        with suppress(OSError):
            if before is not None and before.exists():
                before.replace(path)
            elif before is not None:
                path.unlink()


def _sweep(beside: Path) -> None:
    """Take away what killed runs left in a folder. One that is still at work holds a lock on its own."""
    for folder in beside.glob(f"{PREFIX}*"):
        lock = None
        with suppress(OSError):
            lock = _lock(folder, wait=False)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """A lock on a folder, that ends with this process at the latest; None where there are no such locks."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # held by another, or a disk that can't
        os.close(handle)
        return None
    return handle


def _terminated(*_: object) -> NoReturn:
    raise SystemExit(EXIT_TERMINATED)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the block as an interrupt does, so that it leaves nothing behind."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Interrupts wait until the block has ended."""
    handlers: dict[int, Any] = {}
    waiting: list[int] = []
    if threading.current_thread() is threading.main_thread():
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in handlers:
        signal.signal(number, lambda came, _: waiting.append(came))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            if handler is not None:
                signal.signal(number, handler)
        for number in waiting[:1]:
            signal.raise_signal(number)
