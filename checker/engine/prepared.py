"""Queries made ready for durable-rules: what does not depend on its module, and can be kept from run to run."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from checker.engine.checks import Kinds, check_queries
from checker.engine.durable_driver import rules_json
from checker.engine.encoding import Encoder, templates
from checker.engine.lowering import EngineRule, Vocabulary, lowered
from checker.engine.networks import columns_of, spread
from checker.language.query import Query


class PreparedNetwork(Struct, frozen=True):
    """The rules of a network as the engine reads them, and for each its query and the aliases in pattern order.

    ``messages``: for every kind that the network looks at, the JSON of its facts (see ``encoding.templates``).
    """

    rules: str
    matches: tuple[tuple[str, tuple[str, ...]], ...]
    messages: dict[str, str]


class Prepared(Struct, frozen=True):
    """Some queries, the networks that hold them, and what turns facts into the networks' messages."""

    queries: tuple[Query, ...]
    networks: tuple[PreparedNetwork, ...]
    encoder: Encoder

    def fits(self, queries: Sequence[Query]) -> bool:
        """Whether these very queries were prepared: not such that are called like them."""
        return len(queries) == len(self.queries) and all(a is b for a, b in zip(queries, self.queries, strict=True))


def prepared(queries: Sequence[Query], kinds: Kinds) -> Prepared:
    """The queries made ready; ``ValueError`` where one does not fit its kinds or the engine's limits."""
    networks, vocabulary = planned(queries, kinds)
    return Prepared(
        tuple(queries),
        tuple(
            PreparedNetwork(
                rules_json({f"r{number}": rule.ast() for number, rule in enumerate(rules)}),
                tuple((rule.query, tuple(pattern.alias for pattern in rule.patterns)) for rule in rules),
                templates(columns_of(rules), vocabulary),
            )
            for rules in networks
        ),
        Encoder(vocabulary, columns_of(rule for rules in networks for rule in rules), kinds),
    )


def planned(queries: Sequence[Query], kinds: Kinds) -> tuple[list[list[EngineRule]], Vocabulary]:
    """The rules of every network; ``ValueError`` where a query does not fit its kinds or the engine's limits."""
    check_queries(queries, kinds)
    vocabulary = Vocabulary()
    return spread(lowered(queries, vocabulary)), vocabulary
