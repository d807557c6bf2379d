"""Shapes of documents nobody here wrote the extractor for: each found wrong once on real texts; these are invented."""

from __future__ import annotations

import pytest

from checker.extracting.coverage import add_covers
from checker.extracting.extract import extract
from checker.extracting.kinds import no_plan
from checker.extracting.parts import Draft, Text
from checker.reading.read import read_document
from tests.extracting.drafting import LEXICON

GOALS = "一、总体要求\n坚持新发展理念。\n二、主要目标\n{}\n三、重点任务\n（一）强化保护\n完善保护机制。\n"


def drafted(content: str) -> Draft:
    return extract(read_document(content.encode(), "草稿.txt"), LEXICON)


def figures(said: str) -> list[tuple[str, str, str, str]]:
    """Role, name, value with unit, and 口径 of the figures of a paragraph of goals."""
    draft = drafted("甲市“十四五”发展规划\n" + GOALS.format(said))
    return [
        (str(item.role), item.indicator, f"{item.value}{item.unit or ''}", str(item.scope))
        for item in (found.item for found in draft.figures)
    ]


def sections(content: str) -> list[tuple[str, str, str]]:
    outline = drafted(content).outline
    assert outline is not None
    return [(node.section.id, node.section.title, node.section.role) for node in outline.nodes]


def test_headings_begin_with_a_year() -> None:
    found = sections(
        "一、2023年工作回顾\n全年授权发明专利612件。\n二、2024年工作安排\n（一）抓创新\n每万人口高价值发明专利拥有量达到4.5件。\n"
    )
    assert [(each[0], each[1]) for each in found] == [
        ("一", "2023年工作回顾"),
        ("二", "2024年工作安排"),
        ("二(一)", "抓创新"),
    ]
    assert found[0][2] == "background"


def test_an_account_of_work_states_no_goals() -> None:
    draft = drafted("一、2023年工作总结\n（一）狠抓创新取得新进步\n形成调研成果92项，建立服务站2835个。\n")
    assert draft.figures
    assert {found.item.role for found in draft.figures} == {"achieved"}


def test_sentences_are_no_titles() -> None:
    found = sections(
        "一、序言\n1．专利制度是鼓励创新的基本制度。要充分发挥作用，服务发展大局。\n"
        "2．当前，我市正处在爬坡过坎的关键时期。实施专利战略具有重大意义，必须抓紧抓实。\n"
        "3．全市质押融资登记金额突破15亿元、惠及企业60家以上。\n二、任务\n提升能力。\n"
    )
    assert [each[0] for each in found] == ["一", "二"]


@pytest.mark.parametrize(
    ("bracket", "units", "lead"),
    [
        (
            "〔责任单位：市发展改革委、市商务局按职责分工负责。具体任务涉及各县区，下同。〕",
            ("市发展改革委", "市商务局"),
            (),
        ),
        ("（责任单位：市科技局、各镇〔街道〕）", ("市科技局", "各镇〔街道〕"), ()),
        ("（牵头单位：市科技局。配合单位：市财政局）", ("市科技局", "市财政局"), ("市科技局",)),
    ],
)
def test_lists_of_bodies_that_explain_themselves(bracket: str, units: tuple[str, ...], lead: tuple[str, ...]) -> None:
    draft = drafted(
        f"甲市建设方案\n一、主要任务\n（一）加强保护\n健全工作机制，提升能力。{bracket}\n（二）促进运用\n搭建平台。\n"
    )
    duty = draft.measures[0].item.responsible
    assert duty is not None
    assert (duty.units, duty.lead) == (units, lead)
    assert not draft.measures[0].item.review


def test_a_list_on_one_line_ends_at_the_next_heading() -> None:
    draft = drafted(
        "甲县“十四五”规划 一、重点任务 （一）加强平台建设。建成科创中心。责任单位：县科技局、甲经济开发区管委会 "
        "二、保障措施 （一）加强组织领导。各部门抓好落实。（二）加大投入。县财政安排专项经费。"
    )
    duty = draft.measures[0].item.responsible
    assert duty is not None
    assert duty.units == ("县科技局", "甲经济开发区管委会")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("区级检测机构仅2家。", [("target", "区级检测机构", "2家", "level")]),
        ("确保6月底前盘点率达到100%。", [("target", "盘点率", "100%", "share")]),
        ("到2025年，预计数字经济规模达到50亿元。", [("target", "数字经济规模", "50亿元", "level")]),
        ("围绕增长、结构、效率提出3项指标，明确20项重点任务。", []),
        ("到2025年，一般公共预算收入达到12亿元。", [("target", "一般公共预算收入", "12亿元", "yearly")]),
        (
            "城镇、农村居民人均可支配收入分别增长5%、7%。",
            [
                ("target", "城镇居民人均可支配收入", "5%", "growth"),
                ("target", "农村居民人均可支配收入", "7%", "growth"),
            ],
        ),
    ],
)
def test_names_and_scopes(said: str, wanted: list[tuple[str, str, str, str]]) -> None:
    assert figures(said) == wanted


