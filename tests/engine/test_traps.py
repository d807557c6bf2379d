"""The traps of durable-rules: each is refused when compiling, or harmless on the way through the port.

Where an engine is built by the fixture the test runs on the plain evaluator too, so that both mean the same.
"""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from itertools import permutations

import pytest

from checker.engine import EngineFact, EngineFault
from checker.engine.names import RESERVED, SafeNames, fnv32
from checker.language.query import All, Condition, Either, Join, Not, Test
from tests.engine.support import Build, builder, fact, matches, needs_durable, query

KINDS: dict[str, dict[str, type]] = {
    "x": {"a": int, "b": int, "c": int, "text": str, "flag": bool},
    "m": {"a": int, "b": int, "c": int, "text": str, "flag": bool},
}
TWINS = ("costarring", "liquid")  # one 32-bit hash


def numbers(name: str, kind: str, a: int, b: int, c: int) -> EngineFact:
    return fact(name, kind, a=a, b=b, c=c, text="", flag=0)


def text(name: str, value: str, kind: str = "x") -> EngineFact:
    return fact(name, kind, a=0, b=0, c=0, text=value, flag=0)


def test_a_last_test_that_is_false_after_a_join(build: Build) -> None:
    # without the tail guard this rule ended most processes
    engine = build([query("q", "o:x p:m", Join("p", "a", "<", "o", "a"))], KINDS)
    for _ in range(200):
        assert matches(engine, [numbers("o", "x", 1, 0, 0), numbers("p", "m", 2, 0, 0)]) == set()
        assert matches(engine, [numbers("p", "m", 0, 0, 0), numbers("o", "x", 1, 0, 0)]) == {("o", "p")}


SAME = {name: Join("m", name, "==", "x", name) for name in "abc"}


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        (All((Either((SAME["a"], SAME["b"])), SAME["c"])), lambda a, b, c: (a or b) and c),
        (Either((All((SAME["a"], SAME["b"])), SAME["c"])), lambda a, b, c: (a and b) or c),
        (All((Either((Test("m", "a", "==", 1), Test("m", "b", "==", 1))), SAME["c"])), lambda a, b, c: (a or b) and c),
        (Either((Test("m", "b", "==", 1), SAME["c"])), lambda _a, b, c: b or c),
        (Not(Either((SAME["a"], Not(SAME["b"])))), lambda a, b, _c: not a and b),
    ],
)
def test_nested_conditions_with_joins(
    build: Build, condition: Condition, meant: Callable[[bool, bool, bool], bool]
) -> None:
    engine = build([query("q", "x:x m:m", condition)], KINDS)
    for a in (True, False):
        for b in (True, False):
            for c in (True, False):
                facts = [numbers("x", "x", 1, 1, 1), numbers("m", "m", a, b, c)]
                for order in permutations(facts):
                    assert matches(engine, list(order)) == ({("x", "m")} if meant(a, b, c) else set())


def test_both_branches_true_is_one_match(build: Build) -> None:
    engine = build([query("q", "m:m", Either((Test("m", "a", "==", 1), Test("m", "b", "==", 1))))], KINDS)
    assert engine.run([numbers("m", "m", 1, 1, 0)])["q"] == frozenset({("m",)})


LONG = "规" * 30_000  # 90,000 bytes
STRINGS = [
    *(
        "",
        " ",
        "!",
        '"',
        "\\",
        "\\\\",
        "\n",
        "\r",
        "\t",
        "\0",
        "\\n",
        "\\u4e00",
        "%(#id)s",
        "{}",
        "'",
        "a",
        "ab",
        "ab!",
        "ab ",
    ),
    *("true", "false", "null", "0", "1", "12", "s0", "s1", "k0", "#end", "one"),
    *("一", "🀄", "\ud83c", "\udc04", "é", unicodedata.normalize("NFD", "é"), "\ufeff", "\u200b"),
    *TWINS,
    *(LONG, LONG + "衡", LONG[:-1], "a" * 65_535, "a" * 65_536, "a" * 70_000, "a" * (70_000 + 65_536), "a" * 4_464),
]


