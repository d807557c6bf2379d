"""What a peer is: how it is had, how it is called on a folder of plans, and how its output is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct

# the three rules, in the words of the table
REQUIRED = "required indicator missing"
PROTECTION = "protection without a task"
BELOW = "target below baseline"
RULES = (REQUIRED, PROTECTION, BELOW)

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Gap(Struct, frozen=True, order=True):
    """One gap in one plan; ``subject`` is the indicator or the protection, ``line`` 0 where a peer gives none."""

    file: str
    rule: str
    subject: str
    line: int = 0


class Need(Struct, frozen=True):
    """What has to be installed: a PyPI or npm package at one version, a module of this Python, or an option of ours."""

    kind: Literal["pypi", "npm", "module", "option"]
    name: str
    version: str = ""


class Tools(Struct, frozen=True):
    """Where the interpreters and the installed packages are."""

    python: str  # this Python, with our dependencies
    other_python: str  # the Python of the peers from PyPI
    node: str
    node_modules: Path


class Peer(Struct, frozen=True):
    """One row of the table."""

    key: str
    title: str
    command: Callable[[Tools, Path], list[str]]
    read: Callable[[str], list[Gap]] | None = None  # None: it looks for no gaps
    need: Need | None = None
    rules: tuple[str, ...] = RULES
    names_subject: bool = True  # False: its output doesn't say which indicator or protection
    limits: str = ""  # what it can't do, for the notes below the table
