"""Facts about tasks, boxes and guarantees: who is responsible, what they cover."""

from __future__ import annotations

from collections import Counter

from checker.facts.bodies import names_unit
from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan
from checker.model.plan import Cover, Measure, Plan


def task_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure every measure and what it covers."""
    naming = Naming(loaded.plan, vocabulary)
    for index, measure in enumerate(loaded.plan.measures):
        _measure(loaded, index, measure, naming, writer)


class Naming:
    """Which measures name a body, and whether that is this plan's way with measures of their kind."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._every = Counter(measure.kind for measure in plan.measures)
        self._named = Counter(measure.kind for measure in plan.measures if self.names(measure))

    def names(self, measure: Measure) -> bool:
        """Whether a measure names at least one body that people can tell."""
        return measure.responsible is not None and names_unit(measure.responsible.units, self.vocabulary)

    def peers_name(self, measure: Measure) -> bool:
        """Whether most of the others of its kind do."""
        others = self._every[measure.kind] - 1
        return 0 < others <= 2 * (self._named[measure.kind] - self.names(measure))


def _measure(loaded: LoadedPlan, index: int, measure: Measure, naming: Naming, writer: FactWriter) -> None:
    responsible = measure.responsible
    units = responsible.units if responsible else ()
    listed = {normalised(section.title) for section in loaded.plan.sections if section.in_ == "contents"}
    values: dict[str, Value] = {
        "id": measure.id,
        "title": measure.title,
        "kind": measure.kind,
        "units": "、".join(responsible.units) if responsible else None,
        "lead": "、".join(responsible.lead) or None if responsible else None,
        "unit_count": len(units),
        "names_unit": naming.names(measure),
        "peers_name_units": naming.peers_name(measure),
        "is_elsewhere": measure.elsewhere and not naming.names(measure),
        "is_judicial": bool(units) and all(map(naming.vocabulary.is_judicial, units)),
        "in_contents": normalised(measure.title) in listed,
        "peers_in_contents": sum(
            normalised(other.title) in listed
            for other in loaded.plan.measures
            if other.kind == measure.kind and other is not measure
        ),
        "is_cut": measure.cut,
    }
    label = f"{measure.id}「{measure.title}」"
    where = places(loaded, ("measures", index), label, measure.at)
    writer.add("measure", f"measure:{measure.title}", label, values, places=where, review=measure.review)
    for position, cover in enumerate(measure.covers):
        _cover(loaded, (index, position), measure, cover, writer)
    for position, subsidy in enumerate(measure.subsidies):
        about: dict[str, Value] = {"object": subsidy.object, "title": measure.title}
        where = places(loaded, ("measures", index, "subsidies", position), label, subsidy.at, measure.at)
        writer.add("subsidy", f"measure:{measure.title}", label, about, places=where, review=subsidy.review)


def article_number(cover: Cover) -> str | None:
    """The number of the article in ``document title/（一）``, in the brackets that documents use."""
    if not cover.article:
        return None
    number = cover.article.rpartition("/")[2].strip()
    return number.replace("(", "（").replace(")", "）")


def _cover(loaded: LoadedPlan, position: tuple[int, int], measure: Measure, cover: Cover, writer: FactWriter) -> None:
    values: dict[str, Value] = {
        "protection": cover.protection,
        "article": article_number(cover),
        "strength": cover.strength,
        "measure": measure.id,
    }
    label = f"{measure.id}「{measure.title}」"
    where = places(loaded, ("measures", position[0], "covers", position[1]), label, cover.at, measure.at)
    key = f"coverage:{cover.protection}:{article_number(cover) or ''}:{measure.title}"
    writer.add("coverage", key, label, values, places=where, review=cover.review)
