"""What is measured between figures: paces, sums, a row under another name; and the names of bodies."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts import Fact
from tests.facts.support import facts_of, of_kind, one, upper
from tests.loading.support import plan


def found(text: str, kind: str) -> list[Fact]:
    return of_kind(facts_of(plan(text)), kind)


def values(fact: Fact, *names: str) -> dict[str, Any]:
    return {name: fact.values[name] for name in names}


PAST = "  - {indicator: 发明专利申请量, role: achieved, scope: total, over: [2016, 2020], value: 5760, unit: 件%s}\n"
YEARLY = "  - {indicator: 发明专利年申请量, role: target, scope: %s, value: 600, unit: 件%s}\n"


@pytest.mark.parametrize("scope", ["yearly", "each-year", "average"])
def test_a_yearly_target_stands_beside_the_mean_of_the_years_before(scope: str) -> None:
    fact = one(facts_of(plan("figures:\n" + PAST % "" + YEARLY % (scope, ""))), "pace")
    assert (fact.text("target"), fact.text("past")) == ("600件", "1152件")
    low, high = fact.values["past_low"], fact.values["past_high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low <= 1152 * 10_000 <= high
    assert high - low < 10_000
    assert [place.route for place in fact.places] == [("figures", 1), ("figures", 0)]


def test_a_row_of_the_table_has_a_pace_too() -> None:
    row = "indicators: [{name: 发明专利申请量, target: {year: 2025, value: 600, unit: 件}}]\n"
    fact = one(facts_of(plan(row + "figures:\n" + PAST % "")), "pace")
    assert fact.values["name"] == "发明专利申请量"
    assert fact.places[0].route == ("indicators", 0)


@pytest.mark.parametrize(
    "text",
    [
        PAST % "" + YEARLY % ("total", ""),
        PAST % "" + YEARLY % ("unclear", ""),
        PAST % "" + YEARLY % ("yearly", ", of: 高校"),
        PAST % ", place: 高新区" + YEARLY % ("yearly", ""),
        PAST.replace("scope: total", "scope: yearly") % "" + YEARLY % ("yearly", ""),
        PAST.replace("over: [2016, 2020]", "year: 2020") % "" + YEARLY % ("yearly", ""),
        PAST.replace("over: [2016, 2020]", "over: [2020, 2020]") % "" + YEARLY % ("yearly", ""),
        PAST.replace("发明专利申请量", "发明专利授权量") % "" + YEARLY % ("yearly", ""),
        PAST.replace("role: achieved", "role: target") % "" + YEARLY % ("yearly", ""),
        PAST % "" + YEARLY.replace("value: 600", "text: 增长") % ("yearly", ""),
    ],
    ids=["total", "unclear", "part", "place", "one-year", "no-period", "short", "other", "no-past", "words"],
)
def test_what_gives_no_pace(text: str) -> None:
    assert found("figures:\n" + text, "pace") == []


def test_a_pace_of_a_name_that_differs_by_words_for_counting() -> None:
    row = "indicators: [{name: 知识产权质押融资登记金额, target: {year: 2025, value: 6, unit: %s}}]\n"
    past = (
        "figures: [{indicator: %s, role: achieved, scope: total, over: [2016, 2020], value: 30, max: 40, unit: 亿元%s}]"
    )
    (fact,) = found(row % "亿元" + past % ("知识产权质押融资", ""), "pace")
    assert values(fact, "is_same_topic", "name", "past_name") == {
        "is_same_topic": 0,
        "name": "知识产权质押融资登记金额",
        "past_name": "知识产权质押融资",
    }
    assert fact.text("past") == "6—8亿元"
    assert found(row % "万件" + past % ("知识产权质押融资", ""), "pace") == []
    assert found(row % "亿元" + past % ("专利质押融资", ""), "pace") == []
    assert found(row % "亿元" + past % ("知识产权质押融资", ", of: 企业"), "pace") == []
    (fact,) = found(row % "亿元" + past % ("知识产权质押融资登记额", ""), "pace")
    assert fact.values["is_same_topic"] == 1


WHOLE = "  - {indicator: 专利授权量, role: achieved, scope: total, over: [2016, 2020], value: 963, unit: 件}\n"
PART = "  - {indicator: %s, of: 专利授权量, role: achieved, scope: total, over: [2016, 2020], value: %s, unit: 件%s}\n"


def test_a_whole_and_its_parts() -> None:
    text = WHOLE + PART % ("发明", 38, "") + PART % ("实用新型", 790, "") + PART % ("外观设计", 135, "")
    fact = one(facts_of(plan("figures:\n" + text)), "breakdown")
    assert values(fact, "name", "count") == {"name": "专利授权量", "count": 3}
    assert (fact.text("whole"), fact.text("parts")) == ("963件", "963")
    assert fact.values["parts_low"] == (963 * 10_000) - 3 * 5_000
    assert not fact.review


def test_a_doubtful_part_makes_the_sum_doubtful() -> None:
    text = WHOLE + PART % ("发明", 38, ", review: true") + PART % ("实用新型", 790, "")
    assert one(facts_of(plan("figures:\n" + text)), "breakdown").review


@pytest.mark.parametrize(
    "text",
    [
        WHOLE + PART % ("发明", 38, ""),
        WHOLE + PART % ("发明", 38, "") + PART % ("发明", 39, ""),
        WHOLE + PART % ("发明", 38, "") + (PART % ("实用新型", 790, "")).replace("件", "家"),
        WHOLE + PART % ("发明", 38, "") + (PART % ("实用新型", 790, "")).replace("2016", "2011"),
        WHOLE + PART % ("发明", 38, "") + PART % ("实用新型", 790, ", place: 高新区"),
        WHOLE + PART % ("发明", 38, "") + (PART % ("实用新型", 790, "")).replace("scope: total", "scope: share"),
        PART % ("发明", 38, "") + PART % ("实用新型", 790, ""),
    ],
    ids=["one", "same-name", "other-unit", "other-years", "other-place", "share", "no-whole"],
)
def test_what_is_not_added_up(text: str) -> None:
    assert found("figures:\n" + text, "breakdown") == []


ROW = """indicators:
  - name: 每万人口高质量发明专利拥有量
    baseline: {year: 2020, value: 0.85, unit: 件}
    target: {year: 2025, value: 3, unit: 件}
