"""Plain scalars mean what their author meant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loading.support import data, examples


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("0", 0),
        ("-6", -6),
        ("2.21", Decimal("2.21")),
        ("-6.5", Decimal("-6.5")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("知识产权", "知识产权"),
    ],
)
def test_numbers_flags_and_nothing(written: str, meant: Any) -> None:
    value = data(f"a: {written}")["a"]
    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize("written", ["12.0", "149.70", "0.50", "7.500", "0.0", "123456789012345.123456789012"])
def test_a_number_keeps_its_printed_digits(written: str) -> None:
    value = data(f"a: {written}")["a"]
    assert isinstance(value, Decimal)
    assert str(value) == written


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "off", "y", "n", "True", "NULL", "No",
        "1:20", "2021-12-07", "2021-12", "1e5", "1E5", "0x10", "0o17", "0b1", "012", "00", "007.5", "+5", "-0",
        "１２", "１２.５", "٣", ".5", "5.", "1_000", "1,000", ".inf", ".nan", "=", "<<",
        "1234567890123456", "0.1234567890123",
    ],
)  # fmt: skip
def test_what_is_no_plain_number_stays_text(written: str) -> None:
    assert data(f"a: {written}\n")["a"] == written


@pytest.mark.parametrize("written", ["'12'", '"12"', '"true"', "'null'", '""', "|-\n  12", ">-\n  12"])
def test_what_is_quoted_or_a_block_is_text(written: str) -> None:
    value = data(f"a: {written}")["a"]
    assert isinstance(value, str)
    assert value == written.strip("'\"|>-\n ")


def test_keys_are_text_even_where_they_look_like_numbers() -> None:
    assert data("2025: a\ntrue: b\n1.50: c\n?\n: d") == {"2025": "a", "true": "b", "1.50": "c", "": "d"}


NUMBERS = st.decimals(-(10**14), 10**14, allow_nan=False, places=6) | st.integers(-(10**15) + 1, 10**15 - 1)


@examples
@given(NUMBERS)
def test_a_number_is_written_back_as_it_was_read(number: Decimal | int) -> None:
    written = f"{number:f}" if isinstance(number, Decimal) else str(number)
    value = data(f"a: {written}")["a"]
    assert not isinstance(value, float)
    assert (f"{value:f}" if isinstance(value, Decimal) else str(value)) == written


@examples
@given(st.from_regex(r"[-+0-9.eExX_]{0,7}[0-9]", fullmatch=True))
def test_nothing_is_lost_of_what_looks_like_a_number(written: str) -> None:
    value = data(f"a: {written}")["a"]
    assert (f"{value:f}" if isinstance(value, Decimal) else str(value)) == written
