"""Where the rules and templates are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"


def _root() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def rules() -> Path:
    """The folder with ``outlines/``, ``packs/``, ``taxonomy/`` and ``data/``."""
    return _root() / "rules"


def templates() -> Path:
    """The folder with the Jinja templates, one folder a format."""
    return _root() / "templates"
