"""A made summary can always be read again: what would not hold is put right or left out, and told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extracting.extract import extract
from checker.extracting.parts import Draft, Found
from checker.extracting.summary import summarise
from checker.extracting.writing import write_summary
from checker.loading.plans import read_plan
from checker.loading.problems import UnusableInput
from checker.model.extraction import Summary
from checker.model.plan import Citation, Indicator, Measure, Plan, Table
from tests.extracting.making import LEXICON, Rows, document

PLACE = {"region": {"name": "临江市", "level": "city", "province": "澄江省"}}
TITLE = "临江市“十四五”知识产权规划"
_LINES = (
    "一、总体要求",
    "二、重点任务",
    "三、重点任务",
    "（一）提升质量",
    "（二）支持企业创新，鼓励集聚发展，五年新增10家。",
    "（一）健全机制。",
    "1.开展执法",
    "2.建设网点",
    "1.加强引导，新增培训5场，覆盖各县。",
    "2.发展",
    "（1）推广",
    "第一章 任务",
    "第一节 创造",
    "专栏1 提质工程",
    "专栏",
    "——供需对接。每年举办2场。",
    "附件",
    "附件1",
    "附件2",
    "附录 名词解释",
    "重点任务分工表",
    "名词解释",
    "四、保障措施",
    "（一）加强领导",
    "目录",
    "到2025年，有效注册商标达到3万件。（责任单位：市市场监管局、市科技局）",
    "加强协同保护，提升服务水平，健全工作机制。市市场监管局牵头。",
    "依据《知识产权强国建设纲要（2021—2035年）》《",
    "注：1.数据为上年数。2.累计数。",
    "表1 主要指标",
    "一是摸清家底；二是扩大覆盖。",
)
_TABLES: tuple[Rows, ...] = (
    (("指标", "2020年", "2025年"), ("有效注册商标（万件）", "1", "3"), ("有效注册商标（万件）", "2", "4")),
    (("序号", "重点任务", "责任单位"), ("1", "提升质量", "市市场监管局"), ("一、创造", "", ""), ("2", "", "")),
    (("专栏2", ""), ("1.平台", "建设平台3个")),
)


def read_again(summary: Summary) -> Plan:
    """The plan of a summary as a check has it."""
    return read_plan(write_summary(summary, ["甲.txt"]).encode(), "甲.yaml").plan


def drafted(*parts: str | Rows) -> Draft:
    return extract(document(TITLE + "\n", *parts), LEXICON)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_LINES), st.sampled_from(_TABLES)), max_size=24))
def test_what_is_made_of_any_document_can_be_read(parts: list[str | Rows]) -> None:
    summary = summarise(drafted(*parts), PLACE)
    plan = read_again(summary)
    assert plan == summary.plan


def test_items_without_titles_belong_to_the_section_above() -> None:
    rest = "鼓励集聚，加大投入，完善配套，扩大开放，深化合作，引进企业，建设园区，健全机制，优化环境，强化保障"
    items = "".join(f"（{number}）支持{name}产业，{rest}。\n" for number, name in ("一甲", "二乙", "三丙"))
    text = f"一、重点任务\n{items}"
    summary = summarise(drafted(text), PLACE)
    assert {measure.section for measure in summary.plan.measures} == {"一"}
    assert read_again(summary) == summary.plan


def test_a_reference_to_nothing_is_emptied_and_told() -> None:
    draft = drafted("一、重点任务\n加强保护，健全机制。\n")
    draft.measures = [Found(Measure(id="三1", kind="task", title="加强保护", section="三"), 0, 4)]
    draft.tables = [Found(Table(id="t1", title="表"), 0, 4)]
    draft.indicators = [Found(Indicator(name="商标", table="t9"), 0, 4)]
    summary = summarise(draft, PLACE)
    assert summary.plan.measures[0].section is None
    assert summary.plan.indicators[0].table is None
    assert any("所在的章节没有认出来" in doubt.why for doubt in summary.doubts)
    assert read_again(summary) == summary.plan


def test_of_doubles_one_stays_and_one_is_told() -> None:
    draft = drafted("一、重点任务\n加强保护，健全机制。\n")
    draft.measures = [Found(Measure(id="一1", kind="task", title=title), 0, 4) for title in ("甲", "乙", "丙")]
    draft.indicators = [Found(Indicator(name="商标"), 0, 4)] * 2
    draft.citations = [
        Found(Citation(title=" ", role="mention"), 0, 4),
        Found(Citation(title="丁", role="basis"), 4, 8),
    ]
    summary = summarise(draft, PLACE)
    assert [measure.id for measure in summary.plan.measures] == ["一1", "一1-2", "一1-3"]
    assert [row.name for row in summary.plan.indicators] == ["商标"]
    assert [cited.title for cited in summary.plan.citations] == ["丁"]
    told = [doubt for doubt in summary.doubts if len(doubt.route) == 1 and "没有写进摘要" in doubt.why]
    assert {doubt.route for doubt in told} == {("indicators",), ("citations",)}
    assert f"# 待核：{told[0].why}" in write_summary(summary, ["甲.txt"])
    assert read_again(summary) == summary.plan


def test_a_head_that_can_not_be_used_is_said() -> None:
    draft = drafted("一、重点任务\n加强保护，健全机制。\n")
    draft.head["number"] = " "
    assert summarise(draft, PLACE).plan.number is None
    with pytest.raises(UnusableInput, match="title"):
        summarise(draft, {**PLACE, "title": " "})
