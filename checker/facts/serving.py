"""What the measures work for: the indicators they serve, the goals of the text, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from checker.facts.bodies import body_of
from checker.facts.fact import Value
from checker.facts.names import SHORTEST, core, difference
from checker.facts.placement import Layout, start
from checker.facts.places import places
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, code_of, quote_of, topic
from checker.loading.plans import LoadedPlan
from checker.model.plan import Figure, Measure, Plan, Responsible
from checker.model.result import Place


class Service(Struct, frozen=True):
    """A measure (by its place in the list) that works for a topic; ``stated``: it prints a goal for it."""

    measure: int
    topic: str
    stated: bool


def serving_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure what each measure serves, the goals outside the measures, and the duties for rows of the table."""
    layout = Layout(loaded.plan)
    services = list(_services(loaded.plan, layout, vocabulary))
    for service in services:
        measure = loaded.plan.measures[service.measure]
        label = f"{measure.id}「{measure.title}」"
        values: dict[str, Value] = {"topic": service.topic, "title": measure.title}
        where = places(loaded, ("measures", service.measure), label, measure.at)
        writer.add("service", f"measure:{measure.title}", label, values, places=where, review=measure.review)
    _named_in_titles(loaded, services, vocabulary, writer)
    _goals(loaded, layout, vocabulary, writer)
    _duties(loaded, services, vocabulary, writer)
    coordinated = {layout.measure_at(at.offset) for body in loaded.plan.bodies for at in body.at}
    for index, measure in enumerate(loaded.plan.measures):
        for theme in measure.themes:
            label = f"{measure.id}「{measure.title}」"
            about: dict[str, Value] = {
                "theme": theme,
                "title": measure.title,
                "kind": measure.kind,
                "names_coordinator": index in coordinated,
            }
            where = places(loaded, ("measures", index), label, measure.at)
            writer.add("theme", f"theme:{theme}:{measure.title}", label, about, places=where, review=measure.review)


def _services(plan: Plan, layout: Layout, vocabulary: Vocabulary) -> Iterator[Service]:
    """What the measures are said to serve, and the goals that are printed in them; each once."""
    stated: dict[int, set[str]] = {}
    for figure in plan.figures:
        if figure.role == "target" and (at := layout.measure_at(start(figure.at))) is not None:
            stated.setdefault(at, set()).add(_subject(figure, vocabulary))
    called = {normalised(figure.indicator): _subject(figure, vocabulary) for figure in plan.figures}
    called |= {normalised(row.name): topic(code_of(row, row.name, vocabulary), row.name) for row in plan.indicators}
    for index, measure in enumerate(plan.measures):
        named = [called.get(normalised(name)) or topic(_code(name, vocabulary), name) for name in measure.serves]
        printed = stated.get(index, set())
        for subject in dict.fromkeys((*named, *sorted(printed))):
            yield Service(index, subject, subject in printed)


def _named_in_titles(
    loaded: LoadedPlan, services: Sequence[Service], vocabulary: Vocabulary, writer: FactWriter
) -> None:
    """Measures whose titles speak of an indicator (推进质押融资 of 专利权质押融资金额), where none is noted for it.

    Good enough to say that it is not forgotten, not to say who answers for it.
    """
    served = {service.topic for service in services}
    named = {topic(code_of(row, row.name, vocabulary), row.name): row.name for row in loaded.plan.indicators}
    named |= {_subject(each, vocabulary): each.indicator for each in loaded.plan.figures if each.role == "target"}
    for index, measure in enumerate(loaded.plan.measures):
        title = normalised(measure.title)
        for subject, name in named.items():
            if subject in served or not any(piece in title for piece in _pieces(core(name))):
                continue
            label = f"{measure.id}「{measure.title}」"
            values: dict[str, Value] = {"topic": subject, "title": measure.title}
            where = places(loaded, ("measures", index), label, measure.at)
            writer.add("service", f"measure:{measure.title}", label, values, places=where, review=measure.review)


