"""``guiheng report``: the full text and the data, and whose report it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from checker.report.folded import unfolded
from tests.cli.conftest import Here
from tests.cli.support import CONTRADICTION, SUMMARY
from tests.report.page import Node, parse

TEXT = "一、总体要求\n到2025年，每万人口发明专利拥有量达到15件。\n<script>alert(1)</script>\n"
SECTIONS = """\
sections:
  - {id: 一, number: 一, title: 总体要求, role: requirements, at: {quote: 一、总体要求, offset: 0}}
"""
FIGURE = CONTRADICTION.replace("unit: 件}", "unit: 件, at: {quote: 每万人口发明专利拥有量达到15件, offset: 14}}")


@pytest.fixture
def sourced(folder: Path) -> Path:
    """A summary beside the text it was made from."""
    content = TEXT.encode()
    (folder / "原文.txt").write_bytes(content)
    source = f"source: {{file: 原文.txt, sha256: {hashlib.sha256(content).hexdigest()}}}\n"
    path = folder / "sourced.yaml"
    path.write_text(SUMMARY + source + SECTIONS + FIGURE, encoding="utf-8")
    return path


def page() -> Node:
    return parse(Path("out/linjiang.html").read_text("utf-8"))


@pytest.mark.usefixtures("sourced")
def test_the_text_is_there_where_it_is_at_hand(here: Here) -> None:
    assert here("report", "sourced.yaml", "-o", "out").code == 0
    text = page().id("text")
    assert "<script>alert(1)</script>" in text.text
    assert any(mark.text == "每万人口发明专利拥有量达到15件" for mark in text.all("mark"))


@pytest.mark.usefixtures("sourced")
def test_the_data_is_what_check_prints(here: Here) -> None:
    printed = json.loads(here("check", "sourced.yaml", "--format", "json").out)
    here("report", "sourced.yaml", "-o", "out")
    assert unfolded("".join(map(str, page().id("result").content))) == printed


@pytest.mark.usefixtures("sourced")
def test_a_light_copy_has_neither(here: Here) -> None:
    assert here("report", "sourced.yaml", "-o", "out", "--no-full-text").code == 0
    ids = {node.attributes.get("id") for node in page().walk()}
    assert not {"text", "result"} & ids


@pytest.mark.usefixtures("good")
def test_without_its_text_a_report_has_the_data_only_when_asked(here: Here) -> None:
    here("report", "good.yaml", "-o", "out")
    assert "result" not in {node.attributes.get("id") for node in page().walk()}
    assert here("report", "good.yaml", "-o", "out", "--full-text").code == 0
    ids = {node.attributes.get("id") for node in page().walk()}
    assert "result" in ids
    assert "text" not in ids


@pytest.mark.usefixtures("good")
def test_issuer_logo_and_closing(here: Here) -> None:
    Path("logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    chosen = ("--issuer", "澄江省局", "--logo", "logo.svg", "--closing", "供内部审查")
    assert here("report", "good.yaml", "-o", "out", *chosen).code == 0
    assert page().id("summary").one("p", "issuer").text == "澄江省局"
    assert page().one("img").attributes["src"].startswith("data:image/svg+xml;base64,")
    assert page().one("p", "closing").text == "供内部审查"


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(("name", "word"), [("good.yaml", "PNG 或 SVG"), ("none.png", "找不到")])
def test_a_bad_logo_stops_before_anything_is_written(here: Here, name: str, word: str) -> None:
    done = here("report", "good.yaml", "-o", "out", "--logo", name)
    assert done.code == 2
    assert word in done.err
    assert not Path("out").exists()
