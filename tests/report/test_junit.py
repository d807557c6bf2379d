"""JUnit: valid by the schema of Jenkins, what passed is there, what is not decided is skipped with its reason."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec.structs import replace

from checker.model.result import Finding, Result
from checker.report.machine import Finish
from tests.report.hostile import hostile
from tests.report.machines import WAIVER, junit_of
from tests.report.samples import PLAN, RUN, empty, sample, several


def case(suite: Any, rule: str) -> Any:
    (found,) = [each for each in suite.findall("testcase") if each.get("name").startswith(f"{rule} ")]
    return found


def with_finding(**fields: Any) -> Result:
    findings = tuple(replace(finding, **fields) if finding.rule == "FIG002" else finding for finding in PLAN.findings)
    return Result(RUN, (replace(PLAN, findings=findings),))


def test_every_rule_is_a_case() -> None:
    root = junit_of(sample())
    (suite,) = root
    assert (suite.get("name"), suite.get("file")) == (PLAN.title, "plans/linjiang.yaml")
    cases = suite.findall("testcase")
    assert [each.get("name").split()[0] for each in cases] == [outcome.rule for outcome in PLAN.rules]
    inside = Counter(next((child.tag for child in each), "") for each in cases)
    assert suite.get("tests") == str(len(cases)) == root.get("tests")
    assert suite.get("failures") == str(inside["failure"]) == root.get("failures")
    assert suite.get("skipped") == str(inside["skipped"])
    assert (suite.get("errors"), root.get("errors")) == ("0", "0")
    assert min(inside["failure"], inside["skipped"]) > 2


def test_a_failure_tells_all() -> None:
    failure = case(junit_of(sample())[0], "IND001").find("failure")
    assert failure.get("type") == "error"
    assert failure.get("message") == "指标表没有“每万人口高价值发明专利拥有量”，省规划要求各市列入"
    for said in ("plans/linjiang.yaml:33 指标表", "相关：", "依据：《澄江省", "改法：在指标表中补列"):
        assert said in failure.text


def test_what_is_not_decided_is_skipped_with_its_reason() -> None:
    suite = junit_of(sample())[0]
    assert case(suite, "RSP004").find("skipped").get("type") == "无法判断"
    assert case(suite, "CIT010").find("skipped").get("type") == "人工核查"
    inapplicable = case(suite, "TGT020").find("skipped")
    assert inapplicable.get("message") == "不适用：规划没有分年目标"


def test_what_was_accepted_is_skipped_and_says_by_whom() -> None:
    skipped = case(junit_of(sample())[0], "FIG002").find("skipped")
    assert skipped.get("type") == "属基线"
    skipped = case(junit_of(with_finding(state="waived", waiver=WAIVER))[0], "FIG002").find("skipped")
    assert skipped.get("type") == "已豁免"
    assert skipped.get("message").endswith("（已豁免：下一稿补写（规划处，至 2026-12-31））")
    failure = case(junit_of(with_finding(state="open", lapsed=True, waiver=WAIVER))[0], "FIG002").find("failure")
    assert "豁免：已经过期，照报（下一稿补写，规划处，至 2026-12-31）" in failure.text


def test_what_passed_is_shown() -> None:
    passed = replace(PLAN, findings=())
    element = case(junit_of(Result(RUN, (passed,)))[0], "IND001")
    assert [child.tag for child in element] == ["system-out"]
    assert element.findtext("system-out") == "符合 1 项"


def test_a_rule_that_passed_nothing_did_not_pass() -> None:
    outcomes = tuple(replace(outcome, counts={}) for outcome in PLAN.rules)
    suite = junit_of(Result(RUN, (replace(PLAN, findings=(), rules=outcomes),)))[0]
    assert case(suite, "IND001").find("skipped").get("message") == "没有能下结论的检查"


def test_an_unusable_input_is_an_error() -> None:
    *_, suite = junit_of(several())
    assert (suite.get("name"), suite.get("errors"), suite.get("tests")) == ("plans/坏.yaml", "1", "1")
    (error,) = suite.iter("error")
    assert error.text == "plans/坏.yaml:7:3: 第 7 行缩进有误，请对齐后再试"


def test_nothing_to_check_is_an_error() -> None:
    root = junit_of(Result(RUN, ()), Finish(3))
    assert (root.get("tests"), root.get("errors")) == ("1", "1")


def test_remarks_on_the_run_are_skipped_cases() -> None:
    root = junit_of(empty(), Finish(0, (), (replace(WAIVER, status="absent"),), {"a": ("STR001",)}))
    assert (root.get("errors"), root.get("failures"), root.get("tests")) == ("0", "0", "2")


def test_waivers_that_do_nothing_are_told() -> None:
    plan = replace(PLAN, waivers=(WAIVER, replace(WAIVER, status="unknown", rule="XYZ001")))
    said = junit_of(Result(RUN, (plan,)))[0].findtext("system-out")
    assert said.startswith("没有这条规则，豁免没有用上：xx-linjiang XYZ001（下一稿补写")
    assert "\n" not in said


def test_a_hostile_plan_is_valid_xml() -> None:
    result = hostile()
    finding: Finding = replace(
        result.plans[0].findings[0], rule=result.plans[0].rules[0].rule, message="a\ufffe\uffff]]>"
    )
    plan = replace(result.plans[0], findings=(*result.plans[0].findings, finding))
    root = junit_of(replace(result, plans=(plan,)))
    messages = [failure.get("message") for failure in root.iter("failure")]
    assert "a]]>" in messages
    assert any("<script>alert(1)</script>" in message for message in messages)
