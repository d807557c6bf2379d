"""The engine of record: durable-rules behind the port."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from checker.engine.checks import Kinds
from checker.engine.durable_driver import Network
from checker.engine.durable_module import MEASURED, durable_module
from checker.engine.port import EngineFact, Matches
from checker.engine.prepared import Prepared, prepared
from checker.language.query import Query


class DurableEngine:
    """Compiles once, into as many networks as the engine's limits ask for; each run gets a fresh state of each."""

    name = f"durable-rules {MEASURED}"

    def __init__(self, queries: Sequence[Query], kinds: Kinds, ready: Prepared | None = None) -> None:
        """``ready``: these queries, where they were prepared before."""
        ready = ready or prepared(queries, kinds)
        module = durable_module()
        self._queries = [query.name for query in ready.queries]
        self._encoder = ready.encoder
        self._networks = [
            (Network(module, f"n{index}", network.rules), network.messages, network.matches)
            for index, network in enumerate(ready.networks)
        ]
        self._lock = Lock()  # two runs at once would share one state

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        found: dict[str, set[tuple[str, ...]]] = {name: set() for name in self._queries}
        encoded = self._encoder.encode(facts)
        with self._lock:
            for network, written, rules in self._networks:
                messages = (written[kind] % properties for kind, properties in encoded if kind in written)
                for rule_name, match in network.run(messages):
                    query, aliases = rules[int(rule_name[1:])]
                    found[query].add(tuple([facts[int(match[alias][1:])].id for alias in aliases]))
        return {name: frozenset(matches) for name, matches in found.items()}
