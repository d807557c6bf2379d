"""Tables that allot the tasks of a plan to bodies, and chapters of steps. All places and papers are invented."""

from __future__ import annotations

from msgspec.structs import replace

from checker.extracting.allotting import NOTE
from checker.extracting.extract import extract
from checker.extracting.parts import Draft, Found
from checker.model.plan import Measure
from checker.reading.read import read_document
from tests.extracting.making import LEXICON, document

PLAN = """岚山市推进质量强市建设工作方案（2025—2027年）
为推进质量强市建设，制定本方案。
一、工作目标
到2027年，制造业产品质量合格率达到96%。
二、重点任务
（一）提升产品质量
1.强化食品安全监管。落实企业主体责任，开展抽检。
2.提高农产品质量。推进标准化生产。（市农业农村局负责）
3.推进工程质量提升。落实终身责任制。
（二）夯实质量基础
4.完善计量体系。建设计量标准装置。
5.培养质量人才。举办培训班。
三、实施步骤
（一）动员部署阶段（2025年3月—4月）。各县（市、区）制定方案。
（二）全面推进阶段（2025年5月—2027年10月）。落实各项任务。
四、保障措施
（一）加强组织领导。成立工作专班。
（二）强化督导检查。将质量工作列入市政府督查计划。
附件1
岚山市质量强市建设任务分工表
"""
TABBED = """序号\t重点任务\t牵头单位\t配合单位\t完成时限
1\t强化食品安全监管。落实企业主体责任\t市市场监管局\t市卫生健康委、市公安局\t持续推进
2\t提高农产品质量\t市商务局\t\t2027年
3\t推进工程质量提升\t市住房城乡建设局\t市交通运输局\t2026年
\t\t市水利局\t\t2027年
4\t夯实质量基础\t市市场监管局\t市科技局\t2026年
5\t做好其他工作\t市财政局\t\t2026年
"""


def drafted(text: str) -> Draft:
    return extract(read_document(text.encode(), "甲.txt"), LEXICON)


def by_title(draft: Draft) -> dict[str, Found[Measure]]:
    return {found.item.title: found for found in draft.measures}


def duty(found: Found[Measure]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    responsible = found.item.responsible
    return (responsible.units, responsible.lead) if responsible else None


def test_the_rows_give_the_tasks_their_bodies() -> None:
    found = by_title(drafted(PLAN + TABBED))
    food = found["强化食品安全监管"]
    assert duty(food) == (("市市场监管局", "市卫生健康委", "市公安局"), ("市市场监管局",))
    assert NOTE in food.notes
    assert duty(found["提高农产品质量"]) == (("市农业农村局",), ())  # the text itself names one
    assert duty(found["推进工程质量提升"]) == (
        ("市住房城乡建设局", "市交通运输局", "市水利局"),
        ("市住房城乡建设局", "市水利局"),
    )


def test_a_row_for_a_whole_section_and_rows_of_nothing() -> None:
    found = by_title(drafted(PLAN + TABBED))
    for title in ("完善计量体系", "培养质量人才"):
        assert duty(found[title]) == (("市市场监管局", "市科技局"), ("市市场监管局",))
        assert found[title].sure < 0.8
        assert any("整节" in note for note in found[title].notes)
    assert all(each.item.responsible is None for each in found.values() if each.item.kind == "guarantee")


def test_the_places_are_those_of_the_cells() -> None:
    draft = drafted(PLAN + TABBED)
    responsible = by_title(draft)["强化食品安全监管"].item.responsible
    assert responsible is not None
    quotes = [at.quote for at in responsible.at]
    assert quotes == ["市市场监管局", "市卫生健康委、市公安局"]
    assert all(draft.text.document.text[at.offset :].startswith(at.quote) for at in responsible.at)


def test_the_table_is_no_part_of_the_last_guarantee() -> None:
    draft = drafted(PLAN + TABBED)
    last = draft.measures[-1]
    assert last.item.title == "强化督导检查"
    assert draft.text.even[last.start : last.end].endswith("列入市政府督查计划。\n")
    assert last.item.themes == ("考核",)


def test_a_merged_cell_of_a_document_allots_all_its_rows() -> None:
    rows = [
        ["任务", "责任单位"],
        ["强化食品安全监管", "市市场监管局"],
        ["推进工程质量提升", ""],
        ["完善计量体系", ""],
    ]
    made = document(PLAN, rows)
    blocks = [
        block if block.start == block.end or "推进工程" not in made.text[block.start : block.end] or block.kind != "row"
        else replace(block, below=(1,))
        for block in made.blocks
    ]  # fmt: skip
    merged = type(made)(made.file, made.sha256, made.format, made.text, tuple(blocks))
    found = by_title(extract(merged, LEXICON))
    assert duty(found["推进工程质量提升"]) == (("市市场监管局",), ())
    assert duty(found["完善计量体系"]) is None  # an empty cell that is not merged


def test_a_table_of_other_things_allots_nothing() -> None:
    table = "姓名\t职务\t责任单位\n强化食品安全监管\t组长\t市市场监管局\n完善计量体系\t组员\t市科技局\n"
    found = by_title(drafted(PLAN + table))
    assert duty(found["强化食品安全监管"]) is None


def test_steps_are_no_tasks() -> None:
    draft = drafted(PLAN + TABBED)
    assert not [title for title in by_title(draft) if "阶段" in title]
    assert draft.outline is not None
    roles = {node.section.title: node.section.role for node in draft.outline.nodes}
    assert roles["实施步骤"] == "guarantees"
    assert roles["保障措施"] == "guarantees"


def test_steps_in_the_title_of_tasks_leave_them_tasks() -> None:
    text = PLAN.replace("二、重点任务", "二、重点任务和实施步骤")
    assert "完善计量体系" in by_title(drafted(text))
