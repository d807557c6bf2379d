"""Measuring: a plan and its parents as flat facts with units, intervals and places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
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
from checker.facts.protections import protection_facts
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
    wanted: Collection[str] | None = None,
) -> list[Fact]:
    """The facts of a plan, in the order of the summary; ``parents`` nearest first. UnusableInput by ``data`` only.

    ``watch`` runs each step, where one wants to know of it. ``wanted`` are the kinds that rules ask for, all where it
    is left out: steps that make none of them are left out, so that other kinds may be there or not.
    """
    watch = watch or _unwatched
    writer = FactWriter()

    def step(kinds: str, function: Callable[..., object], *given: object) -> None:
        """Do a step that makes these kinds, or facts that the steps for these kinds look at."""
        if wants(kinds):
            watch(function, loaded, *given, writer)

    def wants(kinds: str) -> bool:
        return wanted is None or any(kind in wanted for kind in kinds.split())

    step("plan section part announced numbering damage", structure_facts, vocabulary)
    step("indicator", row_facts, vocabulary)
    stated = (
        watch(statements, loaded, vocabulary)
        if wants("kin figure pace breakdown portion accrual targets vague")
        else []
    )
    step("namesake kin", namesake_facts, vocabulary)
    twins: frozenset[int] = frozenset()
    if wants("kin figure pace breakdown"):
        twins = watch(kin_facts, loaded, stated, vocabulary, writer)
    step("figure pace breakdown", figure_facts, vocabulary, twins)
    step("growth", growth_facts, vocabulary)
    step("portion", share_facts, stated, vocabulary)
    step("accrual", accrual_facts, stated, vocabulary)
    step("restated", restated_facts, vocabulary)
    step("targets", target_facts, stated, vocabulary)
    step("measure subsidy coverage", task_facts, vocabulary)
    step("body coordinator", body_facts, vocabulary)
    step("service theme goal duty", serving_facts, vocabulary)
    step("citation", citation_facts, documents)
    step("upper ask lookalike reference vague", upper_facts, parents, known, vocabulary)
    step("article protection", protection_facts, parents, vocabulary)
    step("vague", vague_facts, stated, vocabulary)
    step("changed", changed_facts, parents, known, vocabulary)
    step("reached", reached_facts, parents, data, vocabulary)
    step("density", density_facts, data, vocabulary)
    return writer.found
