"""Columns of text where a Chinese character takes two."""

from __future__ import annotations

import pytest

from checker.loading.shown import printable
from checker.report.columns import columns, padded, wrapped


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("规划", 4), ("（一）a", 7), ("Ａ１", 4)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(padded(text, 12)) == 12
    assert padded(text, 0) == text


def test_wrapped_between_chinese_characters_but_not_in_words() -> None:
    text = "达到哪一级就以退出码 1 结束，默认 error；undecided 连无法判断也算。"
    for width in range(12, 80):
        lines = list(wrapped(text, width))
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(columns(line) <= width for line in lines)
        assert not [line for line in lines if line[0] in "，；。" or line != line.strip()]
        assert any("undecided" in line for line in lines)
    assert list(wrapped(text, 80)) == [text]
    assert list(wrapped("", 10)) == []


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert list(wrapped("见 docs/plan-format.md 的说明", 10)) == ["见", "docs/plan-format.md", "的说明"]


def test_printable_changes_only_what_can_not_be_seen() -> None:
    for text in ("规划 草案.yaml", "“引号”（一）…", "全角\u3000空格", "a\xa0b", "𠮷"):
        assert printable(text) == text
    assert printable("a\tb\x1b[0m\u202ec\udcff") == "a\\tb\\x1b[0m\\u202ec\\udcff"
