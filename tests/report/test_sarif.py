"""SARIF: valid by the schema, a rule each its own id, places where they are, decisions as suppressions."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from checker.model.result import Place, PlanResult, Result
from checker.report.json_output import plain
from checker.report.machine import Finish
from tests.report.hostile import hostile
from tests.report.machines import WAIVER, found, rules, sarif_of
from tests.report.samples import PLAN, RUN, empty, sample, several


def of(run: dict[str, Any], key: str) -> dict[str, Any]:
    (result,) = [each for each in run["results"] if each["properties"].get("key") == key]
    assert isinstance(result, dict)
    return result


def changed(plan: PlanResult, key: str, **fields: Any) -> Result:
    findings = tuple(replace(each, **fields) if each.key == key else each for each in plan.findings)
    return Result(RUN, (replace(plan, findings=findings),))


def test_the_rules_say_what_they_are() -> None:
    driver = sarif_of(sample())["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["language"]) == ("guiheng", "0.1.0", "zh-CN")
    assert [rule["id"] for rule in driver["rules"]] == [each.rule.id for each in rules()]
    for rule, described in zip(driver["rules"], rules(), strict=True):
        assert rule["shortDescription"]["text"] == described.rule.title
        assert rule["fullDescription"]["text"] == described.rule.why
        assert described.rule.why in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"**{rule['id']} ")
        assert rule["properties"]["basis"] == ("规划自身" if described.rule.basis == "internal" else "上位文件")


def test_a_result_points_at_its_line_and_cites() -> None:
    run = sarif_of(sample())
    assert run["columnKind"] == "utf16CodeUnits"
    finding = found(PLAN, "IND006:ip-protection-satisfaction")
    result = of(run, finding.key)
    assert (result["ruleId"], result["kind"], result["level"]) == ("IND006", "fail", "warning")
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "plans/linjiang.yaml", "uriBaseId": "%SRCROOT%", "index": 0}
    assert physical["region"] == {"startLine": 61, "startColumn": 5}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "indicators[5]"}]
    (cite,) = result["properties"]["cite"]
    assert cite == {key: value for key, value in plain(finding.basis[0]).items() if key != "ask"}
    assert finding.message in result["message"]["text"]
    assert finding.fix in result["message"]["text"]


def test_the_plan_s_own_text_is_related() -> None:
    first, second, third = of(sarif_of(sample()), "IND006:ip-protection-satisfaction")["relatedLocations"]
    assert [first["id"], second["id"], third["id"]] == [1, 2, 3]
    source = first["physicalLocation"]
    assert source["artifactLocation"]["uriBaseId"] == "SOURCES"
    assert source["artifactLocation"]["uri"].endswith(".docx")
    assert source["artifactLocation"]["uri"].isascii()
    quote = "知识产权保护满意率 80% 85%"
    assert source["region"] == {"charOffset": 5290, "charLength": len(quote), "snippet": {"text": quote}}
    assert first["properties"] == {"quote": quote, "offset": 5290, "page": 6}
    assert second["physicalLocation"]["region"] == {"startLine": 66, "startColumn": 5}
    assert "snippet" in third["physicalLocation"]["region"]


def test_of_several_source_files_none_is_named() -> None:
    plan = replace(PLAN, source_file="甲.docx、乙.docx", source_sha256="9c、3f")
    first, *_ = of(sarif_of(Result(RUN, (plan,))), "IND006:ip-protection-satisfaction")["relatedLocations"]
    assert "physicalLocation" not in first
    assert "知识产权保护满意率 80% 85%" in first["message"]["text"]


def test_a_document_has_characters_in_place_of_lines() -> None:
    place = Place("正文", quote="到2025年", offset=4, page=3, paragraph=2)
    result = changed(PLAN, "CIT002:澄政字(2020)8号", places=(place,), related=())
    document = replace(result, plans=(replace(result.plans[0], file="规划.docx"),))
    (location,) = of(sarif_of(document), "CIT002:澄政字(2020)8号")["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "%E8%A7%84%E5%88%92.docx"
    region = {"charOffset": 4, "charLength": 6, "snippet": {"text": "到2025年"}}
    assert location["physicalLocation"]["region"] == region
    assert location["properties"] == {"quote": "到2025年", "offset": 4, "page": 3, "paragraph": 2}
    (location,) = of(sarif_of(document, text="一\n𬭚，到2025年"), "CIT002:澄政字(2020)8号")["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 4,
        "endLine": 2,
        "endColumn": 10,
        "snippet": {"text": "到2025年"},
    }


def test_decisions_are_suppressions() -> None:
    result = changed(PLAN, "STR002:实施评估", waiver=WAIVER)
    run = sarif_of(result, baselined=True)
    (accepted,) = of(run, "STR002:实施评估")["suppressions"]
    assert accepted["status"] == "accepted"
    assert accepted["justification"] == "已豁免：下一稿补写（规划处，至 2026-12-31）"
    assert of(run, "FIG002:专利授权量增幅")["suppressions"][0]["justification"] == "属基线"
    states = {each["properties"].get("state"): each["baselineState"] for each in run["results"]}
    assert states == {"open": "new", "waived": "new", "baselined": "unchanged", None: "unchanged"}
    opened = [each for each in run["results"] if each["properties"].get("state") == "open"]
    assert opened
    assert all(each["suppressions"] == [] for each in opened)
    assert all("baselineState" not in each for each in sarif_of(result)["results"])


def test_what_could_not_be_judged_is_no_failure() -> None:
    results = sarif_of(sample())["results"]
    kinds = {each["kind"]: each["level"] for each in results if each["kind"] != "fail"}
    assert kinds == {"open": "none", "review": "none"}
    assert len([each for each in results if each["kind"] == "open"]) == 6
    assert len([each for each in results if each["kind"] == "fail"]) == len(PLAN.findings)


def test_the_run_tells_what_could_not_be_used() -> None:
    uses = tuple(replace(WAIVER, status=status) for status in ("used", "expired", "unknown", "skipped"))
    plans = several()
    plans = replace(plans, plans=tuple(replace(plan, waivers=uses) for plan in plans.plans))
    absent = replace(WAIVER, status="absent", plan="别的规划")
    run = sarif_of(plans, Finish(2, plans.problems, (absent,), {"xx-linjiang": ("STR001",)}))
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    problem, stranger, stale = invocation["toolExecutionNotifications"]
    assert problem["message"]["text"] == "第 7 行缩进有误，请对齐后再试"
    assert problem["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 3}
    assert problem["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/%E5%9D%8F.yaml"
    assert "别的规划" in stranger["message"]["text"]
    assert (stale["level"], "STR001" in stale["message"]["text"]) == ("note", True)
    levels = [each["level"] for each in invocation["toolConfigurationNotifications"]]
    assert levels == ["error", "warning", "note"] * 3


def test_nothing_to_check_is_no_success() -> None:
    run = sarif_of(Result(RUN, ()), Finish(3))
    assert run["results"] == []
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def test_a_plan_about_which_nothing_is_said() -> None:
    run = sarif_of(empty(), Finish(0))
    assert (run["results"], len(run["artifacts"])) == ([], 1)
    assert run["invocations"][0]["executionSuccessful"] is True


def test_distinct_findings_have_distinct_fingerprints() -> None:
    results = sarif_of(several())["results"]
    for name in ("guihengFinding/v1", "primaryLocationLineHash"):
        marks = [each["partialFingerprints"].get(name) for each in results if each["kind"] == "fail"]
        assert len(set(marks)) == len(marks) > 10


def test_a_hostile_plan() -> None:
    run = sarif_of(hostile(), text="")
    assert len(run["results"]) == 2 * (3 + 2)
    for result in run["results"]:
        assert not set("\x07\x1b\u202e\u2066\u200b\ud800") & set(str(result))
    linked = changed(PLAN, "STR002:实施评估", message="「[点这里](http://evil.example)」")
    assert "\\[点这里\\](http" in of(sarif_of(linked), "STR002:实施评估")["message"]["text"]
