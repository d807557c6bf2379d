"""What stands around an indicator table: its notes, the line with its units, groups of rows. All is invented."""

from __future__ import annotations

import pytest

from checker.extracting.extract import extract
from checker.extracting.parts import Draft
from checker.reading.read import read_document
from tests.extracting.making import LEXICON, Rows, text_of
from tests.extracting.test_tables import line, read
from tests.reading.support import p, tbl, tc, word

TITLE = "甲城市“十五五”知识产权规划"
HEADS = ["序号", "指标", "单位", "2025年", "2030年", "属性"]


def lines_of(*parts: str | Rows) -> list[str]:
    _, indicators = read(text_of(*parts))
    return [line(found.item) for found in indicators]


def drafted(text: str) -> Draft:
    return extract(read_document(text.encode(), "甲.txt"), LEXICON)


def test_years_in_the_title_of_another_document_are_not_those_of_the_plan() -> None:
    found = lines_of(
        f"{TITLE}\n根据《强国建设纲要（2021—2035年）》制定本规划，规划期为2026—2030年。\n表1 创造类指标\n",
        [HEADS, ["1", "有效发明专利拥有量", "件", "785", "1200", "预期性"]],
    )
    assert found == ["有效发明专利拥有量 | 2025:785件 | 2030:1200件 | 预期性"]


def test_marks_of_notes_are_no_part_of_values_and_names_and_say_the_year() -> None:
    found = lines_of(
        f"{TITLE}\n表1 主要指标\n",
        [
            HEADS,
            ["1", "PCT国际专利申请量（五年累计）①", "件", "48〔1〕", "65", "预期性"],
            ["2", "版权产业增加值占GDP比重", "%", "7.1②", "7.6", "预期性"],
            ["3", "服判息诉率", "%", "—③", "88", "预期性"],
            ["4", "公共服务网点", "个", "—", "30", "约束性"],
            ["5", "新增地理标志", "件", "[3]", "[12]", "预期性"],
        ],
        "注：①为五年合计；〔1〕为2021—2025年累计。②为2024年数据，2025年数据尚未发布；③2026年起统计。\n二、任务\n",
    )
    assert found == [
        "PCT国际专利申请量（五年累计） | 2025:48件/total | 2030:65件/total | 预期性",
        "版权产业增加值占GDP比重 | 2024:7.1% | 2030:7.6% | 预期性",
        "服判息诉率 | 2025:2026年起统计 | 2030:88% | 预期性",
        "公共服务网点 |  | 2030:30个 | 约束性",
        "新增地理标志 | 2025:3件/total | 2030:12件/total | 预期性",
    ]


def test_a_note_in_a_row_of_the_table_and_rows_by_number_or_name() -> None:
    found = lines_of(
        f"{TITLE}\n表1 主要指标\n",
        [
            HEADS,
            ["1", "有效发明专利拥有量", "件", "70", "90", "预期性"],
            ["2", "作品登记数", "件", "70", "90", "预期性"],
            ["3", "培训人次", "人次", "700", "900", "预期性"],
            ["4", "数据知识产权登记量", "件", "—", "90", "预期性"],
            ["5", "商业秘密示范点", "家", "", "9", "预期性"],
            [
                "注：1.第2项为当年数，其余为期末时点数。2.数据知识产权登记为新增指标，2025年无基期值。",
                "",
                "",
                "",
                "",
                "",
            ],
        ],
        "3.第5项为新设指标。\n二、任务\n",
    )
    assert found[1:] == [
        "作品登记数 | 2025:70件/yearly | 2030:90件/yearly | 预期性",
        "培训人次 | 2025:700人次 | 2030:900人次 | 预期性",
        "数据知识产权登记量 | 2025:数据知识产权登记为新增指标，2025年无基期值 | 2030:90件 | 预期性",
        "商业秘密示范点 |  | 2030:9家 | 预期性",  # the line below is not known to be a note
    ]


