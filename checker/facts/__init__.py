"""Measuring: a plan and its parents as flat facts with units, intervals and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.facts.bodies import body_facts
from checker.facts.changed import changed_facts
from checker.facts.citing import citation_facts
from checker.facts.density import density_facts
from checker.facts.documents import DocumentIndex
from checker.facts.fact import Fact
from checker.facts.figures import figure_facts
from checker.facts.growths import growth_facts
from checker.facts.kin import kin_facts
from checker.facts.namesakes import namesake_facts
from checker.facts.reached import reached_facts
from checker.facts.restated import restated_facts, vague_facts
from checker.facts.rows import row_facts
from checker.facts.serving import serving_facts
from checker.facts.shares import accrual_facts, share_facts
from checker.facts.statements import statements
from checker.facts.structure import structure_facts
from checker.facts.targets import target_facts
from checker.facts.tasks import task_facts
from checker.facts.upper import upper_facts
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan
from checker.loading.reference import no_data
from checker.model.plan import Plan

if TYPE_CHECKING:
    from checker.model.data import DataOf

__all__ = ["Fact", "measure"]


def measure(
    loaded: LoadedPlan,
    parents: Sequence[Plan],
    known: Sequence[Plan],
    documents: DocumentIndex,
    vocabulary: Vocabulary,
    data: DataOf = no_data,
) -> list[Fact]:
    """All facts of a plan, in the order of the summary; ``parents`` nearest first. UnusableInput by ``data`` only."""
    writer = FactWriter()
    structure_facts(loaded, vocabulary, writer)
    row_facts(loaded, vocabulary, writer)
    stated = statements(loaded, vocabulary)
    namesake_facts(loaded, vocabulary, writer)
    twins = kin_facts(loaded, stated, vocabulary, writer)
    figure_facts(loaded, vocabulary, twins, writer)
    growth_facts(loaded, vocabulary, writer)
    share_facts(loaded, stated, vocabulary, writer)
    accrual_facts(loaded, stated, vocabulary, writer)
    restated_facts(loaded, vocabulary, writer)
    target_facts(loaded, stated, vocabulary, writer)
    task_facts(loaded, vocabulary, writer)
    body_facts(loaded, vocabulary, writer)
    serving_facts(loaded, vocabulary, writer)
    citation_facts(loaded, documents, writer)
    upper_facts(loaded, parents, known, vocabulary, writer)
    vague_facts(loaded, stated, vocabulary, writer)
    changed_facts(loaded, parents, known, vocabulary, writer)
    reached_facts(loaded, parents, data, vocabulary, writer)
    density_facts(loaded, data, vocabulary, writer)
    return writer.found
