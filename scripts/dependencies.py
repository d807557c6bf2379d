"""The tests with the oldest dependencies that ``pyproject.toml`` allows, or with the newest that there are.

``python scripts/dependencies.py lowest|latest [--python python3.11] [pytest arguments]``: a virtual environment of
its own, the project and its tests installed into it, each direct dependency at its lower bound (``lowest``) or at its
newest version (``latest``), then pytest. What was installed is printed first. The package index must be reachable.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from requirements import requirements

ROOT = Path(__file__).parent.parent
EXTRA = "test"


def lowest(project: dict[str, Any]) -> list[str]:
    """A constraint for each direct dependency, and each of the tests: its lower bound exactly."""
    found = []
    for requirement in map(Requirement, requirements(project, EXTRA)):
        bounds = [each.version for each in requirement.specifier if each.operator in {">=", "=="}]
        if len(bounds) != 1:
            raise SystemExit(f"{requirement}: no lower bound")
        found.append(f"{requirement.name}=={bounds[0]}")
    return found


def main() -> int:
    """Install, print, test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", choices=("lowest", "latest"))
    parser.add_argument("--python", default=sys.executable)
    given, pytest_arguments = parser.parse_known_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with tempfile.TemporaryDirectory() as name:
        python = Path(name, "venv", "Scripts" if sys.platform == "win32" else "bin", "python")
        constraints = Path(name, "constraints.txt")
        constraints.write_text("\n".join(lowest(project) if given.which == "lowest" else []), encoding="utf-8")
        pip = [python, "-m", "pip", "--disable-pip-version-check"]
        steps = [
            [given.python, "-m", "venv", python.parent.parent],
            [*pip, "install", "-q", "--upgrade", "-c", constraints, "-e", f"{ROOT}[{EXTRA}]", "build", "hatchling"],
            [*pip, "list", "--format", "freeze", "--exclude-editable"],
            [python, "-m", "pytest", "-p", "no:cacheprovider", *pytest_arguments],
        ]
        for step in steps:
            code = subprocess.run(list(map(str, step)), cwd=ROOT, check=False).returncode  # noqa: S603
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