def test_the_line_above_the_heads_gives_units_where_it_is_certain_which() -> None:
    rows = [
        ["指标", "2025年", "2030年"],
        ["每万人口高价值发明专利拥有量", "2.6", "4.2"],
        ["企业专利产业化率", "50", "56"],
        ["知识产权质押融资登记金额", "16", "26"],
        ["知识产权保护社会满意度", "84", "87"],
        ["公共服务网点", "8", "12"],
    ]
    assert lines_of(f"{TITLE}\n表1 主要指标\n单位：件、亿元、%\n", rows) == [
        "每万人口高价值发明专利拥有量 | 2025:2.6件 | 2030:4.2件",
        "企业专利产业化率 | 2025:50% | 2030:56%",
        "知识产权质押融资登记金额 | 2025:16亿元 | 2030:26亿元",
        "知识产权保护社会满意度 | 2025:84 | 2030:87",  # points are not among them
        "公共服务网点 | 2025:8 | 2030:12",  # nothing says which
    ]


def test_one_unit_above_the_heads_is_that_of_all_rows_that_can_have_it() -> None:
    rows = [["指标", "2025年", "2030年"], ["公共服务网点", "8", "12"], ["办结率", "97", "99"]]
    assert lines_of(f"{TITLE}\n表1 主要指标（单位：个）\n", rows) == [
        "公共服务网点 | 2025:8个 | 2030:12个",
        "办结率 | 2025:97 | 2030:99",
    ]


def test_what_a_column_or_a_bracket_says_of_the_scope() -> None:
    found = lines_of(
        f"{TITLE}\n表1 主要指标\n",
        [
            ["指标", "口径", "2025年", "2030年"],
            ["作品登记数（件）", "年度", "70", "90"],
            ["质押融资数（万元）", "五年累计", "70", "90"],
            ["办结率（%）", "年度", "70", "90"],
            ["网点数（个）", "累计", "70", "90"],
            ["质押融资额（万元，五年累计）", "", "650", "2600"],
            ["转让数（件，当年）", "", "65", "260"],
            ["作品著作权登记量（年）", "", "65", "260"],
        ],
    )
    assert found == [
        "作品登记数 | 2025:70件/yearly | 2030:90件/yearly",
        "质押融资数 | 2025:70万元/total | 2030:90万元/total",
        "办结率 | 2025:70% | 2030:90%",
        "网点数 | 2025:70个 | 2030:90个",  # can be a stock as well
        "质押融资额 | 2025:650万元/total | 2030:2600万元/total",
        "转让数 | 2025:65件/yearly | 2030:260件/yearly",
        "作品著作权登记量 | 2025:65/yearly | 2030:260/yearly",
    ]


COPIED = f"""{TITLE}
第一章 总体要求
到2030年，各项指标见表1。
表1 主要指标
序号
指标名称
单位
2025年
2030年
属性
一、创造
1
有效发明专利拥有量
件
70
90
预期性
2
以地理标志注册的证明商标、
集体商标总量
件
3
6
预期性
序号 指标名称 单位 2025 年 2030 年 属性
二、运用
3 地理标志产品产值占
生产总值比重 % 1.2 1.4 预期性
4 公共服务网点 个 8 12 约束性
第二章 主要任务
第一节 提升创造质量
支持企业申请专利，五年培训100人次。
"""


def test_rows_that_a_copy_has_cell_by_cell_and_with_spaces() -> None:
    draft = drafted(COPIED)
    assert [line(found.item) for found in draft.indicators] == [
        "有效发明专利拥有量 | 2025:70件 | 2030:90件 | 预期性",
        "以地理标志注册的证明商标、集体商标总量 | 2025:3件 | 2030:6件 | 预期性",
        "地理标志产品产值占生产总值比重 | 2025:1.2% | 2030:1.4% | 预期性",
        "公共服务网点 | 2025:8个 | 2030:12个 | 约束性",
    ]
    assert draft.outline is not None
    assert [node.section.title for node in draft.outline.nodes] == ["总体要求", "主要任务", "提升创造质量"]


def test_a_numbered_section_after_the_table_ends_it() -> None:
    rows = "1\n有效发明专利拥有量\n件\n70\n90\n预期性"
    text = f"{TITLE}\n一、目标\n表1 主要指标\n{chr(10).join(HEADS)}\n{rows}\n二、主要任务\n1.支持企业申请专利\n"
    draft = drafted(text)
    assert [found.item.name for found in draft.indicators] == ["有效发明专利拥有量"]
    assert draft.outline is not None
    assert "主要任务" in [node.section.title for node in draft.outline.nodes]