def _pieces(name: str) -> Iterator[str]:
    """Each stretch of a name that is long enough to tell it from others."""
    return (name[at : at + SHORTEST] for at in range(len(name) - SHORTEST + 1))


def _code(name: str, vocabulary: Vocabulary) -> str | None:
    term = vocabulary.by_code(name) or vocabulary.indicator(None, name)
    return term.code if term else None


def _subject(figure: Figure, vocabulary: Vocabulary) -> str:
    """What a figure is about, whatever part of it the text narrows it to."""
    return topic(code_of(figure, figure.indicator, vocabulary), figure.indicator)


def _goals(loaded: LoadedPlan, layout: Layout, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """The goals that are printed before the measures and are no rows of the table; each indicator once."""
    starts = layout.measures
    rows = {topic(code_of(row, row.name, vocabulary), row.name) for row in loaded.plan.indicators}
    seen: set[str] = set()
    for index, figure in enumerate(loaded.plan.figures):
        offset, subject = start(figure.at), _subject(figure, vocabulary)
        if figure.role != "target" or offset is None or not starts or offset >= starts[0][0]:
            continue
        if subject in rows or subject in seen:
            continue
        if any("same" in (difference(each.name, figure.indicator), difference(figure.indicator, each.name))
               for each in loaded.plan.indicators):  # fmt: skip
            continue  # a row of the table, said in short
        seen.add(subject)
        values: dict[str, Value] = {
            "name": figure.indicator,
            "topic": subject,
            "code": code_of(figure, figure.indicator, vocabulary),
            "is_numeric": figure.value is not None,
            "quote": quote_of(figure),
        }
        label = f"正文目标「{figure.indicator}」"
        where = places(loaded, ("figures", index), label, figure.at)
        writer.add("goal", f"figure:{subject}", label, values, places=where, review=figure.review)


def _duties(loaded: LoadedPlan, services: Sequence[Service], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Each row of the table with each measure that serves it, where both name units."""
    for index, row in enumerate(loaded.plan.indicators):
        subject = topic(code_of(row, row.name, vocabulary), row.name)
        serving = [service for service in services if service.topic == subject]
        for service in serving:
            measure = loaded.plan.measures[service.measure]
            if row.responsible is None or measure.responsible is None:
                continue
            lead, task_lead = _answering(row.responsible), _answering(measure.responsible)
            heads = _bodies(loaded, lead, vocabulary)
            values: dict[str, Value] = {
                "row": row.name,
                "title": measure.title,
                "lead": "、".join(lead) or None,
                "is_led": bool(row.responsible.lead),
                "task_lead": "、".join(task_lead) or None,
                "task_units": len(measure.responsible.units),
                "takes_part": bool(heads & _bodies(loaded, measure.responsible.units, vocabulary)),
                "leads": bool(heads & _bodies(loaded, task_lead, vocabulary)),
                "is_main": service.stated or len(serving) == 1,
            }
            label = f"指标表「{row.name}」与{measure.id}「{measure.title}」"
            where = places(loaded, ("indicators", index), f"指标表「{row.name}」", row.responsible.at, row.at)
            where += _place_of(loaded, service.measure, measure)
            writer.add("duty", f"indicator:{subject}", label, values, places=where,
                       review=row.review or measure.review)  # fmt: skip


def _place_of(loaded: LoadedPlan, index: int, measure: Measure) -> tuple[Place, ...]:
    assert measure.responsible is not None
    label = f"{measure.id}「{measure.title}」"
    return places(loaded, ("measures", index), label, measure.responsible.at, measure.at)


def _answering(responsible: Responsible) -> tuple[str, ...]:
    """Who answers: the units in the lead, or the only one there is."""
    return responsible.lead or (responsible.units if len(responsible.units) == 1 else ())


def _bodies(loaded: LoadedPlan, units: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    return {body_of(unit, loaded.plan.region, vocabulary).name for unit in units}
