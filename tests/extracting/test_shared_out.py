"""Numbers that one sentence shares out among several names."""

from __future__ import annotations

from tests.extracting.test_claims import read, said


def test_they_belong_to_the_names_in_order_whatever_their_units() -> None:
    goals = (
        "到2030年，专利拥有量、有效注册商标量、地理标志数量分别达到320件、5.5万件和28件；"
        "代理师、工作站分别达到25人和15个。"
    )
    assert said(read(goals=goals)) == [
        "专利拥有量 320件 level 2030",
        "有效注册商标量 5.5万件 level 2030",
        "地理标志数量 28件 level 2030",
        "代理师 25人 level 2030",
        "工作站 15个 level 2030",
    ]


def test_of_more_names_than_numbers_nobody_can_tell() -> None:
    goals = "到2030年，驰名商标、集体商标、证明商标分别达到18件和36件，马德里商标达到60件。"
    assert said(read(goals=goals)) == ["马德里商标 60件 level 2030"]
