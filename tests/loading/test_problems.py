"""What a message offers instead of a name that is not known."""

from __future__ import annotations

from checker.loading.problems import some_of


def test_a_few_are_all_listed_in_their_order() -> None:
    assert some_of("九", ["二", "一"]) == "（有：二、一）"


def test_of_many_the_nearest() -> None:
    known = [f"二（{number}）" for number in "一二三四五六七八九"] + ["（二十二）", "（二十三）"]
    said = some_of("（二十一）", known)
    assert said.startswith("（共 11 条，最接近的有：（二十二）、（二十三）、")
    assert said.count("、") == 7
