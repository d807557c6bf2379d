"""What measures work for: indicators named otherwise than in the table, and means of carrying out. All is invented."""

from __future__ import annotations

import pytest

from checker.model.plan import Measure
from tests.extracting.test_measures import drafted

PLAN = """白石市知识产权“十五五”规划
为加强知识产权工作，制定本规划。规划期为2026—2030年。
一、发展目标
主要指标如下。
表1 主要指标
指标\t单位\t2025年\t2030年
{rows}
二、主要任务
（一）推进各项工作
1.完成第一件事。{task}
2.健全工作机制。做好有关服务。
三、保障措施
（一）强化保障。{guarantee}
"""


def measures(task: str = "做好工作。", row: str = "", guarantee: str = "各部门要落实。") -> list[Measure]:
    rows = f"{row}\t件\t3\t9\n有效商标注册量\t件\t100\t300"
    text = PLAN.format(rows=rows, task=task, guarantee=guarantee)
    return [found.item for found in drafted(text).measures]


@pytest.mark.parametrize(
    ("row", "task"),
    [
        ("版权作品年登记量", "推动登记便利化，提升版权作品登记数量。"),
        ("地理标志农产品年产值", "健全质量标准，做大地理标志农产品规模。"),
        ("年专利申请量", "支持企业增加专利申请，优化申请结构。"),
        ("年发明专利申请量", "提高发明专利申请比例。"),
        ("知识产权宣传培训", "加强宣传培训，办好宣传周。"),
        ("知识产权质押融资总规模", "完善质押融资风险分担机制。"),
        ("县级公共服务窗口", "建设市、县两级公共服务窗口。"),
        ("专利转让许可次数", "促进专利转让许可。"),
        ("PCT国际专利申请量", "支持企业开展专利海外布局。"),
    ],
)
def test_a_task_serves_the_indicator_whose_object_it_names(row: str, task: str) -> None:
    first, second, guarantee = measures(task, row)
    assert row in first.serves
    assert (second.serves, guarantee.serves) == ((), ())


@pytest.mark.parametrize(
    ("row", "task"),
    [
        ("专利数量", "加强专利管理。"),  # too general a word
        ("知识产权服务机构数", "加强知识产权服务。"),
        ("知识产权质押融资总规模", "拓宽融资渠道，做好抵押登记。"),
        ("地理标志农产品年产值", "提高农产品产量和产值。"),
    ],
)
def test_general_words_serve_nothing(row: str, task: str) -> None:
    assert row not in measures(task, row)[0].serves


@pytest.mark.parametrize(
    "guarantee",
    [
        "将规划实施情况纳入市政府督查事项和真抓实干督查激励。",
        "市委督查室将落实情况列入年度督查计划。",
        "对重点任务开展督导检查。",
        "将重点工作纳入政府督导内容，定期通报。",
        "将主要指标完成情况纳入对县（市、区）和部门的综合评价。",
    ],
)
def test_inspections_are_a_means(guarantee: str) -> None:
    assert "考核" in measures(guarantee=guarantee)[-1].themes


def test_plain_words_are_no_inspection() -> None:
    assert "考核" not in measures(guarantee="将所需经费纳入财政预算，列入年度计划。")[-1].themes


@pytest.mark.parametrize(
    ("task", "strength"),
    [
        ("高标准运行中国（白石）知识产权保护中心，扩大预审服务范围。", "task"),
        ("用好知识产权快速维权中心。", "task"),
        ("发挥知识产权保护中心的作用。", "thin"),
    ],
)
def test_a_running_centre_is_a_task(task: str, strength: str) -> None:
    covers = [cover for cover in measures(task)[0].covers if cover.protection == "快保护"]
    assert [cover.strength for cover in covers] == [strength]


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("到2030年，数字经济核心产业增加值突破600亿元。", "yearly"),
        ("到2030年，茶叶全产业链产值达到30亿元。", "yearly"),
        ("到2030年，人民调解组织达到15家。", "level"),
        ("到2030年，全产业链产值累计达到90亿元。", "total"),
        ("到2030年，办理知识产权案件达到150件。", "unclear"),
    ],
)
def test_amounts_of_a_year_and_things_that_there_are(said: str, scope: str) -> None:
    text = PLAN.format(rows="专利授权量\t件\t3\t9", task=said, guarantee="各部门要落实。")
    figures = [found.item for found in drafted(text).figures if found.item.year == 2030]
    assert [figure.scope for figure in figures] == [scope]