def test_a_year_for_which_a_base_is_laid_is_no_goals_year() -> None:
    draft = drafted(
        "甲市“十五五”发展规划\n"
        + GOALS.format("到2030年，创新能力明显提升，为到2035年建成创新型城市奠定坚实基础。\n——高新技术企业达到800家。")
    )
    years = {found.item.year for found in draft.figures if found.item.value is not None}
    assert years == {2030}


def test_a_number_torn_by_a_page_is_not_read() -> None:
    draft = drafted(
        "一、发展基础\n2020年，高新技术企业由2015年的9家增加到2020年的4\n- 1 -\n1家，科技型中小企业入库86家。\n"
    )
    assert ("1", "家") not in {(str(found.item.value), found.item.unit) for found in draft.figures}


LETTER = (
    "甲市人民政府办公室\n关于印发甲市海绵城市建设实施方案的通知\n各县（市、区）人民政府：\n"
    "现将《甲市海绵城市建设实施方案》印发给你们，请认真组织实施。\n"
)


def test_the_title_only_its_letter_has() -> None:
    draft = drafted(LETTER + GOALS.format("到2025年，50%以上建成区达到要求。"))
    assert draft.head["title"] == "甲市海绵城市建设实施方案"
    assert draft.head["stage"] == "issued"
    assert any(note.item == "title" for note in draft.head_notes)
    assert draft.citations == []  # a document does not cite itself


def test_a_library_says_title_and_number() -> None:
    draft = drafted(
        "发文标题：甲市人民政府关于促进科技创新的若干意见\n发文文号：甲政发〔2016〕54号\n发文时间：2016-10-18\n各县（市、区）人民政府：\n"
        "为推进创新，根据《乙省关于补齐科技创新短板的若干意见》，提出如下意见：\n"
        + GOALS.format("到2020年，高新技术企业达到300家。")
    )
    assert draft.head["title"] == "甲市人民政府关于促进科技创新的若干意见"
    assert draft.head["number"] == "甲政发〔2016〕54号"
    assert [found.item.title for found in draft.citations] == ["乙省关于补齐科技创新短板的若干意见"]


def test_a_number_with_its_date() -> None:
    draft = drafted(
        "省政府关于印发甲省知识产权战略纲要的通知\n甲政发〔2009〕1号 2009年1月5日\n各市、县人民政府：\n"
        "现予印发，请认真组织实施。\n"
        "甲省知识产权战略纲要\n" + GOALS.format("到2020年，发明专利授权量达到3万件。")
    )
    assert (draft.head["number"], draft.head["issued"]) == ("甲政发〔2009〕1号", "2009-01-05")
    assert draft.head["stage"] == "issued"
    assert draft.citations == []


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("关于甲市加快打造先进制造业\n基地的实施意见\n（征求意见稿）\n", "关于甲市加快打造先进制造业基地的实施意见"),
        ("甲区质量强区建设规划\n（2021—2025年）\n", "甲区质量强区建设规划（2021—2025年）"),
        ("（青岩市）青岩市市场监管“十四五”规划\n", "青岩市市场监管“十四五”规划"),
    ],
)
def test_titles_on_two_lines(lines: str, title: str) -> None:
    assert drafted(lines + GOALS.format("到2025年，达到目标。")).head["title"] == title


def test_a_yearly_plan_is_not_for_the_five_years_it_serves() -> None:
    draft = drafted(
        "“十四五”规划实施年度推进计划\n明确2021—2022年度重点任务和工作措施，制定本计划。\n" + GOALS.format("完善制度。")
    )
    assert draft.head["kind"] == "annual"
    assert draft.head["period"] == {"start": 2021, "end": 2022}


