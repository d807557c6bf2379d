"""Bombs are refused in one Chinese line, within a GB of memory, by the command as a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.support import SUMMARY, Finished, apart, put
from tests.security import bombs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as Linux has them")
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from checker.cli import main
main()
"""
WORD = "压缩包展开后大得不正常"
PDF = "PDF 展开后大得不正常"
DTD = "外部实体定义（DTD）"
DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "tags": ("a.docx", bombs.tags, WORD),
    "members": ("a.docx", bombs.members, WORD),
    "overlapping members": ("a.docx", bombs.overlapping, "文件里没有文字"),
    "archives in archives": ("a.docx", bombs.nested, "损坏"),
    "laughs": ("a.docx", lambda: bombs.docx("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", head=bombs.LAUGHS), "损坏"),
    "a file fetched": ("a.docx", lambda: bombs.docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=bombs.OUTSIDE), DTD),
    "laughs in a page": ("a.html", f"{bombs.LAUGHS}<html><body><p>&j;</p></body></html>".encode, "不像一份规划"),
    "lines of a pdf": ("a.pdf", lambda: bombs.pdf(bombs.packed(bombs.LINES, 60_000_000)), PDF),
    "packed twice": ("a.pdf", lambda: bombs.pdf(bombs.packed(b" ", 60_000_000, 2), b"[/Fl/FlateDecode]"), PDF),
    "one page many times": ("a.pdf", lambda: bombs.pdf(bombs.packed(bombs.LINES, 5_000_000), pages=900), PDF),
}  # fmt: skip
ODD = "层数太多或数字太长，不像是配置"
CONFIGS = {
    "a number": (f"a = {'1' * 5000}", ODD),
    "lists": (f"a = {'[' * 50_000}", ODD),
    "tables": (f"a = {'{a=' * 20_000}", ODD),
    "dots": (f"{'.'.join(['a'] * 50_000)} = 1", ODD),
    "dots of a table": (f"[{'.'.join(['a'] * 50_000)}]", ODD),
    "keys": ("".join(f"k{number} = 1\n" for number in range(30_000)), "文件超过 200 kB，不像是配置"),
}


def refused(done: Finished, file: str, said: str) -> None:
    assert done.code == 2, done.err
    (line,) = done.lines
    assert line.startswith(f"{file}: ")
    assert said in line


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document(tmp_path: Path, name: str) -> None:
    file, make, said = DOCUMENTS[name]
    (tmp_path / file).write_bytes(make())
    refused(apart("extract", file, cwd=tmp_path, code=LIMITED), file, said)


@pytest.mark.parametrize(
    ("name", "file"), [*((name, "guiheng.toml") for name in CONFIGS), ("a number", "pyproject.toml")]
)
def test_a_configuration(tmp_path: Path, name: str, file: str) -> None:
    text, said = CONFIGS[name]
    (tmp_path / file).write_text(f"[tool.guiheng]\n{text}" if file == "pyproject.toml" else text)
    refused(apart("config", "show", cwd=tmp_path, code=LIMITED), file, said)


def test_a_logo_of_comments(tmp_path: Path) -> None:
    """Once each comment more doubled the time: forty of them were for ever."""
    put(tmp_path / "a.yaml")
    (tmp_path / "logo.svg").write_bytes(b"<!---->" * 10_000)
    done = apart("report", "a.yaml", "-o", "out", "--logo", "logo.svg", cwd=tmp_path, code=LIMITED)
    refused(done, "logo.svg", "标志图应为 PNG 或 SVG")


@pytest.mark.parametrize(
    "text",
    [
        f"{SUMMARY}notes: [*a]\n",
        f"{SUMMARY}x: &a [*a, *a]\n",
        f"{SUMMARY}x: !!python/object/apply:os.system [id]\n",
        f"{SUMMARY}x: {'[' * 100_000}\n",
        f"{SUMMARY}{'k' * 1_000_000}: 1\n",
        f"{SUMMARY}schema2: {'9' * 1_000_000}\n",
        SUMMARY.replace("12,", f"{'9' * 100_000},"),
        SUMMARY.replace("2025}", f"{'9' * 5000}}}"),
    ],
    ids=["alias", "itself", "tag", "deep", "a long key", "a long number", "a huge value", "a huge year"],
)
def test_a_summary(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = apart("check", "a.yaml", cwd=tmp_path, code=LIMITED)
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith("a.yaml:") and len(line) < 400 for line in done.lines)
