"""A guide gone through from top to bottom: files copied, changes made, commands run, what they print compared."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from msgspec import Struct

from tests.cli.conftest import Here
from tests.docs.pages import DOCS, read

LEFT_OUT = "……"
_STEP = re.compile(
    r"<!-- copy: (?P<source>\S+) to (?P<target>\S+) -->"
    r"|<!-- change: (?P<file>\S+): (?P<old>.+?) to (?P<new>.+?) -->"
    r"|<!-- exit: (?P<exit>\d) -->"
    r"|<!-- block: file=(?P<name>\S+) -->\n```\w+\n(?P<text>.*?)^```$"
    r"|^```console\n(?P<session>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Walk(Struct):
    """Where the walk is, and how many commands it ran."""

    here: Here
    monkeypatch: pytest.MonkeyPatch
    ran: int = 0

    def along(self, page: Path) -> None:
        code = 0
        for step in _STEP.finditer(read(page)):
            if step["source"]:
                target = Path(step["target"])
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(DOCS / step["source"], target)
            elif step["file"]:
                file = Path(step["file"])
                text = file.read_text(encoding="utf-8")
                assert text.count(step["old"]) == 1, step["old"]
                file.write_text(text.replace(step["old"], step["new"]), encoding="utf-8")
            elif step["name"]:
                Path(step["name"]).write_text(step["text"], encoding="utf-8")
            elif step["exit"]:
                code = int(step["exit"])
            else:
                self._session(step["session"], code)
                code = 0

    def _session(self, session: str, code: int) -> None:
        assert session.startswith("$ ")
        for part in session.removeprefix("$ ").split("\n$ "):
            command, _, shown = part.partition("\n")
            name, *arguments = command.split()
            if name == "cd":
                self.monkeypatch.chdir(arguments[0])
                continue
            assert name == "guiheng", command
            done = self.here(*arguments)
            self.ran += 1
            assert (done.code, done.err) == (code, ""), command
            assert shows(done.out, shown), f"{command}\n{done.out}"


def shows(printed: str, shown: str) -> bool:
    """Whether what a page shows was printed, with something else where it says ……; nothing shown asks for nothing."""
    parts = shown.rstrip("\n").split(LEFT_OUT)
    at = 0
    for index, part in enumerate(parts):
        wanted = part.strip("\n") if parts[1:] else part
        found = printed.find(wanted, at)
        if found < 0 or (index == 0 and part and found > 0):
            return False
        at = found + len(wanted)
    return bool(parts[1:]) or not shown or printed[at:].strip() == ""
