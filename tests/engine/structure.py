"""Which rules of durable-rules are safe: the forms that were measured to be always right, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

ORDERINGS = {"$neq", "$lt", "$lte", "$gt", "$gte"}
OUR_CONSTANT = re.compile(r"[sk]\d+")


def offences(rule: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a compiled rule; nothing where it is safe."""
    if set(rule) != {"all"} or not rule["all"]:
        yield f"not a list of patterns: {sorted(rule)}"
        return
    earlier: set[str] = set()
    for pattern in rule["all"]:
        if len(pattern) != 1:
            yield f"a pattern with several aliases: {sorted(pattern)}"
        ((alias, condition),) = list(pattern.items())[:1]
        if not re.fullmatch(r"a\d", alias) or alias in earlier:
            yield f"alias {alias!r}"
        yield from _in_pattern(condition, earlier)
        earlier.add(alias)


def _in_pattern(condition: Mapping[str, Any], earlier: set[str]) -> Iterator[str]:
    tests = condition["$and"] if set(condition) == {"$and"} else [condition]
    if not isinstance(tests, list) or not tests:
        yield f"an $and of {tests!r}"
        return
    ranks = []
    for test in tests:
        if not isinstance(test, dict) or len(test) != 1:
            yield f"not one test: {test!r}"
            continue
        ((key, inner),) = test.items()
        ordered = key in ORDERINGS
        if ordered and (not isinstance(inner, dict) or len(inner) != 1):
            yield f"not one comparison: {test!r}"
            continue
        name, value = next(iter(inner.items())) if ordered else (key, inner)
        if not re.fullmatch(r"k|one|p\d+", name):
            yield f"property {name!r}"
        ranks.append(_rank(name, ordered, value))
        yield from _value(value, ordered, test, earlier)
    if ranks != sorted(ranks) or ranks.count(0) != 1:
        yield f"tests out of order: {tests!r}"
    joins = [test for test in tests if _is_join(test)]
    if joins and not _is_guard(tests[-1]):
        yield f"no tail guard: {tests!r}"
    if len(joins) > 29:
        yield f"{len(joins)} joins"


def _value(value: Any, ordered: bool, test: Any, earlier: set[str]) -> Iterator[str]:
    if isinstance(value, dict):
        if (
            len(value) != 1
            or next(iter(value)) not in earlier
            or not re.fullmatch(r"one|p\d+", next(iter(value.values())))
        ):
            yield f"a join with something that is not bound before: {test!r}"
    elif isinstance(value, str):
        if not OUR_CONSTANT.fullmatch(value) or (ordered and "$neq" not in test):
            yield f"a constant that is not ours: {test!r}"
    elif type(value) is not int or abs(value) >= 2**53:
        yield f"a constant of another type: {test!r}"


def _rank(name: str, ordered: bool, value: Any) -> int:
    if name == "k":
        return 0
    if isinstance(value, dict):
        return 4 if name == "one" else 3
    return 2 if ordered else 1


def _is_join(test: Mapping[str, Any]) -> bool:
    inner = next(iter(test.values()))
    return isinstance(inner, dict) and (
        next(iter(test)) not in ORDERINGS or isinstance(next(iter(inner.values())), dict)
    )


def _is_guard(test: Mapping[str, Any]) -> bool:
    return list(test) == ["one"] and isinstance(test["one"], dict) and list(test["one"].values()) == ["one"]
