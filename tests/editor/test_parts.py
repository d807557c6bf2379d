"""What needs no conversation: kinds of files, hovers without markup, addresses, web pages, huge folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.editor import project
from checker.editor.kinds import Kind, kind_of
from checker.editor.pages import MOST, Page, escaped
from checker.editor.project import Projects, summaries
from checker.editor.server import path_of
from checker.editor.source import Original, Reader
from tests.cli.support import SUMMARY, put


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("plan.yaml", SUMMARY, Kind.SUMMARY),
        ("plan.YML", "# 说明\n" + SUMMARY, Kind.SUMMARY),
        ("plan.yaml", "# yaml-language-server: $schema=../.guiheng/plan.schema.json\n", Kind.SUMMARY),
        ("JD001.yaml", "id: JD001\nname: x\n", Kind.RULE),
        ("waivers.yaml", "", Kind.WAIVERS),
        ("豁免.yaml", "waivers:\n", Kind.WAIVERS),
        ("guiheng.toml", "", Kind.CONFIG),
        ("pyproject.toml", "[tool.guiheng]\n", Kind.CONFIG),
        ("pyproject.toml", "[project]\nname = 'x'\n", None),
        ("compose.yaml", "services:\n  db: {image: x}\n", None),
        ("ci.yml", "on: push\njobs: {}\n", None),
        ("openapi.yaml", "components:\n  schema: 1\n", None),
        ("plan.txt", SUMMARY, None),
    ],
)
def test_kinds(name: str, text: str, kind: Kind | None) -> None:
    assert kind_of(Path("/w", name), text) is kind


def test_a_summary_stays_one_while_its_head_is_edited() -> None:
    assert kind_of(Path("/w/a.yaml"), "sch", Kind.SUMMARY) is Kind.SUMMARY
    assert kind_of(None, SUMMARY) is Kind.SUMMARY


@pytest.mark.parametrize(
    "text",
    [
        "[点这里](https://example.org/x)",
        "![](file:///etc/passwd)",
        "<img src=x onerror=alert(1)>",
        "`code` **bold** _em_ ~~no~~",
        "https://example.org www.example.org a@example.org",
        "[x](command:workbench.action.terminal.new)",
        "# 标题",
        "1. 一",
        "- 二",
        "&lt;b&gt; $x$",
        "a\n\n---\n\u202eb\x1b[31m",
    ],
)
def test_no_markup_of_a_document_in_a_hover(text: str) -> None:
    shown = escaped(text)
    plain = shown
    for mark in "\\`*_[]<>~&$@:.#-":
        plain = plain.replace(f"\\{mark}", "")
    assert not set(plain) & set("`*_[]<>~&$@\n\x1b\u202e")
    assert "://" not in plain
    assert "www." not in plain
    assert not plain.startswith(("#", "- ", "1."))


def test_a_page_has_an_end() -> None:
    page = Page()
    for _ in range(100):
        page.line("很长" * 1000, "为什么")
    content = page.content()
    assert content is not None
    assert len(content.value) <= MOST + 10
    assert content.value.endswith("……")
    assert Page().content() is None


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/a/%E8%A7%84%E5%88%92%20%231.yaml", "/home/a/规划 #1.yaml"),
        ("file:///c%3A/%E8%A7%84%E5%88%92/a.yaml", "c:/规划/a.yaml"),
        ("file:///C:/plans/a.yaml", "c:/plans/a.yaml"),
        ("file://server/share/a.yaml", "//server/share/a.yaml"),
        ("untitled:Untitled-1", None),
        ("git:/home/a.yaml?ref", None),
    ],
)
def test_addresses(uri: str, path: str | None) -> None:
    found = path_of(uri)
    assert (found.as_posix() if found else None) == path


def test_the_sentence_of_a_web_page(tmp_path: Path) -> None:
    """The second of two equal quotes is the second one in the markup, too; entities are beyond that."""
    page = tmp_path / "规划.html"
    text = "<html><body><p>一、达到10件。</p>\n<p>二、也<b>达到10件</b>。</p><p>甲&amp;乙</p></body></html>"
    page.write_text(text, encoding="utf-8")
    original = Original(Reader()(page.read_bytes(), page.name), (page,))
    first, second = (original.span("达到10件", offset) for offset in (2, original.document.text.rindex("达到")))
    assert first is not None
    assert second is not None
    places = [original.location(span, "utf-16") for span in (first, second)]
    assert [place.range.start.line for place in places if place] == [0, 1]
    assert places[1] is not None
    assert places[1].range.start.character == len("<p>二、也<b>")
    entity = original.span("甲&乙", None)
    assert entity is not None
    whole = original.location(entity, "utf-16")
    assert whole is not None
    assert whole.range.start.line == whole.range.end.line == 0


def test_projects(tmp_path: Path) -> None:
    """A file belongs to the nearest configuration in its workspace folder; outside of them nothing is searched."""
    inner = tmp_path / "work" / "省"
    put(inner / "plans" / "a.yaml")
    (inner / "guiheng.toml").write_text("", encoding="utf-8")
    put(tmp_path / "work" / "b.yaml")
    put(tmp_path / "elsewhere" / "c.yaml")
    known = Projects()
    folders = [tmp_path / "work"]
    assert known.of(inner / "plans" / "a.yaml", folders).root == inner
    assert known.of(tmp_path / "work" / "b.yaml", folders).root == tmp_path / "work"
    assert known.of(tmp_path / "elsewhere" / "c.yaml", folders).root is None
    assert known.of(inner / "plans" / "x.yaml", folders) is known.of(inner / "plans" / "a.yaml", folders)


def test_huge_folders_end_and_other_peoples_files_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", ".git", "node_modules/x", "venv"):
        put(tmp_path / folder / "p.yaml")
    assert [path.relative_to(tmp_path).as_posix() for path in summaries(tmp_path)] == ["a/p.yaml"]
    for number in range(30):
        put(tmp_path / f"b{number:02}" / "p.yaml")
    monkeypatch.setattr(project, "MAX_FOLDERS", 10)
    assert 5 < len(list(summaries(tmp_path))) < 15


def test_a_project_is_read_again_only_when_a_file_changed(tmp_path: Path) -> None:
    config = tmp_path / "guiheng.toml"
    config.write_text('ignore = ["TXT"]\n', encoding="utf-8")
    here = Projects().of(tmp_path / "a.yaml", [tmp_path])
    first = here.checker()
    assert here.checker() is first
    config.write_text('ignore = ["TXT", "FIG"]\n', encoding="utf-8")
    os.utime(config, ns=(1, 1))  # even with an older date
    second = here.checker()
    assert second is not first
    assert len(second.session.rules) < len(first.session.rules)
