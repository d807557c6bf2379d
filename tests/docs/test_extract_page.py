"""The page about extracting: its commands are run in order, and what it shows is what comes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.loading.plans import load_plan
from checker.reading import limits
from tests.cli.conftest import Here
from tests.cli.conftest import here as here  # noqa: PLC0414  # a fixture
from tests.docs.pages import DOCS, blocks, read

PAGE = DOCS / "extract.md"
_RUN = re.compile(r"<!-- run: (\w+) -->\n\n```sh\nguiheng (.+)\n```")


def commands() -> dict[str, list[str]]:
    return {name: line.split() for name, line in _RUN.findall(read(PAGE))}


def test_the_way_of_the_page(here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DOCS / "examples" / "linjiang.txt").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("稿1.txt").write_text(text, encoding="utf-8")
    run = commands()
    assert list(run) == ["extract", "check", "update"]
    first = here(*run["extract"])
    assert first.code == 0, first.err
    assert "请对照原文看一看（" in first.out
    assert here(*run["check"]).code in (0, 1)
    assert "规划期为2021—2025年" in text
    Path("稿2.txt").write_text(text.replace("规划期为2021—2025年", "规划期为2022—2026年"), encoding="utf-8")
    second = here(*run["update"])
    assert second.code == 0, second.err
    assert "规划期改了：2021—2025年 → 2022—2026年" in second.out
    plan = load_plan(Path("规划.yaml")).plan
    assert plan.source
    assert plan.source.file == "稿2.txt"


def test_other_commands_of_the_page_have_options_that_exist(here: Here) -> None:
    known = here("extract", "--help").out + here("check", "--help").out
    named = set(re.findall(r"--[a-z]+", read(PAGE)))
    assert named >= {"--update", "--force", "--region", "--title", "--as", "--outlines", "--format"}
    assert [option for option in sorted(named) if option not in known] == []


def test_the_comment_shown_is_one_that_is_written(here: Here, tmp_path: Path) -> None:
    shown = next(block.text for block in blocks(PAGE) if block.language == "yaml")
    draft = tmp_path / "稿.txt"
    text = (DOCS / "examples" / "linjiang.txt").read_text(encoding="utf-8")
    draft.write_text(text.replace("（征求意见稿）", ""), encoding="utf-8")
    assert shown in here("extract", draft, "--region", "江东省临江市").out


def test_limits_and_links() -> None:
    text = read(PAGE)
    assert f"{limits.MAX_BYTES // 1_000_000} MB、{limits.MAX_PAGES} 页" in text
    for link in re.findall(r"\]\(([^)\s#]+)\)", text):
        assert (DOCS / link).exists(), link
