"""What is wrong with a plan summary: all of it at once, at its line, with the way out."""

from __future__ import annotations

import pytest

from checker.loading.plans import quote_problems
from checker.loading.problems import SHOWN, UnusableInput
from checker.loading.validation import MAX_PROBLEMS
from tests.loading.support import HEAD, plan, problems

NUMBER = "应为数字，例如 12 或 2.21（范围、约数另写 bound、max，文字目标写 text）"


def only(more: str, head: str = HEAD) -> tuple[int | None, str]:
    (problem,) = problems(more, head)
    return problem


def test_all_errors_of_a_file_are_said_at_once() -> None:
    found = problems(
        """issued: 2021-13
indicators:
  - name: 专利授权量
    taget: {value: 1}
    baseline: {value: 十二, unit: 件}
  - {unit: 件}
measures:
  - {id: 一, kind: tasks, title: 任务}
"""
    )
    assert found == [
        (1, "issued：没有这一天，这里是「2021-13」"),
        (4, "没有「taget」这个键，是不是想写「target」？"),
        (5, f"indicators.1.baseline.value：{NUMBER}，这里是「十二」"),
        (6, "indicators.2 缺少「name」"),
        (6, found[4][1]),
        (8, "measures.1.kind 的值「tasks」不在可选值 task、guarantee、box 中，是不是想写「task」？"),
    ]
    assert found[4][1].startswith("没有「unit」这个键；可用的键：name、code、table")


def test_the_column_is_said_too() -> None:
    with pytest.raises(UnusableInput, match=r"^f\.yaml:6:14: indicators\.1 应为一个映射（键: 值），这里是「x」$"):
        plan("indicators: [x]")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("measures: [{id: 一, kind: task, title: 甲, cut: no}]", "measures.1.cut 应为 true 或 false，这里是「no」"),
        ("measures: [{id: 一, kind: task, title: 甲, cut: 1}]", "measures.1.cut 应为 true 或 false，这里是「1」"),
        ("short: true", "short：应为文字，这里是「true」"),
        ("short: [甲]", "short：应为文字，这里是一个有 1 项的列表"),
        ("indicators: {name: 甲}", "indicators 应为一个列表，这里是一个有 1 个键的映射"),
        ("citations: 甲", "citations 应为一个列表，这里是「甲」"),
        ("period: 2021", "period 应为一个映射（键: 值），这里是「2021」"),
        ("period: {start: 2025, end: 2021}", "period：start 晚于 end，这里是一个有 2 个键的映射"),
        ("period: {end: 25}", "period.end：应为四位年份，这里是「25」"),
        ("issued: 2021-02-30", "issued：没有这一天，这里是「2021-02-30」"),
        ("issued: 0001", "issued：年份应在 1900—2100 之间，这里是「0001」"),
        ("issued: ２０２１", "issued：日期应写作 2021-12-07、2021-12 或 2021，这里是「２０２１」"),
        ("issued: {from: 2022, to: 2021}", "issued：from 晚于 to，这里是一个有 2 个键的映射"),
        ("issued: {form: 2022}", "issued：日期范围只有 from 和 to 两个键，这里是一个有 1 个键的映射"),
        ("source: {file: a, body: [1.5, 9]}", "source.body.1 应为整数，这里是「1.5」"),
        ("source: {file: a, sha256: ab}", "source.sha256 的写法不合要求（^[0-9a-f]{64}$）：「ab」"),
        (
            "figures: [{indicator: 甲, role: target}]",
            "figures.1：value、text、raw 至少写一个，这里是一个有 2 个键的映射",
        ),
        (
            "figures: [{indicator: 甲, role: target, value: 1, at: {quote: 一, offset: -1}}]",
            "figures.1.at.offset 应不小于 0，这里是「-1」",
        ),
        (
            "figures: [{indicator: 甲, role: target, value: 5, max: 4}]",
            "figures.1：max 应不小于 value，这里是一个有 4 个键的映射",
        ),
        (
            "indicators: [{name: 甲, target: {value: 1}, targets: [{value: 1}]}]",
            "indicators.1：target 与 targets 只能写一个，这里是一个有 3 个键的映射",
        ),
        (
            "measures: [{id: 一, kind: task, title: 甲, responsible: {units: [甲局], lead: [乙局]}}]",
            "measures.1.responsible：lead 中的「乙局」不在 units 里，这里是一个有 2 个键的映射",
        ),
        (
            "asks: [{id: a, clause: 一, text: 甲, of: [city], strength: 要求, method: machine, confidence: recalled}]",
            "asks.1.confidence 的值「recalled」不在可选值 verified、single-source、derived 中",
        ),
    ],
)
def test_one_thing_wrong(more: str, message: str) -> None:
    assert only(more) == (1, message)


@pytest.mark.parametrize("line", HEAD.splitlines())
def test_what_must_be_there(line: str) -> None:
    key = line.partition(":")[0]
    head = HEAD.replace(f"{line}\n", "")
    assert [message for _, message in problems("", head)] == [f"缺少「{key}」"]


def test_a_quote_is_at_most_forty_characters() -> None:
    fits = plan(f"figures: [{{indicator: 甲, role: target, value: 1, at: {{quote: {'字' * 40}}}}}]")
    assert fits.plan.figures[0].at[0].quote == "字" * 40
    _, message = only(f"figures: [{{indicator: 甲, role: target, value: 1, at: {{quote: {'字' * 41}}}}}]")
    assert message == f"figures.1.at.quote 超过 40 个字：「{'字' * SHOWN}…」"


