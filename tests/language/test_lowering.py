"""Conditions over flat columns: what names mean, which types fit, how intervals compare, what negation keeps."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.engine.port import EngineFact
from checker.language.lowering import Scope, compared_quantities, lower
from checker.language.query import (
    MAX_DISJUNCTS,
    MAX_PATTERNS,
    All,
    Condition,
    Either,
    Join,
    Member,
    Not,
    Pattern,
    Query,
    Test,
    TooComplex,
    atoms,
    disjunctive,
    positive,
)
from checker.language.syntax import ConditionError, Reference, parse_condition
from tests.engine.generate import holds
from tests.language.generate import bound, expression
from tests.language.meaning import KINDS, Sample, Span, Value, truth

ROW, SAID = KINDS["row"], KINDS["said"]
SCOPE = Scope({"a": ROW, "b": SAID}, "a")


def lowered(text: str) -> Condition:
    return lower(parse_condition(text), SCOPE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name == 'x'", Test("a", "name", "==", "x")),
        ("b.name != 'x'", Test("b", "name", "!=", "x")),
        ("'x' == name", Test("a", "name", "==", "x")),
        ("count < 3", Test("a", "count", "<", 3)),
        ("3 < count", Test("a", "count", ">", 3)),
        ("3 >= count", Test("a", "count", "<=", 3)),
        ("3 <= count", Test("a", "count", ">=", 3)),
        ("3 > count", Test("a", "count", "<", 3)),
        ("3 != count", Test("a", "count", "!=", 3)),
        ("done", Test("a", "done", "==", 1)),
        ("done == false", Test("a", "done", "==", 0)),
        ("has_code", Test("a", "has_code", "==", 1)),
        ("not b.sure", Not(Test("b", "sure", "==", 1))),
        ("count in [1, 2]", Either((Test("a", "count", "==", 1), Test("a", "count", "==", 2)))),
        ("name == b.name", Join("a", "name", "==", "b", "name")),
        ("b.year > count", Join("b", "year", ">", "a", "count")),
        ("done != b.sure", Join("a", "done", "!=", "b", "sure")),
        ("a.name == b.name and count == 1", All((lowered("name == b.name"), lowered("count == 1")))),
    ],
)
def test_atoms(text: str, expected: Condition) -> None:
    assert lowered(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("b.nam == 'x'", "said 没有属性「nam」，是不是想写「name」？"),
        ("has_name", "row 没有属性「has_name」，是不是想写「name」？"),
        ("zzzzzz", "row 没有属性「zzzzzz」"),
        ("c.name == 'x'", "没有别名「c」（已有：a、b）"),
        ("name", "「name」不是是非属性，不能单独作条件"),
        ("size", "「size」不是是非属性，不能单独作条件"),
        ("name == 1", "「name」应与文字相比"),
        ("count == 'x'", "「count」应与整数相比"),
        ("count == true", "「count」应与整数相比"),
        ("done == 1", "「done」应与true 或 false相比"),
        ("name < 'x'", "「name」不能用 <"),
        ("done >= true", "「done」不能用 >="),
        ("name ~ 'x'", "「name」不能用 ~"),
        ("count ~ 1", "「count」不能用 ~"),
        ("size > 3", "「size」是区间，只能与另一个区间相比"),
        ("made == '2021'", "「made」是区间，只能与另一个区间相比"),
        ("name == count", "「name」与「count」类型不同，不能相比"),
        ("size ~ made", "「size」与「made」类型不同，不能相比"),
        ("size == b.size", "区间之间不能用 ==，请用 ~"),
        ("made != b.made", "区间之间不能用 !=，请用 ~"),
        ("name <= b.name", "「name」与「b.name」之间不能用 <="),
        ("done > b.sure", "「done」与「b.sure」之间不能用 >"),
        ("count ~ b.year", "「count」与「b.year」之间不能用 ~"),
        ("name == a.name", "「name」与自己相比没有意义"),
        ("1 == 1", "两个常量相比没有意义"),
        ("'x' in ['x']", "两个常量相比没有意义"),
        ("count in [1, 'x']", "「count」应与整数相比"),
    ],
)
def test_wrong_names_and_types_are_refused(text: str, message: str) -> None:
    with pytest.raises(ConditionError, match=re.escape(message)):
        lowered(text)


def test_outside_a_binding_an_attribute_needs_its_alias() -> None:
    with pytest.raises(ConditionError, match=re.escape("「name」前要写明别名，例如 row.name")):
        lower(parse_condition("name == 'x'"), Scope({"a": ROW}))


spans = st.builds(
    lambda low, width, unit: Span(low, low + width, unit),
    st.integers(-3, 6),
    st.integers(0, 4),
    st.sampled_from(["件", "元"]),
)


def facts(**values: Mapping[str, Span]) -> dict[str, EngineFact]:
    """Facts that have the given spans, and nothing special otherwise."""
    plain: dict[str, Value] = {"str": "", "int": 0, "flag": 0, "quantity": Span(0, 0), "date": Span(0, 0)}
    found = {}
    for alias, kind in SCOPE.kinds.items():
        of_kind = {name: plain[attribute.type] for name, attribute in kind.attributes.items()}
        of_kind |= values.get(alias, {})
        found[alias] = EngineFact(alias, kind.name, Sample(alias, kind.name, of_kind).columns())
    return found


@given(spans, spans, st.sampled_from(["~", "<", "<=", ">", ">="]))
@settings(max_examples=400)
def test_quantities_are_compared_number_by_number(left: Span, right: Span, sign: str) -> None:
    """``<`` certainly below, ``<=`` not certainly above, ``~`` some number in both; never across units."""
    pairs = [(x, y) for x in range(left.low, left.high + 1) for y in range(right.low, right.high + 1)]
    expected = (
        left.unit == right.unit
        and {
            "~": any(x == y for x, y in pairs),
            "<": all(x < y for x, y in pairs),
            ">": all(x > y for x, y in pairs),
            "<=": not all(x > y for x, y in pairs),
            ">=": not all(x < y for x, y in pairs),
        }[sign]
    )
    condition = lowered(f"size {sign} b.size")
    assert holds(condition, facts(a={"size": left}, b={"size": right})) == expected
    swapped = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(sign, sign)
    assert holds(lowered(f"b.size {swapped} size"), facts(a={"size": left}, b={"size": right})) == expected


@given(spans, spans, st.sampled_from(["~", "<", "<=", ">", ">="]))
def test_dates_are_compared_alike_and_have_no_unit(left: Span, right: Span, sign: str) -> None:
    one_unit = Span(left.low, left.high, "件"), Span(right.low, right.high, "件")
    as_quantities = holds(lowered(f"size {sign} b.size"), facts(a={"size": one_unit[0]}, b={"size": one_unit[1]}))
    assert holds(lowered(f"made {sign} b.made"), facts(a={"made": left}, b={"made": right})) == as_quantities


@given(spans, spans)
def test_not_below_is_at_least_only_in_one_unit(left: Span, right: Span) -> None:
    """The negation of a comparison holds across units, the opposite comparison does not."""
    flat = facts(a={"size": left}, b={"size": right})
    assert holds(lowered("not size < b.size"), flat) == (
        left.unit != right.unit or holds(lowered("size >= b.size"), flat)
    )


def test_the_compared_quantities_of_a_condition() -> None:
    wanted = parse_condition("(size ~ b.size or made < b.made) and not goal > size and count == 1")
    assert compared_quantities(wanted, SCOPE) == [
        (Reference("a", "size"), Reference("b", "size")),
        (Reference("a", "goal"), Reference("a", "size")),
    ]


@given(st.randoms(use_true_random=True))
@settings(max_examples=400, deadline=None)
def test_lowering_and_normal_forms_keep_the_truth(chance: random.Random) -> None:
    """Lowered, with negations pushed down, and as disjuncts: a condition says the same of every two facts."""
    wanted = expression(chance, SCOPE.kinds, "a", depth=3)
    condition = lower(wanted, SCOPE)
    pushed, opposite = positive(condition), positive(condition, negate=True)
    assert not any(isinstance(part, Not) for each in (pushed, opposite) for part in _parts(each))
    try:
        disjuncts = disjunctive(condition)
    except TooComplex:
        disjuncts = None
    for _ in range(8):
        samples = bound(chance, SCOPE.kinds, known=True)
        flat = {alias: EngineFact(alias, fact.kind, fact.columns()) for alias, fact in samples.items()}
        said = truth(wanted, samples, _never, "a")
        assert holds(condition, flat) == said
        assert holds(pushed, flat) == said
        assert holds(opposite, flat) != said
        if disjuncts is not None:
            assert any(all(holds(atom, flat) for atom in disjunct) for disjunct in disjuncts) == said


def _never() -> bool:
    raise AssertionError("everything is known")


def _parts(condition: Condition) -> list[Condition]:
    match condition:
        case All(parts) | Either(parts):
            return [condition, *(inner for part in parts for inner in _parts(part))]
        case Not(part):
            return [condition, *_parts(part)]
    return [condition]


def flags_named(*numbers: int) -> tuple[Condition, ...]:
    return tuple(Test("a", f"f{number}", "==", 1) for number in numbers)


def test_disjuncts_are_bounded() -> None:
    """A few choices multiply; beyond the bound it is said instead of tried."""
    two = [Either(flags_named(2 * number, 2 * number + 1)) for number in range(6)]
    assert len(disjunctive(All(tuple(two[:5])))) == MAX_DISJUNCTS == 32
    with pytest.raises(TooComplex, match="条件展开后多于 32 个分支，请拆成几条规则"):
        disjunctive(All(tuple(two)))
    assert len(disjunctive(Either(flags_named(*range(32))))) == 32
    with pytest.raises(TooComplex, match="多于 32 个分支"):
        disjunctive(Either(flags_named(*range(33))))
    assert len(disjunctive(Not(Either(flags_named(*range(33)))))) == 1
    with pytest.raises(TooComplex, match="多于 32 个分支"):  # and at once, not after 2^40 branches
        disjunctive(All(tuple(Either(flags_named(2 * number, 2 * number + 1)) for number in range(40))))


def test_disjuncts_are_few_and_hold_nothing_twice() -> None:
    x, y = flags_named(1, 2)
    assert disjunctive(All(())) == ((),)
    assert disjunctive(Either(())) == ()
    assert disjunctive(Not(All(()))) == ()
    assert disjunctive(Either((x, x))) == ((x,),)
    assert disjunctive(All((x, y, x))) == ((x, y),)
    assert list(atoms(Not(All((x, Either((y, x))))))) == [x, y, x]


def test_equality_with_one_of_several_constants_is_one_atom() -> None:
    one, two, three = (Test("a", "f", "==", value) for value in ("1", "2", "3"))
    other = Test("a", "g", "==", "1")
    assert disjunctive(Either((one, Either((two, one)), three))) == ((Member("a", "f", ("1", "2", "3")),),)
    assert disjunctive(All((Either((one, two)), Either((one, three))))) == (
        (Member("a", "f", ("1", "2")), Member("a", "f", ("1", "3"))),
    )
    assert disjunctive(Either((one, other, two))) == ((Member("a", "f", ("1", "2")),), (other,))
    assert disjunctive(Not(Either((one, two)))) == ((Test("a", "f", "!=", "1"), Test("a", "f", "!=", "2")),)
    assert len(disjunctive(Either(tuple(Test("a", "f", "==", value) for value in range(1_000))))) == 1


def test_patterns_are_bounded() -> None:
    patterns = tuple(Pattern(f"a{number}", "row") for number in range(MAX_PATTERNS + 1))
    assert Query("q", patterns[:-1], All(())).disjuncts == ((),)
    with pytest.raises(TooComplex, match="最多绑定 8 个事实，这里有 9 个"):
        Query("q", patterns, All(()))
