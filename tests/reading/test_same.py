"""One plan in five forms is one text."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.reading.document import Document
from checker.reading.read import read_document
from tests.reading.making import PLAN, TITLE, Piece, to_docx, to_html, to_pdf, to_print, to_text
from tests.reading.support import even, read, rows

_TABLE = next(piece for piece in PLAN if piece.kind == "table")
FORMATS = ("txt", "docx", "html", "pdf")


@cache
def made(form: str) -> tuple[bytes, Document]:
    makers = {"txt": lambda: to_text().encode(), "docx": to_docx, "html": to_html, "pdf": to_pdf}
    content = makers[form]()
    return content, read_document(content, f"plan.{form}")


@pytest.mark.parametrize("form", FORMATS)
def test_all_readers_read_the_same(form: str) -> None:
    content, document = made(form)
    assert even(document) == even(made("txt")[1])
    assert document.format == form
    assert document.file == f"plan.{form}"
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.title == ("" if form == "txt" else TITLE)
    assert rows(document) == [list(row) for row in _TABLE.rows]
    assert not document.notes


def test_a_browser_prints_the_same() -> None:
    printed = to_print(to_html())
    if printed is None:
        pytest.skip("no browser at hand")
    assert even(read(printed, "plan.pdf")) == even(made("txt")[1])


@pytest.mark.parametrize("form", FORMATS)
def test_blocks_are_in_order_and_cells_inside(form: str) -> None:
    document = made(form)[1]
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert "\n" not in document.text[block.start : block.end]
        inside = [place for span in block.cells for place in span]
        assert inside == sorted(inside)
        assert all(block.start <= place <= block.end for place in inside)
        end = block.end


def test_places_by_format() -> None:
    pages = [block.page for block in made("pdf")[1].blocks]
    assert None not in pages
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert pages[0] == 1
    assert pages[-1] > 2  # type: ignore[operator]  # no None, as seen above
    levels = {form: [b.level for b in made(form)[1].blocks if b.level] for form in ("docx", "html")}
    wanted = [piece.level for piece in PLAN if piece.kind == "heading"]
    assert levels["docx"] == wanted
    assert levels["html"] == [1, *(level + 1 for level in wanted)]
    numbers = [block.paragraph for block in made("docx")[1].blocks]
    assert numbers == sorted(numbers, key=lambda number: number or 0)


_SIGNS = st.sampled_from("知识产权保护运用创造管理服务企业全市2025年达到件亿元%，、；（）《》“”—·ABC 　.")
_WORDS = st.text(_SIGNS, min_size=1, max_size=60).map(lambda text: f"第{text.strip()}末")
_PARAGRAPHS = st.lists(_WORDS.map(lambda text: text + "。"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(_PARAGRAPHS)
def test_any_paragraphs_come_back_from_every_format(texts: list[str]) -> None:
    plan = tuple(Piece("paragraph", text) for text in texts)
    wanted = [even(read(text, "a.txt")) for text in texts]
    for name, content in (
        ("a.txt", to_text(plan).encode()),
        ("a.docx", to_docx(plan)),
        ("a.html", to_html(plan).replace(TITLE.encode(), b"")),
    ):
        document = read_document(content, name)
        assert even(document) == "".join(wanted), name
        assert len(document.blocks) == len(texts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_any_table_comes_back_from_every_format(table: list[list[str]]) -> None:
    plan = (Piece("paragraph", "下表为主要指标。"), Piece("table", rows=tuple(map(tuple, table))))
    wanted = [even(read("\t".join(row), "a.md")).strip("\n") for row in table]
    for name, content in (
        ("a.txt", to_text(plan).encode()),
        ("a.docx", to_docx(plan)),
        ("a.html", to_html(plan).replace(TITLE.encode(), b"")),
    ):
        found = even(read_document(content, name)).strip("\n").split("\n")
        assert found == ["下表为主要指标。", *wanted], name
