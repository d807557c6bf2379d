"""Quantities as intervals: nothing that a printed number can mean is left out, nothing else let in."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import combinations
from math import floor
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.facts.quantities import LIMIT, SCALE, Interval, growth, interval, mean, shown, total, yearly_growth
from checker.model.base import Quantity
from tests.facts.support import vocabulary
from tests.loading.support import examples

UNITS = {term.unit: term for term in vocabulary().taxonomy.units}
PRINTED = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**7), 10**7), st.integers(0, 4)
)
ANY_UNIT = st.sampled_from(sorted(UNITS))


def meet(one: Interval, other: Interval) -> bool:
    """Whether some value is in both, as ``~`` says it in a rule; not of different units."""
    return one.unit == other.unit and one.low <= other.high and other.low <= one.high


def measured(value: Decimal | int | str, unit: str = "件", *, name: str = "", **more: Any) -> Interval:
    found = interval(Quantity(value=Decimal(value), unit=unit, **more), vocabulary(), name=name)
    assert found is not None
    return found


def cell(value: Decimal | Fraction, unit: str = "件") -> int:
    """The ten-thousandth of the base unit that a value lies in."""
    return max(-LIMIT, min(LIMIT, floor(Fraction(value) * Fraction(UNITS[unit].factor) * SCALE)))


def holds(found: Interval, value: Decimal | Fraction, unit: str = "件") -> bool:
    return found.low <= cell(value, unit) <= found.high


def step(value: Decimal) -> Decimal:
    """One of the last printed digit."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


@examples
@given(PRINTED, ANY_UNIT, st.sampled_from([None, "at-least", "more-than", "at-most", "less-than", "about"]))
def test_the_printed_value_is_inside(value: Decimal, unit: str, bound: str | None) -> None:
    found = measured(value, unit, bound=bound)
    assert found.low <= found.high
    assert holds(found, value, unit)
    assert found.unit == UNITS[unit].dimension


@examples
@given(st.decimals(-(10**9), 10**9, places=9), st.integers(0, 4), ANY_UNIT)
def test_whatever_rounds_to_the_printed_value_is_inside(true: Decimal, places: int, unit: str) -> None:
    assume(true >= 0)  # half goes up, away from zero: for falls the other end is open
    printed = true.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assume(printed or places)  # a plain 0 is no rounded 0.4
    assert holds(measured(printed, unit), true, unit)


@examples
@given(PRINTED, st.sampled_from(["件", "万件", "%", "亿元", "家"]))
def test_what_is_a_step_away_is_outside(value: Decimal, unit: str) -> None:
    assume(step(value) > Decimal("0.0001"))  # finer than that nothing is told apart
    found = measured(value, unit)
    assert not holds(found, value + step(value), unit)
    assert not holds(found, value - step(value), unit)


def test_the_documented_examples() -> None:
    assert measured("5.63") == Interval(56250, 56349, "items")
    assert measured("14") == Interval(135000, 144999, "items")
    assert measured("30", "亿元", max=Decimal(40)) == Interval(300000 * SCALE, 400000 * SCALE, "money")
    assert measured("60", "%", bound="at-least") == Interval(600000, LIMIT, "percent")
    assert measured("6.0", "%") == Interval(59500, 60499, "percent")


PAIRS = [
    (small, large, shift)
    for small, large in combinations(sorted(UNITS.values(), key=lambda term: term.factor), 2)
    if small.dimension == large.dimension
    for shift in [(large.factor / small.factor).normalize()]
    if shift.as_tuple().digits == (1,)  # a power of ten: the same value can be printed in both
]


def test_there_are_units_to_convert() -> None:
    names = {(small.unit, large.unit) for small, large, _ in PAIRS}
    assert names >= {("万元", "亿元"), ("件", "万件"), ("元", "亿元"), ("家", "百家"), ("‰", "%")}


@examples
@given(st.sampled_from(PAIRS), st.integers(0, 10**9), st.integers(0, 3))
def test_one_value_in_two_units_meets(pair: tuple[Any, Any, Decimal], digits: int, places: int) -> None:
    small, large, ratio = pair
    value = Decimal(digits).scaleb(-places)
    in_large = value.scaleb(-ratio.adjusted())
    assert meet(measured(value, small.unit), measured(in_large, large.unit))
    assert meet(measured(value, small.unit, bound="at-least"), measured(in_large, large.unit))


