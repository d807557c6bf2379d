"""No text makes reading and extraction take the square of its length."""

from __future__ import annotations

import time

import pytest

from checker.loading.problems import UnusableInput
from checker.reading.read import read_document
from checker.running.documents import extracted

HEAD = "保定市“十四五”知识产权规划\n为加快建设知识产权强市，制定本规划。\n一、发展目标\n到2025年，"
TAIL = "。\n二、主要任务\n（一）加强保护。完善制度。（市市场监管局负责）\n" * 20
FEW, TIMES = 5_000, 4


def cost(unit: str, length: int) -> float:
    content = (HEAD + unit * (length // len(unit)) + TAIL).encode()
    start = time.process_time()
    try:
        extracted(read_document(content, "a.txt"))
    except UnusableInput as unusable:
        assert unusable.problems  # noqa: PT017 - a text may be refused, if it is soon
    return time.process_time() - start


@pytest.mark.parametrize("unit", ["1", "国家及", "x", "1%", "一、", "，", "2025年", "（", "1,"])
def test_a_long_run(unit: str) -> None:
    """Four times the length is four times the work; sixteen times would be the square."""
    cost(unit, 10)  # what is built once
    small = cost(unit, FEW)
    assert cost(unit, FEW * TIMES) < small * TIMES * 2.5
