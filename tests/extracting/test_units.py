"""Lists of responsible bodies, bracketed, labelled, in cells and damaged."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extracting.units import duty_reader
from tests.extracting.making import LEXICON, text_of

READER = duty_reader(LEXICON)


def found(line: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    text = text_of(line)
    return [(each.item.units, each.item.lead) for each in READER.find(text, 0, len(text.even))]


def cell(line: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    text = text_of(line)
    each = READER.read(text, 0, len(text.even))
    return (each.item.units, each.item.lead) if each else None


LISTS = {
    "推进改造。（市水利局牵头，市财政局等按职责分工负责）": "市水利局 市财政局 | 市水利局",
    "推进改造。(市水利局牵头、市财政局负责)": "市水利局 市财政局 | 市水利局",
    "推进改造。（市水利局、市财政局牵头，各县（市、区）配合）": "市水利局 市财政局 各县（市、区） | 市水利局 市财政局",
    "推进改造。（县水利局负责）": "县水利局",
    "推进改造。（责任单位：市水利局、各县区人民政府，开发区管委会）": "市水利局 各县区人民政府 开发区管委会",
    "推进改造。（牵头单位：市水利局；配合单位：市财政局；完成时限：2025年）": "市水利局 市财政局 | 市水利局",
    "推进改造。【责任单位：市水利局】": "市水利局",
    "推进改造。责任单位：市水利局、市财政局。": "市水利局 市财政局",
    "牵头单位：市水利局 责任单位：市财政局": "市水利局 市财政局 | 市水利局",
    "推进改造。（省农委（省畜牧局）牵头，省财政厅参与）": "省农委（省畜牧局） 省财政厅 | 省农委（省畜牧局）",
    "推进改造。（市水利局会同市财政局负责）": "市水利局 市财政局",
    "推进改造。（市教育局和市体育局按照职责分工负责）": "市教育局 市体育局",
    "推进改造。（市文化和旅游局、市人力资源和社会保障局负责）": "市文化和旅游局 市人力资源和社会保障局",
    "推进改造。（由市水利局牵头，市财政局等有关部门按各自职责落实）": "市水利局 市财政局 | 市水利局",
    "推进改造。（市水利局（牵头）、市财政局、市审计局）": "市水利局 市财政局 市审计局 | 市水利局",
    "推进改造。（市水利局为牵头单位，市财政局为责任单位）": "市水利局 市财政局 | 市水利局",
    "推进改造。（市水利局、市财政局）": "市水利局 市财政局",
    "推进改造。（各市、县（区）人民政府，市水利局负责）": "各市、县（区）人民政府 市水利局",
    "推进改造。（市创新领导小组各成员单位按职责分工负责）": "市创新领导小组各成员单位",
    "推进改造。市水利局牵头，市财政局等按职责分工负责）下一项": "市水利局 市财政局 | 市水利局",
    "推进改造。（责任单位：市水利局、市财政局（四）加强保障": "市水利局 市财政局",
    "推进改造。（责任单位：\n市水利局牵头，市财政局配合）\n第二节 下一项": "市水利局 市财政局 | 市水利局",
    "推进改造。（责任单位：市水利局、\n市财政局）": "市水利局 市财政局",
    "推进改造。（市委宣传部牵头，市文联、市委党校、市妇联配合）": "市委宣传部 市文联 市委党校 市妇联 | 市委宣传部",
}  # a line: the bodies, and after a bar those that lead


@pytest.mark.parametrize("line", LISTS)
def test_lists_of_running_text(line: str) -> None:
    units, _, lead = LISTS[line].partition("|")
    assert found(line) == [(tuple(units.split()), tuple(lead.split()))]


@pytest.mark.parametrize(
    "line",
    [
        "企业（含合作社）应当负责任地经营。",
        "明确责任分工（专人负责），层层落实。",
        "坚持政府引导、企业主体（由企业负责）。",
        "推进灌区改造（二期）。",
        "补助对象（企业、合作社）每户5万元。",
        "联系人：王某，联系电话：0000-1234567",
        "完善工作机制（以下简称机制），由企业牵头组建联合体。",
    ],
)
def test_no_lists(line: str) -> None:
    assert found(line) == []


def test_a_cell_is_read_as_a_list() -> None:
    assert cell("市水利局、市财政局") == (("市水利局", "市财政局"), ())
    assert cell("市水利局 市财政局") == (("市水利局", "市财政局"), ())
    assert cell("市水利局\n市财政局") == (("市水利局", "市财政局"), ())
    assert cell("市农业\n农村局、市委\n宣传部") == (("市农业农村局", "市委宣传部"), ())
    assert cell("市水利局牵头") == (("市水利局",), ("市水利局",))
    assert cell("预期性") is None
    assert cell("稳步增长") is None


def test_a_space_inside_a_name_parts_nothing() -> None:
    assert cell("市发 展改革委、市农业农 村局") == (("市发展改革委", "市农业农村局"), ())
    assert cell("市委 宣传部") == (("市委宣传部",), ())


def test_an_unlikely_name_is_for_a_person_to_look_at() -> None:
    text = text_of("责任单位：市水利局、市财政局、甲乙丙丁。")
    (duty,) = READER.find(text, 0, len(text.even))
    assert duty.item.units == ("市水利局", "市财政局", "甲乙丙丁")
    assert duty.sure < 0.7
    assert "甲乙丙丁" in duty.notes[0]


def test_the_place_is_the_list_with_its_bracket() -> None:
    text = text_of("推进改造。（县水利局 负责）下一项")
    (duty,) = READER.find(text, 0, len(text.even))
    assert duty.item.at[0].quote == "（县水利局 负责）"
    assert duty.item.at[0].offset == 5


BODIES = st.lists(
    st.sampled_from(
        [
            "市水利局",
            "市文化和旅游局",
            "市卫生健康委",
            "各县（市、区）人民政府",
            "市委宣传部",
            "甲城海关",
            "人民银行甲城市分行",
            "各乡镇",
        ]
    ),
    min_size=1,
    max_size=7,
    unique=True,
)


@given(
    BODIES,
    st.integers(0, 7),
    st.sampled_from("，、"),
    st.sampled_from(["等按职责分工负责", "负责", "按照职责分工落实"]),
)
def test_printed_lists_come_back(bodies: list[str], leads: int, sign: str, tail: str) -> None:
    lead, rest = bodies[:leads], bodies[leads:]
    line = "、".join(lead) + ("牵头" if lead else "")
    line += (sign if lead and rest else "") + "、".join(rest) + (tail if rest else "")
    assert found(f"加快建设。（{line}）") == [(tuple(bodies), tuple(lead))]


def test_long_texts_take_linear_time() -> None:
    text = text_of("（" * 3000 + "市水利局、" * 8000 + "按职责分工负责" * 500 + "责任单位：" * 2000)
    began = time.perf_counter()
    READER.find(text, 0, len(text.even))
    assert time.perf_counter() - began < 5
