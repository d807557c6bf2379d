"""Tables that allot the tasks of a plan to bodies, and chapters of steps. All places and papers are invented."""

from __future__ import annotations

from msgspec.structs import replace

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
    assert food.notes == ()  # a row with the same title leaves nothing to look at
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


WORDED = """序号\t重点任务\t牵头单位\t参与单位\t完成时限
1\t落实食品安全企业主体责任，强化食品安全监管\t市市场监管局\t市卫生健康委\t持续推进
2\t推进农产品标准化生产\t市农业农村局\t\t2027年
3\t落实工程质量终身责任制\t市住房城乡建设局\t市交通运输局\t2026年
4\t建设一批计量标准装置\t市市场监管局\t市科技局\t2026年
5\t开展服务质量监测\t市商务局\t\t2026年
"""


def test_rows_in_other_words_are_joined_only_where_the_wording_is_the_same() -> None:
    found = by_title(drafted(PLAN.replace("（市农业农村局负责）", "") + WORDED))
    assert duty(found["强化食品安全监管"]) == (("市市场监管局", "市卫生健康委"), ("市市场监管局",))  # its title
    assert duty(found["推进工程质量提升"]) is None  # 落实终身责任制 is not all of what the row says
    assert duty(found["完善计量体系"]) is None
    assert duty(found["培养质量人才"]) is None
    assert found["推进工程质量提升"].item.elsewhere  # rows are left: it may be one of them
    assert any("分工表" in note for note in found["推进工程质量提升"].notes)
    assert not found["强化食品安全监管"].item.elsewhere
    same = by_title(drafted(PLAN.replace("落实终身责任制", "落实工程质量终身责任制") + WORDED))
    assert duty(same["推进工程质量提升"]) == (("市住房城乡建设局", "市交通运输局"), ("市住房城乡建设局",))
    assert same["推进工程质量提升"].sure < 0.8


def test_wording_that_two_tasks_share_joins_neither() -> None:
    text = PLAN.replace("落实终身责任制", "落实工程质量终身责任制").replace("举办培训班", "落实工程质量终身责任制")
    found = by_title(drafted(text + WORDED))
    assert duty(found["推进工程质量提升"]) is None


def test_rows_in_other_words_are_joined_by_numbers_that_agree() -> None:
    rows = TABBED.replace("4\t夯实质量基础", "4\t补齐计量短板").replace("5\t做好其他工作", "5\t引育各类人才")
    found = by_title(drafted(PLAN + rows))
    assert duty(found["完善计量体系"]) == (("市市场监管局", "市科技局"), ("市市场监管局",))
    assert any("编号" in note for note in found["完善计量体系"].notes)
    moved = rows.replace("3\t推进工程", "9\t推进工程")
    assert duty(by_title(drafted(PLAN + moved))["完善计量体系"]) is None


def test_a_table_that_has_all_others_has_forgotten_one() -> None:
    rows = "".join(f"{line}\n" for line in TABBED.splitlines() if not line.startswith(("4", "5")))
    rows += "4\t完善计量体系\t市市场监管局\t市科技局\t2026年\n"
    found = by_title(drafted(PLAN + rows))
    assert duty(found["培养质量人才"]) is None
    assert not found["培养质量人才"].item.elsewhere


def test_headings_in_a_table_leave_it_a_table_that_allots() -> None:
    rows = [
        ["序号", "重点任务", "牵头单位"],
        ["一、质量提升", "", ""],
        ["1", "强化食品安全监管", "市市场监管局"],
        ["2", "提高农产品质量", "市农业农村局"],
        ["3", "推进工程质量提升", "市住房城乡建设局"],
    ]
    draft = extract(document(PLAN, rows), LEXICON)
    assert duty(by_title(draft)["强化食品安全监管"]) == (("市市场监管局",), ("市市场监管局",))
    assert "质量提升" not in by_title(draft)


def test_a_row_of_a_section_is_not_that_of_a_box_in_it() -> None:
    box = "专栏1 质量基础工程\n1.标准提升。制定地方标准。\n2.检测服务。建设检测平台。\n"
    found = by_title(drafted(PLAN.replace("三、实施步骤", box + "三、实施步骤") + TABBED))
    assert duty(found["完善计量体系"]) is not None
    assert duty(found["标准提升"]) is None


def test_the_lead_of_a_row_is_that_of_the_list_without_one() -> None:
    text = PLAN.replace("（市农业农村局负责）", "（责任单位：市商务局、市农业农村局）")
    assert duty(by_title(drafted(text + TABBED))["提高农产品质量"]) == (("市商务局", "市农业农村局"), ("市商务局",))
    text = PLAN.replace("（市农业农村局负责）", "（责任单位：市农业农村局、市供销社）")
    assert duty(by_title(drafted(text + TABBED))["提高农产品质量"]) == (("市农业农村局", "市供销社"), ())


FIRST = "任务\t责任单位\n强化食品安全监管\t市市场监管局、市公安局\n推进工程质量提升\t市住房城乡建设局、市交通运输局\n"


