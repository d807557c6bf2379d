"""The document as a whole: numbers of headings, parts by their content, what is announced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts import Fact
from checker.facts.structure import ordinal
from tests.facts.support import facts_of, of_kind, one
from tests.loading.support import HEAD, examples, plan

DIGITS = "一二三四五六七八九"


def printed(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens - 1]}十"
    return before + (DIGITS[ones - 1] if ones else "")


@pytest.mark.parametrize("number", range(1, 100))
def test_numbers_of_headings(number: int) -> None:
    assert ordinal(printed(number)) == ordinal(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", "甲", "A", "1.1", "一百", "百", "十十", "一二", "二三十", "1234", "１", "第一", "(一)", "①"]
)
def test_what_is_no_such_number(text: str) -> None:
    assert ordinal(text) is None


@examples
@given(st.text(st.sampled_from("零一二三四五六七八九十百0123456789"), max_size=5))
def test_any_number_is_read_or_left_alone(text: str) -> None:
    found = ordinal(text)
    assert found is None or 0 <= found <= 999


def numbering(*headings: str) -> list[tuple[object, object]]:
    """Number and expected number of each heading: ``id`` or ``id number``, all of them tasks (boxes: 专栏…)."""
    lines = []
    for index, heading in enumerate(headings):
        name, _, number = heading.partition(" ")
        role = "box" if name.startswith("专栏") else "tasks"
        lines.append(f"  - {{id: {name}, number: '{number or name}', title: 第{index}个, role: {role}}}")
    facts = of_kind(facts_of(plan("sections:\n" + "\n".join(lines))), "numbering")
    return [(fact.values["number"], fact.values["expected"]) for fact in facts]


def broken(*headings: str) -> list[object]:
    return [number for number, expected in numbering(*headings) if number != expected]


@pytest.mark.parametrize(
    "headings",
    [
        ("一", "二", "三"),
        ("一", "一(一) 一", "一(二) 二", "二", "二(一) 一"),
        ("一", "一(一) 一", "二", "二(二) 二", "二(三) 三"),
        tuple(printed(number) for number in range(1, 24)),
        ("一", "专栏1 1", "专栏2 2", "二", "专栏3 3"),
        tuple(f"专栏{number} {number}" for number in range(1, 13)),
    ],
)
def test_numbers_that_run_on(headings: tuple[str, ...]) -> None:
    assert broken(*headings) == []


def test_many_chapters_with_parts_of_their_own() -> None:
    headings = []
    for number in range(1, 14):
        chapter = printed(number)
        headings += [chapter, f"{chapter}(一) 一", f"{chapter}(二) 二"]
    assert broken(*headings) == []


@pytest.mark.parametrize(
    ("headings", "wrong"),
    [
        (("一", "三", "四"), [3]),
        (("一", "二", "又二 二"), [2]),
        (("二", "三"), [2]),
        (("一", "一(一) 一", "一(三) 三"), [3]),
        (("十", "十二"), [10, 12]),
    ],
)
def test_numbers_that_do_not(headings: tuple[str, ...], wrong: list[int]) -> None:
    assert broken(*headings) == wrong


def test_nothing_follows_from_a_damaged_number() -> None:
    facts = facts_of(
        plan(
            """sections:
  - {id: 一, number: 一, title: 甲, role: tasks}
  - {id: 二, number: 五, raw: 王, title: 乙, role: tasks}
  - {id: 三, number: 三, title: 丙, role: tasks}
  - {id: 四, number: 四, title: 丁, role: tasks, review: true}
  - {id: 五, number: 九, title: 戊, role: tasks}
"""
        )
    )
    assert [fact.values["title"] for fact in of_kind(facts, "numbering")] == ["甲"]


def parts(more: str) -> set[object]:
    return {fact.values["role"] for fact in of_kind(facts_of(plan(more)), "part")}


@pytest.mark.parametrize(
    ("more", "roles"),
    [
        ("", set()),
        ("sections: [{id: 一, title: 甲, role: background}]", {"background"}),
        ("sections: [{id: 一, title: 甲, role: guarantees, in: contents}]", {"guarantees"}),
        ("measures: [{id: 一, kind: guarantee, title: 甲}]", {"guarantees"}),
        ("measures: [{id: 一, kind: box, title: 甲}, {id: 二, kind: task, title: 乙}]", {"box", "tasks"}),
        ("indicators: [{name: 甲, target: {year: 2025, value: 1}}]", {"goals"}),
        ("indicators: [{name: 甲, baseline: {year: 2020, value: 1}}]", set()),
        ("figures: [{indicator: 甲, role: target, text: 增长}]", {"goals"}),
        ("figures: [{indicator: 甲, role: achieved, value: 1}]", set()),
    ],
)
def test_parts_are_there_by_what_is_written(more: str, roles: set[object]) -> None:
    assert parts(more) == roles


def announced(more: str) -> Fact:
    return one(facts_of(plan(f"announced: [{{title: 优化服务供给}}]\n{more}")), "announced")


@pytest.mark.parametrize(
    ("more", "comes"),
    [
        ("", 0),
        ("sections: [{id: 六, title: 优化服务供给，便民利企, role: tasks}]", 1),
        ("sections: [{id: 六, title: “优化 服务供给”, role: tasks}]", 1),
        ("sections: [{id: 六, title: 优化服务供给, role: tasks, in: contents}]", 0),
        ("sections: [{id: 六, title: 优化服务, role: tasks}]", 0),
        ("measures: [{id: 六1, kind: task, title: 优化服务供给}]", 1),
    ],
)
def test_what_is_announced_and_whether_it_comes(more: str, comes: int) -> None:
    assert announced(more).values["comes"] == comes


def test_a_heading_that_the_text_lost() -> None:
    found = of_kind(
        facts_of(
            plan(
                """sections:
  - {id: 二, title: 总体要求, role: requirements, in: contents}
  - {id: 三, title: 主要任务, role: tasks, in: contents}
