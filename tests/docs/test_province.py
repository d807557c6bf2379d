"""The invented province of the documentation: its files load, quote what is there, and give what the page says."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from checker.judging.cases import run_cases
from checker.judging.mutation import surviving_mutants
from checker.judging.rulebook import load_rulebook, rules_at
from checker.loading.plans import load_plan, quote_problems
from checker.report.wording import SEVERITY_WORDS
from tests.docs.pages import DOCS, PROVINCE_PAGE, guiheng, table

PROVINCE = DOCS / "examples" / "province"
CITY, OUTLINE, RULES = (f"docs/examples/province/{name}" for name in ("linhu-155.yaml", "chengjiang-155.yaml", "rules"))
SLOGANS = ("严保护", "大保护", "快保护", "同保护")


@cache
def found(*more: str) -> dict[str, Any]:
    """The result of the city's draft under the province's outline; an error in it makes the exit code 1."""
    run = guiheng("check", "--format", "json", CITY, "--outlines", OUTLINE, *more)
    assert run.returncode == 1, run.stderr
    (plan,) = json.loads(run.stdout)["plans"]
    assert isinstance(plan, dict)
    return plan


def text_of(name: str) -> str:
    return (PROVINCE / f"{name}.txt").read_text(encoding="utf-8")


def rows_of(plan: dict[str, Any]) -> list[list[str]]:
    """The findings as the page lists them."""
    return [
        [
            SEVERITY_WORDS[finding["severity"]],
            finding["rule"],
            finding["message"],
            "；".join(f"{each['document']} {each['clause']}" for each in finding["basis"]) or "规划自身",
        ]
        for finding in plan["findings"]
    ]


@pytest.mark.parametrize("name", ["chengjiang-155", "linhu-155"])
def test_a_file_quotes_the_text_beside_it(name: str) -> None:
    loaded = load_plan(PROVINCE / f"{name}.yaml")
    text = text_of(name)
    assert [problem.message for problem in quote_problems(loaded, text)] == []
    assert "虚构" in text.splitlines()[0]
    assert loaded.plan.title in text
    assert loaded.plan.source
    assert loaded.plan.source.file == f"{name}.txt"


def test_the_length_of_the_draft() -> None:
    assert 800 <= len(text_of("linhu-155")) <= 1500


def test_each_thing_asked_is_in_the_words_of_the_outline() -> None:
    asks = load_plan(PROVINCE / "chengjiang-155.yaml").plan.asks
    text = text_of("chengjiang-155")
    assert {ask.strength for ask in asks} == {"要求", "引导"}
    for ask in asks:
        assert ask.quote
        assert text.count(ask.quote) == 1, ask.id
        sentence = next(part for part in text.replace("\n", "。").split("。") if ask.quote in part)
        assert ("引导" in sentence) == (ask.strength == "引导"), ask.id
        assert ("应当" in sentence or "不得" in sentence) == (ask.strength == "要求"), ask.id


def test_every_item_of_the_draft_has_its_place() -> None:
    plan = load_plan(PROVINCE / "linhu-155.yaml").plan
    for items in (plan.citations, plan.tables, plan.indicators, plan.figures, plan.sections, plan.measures):
        assert items
        assert all(item.at for item in items)


def test_the_page_lists_exactly_the_findings_of_the_draft() -> None:
    assert rows_of(found()) == table(PROVINCE_PAGE, "findings of examples/province/linhu-155.yaml")


def test_nothing_of_the_draft_is_left_undecided() -> None:
    assert found()["counts"]["无法判断"] == 0


def test_what_a_parent_requires_is_an_error_and_what_it_guides_to_is_a_warning() -> None:
    required = {finding["severity"]: finding["basis"] for finding in found()["findings"] if finding["rule"] == "IND010"}
    strengths = {severity: [clause["strength"] for clause in basis] for severity, basis in required.items()}
    assert strengths == {"error": ["要求"], "warning": ["引导"]}
    assert all(clause["confidence"] == "verified" for basis in required.values() for clause in basis)


def test_the_indicators_that_are_listed_and_the_outline_that_is_cited_pass() -> None:
    passed = {(check["rule"], check["subject"]) for check in found()["checks"] if check["verdict"] == "符合"}
    assert ("CIT001", "《澄江省“十五五”知识产权发展纲要》") in passed
    codes = [check["verdict"] for check in found()["checks"] if check["rule"] == "IND010"]
    assert sorted(codes) == ["不符合", "不符合", "符合", "符合"]


def test_a_draft_without_the_slogans_is_measured_by_its_tasks() -> None:
    text = text_of("linhu-155")
    assert not any(slogan in text for slogan in SLOGANS)
    verdicts = {check["subject"]: check["verdict"] for check in found()["checks"] if check["rule"] == "COV001"}
    assert verdicts == dict.fromkeys(SLOGANS, "符合")


def test_without_the_outline_nothing_is_required() -> None:
    run = guiheng("check", "--format", "json", "--fail-on", "never", CITY)
    (plan,) = json.loads(run.stdout)["plans"]
    rules = {finding["rule"] for finding in plan["findings"]}
    assert rules == {finding["rule"] for finding in found()["findings"]} - {"IND002", "IND010", "STR002", "TGT011"}


def test_the_rules_of_the_province_change_what_the_page_says() -> None:
    before = rows_of(found())
    changed = [row for row in rows_of(found("--rules", RULES)) if row not in before]
    assert changed == table(PROVINCE_PAGE, "changes with examples/province/rules")


def test_the_rule_of_the_province_is_told_from_every_neighbour_by_its_cases() -> None:
    rulebook = load_rulebook()
    (rule,) = rules_at(PROVINCE / "rules", rulebook)
    assert rule.compiled is not None
    assert list(run_cases(rule, rulebook)) == []
    assert [str(mutant) for mutant in surviving_mutants(rule, rulebook)] == []


def test_no_shipped_outline_of_a_province_is_of_the_new_period() -> None:
    shipped = [load_plan(path).plan for path in sorted((DOCS.parent / "rules/outlines/provinces").glob("*.yaml"))]
    assert shipped
    assert not [plan.id for plan in shipped if plan.period and plan.period.start == 2026]


def test_the_outline_itself_is_at_no_fault() -> None:
    run = guiheng("check", "--format", "json", "--fail-on", "warning", OUTLINE)
    assert run.returncode == 0, run.stderr
    (plan,) = json.loads(run.stdout)["plans"]
    # what is to be known: it is an excerpt, keeps a measure of the period before, and stands below the nation
    assert {finding["rule"] for finding in plan["findings"]} == {"IND006", "STR001", "TGT020"}
