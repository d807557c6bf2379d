"""Indicator tables of invented plans, each in every form a document can have it in."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from checker.extracting.parts import Found, Outline, Text
from checker.extracting.tables import locate_tables, read_tables
from checker.model.base import Quantity
from checker.model.plan import Indicator, Table
from tests.extracting.making import LEXICON, Rows, text_of


def read(text: Text) -> tuple[list[Found[Table]], list[Found[Indicator]]]:
    outline = Outline((0, len(text.even)), ())
    regions = locate_tables(text, LEXICON)
    return read_tables(text, outline, regions, [], LEXICON)


def shown(quantity: Quantity | None) -> str:
    """2025:≥85% and the like, for comparing."""
    if quantity is None:
        return ""
    sign = {"at-least": "≥", "more-than": ">", "at-most": "≤", "less-than": "<", "about": "≈", None: ""}[quantity.bound]
    value = quantity.text or quantity.raw or ""
    if quantity.value is not None:
        value = f"{sign}{quantity.value.normalize():f}" + (f"~{quantity.max}" if quantity.max is not None else "")
    return f"{quantity.year}:{value}{quantity.unit or ''}" + (f"/{quantity.scope}" if quantity.scope else "")


def line(row: Indicator) -> str:
    """A row in one line: name | baseline | targets | nature | bodies (leading ones with a star)."""
    duty = row.responsible
    bodies = [f"{unit}*" if unit in duty.lead else unit for unit in duty.units] if duty else []
    targets = row.targets or ((row.target,) if row.target else ())
    parts = (row.name, shown(row.baseline), " ".join(map(shown, targets)), row.nature or "", " ".join(bodies))
    return " | ".join(parts).rstrip(" |")


class Made(Struct, frozen=True):
    """A table as a plan has it; an empty category goes on from the row above."""

    title: str
    heads: Sequence[str]
    rows: Rows
    wanted: str


QUALITY = Made(
    "表1 “十四五”时期甲城市质量强市建设主要指标",
    ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
    [
        ["1", "制造业产品质量合格率", "%", "93.5", "≥95", "预期性"],
        ["2", "规模以上工业企业数", "家", "1,204", "1,500", "预期性"],
        ["3", "公共服务质量满意度", "分", "79.81", "82左右", "预期性"],
        ["4", "主要农产品质量安全例行监测合格率", "%", "98以上", "98以上", "约束性"],
        ["5", "新增制修订国家标准", "项", "—", "[30]", "预期性"],
        ["6", "每万人口标准拥有量", "项", "待定", "稳步增长", "预期性"],
    ],
    """
    制造业产品质量合格率 | 2020:93.5% | 2025:≥95% | 预期性
    规模以上工业企业数 | 2020:1204家 | 2025:1500家 | 预期性
    公共服务质量满意度 | 2020:79.81分 | 2025:≈82分 | 预期性
    主要农产品质量安全例行监测合格率 | 2020:≥98% | 2025:≥98% | 约束性
    新增制修订国家标准 |  | 2025:30项/total | 预期性
    每万人口标准拥有量 |  | 2025:稳步增长项 | 预期性
    """,
)
DIGITAL = Made(
    "乙县数字经济发展主要指标（2023—2025年）",
    ["类别", "指标", "2022年实际值", "2023年目标", "2024年目标", "2025年目标", "责任单位"],
    [
        ["基础设施", "每万人拥有5G基站数（个）", "12.1", "15", "18", "22", "县工业和信息化局、各乡镇人民政府"],
        ["", "千兆光网覆盖率（%）", "61", "75", "85", ">95", "县工业和信息化局"],
        [
            "产业",
            "数字经济核心产业增加值占GDP比重（%）",
            "3.2",
            "4.0",
            "4.9",
            "6左右",
            "县发改委牵头，县统计局配合",
        ],
        ["", "软件业务收入（亿元）", "0.8", "1", "1.4", "2-2.5", "县工业和信息化局"],
    ],
    """
    每万人拥有5G基站数 | 2022:12.1个 | 2023:15个 2024:18个 2025:22个 |  | 县工业和信息化局 各乡镇人民政府
    千兆光网覆盖率 | 2022:61% | 2023:75% 2024:85% 2025:>95% |  | 县工业和信息化局
    数字经济核心产业增加值占GDP比重 | 2022:3.2% | 2023:4% 2024:4.9% 2025:≈6% |  | 县发改委* 县统计局
    软件业务收入 | 2022:0.8亿元 | 2023:1亿元 2024:1.4亿元 2025:2~2.5亿元 |  | 县工业和信息化局
    """,
)
FARMING = Made(
    "专栏2 “十五五”农业农村现代化主要指标",
    ["指标名称", "基期值", "目标值", "指标属性", "牵头单位"],
    [
        ["粮食综合生产能力（万吨）", "52.6", "55", "约束性", "市农业农村局"],
        ["高标准农田面积（万亩，累计）", "88", "110", "约束性", "市农业农村局"],
        ["农村居民人均可支配收入（万元）", "2.3", "3.1以上", "预期性", "市农业农村局"],
        ["农村自来水普及率（%）", "96.4", "完成省下达任务", "预期性", "市水利局"],
        ["农业科技进步贡献率（%）", "/", "66", "预期性", "市科技局"],
    ],
    """
    粮食综合生产能力 | 2025:52.6万吨 | 2030:55万吨 | 约束性 | 市农业农村局*
    高标准农田面积 | 2025:88万亩/total | 2030:110万亩/total | 约束性 | 市农业农村局*
    农村居民人均可支配收入 | 2025:2.3万元 | 2030:≥3.1万元 | 预期性 | 市农业农村局*
    农村自来水普及率 | 2025:96.4% | 2030:完成省下达任务% | 预期性 | 市水利局*
    农业科技进步贡献率 |  | 2030:66% | 预期性 | 市科技局*
    """,
)
PLANS = {"质量": QUALITY, "数字": DIGITAL, "农业": FARMING}
BEFORE = "二、发展目标\n到规划期末，各项工作迈上新台阶。\n"
AFTER = "三、重点任务\n（一）夯实基础。实施提升工程，建设示范基地12个，带动农户3000户。\n"


def as_blocks(made: Made) -> Text:
    """A Word table: merged cells once, so that rows are short."""
    rows = [row if row[0] or made is not DIGITAL else row[1:] for row in made.rows]
    return text_of(BEFORE, made.title, [made.heads, *rows], AFTER, kind="docx")


def as_full_blocks(made: Made) -> Text:
    """A table of a page: an empty cell where the one above goes on, the title inside the table."""
    width = len(made.heads)
    return text_of(BEFORE, [[made.title] + [""] * (width - 1), made.heads, *made.rows], AFTER, kind="html")


def as_tabs(made: Made) -> Text:
    lines = ["\t".join(row) for row in (made.heads, *made.rows)]
    return text_of(BEFORE + made.title + "\n" + "\n".join(lines) + "\n" + AFTER)


def as_bars(made: Made) -> Text:
    rows = [f"| {' | '.join(row)} |" for row in (made.heads, ["---"] * len(made.heads), *made.rows)]
    return text_of(BEFORE + made.title + "\n" + "\n".join(rows) + "\n" + AFTER)


def as_cells(made: Made) -> Text:
    """One cell a line; empty cells are lost."""
    cells = [cell for row in (made.heads, *made.rows) for cell in row if cell]
    return text_of(BEFORE + made.title + "\n" + "\n".join(cells) + "\n" + AFTER)


def as_barred_cells(made: Made) -> Text:
    cells = [f"{cell} |" for row in (made.heads, *made.rows) for cell in row]
    return text_of(BEFORE + made.title + " |\n" + "\n".join(cells) + "\n" + AFTER)


def as_tabbed_cells(made: Made) -> Text:
    cells = [cell for row in (made.heads, *made.rows) for cell in row]
    broken = ["\t" + (cell[:4] + "\n" + cell[4:] if len(cell) > 12 else cell) for cell in cells]
    return text_of(BEFORE + made.title + "\n" + "\n".join(broken) + "\n" + AFTER)


def as_lines(made: Made) -> Text:
    """A row a line with spaces between cells, as text taken from a page."""
    rows = ["  ".join(cell for cell in row if cell) for row in (made.heads, *made.rows)]
    return text_of(BEFORE + made.title + "\n" + "\n".join(rows) + "\n" + AFTER)


def as_glued(made: Made) -> Text:
    """All in one line with nothing between the cells."""
    cells = "".join(cell for row in (made.heads, *made.rows) for cell in row)
    return text_of((BEFORE + made.title).replace("\n", "") + cells + AFTER.replace("\n", ""))


FORMS: tuple[Callable[[Made], Text], ...] = (
    as_blocks, as_full_blocks, as_tabs, as_bars, as_cells, as_barred_cells, as_tabbed_cells, as_lines,
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("plan", PLANS)
def test_every_form_of_a_table_gives_the_same_rows(plan: str, form: Callable[[Made], Text]) -> None:
    made = PLANS[plan]
    text = form(made)
    tables, rows = read(text)
    assert [table.item.title for table in tables] == [made.title.replace(" ", "")]
    assert [line(row.item) for row in rows] == [wanted.strip() for wanted in made.wanted.strip().splitlines()]
    for row in rows:
        assert text.document.text.startswith(row.item.at[0].quote, row.item.at[0].offset)


NAMES = (
    "每万人拥有公共充电桩数 全社会研发投入强度 高新技术企业数 5G基站总数 农村生活污水治理率 细颗粒物（PM2.5）年均浓度 "
    "居民服务满意度 新增技能人才 国家标准制修订数 技术合同成交额 规上企业研发机构覆盖率 千人医师数 “专精特新”企业数 "
    "R&D人员全时当量 单位建设用地产出 前海片区入驻机构 三产占比 文化产业增加值占地区生产总值比重 一次办好事项 "
    "人均公园绿地面积 建成省级以上示范基地 双一流学科 十大平台载体"
)
UNITS = "个 % 家 万人 亿元 件/万人 项 分 平方米/人 公里"
VALUES = "1 12 3.5 0.38 1,204 95 100 18.25 0 ≥85 >95 12左右 3-5 — / 稳步增长 完成省下达任务 高于全省平均水平 60以上"
BODIES = "市水利局 市科技局牵头，市财政局配合 市委宣传部、各县（市、区）人民政府 市发展改革委（市能源局）"
Wanted = tuple[str, str, list[str], str | None, str | None]


@st.composite
def made_tables(draw: st.DrawFn) -> tuple[Made, list[Wanted]]:
    """A table with random columns, and what its rows say."""
    serial, category, own_unit, nature, duty = (draw(st.booleans()) for _ in range(5))
    years = draw(st.sampled_from([["2025年"], ["2023年", "2025年"], ["2023年目标", "2024年目标", "2025年目标"]]))
    base = draw(st.sampled_from(["2020年", "2020年现状值", "2020年基期值"]))
    heads = [
        *(["类别"] if category else []), *(["序号"] if serial else []), "指标名称", *(["单位"] if own_unit else []),
        base, *years, *(["属性"] if nature else []), *(["责任单位"] if duty else []),
    ]  # fmt: skip
    names = draw(st.lists(st.sampled_from(NAMES.split()), min_size=2, max_size=7, unique=True))
    rows, wanted = [], []
    for number, name in enumerate(names, 1):
        unit = draw(st.sampled_from(UNITS.split()))
        values = [draw(st.sampled_from(VALUES.split())) for _ in (base, *years)]
        kind = draw(st.sampled_from(["预期性", "约束性"]))
        bodies = draw(st.sampled_from(BODIES.split()))
        first = [*(["创新驱动" if number == 1 else ""] if category else []), *([str(number)] if serial else [])]
        named = [name, unit] if own_unit else [f"{name}（{unit}）"]
        rows.append([*first, *named, *values, *([kind] if nature else []), *([bodies] if duty else [])])
        wanted.append((name, unit, values, kind if nature else None, bodies if duty else None))
    return Made("“十四五”甲城建设主要指标", heads, rows, ""), wanted


def agrees(row: Indicator, wanted: Wanted) -> bool:
    """Whether a row is what was printed."""
    name, unit, values, kind, bodies = wanted
    targets = row.targets or ((row.target,) if row.target else ())
    printed = [value for value in values[1:] if value not in "—/"]
    units = " ".join(row.responsible.units) if row.responsible else None
    meant = bodies and bodies.replace("牵头，", " ").replace("配合", "").replace("部、", "部 ")
    return (
        row.name == name
        and (row.baseline is None) == (values[0] in "—/")
        and (row.baseline is None or says(row.baseline, values[0], unit))
        and len(targets) == len(printed)
        and all(says(target, value, unit) for target, value in zip(targets, printed, strict=True))
        and row.nature == kind
        and units == meant
    )


def says(quantity: Quantity, printed: str, unit: str) -> bool:
    digits = printed.strip("≥>以上左右").replace(",", "")
    if digits[0].isdigit():
        value = f"{quantity.value}" + (f"-{quantity.max}" if quantity.max is not None else "")
        return value == digits and quantity.unit == unit
    return quantity.text == printed


EXACT = (as_blocks, as_full_blocks, as_tabs, as_bars, as_barred_cells, as_tabbed_cells)


@settings(max_examples=150, deadline=None)
@given(made_tables(), st.sampled_from(EXACT))
def test_tables_whose_cells_are_kept_come_back(table: tuple[Made, list[Wanted]], form: Callable[[Made], Text]) -> None:
    made, wanted = table
    _, rows = read(form(made))
    full = [each for each in wanted if each[3] or each[4] or any(value not in "—/" for value in each[2])]
    assert [line(row.item) for row, each in zip(rows, full, strict=True) if not agrees(row.item, each)] == []


@settings(max_examples=150, deadline=None)
@given(made_tables(), st.sampled_from([as_cells, as_lines, as_glued]))
def test_tables_whose_lines_are_lost_come_back_or_are_to_be_looked_at(
    table: tuple[Made, list[Wanted]], form: Callable[[Made], Text]
) -> None:
    made, wanted = table
    _, rows = read(form(made))
    wrong = [row for row in rows if not row.item.review and not any(agrees(row.item, each) for each in wanted)]
    assert [line(row.item) for row in wrong] == []


NO_TABLES: dict[str, tuple[str | Rows, ...]] = {
    "补助": ("甲市奖补办法", [["序号", "奖补项目", "补助标准（万元）"], ["1", "高新技术企业认定", "20"]]),
    "资金": ("专项资金安排表", [["项目名称", "单位", "2024年", "2025年"], ["专利导航", "万元", "100", "120"]]),
    "通讯": ("联系方式", [["单位", "联系人", "联系电话"], ["市科技局", "王某", "0000-123456"]]),
    "分工": ("任务分工表", [["序号", "工作任务", "2025年目标", "责任单位"], ["1", "建设中心1个", "建成", "市水利局"]]),
    "日程": ("培训安排", [["序号", "时间", "内容", "地点"], ["1", "2025年3月", "宣传周", "市民中心"]]),
    "专栏": ("三、任务", [["专栏1 提升工程：到2025年建设中心12个，培训500人。"]]),
    "项目": ("重点项目表", [["序号", "项目名称", "建设内容", "2025年计划投资"], ["1", "甲项目", "厂房", "3.5"]]),
    "回顾": ("“十三五”主要指标完成情况", [["指标", "2015年", "2020年"], ["城镇化率（%）", "50", "56"]]),
    "统计": ("附表 各县区授权量", [["县区", "2023年", "2024年"], ["甲区", "12", "15"]]),
    "评分": ("考核评分表", [["指标", "分值", "评分标准"], ["水质", "10", "按断面计分"]]),
    "行文": ("主要指标2020年完成情况良好，指标名称、2025年目标值和责任单位见附件。到2025年达到12件。",),
}


@pytest.mark.parametrize("kind", NO_TABLES)
def test_other_tables_give_no_rows(kind: str) -> None:
    assert read(text_of(*NO_TABLES[kind])) == ([], [])


GLUED = (
    "到2025年，每万人拥有公共图书数量达到3.15册。全市创建示范农场18家。指标名称2020年2025年责任单位"
    "每万人拥有公共图书数量（册）2.83.15市文广旅局负责示范农场（家）1218市农业农村局负责"
    "农村卫生厕所普及率（%）8595市农业农村局负责游客接待量（万人次）120150市文广旅局负责三、重点任务"
)


def test_glued_digits_are_split_by_what_the_text_says() -> None:
    _, rows = read(text_of(GLUED))
    assert [line(row.item).rpartition(" |  | ")[0] for row in rows] == [
        "每万人拥有公共图书数量 | 2020:2.8册 | 2025:3.15册",
        "示范农场 | 2020:12家 | 2025:18家",
        "农村卫生厕所普及率 | 2020:85% | 2025:95%",
        "游客接待量 |  | 2025:120150万人次",
    ]
    assert [row.sure >= 0.9 for row in rows] == [True, True, True, False]
    assert "正文写有3.15册" in rows[0].notes[0]
    assert rows[3].item.raw == "120150"
    assert rows[3].item.review
    assert "120 | 150" in rows[3].notes[0]


def test_heads_in_two_rows() -> None:
    heads = [["序号", "指标", "单位", "2020年", "规划目标", "属性"], ["2023年", "2025年"]]
    rows = [["1", "研发经费投入强度", "%", "2.1", "2.5", "2.8", "预期性"]]
    (row,) = read(text_of("“十四五”主要指标", [*heads, *rows]))[1]
    assert line(row.item) == "研发经费投入强度 | 2020:2.1% | 2023:2.5% 2025:2.8% | 预期性"


def test_growth_stands_for_a_target_that_is_not_given() -> None:
    heads = ["指标", "2020年", "2025年", "年均增长[累计]", "属性"]
    rows = [["地区生产总值（亿元）", "300", "—", "6.5", "预期性"], ["能耗降低（%）", "—", "—", "[13.5]", "约束性"]]
    found = [line(row.item) for row in read(text_of("“十四五”主要指标", [heads, *rows]))[1]]
    assert found == [
        "地区生产总值 | 2020:300亿元 | 2025:6.5%/average-growth | 预期性",
        "能耗降低 |  | 2025:13.5%/total | 约束性",
    ]


def test_a_long_text_is_read_in_time() -> None:
    cells = "".join(cell for row in (QUALITY.heads, *QUALITY.rows) for cell in row)
    text = text_of((BEFORE + QUALITY.title + cells + AFTER) * 12 + "指标2020年" * 20000 + "|" * 50000)
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 15
