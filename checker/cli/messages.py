"""What is said on standard error: one line a message, in Chinese, safe to look at whatever a file is called."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from checker.loading.shown import printable, tame
from checker.running.telling import Teller

if TYPE_CHECKING:
    from checker.model.result import Problem


def say(message: str) -> None:
    """One line from the program itself."""
    _write(f"guiheng：{message}")


def say_problems(problems: Iterable[Problem]) -> None:
    """One line a problem, ``file:line:column: message``, as editors know to read it."""
    from checker.loading.problems import describe

    for problem in problems:
        _write(describe(problem))


class Console(Teller):
    """Says on standard error what a run has to say; progress only to somebody who waits at a terminal."""

    def note(self, message: str) -> None:
        say(message)

    def progress(self, message: str) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            say(message)

    def problems(self, problems: Sequence[Problem]) -> None:
        say_problems(problems)


CONSOLE = Console()


def _write(line: str) -> None:
    try:
        click.echo(tame(printable(line)), err=True)
    except OSError:  # nobody can be told that standard error is full or gone
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that the interpreter's own flush at exit stays quiet."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
