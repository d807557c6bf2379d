"""The documents above a plan: named, or found by level, place and time; nearest first."""

from __future__ import annotations

import pytest

from checker.facts.parents import Parent, find_parents
from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput
from checker.model.plan import Plan
from tests.facts.support import upper
from tests.loading.support import HEAD, HEAD_LINES, plan

IN_PROVINCE = "{name: 江东省, level: province}"
IN_CITY = "{name: 临江市, level: city, province: 江东省}"
COUNTY = HEAD.replace(IN_CITY, "{name: 临江县, level: county, province: 江东省, city: 临江市}")
FIVE_YEARS = "period: {start: 2021, end: 2025}\n"

NATION = upper(FIVE_YEARS, name="nation")
OUTLINE = upper("period: {start: 2021, end: 2035}\n", name="outline")
TIMELESS = upper(name="timeless")
PROVINCE = upper(FIVE_YEARS, name="province", region=IN_PROVINCE)
ELSEWHERE = upper(FIVE_YEARS, name="elsewhere", region="{name: 江西省, level: province}")
CITY = upper(FIVE_YEARS, name="city-plan", region=IN_CITY)
OTHER_CITY = upper(FIVE_YEARS, name="other-city", region="{name: 临海市, level: city, province: 江东省}")
NEXT = upper("period: {start: 2026, end: 2030}\n", name="next-nation")
ALL = [NEXT, TIMELESS, OUTLINE, NATION, ELSEWHERE, PROVINCE, OTHER_CITY, CITY]


def found(loaded: LoadedPlan, known: list[Plan] | None = None) -> list[str]:
    return [parent.plan.id for parent in parents(loaded, known)]


def parents(loaded: LoadedPlan, known: list[Plan] | None = None) -> list[Parent]:
    return find_parents(loaded, {document.id: document for document in known or ALL})


def test_a_city_is_below_its_province_and_the_nation_nearest_first() -> None:
    assert found(plan(FIVE_YEARS)) == ["province", "nation", "outline", "timeless"]


def test_a_county_is_below_its_city_too() -> None:
    assert found(plan(FIVE_YEARS, COUNTY)) == ["city-plan", "province", "nation", "outline", "timeless"]


def test_a_province_is_below_the_nation_only() -> None:
    head = HEAD.replace(IN_CITY, IN_PROVINCE)
    assert found(plan(FIVE_YEARS, head)) == ["nation", "outline", "timeless"]


def test_the_nation_is_below_nothing() -> None:
    head = HEAD.replace(IN_CITY, "{name: 全国, level: nation}")
    assert found(plan(FIVE_YEARS, head)) == []


def test_the_order_of_the_known_documents_changes_nothing() -> None:
    assert found(plan(FIVE_YEARS, COUNTY), ALL[::-1]) == found(plan(FIVE_YEARS, COUNTY), ALL)


def test_periods_must_meet() -> None:
    assert found(plan("period: {start: 2024, end: 2026}\n")) == ["province", "nation", "outline", "timeless"]
    assert found(plan("period: {end: 2030}\n")) == ["next-nation", "outline", "timeless"]
    assert found(plan("period: {start: 2016, end: 2020}\n")) == ["timeless"]
    assert "nation" in found(plan())  # a plan that tells no period may be of any


@pytest.mark.parametrize(
    ("issued", "is_parent"),
    [
        ("2021-10-28", True),
        ("2021-10-27", False),
        ("2021", True),
        ("2020", False),
        ("2021-09", False),
        ("{from: 2020-01}", True),
        ("{to: 2021-10-27}", False),
        ("{to: 2022}", True),
    ],
)
def test_a_document_made_public_after_the_plan_is_no_parent(issued: str, is_parent: bool) -> None:
    public = upper("issued: 2021-10-09\npublished: 2021-10-28\n")
    assert (found(plan(f"issued: {issued}\n"), [public]) == [public.id]) is is_parent


def test_without_publication_the_date_of_issue_counts() -> None:
    issued = upper("issued: 2021-10-09\n")
    assert found(plan("issued: 2021-10-08\n"), [issued]) == []
    assert found(plan("issued: 2021-10-09\n"), [issued]) == [issued.id]
    known_to = upper("issued: {to: 2021-09-22}\n")  # from when is not known
    assert found(plan("issued: 2020\n"), [known_to]) == []
    assert found(plan("issued: 2021-09-22\n"), [known_to]) == [known_to.id]
    assert found(plan("issued: {from: 2020}\n"), [known_to]) == [known_to.id]


def test_a_document_is_not_its_own_parent() -> None:
    own = plan(FIVE_YEARS, HEAD.replace("case-1", "nation").replace(IN_CITY, "{name: 全国, level: nation}"))
    again = plan(FIVE_YEARS, HEAD.replace("case-1", "province").replace(IN_CITY, IN_PROVINCE))
    assert "nation" not in found(own)
    assert found(again) == ["nation", "outline", "timeless"]


def test_why_a_document_is_a_parent() -> None:
    why = {parent.plan.id: parent.why for parent in parents(plan(FIVE_YEARS))}
    assert why == {
        "province": "江东省文件，规划期 2021—2025",
        "nation": "全国文件，规划期 2021—2025",
        "outline": "全国文件，规划期 2021—2035",
        "timeless": "全国文件",
    }


def test_named_parents_and_theirs_replace_what_would_be_found() -> None:
    province = upper(f"{FIVE_YEARS}parents: [outline, gone]\n", name="province", region=IN_PROVINCE)
    named = parents(plan(f"{FIVE_YEARS}parents: [timeless, province]\n"), [NATION, OUTLINE, TIMELESS, province])
    assert [(parent.plan.id, parent.why) for parent in named] == [
        ("province", "规划摘要指明"),
        ("outline", "《国家知识产权规划纲领》的上位文件"),
        ("timeless", "规划摘要指明"),
    ]


def refused(loaded: LoadedPlan, known: list[Plan]) -> tuple[int | None, str]:
    with pytest.raises(UnusableInput) as caught:
        parents(loaded, known)
    (problem,) = caught.value.problems
    return problem.line and problem.line - HEAD_LINES, problem.message


def test_a_named_parent_that_is_not_known() -> None:
    loaded = plan("parents:\n  - nation\n  - outlne\n")
    assert refused(loaded, ALL) == (3, "找不到上位文件「outlne」，是不是想写「outline」？")
    loaded = plan("parents: [没有这份]\n")
    assert refused(loaded, ALL) == (1, "找不到上位文件「没有这份」；guiheng outlines 列出内置的上位文件")


def test_parents_in_a_circle() -> None:
    one = upper("parents: [two]\n", name="one")
    two = upper("parents: [one]\n", name="two")
    assert refused(plan("parents: [one]\n"), [one, two]) == (1, "parents 绕成了圈：one → two → one")
    assert refused(plan("parents: [case-1]\n"), [plan().plan]) == (1, "parents 绕成了圈：case-1 → case-1")


def test_a_parent_reached_twice_is_one() -> None:
    left = upper("parents: [timeless]\n", name="left")
    right = upper("parents: [timeless]\n", name="right")
    assert sorted(found(plan("parents: [left, right]\n"), [left, right, TIMELESS])) == ["left", "right", "timeless"]
