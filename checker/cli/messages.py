"""What is said on standard error: one line a message, in Chinese, safe to look at whatever a file is called."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from checker.model.result import Problem

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EROFS: "只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EIO: "读写出错",
    errno.EBUSY: "正被占用",
}
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(name: str) -> str:
    r"""A name as it may be shown: what is invisible or steers a terminal (controls, bidi marks) as ``\x1b``."""
    if name.isprintable():
        return name
    return "".join(ascii(char)[1:-1] if unicodedata.category(char) in _INVISIBLE else char for char in name)


def reason(error: OSError) -> str:
    """Why the system refused."""
    known = _REASONS.get(error.errno or 0)
    return known or printable(error.strerror or type(error).__name__)


def say(message: str) -> None:
    """One line from the program itself."""
    _write(f"guiheng：{message}")


def say_problems(problems: Iterable[Problem]) -> None:
    """One line a problem, ``file:line:column: message``, as editors know to read it."""
    from checker.loading.problems import describe

    for problem in problems:
        _write(describe(problem))


def _write(line: str) -> None:
    try:
        click.echo(printable(line), err=True)
    except OSError:  # nobody can be told that standard error is full or gone
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that the interpreter's own flush at exit stays quiet."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
