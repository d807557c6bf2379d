"""The mutation check: a case that is missing and an atom too many are found, and nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from checker.facts.kinds import KINDS
from checker.judging.cases import measured_case, run_cases
from checker.judging.mutation import mutants, surviving_mutants
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.language.pack import LoadedRule, load_rule
from checker.loading.validation import validated
from checker.loading.yaml_tree import parse
from checker.model.rule import RuleFile

HEAD = """\
id: TST001
name: a-test
title: 样例
severity: error
basis: internal
why: 说明
at: task
message: 话
fix: 改
since: "0.1"
"""


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def rule(text: str) -> LoadedRule:
    return load_rule(parse(HEAD + text, "TST001.yaml"), KINDS, {})


def survivors(text: str) -> list[tuple[str, str, str]]:
    loaded = rule(text)
    assert list(run_cases(loaded, rulebook())) == []
    return [(each.place, each.atom, each.change) for each in surviving_mutants(loaded, rulebook())]


TASKS_NAME_UNITS = """
given: {task: measure where kind == 'task'}
expect: {that: task.has_units}
cases:
  - name: 没有写
    plan: {measures: [{id: a, kind: task, title: 甲}]}
    expect: [{verdict: 不符合}]
  - name: 写了
    plan: {measures: [{id: a, kind: task, title: 甲, responsible: {units: [乙]}}]}
    expect: [{verdict: 符合}]
"""
GUARANTEE = """
  - name: 保障措施不管
    plan: {measures: [{id: a, kind: guarantee, title: 甲}]}
    expect: [{verdict: 不适用}]
"""


def test_a_missing_case_is_found() -> None:
    """Without a measure of another kind nobody sees what the condition on the kind is for."""
    assert survivors(TASKS_NAME_UNITS) == [("given.task", "kind == 'task'", "去掉")]
    assert survivors(TASKS_NAME_UNITS + GUARANTEE) == []


def test_an_expectation_that_nothing_ever_meets_is_found() -> None:
    """Whatever the cases, they do not tell an atom that never holds from one that is taken not to."""
    text = """
given: {task: measure where kind == 'task'}
expect: {some: measure where kind == task.kind and title == task.title and id == 'b'}
cases:
  - name: 没有
    plan: {measures: [{id: a, kind: task, title: 甲}, {id: c, kind: box, title: 乙}]}
    expect: [{verdict: 不符合}]
"""
    assert ("expect.some", "id == 'b'", "当作不成立") in survivors(text)


def test_a_survivor_is_described_in_full() -> None:
    (mutant,) = surviving_mutants(rule(TASKS_NAME_UNITS), rulebook())
    assert str(mutant) == "TST001 given.task：「kind == 'task'」去掉（measure），没有样例看得出来"


def test_an_atom_that_another_implies_is_found() -> None:
    """No case can tell it: the rule has an atom too many."""
    text = TASKS_NAME_UNITS.replace("kind == 'task'", "kind == 'task' and kind != 'guarantee'") + GUARANTEE
    assert ("given.task", "kind != 'guarantee'", "去掉") in survivors(text)


def test_without_cases_nothing_is_told_but_what_does_not_load() -> None:
    loaded = rule(
        """
given: {task: measure where has_units and units == '乙'}
expect: {that: task.title != '甲'}
"""
    )
    every = {(mutant.atom, mutant.change) for mutant in mutants(loaded.rule)}
    left = {(mutant.atom, mutant.change) for mutant in surviving_mutants(loaded, rulebook())}
    assert every - left == {("has_units", "取反"), ("has_units", "去掉")}


def test_two_checks_that_swap_their_verdicts_are_told_by_their_messages_only() -> None:
    swap = """
given: {task: measure where kind == 'task'}
expect: {that: task.is_cut}
cases:
  - name: 一断一不断
    plan: {measures: [{id: a, kind: task, title: 甲, cut: true}, {id: b, kind: task, title: 乙}]}
    expect: [{verdict: 符合}, {verdict: 不符合}]
