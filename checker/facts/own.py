"""Facts measured from the plan itself: its rows, figures, tasks, covers, citations and growth claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from checker.facts.documents import DocumentIndex
from checker.facts.fact import Fact, Value, flatten
from checker.facts.places import places
from checker.facts.quantities import SCALE, Interval, growth, interval, shown
from checker.facts.vocabulary import Vocabulary, normalised
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.plan import Citation, Cover, Figure, Indicator, Measure, Plan, Source
from checker.model.result import Clause, Place, Route
from checker.model.words import SCOPES

LEVEL_SCOPES = ("level", "share", "rank")  # what holds at a moment, so that a period stands for its end
QUOTE_IN_MESSAGE = 40


@dataclass(slots=True)
class FactWriter:
    """Collects facts, numbering them within their kind."""

    found: list[Fact] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        key: str,
        label: str,
        values: Mapping[str, Value],
        *,
        shown: Mapping[str, str] | None = None,
        places: tuple[Place, ...] = (),
        clause: Clause | None = None,
        review: bool = False,
    ) -> None:
        """Add one fact; ``values`` has every attribute of the kind."""
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        self.found.append(
            Fact(f"{kind}:{number}", kind, key, label, flatten(kind, values), shown or {}, places, clause, review)
        )


def own_facts(loaded: LoadedPlan, vocabulary: Vocabulary, documents: DocumentIndex, writer: FactWriter) -> None:
    """Measure everything that the plan says by itself."""
    _plan(loaded, writer)
    for index, row in enumerate(loaded.plan.indicators):
        _indicator(loaded, index, row, vocabulary, writer)
    for index, figure in enumerate(loaded.plan.figures):
        _figure(loaded, index, figure, vocabulary, writer)
    _growths(loaded, vocabulary, writer)
    for index, measure in enumerate(loaded.plan.measures):
        _measure(loaded, index, measure, writer)
    for index, section in enumerate(loaded.plan.sections):
        values: dict[str, Value] = {
            "id": section.id, "title": section.title, "role": section.role, "listed_in": section.in_,
        }  # fmt: skip
        label = f"标题「{section.title}」"
        where = places(loaded, ("sections", index), label, section.at)
        writer.add("section", f"section:{section.title}", label, values, places=where, review=section.review)
    for index, citation in enumerate(loaded.plan.citations):
        _citation(loaded, index, citation, documents, writer)
    for index, damage in enumerate(loaded.plan.damage):
        label = f"「{damage.raw}」"
        values = {"raw": damage.raw, "reading": damage.reading, "cause": damage.cause}
        where = places(loaded, ("damage", index), label, damage.at)
        writer.add("damage", f"damage:{damage.raw}", label, values, places=where)


def _plan(loaded: LoadedPlan, writer: FactWriter) -> None:
    plan = loaded.plan
    body = plan.source.body if plan.source else None
    period = plan.period
    values: dict[str, Value] = {
        "title": plan.title,
        "level": plan.region.level,
        "kind": plan.kind,
        "stage": plan.stage,
        "start": period.start if period else None,
        "end": period.end if period else None,
        "issued": plan.issued,
        "is_cut": bool(plan.cut),
        "body_end": body[1] if body else None,
        "tables": len(plan.tables),
    }
    where = places(loaded, ("title",), plan.title)
    for route, source in _sources(plan):
        if source.cut:
            where = places(loaded, route, "原文的最后几个字", source.at)
    writer.add("plan", "plan", plan.title, values, shown=_dates(issued=plan.issued), places=where)


def _sources(plan: Plan) -> Iterator[tuple[Route, Source]]:
    if plan.source:
        yield ("source",), plan.source
    for index, source in enumerate(plan.sources):
        yield ("sources", index), source


def _dates(**dates: object) -> dict[str, str]:
    return {name: str(value) for name, value in dates.items() if value is not None}


def topic(code: str | None, name: str, quantity: Quantity | None = None) -> str:
    """One word for what is measured: the code or the name, and what the text narrows it to."""
    narrowed = [part for part in (quantity.of, quantity.place) if part] if quantity else []
    return "|".join([code or normalised(name), *map(normalised, narrowed)])


def _indicator(loaded: LoadedPlan, index: int, row: Indicator, vocabulary: Vocabulary, writer: FactWriter) -> None:
    term = vocabulary.indicator(row.code, row.name)
    code = row.code or (term.code if term else None)
    target, baseline = row.final_target, row.baseline
    scope = (target and target.scope) or (baseline and baseline.scope) or (term.scope if term else "unclear")
    table = next((table for table in loaded.plan.tables if table.id == row.table), None)
    responsible = row.responsible
    values: dict[str, Value] = {
        "name": row.name,
        "topic": topic(code, row.name),
        "code": code,
        "table": row.table,
        "nature": row.nature or (table.nature if table else None),
        "scope": scope,
        "direction": term.direction if term and term.direction != "none" else None,
        "baseline": interval(baseline, vocabulary, name=row.name),
        "baseline_year": baseline.year if baseline else None,
        "target": interval(target, vocabulary, name=row.name),
        "target_year": target.year if target else None,
        "target_text": target.text if target else None,
        "units": "、".join(responsible.units) if responsible else None,
        "lead": "、".join(responsible.lead) or None if responsible else None,
    }
    display = {"scope": SCOPES[scope], "target": shown(target), "baseline": shown(baseline)}
    review = row.review or any(quantity is not None and quantity.review for quantity in (target, baseline))
    label = f"指标表「{row.name}」"
    where = places(loaded, ("indicators", index), label, row.at)
    key = f"indicator:{code or row.name}"
    writer.add("indicator", key, label, values, shown=display, places=where, review=review)


def _figure(loaded: LoadedPlan, index: int, figure: Figure, vocabulary: Vocabulary, writer: FactWriter) -> None:
    term = vocabulary.indicator(figure.code, figure.indicator)
    code = figure.code or (term.code if term else None)
    scope = figure.scope or "unclear"
    as_of = figure.year
    if as_of is None and figure.over is not None and scope in LEVEL_SCOPES:
        as_of = figure.over[1]
    values: dict[str, Value] = {
        "name": figure.indicator,
        "topic": topic(code, figure.indicator, figure),
        "code": code,
        "role": figure.role,
        "scope": scope,
        "value": interval(figure, vocabulary, name=figure.indicator),
        "text": figure.text,
        "year": figure.year,
        "as_of": as_of,
        "quote": figure.at[0].quote[:QUOTE_IN_MESSAGE] if figure.at else shown(figure),
    }
    display = {"scope": SCOPES[scope], "value": shown(figure)}
    label = f"正文「{figure.indicator}」"
    where = places(loaded, ("figures", index), label, figure.at)
    key = f"figure:{code or figure.indicator}"
    writer.add("figure", key, label, values, shown=display, places=where, review=figure.review)


def _growths(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Each growth that is claimed, with the growth between the two periods' figures where the text has both."""
    for index, claim in enumerate(loaded.plan.figures):
        claimed = interval(claim, vocabulary, name=claim.indicator)
        if claim.scope != "growth" or claim.role != "achieved" or claimed is None:
            continue
        now = _same_quantity_now(loaded.plan.figures, claim)
        computed = _computed(now, claim, vocabulary)
        values: dict[str, Value] = {
            "name": claim.indicator,
            "claimed": claimed,
            "computed": computed,
            "quote": claim.at[0].quote[:QUOTE_IN_MESSAGE] if claim.at else shown(claim),
        }
        label = f"正文「{claim.indicator}」的增幅"
        display = {"claimed": shown(claim), "computed": _percent(computed)}
        where = places(loaded, ("figures", index), label, claim.at)
        writer.add("growth", f"growth:{claim.indicator}", label, values, shown=display, places=where,
                   review=claim.review or bool(now and now.review))  # fmt: skip


