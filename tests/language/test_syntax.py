"""Reading conditions: grammar, precedence, limits, and messages for everything that is no condition."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.language.syntax import (
    MAX_DEPTH,
    MAX_LENGTH,
    And,
    Binding,
    Comparison,
    ConditionError,
    Constant,
    Expression,
    Flag,
    Member,
    Negation,
    Or,
    Reference,
    atoms_of,
    parse_binding,
    parse_condition,
)
from checker.language.unparse import unparse, unparse_binding
from tests.language.generate import expression
from tests.language.meaning import KINDS

T = TypeVar("T")
A, B, C = (Flag(Reference("", name)) for name in "abc")
CHINESE = re.compile("[一-鿿]")


def role(sign: str, word: str) -> Comparison:
    return Comparison(Reference("", "role"), sign, Constant(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", A),
        ("row.a", Flag(Reference("row", "a"))),
        ("role == 'target'", role("==", "target")),
        ('role != "it\'s"', role("!=", "it's")),
        ("role == ''", role("==", "")),
        ("role=='目标（一）'", role("==", "目标（一）")),
        ("n < 3", Comparison(Reference("", "n"), "<", Constant(3))),
        ("x.n>=-12", Comparison(Reference("x", "n"), ">=", Constant(-12))),
        ("3 <= n", Comparison(Constant(3), "<=", Reference("", "n"))),
        ("done == true", Comparison(Reference("", "done"), "==", Constant(1, flag=True))),
        ("done != false", Comparison(Reference("", "done"), "!=", Constant(0, flag=True))),
        ("x.size ~ y.size", Comparison(Reference("x", "size"), "~", Reference("y", "size"))),
        ("role in ['a', 'b']", Member(Reference("", "role"), (Constant("a"), Constant("b")))),
        ("n not in [1,2]", Negation(Member(Reference("", "n"), (Constant(1), Constant(2))))),
        ("in_text", Flag(Reference("", "in_text"))),
        ("not_done and orphan", And((Flag(Reference("", "not_done")), Flag(Reference("", "orphan"))))),
        ("  a\n\tand　b ", And((A, B))),
    ],
)
def test_atoms(text: str, expected: Expression) -> None:
    assert parse_condition(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a or b and c", Or((A, And((B, C))))),
        ("a and b or c", Or((And((A, B)), C))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("not a and b", And((Negation(A), B))),
        ("not (a and b)", Negation(And((A, B)))),
        ("not not a", Negation(Negation(A))),
        ("not a or b", Or((Negation(A), B))),
        ("a and b and c", And((A, B, C))),
        ("a and (b and c)", And((A, And((B, C))))),
        ("((a))", A),
        ("not role == 'x'", Negation(role("==", "x"))),
    ],
)
def test_and_binds_closer_than_or_and_not_closest(text: str, expected: Expression) -> None:
    assert parse_condition(text) == expected


def test_atoms_come_in_reading_order() -> None:
    assert list(atoms_of(parse_condition("a and (not b or c) and a"))) == [A, B, C, A]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "末尾"),
        ("   ", "末尾"),
        ("a and", "末尾"),
        ("and a", "「and」处缺少属性或常量"),
        ("a b", "「b」处多出了内容"),
        ("a == ", "末尾"),
        ("a == and", "「and」处缺少属性或常量"),
        ("a = 'x'", "读不懂「= 'x'」"),
        ("a == 'x", "读不懂「'x」"),
        ("a == “x”", "文字要加引号"),
        ("a == 1.5", "没有算术、函数和小数"),
        ("a == 12件", "读不懂「12件」"),
        ("a + 1 == 2", "没有算术"),
        ("len(a) == 2", "「(」处多出了内容"),
        ("a.b.c", "读不懂「.c」"),
        ("目标 == 1", "读不懂「目标 == 1」"),
        ("'x'", "常量不能单独作条件"),
        ("true", "常量不能单独作条件"),
        ("(a", "圆括号没有闭合"),
        ("(a b)", "圆括号没有闭合"),
        ("a)", "「)」处多出了内容"),
        ("()", "「)」处缺少属性或常量"),
        ("a in 'x'", "in 后面应为方括号"),
        ("a in []", "「]」处缺少属性或常量"),
        ("a in ['x'", "方括号没有闭合"),
        ("a in ['x',]", "「]」处缺少属性或常量"),
        ("a in [b]", "方括号里应为常量，「b」不是"),
        ("a not 'x'", "not 后面应为 in"),
        ("a == b == c", "「==」处多出了内容"),
        ("where", "「where」处缺少属性或常量"),
        ("a == 1234567890123456", "读不懂"),
    ],
)
def test_what_is_no_condition_is_refused_in_chinese(text: str, message: str) -> None:
    with pytest.raises(ConditionError, match=re.escape(message)):
        parse_condition(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("figure", Binding("figure", None)),
        ("figure where a", Binding("figure", A)),
        ("figure where a or b", Binding("figure", Or((A, B)))),
        ("  figure\nwhere a", Binding("figure", A)),
    ],
)
def test_bindings(text: str, expected: Binding) -> None:
    assert parse_binding(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "应以事实种类开头"),
        ("'figure'", "应以事实种类开头"),
        ("not figure", "应以事实种类开头"),
        ("where a", "应以事实种类开头"),
        ("row.figure where a", "应以事实种类开头"),
        ("figure with a", "「figure」后面应为 where"),
        ("figure and a", "「figure」后面应为 where"),
        ("figure where", "末尾"),
        ("figure where a b", "「b」处多出了内容"),
    ],
)
def test_what_is_no_binding_is_refused_in_chinese(text: str, message: str) -> None:
    with pytest.raises(ConditionError, match=re.escape(message)):
        parse_binding(text)


def test_length_is_bounded() -> None:
    fits = "a" * MAX_LENGTH
    assert parse_condition(fits) == Flag(Reference("", fits))
    with pytest.raises(ConditionError, match=f"超过 {MAX_LENGTH} 个字符"):
        parse_condition(fits + "a")
    with pytest.raises(ConditionError, match=f"超过 {MAX_LENGTH} 个字符"):
        parse_binding(fits + "a")


@pytest.mark.parametrize(
    ("before", "after", "levels", "what"),
    [("(", ")", MAX_DEPTH, "括号"), ("not ", "", MAX_DEPTH, "not "), ("not (", ")", MAX_DEPTH // 2, "not ")],
)
def test_depth_is_bounded(before: str, after: str, levels: int, what: str) -> None:
    parse_condition(before * levels + "a" + after * levels)
    with pytest.raises(ConditionError, match=f"^{what}嵌套超过 {MAX_DEPTH} 层"):
        parse_condition(before * (levels + 1) + "a" + after * (levels + 1))


def test_a_long_flat_condition_is_not_deep() -> None:
    found = parse_condition(" and ".join(["a"] * 300))
    assert found == And((A,) * 300)


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    _read_or_refuse(text)


NAMES = ["a", "b.c", "has_x", "figure", "and", "or", "not", "in", "where", "true", "false"]
SIGNS = ["==", "!=", "<", "<=", ">", ">=", "~", "(", ")", "[", "]", ",", ".", "'", "。"]
WORDS = st.sampled_from([*NAMES, *SIGNS, "'x'", '"y"', "0", "-7", "１２"])


@given(st.lists(WORDS, max_size=16), st.sampled_from(["", " "]))
@settings(max_examples=500)
def test_any_row_of_words_is_read_or_refused(words: list[str], between: str) -> None:
    _read_or_refuse(between.join(words))


def _read_or_refuse(text: str) -> None:
    """Nothing but a ConditionError, in Chinese; what is read can be written and read again."""
    condition, binding = _attempt(parse_condition, text), _attempt(parse_binding, text)
    if condition is not None:
        assert parse_condition(unparse(condition)) == condition
    if binding is not None:
        assert parse_binding(unparse_binding(binding)) == binding


def _attempt(read: Callable[[str], T], text: str) -> T | None:
    try:
        return read(text)
    except ConditionError as error:
        refused = str(error)
    assert CHINESE.search(refused)
    return None


@given(st.randoms(use_true_random=True))
@settings(max_examples=300)
def test_what_is_written_is_read_as_it_was(chance: random.Random) -> None:
    wanted = expression(chance, {"a": KINDS["row"], "b": KINDS["said"]}, "a", depth=4)
    assert parse_condition(unparse(wanted)) == wanted


def test_quotes_are_chosen_by_the_text() -> None:
    for word in ("x", "it's", 'say "x"'):
        assert parse_condition(unparse(role("==", word))) == role("==", word)
