"""What is made once of the shipped rules and of the models, kept as Python keeps its compiled modules.

Reading the rules and making them ready takes longer than checking a plan by them, so the outcome is kept beside the
compiled modules of this package: in its ``__pycache__``, or where ``PYTHONPYCACHEPREFIX`` says. The terms are those of
a ``.pyc``. Whoever can write there can change the program itself, so what lies there is as much to be trusted as the
program, and it is looked for nowhere else. It counts only while all that it was made from is the same. Where Python
may not write, or is told not to (``-B``), nothing is written, and the rules are read from their sources as ever.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pydantic_core

from checker.version import __version__

T = TypeVar("T")
_PACKAGE = Path(__file__).resolve().parents[1]
_DIGEST = 32
_LIBRARIES = (msgspec.__version__, pydantic_core.__version__)


def kept(name: str, made: Callable[[], T], sources: Sequence[Path] = ()) -> T:
    """What ``made`` makes of the files below ``sources`` by the code of this package, made anew only where need be."""
    try:
        path = Path(cache_from_source(str(_PACKAGE / f"{name}.py"), optimization="")).with_suffix(".pickle")
        stamp = _stamp(sources)
    except (NotImplementedError, OSError):  # no place for compiled modules, or something vanishes while it is read
        return made()
    known = _read(path, stamp)
    if known is not None:
        found: T = known
        return found
    value = made()
    if not sys.dont_write_bytecode:
        _write(path, stamp, value, sources)
    return value


def _read(path: Path, stamp: bytes) -> Any:
    """What is kept under this stamp; None where there is none, or it is damaged."""
    try:
        content = path.read_bytes()
        if content[:_DIGEST] != stamp or content[_DIGEST : 2 * _DIGEST] != _digest(content[2 * _DIGEST :]):
            return None
        return pickle.loads(content[2 * _DIGEST :])  # noqa: S301 - see above: as trusted as the code beside it
    except Exception:  # whatever is wrong with it, the sources are there
        return None


def _write(path: Path, stamp: bytes, value: object, sources: Sequence[Path]) -> None:
    """Keep a value, whole or not at all; not where a source changed while it was read."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        from pickletools import optimize  # without what only a longer pickle would need: read in a fifth less time

        content = optimize(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        if _stamp(sources) != stamp:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as stream:  # noqa: PTH123
            stream.write(stamp + _digest(content) + content)
        beside.replace(path)
    except Exception:  # what can't be kept is made again
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _stamp(sources: Sequence[Path]) -> bytes:
    """The content of the sources, their places, the code that reads them and what runs it, as one number."""
    stamp = hashlib.blake2b(_code(), digest_size=_DIGEST)
    for folder in sources:
        for path in sorted(_files(str(folder), ".yaml")):
            with open(path, "rb") as stream:  # noqa: PTH123 - a hundred files: this is the quickest way
                content = stream.read()
            stamp.update(f"\0{path}\0{len(content)}\0".encode())
            stamp.update(content)
    return stamp.digest()


@cache
def _code() -> bytes:
    """The versions, and the modules of this package by size and time, as Python knows its own compiled ones."""
    code = hashlib.blake2b(repr((__version__, *_LIBRARIES, sys.version)).encode(), digest_size=_DIGEST)
    for path in (*_pydantic(), *sorted(_files(str(_PACKAGE), ".py"))):
        state = os.stat(path)  # noqa: PTH116
        code.update(f"\0{path}\0{state.st_size}\0{state.st_mtime_ns}".encode())
    return code.digest()


def _pydantic() -> Iterator[str]:
    """The module that says which pydantic this is; importing pydantic for it would take longer than reading a plan."""
    spec = find_spec("pydantic")
    if spec is not None and spec.origin is not None:
        yield os.path.join(os.path.dirname(spec.origin), "version.py")  # noqa: PTH118, PTH120


def _files(folder: str, suffix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(suffix):
                yield entry.path
            elif entry.is_dir():
                yield from _files(entry.path, suffix)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()
