"""The shipped documents above plans of one time and another: none is held against a plan it does not concern."""

from __future__ import annotations

import pytest

from checker.facts.parents import find_parents
from checker.facts.upper import asked_of
from checker.judging.session import Session
from checker.loading.plans import LoadedPlan, read_plan
from checker.model.result import PlanResult, Verdict
from tests.plans.beside import rulebook

HEAD = """schema: 1
id: case-1
title: {title}
region: {region}
kind: {kind}
"""
CITY = "{name: 石家庄市, level: city, province: 河北省}"
PROVINCE = "{name: 河北省, level: province}"
PROGRAMME = "国家知识产权强市建设示范城市工作方案"
OF_145 = {"cn-ip-plan-145", "cn-fyp-145", "cn-transfer-2023", "cn-demo-city-2022", "cn-demo-city-2024"}
OF_155 = {"cn-ip-plan-155", "cn-fyp-155", "cn-demo-city-2025"}
ALWAYS = ["cn-filing-2021", "cn-ip-opinions-2019"]


def plan(more: str, *, region: str = CITY, kind: str = "plan", title: str = "某市知识产权规划") -> LoadedPlan:
    return read_plan((HEAD.format(title=title, region=region, kind=kind) + more).encode(), "f.yaml")


def parents(loaded: LoadedPlan) -> list[str]:
    return [parent.plan.id for parent in find_parents(loaded, rulebook().outlines)]


@pytest.mark.parametrize("issued", ["", "issued: 2021-12-31\n", "issued: {from: 2022-10}\n"])
def test_above_a_plan_of_2021(issued: str) -> None:
    hebei = ["cn-hebei-ip-plan-145", "cn-hebei-ip-outline-2035"]
    nation = ["cn-ip-plan-145", "cn-fyp-145", "cn-ip-outline-2035", *ALWAYS]
    assert parents(plan(f"{issued}period: {{start: 2021, end: 2025}}\n")) == [*hebei, *nation]


@pytest.mark.parametrize("issued", ["", "issued: 2026-09-01\n", "issued: {from: 2026-08}\n"])
def test_above_a_plan_of_2026(issued: str) -> None:
    found = parents(plan(f"{issued}period: {{start: 2026, end: 2030}}\n"))
    nation = ["cn-demo-city-2025", "cn-ip-plan-155", "cn-fyp-155", "cn-ip-outline-2035", *ALWAYS]
    assert found == ["cn-hebei-ip-outline-2035", *nation]
    assert not OF_145 & set(found)


def test_a_plan_of_2026_that_was_there_first() -> None:
    found = parents(plan("issued: 2026-07-01\nperiod: {start: 2026, end: 2030}\n"))
    assert "cn-ip-plan-155" not in found
    assert "cn-fyp-155" in found


@pytest.mark.parametrize("issued", ["", "issued: {from: 2023}\n", "issued: 2024-03\n"])
def test_a_plan_across_both_times_is_of_the_one_it_began_in(issued: str) -> None:
    found = parents(plan(f"{issued}period: {{start: 2024, end: 2026}}\n"))
    assert not OF_155 & set(found)
    assert "cn-ip-plan-145" in found


def test_before_all_of_it() -> None:
    found = parents(plan("issued: 2020-07-08\nperiod: {end: 2025}\n", region=CITY.replace("河北", "浙江")))
    assert found == ["cn-zhejiang-ip-opinions", "cn-ip-opinions-2019"]


def test_what_is_repealed_is_known_and_above_nothing() -> None:
    assert rulebook().outlines["cn-2015-71"].status is not None
    for period in ("", "period: {start: 2016, end: 2020}\n", "issued: 2016-06\nperiod: {start: 2016, end: 2020}\n"):
        assert "cn-2015-71" not in parents(plan(period))


def test_what_took_the_place_of_a_document_is_shipped() -> None:
    ended = [document for document in rulebook().outlines.values() if document.status]
    assert {document.id for document in ended} == {"cn-ip-plan-145", "cn-2015-71"}
    for document in ended:
        assert document.status is not None
        assert document.status.by is None or document.status.by in rulebook().outlines


@pytest.mark.parametrize(
    ("start", "kind", "title", "notice"),
    [
        (2022, "program", PROGRAMME, "cn-demo-city-2022"),
        (2023, "program", PROGRAMME, "cn-demo-city-2022"),
        (2024, "program", PROGRAMME, "cn-demo-city-2024"),
        (2025, "program", PROGRAMME, ""),
        (2024, "plan", PROGRAMME, ""),
        (2024, "program", "知识产权质押融资工作方案", ""),
        (2024, "program", "知识产权保护示范区建设方案", ""),
    ],
)
def test_a_round_of_demonstration_cities_concerns_its_own_programmes(
    start: int, kind: str, title: str, notice: str
) -> None:
    found = parents(plan(f"period: {{start: {start}, end: {start + 2}}}\n", kind=kind, title=title))
    assert {name for name in found if name in ("cn-demo-city-2022", "cn-demo-city-2024")} == {notice} - {""}


