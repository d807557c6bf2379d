"""Print what the project needs, without durable-rules (for machines that can't compile it).

``python scripts/requirements.py [dev]``: one requirement a line, extras of the project itself resolved.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any


def requirements(project: dict[str, Any], extra: str) -> list[str]:
    """The project's dependencies and those of ``extra``, without durable-rules."""
    wanted: list[str] = list(project["dependencies"])
    extras = [extra] if extra else []
    while extras:
        for line in project["optional-dependencies"][extras.pop()]:
            inner = re.fullmatch(r"guiheng\[([\w,-]+)\]", line)
            if inner:
                extras += inner[1].split(",")
            else:
                wanted.append(line)
    return [line for line in wanted if not line.startswith("durable-rules")]


if __name__ == "__main__":
    pyproject = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    print("\n".join(requirements(pyproject["project"], sys.argv[1] if len(sys.argv) > 1 else "")))
