"""Printed quantities: what is read, and that what is printed is read back. The texts are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extracting.numbers import NumberReader, Printed
from checker.extracting.numerals import read_chinese, read_mixed, step
from tests.extracting.making import LEXICON

READER = NumberReader(
    (*(unit.unit for unit in LEXICON.vocabulary.taxonomy.units), "亿", "万"), ("部门", "名单", "单位")
)
DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below a hundred million in Chinese numerals, as a person writes it."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = "零" if 0 < rest < 1000 else ""
        return f"{chinese(head)}万{gap}{chinese(rest) if rest else ''}"
    signs = ""
    skipped = False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            signs += ("零" if skipped and signs else "") + DIGITS[digit] + sign
            skipped = False
        else:
            skipped = True
    return signs


def only(text: str) -> Printed:
    found = list(READER.find(text))
    assert len(found) == 1, found
    return found[0]


def said(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Value, upper end, unit and bound of the only quantity."""
    printed = only(text)
    return (
        str(printed.value) if printed.value is not None else None,
        str(printed.max) if printed.max is not None else None,
        printed.unit,
        printed.bound,
    )


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "bound"),
    [
        ("达到1,234件", "1234", None, "件", None),
        ("总量为2.60万件", "2.60", None, "万件", None),
        ("密度为0.85件/万人", "0.85", None, "件/万人", None),
        ("提高2.5个百分点", "2.5", None, "个百分点", None),
        ("服务2.2万家次", "2.2", None, "万家次", None),
        ("3-5家", "3", "5", "家", None),
        ("3—5家", "3", "5", "家", None),
        ("3至5家", "3", "5", "家", None),
        ("三到五家", "3", "5", "家", None),
        ("5%~10%", "5", "10", "%", None),
        ("1.5万至2万件", "1.5", "2", "万件", None),
        ("6-8个以上", "6", "8", "个", "at-least"),
        ("30余亿元", "30", "40", "亿元", None),
        ("330余家", "330", "340", "家", None),
        ("1.3万余件", "1.3", "1.4", "万件", None),
        ("十余家", "10", "20", "家", None),
        ("十几项", "10", "20", "项", None),
        ("超过5000余人次", "5000", None, "人次", "more-than"),
        ("不低于20场", "20", None, "场", "at-least"),
        ("85%以上", "85", None, "%", "at-least"),
        ("≥85", "85", None, None, "at-least"),
        ("不超过50万元", "50", None, "万元", "at-most"),
        ("80平方公里以内", "80", None, "平方公里", "at-most"),
        ("不足100家", "100", None, "家", "less-than"),
        ("1.5万人左右", "1.5", None, "万人", "about"),
        ("约300家", "300", None, "家", "about"),
        ("近300家", "300", None, "家", "about"),
        ("超万人", "1", None, "万人", "more-than"),
        ("突破千亿元", "1000", None, "亿元", "more-than"),
        ("1亿4千万元", "1.4", None, "亿元", None),
        ("1万5千件", "1.5", None, "万件", None),
        ("三千五百件", "3500", None, "件", None),
        ("一百二十万人次", "120", None, "万人次", None),
        ("百分之六十以上", "60", None, "%", "at-least"),
        ("增长2倍", "2", None, "倍", None),
        ("翻一番", "1", None, "番", None),
        ("翻两番", "2", None, "番", None),
        ("翻番", "1", None, "番", None),
        ("40亿。", "40", None, "亿", None),
        ("提高0.52个百分\n点", "0.52", None, "个百分点", None),
    ],
)
def test_printed(text: str, value: str, high: str | None, unit: str | None, bound: str | None) -> None:
    assert said(text) == (value, high, unit, bound)


@pytest.mark.parametrize("text", ["数十家", "近百家", "上千项", "几十个", "三分之一"])
def test_words_for_a_number_are_kept_for_review(text: str) -> None:
    printed = only(text)
    assert (printed.value, printed.text, printed.unsure) == (None, text, True)


@pytest.mark.parametrize("text", ["十四五", "三五家", "一二三产业", "二〇三五", "百年未有", "千方百计", "万众创新"])
def test_no_numerals(text: str) -> None:
    assert list(READER.find(text)) == []


def test_a_word_that_begins_like_a_unit_is_none() -> None:
    assert only("23部门联合").unit is None
    assert only("5名单").unit is None
    assert only("5名专家").unit == "名"