def test_groups_of_rows_in_a_table_of_a_file_are_no_headings() -> None:
    across = '<w:gridSpan w:val="6"/>'
    table = tbl(
        [tc(head) for head in HEADS],
        [tc("一、高质量创造", across)],
        [tc(cell) for cell in ("1", "有效发明专利拥有量", "件", "70", "90", "预期性")],
        [tc("二、高效益运用", across)],
        [tc(cell) for cell in ("2", "公共服务网点", "个", "8", "12", "约束性")],
    )
    before = "".join(map(p, (TITLE, "一、总体目标", "主要指标见表1。", "表1 主要指标")))
    after = "".join(map(p, ("二、主要任务", "（一）支持创造", "支持企业申请专利，五年培训100人次。")))
    draft = extract(read_document(word(before + table + after), "甲.docx"), LEXICON)
    assert draft.outline is not None
    assert [node.section.title for node in draft.outline.nodes] == ["总体目标", "主要任务", "支持创造"]
    assert len(draft.indicators) == 2


@pytest.mark.parametrize("title", ["表1 甲城市知识产权主要指标", "专栏1 “十五五”知识产权发展主要指标"])
def test_a_table_whose_rows_cannot_be_told_apart_is_a_table_all_the_same(title: str) -> None:
    body = "\n".join(f"指标{number} {number}1.2 到 {number}2.3" for number in range(1, 6))
    text = f"{TITLE}\n一、目标\n到2030年，各项指标见表。\n{title}\n{body}\n"
    draft = drafted(text)
    assert [found.item.title for found in draft.tables] == [title.replace(" ", "")]
    assert not draft.indicators
    assert draft.tables[0].notes


def test_a_title_without_numbers_below_is_no_table() -> None:
    assert not drafted(f"{TITLE}\n一、目标\n表1 主要指标\n到2030年，有效发明专利达到90件。\n").tables


def test_what_a_note_says_of_rows_is_no_goal() -> None:
    draft = drafted(
        f"{TITLE}\n一、目标\n到2030年，培训500人次。\n表1 主要指标\n指标\t单位\t2025年\t2030年\n"
        "有效发明专利拥有量\t件\t70\t90\n注：1.第1、2项为期末存量。2.按上年度核算，2030年新增指标3项。\n二、任务\n"
    )
    assert [found.item.indicator for found in draft.figures] == ["培训"]


def test_groups_of_rows_that_have_run_together_do_not_end_the_table() -> None:
    draft = drafted(
        f"{TITLE}\n第一章 目标\n表1 主要指标\n序号指标名称单位2025年2030年属性\n一、创造\n"
        "1有效发明专利拥有量件70 90预期性\n2注册商标量件800 900预期性\n（二）服务\n3公共服务网点个8 12约束性\n"
        "第二章 任务\n第一节 支持创造\n支持企业申请专利。\n"
    )
    assert [found.item.name for found in draft.indicators] == ["有效发明专利拥有量", "注册商标量", "公共服务网点"]
    assert draft.outline is not None
    assert [node.section.title for node in draft.outline.nodes] == ["目标", "任务", "支持创造"]


def test_groups_of_rows_without_numbers_and_heads_printed_again() -> None:
    draft = drafted(
        f"{TITLE}\n第一章 目标\n表1 主要指标\n指标\n单位\n2025年\n2030年\n一、创造\n有效发明专利拥有量\n件\n70\n90\n"
        "二、服务\n指标 单位 2025年 2030年\n公共服务网点\n个\n8\n12\n三、另外\n（一）还有\n第二章 任务\n第一节 支持\n"
    )
    assert [line(found.item) for found in draft.indicators] == [
        "有效发明专利拥有量 | 2025:70件 | 2030:90件",
        "公共服务网点 | 2025:8个 | 2030:12个",
    ]
    assert draft.outline is not None
    assert [node.section.title for node in draft.outline.nodes] == ["目标", "另外", "还有", "任务", "支持"]


def test_a_note_says_the_nature_of_all_rows() -> None:
    rows = [["指标", "2025年", "2030年"], ["公共服务网点（个）", "8", "12"]]
    tables, _ = read(text_of(f"{TITLE}\n表1 主要指标\n", rows, "注：本表指标均为预期性。数据由县统计局提供。\n"))
    assert [found.item.nature for found in tables] == ["预期性"]
