"""Quotes of a summary against the document it was made from, whatever its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from checker.loading.plans import load_plan
from checker.loading.problems import UnusableInput
from checker.reading.sources import source_document, verify_source
from tests.reading.making import to_docx, to_html, to_pdf, to_text

MADE = {"docx": to_docx(), "pdf": to_pdf(), "html": to_html(), "txt": to_text().encode()}
SUMMARY = """\
schema: 1
id: linjiang
title: 临江市知识产权规划
region: {{name: 临江市, level: city, province: 澄江省}}
kind: plan
period: {{start: 2021, end: 2025}}
source: {{file: '{file}'{sha}}}
indicators:
  - {{name: 专利, target: {{year: 2025, value: 12, unit: 件}}, at: {{quote: {quote}}}}}
"""


def summary(folder: Path, file: str, quote: str, sha: str = "") -> Path:
    path = folder / "a.yaml"
    text = SUMMARY.format(file=file, quote=quote, sha=f', sha256: "{sha}"' if sha else "")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", MADE)
def test_quotes_are_looked_up_in_any_format(form: str, tmp_path: Path) -> None:
    name = f"规划.{form}"
    (tmp_path / name).write_bytes(MADE[form])
    good = summary(tmp_path, name, "有效发明专利拥有量1460件", hashlib.sha256(MADE[form]).hexdigest())
    verify_source(load_plan(good), good, None)
    bad = summary(tmp_path, f"别处\\{name}", "有效发明专利拥有量1461件")
    with pytest.raises(UnusableInput, match="原文中找不到「有效发明专利拥有量1461件」"):
        verify_source(load_plan(bad), bad, None)
    other = summary(tmp_path, name, "有效发明专利拥有量1460件", "0" * 64)
    with pytest.raises(UnusableInput, match="sha256 不同"):
        verify_source(load_plan(other), other, None)


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(("then", "now"), [("\n", "\r\n"), ("\r\n", "\n")])
def test_line_ends_that_git_changed_are_no_other_document(form: str, then: str, now: str, tmp_path: Path) -> None:
    text = MADE[form].decode()
    assert "\n" in text
    assert "\r" not in text
    before, after = (text.replace("\n", end).encode() for end in (then, now))
    path = summary(tmp_path, f"规划.{form}", "有效发明专利拥有量1460件", hashlib.sha256(before).hexdigest())
    loaded = load_plan(path)
    (tmp_path / f"规划.{form}").write_bytes(before)
    expected = verify_source(loaded, path, None)
    (tmp_path / f"规划.{form}").write_bytes(after)
    assert verify_source(loaded, path, None) == source_document(loaded.plan, path, None) == expected
    assert expected is not None
    (tmp_path / f"规划.{form}").write_bytes(after + b"\n")
    with pytest.raises(UnusableInput, match="sha256 不同"):
        verify_source(loaded, path, None)


def test_a_folder_of_sources_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "原文"
    folder.mkdir()
    (folder / "规划.docx").write_bytes(MADE["docx"])
    (tmp_path / "规划.docx").write_bytes(b"another")
    good = summary(tmp_path, "规划.docx", "有效发明专利拥有量1460件")
    verify_source(load_plan(good), good, folder)


@pytest.mark.parametrize(
    ("name", "content"), [("规划.docx", b"broken"), ("规划.doc", b"any"), ("规划.txt", b"\xff\xfe\x00")]
)
def test_what_can_not_be_read_is_not_checked(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    path = summary(tmp_path, name, "哪里都没有的话")
    verify_source(load_plan(path), path, None)
    missing = summary(tmp_path, "没有.docx", "哪里都没有的话")
    verify_source(load_plan(missing), missing, None)
