"""The wheel on several versions of Python: installed in an environment of its own each, run, its outputs compared.

``python scripts/versions.py python3.11 python3.12 python3.13``: builds the wheel with this Python (needs
``build``), then for each interpreter makes a virtual environment, installs the wheel, runs every command on the
shipped plans and on an example (``outputs.py``) and holds the hashes of all outputs against the first one's. Exit 1
where one differs or fails. Where durable-rules can't be had, the plain evaluator does the work; its name is the one
thing that may differ.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parent.parent
ABOUT = """
import json, sys, sysconfig
from importlib.metadata import distributions
from checker.engine import durable_available
import checker
assert checker.__file__.startswith(sys.prefix), checker.__file__
packages = sorted({each.name + " " + each.version for each in distributions()})
print(json.dumps([sys.version.split()[0], durable_available(), packages]))
"""


class Version(Struct, frozen=True):
    """What the wheel did under one Python."""

    python: str
    durable: bool
    packages: list[str]
    outputs: dict[str, str]


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command far from the checkout; what it printed."""
    done = subprocess.run(  # noqa: S603 -- the interpreters that were asked for
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr}{done.stdout}")
    return done.stdout


def tried(interpreter: str, wheel: Path, folder: Path) -> Version:
    """Install the wheel and run everything."""
    folder.mkdir()
    call(interpreter, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    call(python, "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=folder)
    shutil.copytree(ROOT / "plans", folder / "work" / "plans")
    for name in ("scripts/outputs.py", "docs/examples"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / Path(name).name)
    version, durable, packages = json.loads(call(python, "-I", "-c", ABOUT, cwd=folder))
    # as errors: what the version deprecates, in our modules
    printed = call(python, "-W", "error:::checker", folder / "outputs.py", folder / "examples", cwd=folder / "work")
    return Version(version, durable, packages, json.loads(printed))


def main() -> int:
    """Try all, print a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("interpreters", nargs="+", metavar="python")
    given = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
        (wheel,) = folder.glob("*.whl")
        first: Version | None = None
        for number, interpreter in enumerate(given.interpreters):
            one = tried(interpreter, wheel, folder / str(number))
            first = first or one
            names = sorted(one.outputs.keys() | first.outputs.keys())
            differing = [name for name in names if one.outputs.get(name) != first.outputs.get(name)]
            engine = "durable-rules + plain" if one.durable else "plain"
            same = f"{len(differing)} differ: {', '.join(differing)}" if differing else f"as Python {first.python}"
            print(f"Python {one.python:8} {engine:22} {len(one.outputs)} outputs, {same}", flush=True)
            good = good and not differing
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
