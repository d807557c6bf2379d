"""Paths, positions and fingerprints as other programs count them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.model.result import Place
from checker.report.machine import Fingerprints, Position, Target, path_of, uri_of
from tests.report.samples import PLAN

ROOT = Path("/仓库")


@pytest.mark.parametrize(
    ("file", "path", "uri"),
    [
        ("plans/a.yaml", "plans/a.yaml", "plans/a.yaml"),
        ("./plans//a.yaml", "plans/a.yaml", "plans/a.yaml"),
        ("plans/../b.yaml", "b.yaml", "b.yaml"),
        ("规划/临江 市.yaml", "规划/临江 市.yaml", "%E8%A7%84%E5%88%92/%E4%B8%B4%E6%B1%9F%20%E5%B8%82.yaml"),
        ("a:b#c%d?.yaml", "a:b#c%d?.yaml", "a%3Ab%23c%25d%3F.yaml"),
        ("../a.yaml", "../a.yaml", "../a.yaml"),
        ("/仓库/plans/a.yaml", "plans/a.yaml", "plans/a.yaml"),
        ("/别处/a.yaml", "/别处/a.yaml", "file:///%E5%88%AB%E5%A4%84/a.yaml"),
    ],
)
def test_paths_are_relative_and_encoded(file: str, path: str, uri: str) -> None:
    assert path_of(file, ROOT) == path
    assert uri_of(path) == uri


def test_columns_count_utf16_code_units() -> None:
    target = Target("a.yaml", "id: x\r\n{title: 𬭚𬭚市, at: 1}\n")
    assert target.position(Place("", (), 2, 14)) == Position(2, 16)
    assert target.position(Place("", (), 1, 5)) == Position(1, 5)
    assert Target("a.yaml").position(Place("", (), 2, 14)) == Position(2, 14)


def test_a_text_file_has_lines() -> None:
    target = Target("a.txt", "第一行\r\n𬭚第二行，到2025年\n第三行")
    place = Place("正文", quote="到2025年\n第三", offset=10)
    assert target.position(place) == Position(2, 7, 3, 3)
    assert target.position(replace(place, quote="不在这里")) == Position(2, 7)
    assert target.position(replace(place, offset=None)) is None
    assert target.position(replace(place, offset=1000)) is None
    assert Target("a.docx").position(place) is None


@given(st.text(alphabet="甲𬭚a\n", max_size=30), st.data())
def test_a_position_is_found_again(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    position = Target("a.txt", text).position(Place("", offset=offset))
    assert position is not None
    assert position.column is not None
    lines = text.split("\n")
    line = lines[position.line - 1].encode("utf-16-le")[: 2 * (position.column - 1)].decode("utf-16-le")
    assert len("\n".join([*lines[: position.line - 1], line])) == offset


def test_fingerprints_are_lasting_and_distinct() -> None:
    first, again = Fingerprints(), Fingerprints()
    keys = [finding.key for finding in PLAN.findings]
    marks = {key: first.of(PLAN, key) for key in keys}
    assert len(set(marks.values())) == len(keys)
    assert marks == {key: again.of(PLAN, key) for key in reversed(keys)}
    assert first.of(PLAN, keys[0]) not in marks.values(), "the same key twice"
    assert Fingerprints().of(replace(PLAN, id="other"), keys[0]) not in marks.values()
