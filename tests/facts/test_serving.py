"""What the measures work for, where figures stand, and who answers for a row."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts import Fact
from checker.facts.placement import Layout
from tests.facts.support import facts_of, of_kind
from tests.loading.support import plan

MEASURES = """measures:
  - {id: 一, kind: task, title: 商标工程, serves: [临江商标, trademarks-in-force], at: {quote: 商标, offset: 100}}
  - {id: 二, kind: task, title: 作坊工程, at: {quote: 作坊, offset: 200}}
"""


def found(text: str, kind: str) -> list[Fact]:
    return of_kind(facts_of(plan(text)), kind)


def values(facts: list[Fact], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(fact.values[name] for name in names) for fact in facts]


def figure(name: str, offset: int | None, more: str = "value: 3, unit: 家", role: str = "target") -> str:
    place = "" if offset is None else f", at: {{quote: 甲, offset: {offset}}}"
    return f"  - {{indicator: {name}, role: {role}, {more}{place}}}\n"


def test_what_is_named_and_what_is_printed_in_the_measure() -> None:
    figures = "figures:\n" + figure("临江作坊", 210) + figure("临江商标", 120) + figure("旧作坊", 220, role="achieved")
    assert values(found(MEASURES + figures, "service"), "title", "topic") == [
        ("商标工程", "临江商标"),
        ("商标工程", "trademarks-in-force"),
        ("作坊工程", "临江作坊"),
    ]


def test_a_name_means_the_row_or_figure_that_bears_it() -> None:
    coded = "indicators: [{name: 临江商标, code: trademark-registrations, target: {value: 3}}]\n"
    assert ("商标工程", "trademark-registrations") in values(found(MEASURES + coded, "service"), "title", "topic")
    said = "figures:\n" + figure("临江商标", 20, "code: trademark-applications, value: 3, unit: 件")
    assert ("商标工程", "trademark-applications") in values(found(MEASURES + said, "service"), "title", "topic")


def test_a_narrowed_goal_is_served_by_its_name() -> None:
    figures = "figures:\n" + figure("临江商标", 20, "of: 企业, value: 3, unit: 件")
    (goal,) = found(MEASURES + figures, "goal")
    assert goal.values["topic"] == "临江商标"


@pytest.mark.parametrize(
    ("more", "goals"),
    [
        (figure("临江作坊", 20), ["临江作坊"]),
        (figure("临江作坊", 20) + figure("临江作坊", 30), ["临江作坊"]),
        (figure("临江作坊", 20, role="achieved"), []),
        (figure("临江作坊", 99), ["临江作坊"]),
        (figure("临江作坊", 100), []),  # where the first measure begins
        (figure("临江作坊", None), []),
    ],
)
def test_goals_are_what_stands_before_the_measures(more: str, goals: list[str]) -> None:
    assert [fact.values["name"] for fact in found(f"{MEASURES}figures:\n{more}", "goal")] == goals


def test_a_goal_of_the_table_is_no_goal_of_the_text() -> None:
    row = "indicators: [{name: 临江作坊, target: {value: 3}}]\nfigures:\n"
    assert found(MEASURES + row + figure("临江作坊", 20), "goal") == []


def test_without_places_of_measures_no_goal_is_known_to_stand_before_them() -> None:
    bare = MEASURES.replace(", at: {quote: 商标, offset: 100}", "").replace(", at: {quote: 作坊, offset: 200}", "")
    assert found(f"{bare}figures:\n{figure('临江作坊', 20)}", "goal") == []


def test_a_goal_in_words_has_no_number() -> None:
    figures = "figures:\n" + figure("临江作坊", 20) + figure("海外发明专利授权量", 30, "text: 迈上新台阶")
    assert values(found(MEASURES + figures, "goal"), "is_numeric", "has_code") == [(1, 0), (0, 1)]


@pytest.mark.parametrize(
    ("offset", "index"), [(99, None), (100, 0), (199, 0), (200, 1), (290, 1), (300, None), (None, None)]
)
def test_the_measure_that_a_place_falls_in(offset: int | None, index: int | None) -> None:
    """A heading of the body ends a measure, one of the contents does not."""
    sections = """sections:
  - {id: 三, title: 保障, role: guarantees, at: {quote: 保障, offset: 300}}
  - {id: 四, title: 目录, role: guarantees, in: contents, at: {quote: 目录, offset: 250}}
  - {id: 五, title: 作坊, role: tasks, at: {quote: 作坊, offset: 200}}
