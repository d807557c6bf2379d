"""Which rules of the rulebook a run uses."""

from __future__ import annotations

import re

from checker.judging.rulebook import Rulebook
from checker.language.pack import LoadedRule
from checker.loading.problems import suggestion
from checker.running.options import WrongOption

_COMMAS = r"[,，、\s]+"


def chosen_rules(rulebook: Rulebook, select: str, ignore: str) -> list[LoadedRule]:
    """The rules named by ``select`` (all when empty) without those of ``ignore``: ids, names or id prefixes.

    WrongOption where a word names none, or nothing is left.
    """
    selected = _named(rulebook, select, "select") if select else {loaded.rule.id for loaded in rulebook.rules}
    ignored = _named(rulebook, ignore, "ignore") if ignore else set()
    rules = [loaded for loaded in rulebook.rules if loaded.rule.id in selected - ignored]
    if not rules:
        raise WrongOption("select", "去掉 ignore 里的，没有剩下规则")
    return rules


def _named(rulebook: Rulebook, words: str, option: str) -> set[str]:
    """The ids of the rules that an option names."""
    ids = [loaded.rule.id for loaded in rulebook.rules]
    named = [word for word in re.split(_COMMAS, words) if word]
    if not named:
        raise WrongOption(option, "没有写是哪些规则")
    found: set[str] = set()
    for word in named:
        exact = rulebook.rule(word)
        matching = {exact.rule.id} if exact else {each for each in ids if each.startswith(word.upper())}
        if not matching:
            hint = suggestion(word, [*ids, *(loaded.rule.name for loaded in rulebook.rules)])
            raise WrongOption(option, f"没有 {word[:40]} 这条规则{hint or '；guiheng rules 列出全部'}")
        found |= matching
    return found
