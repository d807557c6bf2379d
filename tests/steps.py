"""Running the steps of CI files by script: what a runner does with them, as far as these files need it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

ROOT = Path(__file__).parents[1]
_EXPRESSION = re.compile(r"\$\{\{\s*inputs\.(\w+)\s*\}\}")


class Ran(Struct):
    """What became of the steps: exit codes by name, all that was printed, and the job's own summary."""

    codes: dict[str, int] = field(default_factory=dict)
    printed: str = ""
    summary: str = ""

    @property
    def green(self) -> bool:
        return bool(self.codes) and not any(self.codes.values())


class Runner(Struct, frozen=True):
    """A machine with ``guiheng`` on its PATH; ``pip`` only writes down what it was asked for."""

    folder: Path

    @property
    def asked(self) -> list[str]:
        log = self.folder / "pip.log"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        tools = self.folder / "bin"
        tools.mkdir(parents=True, exist_ok=True)
        python = shlex.quote(sys.executable)
        _script(tools / "guiheng", f'exec {python} -m checker "$@"')
        _script(tools / "pip", f'echo "$@" >> {shlex.quote(str(self.folder / "pip.log"))}')
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUIHENG", "GIT_"))}
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        return {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **extra}

    def run(self, script: str, cwd: Path, extra: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """One script, as a runner does it: it ends at the first command that fails."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
            cwd=cwd,
            env=self.environment(extra),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def github(self, steps: list[dict[str, Any]], cwd: Path, inputs: Mapping[str, str] | None = None,
               extra: Mapping[str, str] | None = None) -> Ran:  # fmt: skip
        """The ``run`` steps of a job or an action; after a failure only those that run ``always()``."""
        temporary = self.folder / "temp"
        temporary.mkdir(exist_ok=True)
        summary = temporary / "summary.md"
        summary.unlink(missing_ok=True)
        for old in temporary.glob("guiheng.md"):
            old.unlink()
        ran, failed = Ran(), False
        for step in steps:
            condition = step.get("if", "")
            if "run" not in step or (failed and "always()" not in condition):
                continue
            asked = re.search(r"inputs\.(\w+) != ''", condition)
            if asked and not (inputs or {})[asked[1]]:
                continue
            given = {name: _EXPRESSION.sub(lambda found: (inputs or {})[found[1]], value)
                     for name, value in step.get("env", {}).items()}  # fmt: skip
            variables = {"GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(temporary), **(extra or {}), **given}
            done = self.run(step["run"], cwd, variables)
            ran.codes[step["name"]] = done.returncode
            ran.printed += done.stdout + done.stderr
            failed = failed or done.returncode != 0
        ran.summary = summary.read_text("utf-8") if summary.exists() else ""
        return ran


def _script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
