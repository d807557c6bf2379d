"""The place of every value, compared with PyYAML's own composer (pure Python, not libyaml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.model.result import Route
from tests.loading.support import data, examples, read

WORDS = st.text(st.sampled_from("知识产权保护ab 12.,:#-{}[]“”'\"%\n"), min_size=1, max_size=12)
TREES = st.recursive(
    st.one_of(WORDS, st.integers(0, 9999), st.booleans(), st.none()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def composed(node: yaml.Node, route: Route = ()) -> Iterator[tuple[Route, int, int]]:
    """Route, line and column (from 1) of every value below a composed node."""
    yield route, node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from composed(item, (*route, index))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from composed(value, (*route, key.value))


@examples
@given(TREES, st.sampled_from([True, False, None]), st.integers(2, 6), st.sampled_from([20, 80, 9999]))
def test_every_value_is_where_it_stands(value: Any, flow: bool | None, indent: int, width: int) -> None:
    written = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=flow, indent=indent, width=width, sort_keys=False
    )
    tree = read(written)
    node = yaml.compose(written, yaml.SafeLoader)
    assert node is not None
    for route, line, column in composed(node):
        mark = tree.marks.find(route)
        assert (mark.line, mark.column) == (line, column), route


@examples
@given(TREES)
def test_text_lists_and_mappings_come_back_as_they_were(value: Any) -> None:
    assert data(yaml.safe_dump(value, allow_unicode=True)) == value


def test_a_hand_made_layout() -> None:
    tree = read("指标:\n  - 名称: 专利\n    目标: {值: 12,\n           单位: 件}\n  - 名称: 商标\n备注: [甲, 乙]\n")
    places = {
        (): (1, 1),
        ("指标",): (2, 3),
        ("指标", 0): (2, 5),
        ("指标", 0, "名称"): (2, 9),
        ("指标", 0, "目标"): (3, 9),
        ("指标", 0, "目标", "值"): (3, 13),
        ("指标", 0, "目标", "单位"): (4, 16),
        ("指标", 1, "名称"): (5, 9),
        ("备注", 1): (6, 9),
    }
    found = {route: (tree.marks.find(route).line, tree.marks.find(route).column) for route in places}
    assert found == places


def test_what_is_not_there_has_the_place_of_what_holds_it() -> None:
    tree = read("a:\n  b: 1\n")
    assert (tree.marks.find(("a", "c", 3)).line, tree.marks.find(("a", "c", 3)).column) == (2, 3)
    assert (tree.marks.find(("x",)).line, tree.marks.find(("x",)).column) == (1, 1)