"""
SAID = "  - {indicator: %s, role: %s, value: %s, unit: %s}\n"
OTHER = "每万人口有效发明专利拥有量"


def test_a_row_whose_numbers_the_text_gives_to_something_else() -> None:
    text = ROW + "figures:\n" + SAID % (OTHER, "achieved", "0.85", "件") + SAID % (OTHER, "target", "3", "件")
    (fact,) = found(text, "namesake")
    assert values(fact, "name", "start_name", "end_name") == {
        "name": "每万人口高质量发明专利拥有量", "start_name": OTHER, "end_name": OTHER,
    }  # fmt: skip
    assert [place.route[0] for place in fact.places] == ["indicators", "figures", "figures"]


@pytest.mark.parametrize(
    "figures",
    [
        SAID % (OTHER, "achieved", "0.85", "件"),
        SAID % (OTHER, "target", "3", "件"),
        SAID % (OTHER, "achieved", "0.86", "件") + SAID % (OTHER, "target", "3", "件"),
        SAID % (OTHER, "achieved", "0.85", "家") + SAID % (OTHER, "target", "3", "件"),
        SAID % (OTHER, "target", "0.85", "件") + SAID % (OTHER, "target", "3", "件"),
        SAID % (OTHER, "achieved", "0.85", "件") + SAID % ("每万人口高质量发明专利拥有量", "target", "3", "件"),
    ],
    ids=["no-target", "no-start", "other-number", "other-unit", "other-role", "own-name"],
)
def test_what_is_no_namesake(figures: str) -> None:
    assert found(f"{ROW}figures:\n{figures}", "namesake") == []


def test_whole_numbers_meet_by_chance() -> None:
    row = ROW.replace("0.85", "1")
    figures = SAID % (OTHER, "achieved", "1", "件") + SAID % (OTHER, "target", "3", "件")
    assert found(f"{row}figures:\n{figures}", "namesake") == []


def test_every_name_of_a_body_once_with_the_body_it_means() -> None:
    text = """measures:
  - {id: 一, kind: task, title: 甲, responsible: {units: [市卫健委, 市教育局], at: {quote: 市卫健委}}}
  - {id: 二, kind: task, title: 乙, responsible: {units: [市卫生健康委, 市教育局]}, at: {quote: 乙}}
