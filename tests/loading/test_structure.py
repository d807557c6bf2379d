"""What a summary may not contain: each refused by one Chinese sentence with its line, however large or deep."""

from __future__ import annotations

import re

import pytest

from checker.loading import yaml_tree
from checker.loading.yaml_tree import MAX_DEPTH, MAX_VALUES
from tests.loading.support import data, refused

TABS = "缩进不能用制表符，请改成空格"
ANCHORS = "不支持锚点和别名（& 与 *）；以它们开头的文字请加引号"
TOO_DEEP = f"嵌套超过 {MAX_DEPTH} 层，不像是规划摘要"
KEY = "键应为一个词，不能是列表或映射"
LAUGHS = "\n".join(["a0: &a0 [哈, 哈]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))])


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("a:\n\tb: 1", 2, TABS),
        ("a:\n  b: 1\n\tc: 2", 3, TABS),
        ("a:\n  b: 1\n  \tc: 2", 3, TABS),
        ("a: x\nb: &锚 1\nc: *锚", 2, ANCHORS),
        ("a: 1\nb: *锚", 2, ANCHORS),
        ("a: 1\n<<: *锚", 2, ANCHORS),
        (LAUGHS, 1, ANCHORS),
        ("a: 1\nb: !!str 2", 2, "不支持 YAML 标签「tag:yaml.org,2002:str」；以 ! 开头的文字请加引号"),
        ("a: !!python/object/apply:os.system [x]", 1, None),
        ("a: 1\nb: 2\na: 3", 3, "键「a」写了两次"),
        ("a: {b: 1, b: 2}", 1, "键「b」写了两次"),
        ("? [a, b]\n: 1", 1, KEY),
        ("a: 1\n? {b: 1}\n: 1", 2, KEY),
        ("a: 1\n---\nb: 2\n", 2, "一个文件只能有一个 YAML 文档（多了一行 ---）"),
        ("---\na: 1\n...\n---\n", 4, "一个文件只能有一个 YAML 文档（多了一行 ---）"),
        ("a: b: c", 1, "冒号的位置不对；值里有冒号时请给整个值加引号"),
        ("a: {b: 1", 2, None),
        ("a: [1, 2", 2, None),
        ('a: 1\nb: "没有完\nc: 2', 3, "引号没有闭合"),
        ("a: @x", 1, "这一行的开头字符在 YAML 中有特殊含义，请加引号"),
        ("a: %5", 1, "这一行的开头字符在 YAML 中有特殊含义，请加引号"),
        ('a: "\\d"', 1, "双引号里的反斜杠有特殊含义，请改用单引号"),
        ("a:\n  - 1\n - 2", 3, "缩进与上一项不一致"),
        ("a:\n  b: 1\n c: 2", 3, "缩进与上一项不一致"),
        ("a: - 1", 1, "列表的“-”要另起一行；以 - 开头的文字请加引号"),
        ("a: 知识产权\nb: !「重要」 x", 2, "不支持 YAML 标签；以 ! 开头的文字请加引号"),
        ("a: 1\n  b: 2", 2, "冒号的位置不对；值里有冒号时请给整个值加引号"),
        ("%YAML 9.9\n---\na: 1", 1, None),
    ],
)
def test_one_sentence_with_its_line(content: str, line: int, message: str | None) -> None:
    problem = refused(content)
    assert problem.line == line
    if message is not None:
        assert problem.message == message
    assert re.search("[一-鿿]", problem.message)
    assert "\n" not in problem.message


@pytest.mark.parametrize("content", ["", "\n\n", "# 只有注释\n", "\ufeff", "%YAML 1.1\n# x\n"])
def test_nothing_in_the_file(content: str) -> None:
    problem = refused(content)
    assert re.search("[一-鿿]", problem.message)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 10_000_000,
        "a: " + "[" * 1_000_000,
        "{a: " * 300_000,
        "- " * 500_000,
        "-\n" + "".join(" " * n + "-\n" for n in range(1, 1500)),
        "".join(" " * n + "a:\n" for n in range(1500)),
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
    ids=["brackets", "brackets-in-key", "braces", "dashes", "block-lists", "block-mappings", "one-too-many"],
)
def test_deep_nesting_is_refused_not_survived(content: str) -> None:
    problem = refused(content)
    assert problem.message == TOO_DEEP
    assert problem.line is not None


@pytest.mark.parametrize(
    "content", ["? " * 500_000, "[? " * 300_000, "!" * 1_000_000, "&a " * 300_000, "*a " * 300_000]
)
def test_other_towers_are_refused_too(content: str) -> None:
    assert refused(content).line == 1


def test_as_deep_as_is_allowed() -> None:
    value = data("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for _ in range(MAX_DEPTH - 1):
        (value,) = value
    assert value == []


def test_more_values_than_a_summary_has() -> None:
    problem = refused("".join(f"{n}: 1\n" for n in range(MAX_VALUES)))
    assert problem.message == f"多于 {MAX_VALUES} 个值，不像是规划摘要"
    assert problem.line == MAX_VALUES // 2  # keys count, and so does the mapping itself


def test_as_many_values_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 11)
    assert data("- 1\n" * 10) == [1] * 10
    assert refused("- 1\n" * 11).line == 11


def test_a_long_value_is_no_reason_to_refuse() -> None:
    assert data("a: " + "字" * 1_000_000)["a"] == "字" * 1_000_000


def test_a_value_in_a_message_is_shortened() -> None:
    problem = refused(f"{'很长的键' * 50}: 1\n{'很长的键' * 50}: 2")
    assert problem.message == f"键「{'很长的键' * 6}…」写了两次"
