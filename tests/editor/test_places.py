"""Lines and columns as editors count them, and the tree of a text that may be broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from checker.editor.outline import MAX_DEPTH, Node, Outline, outlined
from checker.editor.positions import Encoding, Lines
from tests.docs.pages import DOCS

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
EXAMPLE = (DOCS / "examples" / "linjiang.yaml").read_text(encoding="utf-8")


def test_columns_by_encoding() -> None:
    text = "ab\r\n𠮷野é{x\rend"
    found = {encoding: Lines(text, encoding).position(2, 5) for encoding in ENCODINGS}  # before x
    assert {name: (place.line, place.character) for name, place in found.items()} == {
        "utf-8": (1, 4 + 3 + 2 + 1),
        "utf-16": (1, 5),
        "utf-32": (1, 4),
    }
    assert len(Lines(text)) == 3
    assert Lines(text).line(3) == "end"


@given(st.text(alphabet="a中𠮷é\n\r😀 ", max_size=40), st.sampled_from(ENCODINGS))
def test_there_and_back(text: str, encoding: Encoding) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        if column <= len(lines.line(line)) + 1:  # not between \r and \n
            assert lines.column(lines.at(offset)) == (line, column)
            assert lines.at(offset) == lines.position(line, column)


def test_beyond_the_end() -> None:
    lines = Lines("一\n二三", "utf-16")
    assert lines.position(9, 9) == Position(1, 2)
    assert lines.column(Position(7, 4)) == (8, 1)
    assert lines.column(Position(1, 99)) == (2, 3)
    assert lines.rest(2, 2).end == Position(1, 2)


def every(node: Node | None, route: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Node]]:
    found = []
    for child in node.children if node else ():
        found.append(((*route, child.key), child))
        found += every(child, (*route, child.key))
    return found


def test_every_value_is_found_where_it_stands() -> None:
    outline = outlined(EXAMPLE)
    lines = Lines(EXAMPLE, "utf-32")
    nodes = every(outline.root)
    assert outline.whole
    assert len(nodes) > 300
    for route, node in nodes:
        assert outline.find(route) is node
        assert outline.route(node.start)[: len(route)] == route
        assert node.start <= node.begin <= node.end
        if node.value is not None and isinstance(node.key, str):
            assert (
                lines.line(node.start[0])[node.start[1] - 1 :].replace('"', "").startswith(f"{node.key}: {node.value}")
            )


def test_a_place_between_items_is_in_the_list() -> None:
    outline = outlined("a:\n  - {b: 1}\n\n  - {b: 2}\nc: 3\n")
    assert outline.route((2, 6)) == ("a", 0, "b")
    assert outline.route((3, 1)) == ("a",)
    assert outline.route((5, 1)) == ("c",)


@given(
    st.integers(min_value=0, max_value=len(EXAMPLE)),
    st.sampled_from(["[", "{", ":", '"', "\t", "&x", "!t", "- ", "\u2028"]),
)
def test_what_stands_before_a_break_stays(at: int, typed: str) -> None:
    """Whatever is typed wherever, the tree ends in order and holds the lines above."""
    text = EXAMPLE[:at] + typed + EXAMPLE[at:]
    outline = outlined(text)
    for route, node in every(outline.root):
        assert outline.find(route) is not None
        assert node.begin <= node.end
    if typed != "\u2028" and at > EXAMPLE.index("citations:"):
        assert text_of(outline, "id") == "example-linjiang-145"


def text_of(outline: Outline, key: str) -> str | None:
    found = outline.find((key,))
    return found.value if found else None


def test_depth_and_broken_characters_are_survived() -> None:
    deep = outlined("[" * (MAX_DEPTH + 5))
    assert not deep.whole
    assert deep.root is not None
    assert not outlined("a: \ud800").whole
    assert outlined("").root is None
    assert not outlined("a: 1\n---\nb: 2\n").whole
