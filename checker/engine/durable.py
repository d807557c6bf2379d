"""The engine of record: durable-rules behind the port."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from checker.engine.checks import Kinds, check_queries
from checker.engine.durable_driver import Network
from checker.engine.durable_module import MEASURED, durable_module
from checker.engine.encoding import Encoder, templates
from checker.engine.lowering import EngineRule, Vocabulary, lowered
from checker.engine.networks import columns_of, spread
from checker.engine.port import EngineFact, Matches
from checker.language.query import Query


class DurableEngine:
    """Compiles once, into as many networks as the engine's limits ask for; each run gets a fresh state of each."""

    name = f"durable-rules {MEASURED}"

    def __init__(self, queries: Sequence[Query], kinds: Kinds) -> None:
        networks, vocabulary = planned(queries, kinds)
        module = durable_module()
        self._queries = [query.name for query in queries]
        self._encoder = Encoder(vocabulary, columns_of(rule for rules in networks for rule in rules), kinds)
        self._networks = [
            (
                Network(module, f"n{index}", {f"r{number}": rule.ast() for number, rule in enumerate(rules)}),
                templates(columns_of(rules), vocabulary),
                rules,
            )
            for index, rules in enumerate(networks)
        ]
        self._lock = Lock()  # two runs at once would share one state

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        found: dict[str, set[tuple[str, ...]]] = {name: set() for name in self._queries}
        encoded = self._encoder.encode(facts)
        with self._lock:
            for network, written, rules in self._networks:
                messages = (written[kind] % properties for kind, properties in encoded if kind in written)
                for rule_name, match in network.run(messages):
                    rule = rules[int(rule_name[1:])]
                    places = [int(match[pattern.alias][1:]) for pattern in rule.patterns]
                    found[rule.query].add(tuple([facts[place].id for place in places]))
        return {name: frozenset(matches) for name, matches in found.items()}


def planned(queries: Sequence[Query], kinds: Kinds) -> tuple[list[list[EngineRule]], Vocabulary]:
    """The rules of every network; ``ValueError`` where a query does not fit its kinds or the engine's limits."""
    check_queries(queries, kinds)
    vocabulary = Vocabulary()
    return spread(lowered(queries, vocabulary)), vocabulary