def test_strings_are_equal_only_to_themselves(build: Build) -> None:
    engine = build(
        [
            query("same", "x:x m:m", Join("m", "text", "==", "x", "text")),
            query("other", "x:x m:m", Join("m", "text", "!=", "x", "text")),
        ],
        KINDS,
    )
    facts = [text(f"{kind}{index}", value, kind) for index, value in enumerate(STRINGS) for kind in "xm"]
    found = engine.run(facts)
    everything = range(len(STRINGS))
    assert found["same"] == {(f"x{index}", f"m{index}") for index in everything}
    assert found["other"] == {(f"x{one}", f"m{two}") for one in everything for two in everything if one != two}


def test_constant_strings_are_equal_only_to_themselves(build: Build) -> None:
    conditions = [Test("x", "text", "==", value) for value in STRINGS]
    engine = build([query(f"q{index}", "x:x", condition) for index, condition in enumerate(conditions)], KINDS)
    found = engine.run([text(f"x{index}", value) for index, value in enumerate(STRINGS)])
    assert found == {f"q{index}": {(f"x{index}",)} for index in range(len(STRINGS))}


def test_integers_join_with_flags_and_with_themselves(build: Build) -> None:
    engine = build([query("q", "x:x m:m", Join("x", "flag", "==", "m", "a"))], KINDS)
    true = fact("x1", "x", a=0, b=0, c=0, text="", flag=True)
    one = fact("x2", "x", a=0, b=0, c=0, text="", flag=1)
    ms = [numbers("m0", "m", 0, 0, 0), numbers("m1", "m", 1, 0, 0), numbers("m12", "m", 12, 0, 0)]
    assert matches(engine, [true, one, *ms]) == {("x1", "m1"), ("x2", "m1")}


@pytest.mark.parametrize("value", [0, -1, 12, 2**31, -(2**31) - 1, 2**53 - 1, 1 - 2**53])
def test_integers_are_exact(build: Build, value: int) -> None:
    engine = build(
        [
            query("join", "x:x m:m", Join("m", "a", "==", "x", "a")),
            query("is", "m:m", Test("m", "a", "==", value)),
            query("less", "m:m", Test("m", "a", "<", value)),
        ],
        KINDS,
    )
    near = [min(max(each, 1 - 2**53), 2**53 - 1) for each in (value - 1, value + 1)]
    facts = [numbers("x", "x", value, 0, 0), numbers("m", "m", value, 0, 0)]
    facts += [numbers(f"n{index}", "m", each, 0, 0) for index, each in enumerate(near) if each != value]
    found = engine.run(facts)
    assert found["join"] == {("x", "m")}
    assert found["is"] == {("m",)}
    assert found["less"] == ({("n0",)} if near[0] < value else set())


@needs_durable
@pytest.mark.parametrize("value", [2**53, -(2**53), 10**30, 1.0, 1.5, float("nan"), None, "1", [1]])
def test_other_values_for_a_number_are_a_fault(value: object) -> None:
    engine = builder("durable")([query("q", "x:x", Test("x", "a", "==", 1))], KINDS)
    with pytest.raises(EngineFault, match=r"x bad 的 a 应为绝对值小于 2\^53 的整数"):
        engine.run([numbers("good", "x", 1, 0, 0), fact("bad", "x", a=value, b=0, c=0, text="", flag=0)])
    assert matches(engine, [numbers("good", "x", 1, 0, 0)]) == {("good",)}


