"""The engine of record: durable-rules behind the port."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from checker.engine.checks import Kinds, check_queries
from checker.engine.durable_driver import Network
from checker.engine.durable_module import MEASURED, durable_module
from checker.engine.encoding import Encoder, templates
from checker.engine.lowering import Column, EngineRule, Vocabulary, lowered
from checker.engine.networks import NetworkPlan, spread
from checker.engine.port import EngineFact, Matches
from checker.language.query import Query


class DurableEngine:
    """Compiles once, on as many networks as the engine's limits ask for; a run takes microseconds a fact."""

    name = f"durable-rules {MEASURED}"

    def __init__(self, queries: Sequence[Query], kinds: Kinds) -> None:
        plans, vocabulary = planned(queries, kinds)
        module = durable_module()
        self._queries = [query.name for query in queries]
        self._networks = [
            (
                Network(module, f"n{index}", {f"r{number}": rule.ast() for number, rule in enumerate(plan.rules)}),
                templates(plan, vocabulary),
                plan.rules,
            )
            for index, plan in enumerate(plans)
        ]
        columns: dict[str, dict[Column, None]] = {}
        for plan in plans:
            for kind, of_kind in plan.columns.items():
                columns.setdefault(kind, {}).update(of_kind)
        self._encoder = Encoder(vocabulary, {kind: tuple(of_kind) for kind, of_kind in columns.items()}, kinds)
        self._lock = Lock()  # two runs at once would share one state

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        found: dict[str, set[tuple[str, ...]]] = {name: set() for name in self._queries}
        encoded = self._encoder.encode(facts)
        with self._lock:
            for network, written, rules in self._networks:
                messages = (written[kind] % properties for kind, properties in encoded if kind in written)
                for rule_name, match in network.run(messages):
                    rule = rules[int(rule_name[1:])]
                    places = (int(match[pattern.alias]["id"][1:]) for pattern in rule.patterns)
                    found[rule.query].add(tuple(facts[place].id for place in places))
        return {name: frozenset(matches) for name, matches in found.items()}


def planned(queries: Sequence[Query], kinds: Kinds) -> tuple[list[NetworkPlan], Vocabulary]:
    """The networks of the queries; ``ValueError`` where a query does not fit its kinds or the engine's limits."""
    check_queries(queries, kinds)
    vocabulary = Vocabulary()
    rules: list[EngineRule] = list(lowered(queries, vocabulary))
    return spread(rules), vocabulary
