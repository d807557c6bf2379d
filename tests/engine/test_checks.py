"""Queries that no engine is given, and the Chinese sentence that says why."""

from __future__ import annotations

from typing import Any, cast

import pytest

from checker.engine import BadQuery, make_engine
from checker.language.query import Condition, Join, Not, Operator, Query, Test
from tests.engine.support import query

KINDS: dict[str, dict[str, type]] = {
    "row": {"code": str, "low": int, "flag": bool, "share": float},
    "said": {"low": str},
}


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (Test("a", "code", "==", 1), "a.code ==：两边一边是文字、一边是整数"),
        (Test("a", "low", "==", "1"), "a.low ==：两边一边是文字、一边是整数"),
        (Test("a", "flag", "==", "true"), "两边一边是文字、一边是整数"),
        (Test("a", "code", "<", "b"), "a.code <：文字之间不比较大小"),
        (Test("a", "low", "<", cast("Any", 1.5)), "只能与文字或绝对值小于 2^53 的整数比较"),
        (Test("a", "low", "==", cast("Any", None)), "只能与文字或绝对值小于 2^53 的整数比较"),
        (Test("a", "low", "<", 2**53), "只能与文字或绝对值小于 2^53 的整数比较"),
        (Test("a", "low", "<", -(2**53)), "只能与文字或绝对值小于 2^53 的整数比较"),
        (Test("a", "lwo", "==", 1), "「row」没有属性 lwo"),
        (Test("a", "share", "==", 1), "「row」的属性 share 既不是文字也不是整数"),
        (Test("c", "low", "==", 1), "没有绑定 c"),
        (Test("a", "low", cast("Operator", "~"), 1), "没有这种比较"),
        (Join("a", "low", "==", "b", "low"), "两边一边是文字、一边是整数"),
        (Join("a", "code", ">=", "b", "low"), "文字之间不比较大小"),
        (Join("a", "low", "==", "c", "low"), "没有绑定 c"),
        (Not(Join("a", "low", "==", "b", "lwo")), "「said」没有属性 lwo"),
    ],
)
@pytest.mark.parametrize("choice", ["auto", "plain"])
def test_conditions_that_do_not_fit_the_kinds(choice: Any, condition: Condition, message: str) -> None:
    with pytest.raises(BadQuery) as raised:
        make_engine([query("TGT001", "a:row b:said", condition)], KINDS, choice)
    assert str(raised.value).startswith("查询 TGT001：")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        ([query("q", "a:rwo")], "查询 q：没有「rwo」这种事实"),
        ([query("q", "a:row a:said")], "查询 q：别名 a 绑定了两次"),
        ([query("q", "")], "查询 q：没有绑定任何事实"),
        ([query("q", "a:row"), query("q", "a:said")], "查询 q 出现两次"),
    ],
)
def test_queries_that_do_not_fit(queries: list[Query], message: str) -> None:
    with pytest.raises(BadQuery) as raised:
        make_engine(queries, KINDS)
    assert str(raised.value) == message
