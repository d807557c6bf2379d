"""Running the command line here, with its streams caught."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.cli.entry import run
from checker.engine import durable_available
from checker.judging import rulebook
from checker.running import checking
from tests.cli.support import CHECKOUT, Finished, calm, put

Here = Callable[..., Finished]

_load = rulebook.load_rulebook
_shipped = cache(_load)  # the same for all tests, and never changed


def once(**own: Any) -> rulebook.Rulebook:
    """The shipped rulebook, loaded once; with rules, outlines or severities of one's own loaded anew."""
    return _load(**own) if any(value for name, value in own.items() if name != "cases") else _shipped()


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """``run`` in this process; ``stdin`` gives the bytes of standard input."""
    monkeypatch.setattr(checking, "load_rulebook", once)
    monkeypatch.setattr(rulebook, "load_rulebook", once)

    def here(*arguments: str | Path, stdin: bytes = b"") -> Finished:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        caught = capsys.readouterr()
        return Finished(code, caught.out, caught.err if durable_available() else calm(caught.err))

    return here


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The checkout, as the working folder: paths in output are as they are given."""
    monkeypatch.chdir(CHECKOUT)
    return CHECKOUT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def good(folder: Path) -> Path:
    """A summary without errors, ``good.yaml`` in the working folder."""
    put(folder / "good.yaml")
    return Path("good.yaml")
