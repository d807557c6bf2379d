"""``--format json``: one document, streamed; the same content as the text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checker.model.result import Check, Clause, Finding, IndicatorRow, Place, PlanResult, Problem, Run
from tests.cli.conftest import Here
from tests.cli.support import BAODING, HEGANG, put

VERDICTS = ["符合", "不符合", "不适用", "无法判断", "人工核查"]


def keys(model: type[Any]) -> list[str]:
    return list(model.__struct_fields__)


@pytest.fixture
def both(here: Here, checkout: Path) -> dict[str, Any]:  # noqa: ARG001
    """Both real plans and a file that is not there, as JSON."""
    done = here("check", BAODING, HEGANG, "plans/没有.yaml", "--format", "json")
    assert done.code == 2
    found = json.loads(done.out)
    assert isinstance(found, dict)
    return found


def test_the_keys(both: dict[str, Any]) -> None:
    assert list(both) == ["version", "run", "plans", "problems", "waivers"]
    assert both["version"] == 1
    assert list(both["run"]) == keys(Run)
    for plan in both["plans"]:
        assert list(plan) == keys(PlanResult)
        assert list(plan["counts"]) == VERDICTS
        assert all(list(check) == keys(Check) for check in plan["checks"])
        assert all(list(row) == keys(IndicatorRow) for row in plan["indicators"])
        for finding in plan["findings"]:
            assert list(finding) == keys(Finding)
            assert finding["places"]
            assert all(list(place) == keys(Place) for place in (*finding["places"], *finding["related"]))
            assert all(list(clause) == keys(Clause) for clause in finding["basis"])


def test_the_order_is_that_of_the_inputs(both: dict[str, Any]) -> None:
    assert [plan["file"] for plan in both["plans"]] == [BAODING, HEGANG]


def test_problems_are_listed(both: dict[str, Any]) -> None:
    (problem,) = both["problems"]
    assert list(problem) == keys(Problem)
    assert problem["file"] == "plans/没有.yaml"
    assert problem["message"].startswith("找不到这个文件或文件夹")


def test_verdicts_and_numbers_are_plain(both: dict[str, Any]) -> None:
    found = {check["verdict"] for plan in both["plans"] for check in plan["checks"]}
    assert found == set(VERDICTS) - {"不适用"}
    counts = [count for plan in both["plans"] for count in plan["counts"].values()]
    assert all(isinstance(count, int) for count in counts)


@pytest.mark.usefixtures("checkout")
def test_the_counts_are_those_of_the_text(here: Here, both: dict[str, Any]) -> None:
    text = here("check", BAODING, HEGANG, "plans/没有.yaml", "--verbose").out
    for plan in both["plans"]:
        start = text.index(f"（{plan['file']}）")
        shown = text[start : text.index("条规则不适用", start)]
        severities = [finding["severity"] for finding in plan["findings"]]
        counts, verdicts = plan["counts"], [check["verdict"] for check in plan["checks"]]
        assert all(counts[name] == verdicts.count(name) for name in VERDICTS if name != "不适用")
        assert counts["不适用"] == sum(bool(rule["not_applicable"]) for rule in plan["rules"])
        assert counts["不符合"] == sum(finding["checks"] for finding in plan["findings"])
        assert re.search(r"问题：错误 (\d+)，警告 (\d+)，提示 (\d+)\n", shown).groups() == tuple(  # type: ignore[union-attr]
            str(severities.count(severity)) for severity in ("error", "warning", "info")
        )
        line = " · ".join(f"{name} {counts[name]}" for name in VERDICTS if name != "不适用")
        assert f"检查：{line}；{counts['不适用']} " in shown
        assert all(f" {finding['rule']} {finding['message']}\n" in shown for finding in plan["findings"])
        assert shown.count("    位置：") == sum(len(finding["places"]) for finding in plan["findings"])
    total = sum(len(plan["findings"]) for plan in both["plans"])
    numbers = re.search(r"2 份规划：错误 (\d+)，警告 (\d+)，提示 (\d+)，", text)
    assert numbers is not None
    assert sum(map(int, numbers.groups())) == total
    assert "；另有 1 个输入不能用，没有查（" in text


@pytest.mark.usefixtures("folder")
def test_one_plan_a_line_in_the_order_checked(here: Here) -> None:
    for name in "abc":
        put(Path(f"{name}.yaml"), id=f"plan-{name}")
    head, *plans, tail = here("check", ".", "--format", "json", "--select", "TGT004").out.splitlines()
    assert head.endswith('"plans": [')
    assert tail == '], "problems": [], "waivers": []}'
    assert [json.loads(line.rstrip(","))["id"] for line in plans] == ["plan-a", "plan-b", "plan-c"]


@pytest.mark.usefixtures("folder")
def test_a_document_even_of_nothing(here: Here) -> None:
    Path("empty").mkdir()
    done = here("check", "empty", "--format", "json")
    assert done.code == 3
    assert json.loads(done.out)["plans"] == []
