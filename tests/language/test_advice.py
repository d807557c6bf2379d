"""A word to the author of a rule that would be slow."""

from __future__ import annotations

import pytest

from checker.judging.rulebook import load_rulebook
from checker.language.advice import unjoined
from tests.judging.support import rule

ROW = "row: indicator where has_code"
SAID = "said: figure where role == 'target'"
JOINED = "said: figure where has_code and code == row.code"


@pytest.mark.parametrize(
    ("given", "expect", "kinds"),
    [
        # three facts, nothing between them
        (f"{ROW}\n  {SAID}", "none: section where role == 'goals'", ("indicator", "figure", "section")),
        # the third hangs in the air
        (f"{ROW}\n  {JOINED}", "none: section where role == 'goals'", ("indicator", "figure", "section")),
        # joined in a chain, whatever the order
        (f"{ROW}\n  {JOINED}", "none: lookalike where code == said.code", ()),
        # joined in one branch of two
        (f"{ROW}\n  {JOINED}", "none: lookalike where code == said.code or name == '甲'",
         ("indicator", "figure", "lookalike")),
        # two are no matter; the plan is one
        (f"{ROW}", "none: section where role == 'goals'", ()),
        (f"doc: plan\n  {ROW}", "none: section where role == 'goals'", ()),
        # a condition on a fact alone joins nothing
        (f"{ROW}\n  {SAID}\n  at: section where id == title", "that: row.has_target",
         ("indicator", "figure", "section")),
    ],
)  # fmt: skip
def test_facts_that_no_condition_ties_together(given: str, expect: str, kinds: tuple[str, ...]) -> None:
    loaded = rule(f"given:\n  {given}\nexpect:\n  {expect}\nat: row\n")
    assert loaded.compiled is not None
    assert unjoined(loaded.compiled) == kinds


def test_no_shipped_rule_is_slow() -> None:
    shipped = [loaded for loaded in load_rulebook().rules if loaded.compiled]
    assert [loaded.rule.id for loaded in shipped if loaded.compiled and unjoined(loaded.compiled)] == []
