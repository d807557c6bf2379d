"""The outline of documents of other kinds than the five: what is a heading, and where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extracting.extract import extract
from checker.extracting.headings import chinese
from checker.extracting.parts import Draft, Text
from checker.extracting.sections import find_outline
from checker.reading.document import Block, Document
from checker.reading.read import read_document
from tests.extracting.drafting import LEXICON, assert_verbatim, draft_from, draft_of, outline_of
from tests.reading.support import p, word

ALL = [
    "broken-lines", "contract", "county-chapters", "news", "one-line", "opinions", "subsidy-rules", "yearly-notice",
]  # fmt: skip


def shown(draft: Draft) -> list[str]:
    return [f"{node.section.id} {node.section.title} {node.section.role}" for node in outline_of(draft).nodes]


@pytest.mark.parametrize("name", ALL)
def test_every_heading_is_quoted_from_its_place(name: str) -> None:
    draft = draft_of(name)
    outline = outline_of(draft)
    ids = [node.section.id for node in outline.nodes]
    assert len(ids) == len(set(ids))
    for node in outline.nodes:
        assert_verbatim(draft, node.section.at)
        assert node.start < node.end <= outline.body[1]
        if node.parent is not None:
            assert outline.nodes[node.parent].level == node.level - 1
            assert outline.nodes[node.parent].end >= node.end


def test_chapters_sections_and_boxes_with_their_lists() -> None:
    assert shown(draft_of("county-chapters")) == [
        "第一章 发展基础与面临形势 background",
        "第一章第一节 “十四五”发展成效 background",
        "第一章第二节 面临形势 background",
        "第二章 总体要求 requirements",
        "第二章第一节 指导思想 requirements",
        "第二章第二节 发展目标 goals",
        "专栏1 “十五五”科技创新主要指标 box",
        "第三章 建设特色创新平台 tasks",
        "第三章第一节 提升园区承载能力 tasks",
        "第三章第一节一 优化园区布局 tasks",
        "第三章第一节一(一) 完善基础设施 tasks",
        "第三章第一节一(二) 引进服务机构 tasks",
        "第三章第一节二 健全管理机制 tasks",
        "第三章第二节 壮大创新主体 tasks",
        "专栏2 创新主体培育工程 box",
        "专栏2-1 科技型中小企业培育 box",
        "专栏2-2 领军企业培育 box",
        "第四章 保障措施 guarantees",
        "第四章第一节 加强组织领导 guarantees",
        "第四章第二节 强化监测评估 guarantees",
    ]


def test_a_table_of_contents_is_no_part_of_the_text() -> None:
    outline = outline_of(draft_of("county-chapters"))
    assert [found.item.title for found in outline.contents][:3] == [
        "发展基础与面临形势",
        "“十四五”发展成效",
        "面临形势",
    ]
    assert {found.item.in_ for found in outline.contents} == {"contents"}
    assert all(found.end <= outline.prose for found in outline.contents)
    assert len(outline.contents) == 10


def test_titles_in_a_text_without_line_ends() -> None:
    assert shown(draft_of("one-line")) == [
        "一 发展基础和形势 background",
        "一(一) 数字产业规模不断壮大 background",
        "一(二) 基础设施日益完善 background",
        "二 总体要求 requirements",
        "二(一) 指导思想 requirements",
        "二(二) 基本原则 requirements",
        "二(三) 主要目标 goals",
        "三 重点任务 tasks",
        "三(一) 加快数字基础设施建设 tasks",
        "三(一)1 建设算力设施 tasks",
        "三(一)2 完善物联网络 tasks",
        "三(二) 培育壮大数字产业 tasks",
        "三(三) 推动产业数字化转型 tasks",
        "四 保障措施 guarantees",
        "四(一) 强化组织保障 guarantees",
        "四(二) 加大资金支持 guarantees",
        "四(三) 营造良好氛围 guarantees",
    ]


def test_a_space_ends_a_title_where_the_document_does_it_so() -> None:
    titles = [node.section.title for node in outline_of(draft_of("opinions")).nodes]
    assert titles == [
        "总体要求", "抓好粮食生产", "稳定播种面积", "实施种业振兴行动", "发展乡村产业", "做强优势特色产业",
        "打造区域公用品牌",
        "强化组织保障", "加强党的领导", "严格考核奖惩",
    ]  # fmt: skip


def test_items_of_a_list_are_no_headings() -> None:
    rules = outline_of(draft_of("subsidy-rules"))
    assert [node.section.id for node in rules.nodes] == ["第一章", "第二章", "第三章"]
    assert [node.section.title for node in rules.items][1] == "新认定的国家知识产权优势企业"
    yearly = outline_of(draft_of("yearly-notice"))
    assert [node.section.title for node in yearly.nodes if node.level == 1] == [
        "加强知识产权保护", "促进知识产权运用", "夯实工作基础",
    ]  # fmt: skip
    assert {node.section.role for node in yearly.nodes} == {"tasks"}
    assert [node.section.id for node in yearly.items] == ["一1", "一2", "一3"]
    assert {node.parent for node in yearly.items} == {0}


def test_the_body_is_without_notice_furniture_and_page_marks() -> None:
    for name, first, last in (
        ("yearly-notice", "岚江市2023年知识产权工作要点\n2023年全市", "办好全国知识产权宣传周活动。"),
        ("broken-lines", "石湾市质量强市建设“十四五”规划\n为推动", "纳入县(区)政府绩效考核。"),
        ("opinions", "中共临溪市委", "重要依据。"),
    ):
        draft = draft_of(name)
        start, end = outline_of(draft).body
        assert draft.text.even[start:end].startswith(first)
        assert draft.text.even[start:end].endswith(last)


def test_damaged_numbers_keep_what_is_printed() -> None:
    draft = draft_from(
        "平原市质量发展规划\n一、总体要求\n(-)指导思想\n坚持质量第一，推动发展。\n(二)发展目标\n到2025年质量明显提升。\n"
        "二、重点任务\n(一)提升产品质量\n加强监管，推动升级。\n()培育质量品牌\n实施品牌工程。\n(三)夯实质量基础\n完善计量体系。\n"
    )
    sections = {node.section.id: node.section for node in outline_of(draft).nodes}
    assert sections["一(一)"].raw == "(-)"
    assert sections["二(二)"].raw == "()"
    assert sections["二(二)"].title == "培育质量品牌"
    assert sections["二(三)"].raw is None


def test_a_gap_in_the_numbers_is_said_not_filled() -> None:
    draft = draft_from("平原市计划\n一、总体要求\n坚持创新。\n二、重点任务\n推动发展。\n四、保障措施\n加强领导。\n")
    nodes = outline_of(draft).nodes
    assert [node.section.id for node in nodes] == ["一", "二", "四"]
    assert nodes[2].sure <= 0.7
    assert "第三项" in nodes[2].notes[0]


def test_numbers_that_begin_again_get_ids_of_their_own() -> None:
    draft = draft_from(
        "平原市规划\n一、发展基础\n1.创新能力提升。全市投入增加。\n2.产业结构优化。新兴产业发展。\n同时还存在以下问题：\n"
        "1.人才不足。高端人才偏少。\n2.投入偏低。企业投入较少。\n二、总体要求\n坚持创新驱动。\n"
    )
    assert [node.section.id for node in outline_of(draft).nodes] == ["一", "一1", "一2", "一问题1", "一问题2", "二"]


def test_decimal_numbers_nest_and_parts_keep_their_word() -> None:
    draft = draft_from(
        "平原市规划\n第一部分 发展环境\n1.1 发展现状\n产品合格率92.1%。\n1.2 机遇与挑战\n1.2.1 发展机遇\n机遇很多。\n"
        "第二部分 重点任务\n2.1 完善路网\n（1）建设快速路。建成环城快速路。\n（2）打通断头路。打通15条。\n"
    )
    assert [(node.section.id, node.level, node.section.role) for node in outline_of(draft).nodes] == [
        ("第一部分", 1, "background"),
        ("1.1", 2, "background"),
        ("1.2", 2, "background"),
        ("1.2.1", 3, "background"),
        ("第二部分", 1, "tasks"),
        ("2.1", 2, "tasks"),
        ("2.1(1)", 3, "tasks"),
        ("2.1(2)", 3, "tasks"),
    ]


LOST = """平原市“十四五”质量发展规划
目录
一、发展基础和形势
（一）发展基础
（二）面临形势
二、总体要求
（一）指导思想
（二）主要目标
三、重点任务
（一）提升农产品质量
（二）完善计量检测体系
四、保障措施
（一）加强组织领导
（二）强化宣传引导
平原市“十四五”质量发展规划
为推动质量提升，制定本规划。规划期为2021—2025年。
“十三五”期间，全市质量工作取得明显成效，制造业合格率达到93%。
当前，世界正经历百年变局，质量工作面临新的机遇和挑战。
以习近平新时代中国特色社会主义思想为指导，全面贯彻新发展理念，提高供给质量。
到2025年，制造业产品质量合格率达到95%，培育省级品牌10个。
健全农产品质量追溯制度，加强农产品产地环境监测和农产品抽检。
升级计量检测设备，建设计量检测公共平台，完善检测网络。
成立质量工作领导小组，加强组织协调，落实各级责任。
广泛开展质量月宣传，引导社会舆论，营造氛围。
"""


def test_lost_headings_give_roles_but_no_sections() -> None:
    draft = draft_from(LOST)
    outline, even = outline_of(draft), draft.text.even
    assert outline.nodes == ()
    assert len(outline.contents) == 12
    roles = {
        words: outline.role_at(even.index(words))
        for words in (
            "“十三五”期间", "当前,", "以习近平", "到2025年", "健全农产品", "升级计量", "成立质量", "广泛开展",
        )
    }  # fmt: skip
    assert list(roles.values()) == [
        "background", "background", "requirements", "goals", "tasks", "tasks", "guarantees", "guarantees",
    ]  # fmt: skip
    assert outline.role_at(even.index("制定本规划")) is None
    under = outline.node_at(even.index("升级计量"))
    assert under is not None
    assert under.section.id == "三(二)"


def test_headings_by_their_level_in_the_file() -> None:
    lines = [
        ("平原市数据发展规划", 1), ("前言", 1), ("为了发展。", None),
        ("发展目标", 1), ("到2025年建成平台。", None), ("重点任务", 1),
        ("建设数据平台", 2), ("完善目录。", None),
    ]  # fmt: skip
    text = "\n".join(line for line, _ in lines)
    blocks, start = [], 0
    for line, level in lines:
        blocks.append(Block("paragraph", start, start + len(line), level=level))
        start += len(line) + 1
    outline = find_outline(Text(Document("a.docx", "0" * 64, "docx", text, tuple(blocks))), LEXICON)
    assert [(node.section.title, node.level, node.section.role) for node in outline.nodes] == [
        ("发展目标", 1, "goals"), ("重点任务", 1, "tasks"), ("建设数据平台", 2, "tasks"),
    ]  # fmt: skip


HEADINGS = ["加强创新平台建设", "推动成果转化", "提升服务能力", "完善监管体系", "培育人才队伍", "优化营商环境"]
titles = st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=6)


@given(st.lists(titles, min_size=2, max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_printed_outline_is_read_back(chapters: list[list[str]]) -> None:
    lines = ["平原市规划"]
    wanted = []
    for number, (chapter, *parts) in enumerate(chapters, 1):
        lines.append(f"{chinese(number)}、{chapter}")
        wanted.append((chinese(number), chapter))
        for inner, part in enumerate(parts, 1):
            lines += [f"（{chinese(inner)}）{part}", "全市各级要结合实际抓好落实，确保取得实效。"]
            wanted.append((f"{chinese(number)}({chinese(inner)})", part))
    draft = draft_from("\n".join(lines))
    assert [(node.section.id, node.section.title) for node in outline_of(draft).nodes] == wanted


@given(st.text("一二(-)、.1l《》“”。，\n专栏目录第章到年质量提升|\t ", max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it(content: str) -> None:
    if not content.strip():
        return
    draft = draft_from("平" + content)
    outline = outline_of(draft)
    assert 0 <= outline.body[0] <= outline.body[1] <= len(draft.text.even)
    for node in outline.nodes:
        assert_verbatim(draft, node.section.at)


_PLAN = "甲市“十五五”规划\n一、重点任务\n（一）提升质量\n加强培育。\n二、保障措施\n（一）加强领导\n健全机制。\n"


@pytest.mark.parametrize(
    ("annex", "wanted"),
    [
        ("附件\n名词解释\n1.专利导航：指一种方法。\n", ["附件 名词解释 background", "附件-1 专利导航 background"]),
        ("附录　名词解释\n高价值专利指五种专利。\n", ["附件 名词解释 background"]),
        (
            "附件1\n重点任务分工表\n略。\n附件2\n产品名录\n略。\n",
            ["附件1 重点任务分工表 tasks", "附件2 产品名录 background"],
        ),
        ("附件：1.分工表\n附件中的任务由各部门落实。\n", []),
        ("附件：甲市分工方案\n附件\n甲市分工方案\n略。\n", ["附件 甲市分工方案 background"]),
        ("附件\n《甲市“十五五”规划》\n任务分工方案\n略。\n", ["附件 《甲市“十五五”规划》任务分工方案 tasks"]),
    ],
)
def test_an_annex_is_a_part_of_its_own(annex: str, wanted: list[str]) -> None:
    sections = shown(draft_from(_PLAN + annex))
    assert sections[:4] == [
        "一 重点任务 tasks",
        "一(一) 提升质量 tasks",
        "二 保障措施 guarantees",
        "二(一) 加强领导 guarantees",
    ]
    assert sections[4:] == wanted


def test_an_annex_of_the_contents_is_found_in_the_body() -> None:
    contents = "目录\n一、重点任务\n二、保障措施\n附件　主要指标口径说明\n"
    outline = outline_of(draft_from(_PLAN.replace("规划\n", f"规划\n{contents}", 1) + "附件\n主要指标口径说明\n略。\n"))
    assert [found.item.title for found in outline.contents][-1] == outline.nodes[-1].section.title


@pytest.mark.parametrize(
    "notes",
    [
        "注：1.版权产业增加值受核算周期影响，为上年数。2.专利密集型产业按上年度核算结果填报。\n",
        "注：1.版权产业增加值为上年数。\n2.专利密集型产业按上年度核算结果填报。\n",
        "注：\n1.版权产业增加值为上年数。\n2.专利密集型产业按上年度核算结果填报。\n",
    ],
)
def test_the_notes_below_a_table_are_no_headings(notes: str) -> None:
    sections = shown(draft_from(_PLAN.replace("二、", f"{notes}二、")))
    assert len(sections) == 4


def test_footnotes_belong_to_no_chapter_and_are_no_end() -> None:
    lines = _PLAN.replace("健全机制", "完善工作机制，压实各方责任，加强协同配合，" * 3 + "健全机制").splitlines()
    body = "".join(p(line) for line in lines) + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    note = "按经认定的产品统计，数据由统计部门提供，双重保护只计一次，含初级产品和加工品，"
    note += "不含旅游和餐饮，也不含服务收入，每年核定一次"
    content = word(body, footnotes=f'<w:footnote w:id="1">{p(note)}</w:footnote>')
    draft = extract(read_document(content, "a.docx"), LEXICON)
    last = outline_of(draft).nodes[-1]
    assert draft.text.even[: last.end].endswith("健全机制。\n")
    assert draft.text.even[last.end :].startswith("按经认定")
    assert "cut" not in draft.head["source"]  # type: ignore[operator]


def test_one_sentence_with_its_amounts_is_an_item_and_no_title() -> None:
    items = "（一）压实平台责任，处理时限缩短至3个工作日。\n（二）研究新领域规则，发布指引。\n"
    items += "（三）建设示范区2个、示范站60个。\n"
    guarantees = "第二章 保障措施\n一、加强领导\n健全机制。\n"
    draft = draft_from(f"甲市“十五五”规划\n第一章 重点任务\n一、完善保护\n{items}{guarantees}")
    titles = [node.section.title for node in outline_of(draft).nodes]
    assert titles == ["重点任务", "完善保护", "保障措施", "加强领导"]
