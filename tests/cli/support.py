"""Running ``guiheng``: as a process of its own, or here; and summaries to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from checker.engine import durable_available

CHECKOUT = Path(__file__).resolve().parents[2]
BAODING = "plans/cn-hebei-baoding-145.yaml"
HEGANG = "plans/cn-heilongjiang-hegang-145.yaml"
TIMEOUT = 60
NOTE = "guiheng：没有用 durable-rules（"
NOTHING: Mapping[str, str] = MappingProxyType({})

# 临江市 is invented. It gives warnings, and no error
SUMMARY = """\
schema: 1
id: linjiang
title: 临江市知识产权规划
region: {name: 临江市, level: city, province: 澄江省}
kind: plan
period: {start: 2021, end: 2025}
indicators:
  - {name: 每万人口发明专利拥有量, target: {year: 2025, value: 12, unit: 件}}
"""
# … and this makes the error TGT003
CONTRADICTION = """\
figures:
  - {indicator: 每万人口发明专利拥有量, role: target, scope: level, year: 2025, value: 15, unit: 件}
"""


class Finished(Struct, frozen=True):
    """What a run left behind; a process its bytes decoded as UTF-8."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()


def environment(changes: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The environment of a run: this one's without what would change the output, and with ``changes``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "GUIHENG"))}
    kept |= {"PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"}
    return {name: value for name, value in {**kept, **changes}.items() if value}


def process(
    *arguments: str, cwd: Path = CHECKOUT, stdin: bytes = b"", code: str = "", env: Mapping[str, str] = NOTHING
) -> subprocess.CompletedProcess[bytes]:
    """``python -m checker …``, or ``python -c code …``; ``env`` holds variables, unset where empty."""
    door = ["-c", code] if code else ["-m", "checker"]
    done = subprocess.run(
        [sys.executable, *door, *arguments],
        cwd=cwd,
        env=environment(env),
        input=stdin,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    if not durable_available():
        done.stderr = calm(done.stderr.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return done


def calm(said: str) -> str:
    """What was said without the note that durable-rules is missing, for machines that can't compile it."""
    return "".join(line for line in said.splitlines(keepends=True) if not line.startswith(NOTE))


def apart(*arguments: str, cwd: Path = CHECKOUT, code: str = "") -> Finished:
    """A run as a process of its own."""
    done = process(*arguments, cwd=cwd, code=code)
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


def names(folder: str | Path = ".") -> list[str]:
    """All that is in a folder, hidden files too."""
    return sorted(path.name for path in Path(folder).iterdir())


def put(path: Path, text: str = SUMMARY, **fields: str) -> Path:
    """A summary in a file, with some of its top-level keys written otherwise or added."""
    lines = text.splitlines()
    for key, value in fields.items():
        written = f"{key}: {value}"
        at = next((index for index, line in enumerate(lines) if line.startswith(f"{key}:")), len(lines))
        lines[at : at + 1] = [written]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
