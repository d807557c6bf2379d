"""Cells that print the goal and, in a bracket behind it, where it starts from."""

from __future__ import annotations

import pytest

from tests.extracting.making import text_of
from tests.extracting.test_tables import line, read

HEAD = [["指标", "2030年目标"]]


def rows_of(*cells: list[str]) -> list[str]:
    _, found = read(text_of("甲市“十五五”知识产权规划\n主要指标\n", [*HEAD, *cells]))
    return [line(each.item) for each in found]


def test_the_start_is_the_baseline() -> None:
    assert rows_of(
        ["1.每万人口高价值发明专利拥有量", "2.3件（2025年为1.08件）"],
        ["2.有效注册商标量", "6万件（2025年末3.46万件）"],
        ["3.作品年登记量", "3000件以上（2025年达1260件）"],
        ["4.PCT国际专利申请量（五年累计）", "60件（“十四五”累计37件）"],
    ) == [
        "每万人口高价值发明专利拥有量 | 2025:1.08件 | 2030:2.3件",
        "有效注册商标量 | 2025:3.46万件 | 2030:6万件",
        "作品年登记量 | 2025:1260件/yearly | 2030:≥3000件/yearly",
        "PCT国际专利申请量（五年累计） | None:37件/total | 2030:60件/total",
    ]


@pytest.mark.parametrize("cell", ["2.3件（不含外观设计）", "2.3件（2025年翻一番）", "2.3件（其中企业1件）"])
def test_another_remark_is_no_start(cell: str) -> None:
    assert all("2025:" not in row for row in rows_of(["有效注册商标量", "6件"], ["高价值发明专利拥有量", cell]))