def test_a_county_is_asked_by_the_round_that_has_counties() -> None:
    county = "{name: 某县, level: county, city: 石家庄市, province: 河北省}"
    title = "国家知识产权强县建设示范县工作方案"
    in_2022 = plan("period: {start: 2022, end: 2025}\n", region=county, kind="program", title=title)
    in_2024 = plan("period: {start: 2024, end: 2026}\n", region=county, kind="program", title=title)
    assert "cn-demo-city-2022" not in parents(in_2022)
    asked = [ask.id for ask in asked_of(in_2024.plan, rulebook().outlines["cn-demo-city-2024"])]
    assert asked == ["L21", "L21-transfer"]


def checked(loaded: LoadedPlan) -> PlanResult:
    rules = [rule for rule in rulebook().rules if rule.rule.id in ("IND001", "CIT001", "COV001")]
    return Session(rulebook(), rules=rules).check(loaded)


def failures(result: PlanResult, rule: str) -> set[str]:
    return {check.subject for check in result.checks if check.rule == rule and check.verdict is Verdict.FAIL}


BASED = "citations: [{title: 某市专利促进条例, role: basis}]\n"  # a plan that names no basis at all is told that


def test_what_is_expected_of_a_city_plan_of_2021() -> None:
    result = checked(plan(f"period: {{start: 2021, end: 2025}}\n{BASED}"))
    # the five-year outline of the nation is the provinces' basis, a city has its own
    assert failures(result, "CIT001") == {
        "《“十四五”国家知识产权保护和运用规划》",
        "《知识产权强国建设纲要（2021—2035年）》",
        "《河北省“十四五”知识产权保护和运用规划》",
    }
    assert len(failures(result, "IND001")) == 8
    assert {row.name for row in result.indicators} == {
        row.name for row in rulebook().outlines["cn-ip-plan-145"].indicators
    }


def test_what_is_expected_of_a_city_plan_of_2026() -> None:
    result = checked(plan(f"period: {{start: 2026, end: 2030}}\n{BASED}"))
    assert failures(result, "CIT001") == {
        "《知识产权保护和运用“十五五”规划》",
        "《知识产权强国建设纲要（2021—2035年）》",
    }
    # the outline's targets of 2025 are past; the one indicator is that of the five-year outline
    assert [row.name for row in result.indicators] == ["每万人口高价值发明专利拥有量"]
    assert len(failures(result, "IND001")) == 1


def test_what_is_expected_of_a_province_of_2026() -> None:
    result = checked(plan(f"period: {{start: 2026, end: 2030}}\n{BASED}", region=PROVINCE))
    assert "《中华人民共和国国民经济和社会发展第十五个五年规划纲要》" in failures(result, "CIT001")


COVERED = """period: {start: 2026, end: 2030}
measures:
  - id: a
    kind: task
    title: 建设快速维权中心
    covers: [{article: 知识产权保护和运用“十五五”规划/（二）协同·快速, protection: 快保护, strength: task}]
"""


def test_the_protections_of_a_plan_of_2026_are_measured_by_substance() -> None:
    result = checked(plan(COVERED))
    assert failures(result, "COV001") == {"严保护", "大保护", "同保护"}
    (fast,) = [row for row in result.protections if row.name == "快保护"]
    assert [(cell.number, cell.strength, cell.confidence) for cell in fast.articles] == [
        ("（二）协同·快速", "task", "derived")
    ]
    for finding in result.findings:
        if finding.rule == "COV001":
            (clause,) = finding.basis
            assert (clause.document, clause.confidence) == ("cn-ip-plan-155", "derived")
            assert clause.quote
            assert finding.severity == "warning"


def test_covers_of_the_opinions_still_count_in_2026() -> None:
    opinions = COVERED.replace("知识产权保护和运用“十五五”规划/（二）协同·快速", "关于强化知识产权保护的意见/（十一）")
    result = checked(plan(opinions))
    assert failures(result, "COV001") == {"严保护", "大保护", "同保护"}
    (fast,) = [row for row in result.protections if row.name == "快保护"]
    assert [cell.number for cell in fast.articles if cell.strength == "task"] == ["（十一）"]
