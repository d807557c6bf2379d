"""The page on formats: its commands run as they are written, and its table is that of the program."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from checker.cli.formats import FORMATS
from checker.report.annotations import COMMANDS as GITHUB
from checker.report.gitlab import SEVERITY as GITLAB
from checker.report.sarif_rules import LEVELS
from tests.docs.pages import DOCS, ROOT, blocks, code, read

PAGE = DOCS / "ci-formats.md"
COMMANDS = [line for block in blocks(PAGE) if block.language == "sh" for line in block.text.splitlines()]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with ``plans`` in it, one of them with an error."""
    (tmp_path / "plans").mkdir()
    shutil.copy(DOCS / "examples/linjiang.yaml", tmp_path / "plans")
    shutil.copy(ROOT / "plans/cn-hebei-baoding-145.yaml", tmp_path / "plans")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(repository: Path, command: str) -> None:
    name, *arguments = command.split()
    assert name == "guiheng"
    run = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=repository,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == (0 if "--fail-on never" in command else 1), run.stderr
    files = [each.partition("=")[2] for each in arguments if "=" in each]
    assert {path.name for path in repository.iterdir()} == {"plans", *files}
    for file in files:
        content = (repository / file).read_text(encoding="utf-8")
        if file.endswith((".sarif", ".json")):
            assert json.loads(content)
        elif file.endswith(".jsonl"):
            assert json.loads(content.splitlines()[-1])["exit"] == 0
        elif file.endswith(".xml"):
            assert etree.fromstring(content.encode()).tag == "testsuites"
        else:
            assert content.startswith("### 规衡：2 份规划")
    assert bool(run.stdout) == ("--format text" in command or "--format github" in command)


def test_the_table_has_every_format() -> None:
    rows = [line.split("|")[1].strip() for line in read(PAGE).splitlines() if line.startswith("| `")]
    assert sorted(map(code, rows)) == sorted(FORMATS)
    assert {each for command in COMMANDS for each in FORMATS if f"--format {each}" in command} >= {*FORMATS} - {"json"}


def test_the_levels_are_those_of_the_program() -> None:
    text = read(PAGE)
    for levels in (LEVELS, GITHUB, GITLAB):
        assert "、".join(f"`{levels[severity]}`" for severity in ("error", "warning", "info")) in text
