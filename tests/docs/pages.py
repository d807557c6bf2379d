"""The pages of ``docs/`` taken apart: fenced blocks with what their first line says, tables behind a marker."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from msgspec import Struct

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PLAN_PAGE, RULE_PAGE, OUTLINE_PAGE, PROVINCE_PAGE = (
    DOCS / f"{name}.md" for name in ("plan-format", "rule-authoring", "outline-format", "province")
)
WRITTEN = (PLAN_PAGE, RULE_PAGE, OUTLINE_PAGE, PROVINCE_PAGE)

_FENCE = re.compile(
    r"^(?:<!-- block: (?P<mark>[^\n]+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_SPAN = re.compile(r"`([^`\n]+)`")


class Block(Struct, frozen=True):
    """A fenced block: its language, what ``<!-- block: … -->`` above it says, its text, and the line it starts at."""

    page: str
    line: int
    language: str
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page."""
    text = read(page)
    found = []
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        found.append(Block(page.name, line, fence["language"], fence["mark"] or "", fence["text"]))
    return found


def all_blocks() -> list[Block]:
    return [block for page in sorted(DOCS.glob("*.md")) for block in blocks(page)]


def table(page: Path, marker: str) -> list[list[str]]:
    """The rows (without the head) of the table behind ``<!-- marker -->``."""
    lines = read(page).split(f"<!-- {marker} -->", 1)[1].lstrip("\n").splitlines()
    rows = []
    for line in lines[2:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return rows


def code(cell: str) -> str:
    """What a table cell holds between backticks."""
    span = _SPAN.fullmatch(cell)
    assert span, f"not between backticks: {cell}"
    return span[1]


def coded_words(page: Path) -> set[str]:
    """Every word that the page shows as code."""
    text = read(page)
    code_texts = [block.text for block in blocks(page)] + _SPAN.findall(_FENCE.sub("", text))
    return {word for shown in code_texts for word in re.findall(r"[\w-]+", shown)}


def guiheng(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of this checkout from its top folder."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def checked(*paths: str) -> list[dict[str, Any]]:
    """The results of ``guiheng check`` on files below ``docs/``, one a plan."""
    run = guiheng("check", "--format", "json", "--fail-on", "never", *(f"docs/{path}" for path in paths))
    assert run.returncode == 0, run.stderr
    plans: list[dict[str, Any]] = json.loads(run.stdout)["plans"]
    return plans
