"""Indicators of the period before that a parent of this one states as another measure (登记金额 → 累放金额).

Nothing names such a pair: the earlier document is the one that the parent took the place of (``status.by``), and the
taxonomy says that the two measures are easily taken for one another and are not the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.upper import asked_of, codes_of, still_due
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter, code_of
from checker.loading.plans import LoadedPlan
from checker.model.base import Ats
from checker.model.plan import Figure, Plan
from checker.model.result import Clause, Route


def changed_facts(
    loaded: LoadedPlan, parents: Sequence[Plan], known: Sequence[Plan], vocabulary: Vocabulary, writer: FactWriter
) -> None:
    """Each indicator of the plan, in its table or among its goals, that a parent of its period has changed; each once.

    At its first place, of which the reading is sure where one of them is.
    """
    listed: dict[str, tuple[str, str, Route, str, Ats, bool]] = {}
    for each in sorted(_listed(loaded, vocabulary), key=lambda each: each[-1]):
        listed.setdefault(each[1], each)
    above = _codes_above(loaded.plan, parents, vocabulary)
    for parent in parents:
        if not _began(parent, loaded.plan):
            continue
        # the indicators of the documents that the parent took the place of
        before = codes_of([document for document in known if _was_before(document, parent)], vocabulary)
        for figure in parent.figures:
            new = vocabulary.indicator(figure.code, figure.indicator)
            if figure.role != "target" or new is None:
                continue
            for name, code, route, label, at, review in listed.values():
                term = vocabulary.by_code(code)
                if code not in before or term is None:
                    continue
                if all(miss.of.code != new.code for miss in vocabulary.near_misses(term.name)):
                    continue
                values: dict[str, Value] = {
                    "name": name,
                    "code": code,
                    "new_name": figure.indicator,
                    "document": parent.id,
                    "has_new": new.code in listed,
                    "is_above": code in above,
                }
                writer.add("changed", f"indicator:{code}", label, values, places=places(loaded, route, label, at),
                           clause=_clause(parent, figure), review=review)  # fmt: skip


def _listed(loaded: LoadedPlan, vocabulary: Vocabulary) -> Iterator[tuple[str, str, Route, str, Ats, bool]]:
    for index, row in enumerate(loaded.plan.indicators):
        if code := code_of(row, row.name, vocabulary):
            yield row.name, code, ("indicators", index), f"指标表「{row.name}」", row.at, row.review
    for index, figure in enumerate(loaded.plan.figures):
        code = code_of(figure, figure.indicator, vocabulary)
        if code and figure.role == "target" and not (figure.of or figure.place):
            label = f"正文「{figure.indicator}」"
            yield figure.indicator, code, ("figures", index), label, figure.at, figure.review


def _began(parent: Plan, plan: Plan) -> bool:
    """Whether the plan's period begins within the parent's: a plan of the period before keeps its measures."""
    if parent.period is None or plan.period is None or parent.period.start is None or plan.period.start is None:
        return False
    return parent.period.start <= plan.period.start


def _was_before(document: Plan, parent: Plan) -> bool:
    return document.status is not None and document.status.by == parent.id


def _codes_above(plan: Plan, parents: Sequence[Plan], vocabulary: Vocabulary) -> set[str | None]:
    """The indicators that a parent still has or asks for."""
    rows = {
        code_of(row, row.name, vocabulary)
        for parent in parents
        for row in parent.indicators
        if still_due(plan, row)
    }  # fmt: skip
    return rows | {ask.indicator for parent in parents for ask in asked_of(plan, parent)}


def _clause(parent: Plan, figure: Figure) -> Clause:
    """The article that speaks of a measure."""
    articles = (article for article in parent.articles if figure.indicator in (article.quote or ""))
    article = next(articles, None)
    number, quote = (article.number, article.quote or "") if article else ("", "")
    return Clause(parent.id, parent.title, parent.number or "", number, quote, "", figure.confidence or "")
