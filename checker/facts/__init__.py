"""Measuring: a plan and its parents as flat facts with units, intervals and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

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

P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["Fact", "Watch", "measure"]


class Watch(Protocol):
    """Does a step with what it is given, and gives what comes of it."""

    def __call__(self, step: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T: ...


def _unwatched(step: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    return step(*given, **named)


def measure(
    loaded: LoadedPlan,
    parents: Sequence[Plan],
    known: Sequence[Plan],
    documents: DocumentIndex,
    vocabulary: Vocabulary,
    data: DataOf = no_data,
    watch: Watch | None = None,
) -> list[Fact]:
    """All facts of a plan, in the order of the summary; ``parents`` nearest first. UnusableInput by ``data`` only.

    ``watch`` runs each step, where one wants to know of it.
    """
    watch = watch or _unwatched
    writer = FactWriter()
    watch(structure_facts, loaded, vocabulary, writer)
    watch(row_facts, loaded, vocabulary, writer)
    stated = watch(statements, loaded, vocabulary)
    watch(namesake_facts, loaded, vocabulary, writer)
    twins = watch(kin_facts, loaded, stated, vocabulary, writer)
    watch(figure_facts, loaded, vocabulary, twins, writer)
    watch(growth_facts, loaded, vocabulary, writer)
    watch(share_facts, loaded, stated, vocabulary, writer)
    watch(accrual_facts, loaded, stated, vocabulary, writer)
    watch(restated_facts, loaded, vocabulary, writer)
    watch(target_facts, loaded, stated, vocabulary, writer)
    watch(task_facts, loaded, vocabulary, writer)
    watch(body_facts, loaded, vocabulary, writer)
    watch(serving_facts, loaded, vocabulary, writer)
    watch(citation_facts, loaded, documents, writer)
    watch(upper_facts, loaded, parents, known, vocabulary, writer)
    watch(vague_facts, loaded, stated, vocabulary, writer)
    watch(changed_facts, loaded, parents, known, vocabulary, writer)
    watch(reached_facts, loaded, parents, data, vocabulary, writer)
    watch(density_facts, loaded, data, vocabulary, writer)
    return writer.found