def test_the_place_after_a_year() -> None:
    draft = drafted("2024年保定市知识产权工作要点\n" + GOALS.format("完善制度。"))
    assert draft.head["region"] == {"name": "保定市", "level": "city", "province": "河北省"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            (
                "解读“十四五”甲市知识产权规划\n近日，《甲市知识产权“十四五”规划》印发。规划提出到2025年有效发明专利达到500件，"
                "推进高质量发展，加强保护，完善机制，提升能力，强化服务，加快建设强市，落实责任，支持创新，鼓励创造。"
            ),
            "解读",
        ),
        (
            (
                "甲市知識產權保護規劃\n一、總體要求\n"
                "實施知識產權戰略，發揮市場機構與產業聯盟作用，調動創新主體質量意識，實施專項規劃，發展產業。" * 2
            ),
            "繁体",
        ),
    ],
)
def test_no_plans(content: str, why: str) -> None:
    assert why in no_plan(drafted(content))


def test_a_plan_named_without_book_marks() -> None:
    draft = drafted(
        "甲省流通体系建设方案\n为贯彻《甲省条例》《甲省办法》，根据国家发展改革委“十四五”现代流通体系建设规划，制定本方案。\n"
        + GOALS.format("完善制度。")
    )
    named = [found for found in draft.citations if found.item.title == "“十四五”现代流通体系建设规划"]
    assert [(found.item.issuer, found.item.role) for found in named] == [("国家发展改革委", "basis")]
    assert named[0].notes


def test_a_set_phrase_out_of_order() -> None:
    draft = drafted(
        "甲市知识产权规划\n一、形势\n面对百年未有大之变局，当今世界正经历百年未有之大变局，任务艰巨繁重。\n"
    )
    assert [(found.item.raw, found.item.reading) for found in draft.damage] == [
        ("百年未有大之变局", "百年未有之大变局")
    ]


def covers(said: str) -> list[tuple[str | None, str]]:
    content = f"甲市知识产权“十四五”规划\n一、目标\n有序推进。\n二、主要任务\n（一）某项任务\n{said}\n"
    draft = drafted(content + "（二）另一项\n提升能力。\n")
    return [
        (cover.article.rpartition("/")[2], cover.strength) for cover in draft.measures[0].item.covers if cover.article
    ]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("持续开展行动，从快侦办侵犯知识产权犯罪案件。", [("（一）", "task")]),
        ("探索律师调查令在知识产权案件中的运用。", [("（二）", "task")]),
        ("检察机关提前介入重大侵权案件。", [("（九）", "task")]),
        ("支持龙头企业组建创新联合体，建立跨区域产学研协同机制。", []),
        ("建立企业诉求快速响应机制，开通政策直达通道。", []),
        ("实时监测规划实施情况，定期评估。", []),
        ("加大重点项目督办力度，按月调度。", []),
    ],
)
def test_what_tasks_cover(said: str, wanted: list[tuple[str, str]]) -> None:
    assert covers(said) == wanted


def test_covers_are_added_once() -> None:
    draft = drafted(
        "甲市知识产权“十四五”规划\n一、主要任务\n（一）保护\n依法适用惩罚性赔偿。\n（二）运用\n提升能力。\n"
    )
    before = draft.measures[0].item.covers
    add_covers(draft, LEXICON)
    assert draft.measures[0].item.covers == before
    assert isinstance(draft.text, Text)


def test_a_table_of_bars_with_categories() -> None:
    draft = drafted(
        "甲市“十三五”生态环境规划\n一、目标\n专栏1 主要指标\n指标 | 2015年 | 2020年 | 属性 |\n环境质量 |\n"
        "1.空气 | 空气质量优良天数比率(%) | 76.7 | >80 | 约束性 |\n细颗粒物浓度下降(%) | - | 18 | 约束性 |\n"
        "2.水 | 劣Ⅴ类水体比例(%) | 9.7 | <5 | 约束性 |\n二、重点任务\n（一）治水\n推进治理。\n"
    )
    rows = [(found.item.name, found.item.final_target) for found in draft.indicators]
    assert [name for name, _ in rows] == ["空气质量优良天数比率", "细颗粒物浓度下降", "劣Ⅴ类水体比例"]
    assert [(str(target.value), target.bound) for _, target in rows if target] == [
        ("80", "more-than"), ("18", None), ("5", "less-than"),
    ]  # fmt: skip
    assert [found.item.title for found in draft.measures] == ["治水"]  # the numbers of rows are no tasks


@pytest.mark.parametrize(
    "said", ["在考核中排名157个城市第一。", "平均每4.9个市场主体拥有有效商标。", "比上一时期增幅高8个百分点。"]
)
def test_numbers_of_something_else(said: str) -> None:
    assert figures(said) == []