def test_years_are_no_range_of_a_quantity() -> None:
    assert all(printed.max is None for printed in READER.find("2021—2025年"))


def test_a_full_width_comma_separates_numbers() -> None:
    text = "100,200家"
    assert [p.value for p in READER.find(text, is_comma=lambda _: True)] == [100200]
    assert [p.value for p in READER.find(text, is_comma=lambda _: False)] == [100, 200]


def test_places_are_of_numeral_and_bound() -> None:
    text = "拥有量不低于12件以上"
    printed = only(text)
    assert text[printed.start : printed.end] == "不低于12件以上"
    assert text[printed.first :].startswith("12")
    assert printed.bound == "at-least"


@pytest.mark.parametrize(
    ("text", "raw", "unit"),
    [("队伍超UOo名", "超UOo名", "名"), ("队伍超00名", "超00名", "名"), ("达到l5O件", "l5O件", "件")],
)
def test_what_cannot_be_read_is_kept_as_printed(text: str, raw: str, unit: str) -> None:
    [printed] = READER.damaged(text, 0, len(text))
    assert (printed.value, printed.raw, printed.unit, printed.unsure) == (None, raw, unit, True)


def test_readable_numbers_are_not_damaged() -> None:
    for text in ("达到100件", "超0.6亿元", "达到A级", "超5G网络", "达到2025年"):
        assert list(READER.damaged(text, 0, len(text))) == []


def test_a_cell() -> None:
    printed = READER.whole(" 85%以上 ")
    assert printed is not None
    assert (printed.value, printed.unit, printed.bound) == (Decimal(85), "%", "at-least")
    assert READER.whole("稳步增长") is None
    assert READER.whole("1.87 2.21") is None


def test_a_quantity_is_made_of_it() -> None:
    quantity = only("30余亿元").quantity(scope="total")
    assert (quantity.value, quantity.max) == (Decimal(30), Decimal(40))
    assert (quantity.unit, quantity.raw, quantity.scope) == ("亿元", "30余亿元", "total")


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    printed = chinese(number)
    assert read_chinese(printed) == number
    short = printed.removeprefix("一") if printed.startswith("一十") else printed
    assert read_chinese(short) == number


@given(st.text(alphabet="零一二三十百千万亿两〇", max_size=8))
def test_any_signs_are_read_or_refused(printed: str) -> None:
    value = read_chinese(printed)
    assert value is None or value >= 0


@given(
    st.decimals(min_value="0.01", max_value="99999999", places=2),
    st.sampled_from(["件", "万件", "亿元", "%", "家", "人次", "个百分点"]),
    st.sampled_from([("", "", None), ("不少于", "", "at-least"), ("", "以上", "at-least"), ("超过", "", "more-than"),
                     ("", "以内", "at-most"), ("约", "", "about")]),
)  # fmt: skip
def test_arabic_quantities_are_read_back(value: Decimal, unit: str, bound: tuple[str, str, str | None]) -> None:
    before, after, name = bound
    text = f"注册量{before}{value}{unit}{after},其他"
    printed = only(text)
    assert (printed.value, printed.unit, printed.bound) == (value, unit, name)
    assert text[printed.start : printed.end] == f"{before}{value}{unit}{after}"


@given(st.integers(1000, 999_999_999))
def test_thousands_are_read_back(value: int) -> None:
    printed = only(f"达到{value:,}件")
    assert (printed.value, printed.unit) == (Decimal(value), "件")


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["-", "—", "~", "至"]))
def test_ranges_are_read_back(low: int, more: int, sign: str) -> None:
    printed = only(f"培育{low}{sign}{low + more}家企业")
    assert (printed.value, printed.max, printed.unit) == (Decimal(low), Decimal(low + more), "家")


@given(st.text(alphabet="0123456789一二十百万亿余多以上不超至-—%件家个,.年", max_size=30))
def test_places_are_in_order_and_inside(text: str) -> None:
    last = 0
    for printed in READER.find(text):
        assert last <= printed.first < printed.end <= len(text)
        assert printed.start <= printed.first
        last = printed.end


def test_mixed_and_steps() -> None:
    assert read_mixed("2亿3500万") == (Decimal("2.35"), "亿")
    assert read_mixed("3万2千") == (Decimal("3.2"), "万")
    assert [step(Decimal(number)) for number in ("30", "330", "5000", "1.3", "7")] == [
        10, 10, 1000, Decimal("0.1"), 1,
    ]  # fmt: skip
