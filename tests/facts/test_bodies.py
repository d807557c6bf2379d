"""The bodies that a plan names: responsible ones in all their spellings, and those that coordinate."""

from __future__ import annotations

import pytest

from checker.facts.bodies import body_of, names_unit
from checker.model.base import Level
from checker.model.plan import Region
from tests.facts.support import facts_of, of_kind, vocabulary
from tests.loading.support import plan

CITY = Region(name="临江市", level="city", province="江东省")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市教育局", "临江市教育局", True),
        ("市市场监管局", "临江市场监管局", True),
        ("市市场监管局", "临江市市场监督管理局", True),
        ("市教育局", "省教育厅", False),
        ("市教育局", "县教育局", False),
        ("人行临江市中心支行", "人行临江中心支行", True),
        ("人行临江市中心支行", "人行白水中心支行", False),
        ("临江海关", "海关", True),
        ("市政府办", "市委办", False),
        ("临江银保监分局", "临江金融监管分局", True),
        ("市大数据局", "市数据局", True),
        ("市扶贫办", "市乡村振兴局", True),
        ("市委金融办", "市地方金融监管局", False),
    ],
)
def test_one_body_or_two(one: str, other: str, same: bool) -> None:
    bodies = [body_of(name, CITY, vocabulary()).name for name in (one, other)]
    assert (bodies[0] == bodies[1]) == same


@pytest.mark.parametrize(("place", "level"), [("和县", "county"), ("全国", "nation"), ("临江新区管委会", "county")])
def test_a_place_without_a_stem_loses_only_its_whole_name(place: str, level: Level) -> None:
    region = Region(name=place, level=level, province="江东省")
    assert body_of("和平海关", region, vocabulary()).name == "和平海关"
    assert body_of(f"{place}海关", region, vocabulary()).name == "海关"


def test_a_name_that_is_the_place_stays() -> None:
    assert body_of("临江市", CITY, vocabulary()).name == "临江市"


@pytest.mark.parametrize(("unit", "office"), [("市财政局", "财政局"), ("省财政厅", "财政局"), ("临江海关", "海关")])
def test_the_office_whatever_its_level(unit: str, office: str) -> None:
    assert body_of(unit, CITY, vocabulary()).office == office


@pytest.mark.parametrize(
    ("units", "named"),
    [
        ([], False),
        (["知识产权管理部门"], False),
        (["各有关部门", "各级主管部门", "相关单位"], False),
        (["有关部门", "市科技局"], True),
        (["各县区人民政府"], True),
        (["市知识产权领导小组各成员单位"], True),
        (["公安部门"], True),
    ],
)
def test_units_that_nobody_can_tell(units: list[str], named: bool) -> None:
    assert names_unit(units, vocabulary()) == named
    text = f"measures: [{{id: 一, kind: task, title: 甲, responsible: {{units: [{', '.join(units)}]}}}}]\n"
    (fact,) = of_kind(facts_of(plan(text)), "measure")
    assert fact.values["names_unit"] == named


def test_spaces_of_a_line_break_are_no_other_spelling() -> None:
    text = "measures: [{id: 一, kind: task, title: 甲, responsible: {units: [市科技局, 市科 技局]}}]\n"
    assert [fact.values["name"] for fact in of_kind(facts_of(plan(text)), "body")] == ["市科技局"]


@pytest.mark.parametrize(
    ("name", "core", "form", "deals"),
    [
        ("临江市知识产权工作领导小组", "知识产权工作领导小组", "领导小组", 1),
        ("市知识产权工作领导小组", "知识产权工作领导小组", "领导小组", 1),
        ("知识产权工作领导小组办公室", "知识产权工作领导小组办公室", "办公室", 1),
        ("知识产权联席会议制度", "知识产权联席会议", "联席会议", 1),
        ("市国家知识产权强市建设领导小组", "国家知识产权强市建设领导小组", "领导小组", 1),
        ("市打击侵犯知识产权工作领导小组", "打击侵犯知识产权工作领导小组", "领导小组", 0),
        ("市质量强市领导小组", "质量强市领导小组", "领导小组", 0),
        ("知识产权保护专家库", "知识产权保护专家库", "知识产权保护专家库", 1),
    ],
)
def test_a_coordinating_body(name: str, core: str, form: str, deals: int) -> None:
    (fact,) = of_kind(facts_of(plan(f"bodies: [{{name: {name}}}]\n")), "coordinator")
    assert (fact.values["core"], fact.values["form"], fact.values["deals_with_ip"]) == (core, form, deals)


@pytest.mark.parametrize(
    "name", ["国务院知识产权战略实施工作部际联席会议", "江东省知识产权联席会议", "省知识产权领导小组"]
)
def test_bodies_above_are_not_the_plan_s_own(name: str) -> None:
    assert of_kind(facts_of(plan(f"bodies: [{{name: {name}}}]\n")), "coordinator") == []


def test_the_bodies_of_a_province_are_its_own() -> None:
    head = "schema: 1\nid: p-1\ntitle: 江东省规划\nregion: {name: 江东省, level: province}\nkind: plan\n"
    facts = of_kind(
        facts_of(plan("bodies: [{name: 省知识产权领导小组}, {name: 江东省知识产权领导小组}]\n", head)), "coordinator"
    )
    assert [fact.values["core"] for fact in facts] == ["知识产权领导小组"] * 2


def test_a_body_stands_where_its_own_cell_is() -> None:
    cells = "[{quote: 市教育局, offset: 10}, {quote: 市科技局、市财政局, offset: 20}]"
    units = "[市教育局, 市财政局]"
    facts = of_kind(
        facts_of(plan(f"measures: [{{id: a, kind: task, title: 甲, responsible: {{units: {units}, at: {cells}}}}}]\n")),
        "body",
    )
    assert [fact.places[0].offset for fact in facts] == [10, 20]


def test_whether_the_others_name_a_body() -> None:
    box = "{{id: 专栏1-{n}, kind: box, title: 第{n}项{more}}}"
    named = ", responsible: {units: [市教育局]}"
    for mores, expected in (
        (("", "", ""), [0, 0, 0]),
        ((named, "", ""), [0, 1, 1]),
        ((named, named, ""), [1, 1, 1]),
        ((named,), [0]),
    ):
        boxes = ", ".join(box.format(n=number, more=more) for number, more in enumerate(mores, 1))
        facts = of_kind(facts_of(plan(f"measures: [{boxes}]\n")), "measure")
        assert [fact.values["peers_name_units"] for fact in facts] == expected