@pytest.mark.parametrize("word", ["协同保护", "共同保护", "同等保护", "严格保护", "快速保护", "加大保护", "协同"])
def test_another_term_is_not_taken_for_a_misspelling(word: str) -> None:
    _, message = only(
        f"measures: [{{id: 一, kind: task, title: 甲, covers: [{{protection: {word}, strength: task}}]}}]"
    )
    assert message == f"measures.1.covers.1.protection 的值「{word}」不在可选值 严保护、大保护、快保护、同保护 中"


def test_a_slip_in_a_chinese_term_is_named() -> None:
    _, message = only("measures: [{id: 一, kind: task, title: 甲, covers: [{protection: 严保户, strength: task}]}]")
    assert message.endswith("，是不是想写「严保护」？")


def test_a_word_like_nothing_known_gets_the_list_of_keys() -> None:
    _, message = only("漫画: 1")
    assert message.startswith("没有「漫画」这个键；可用的键：schema、id、title、")


def test_a_long_value_is_shortened_and_on_one_line() -> None:
    _, message = only('kind: "很长\\n的\\u200b值' + "很" * 200 + '"', HEAD.replace("kind: plan\n", ""))
    assert "\n" not in message
    assert "\u200b" not in message
    assert f"「很长 的 值{'很' * (SHOWN - 6)}…」" in message


def test_very_many_errors_are_counted() -> None:
    found = problems("indicators:\n" + "  - {nam: 甲}\n" * 100)
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == (None, "还有 150 处，改好以上各处后再查")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("indicators:\n  - {name: 甲}\n  - {name: 乙}\n  - {name: 甲}\n", (4, "同一张表里指标「甲」写了两次")),
        (
            "tables: [{id: t1, title: 表}]\nindicators:\n  - {name: 甲, table: t1}\n  - {name: 甲, table: t1}\n",
            (4, "同一张表里指标「甲」写了两次"),
        ),
        ("tables:\n  - {id: t1, title: 表}\n  - {id: t1, title: 另一张表}\n", (3, "表 id 「t1」写了两次")),
        ("indicators:\n  - name: 甲\n    table: t2\n", (3, "没有 id 为「t2」的表")),
        ("measures:\n  - {id: 一, kind: task, title: 甲,\n     section: 三}\n", (3, "没有 id 为「三」的章节")),
        (
            "measures:\n  - {id: 一, kind: task, title: 甲}\n  - {id: 一, kind: box, title: 乙}\n",
            (3, "任务 id 「一」写了两次"),
        ),
        (
            "sections:\n  - {id: 一, title: 甲, role: tasks}\n  - {id: 一, title: 乙, role: goals}\n",
            (3, "章节 id 「一」写了两次"),
        ),
    ],
)
def test_a_summary_agrees_with_itself(more: str, expected: tuple[int, str]) -> None:
    assert only(more) == expected


def test_a_heading_may_stand_in_the_contents_and_in_the_body() -> None:
    read = plan("sections: [{id: 一, title: 甲, role: tasks}, {id: 一, title: 甲, role: tasks, in: contents}]")
    assert [section.in_ for section in read.plan.sections] == ["body", "contents"]


def test_an_indicator_may_stand_in_two_tables() -> None:
    more = (
        "tables: [{id: t1, title: 甲}, {id: t2, title: 乙}]\nindicators: [{name: 丙, table: t1}, {name: 丙, table: t2}]"
    )
    assert [row.table for row in plan(more).plan.indicators] == ["t1", "t2"]


@pytest.mark.parametrize(
    ("region", "message"),
    [
        ("{name: 临江市, level: city}", "市级规划请写明 province（所在省份）"),
        ("{name: 临江县, level: county, city: 临江市}", "县级规划请写明 province（所在省份）"),
        ("{name: 临江县, level: county, province: 江东省}", "县级规划请写明 city（所在地市）"),
    ],
)
def test_a_place_names_the_places_it_lies_in(region: str, message: str) -> None:
    head = HEAD.replace("{name: 临江市, level: city, province: 江东省}", region)
    assert [said for _, said in problems("", head)] == [message]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[甲, 乙]", "最外层应为映射（键: 值），这里是一个有 2 项的列表"),
        ("甲乙", "最外层应为映射（键: 值），这里是「甲乙」"),
        ("---\n", "最外层应为映射（键: 值），这里是空值"),
        ("{}", "文件里没有内容"),
    ],
)
def test_a_file_that_is_no_summary(content: str, message: str) -> None:
    assert [said for _, said in problems("", content)] == [message]


TEXT = "规划期为20212025年。专利100件，专利200件，商标300件。"


def quoted(at: str) -> list[tuple[int | None, str]]:
    loaded = plan(f"figures:\n  - {{indicator: 甲, role: achieved, value: 1,\n     at: {at}}}\n")
    return [
        (problem.line and problem.line - HEAD.count("\n"), problem.message) for problem in quote_problems(loaded, TEXT)
    ]


@pytest.mark.parametrize(
    "at",
    [
        "{quote: 商标300件}",
        "{quote: 专利, offset: 14}",
        "{quote: 专利, offset: 21}",
        "[{quote: 专利100件}, {quote: 专利, offset: 21}]",
    ],
)
def test_quotes_that_stand_where_they_say(at: str) -> None:
    assert quoted(at) == []


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("{quote: 专利300件}", "原文中找不到「专利300件」"),
        ("{quote: 专利}", "「专利」在原文中有 2 处，请写明 offset"),
        ("{quote: 专利, offset: 12}", "原文第 12 字处不是「专利」"),
        ("{quote: 专利, offset: 99999}", "原文第 99999 字处不是「专利」"),
        ("[{quote: 商标300件}, {quote: 版权}]", "原文中找不到「版权」"),
    ],
)
def test_quotes_that_do_not(at: str, message: str) -> None:
    assert quoted(at) == [(3, message)]
