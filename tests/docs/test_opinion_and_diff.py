"""``docs/opinion-and-diff.md``: its commands print what the page shows, and its words are the program's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from checker.model.result import SEVERITIES
from checker.report.diff_view import FATES
from checker.report.docx import COLUMNS
from checker.report.markdown import LIMIT
from tests.cli.support import apart
from tests.docs.pages import DOCS, Block, blocks, read

PAGE = DOCS / "opinion-and-diff.md"
LEFT_OUT = "……"


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    return shutil.copytree(DOCS / "examples", tmp_path / "examples")


@pytest.mark.parametrize("session", [block for block in blocks(PAGE) if block.language == "console"], ids=str)
def test_a_command_prints_what_the_page_shows(session: Block, examples: Path) -> None:
    command, _, shown = session.text.removeprefix("$ ").partition("\n")
    name, *arguments = command.split()
    done = apart(*arguments, cwd=examples)
    assert (name, done.err, done.code in (0, 1)) == ("guiheng", "", True)
    at = 0
    for part in shown.split(f"{LEFT_OUT}\n"):
        found = done.out.find(part, at)
        assert found == at or (found > at > 0), part
        at = found + len(part)
    if LEFT_OUT not in shown:
        assert done.out == shown
    if "-o" in arguments:
        assert (examples / arguments[arguments.index("-o") + 1]).exists()


def test_the_words_of_the_page_are_those_of_the_program() -> None:
    text = read(PAGE)
    assert f"{LIMIT:,} 字符" in text
    assert all(f"\n| {fate} | " in text for fate in FATES)
    assert "、".join(column.replace("\n", "") for column in COLUMNS[:6]) in text
    assert len(SEVERITIES) == 3, "the page names them"


def test_the_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([a-z-]+\.md)\)", read(PAGE)):
        assert (DOCS / target).is_file()