@pytest.mark.parametrize(
    ("one", "other", "they_do"),
    [
        (("6000", "万元"), ("0.6", "亿元"), True),
        (("6000", "万元"), ("0.7", "亿元"), False),
        (("20", "万件"), ("200000", "件"), True),
        (("3300", "万件"), ("3300", "件"), False),
        (("5.74", "件"), ("5.63", "件"), False),
        (("5.74", "件"), ("5.7", "件"), True),
        (("6.02", "亿元"), ("6", "亿元"), True),
        (("24", "家"), ("24", "个"), False),
        (("24", "家次"), ("24", "家"), False),
        (("80", "分"), ("80", "%"), False),
        (("1", "%"), ("1", "百分点"), False),
        (("12", "个月"), ("1", "年"), True),
        (("1", "亿美元"), ("1", "亿元"), False),
        (("6", "％"), ("6", "%"), True),
    ],
)
def test_meeting(one: tuple[str, str], other: tuple[str, str], they_do: bool) -> None:
    assert meet(measured(*one), measured(*other)) is they_do
    assert meet(measured(*other), measured(*one)) is they_do


@examples
@given(PRINTED, ANY_UNIT)
def test_more_printed_digits_mean_a_narrower_interval(value: Decimal, unit: str) -> None:
    assume(value or value.as_tuple().exponent != 0)  # a plain 0 is exact already
    wide, narrow = measured(value, unit), measured(f"{value:f}" + ("0" if "." in f"{value:f}" else ".0"), unit)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@examples
@given(PRINTED, ANY_UNIT)
def test_bounds_open_one_end(value: Decimal, unit: str) -> None:
    for bound in ("at-least", "more-than"):
        found = measured(value, unit, bound=bound)
        assert (found.low, found.high) == (cell(value, unit), LIMIT)
    for bound in ("at-most", "less-than"):
        found = measured(value, unit, bound=bound)
        assert (found.low, found.high) == (-LIMIT, cell(value, unit))


@examples
@given(PRINTED, st.decimals(0, 10**6, places=4), st.sampled_from(["件", "%", "亿元"]))
def test_a_range_reaches_from_end_to_end(low: Decimal, more: Decimal, unit: str) -> None:
    high = low + more
    found = measured(low, unit, max=high)
    assert holds(found, low, unit)
    assert holds(found, (low + high) / 2, unit)
    assert holds(found, high, unit)
    tick = Decimal("0.0001")
    assert not holds(found, low - tick, unit)
    assert not holds(found, high + tick, unit)


@examples
@given(PRINTED, ANY_UNIT, st.none() | st.decimals(0, 10**6, places=2))
def test_about_is_never_narrower_than_the_bare_value(value: Decimal, unit: str, more: Decimal | None) -> None:
    end = None if more is None else value + more
    bare, about = measured(value, unit, max=end), measured(value, unit, max=end, bound="about")
    assert about.low <= bare.low <= bare.high <= about.high
    assert holds(about, Fraction(value) - Fraction(abs(value)) / 10, unit)


def test_a_plain_nought_is_nothing_and_a_rounded_one_may_be_something() -> None:
    assert measured("0") == measured("0", bound="about") == Interval(0, 0, "items")
    assert measured("0.0") == measured("0.0", bound="about") == Interval(-500, 499, "items")
    assert not meet(measured("0", "亿元"), measured("0.3", "亿元"))


@examples
@given(
    st.integers(0, 10**15 - 1), st.integers(0, 12), ANY_UNIT, st.sampled_from([None, "at-least", "at-most", "about"])
)
def test_whole_numbers_within_what_an_engine_can_hold(digits: int, places: int, unit: str, bound: str | None) -> None:
    found = measured(Decimal(digits).scaleb(-places), unit, bound=bound)
    assert isinstance(found.low, int)
    assert isinstance(found.high, int)
    assert -LIMIT <= found.low <= found.high <= LIMIT == 2**53 - 1


