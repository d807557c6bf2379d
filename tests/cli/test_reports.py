"""``report --format`` and ``check --format markdown``: which files are written, and what the exit code says."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Here
from tests.cli.support import CONTRADICTION, SUMMARY, names, put
from tests.cli.test_help import imported


@pytest.fixture
def plans(folder: Path) -> Path:
    put(folder / "plans/a.yaml", SUMMARY + CONTRADICTION)
    put(folder / "plans/b.yaml", id="linhu", title="临湖市知识产权规划")
    return folder


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("format_", "written"),
    [
        ("html", ["index.html", "linhu.html", "linjiang.html"]),
        ("markdown", ["linhu.md", "linjiang.md"]),
        ("docx", ["linhu.docx", "linjiang.docx"]),
    ],
)
def test_a_file_a_plan_and_an_index_in_html_alone(here: Here, format_: str, written: list[str]) -> None:
    done = here("report", "plans", "-o", "out", "--format", format_)
    assert (done.code, done.err) == (0, "")
    assert names("out") == sorted(written)
    assert sorted(done.out.splitlines()) == [str(Path("out", name)) for name in sorted(written)]


@pytest.mark.usefixtures("plans")
def test_word_carries_the_issuer_and_the_closing_words(here: Here) -> None:
    whose = ("--issuer", "澄江省知识产权局", "--closing", "请研究答复。")
    here("report", "plans/a.yaml", "-o", "out", "--format", "docx", *whose)
    content = Path("out/linjiang.docx").read_bytes()
    texts = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert texts[0] == "《临江市知识产权规划》审查意见"
    assert "澄江省知识产权局" in texts
    assert "请研究答复。" in texts
    here("report", "plans/a.yaml", "-o", "again", "--format", "docx", *whose)
    assert Path("again/linjiang.docx").read_bytes() == content


@pytest.mark.usefixtures("plans")
def test_markdown_keeps_the_exit_code_of_a_check(here: Here) -> None:
    done = here("check", "plans", "--format", "markdown")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("### 规衡：2 份规划\n\n**1 份有须改正的错误。**\n")
    assert here("check", "plans/b.yaml", "--format", "markdown").code == 0


@pytest.mark.usefixtures("plans")
def test_markdown_names_the_files_that_could_not_be_used(here: Here) -> None:
    Path("plans/c.yaml").write_text("schema: 1\n", encoding="utf-8")
    done = here("check", "plans", "--format", "markdown", "-o", "out.md")
    assert (done.code, done.out) == (2, "")
    assert "**没能检查的文件**\n\n- plans/c.yaml" in Path("out.md").read_text(encoding="utf-8")


def test_word_is_read_and_written_only_where_it_is_wanted(good: Path) -> None:
    assert "docx" not in imported("report", str(good.resolve()), "-o", str(good.resolve().parent / "out"))
