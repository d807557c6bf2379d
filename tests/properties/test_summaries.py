"""How a summary is written changes no verdict: style, order of keys and rows, white space, width, units."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.properties.rewriting import (
    NAMES,
    PATHS,
    Data,
    checked,
    checked_as_it_is,
    data_of,
    differences,
    even_text,
    items,
    spread,
    written,
)

some = settings(max_examples=1, phases=(Phase.generate,))
chances = st.randoms(use_true_random=False)
every_plan = pytest.mark.parametrize("path", PATHS, ids=NAMES)
_BYTES: dict[str, Callable[[str], bytes]] = {
    "Windows": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "old Mac": lambda text: text.replace("\n", "\r").encode(),
    "blanks": lambda text: re.sub(r"\n", "   \n\n", text).encode(),
}


@every_plan
def test_the_style_and_the_order_of_keys_change_nothing(path: Path) -> None:
    @some
    @given(chances)
    def holds(chance: random.Random) -> None:
        assert not differences(checked(spread(data_of(path), chance)), checked_as_it_is(path))

    holds()


@pytest.mark.parametrize("way", _BYTES)
def test_line_ends_marks_and_blanks_change_nothing(way: str) -> None:
    path = PATHS[-2]
    content = _BYTES[way](written(data_of(path)).replace(', "', ',\n "'))
    assert not differences(checked(content), checked_as_it_is(path))


# the order of chapters is what STR003 reads, that of the columns of a table what they are; figures that follow one
# another were printed together and are not taken for two names of one thing, so that list is only turned round
ORDERED = {"sections", "columns", "over", "body", "figures"}


@every_plan
def test_the_order_of_rows_changes_nothing(path: Path) -> None:
    @some
    @given(chances)
    def holds(chance: random.Random) -> None:
        data = data_of(path)
        for item in items(data):
            for key, value in item.items():
                if isinstance(value, list) and key not in ORDERED:
                    chance.shuffle(value)
        data.get("figures", []).reverse()
        assert not differences(checked(written(data)), checked_as_it_is(path))

    holds()


_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%()"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}


@every_plan
@pytest.mark.parametrize("width", [_WIDE, _NARROW], ids=["wide", "narrow"])
def test_the_width_of_characters_changes_nothing(path: Path, width: dict[int, int]) -> None:
    """Of names, units and titles. A document's number is left: its brackets are what CIT003 looks at."""
    data = data_of(path)
    _rewrite(data, lambda text: text.translate(width))
    assert not differences(checked(written(data)), checked_as_it_is(path), even_text)


@every_plan
@pytest.mark.parametrize("blank", [" ", "\u3000"], ids=["space", "wide"])
def test_white_space_in_names_changes_nothing(path: Path, blank: str) -> None:
    data = data_of(path)
    _rewrite(data, lambda text: f"{text[:2]}{blank}{text[2:]}{blank}")
    assert not differences(checked(written(data)), checked_as_it_is(path), even_text)


def _rewrite(data: Data, way: Any) -> None:
    for row in (*data.get("indicators", ()), *data.get("figures", ())):
        key = "name" if "name" in row else "indicator"
        row[key] = way(row[key])
        for quantity in items(row):
            if quantity.get("unit"):
                quantity["unit"] = way(quantity["unit"])
        for units in row.get("responsible", {}).values():
            units[:] = [way(unit) for unit in units]


LARGER = {"件": ("万件", 4), "元": ("万元", 4), "万元": ("亿元", 4), "万件": ("亿件", 4)}
_LARGEST_SHIFT = 12


@every_plan
def test_a_unit_changed_with_its_number_changes_nothing(path: Path) -> None:
    """To the larger unit, with every digit: 3500件 is 0.3500万件, and both were printed as exactly.

    The other way says more than was printed: 0.35万件 is anything from 3450 to 3550件.
    """
    data = data_of(path)
    changed = [_enlarge(quantity) for quantity in items(data)]
    result = checked(written(data))
    assert sum(changed) or path.stem == "cn-anhui-maanshan-demo-2026"
    assert not differences(result, checked_as_it_is(path), _without_amounts)


def _enlarge(quantity: Data) -> bool:
    unit, places = LARGER.get(quantity.get("unit") or "", ("", 0))
    numbers = [key for key in ("value", "max") if isinstance(quantity.get(key), int | Decimal)]
    if not unit or not numbers or any(_digits(quantity[key]) + places > _LARGEST_SHIFT for key in numbers):
        return False
    for key in numbers:
        quantity[key] = Decimal(quantity[key]).scaleb(-places)
    quantity["unit"] = unit
    return True


def _digits(value: int | Decimal) -> int:
    exponent = Decimal(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def _without_amounts(text: str) -> str:
    return re.sub(r"[\d.]+[万亿]?[件元]?", "N", text)
