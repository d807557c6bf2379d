"""What may be missing is read only where it is known to be there."""

from __future__ import annotations

import random
import re

import pytest

from checker.language.lowering import NO_FLAGS, Flags, Scope, flags_of, require_flags
from checker.language.syntax import ConditionError, parse_condition
from tests.language.generate import bound, expression
from tests.language.meaning import KINDS, truth

SCOPE = Scope({"a": KINDS["row"], "b": KINDS["said"]}, "a")
CODE: Flags = frozenset({("a", "code")})


@pytest.mark.parametrize(
    "text",
    [
        "has_code",
        "not has_code",
        "name == 'x'",
        "has_code and code == 'x'",
        "code == 'x' and has_code",
        "has_code and (done or code == 'x')",
        "has_code and not code == 'x'",
        "has_code and code in ['x', 'y']",
        "has_code and b.has_code and code == b.code",
        "not has_code or code == 'x'",
        "code == 'x' or not has_code",
        "not (has_code and code == 'x')",
        "not (not has_code or code == 'x')",
        "not (has_code and not code == 'x')",
        "(has_code and done) and code == 'x'",
        "(not has_code or not done) or code == 'x'",
        "has_goal and (not b.has_size or goal ~ b.size)",
        "(has_code and year == 1) and (has_year and code == 'x')",
    ],
)
def test_known_by_its_flag(text: str) -> None:
    require_flags(parse_condition(text), SCOPE, NO_FLAGS)


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("code == 'x'", "code"),
        ("'x' == code", "code"),
        ("code in ['x']", "code"),
        ("not code == 'x'", "code"),
        ("code == 'x' or has_code", "code"),
        ("not has_code and code == 'x'", "code"),
        ("not has_code or code == 'x' and year == 1", "year"),
        ("(has_code or done) and code == 'x'", "code"),
        ("b.has_code and code == 'x'", "code"),
        ("has_code and code == b.code", "b.code"),
        ("has_year and goal ~ size", "goal"),
        ("size ~ goal", "goal"),
        ("has_code == true and code == 'x'", "code"),  # only the bare flag counts
        ("not (has_code or code == 'x')", "code"),
        ("(has_code and code == 'x') or code == 'y'", "code"),
        ("made < seen", "seen"),
    ],
)
def test_read_without_its_flag_it_is_refused(text: str, attribute: str) -> None:
    flag = attribute.rpartition(".")[2]
    message = f"「{attribute}」可能没有，读它之前要有 has_{flag}"
    with pytest.raises(ConditionError, match=re.escape(message)):
        require_flags(parse_condition(text), SCOPE, NO_FLAGS)


def test_what_was_made_sure_before_need_not_be_asked_again() -> None:
    require_flags(parse_condition("code == 'x' or done"), SCOPE, CODE)
    with pytest.raises(ConditionError, match="has_year"):
        require_flags(parse_condition("code == 'x' or year == 1"), SCOPE, CODE)


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("has_code", CODE, NO_FLAGS),
        ("not has_code", NO_FLAGS, CODE),
        ("a.has_code and done", CODE, NO_FLAGS),
        ("has_code and (b.has_year and done)", CODE | {("b", "year")}, NO_FLAGS),
        ("has_code or done", NO_FLAGS, NO_FLAGS),
        ("not (not has_code or done)", CODE, NO_FLAGS),
        ("not has_code or done", NO_FLAGS, CODE),
        ("done", NO_FLAGS, NO_FLAGS),
        ("name == 'has_code'", NO_FLAGS, NO_FLAGS),
    ],
)
def test_what_a_condition_makes_sure_of(text: str, holds: Flags, fails: Flags) -> None:
    assert flags_of(parse_condition(text), SCOPE) == holds
    assert flags_of(parse_condition(text), SCOPE, holds=False) == fails


def test_nothing_unknown_ever_decides() -> None:
    """A condition that is accepted says the same, whatever a comparison with something missing is taken for."""
    chance = random.Random(5)  # noqa: S311 -- nothing secret
    accepted = unknown = 0
    for _ in range(800):
        wanted = expression(chance, SCOPE.kinds, "a", depth=3)
        try:
            require_flags(wanted, SCOPE, NO_FLAGS)
        except ConditionError:
            continue
        accepted += 1
        sure, sure_not = flags_of(wanted, SCOPE), flags_of(wanted, SCOPE, holds=False)
        for _ in range(8):
            facts = bound(chance, SCOPE.kinds)
            guesses = Guesses(chance)
            said = truth(wanted, facts, lambda: True, "a")
            assert truth(wanted, facts, lambda: False, "a") == said
            assert truth(wanted, facts, guesses, "a") == said
            assert all(facts[alias].values[name] is not None for alias, name in (sure if said else sure_not))
            unknown += guesses.count > 0
    assert accepted > 400
    assert unknown > 200  # of the accepted ones, read in vain


class Guesses:
    """Says this or that, and counts how often it was asked."""

    def __init__(self, chance: random.Random) -> None:
        self.count = 0
        self._chance = chance

    def __call__(self) -> bool:
        self.count += 1
        return self._chance.random() < 0.5
