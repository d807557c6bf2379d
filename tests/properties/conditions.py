"""Conditions of rules put together from the kinds of facts: read, written, read again, compiled, judged on a plan."""

from __future__ import annotations

import random
import re
from functools import cache

from checker.engine.port import EngineFact
from checker.facts import Fact
from checker.facts.kinds import KINDS
from checker.judging.judge import judge
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.judging.session import Session
from checker.language.pack import load_rule
from checker.language.syntax import ConditionError, parse_binding, parse_condition
from checker.language.unparse import unparse, unparse_binding
from checker.loading.plans import LoadedPlan, load_plan
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import Marks, Tree
from checker.model.result import Verdict
from tests.language.generate import expression
from tests.properties.corpus import ROOT
from tests.properties.damage import text_of

Chance = random.Random
CHINESE = re.compile("[一-鿿]")
_TOKENS = (
    "and",
    "or",
    "not",
    "in",
    "where",
    "true",
    "false",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "~",
    "(",
    ")",
    "[",
    "]",
)
_ODDER = (",", "'甲'", '"乙"', "''", "0", "-1", "2025", "9" * 16, "a.", ".a", "a.b.c", "_.name", "'", "{", "=")
_FEW = 60  # facts a plan is cut down to: a condition that joins three of them meets every combination


def condition_complaints(chance: Chance) -> tuple[str, list[str]]:
    """What came of one rule with random conditions ("refused", or the verdicts it gave), and what went wrong."""
    found: list[str] = []
    aliases = {"a": chance.choice(tuple(KINDS)), "b": chance.choice(tuple(KINDS))}
    kinds = {alias: KINDS[name] for alias, name in aliases.items() if alias == "a" or chance.random() < 0.4}
    given = {alias: kind.name for alias, kind in kinds.items()}
    if chance.random() < 0.6:
        given["a"] += f" where {unparse(expression(chance, {'a': kinds['a']}, 'a'))}"
    wanted = {"that": unparse(expression(chance, kinds, depth=chance.choice((1, 2, 3))))}
    if chance.random() < 0.3:
        holder = chance.choice((given, wanted))
        key = chance.choice(tuple(holder))
        holder[key] = disturbed(holder[key], chance)
    for text in wanted.values():
        found += _read_again(text, binding=False)
    for text in given.values():
        found += _read_again(text, binding=True)
    attributes = tuple(kinds["a"].attributes)
    message = chance.choice(
        ("甲", f"{{a.{chance.choice(attributes)}}}", "{a.x}", "{b.title}", "{", "{}}", text_of(chance))
    )
    if chance.random() < 0.7:
        message = "甲"
    data: dict[str, object] = dict.fromkeys(("title", "why", "fix"), "甲")
    data |= {"id": "XX001", "name": "own", "severity": "warning", "basis": "internal", "since": "0.1"}
    data |= {"given": given, "expect": wanted, "at": "a", "message": message}
    kind, problems = _judged(data)
    return kind, found + problems


def disturbed(text: str, chance: Chance) -> str:
    """A condition with some of its words exchanged for others."""
    words = re.findall(r"'[^']*'|[\w.]+|\S", text)
    for _ in range(chance.choice((1, 1, 3))):
        place = chance.randrange(len(words) + 1)
        new = chance.choice((chance.choice((*_TOKENS, *_ODDER)), chance.choice(words or ["x"]), text_of(chance)))
        words[place : place + chance.choice((0, 1, 2))] = [new] * chance.choice((0, 1, 1, 1, 25))
    return chance.choice((" ", " ", "  ", "\n")).join(words)


def _read_again(text: str, *, binding: bool) -> list[str]:
    """Reading and writing are each other's inverse; what can't be read is refused with a Chinese sentence."""
    try:
        if binding:
            bound = parse_binding(text)
            same = parse_binding(unparse_binding(bound)) == bound
        else:
            parsed = parse_condition(text)
            same = parse_condition(unparse(parsed)) == parsed
    except ConditionError as error:
        return [] if CHINESE.search(str(error)) else [f"not Chinese: {error} for {text!r}"]
    return [] if same else [f"not the same when read again: {text!r}"]


def _judged(data: dict[str, object]) -> tuple[str, list[str]]:
    rulebook, loaded, facts = _sample()
    try:
        rule = load_rule(Tree("x.yaml", data, Marks(1, 1)), KINDS, {})
    except UnusableInput as unusable:
        wrong = [each for each in unusable.problems if each.file != "x.yaml" or not CHINESE.search(each.message)]
        return "refused", [f"{each.file}: {each.message}" for each in wrong]
    session = Session(rulebook, rules=[rule])  # both engines, one the shadow of the other
    matches = session.engine.run([EngineFact(fact.id, fact.kind, fact.values) for fact in facts])
    verdicts = judge(rule, loaded.plan, {fact.id: fact for fact in facts}, matches, rulebook.outlines)
    given = {each.verdict for each in verdicts.judged} or {Verdict.NOT_APPLICABLE}
    return "、".join(sorted(str(verdict) for verdict in given)), []


@cache
def _sample() -> tuple[Rulebook, LoadedPlan, list[Fact]]:
    rulebook = load_rulebook(cases=False)
    loaded = load_plan(ROOT / "docs/examples/linjiang.yaml")
    _, facts = Session(rulebook, rules=[]).measured(loaded)
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    share = max(1, _FEW // len(by_kind))
    return rulebook, loaded, [fact for each in by_kind.values() for fact in each[:share]]