def test_a_remark_makes_the_first_body_lead() -> None:
    plain = by_title(drafted(PLAN + FIRST))
    assert duty(plain["强化食品安全监管"]) == (("市市场监管局", "市公安局"), ())
    for remark in (
        "注：责任单位列第一位的为牵头单位。",
        "（排在首位的单位为牵头单位）",
        "责任单位中第一个为牵头部门。",
    ):
        found = by_title(drafted(PLAN + FIRST + remark))
        assert duty(found["强化食品安全监管"]) == (("市市场监管局", "市公安局"), ("市市场监管局",))
        assert duty(found["提高农产品质量"]) == (("市农业农村局",), ("市农业农村局",))
    for remark in ("注：牵头单位有几家的，列第一位的单位负总责。", "坚持质量第一，为牵头单位提供经费。"):
        other = by_title(drafted(PLAN + FIRST + remark))
        assert duty(other["强化食品安全监管"]) == (("市市场监管局", "市公安局"), ())


def test_duties_told_body_by_body_are_those_of_tasks_without_any() -> None:
    bare = PLAN.replace("（市农业农村局负责）", "").partition("附件1")[0]
    assert not any(each.item.elsewhere for each in drafted(bare).measures)
    told = bare.replace(
        "成立工作专班。",
        "市市场监管局牵头抓总，负责日常工作；市农业农村局、市供销社负责农产品质量；市住房城乡建设局负责工程质量；市财政局负责经费。",
    )
    found = by_title(drafted(told))
    assert all(each.item.elsewhere for each in found.values() if each.item.kind == "task")
    assert not any(each.item.elsewhere for each in found.values() if each.item.kind == "guarantee")
    assert any("加强组织领导" in note for note in found["完善计量体系"].notes)


def test_a_paper_of_its_own_may_name_the_bodies() -> None:
    bare = PLAN.replace("（市农业农村局负责）", "").partition("附件1")[0]
    for said, expected in (
        ("任务分工方案另行印发。", True),
        ("各项任务的责任单位见附件。", True),
        ("细化任务分工，压实责任。", False),
    ):
        found = by_title(drafted(bare.replace("成立工作专班。", said)))
        assert found["完善计量体系"].item.elsewhere is expected
    some = PLAN.replace("建设计量标准装置。", "建设计量标准装置。（市市场监管局负责）").replace(
        "举办培训班。", "举办培训班。（市教育局负责）"
    ).replace("落实终身责任制。", "落实终身责任制。（市住房城乡建设局负责）")  # fmt: skip
    found = by_title(drafted(some.partition("附件1")[0].replace("成立工作专班。", "任务分工方案另行印发。")))
    assert not found["强化食品安全监管"].item.elsewhere  # the others name theirs behind the task


def test_a_box_that_lists_dates_holds_no_items() -> None:
    box = "专栏1 重点工作时间安排\n2025年：完成普查。\n2026年：建成平台。\n"
    draft = drafted(PLAN.replace("三、实施步骤", box + "三、实施步骤"))
    assert not [each for each in draft.measures if each.item.kind == "box"]


def test_heads_that_say_more() -> None:
    rows = (
        "序号\t重点任务及举措\t责任部门（列第一位的为牵头部门）\t任务完成时限\n"
        "1\t强化食品安全监管\t市市场监管局、市公安局\t2026年\n2\t推进工程质量提升\t市住房城乡建设局\t2026年\n"
    )
    found = by_title(drafted(PLAN + rows))
    assert duty(found["强化食品安全监管"]) == (("市市场监管局", "市公安局"), ("市市场监管局",))


def test_a_table_that_headings_part_goes_on() -> None:
    rows = TABBED.splitlines(keepends=True)
    parted = [
        *rows[:1],
        "一、提升产品质量\n",
        *rows[1:5],
        "二、夯实质量基础\n",
        "4\t完善计量体系\t市市场监管局\t市科技局\t2026年\n",
    ]
    draft = drafted(PLAN + "".join(parted))
    found = by_title(draft)
    assert duty(found["强化食品安全监管"]) == (("市市场监管局", "市卫生健康委", "市公安局"), ("市市场监管局",))
    assert duty(found["完善计量体系"]) == (("市市场监管局", "市科技局"), ("市市场监管局",))
    assert not [each for each in draft.measures if each.item.id.startswith("附件")]


def test_rows_after_other_text_are_another_table() -> None:
    rows = TABBED.splitlines(keepends=True)
    found = by_title(
        drafted(PLAN + "".join(rows[:4]) + "下面是另一张表，与任务无关。\n" + "1\t完善计量体系\t市水利局\t\t2026年\n")
    )
    assert duty(found["完善计量体系"]) is None


def test_a_table_whose_cells_are_lines_is_named_and_not_read() -> None:
    bare = PLAN.replace("（市农业农村局负责）", "").partition("附件1")[0]
    found = by_title(drafted(bare + "附件\n质量强市建设任务分工表\n任务\n责任单位\n完善计量体系\n市市场监管局\n"))
    assert found["完善计量体系"].item.elsewhere
    assert any("分工表" in note for note in found["完善计量体系"].notes)
