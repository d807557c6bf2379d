"""A case on which the evaluators differ, or that ends the process, made as small as it can be.

``python -m tests.engine.minimal --seed 1 --number 77`` makes case 77 smaller as long as it still goes wrong and
prints what is left. Each attempt runs in a process of its own, so that a crash is an answer like any other.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from checker.engine.port import EngineFault
from checker.language.query import TRUE, All, Condition, Either, Join, Not, Query, TooComplex, atoms
from tests.engine.generate import Case, case, differing, meaning

Broken = Callable[[Case], bool]
HANGS = 60  # seconds after which an attempt counts as one that does not end


def wrong(one: Case) -> bool:
    """Whether two evaluators differ, or an engine breaks a promise."""
    try:
        return any(differing(one, meaning(one.queries, one.facts), f"order {order}") for order in range(3))
    except EngineFault:
        return True


def _attempt(one: Case) -> None:
    sys.exit(wrong(one))


def wrong_apart(one: Case) -> bool:
    """``wrong`` in a process of its own; true too where the process dies or does not end."""
    process = multiprocessing.get_context("fork").Process(target=_attempt, args=(one,))
    process.start()
    process.join(HANGS)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode != 0


def minimal(one: Case, broken: Broken) -> Case:
    """A case from which nothing can be taken away without its going right; ``one`` itself must go wrong."""
    while True:
        for candidate in smaller(one):
            if broken(candidate):
                one = candidate
                break
        else:
            return one


def smaller(one: Case) -> Iterator[Case]:
    """The case with something less: queries first, then facts, then parts of conditions."""
    for index in range(len(one.queries)):
        if len(one.queries) > 1:
            yield replace(one, queries=one.queries[:index] + one.queries[index + 1 :])
    half = len(one.facts) // 2
    if half > 1:
        yield replace(one, facts=one.facts[:half])
        yield replace(one, facts=one.facts[half:])
    for index in range(len(one.facts)):
        yield replace(one, facts=one.facts[:index] + one.facts[index + 1 :])
    for index, query in enumerate(one.queries):
        for simpler in _simpler(query):
            yield replace(one, queries=(*one.queries[:index], simpler, *one.queries[index + 1 :]))


def _simpler(query: Query) -> Iterator[Query]:
    for condition in _less(query.condition):
        try:
            yield Query(query.name, query.patterns, condition)
        except TooComplex:
            continue
    spoken_of = {alias for atom in atoms(query.condition) for alias in _aliases(atom)}
    for pattern in query.patterns:
        if pattern.alias not in spoken_of and len(query.patterns) > 1:
            left = tuple(each for each in query.patterns if each is not pattern)
            yield Query(query.name, left, query.condition)


def _aliases(atom: Condition) -> tuple[str, ...]:
    return (atom.alias, atom.other) if isinstance(atom, Join) else (getattr(atom, "alias", ""),)


def _less(condition: Condition) -> Iterator[Condition]:
    """The condition with one part less, or one part of it alone."""
    match condition:
        case Not(part):
            yield part
            for less in _less(part):
                yield Not(less)
        case All(parts) | Either(parts):
            yield from parts
            for index, part in enumerate(parts):
                yield type(condition)((*parts[:index], *parts[index + 1 :]))
                for less in _less(part):
                    yield type(condition)((*parts[:index], less, *parts[index + 1 :]))
        case _:
            yield TRUE


def shown(one: Case) -> str:
    """A case in lines."""
    return "\n".join(
        [
            f"at most {one.rules_a_network} rules a network",
            *(
                f"query {query.name}: {', '.join(map(str, query.patterns))}\n  {query.condition}"
                for query in one.queries
            ),
            *(f"fact {fact.id}: {fact.kind} {dict(fact.values)}" for fact in one.facts),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="make a case on which the evaluators differ as small as it can be")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--number", type=int, required=True)
    given = parser.parse_args()
    one = case(given.seed, given.number)
    broken = wrong_apart(one)
    sys.stdout.write(shown(minimal(one, wrong_apart)) + "\n" if broken else "nothing differs in this case alone\n")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