def test_the_largest_and_the_smallest() -> None:
    assert measured(10**15 - 1, "万亿元") == Interval(LIMIT, LIMIT, "money")
    assert measured(-(10**15) + 1, "亿件") == Interval(-LIMIT, -LIMIT, "items")
    assert measured("0.000000000001", "元") == Interval(0, 0, "money")
    with localcontext(prec=5):  # whatever precision the caller works with
        assert measured("123456.78") == Interval(1234567750, 1234567849, "items")


def test_no_number_no_interval() -> None:
    assert interval(None, vocabulary()) is None
    assert interval(Quantity(text="稳步增长", unit="件"), vocabulary()) is None
    assert interval(Quantity(raw="若干"), vocabulary()) is None


@pytest.mark.parametrize("name", ["每万人口发明专利拥有量", "万人发明专利拥有量", "每 万人口 发明专利拥有量"])
def test_items_and_items_per_ten_thousand_are_one_in_such_an_indicator(name: str) -> None:
    assert measured("3", "件", name=name) == measured("3", "件/万人", name=name)
    assert measured("3", "件", name=name).unit == "per-10k"


@pytest.mark.parametrize(
    "name", ["发明专利拥有量", "", "每百万人口发明专利拥有量", "每十万人口专利", "每万户市场主体商标"]
)
def test_and_nowhere_else(name: str) -> None:
    assert measured("3", "件", name=name).unit == "items"
    assert not meet(measured("3", "件", name=name), measured("3", "件/万人", name=name))


def test_other_units_of_such_an_indicator_are_left_alone() -> None:
    assert measured("3", "家", name="每万人口企业数").unit == "家"
    assert measured("3", "件/万户", name="每万人口商标").unit == "per-10k-entities"


@examples
@given(st.text(st.sampled_from("批筐捆棵滴盏缕户家个件万亿"), min_size=1, max_size=4))
def test_an_unknown_unit_is_a_dimension_of_its_own(unit: str) -> None:
    assume(unit not in UNITS)
    found = measured("3", unit)
    assert found.unit not in {term.dimension for term in UNITS.values()}
    assert not any(meet(found, measured("3", known)) for known in UNITS)
    assert meet(found, measured("3", f" {unit} "))


def test_no_unit_is_no_unit() -> None:
    bare = interval(Quantity(value=Decimal(3)), vocabulary())
    assert bare == Interval(25000, 34999, "无单位")
    assert interval(Quantity(value=Decimal(3)), vocabulary(), unit="家") == measured("3", "家")


COUNTS = st.integers(1, 10**7)


@examples
@given(st.integers(0, 10**7), COUNTS, st.integers(0, 4))
def test_the_true_growth_is_inside(now: int, before: int, places: int) -> None:
    """Counts printed as 万件, rounded to some places: the growth computed from them holds the growth of the counts."""

    def printed(count: int) -> Interval:
        return measured((Decimal(count) / 10000).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "万件")

    found = growth(printed(now), printed(before), "percent")
    assume(found is not None)  # 前期 0.0 万件 could be nothing at all
    assume(places or now >= 5000 or now == 0)  # and nobody prints 3000件 as 0万件
    assert found is not None
    true = (Fraction(now, before) - 1) * 100
    assert found.low <= floor(true * SCALE) <= found.high
    assert found.unit == "percent"


@examples
@given(st.integers(0, 10**6), COUNTS, st.integers(0, 2))
def test_a_growth_rounded_or_cut_off_from_exact_counts_meets(now: int, before: int, places: int) -> None:
    computed = growth(measured(now), measured(before), "percent")
    assert computed is not None
    true = Decimal(100) * (now - before) / before
    for rounding in (ROUND_HALF_UP, ROUND_FLOOR):
        said = true.quantize(Decimal(1).scaleb(-places), rounding)
        exact = measured(said, "%")
        # cut off, the true value lies up to a step above what is said
        reach = Interval(exact.low, exact.high + int(step(said) * SCALE), "percent")
        assert meet(computed, reach if rounding is ROUND_FLOOR else exact)