@needs_durable
@pytest.mark.parametrize("value", [None, 1, True, b"x"])
@pytest.mark.parametrize("condition", [Test("x", "text", "==", "x"), Join("x", "text", "==", "x", "text")])
def test_other_values_for_a_text_are_a_fault(condition: Condition, value: object) -> None:
    engine = builder("durable")([query("q", "x:x", condition)], KINDS)
    with pytest.raises(EngineFault, match="x bad 的 text 应为文字"):
        engine.run([fact("bad", "x", a=0, b=0, c=0, text=value, flag=0)])


def test_names_with_one_hash() -> None:
    assert fnv32(TWINS[0]) == fnv32(TWINS[1])


def test_ids_with_one_hash(build: Build) -> None:
    engine = build([query("q", "a:x b:x", Join("a", "text", "==", "b", "text"))], KINDS)
    assert matches(engine, [text(name, "") for name in TWINS]) == {TWINS, TWINS[::-1]}


def test_values_with_one_hash(build: Build) -> None:
    engine = build([query("q", "a:x b:m", Join("a", "text", "==", "b", "text"))], KINDS)
    assert matches(engine, [text("x", TWINS[0]), text("m", TWINS[1], "m")]) == set()


def test_kinds_attributes_aliases_and_queries_with_one_hash(build: Build) -> None:
    kinds: dict[str, dict[str, type]] = {name: dict.fromkeys(TWINS, int) for name in TWINS}
    one, two = TWINS
    engine = build(
        [
            query(one, f"{one}:{one}", Test(one, one, "==", 1)),
            query(two, f"{two}:{two}", Test(two, one, "==", 1)),
            query("both", f"{one}:{one} {two}:{two}", Join(one, one, "==", two, two)),
        ],
        kinds,
    )
    facts = [fact("f1", one, costarring=1, liquid=2), fact("f2", two, costarring=2, liquid=1)]
    assert engine.run(facts) == {one: {("f1",)}, two: set(), "both": {("f1", "f2")}}


@pytest.mark.parametrize("name", ["id", "sid", "k", "one", "$and", "$s", "a.b", "p0", "f0", "e", "中文", "q$not", ""])
def test_names_that_mean_something_to_the_engine(build: Build, name: str) -> None:
    engine = build(
        [
            query(name or "q", f"{name}:{name} b:{name}", Join(name, name, "==", "b", name)),
            query("r0", f"{name}:{name}", Test(name, name, "!=", "sid-p")),
        ],
        {name: {name: str}},
    )
    facts = [fact("#b", name, **{name: "p"}), fact("sid-p", name, **{name: "p"}), fact("e", name, **{name: "#end"})]
    assert engine.run(facts) == {
        name or "q": {("#b", "sid-p"), ("sid-p", "#b")},
        "r0": {("#b",), ("sid-p",), ("e",)},
    }


def test_names_of_ours_have_hashes_of_their_own() -> None:
    names = [*SafeNames("p").first(2000), *RESERVED]
    assert len({fnv32(name) for name in names}) == len(names)
    ids = [*SafeNames("f", ("b", "e", "sid-p")).first(20_000), "b", "e", "sid-p"]
    assert len({fnv32(name) for name in ids}) == len(ids)


def test_a_name_whose_hash_is_taken_is_refused() -> None:
    with pytest.raises(EngineFault, match="分不清 'liquid' 与 'costarring'"):
        SafeNames("", taken=TWINS)


@needs_durable
def test_no_threads_no_host_and_no_import_before_it_is_needed() -> None:
    script = """
import sys, threading
from checker.engine import EngineFact, make_engine
from checker.language.query import TRUE, Pattern, Query
assert "durable_rules_engine" not in sys.modules
engine = make_engine([Query("q", (Pattern("a", "x"),), TRUE)], {"x": {}})
assert engine.name.startswith("durable-rules")
assert engine.run([EngineFact("f", "x", {})]) == {"q": {("f",)}}
assert "durable_rules_engine" in sys.modules
assert not [name for name in sys.modules if name == "durable" or name.startswith("durable.")]
assert threading.active_count() == 1
"""
    ended = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