"""
    assert Layout(plan(MEASURES + sections).plan).measure_at(offset) == index


def duty(row: str, *tasks: str) -> list[Fact]:
    text = f"indicators: [{{name: 临江商标, target: {{value: 3}}, responsible: {{{row}}}}}]\nmeasures:\n"
    for number, task in enumerate(tasks):
        text += (
            f"  - {{id: '{number}', kind: task, title: 任务{number}, serves: [临江商标], responsible: {{{task}}}}}\n"
        )
    return found(text, "duty")


@pytest.mark.parametrize(
    ("row", "task", "lead", "task_lead", "takes_part", "leads"),
    [
        ("units: [市科技局, 市教育局], lead: [市科技局]", "units: [市科技局, 市教育局]", "市科技局", "", 1, 0),
        ("units: [市科技局]", "units: [市教育局, 市科技局], lead: [市教育局]", "市科技局", "市教育局", 1, 0),
        ("units: [市科技局]", "units: [市科学技术局]", "市科技局", "市科学技术局", 1, 1),
        ("units: [市科技局]", "units: [省科技厅]", "市科技局", "省科技厅", 0, 0),
        ("units: [市科技局]", "units: [临江市科技局, 乙], lead: [临江市科技局]", "市科技局", "临江市科技局", 1, 1),
        ("units: [市科技局, 市教育局]", "units: [市科技局]", "", "市科技局", 0, 0),
    ],
)  # fmt: skip
def test_who_answers_in_the_table_and_in_the_task(
    row: str, task: str, lead: str, task_lead: str, takes_part: int, leads: int
) -> None:
    facts = duty(row, task)
    assert values(facts, "lead", "task_lead", "takes_part", "leads") == [(lead, task_lead, takes_part, leads)]


def test_the_main_measure_is_the_only_one_or_the_one_that_prints_the_goal() -> None:
    units = "units: [市科技局]"
    assert values(duty(units, units), "is_main", "task_units") == [(1, 1)]
    assert values(duty(units, units, units), "is_main") == [(0,), (0,)]
    text = f"indicators: [{{name: 作坊, target: {{value: 3}}, responsible: {{{units}}}}}]\n" + MEASURES.replace(
        "at: {quote: 作坊", f"responsible: {{{units}}}, at: {{quote: 作坊"
    ).replace("serves: [临江商标", f"responsible: {{{units}}}, serves: [作坊")
    assert values(found(f"{text}figures:\n{figure('作坊', 210)}", "duty"), "title", "is_main") == [
        ("商标工程", 0),
        ("作坊工程", 1),
    ]


def test_no_duty_where_one_side_names_no_unit() -> None:
    assert found("indicators: [{name: 临江商标, target: {value: 3}}]\n" + MEASURES, "duty") == []
    assert (
        found(
            "indicators: [{name: 临江商标, target: {value: 3}, responsible: {units: [市科技局]}}]\n" + MEASURES, "duty"
        )
        == []
    )


def test_themes_of_the_measures() -> None:
    text = "measures: [{id: 一, kind: guarantee, title: 甲, themes: [组织, 考核]}, {id: 二, kind: task, title: 乙}]\n"
    assert values(found(text, "theme"), "theme", "title") == [("组织", "甲"), ("考核", "甲")]


@pytest.mark.parametrize(("offset", "named"), [("20", 0), ("120", 1), ("220", 0)])
def test_whether_a_theme_names_the_coordinating_body(offset: str, named: int) -> None:
    text = MEASURES.replace("商标工程,", "商标工程, themes: [组织],")
    body = f"bodies: [{{name: 市知识产权领导小组, at: {{quote: 小组, offset: {offset}}}}}]\n"
    assert values(found(text + body, "theme"), "kind", "names_coordinator") == [("task", named)]


def test_a_title_that_speaks_of_an_indicator_nothing_else_serves() -> None:
    rows = "indicators: [{name: 专利权质押融资金额, target: {value: 3}}, {name: 临江商标, target: {value: 3}}]\n"
    text = rows + MEASURES.replace("作坊工程", "推进质押融资和临江商标")
    assert values(found(text, "service"), "title", "topic") == [
        ("商标工程", "临江商标"),
        ("商标工程", "trademarks-in-force"),
        ("推进质押融资和临江商标", "专利权质押融资金额"),
    ]
    units = "responsible: {units: [市科技局]}"
    led = text.replace("target: {value: 3}}, {", f"target: {{value: 3}}, {units}}}, {{").replace(
        "title: 推进", f"{units}, title: 推进"
    )
    assert found(led, "duty") == []  # who answers is not read from a title


def test_a_goal_that_says_a_row_in_short_is_none() -> None:
    row = "indicators: [{name: 年度专利质押融资登记金额, target: {value: 3}}]\n"
    figures = "figures:\n" + figure("专利质押融资", 20, "value: 3, unit: 亿元") + figure("临江作坊", 30)
    assert values(found(row + figures + MEASURES, "goal"), "name") == [("临江作坊",)]
