"""Cells merged over several rows of an indicator table, as Word files and web pages have them. All is invented."""

from __future__ import annotations

import pytest

from checker.extracting.extract import extract
from checker.extracting.parts import Draft
from checker.reading.read import read_document
from tests.extracting.making import LEXICON
from tests.reading.support import p, tbl, tc, word

HEADS = ["序号", "指标", "2020年", "2025年", "属性", "责任单位"]
ROWS: list[list[str | None]] = [  # None: merged with the cell above
    ["1", "有效发明专利拥有量（件）", "12", "30", "预期性", "县市场监管局、县科技局"],
    ["2", "有效注册商标量（件）", "120", "300", None, None],
    ["3", "地理标志产品数量（个）", "2", None, "约束性", "县农业农村局"],
    ["4", "知识产权质押融资金额（万元）", "1200", "3000", None, None],
    ["5", "知识产权保护社会满意度（分）", "80", "84", "", ""],
]
BEFORE = ["云岭县知识产权“十四五”规划", "一、发展目标", "本规划期限为2021—2025年，主要指标如下。", "表1 主要指标"]
AFTER = ["二、主要任务", "（一）促进创造。支持企业申请专利。"]


def as_word() -> bytes:
    lines = [[tc(head) for head in HEADS]]
    for number, row in enumerate(ROWS):
        following = ROWS[number + 1] if number + 1 < len(ROWS) else []
        lines.append(
            [
                tc("", "<w:vMerge/>")
                if cell is None
                else tc(cell, '<w:vMerge w:val="restart"/>' if following and following[place] is None else "")
                for place, cell in enumerate(row)
            ]
        )
    return word("".join(map(p, BEFORE)) + tbl(*lines) + "".join(map(p, AFTER)))


def as_page() -> bytes:
    lines = ["".join(f"<th>{head}</th>" for head in HEADS)]
    for number, row in enumerate(ROWS):
        following = ROWS[number + 1] if number + 1 < len(ROWS) else []
        lines.append(
            "".join(
                f"<td rowspan={2 if following and following[place] is None else 1}>{cell}</td>"
                for place, cell in enumerate(row)
                if cell is not None
            )
        )
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f"<html><body><h1>{BEFORE[0]}</h1>{''.join(f'<p>{line}</p>' for line in BEFORE[1:])}"
        f"<table border=1>{table}</table>{''.join(f'<p>{line}</p>' for line in AFTER)}</body></html>"
    ).encode()


def drafted(form: str) -> Draft:
    content = as_word() if form == "docx" else as_page()
    return extract(read_document(content, f"a.{form}"), LEXICON)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_rows_below_have_the_nature_and_the_bodies(form: str) -> None:
    found = [
        (each.item.name, each.item.nature, each.item.responsible.units if each.item.responsible else ())
        for each in drafted(form).indicators
    ]
    assert found == [
        ("有效发明专利拥有量", "预期性", ("县市场监管局", "县科技局")),
        ("有效注册商标量", "预期性", ("县市场监管局", "县科技局")),
        ("地理标志产品数量", "约束性", ("县农业农村局",)),
        ("知识产权质押融资金额", "约束性", ("县农业农村局",)),
        ("知识产权保护社会满意度", None, ()),  # its cells are empty, not merged
    ]


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_value_is_not_carried_down_and_places_are_those_of_the_row(form: str) -> None:
    draft = drafted(form)
    targets = [each.item.target.value if each.item.target else None for each in draft.indicators]
    assert [str(value) for value in targets] == ["30", "300", "None", "3000", "84"]
    second = draft.indicators[1].item
    assert second.at[0].quote.startswith("有效注册商标量")
    assert second.responsible is not None
    assert second.responsible.at == draft.indicators[0].item.responsible.at  # type: ignore[union-attr]
