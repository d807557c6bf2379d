"""Plan → document → plan: what is printed in the plain forms of planning is found again, exactly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from checker.model.plan import Plan
from checker.reading.read import read_document
from checker.running.documents import extracted
from tests.reading.making import Piece, to_docx, to_html, to_text

_NAMES = {  # what plans of several fields count, and in which unit
    "每万人口高价值发明专利拥有量": "件",
    "有效注册商标总量": "万件",
    "知识产权质押融资登记金额": "亿元",
    "技术合同成交额": "亿元",
    "全社会研发经费投入强度": "%",
    "高新技术企业数量": "家",
    "知识产权保护社会满意度": "分",
    "农产品质量安全例行监测合格率": "%",
    "数字经济核心产业增加值占地区生产总值比重": "%",
    "城市建成区绿化覆盖率": "%",
    "省级以上质量奖": "个",
    "科普场馆": "座",
}
_BODIES = ("市市场监管局", "市科技局", "市财政局", "市农业农村局", "市发展改革委", "市教育局", "市公安局", "市司法局")
_TASKS = (
    "健全协同机制",
    "完善服务网络",
    "培育骨干企业",
    "拓展应用场景",
    "提升监管效能",
    "优化营商环境",
    "建设创新平台",
    "加强标准引领",
)
_CHAPTERS = ("夯实发展基础", "促进成果转化", "深化开放合作")
_GUARANTEES = ("加强组织领导", "加大资金投入", "强化人才支撑", "严格考核评估")
_BODIES_OF_TASKS = (
    "定期会商，共享信息，形成合力。",
    "分类指导，逐步推开，总结经验。",
    "面向基层，方便群众，注重实效。",
)
_CITED = (
    ("澄江省“十四五”规划纲要", "澄政发〔2021〕7号"),
    ("质量强国建设纲要", None),
    ("国务院关于加强质量工作的意见", "国发〔2020〕12号"),
)
_number = st.tuples(st.integers(1, 9999), st.integers(0, 2)).map(lambda pair: Decimal(pair[0]).scaleb(-pair[1]))


class Model(Struct, frozen=True):
    """A small plan: rows with base, target and bodies; goals; chapters of tasks and their bodies."""

    rows: tuple[tuple[str, Decimal, Decimal, tuple[str, ...]], ...]
    goals: tuple[tuple[str, Decimal], ...]
    chapters: tuple[tuple[str, tuple[tuple[str, tuple[str, ...], str], ...]], ...]
    guarantees: tuple[str, ...]
    cited: tuple[tuple[str, str | None], ...]


_bodies = st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def models(draw: st.DrawFn) -> Model:
    def some(values: tuple[str, ...] | dict[str, str], least: int, most: int) -> list[str]:
        return draw(st.lists(st.sampled_from(list(values)), min_size=least, max_size=most, unique=True))

    names = some(_NAMES, 4, 9)
    tabled = names[:-2]
    tasks = some(_TASKS, 3, 8)
    chapters = []
    for number, chapter in enumerate(_CHAPTERS[: draw(st.integers(1, 3))]):
        mine = tasks[number::3]
        if mine:
            duty = st.sampled_from(("牵头", "分工", "单位"))
            chapters.append((chapter, tuple((task, draw(_bodies), draw(duty)) for task in mine)))
    return Model(
        rows=tuple((name, draw(_number), draw(_number), draw(_bodies)) for name in tabled),
        goals=tuple((name, draw(_number)) for name in names[-2:]),
        chapters=tuple(chapters),
        guarantees=tuple(some(_GUARANTEES, 1, 4)),
        cited=tuple(draw(st.lists(st.sampled_from(_CITED), min_size=1, max_size=3, unique=True))),
    )


_LEAD = ("一", "二", "三", "四", "五", "六", "七", "八")


def _duty(bodies: tuple[str, ...], form: str) -> str:
    if form == "牵头" and len(bodies) > 1:
        return f"（{bodies[0]}牵头，{'、'.join(bodies[1:])}按职责分工负责）"
    return f"（责任单位：{'、'.join(bodies)}）" if form == "单位" else f"（{'、'.join(bodies)}按职责分工负责）"


def printed(model: Model) -> tuple[Piece, ...]:
    """The plan as a document."""
    cited = "、".join(f"《{title}》{f'（{number}）' if number else ''}" for title, number in model.cited)
    goals = "，".join(f"{name}达到{value:f}{_NAMES[name]}" for name, value in model.goals)
    rows = tuple(
        (str(index), f"{name}（{_NAMES[name]}）", f"{base:f}", f"{target:f}", "预期性", "、".join(bodies))
        for index, (name, base, target, bodies) in enumerate(model.rows, 1)
    )
    pieces = [
        Piece("title", "临江市“十四五”高质量发展规划"),
        Piece("paragraph", f"依据{cited}，结合我市实际，制定本规划。规划期为2021—2025年。"),
        Piece("heading", "一、主要目标", 1),
        Piece("paragraph", f"到2025年，{goals}。"),
        Piece("paragraph", "表1 主要指标"),
        Piece("table", rows=(("序号", "指标", "2020年", "2025年", "属性", "责任单位"), *rows)),
        Piece("heading", "二、重点任务", 1),
    ]
    for number, (chapter, tasks) in enumerate(model.chapters):
        pieces.append(Piece("heading", f"（{_LEAD[number]}）{chapter}", 2))
        pieces += [
            Piece("paragraph", f"{place}.{title}。{_BODIES_OF_TASKS[place % 3]}{_duty(bodies, form)}")
            for place, (title, bodies, form) in enumerate(tasks, 1)
        ]
    pieces.append(Piece("heading", "三、保障措施", 1))
    pieces += [
        Piece("paragraph", f"（{_LEAD[number]}）{title}。各有关部门密切配合，抓好落实。")
        for number, title in enumerate(model.guarantees)
    ]
    return tuple(pieces)


_MAKERS: dict[str, Callable[[tuple[Piece, ...]], bytes]] = {
    "txt": lambda pieces: to_text(pieces).encode(),
    "html": to_html,
    "docx": to_docx,
}
_KNOWN = {"title": "临江市规划", "region": {"name": "临江市", "level": "city", "province": "澄江省"}}


def read_back(model: Model, form: str) -> Plan:
    return extracted(read_document(_MAKERS[form](printed(model)), f"plan.{form}"), known=_KNOWN).plan


def compare(model: Model, plan: Plan) -> None:
    """All that must be exact."""
    rows = [
        (
            row.name,
            row.baseline and row.baseline.value,
            row.target and row.target.value,
            row.target and row.target.unit,
            row.responsible and row.responsible.units,
        )
        for row in plan.indicators
    ]
    assert rows == [(name, base, target, _NAMES[name], bodies) for name, base, target, bodies in model.rows]
    goals = [(f.indicator, f.value, f.unit, f.year, f.role) for f in plan.figures]
    assert goals == [(name, value, _NAMES[name], 2025, "target") for name, value in model.goals]
    assert {(cited.title, cited.number, cited.role) for cited in plan.citations} == {
        (title, number, "basis") for title, number in model.cited
    }
    tasks = [
        (title, "task", bodies, bodies[:1] if form == "牵头" and len(bodies) > 1 else ())
        for _, chapter in model.chapters
        for title, bodies, form in chapter
    ]
    wanted = [*tasks, *((title, "guarantee", (), ()) for title in model.guarantees)]
    found = [
        (m.title, m.kind, m.responsible.units if m.responsible else (), m.responsible.lead if m.responsible else ())
        for m in plan.measures
    ]
    assert found == wanted
    titles = [title for title, _ in model.chapters]
    assert [s.title for s in plan.sections if s.id.count("(") == 1 and not s.id[-1].isdigit()] == [
        *titles,
        *model.guarantees,
    ]
    assert [section.role for section in plan.sections if len(section.id) == 1] == ["goals", "tasks", "guarantees"]
    assert plan.period
    assert (plan.title, plan.period.start, plan.period.end) == ("临江市“十四五”高质量发展规划", 2021, 2025)
    assert not plan.damage


@settings(max_examples=30, deadline=None)
@given(models())
def test_text_round_trip(model: Model) -> None:
    compare(model, read_back(model, "txt"))


@pytest.mark.parametrize("form", ["html", "docx"])
@settings(max_examples=8, deadline=None)
@given(model=models())
def test_round_trip_of_other_formats(form: str, model: Model) -> None:
    compare(model, read_back(model, form))
