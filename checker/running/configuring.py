"""Where the configuration of a folder stands. Nothing of it is imported where there is none."""

from __future__ import annotations

import re
from pathlib import Path

NAMES = ("guiheng.toml", "pyproject.toml")
_TABLE = re.compile(r"^\s*\[\s*tool\.guiheng\s*[\].]", re.MULTILINE)


def config_file(start: Path) -> Path | None:
    """The nearest ``guiheng.toml``, or ``pyproject.toml`` with a table of ours, from ``start`` upwards."""
    own, project = NAMES
    for folder in (start, *start.parents):
        if (folder / own).is_file():
            return folder / own
        if (folder / project).is_file() and _TABLE.search((folder / project).read_text("utf-8", "replace")):
            return folder / project
    return None
