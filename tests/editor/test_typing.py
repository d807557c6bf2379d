"""Whatever is typed wherever: every question has an answer, made from the last check and the text as it is now."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.editor.diagnostics import Text, diagnostics
from checker.editor.examining import Examined, Examiner, Open
from checker.editor.hovers import hover
from checker.editor.kinds import Kind
from checker.editor.links import definition
from checker.editor.outline import outlined
from checker.editor.positions import Lines
from checker.editor.project import Project
from checker.editor.symbols import symbols
from tests.docs.pages import DOCS

TEXT = (DOCS / "examples" / "linjiang.yaml").read_text(encoding="utf-8")
TYPED = ("", "[", "{", "}", ": ", '"', "\t", "- ", "\n", "\u2028", "😀", "\r", "#", "at: 1", "name: ", "\ud800")


@cache
def checked() -> tuple[Project, Examined]:
    folder = Path(mkdtemp())
    for name in ("linjiang.yaml", "linjiang.txt"):
        shutil.copy(DOCS / "examples" / name, folder)
    here = Project(folder, None)
    examined = Examiner().examine(opened(folder / "linjiang.yaml", TEXT), here)
    shutil.rmtree(folder)  # nothing is read again to answer a question
    return here, examined


def opened(path: Path, text: str) -> Open:
    return Open(path, path.name, text, Kind.SUMMARY)


def version(text: str) -> Text:
    return Text("file:///a.yaml", Lines(text, "utf-16"), outlined(text), "utf-16")


@settings(max_examples=150)
@given(st.integers(0, len(TEXT)), st.integers(0, 60), st.sampled_from(TYPED), st.integers(-80, 80))
def test_every_question_has_an_answer(at: int, gone: int, typed: str, away: int) -> None:
    here, examined = checked()
    text = version(TEXT[:at] + typed + TEXT[at + gone :])
    place = text.lines.place(min(max(at + away, 0), len(text.lines.text)))
    hover(examined, text.outline, place, markdown=True)
    definition(examined, text, place, here)
    for symbol in symbols(text):
        for each in (symbol, *(symbol.children or ())):
            assert each.name
            assert each.range.start <= each.selection_range.start
            assert each.selection_range.end <= each.range.end
    for found in diagnostics(examined.notes, text, examined.original):
        assert found.range.start <= found.range.end
        assert found.range.end.line < len(text.lines)


def test_every_finding_is_explained_where_it_is_marked() -> None:
    """At each diagnostic's place the hover names its rule."""
    _, examined = checked()
    text = version(TEXT)
    assert examined.result is not None
    for found in diagnostics(examined.notes, text, None):
        if found.data is not None:
            line, column = text.lines.column(found.range.start)
            page, _ = hover(examined, text.outline, (line, column), markdown=False)
            content = page.content()
            assert content is not None
            assert str(found.code) in content.value or "这里还有" in content.value
