"""The bars beside indicators: drawn from whole numbers, and only where a comparison says something."""

from __future__ import annotations

from checker.model.result import Amount, Clause, IndicatorRow, ParentAmount
from checker.report.bars import Marker, draw

CLAUSE = Clause("xx", "某规划")


def point(value: int, unit: str = "件") -> Amount:
    return Amount(str(value), unit=unit, low=value, high=value)


def row(target: Amount | None, baseline: Amount | None = None, **parents: Amount) -> IndicatorRow:
    above = tuple(ParentAmount("xx", level, None, amount, CLAUSE) for level, amount in parents.items())
    return IndicatorRow("某指标", "", "列入", target=target, baseline=baseline, parents=above)


def test_largest_value_takes_the_room() -> None:
    bar = draw(row(point(50), point(25), nation=point(100))).bar
    assert bar is not None
    assert (bar.target, bar.baseline, bar.markers) == ("75.0", "37.5", (Marker("150.0", "nation"),))
    assert not bar.reach
    assert not bar.more


def test_nothing_to_compare_with_draws_nothing() -> None:
    assert draw(row(point(50))).bar is None
    assert draw(row(None, point(50), nation=point(60))).bar is None
    assert draw(row(Amount("稳步增长"), point(50))).bar is None


def test_other_units_are_left_out() -> None:
    bar = draw(row(point(50), point(40, "%"), nation=point(60, "%"), province=point(80))).bar
    assert bar is not None
    assert not bar.baseline
    assert bar.markers == (Marker("150.0", "province"),)


def test_range_has_a_lighter_reach_and_printed_precision_has_none() -> None:
    wide = draw(row(Amount("30余", unit="件", low=300_000, high=400_000), point(100_000))).bar
    assert wide is not None
    assert (wide.target, wide.reach) == ("112.5", "150.0")
    fine = draw(row(Amount("2.21", unit="件", low=22_050, high=22_150), point(10_000))).bar
    assert fine is not None
    assert (fine.target, fine.reach) == ("150.0", "")


def test_open_bound_ends_where_it_begins_and_says_more() -> None:
    bar = draw(row(Amount("85以上", unit="%", low=85, high=None, bound="at-least"), point(80, "%"))).bar
    assert bar is not None
    assert (bar.target, bar.reach, bar.more) == ("150.0", "", True)
    upto = draw(row(Amount("85以内", unit="%", low=None, high=85, bound="at-most"), point(80, "%"))).bar
    assert upto is not None
    assert not upto.more


def test_a_value_of_another_magnitude_is_named_instead_of_drawn() -> None:
    far = draw(row(point(6_000), nation=point(35_000_000)))
    assert far.bar is None
    assert far.note == "国家数值超出图幅，未画"
    partly = draw(row(point(6_000), province=point(9_000), nation=point(35_000_000)))
    assert partly.bar is not None
    assert [marker.level for marker in partly.bar.markers] == ["province"]
    assert partly.note == far.note


def test_equal_yardsticks_are_drawn_once_and_zero_divides_nothing() -> None:
    clause = ParentAmount("xx", "nation", None, point(100), CLAUSE)
    twice = draw(IndicatorRow("某指标", "", "列入", target=point(50), parents=(clause, clause))).bar
    assert twice is not None
    assert len(twice.markers) == 1
    zero = draw(row(point(0), point(0))).bar
    assert zero is not None
    assert (zero.target, zero.baseline) == ("0.0", "0.0")


def test_negative_values_are_not_drawn() -> None:
    assert draw(row(point(-5), point(3))).bar is None