def _same_quantity_now(figures: tuple[Figure, ...], claim: Figure) -> Figure | None:
    found = [
        figure
        for figure in figures
        if figure is not claim
        and figure.scope not in ("growth", "average-growth", "multiple", "rank", "share")
        and figure.value is not None
        and (normalised(figure.indicator), figure.over, figure.year, figure.of, figure.place)
        == (normalised(claim.indicator), claim.over, claim.year, claim.of, claim.place)
    ]
    return found[0] if len(found) == 1 else None


def _computed(now: Figure | None, claim: Figure, vocabulary: Vocabulary) -> Interval | None:
    if now is None or claim.base is None or claim.base.scope not in (None, now.scope):
        return None
    this = interval(now, vocabulary, name=claim.indicator)
    before = interval(claim.base, vocabulary, name=claim.indicator, unit=now.unit)
    if this is None or before is None:
        return None
    return growth(this, before, vocabulary.unit("%").dimension)


def _percent(computed: Interval | None) -> str:
    """The middle of a computed growth to one decimal, for reading only."""
    if computed is None:
        return ""
    middle = Decimal(computed.low + computed.high) / 2 / SCALE
    return f"{middle.quantize(Decimal('0.1')) + 0}%"  # + 0: no negative zero


def _measure(loaded: LoadedPlan, index: int, measure: Measure, writer: FactWriter) -> None:
    responsible = measure.responsible
    values: dict[str, Value] = {
        "id": measure.id,
        "title": measure.title,
        "kind": measure.kind,
        "units": "、".join(responsible.units) if responsible else None,
        "lead": "、".join(responsible.lead) or None if responsible else None,
        "is_cut": measure.cut,
    }
    label = f"{measure.id}「{measure.title}」"
    where = places(loaded, ("measures", index), label, measure.at)
    key = f"measure:{measure.title}"
    writer.add("measure", key, label, values, places=where, review=measure.review)
    for position, cover in enumerate(measure.covers):
        _cover(loaded, (index, position), measure, cover, writer)


def article_number(cover: Cover) -> str | None:
    """The number of the article in ``document title/（一）``."""
    return cover.article.rpartition("/")[2] if cover.article else None


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


def _citation(loaded: LoadedPlan, index: int, citation: Citation, documents: DocumentIndex, writer: FactWriter) -> None:
    document = documents.find(citation)
    public = (document.published or document.issued) if document else None
    before = public.day_before() if public else None
    values: dict[str, Value] = {
        "title": citation.title,
        "number": citation.number,
        "role": citation.role,
        "document": document.id if document else None,
        "public": public,
        "last_unpublished": before,
    }
    label = f"引用《{citation.title}》"
    where = places(loaded, ("citations", index), label, citation.at)
    key = f"citation:{document.id if document else normalised(citation.title)}"
    display = _dates(public=public, last_unpublished=before)
    writer.add("citation", key, label, values, shown=display, places=where, review=citation.review)


def figures_of_role(loaded: LoadedPlan, vocabulary: Vocabulary, role: str) -> Iterator[tuple[str, Figure]]:
    """The figures of a role with the code of their indicator ("" when it has none).

    A figure that the text narrows to a part or a place says nothing about the indicator of the whole.
    """
    for figure in loaded.plan.figures:
        if figure.role == role and not (figure.of or figure.place):
            term = vocabulary.indicator(figure.code, figure.indicator)
            yield figure.code or (term.code if term else ""), figure
