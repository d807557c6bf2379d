"""The examples of the documentation: they load, they quote what is there, and they give what the pages say."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from checker.judging.cases import run_cases
from checker.judging.mutation import surviving_mutants
from checker.judging.rulebook import load_rulebook, rules_at
from checker.loading.plans import load_plan, quote_problems
from checker.loading.yaml_tree import load
from checker.report.wording import SEVERITY_WORDS
from tests.docs.pages import DOCS, OUTLINE_PAGE, PLAN_PAGE, RULE_PAGE, checked, guiheng, table

EXAMPLES = DOCS / "examples"
LINJIANG, JIANGDONG = "examples/linjiang.yaml", "examples/jiangdong.yaml"


@cache
def alone() -> dict[str, Any]:
    (plan,) = checked(LINJIANG)
    return plan


def test_the_example_quotes_its_text() -> None:
    loaded = load_plan(EXAMPLES / "linjiang.yaml")
    text = (EXAMPLES / "linjiang.txt").read_text(encoding="utf-8")
    assert [problem.message for problem in quote_problems(loaded, text)] == []
    assert 600 <= len(text) <= 1200


def test_every_item_of_the_example_has_its_place() -> None:
    plan = load_plan(EXAMPLES / "linjiang.yaml").plan
    lists = (
        plan.citations,
        plan.tables,
        plan.indicators,
        plan.figures,
        plan.sections,
        plan.measures,
        plan.slogans,
        plan.damage,
    )
    for items in lists:
        assert items
        assert all(item.at for item in items)


def test_one_quote_of_the_example_needs_its_offset() -> None:
    tree = load(EXAMPLES / "linjiang.yaml")
    text = (EXAMPLES / "linjiang.txt").read_text(encoding="utf-8")
    places = [found for found in _mappings(tree.data) if "quote" in found]
    assert len(places) > 40
    offsets = [place for place in places if "offset" in place]
    assert [text.count(place["quote"]) for place in offsets] == [2]
    assert all(text.count(place["quote"]) == 1 for place in places if "offset" not in place)


def _mappings(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for inner in value.values() for found in _mappings(inner))]
    if isinstance(value, list):
        return [found for inner in value for found in _mappings(inner)]
    return []


def test_the_page_lists_exactly_the_findings_of_the_example() -> None:
    found = [
        [SEVERITY_WORDS[finding["severity"]], finding["rule"], str(finding["places"][0]["line"]), finding["message"]]
        for finding in alone()["findings"]
    ]
    assert found == table(PLAN_PAGE, "findings of examples/linjiang.yaml")


def test_the_page_lists_exactly_what_could_not_be_judged() -> None:
    found = [
        [check["rule"], check["subject"], check["reason"]]
        for check in alone()["checks"]
        if check["verdict"] == "无法判断"
    ]
    assert found == table(PLAN_PAGE, "undecided of examples/linjiang.yaml")


def test_the_outline_changes_what_the_page_says() -> None:
    with_outline, _ = checked(LINJIANG, JIANGDONG)
    assert with_outline["id"] == "example-linjiang-145"
    before, after = (_basis_by_finding(plan) for plan in (alone(), with_outline))
    # what the province had reached is nearer than what the nation had
    assert {rule for rule, _ in before.keys() - after.keys()} <= {"TGT020"}
    changed = [
        ["多出" if key not in before else "换了依据", *key, basis]
        for key, basis in after.items()
        if before.get(key) != basis
    ]
    rows = table(OUTLINE_PAGE, "changes of examples/linjiang.yaml with examples/jiangdong.yaml")
    assert sorted(changed) == sorted(rows)


def _basis_by_finding(plan: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (finding["rule"], finding["message"]): "；".join(
            f"{each['document']} {each['clause']}" for each in finding["basis"]
        )
        for finding in plan["findings"]
    }


def test_the_outline_expects_to_be_cited_and_is() -> None:
    with_outline, outline = checked(LINJIANG, JIANGDONG)
    before, after = (_passes(plan, "CIT001") for plan in (alone(), with_outline))
    assert after - before == {f"《{outline['title']}》"}


def _passes(plan: dict[str, Any], rule: str) -> set[str]:
    return {check["subject"] for check in plan["checks"] if check["rule"] == rule and check["verdict"] == "符合"}


def test_an_outline_with_open_lists_is_not_said_to_lack_them() -> None:
    _, outline = checked(LINJIANG, JIANGDONG)
    assert {finding["rule"] for finding in outline["findings"]} == {"STR001", "TGT020"}


def test_the_example_rule_is_told_from_every_neighbour_by_its_cases() -> None:
    rulebook = load_rulebook()
    (rule,) = rules_at(EXAMPLES / "rules", rulebook)
    assert rule.compiled is not None
    assert list(run_cases(rule, rulebook)) == []
    assert [str(mutant) for mutant in surviving_mutants(rule, rulebook)] == []


def test_the_first_rule_from_nothing_to_a_finding(tmp_path: Path) -> None:
    """The five minutes of the page, done: a skeleton that works, then the rule of the page, then its finding."""
    mine = tmp_path / "我们的规则"
    assert guiheng("rules", "new", "JD010", str(mine)).returncode == 0
    assert guiheng("rules", "test", str(mine)).stdout.strip() == "1 条规则，2 个样例，0 个不符"
    shutil.copy(EXAMPLES / "first-rule" / "JD010.yaml", mine / "JD010.yaml")
    assert guiheng("rules", "test", str(mine)).returncode == 0
    run = guiheng(
        "check", "--format", "json", "--fail-on", "never", "--select", "JD010", "--rules", str(mine), f"docs/{LINJIANG}"
    )
    (plan,) = json.loads(run.stdout)["plans"]
    found = [[SEVERITY_WORDS[each["severity"]], each["rule"], each["message"]] for each in plan["findings"]]
    assert found == table(RULE_PAGE, "finding of the first rule")


def test_the_first_rule_is_told_from_every_neighbour_by_its_cases() -> None:
    rulebook = load_rulebook()
    (rule,) = rules_at(EXAMPLES / "first-rule", rulebook)
    assert list(run_cases(rule, rulebook)) == []
    assert [str(mutant) for mutant in surviving_mutants(rule, rulebook)] == []


def test_every_example_is_named_by_a_page() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
    files = [path.relative_to(DOCS) for path in EXAMPLES.rglob("*") if path.is_file()]
    assert sorted(files) == [
        Path("examples/first-rule/JD010.yaml"),
        Path("examples/jiangdong.yaml"),
        Path("examples/linjiang.docx"),
        Path("examples/linjiang.txt"),
        Path("examples/linjiang.yaml"),
        Path("examples/province/chengjiang-155.txt"),
        Path("examples/province/chengjiang-155.yaml"),
        Path("examples/province/linhu-155.txt"),
        Path("examples/province/linhu-155.yaml"),
        Path("examples/province/rules/CJ001.yaml"),
        Path("examples/province/rules/pack.yaml"),
        Path("examples/revised/linjiang.docx"),
        Path("examples/revised/linjiang.txt"),
        Path("examples/revised/linjiang.yaml"),
        Path("examples/rules/JD001.yaml"),
    ]
    assert all(f"({path.as_posix()})" in pages or f"(../{path.as_posix()})" in pages for path in files)
