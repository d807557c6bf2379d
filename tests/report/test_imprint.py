"""Whose report it is: logo, issuer, closing words."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from checker.loading.problems import UnusableInput
from checker.report.imprint import LOGO_BYTES, Imprint, read_logo
from tests.report import hostile, samples
from tests.report.page import parse
from tests.report.pages import html_of
from tests.report.sample_source import IMPRINT

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SVG = b'<?xml version="1.0"?>\n<!-- a logo --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(("content", "kind"), [(PNG, "png"), (SVG, "svg+xml")])
def test_logo_is_an_image_and_nothing_else(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "logo"
    path.write_bytes(content)
    logo = read_logo(path, "logo")
    assert logo == f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    head = parse(html_of(samples.sample(), imprint=Imprint(logo=logo))).id("summary")
    assert head.one("img").attributes["src"] == logo
    assert head.one("img").attributes["alt"] == "出具单位的标志"


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"GIF89a", "PNG 或 SVG"), (b"<html><svg>", "PNG 或 SVG"), (PNG + b"\0" * LOGO_BYTES, "100 kB")],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(UnusableInput) as unusable:
        read_logo(path, "logo.png")
    assert word in unusable.value.problems[0].message


def test_issuer_and_closing_words() -> None:
    root = parse(html_of(samples.sample(), imprint=IMPRINT))
    assert IMPRINT.issuer in root.id("summary").one("p", "issuer").text
    assert root.id("summary").one("img").attributes["alt"] == ""  # the name beside it says it
    assert root.id("notes").one("p", "closing").text == IMPRINT.closing
    plain = parse(html_of(samples.sample()))
    assert not plain.all("img")
    assert not plain.all("p", "closing")


def test_hostile_words_stay_words() -> None:
    root = parse(html_of(samples.sample(), imprint=Imprint(hostile.STYLE, closing=hostile.SCRIPT)))
    assert root.id("notes").one("p", "closing").text == hostile.SCRIPT
    assert len(root.all("style")) == 1
    assert not root.all("img")