indicators: [{name: 丙, responsible: {units: [临江海关, 市卫健委]}}]
"""
    facts = found(text, "body")
    assert [(fact.values["n"], fact.values["name"]) for fact in facts] == [
        (0, "市卫健委"),
        (1, "市教育局"),
        (2, "市卫生健康委"),
        (3, "临江海关"),
    ]
    assert facts[0].values["body"] == facts[2].values["body"] != facts[1].values["body"]
    assert [place.quote for place in facts[0].places] == ["市卫健委"]
    assert [place.quote for place in facts[2].places] == ["乙"]
    assert facts[3].values["is_known"] == 0


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("国发〔2021〕20号", "good"),
        ("国发(2021)20号", "brackets"),
        ("国发（2021）20号", "brackets"),
        ("国发[2021]20号", "brackets"),
        ("国发〔2021〕第20号", "other"),
        ("国务院令第801号", "good"),
        ("国务院公报", "other"),
    ],
)
def test_the_form_of_a_number(number: str, form: str) -> None:
    facts = found(f"citations: [{{title: 甲, number: '{number}', role: basis}}]\n", "citation")
    assert [fact.values["number_form"] for fact in facts] == [form]


def test_without_a_number_there_is_no_form() -> None:
    assert [fact.values["number_form"] for fact in found("citations: [{title: 甲, role: basis}]\n", "citation")] == [""]


STATUS = "status: {state: %s, since: 2026-07-27, confidence: derived}\n"


@pytest.mark.parametrize(
    ("issued", "status", "ended"),
    [
        ("2026-08-01", STATUS % "superseded", 1),
        ("2026-07-28", STATUS % "repealed", 1),
        ("2026-07-27", STATUS % "superseded", 0),
        ("2022", STATUS % "superseded", 0),
        ("{to: 2027}", STATUS % "superseded", 0),
        ("{from: 2026-08}", STATUS % "superseded", 1),
        ("2026-08-01", "status: {state: in_force, confidence: verified}\n", 0),
        ("2026-08-01", "status: {state: superseded, confidence: verified}\n", 0),
        ("2026-08-01", "", 0),
    ],
)
def test_a_document_that_had_ended_before_the_plan(issued: str, status: str, ended: int) -> None:
    loaded = plan(f"issued: {issued}\ncitations: [{{title: 国家知识产权规划纲领, role: basis}}]\n")
    fact = one(facts_of(loaded, known=[upper(status)]), "citation")
    assert fact.values["document"] == "nation-plan"
    assert fact.values["has_ended"] == ended


@pytest.mark.parametrize(
    ("number", "organ"),
    [
        ("保政办发(2021)11号", "保政办"),
        ("保办字(2018)42号", "保办"),
        ("保政发〔2021〕11号", "保政"),
        ("保办明发(2020)95号", "保办"),
        ("国发[2021]20号", "国"),
        ("国办函〔2021〕2号", "国办"),
        ("国知发运字〔2025〕28号", ""),
        ("国务院公报", ""),
    ],
)
def test_the_organ_in_a_number(number: str, organ: str) -> None:
    (fact,) = found(f"citations: [{{title: 甲, number: '{number}', role: basis}}]\n", "citation")
    assert (fact.values["organ"], fact.values["has_organ"]) == (organ, int(bool(organ)))


@pytest.mark.parametrize(
    ("title", "lacks", "year"),
    [
        ("江东省人民政府关于印发江东省规划", 1, 0),
        ("江东省人民政府关于印发江东省规划的通知", 0, 0),
        ("江东省规划", 0, 0),
        ("关于印发临江市2021年推进计划的通知", 0, 2021),
        ("临江市2021年度知识产权工作要点", 0, 2021),
        ("临江市三年行动计划（2021—2023年）", 0, 0),
        ("临江市2021年至2023年行动计划", 0, 0),
        ("临江市到2025年行动计划", 0, 0),
        ("临江市2021年知识产权规划", 0, 0),
        ("关于开展2023年试点示范评定工作的通知", 0, 0),
    ],
)
def test_what_a_title_says_of_itself(title: str, lacks: int, year: int) -> None:
    (fact,) = found(f"citations: [{{title: {title}, role: basis}}]\n", "citation")
    assert (fact.values["lacks_notice"], fact.values["only_year"]) == (lacks, year)


@pytest.mark.parametrize(
    ("issuer", "lacks"),
    [
        ("江东省委办公厅", 1),
        ("中共江东省委办公厅", 0),
        ("省委办公厅", 0),
        ("中共江东省委办公厅、临江市委办公室", 1),
        ("江东省委员会", 0),
        ("江西省委办公厅", 0),
    ],
)
def test_a_party_committee_in_full(issuer: str, lacks: int) -> None:
    (fact,) = found(f"citations: [{{title: 甲, issuer: {issuer}, role: basis}}]\n", "citation")
    assert fact.values["lacks_party"] == lacks