damage:
  - {raw: 指导思想, reading: 二、总体要求, cause: heading}
  - {raw: 主耍任务, reading: 主要任务, cause: ocr}
"""
            )
        ),
        "section",
    )
    assert [(fact.values["title"], fact.values["is_lost"]) for fact in found] == [("总体要求", 1), ("主要任务", 0)]


@pytest.mark.parametrize(
    ("period", "stated"),
    [
        ("period: {start: 2021, end: 2025, raw: 2021—2025年, at: {quote: 规划期为}}", 1),
        ("period: {start: 2021, end: 2025}", 0),
        ("", 0),
    ],
)
def test_a_period_that_is_only_inferred_is_not_stated(period: str, stated: int) -> None:
    assert one(facts_of(plan(period)), "plan").values["states_period"] == stated


@pytest.mark.parametrize(("title", "stated"), [("建设方案（2025—2027年）", 1), ("2025年工作方案", 0)])
def test_a_title_with_both_years_states_the_period(title: str, stated: int) -> None:
    head = HEAD.replace("临江市知识产权规划", f"临江市知识产权{title}")
    fact = one(facts_of(plan("period: {start: 2025, end: 2027}\n", head)), "plan")
    assert fact.values["states_period"] == stated


def test_where_a_goal_stands_and_what_it_counts() -> None:
    text = """period: {start: 2021, end: 2025}
figures:
  - {indicator: 甲, role: target, scope: level, year: 2025, value: 9, unit: 家, at: {quote: 甲9家, offset: 10}}
  - {indicator: 乙, role: target, scope: level, year: 2035, value: 9, unit: 件, at: {quote: 乙9件, offset: 100}}
  - {indicator: 丙, role: target, scope: level, text: 稳步增长}
measures:
  - {id: 三, kind: task, title: 题, at: {quote: 题, offset: 100}}
"""
    said = [fact.values for fact in of_kind(facts_of(plan(text)), "figure")]
    assert [each["in_tasks"] for each in said] == [0, 1, 0]
    assert [each["is_outlook"] for each in said] == [0, 1, 0]
    assert [each["counts_units"] for each in said] == [1, 0, 0]


@pytest.mark.parametrize(
    ("dates", "months"),
    [
        ("issued: 2022-10\nperiod: {start: 2021, end: 2025}", 21),
        ("issued: {from: 2021-12-31}\nperiod: {start: 2021, end: 2025}", 11),
        ("issued: 2020-06\nperiod: {start: 2021, end: 2025}", 0),
        ("issued: {to: 2022-10}\nperiod: {start: 2021, end: 2025}", None),
        ("issued: 2022-10\nperiod: {end: 2025}", None),
        ("period: {start: 2021, end: 2025}", None),
    ],
)
def test_how_far_into_the_period_a_plan_certainly_came_out(dates: str, months: int | None) -> None:
    values = one(facts_of(plan(dates)), "plan").values
    assert (values["months_in"] if values["has_months_in"] else None) == months


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("{start: 2026, end: 2030}", 12),
        ("{start: 2021, end: 2035}", 36),
        ("{start: 2025, end: 2027}", 12),
        ("{end: 2030}", None),
    ],
)
def test_how_long_the_opening_of_a_period_is(period: str, months: int | None) -> None:
    values = one(facts_of(plan(f"period: {period}")), "plan").values
    assert (values["opening_months"] if values["has_opening_months"] else None) == months


NAMED, UNNAMED, GENERIC = "responsible: {units: [市科技局]}", "serves: []", "responsible: {units: [有关部门]}"


@pytest.mark.parametrize(
    ("tasks", "most"),
    [([NAMED], 1), ([NAMED, UNNAMED], 1), ([NAMED, UNNAMED, UNNAMED], 0), ([GENERIC], 0), ([UNNAMED], 0), ([], 0)],
)
def test_whether_most_tasks_name_a_unit(tasks: list[str], most: int) -> None:
    text = "measures:\n  - {id: 八, kind: guarantee, title: 保障, responsible: {units: [市财政局]}}\n"
    for number, more in enumerate(tasks):
        text += f"  - {{id: '{number}', kind: task, title: 甲{number}, {more}}}\n"
    assert one(facts_of(plan(text)), "plan").values["names_units"] == most


def test_what_the_summary_notes_of_its_measures() -> None:
    for more, serves, themes in (("", 0, 0), (", serves: [patent-grants]", 1, 0), (", themes: [组织]", 0, 1)):
        values = one(facts_of(plan(f"measures: [{{id: 一, kind: task, title: 甲{more}}}]\n")), "plan").values
        assert (values["notes_serves"], values["notes_themes"]) == (serves, themes)


def test_measures_in_the_contents_and_their_peers() -> None:
    text = """sections:
  - {id: 四(一), title: 加强领导, role: guarantees, in: contents}
  - {id: 四(二), title: 加大投入, role: guarantees}
measures:
  - {id: 四(一), kind: guarantee, title: 加强“领导”}
  - {id: 四(二), kind: guarantee, title: 加大投入}
  - {id: 三(一), kind: task, title: 加强执法}
"""
    facts = of_kind(facts_of(plan(text)), "measure")
    assert [(fact.values["in_contents"], fact.values["peers_in_contents"]) for fact in facts] == [
        (1, 0),
        (0, 1),
        (0, 0),
    ]
