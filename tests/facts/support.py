"""What the tests of measuring share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.facts import Fact, measure
from checker.facts.documents import DocumentIndex
from checker.facts.vocabulary import Vocabulary
from checker.judging.rulebook import load_rulebook
from checker.loading.plans import LoadedPlan
from checker.loading.validation import validated
from checker.model.data import ReferenceData
from checker.model.plan import Plan
from tests.loading.support import plan, read


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_rulebook().vocabulary


def upper(more: str = "", *, name: str = "nation-plan", region: str = "{name: 全国, level: nation}") -> Plan:
    """An upper document: ``more`` may give it a title, a period, dates, indicators."""
    title = "" if "\ntitle:" in f"\n{more}" else "title: 国家知识产权规划纲领\n"
    return plan(more, f"schema: 1\nid: {name}\n{title}region: {region}\nkind: plan\n").plan


def facts_of(
    loaded: LoadedPlan, parents: Sequence[Plan] = (), known: Sequence[Plan] | None = None, data: str = ""
) -> list[Fact]:
    """All facts of a plan below ``parents`` (nearest first); ``data``: the reference data as YAML."""
    documents = list(parents if known is None else known)
    reference = validated(ReferenceData, read(data).data) if data else ReferenceData()
    return measure(loaded, parents, documents, DocumentIndex(documents), vocabulary(), lambda _places: reference)


def of_kind(facts: Sequence[Fact], kind: str) -> list[Fact]:
    return [fact for fact in facts if fact.kind == kind]


def one(facts: Sequence[Fact], kind: str) -> Fact:
    """The only fact of a kind."""
    (fact,) = of_kind(facts, kind)
    return fact