""" + GUARANTEE.replace("kind: guarantee", "kind: guarantee, cut: true")
    assert ("expect.that", "task.is_cut", "取反") in survivors(swap)


def test_a_check_list_line_has_nothing_to_change() -> None:
    loaded = load_rule(parse(HEAD.replace("at: task\n", "method: manual\n"), "TST001.yaml"), KINDS, {})
    assert surviving_mutants(loaded, rulebook()) == []


def texts(**lines: Any) -> list[str]:
    """What stands in place of the condition in every mutant of a rule."""
    plain: dict[str, Any] = {"given": {"row": "indicator", "said": "figure"}, "expect": {"that": "row.has_target"}}
    changed = validated(RuleFile, {**parse(HEAD, "TST001.yaml").data, "at": "row", **plain, **lines})
    (place,) = [place for place in ("given", "needs", "expect") if place in lines]
    return [mutant.text for mutant in mutants(changed) if mutant.place.startswith(place)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "row.has_code",
            ["not row.has_code", "row.has_code or not row.has_code", "row.has_code and not row.has_code"],
        ),
        (
            "row.has_code and row.has_lead",
            [
                "not row.has_code and row.has_lead",
                "row.has_lead",
                "(row.has_code and not row.has_code) and row.has_lead",
                "row.has_code and not row.has_lead",
                "row.has_code",
                "row.has_code and (row.has_lead and not row.has_lead)",
            ],
        ),
        (
            "row.has_code or (row.has_lead and not row.has_units)",
            [
                "not row.has_code or (row.has_lead and not row.has_units)",
                "row.has_lead and not row.has_units",
                "(row.has_code or not row.has_code) or (row.has_lead and not row.has_units)",
                "row.has_code or (not row.has_lead and not row.has_units)",
                "row.has_code or not row.has_units",
                "row.has_code or ((row.has_lead and not row.has_lead) and not row.has_units)",
                "row.has_code or (row.has_lead and not not row.has_units)",
                "row.has_code or row.has_lead",
                "row.has_code or (row.has_lead and not (row.has_units or not row.has_units))",
            ],
        ),
    ],
)
def test_every_atom_is_negated_dropped_and_taken_for_the_contrary(text: str, expected: list[str]) -> None:
    """Dropped from a conjunction it counts as true, from a disjunction as false."""
    assert texts(expect={"that": text}) == expected
    assert texts(needs=[{"that": text, "else": "…"}]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("row.name == 'x'", ["row.name == '〇'"]),
        ("'x' != row.name", ["row.name != '〇'"]),
        ("row.name == said.name", []),
        ("row.has_code == true", []),
        ("row.name in ['x', 'y']", ["row.name in ['y']", "row.name in ['x']"]),
        ("row.name in ['x']", []),
        ("row.target_year == 2025", ["row.target_year == 2026", "row.target_year == 2024"]),
        ("2025 > row.target_year", ["row.target_year < 2026", "row.target_year < 2024"]),
        ("row.target_year == said.year", ["row.target_year <= said.year", "row.target_year >= said.year"]),
        ("row.target_year != said.year", ["row.target_year < said.year", "row.target_year > said.year"]),
        ("row.target_year < said.year", ["row.target_year <= said.year"]),
        ("row.target_year >= said.year", ["row.target_year > said.year"]),
        ("row.target ~ said.value", [f"row.target {sign} said.value" for sign in ("<", "<=", ">", ">=")]),
        ("row.target >= said.value", ["row.target > said.value", "row.target ~ said.value"]),
        ("row.target < said.value", ["row.target <= said.value"]),
    ],
)
def test_neighbours_take_the_place_of_an_atom(text: str, expected: list[str]) -> None:
    assert texts(expect={"that": text})[3:] == expected


def test_in_a_binding_nothing_may_be_left() -> None:
    changed = ["figure where not has_code", "figure", "figure where has_code and not has_code"]
    assert texts(given={"row": "figure where has_code"}) == changed
    assert texts(expect={"some": "figure where has_code"}) == changed
    assert texts(given={"row": "indicator"}) == []


def test_the_other_words_of_the_cases_take_the_place_of_a_constant() -> None:
    changed = rule(TASKS_NAME_UNITS + GUARANTEE).rule
    cases = [measured_case(case, rulebook()) for case in changed.cases]
    texts_of_kind = [mutant.text for mutant in mutants(changed, cases) if mutant.place == "given.task"]
    assert texts_of_kind[3:] == ["measure where kind == 'guarantee'", "measure where kind == '〇'"]
