"""The 口径 of goals that need no word for it: how long something takes, what is done within some years."""

from __future__ import annotations

from tests.extracting.test_claims import read, said


def test_how_long_something_takes_is_a_level() -> None:
    tasks = "（一）加强保护。跨县案件线索移送时间不超过5个工作日，行政裁决平均周期压缩到60天以内。"
    assert [each.rsplit(" ", 2)[1] for each in said(read(tasks=tasks))] == ["level", "level"]


def test_what_is_done_within_some_years_is_their_total() -> None:
    tasks = "（一）促进转化。“十五五”期间达成开放许可200项次，培训企业人员3000人次。"
    assert [(each.scope, each.over) for each in read(tasks=tasks)] == [("total", (2026, 2030)), ("total", (2026, 2030))]


def test_parts_of_the_document_are_no_goals() -> None:
    assert read(goals="本规划从创造、运用、保护、服务4个方面设置16项主要指标，提出3个目标。") == []
