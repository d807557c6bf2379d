"""Facts measured against the parents: their indicators, near-misses and what they expect to be cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.facts.fact import Value
from checker.facts.figures import figures_of_role
from checker.facts.nearness import may_list, near_misses
from checker.facts.places import places
from checker.facts.quantities import interval, shown
from checker.facts.rows import implied_growth, percent
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, code_of
from checker.loading.plans import LoadedPlan
from checker.model.plan import Ask, Indicator, Plan
from checker.model.result import Clause, Place
from checker.model.words import ROLES

SURENESS = {"derived": 0, "single-source": 1, "verified": 2, "": 3}


def upper_facts(
    loaded: LoadedPlan, parents: Sequence[Plan], known: Sequence[Plan], vocabulary: Vocabulary, writer: FactWriter
) -> None:
    """Measure the plan against its parents, nearest first. ``known`` are all documents that can be named."""
    _references(loaded, parents, vocabulary, writer)
    _asked(loaded, parents, known, vocabulary, writer)


def _references(loaded: LoadedPlan, parents: Sequence[Plan], vocabulary: Vocabulary, writer: FactWriter) -> None:
    own = [code_of(row, row.name, vocabulary) for row in loaded.plan.indicators]
    above = codes_of(parents, vocabulary)
    asked = {ask.indicator for parent in parents for ask in asked_of(loaded.plan, parent)}
    in_text = {code for code, _ in figures_of_role(loaded, vocabulary, "target")}
    seen: set[str] = set()
    for parent in parents:
        for reference in parent.indicators:
            term = vocabulary.indicator(reference.code, reference.name)
            if term is None:
                continue
            is_yardstick = term.code not in seen and still_due(loaded.plan, reference)
            near = list(near_misses(loaded, term.code, above, vocabulary))
            clause = indicator_clause(parent, reference)
            target, baseline = reference.final_target, reference.baseline
            measured = interval(target, vocabulary, name=reference.name)
            growth = implied_growth(baseline, target, reference.name, vocabulary)
            values: dict[str, Value] = {
                "name": reference.name,
                "code": term.code,
                "document": parent.id,
                "level": parent.region.level,
                "nature": reference_nature(parent, reference),
                "baseline": interval(baseline, vocabulary, name=reference.name),
                "target": measured,
                "target_year": target.year if target else None,
                "dimension": measured.unit if measured else None,
                "yearly_growth": growth,
                "is_yardstick": is_yardstick,
                "near_misses": 0 if term.code in own else len(near),
                "may_be_listed": may_list(loaded, term, vocabulary),
                "in_text": term.code in in_text,
                "is_asked": term.code in asked,
            }
            display = {
                "target": shown(target),
                "baseline": shown(baseline),
                "yearly_growth": percent(growth),
            }
            label = f"{parent.short or parent.title}「{reference.name}」"
            writer.add("reference", f"indicator:{term.code}", label, values, shown=display,
                       places=_table_places(loaded), clause=clause)  # fmt: skip
            if is_yardstick:
                seen.add(term.code)
                for miss in near:
                    looks: dict[str, Value] = {
                        "name": miss.name, "code": term.code, "of_name": reference.name, "why": miss.why,
                    }  # fmt: skip
                    writer.add("lookalike", f"indicator:{term.code}", miss.places[0].label, looks,
                               places=miss.places, clause=clause, review=miss.review)  # fmt: skip


def codes_of(documents: Iterable[Plan], vocabulary: Vocabulary) -> set[str | None]:
    """The codes of the indicators of some documents."""
    return {code_of(row, row.name, vocabulary) for document in documents for row in document.indicators}


def still_due(plan: Plan, reference: Indicator) -> bool:
    """Whether an upper target falls due within the plan's period or after it; true where a year is not known."""
    target = reference.final_target
    if target is None or target.year is None or plan.period is None or plan.period.start is None:
        return True
    return target.year >= plan.period.start


def reference_nature(parent: Plan, reference: Indicator) -> str | None:
    """预期性 or 约束性, said of the row or of its table."""
    table = next((table for table in parent.tables if table.id == reference.table), None)
    return reference.nature or (table.nature if table else None)


def _table_places(loaded: LoadedPlan) -> tuple[Place, ...]:
    """Where an indicator is looked for: the tables, or the plan itself when it has none."""
    tables = [
        place
        for index, table in enumerate(loaded.plan.tables)
        for place in places(loaded, ("tables", index), f"指标表「{table.title}」", table.at)
    ]
    return tuple(tables) or places(loaded, ("title",), loaded.plan.title)


def indicator_clause(parent: Plan, row: Indicator) -> Clause:
    """The clause of an upper indicator, as sure as the least sure thing that is said of it."""
    said = [quantity.confidence or "" for quantity in (row.baseline, row.final_target) if quantity]
    sure: str = row.confidence or min(said, key=SURENESS.__getitem__, default="")
    return Clause(parent.id, parent.title, parent.number or "", row.clause or "", row.quote or "", "", sure)


def ask_clause(parent: Plan, ask: Ask) -> Clause:
    """The clause that an upper document's ask stands in."""
    return Clause(
        parent.id, parent.title, parent.number or "", ask.clause, ask.quote or "", ask.strength, ask.confidence, ask.id
    )


def asked_of(plan: Plan, parent: Plan) -> Iterator[Ask]:
    """What a parent asks of plans of this level, kind, title and period."""
    period, title = plan.period, normalised(plan.title)
    for ask in parent.asks:
        if plan.region.level not in ask.of or (ask.kind and plan.kind not in ask.kind):
            continue
        if ask.titled and not any(normalised(words) in title for words in ask.titled):
            continue
        if ask.period and period:
            starts = period.start or period.end
            if period.end < (ask.period.start or 0) or starts > ask.period.end:
                continue
        yield ask


def _asked(
    loaded: LoadedPlan, parents: Sequence[Plan], known: Sequence[Plan], vocabulary: Vocabulary, writer: FactWriter
) -> None:
    titles = {document.id: document.title for document in known}
    for parent in parents:
        for ask in asked_of(loaded.plan, parent):
            clause = ask_clause(parent, ask)
            if ask.citation in titles:
                _expected_document(loaded, ask, titles[ask.citation], clause, writer)
            elif ask.method == "machine":
                values: dict[str, Value] = {
                    "id": ask.id,
                    "document": parent.id,
                    "text": ask.text,
                    "strength": ask.strength,
                    "section": ask.section,
                    "indicator": ask.indicator,
                    "article": ask.article,
                }
                label = f"{parent.short or parent.title}{ask.clause}"
                where = _table_places(loaded) if ask.indicator else places(loaded, ("sections",), "章节")
                display = {"section": ROLES[ask.section]} if ask.section else {}
                term = vocabulary.by_code(ask.indicator) if ask.indicator else None
                if term is not None:
                    display["indicator"] = term.name
                writer.add("ask", f"ask:{parent.id}:{ask.id}", label, values, shown=display, places=where,
                           clause=clause)  # fmt: skip


def _expected_document(loaded: LoadedPlan, ask: Ask, title: str, clause: Clause, writer: FactWriter) -> None:
    values: dict[str, Value] = {"document": ask.citation, "title": title, "strength": ask.strength}
    basis = (index for index, citation in enumerate(loaded.plan.citations) if citation.role == "basis")
    first = next(basis, None)
    if first is None:
        where = places(loaded, ("title",), loaded.plan.title)
    else:
        where = places(loaded, ("citations", first), "编制依据", loaded.plan.citations[first].at)
    writer.add("upper", f"document:{ask.citation}", f"《{title}》", values, places=where, clause=clause)
