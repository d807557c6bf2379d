"""The tables of a report: indicators beside those of the parents, protections by article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.facts.figures import figures_of_role
from checker.facts.nearness import near_misses
from checker.facts.parents import Parent
from checker.facts.places import places
from checker.facts.protections import protection_heading, protection_sources
from checker.facts.quantities import interval, shown
from checker.facts.reached import Reached, reached_before
from checker.facts.rows import row_scopes
from checker.facts.tasks import article_number
from checker.facts.upper import codes_of, indicator_clause, reference_nature, still_due
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import code_of
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.plan import Article, Indicator, Plan
from checker.model.result import Amount, ArticleCell, IndicatorRow, ParentAmount, Place, ProtectionRow

if TYPE_CHECKING:
    from checker.model.data import DataOf

_DOUBT = {"single-source": "（来源待核）", "derived": "（推算）"}


def indicator_rows(
    loaded: LoadedPlan, parents: Sequence[Parent], vocabulary: Vocabulary, data: DataOf
) -> tuple[IndicatorRow, ...]:
    """The plan's rows in their order, then what the parents list and the plan's table does not."""
    reached = reached_before(loaded, [parent.plan for parent in parents], data, vocabulary)
    rows: list[IndicatorRow] = []
    own: set[str] = set()
    for index, row in enumerate(loaded.plan.indicators):
        code = code_of(row, row.name, vocabulary) or ""
        own.add(code)
        above = _parent_amounts(code, parents, vocabulary)
        scopes = row_scopes(row, vocabulary.by_code(code))
        rows.append(
            IndicatorRow(
                name=row.name,
                code=code,
                status="列入" if above else "自设",
                note=_reached_note([each for each in reached if each.code == code], above),
                baseline=amount(row.baseline, row.name, vocabulary, scopes[0]),
                target=amount(row.final_target, row.name, vocabulary, scopes[1]),
                nature=reference_nature(loaded.plan, row) or "",
                units=row.responsible.units if row.responsible else (),
                parents=above,
                place=places(loaded, ("indicators", index), f"指标表「{row.name}」", row.at)[0],
            )
        )
    return (*rows, *_missing_rows(loaded, parents, own, vocabulary))


def _reached_note(reached: Sequence[Reached], above: Sequence[ParentAmount]) -> str:
    """What the levels above had reached, and the targets of theirs that this has overtaken."""
    return "；".join(
        f"{each.place}{each.until.year}年已达到 {shown(each.quantity)}{_DOUBT.get(each.clause.confidence, '')}"
        + "".join(
            f"，超过{parent.document}{parent.target.year}年的目标 {parent.target.shown}"
            for parent in above
            if parent.level == each.level and _is_overtaken(parent.target, each) and parent.target
        )
        for each in reached
    )


def _is_overtaken(target: Amount | None, reached: Reached) -> bool:
    if target is None or target.high is None or target.unit != reached.measured.unit:
        return False
    return target.high < reached.measured.low


def _missing_rows(
    loaded: LoadedPlan, parents: Sequence[Parent], own: set[str], vocabulary: Vocabulary
) -> Iterable[IndicatorRow]:
    in_text = dict(reversed([*figures_of_role(loaded, vocabulary, "target")]))
    seen = set(own)
    above = codes_of((parent.plan for parent in parents), vocabulary)
    for parent in parents:
        for reference in parent.plan.indicators:
            term = vocabulary.indicator(reference.code, reference.name)
            if term is None or term.code in seen or not still_due(loaded.plan, reference):
                continue
            seen.add(term.code)
            near = [f"「{miss.name}」（{miss.why}）" for miss in near_misses(loaded, term.code, above, vocabulary)]
            figure = in_text.get(term.code)
            yield IndicatorRow(
                name=reference.name,
                code=term.code,
                status="仅正文" if figure else "近似" if near else "未见",
                note=f"规划所列相近而不同的指标：{'；'.join(near)}" if near and not figure else "",
                target=amount(figure, reference.name, vocabulary),
                parents=_parent_amounts(term.code, parents, vocabulary),
            )


def amount(quantity: Quantity | None, name: str, vocabulary: Vocabulary, scope: str = "") -> Amount | None:
    """A quantity as a report needs it; None where there is none. ``scope``: its 口径 where none is printed with it."""
    if quantity is None:
        return None
    measured = interval(quantity, vocabulary, name=name)
    sure = quantity.confidence or ""
    year = str(quantity.year) if quantity.year else "—".join(map(str, quantity.over)) if quantity.over else ""
    scope = quantity.scope or scope
    if measured is None:
        return Amount(shown(quantity), year, confidence=sure, scope=scope)
    factor = vocabulary.unit(quantity.unit or "", name).factor
    exact = tuple(value * factor for value in (quantity.value, quantity.max) if value is not None)
    return Amount(
        shown(quantity), year, measured.unit, measured.low, measured.high, quantity.bound or "", sure, scope, exact
    )


def _parent_amounts(code: str, parents: Sequence[Parent], vocabulary: Vocabulary) -> tuple[ParentAmount, ...]:
    found = []
    for parent in parents:
        for row in parent.plan.indicators:
            term = vocabulary.indicator(row.code, row.name)
            if code and term is not None and term.code == code:
                found.append(_parent_amount(parent.plan, row, vocabulary))
    return tuple(found)


def _parent_amount(parent: Plan, row: Indicator, vocabulary: Vocabulary) -> ParentAmount:
    scopes = row_scopes(row, vocabulary.indicator(row.code, row.name))
    return ParentAmount(
        document=parent.short or parent.title,
        level=parent.region.level,
        baseline=amount(row.baseline, row.name, vocabulary, scopes[0]),
        target=amount(row.final_target, row.name, vocabulary, scopes[1]),
        clause=indicator_clause(parent, row),
    )


def protection_rows(loaded: LoadedPlan, parents: Sequence[Parent], vocabulary: Vocabulary) -> tuple[ProtectionRow, ...]:
    """The protections of one parent (the covers name it, or it is the nearest), by article, with what covers them."""
    sources = protection_sources(loaded.plan, [parent.plan for parent in parents])
    if not sources:
        return ()
    source, rows = sources[0], []
    for name in dict.fromkeys(article.protection for article in source.articles if article.protection):
        heading = protection_heading(source, name, vocabulary) or name
        cells = tuple(_article_cell(loaded, article) for article in source.articles if article.protection == name)
        rows.append(ProtectionRow(name, heading, source.title, _slogans(loaded, name), cells))
    return tuple(rows)


def _slogans(loaded: LoadedPlan, name: str) -> tuple[Place, ...]:
    found: list[Place] = []
    for index, slogan in enumerate(loaded.plan.slogans):
        if slogan.protection == name:
            found += places(loaded, ("slogans", index), "口号", slogan.at)
    for index, measure in enumerate(loaded.plan.measures):
        for position, cover in enumerate(measure.covers):
            if cover.protection == name and cover.strength == "slogan":
                found += places(loaded, ("measures", index, "covers", position), measure.title, cover.at, measure.at)
    return tuple(found)


def _article_cell(loaded: LoadedPlan, article: Article) -> ArticleCell:
    task: list[Place] = []
    thin: list[Place] = []
    for index, measure in enumerate(loaded.plan.measures):
        for position, cover in enumerate(measure.covers):
            if article_number(cover) == article.number and cover.strength != "slogan":
                label = f"{measure.id}「{measure.title}」"
                where = places(loaded, ("measures", index, "covers", position), label, cover.at, measure.at)
                (task if cover.strength == "task" else thin).extend(where)
    return ArticleCell(
        article.number, article.title, "task" if task else "thin" if thin else "无", (*task, *thin), article.confidence
    )