def test_growth_that_is_not_defined() -> None:
    now = measured("100")
    assert growth(now, measured("100", "家"), "percent") is None
    assert growth(now, measured("0"), "percent") is None
    assert growth(now, measured("50", bound="at-least"), "percent") is None
    assert growth(measured("50", bound="more-than"), now, "percent") is None
    assert growth(now, measured("50", bound="at-most"), "percent") is None


def test_growth_of_real_figures() -> None:
    found = growth(measured(51155), measured(9957), "percent")
    assert found is not None
    assert meet(found, measured("413.7", "%"))
    assert not meet(found, measured("513.7", "%"))


@examples
@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(1, 15), st.integers(0, 3))
def test_the_true_yearly_growth_is_inside(after: int, before: int, years: int, places: int) -> None:
    def printed(count: int) -> Interval:
        return measured((Decimal(count) / 1000).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "万件")

    found = yearly_growth(printed(after), printed(before), years, "percent")
    assume(found is not None)  # what may be nothing at all grows at no rate
    assert found is not None
    with localcontext(prec=40):
        true = ((Decimal(after) / Decimal(before)) ** (Decimal(1) / years) - 1) * 100
        assert found.low - 1 <= floor(true * SCALE) <= found.high + 1  # the root itself is rounded


def test_a_doubling_in_five_years_and_in_one() -> None:
    found = yearly_growth(measured("20000"), measured("10000"), 5, "percent")
    assert found is not None
    assert f"{found.middle(2)}" == "14.87"
    one = yearly_growth(measured("20000"), measured("10000"), 1, "percent")
    assert one == growth(measured("20000"), measured("10000"), "percent")
    assert yearly_growth(measured("20000", "家"), measured("10000"), 5, "percent") is None
    assert yearly_growth(measured("20000", bound="at-least"), measured("10000"), 5, "percent") is None
    assert yearly_growth(measured("20000"), measured("0"), 5, "percent") is None


@examples
@given(st.integers(0, 10**8), st.integers(1, 15))
def test_a_total_over_some_years_holds_its_yearly_mean(count: int, years: int) -> None:
    found = mean(measured(count), years)
    assert holds(found, Fraction(count, years))
    assert mean(measured(count, bound="at-least"), years).high == LIMIT
    assert mean(measured(count, bound="at-most"), years).low == -LIMIT


@examples
@given(st.lists(st.decimals(0, 10**6, places=3), min_size=2, max_size=6), st.integers(0, 2))
def test_rounded_parts_meet_their_rounded_whole(parts: list[Decimal], places: int) -> None:
    def printed(value: Decimal) -> Interval:
        return measured(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))

    assume(places or all(part >= Decimal("0.5") or part == 0 for part in parts))
    assert meet(total([printed(part) for part in parts]), printed(sum(parts, Decimal(0))))


def test_an_open_part_leaves_the_sum_open() -> None:
    found = total([measured("3"), measured("5", bound="more-than")])
    assert found == Interval(75000, LIMIT, "items")
    assert total([measured("3"), measured("5", bound="at-most")]).low == -LIMIT


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(value=Decimal("12.0"), unit="件"), "12.0件"),
        (Quantity(value=Decimal("0.0000001"), unit="%"), "0.0000001%"),
        (Quantity(value=Decimal(10) ** 14), "100000000000000"),
        (Quantity(value=Decimal(30), max=Decimal(40), unit="亿元", raw="30余亿元"), "30—40亿元"),
        (Quantity(value=Decimal(60), unit="%", bound="at-least"), "60%以上"),
        (Quantity(value=Decimal(60), unit="%", bound="more-than"), "超过60%"),
        (Quantity(value=Decimal(4), unit="个月", bound="at-most"), "4个月以内"),
        (Quantity(value=Decimal(4), unit="个月", bound="less-than"), "低于4个月"),
        (Quantity(value=Decimal(4), unit="个月", bound="about"), "4个月左右"),
        (Quantity(text="稳步增长", unit="件"), "稳步增长"),
        (Quantity(raw="若干件"), "若干件"),
        (None, ""),
    ],
)
def test_a_quantity_is_shown_as_it_was_printed(quantity: Quantity | None, text: str) -> None:
    assert shown(quantity) == text
