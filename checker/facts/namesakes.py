"""Rows of the table that the text knows by another name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.facts.fact import Value
from checker.facts.names import difference, is_alike
from checker.facts.places import places
from checker.facts.quantities import interval
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, code_of, figure_topic, topic
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.plan import Figure, Indicator


def namesake_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """A row whose baseline and target are both printed in the text as those of one thing with another name.

    A name that differs by words for counting alone (质押融资, 质押融资登记金额), or says the same in other words, is
    no other name. Only where the baseline has decimals: two numbers such as 1 and 5 meet by chance.
    """
    for index, row in enumerate(loaded.plan.indicators):
        target, baseline = row.final_target, row.baseline
        if target is None or baseline is None or baseline.value is None or target.value is None:
            continue
        if baseline.value == baseline.value.to_integral_value():
            continue
        subject = topic(code_of(row, row.name, vocabulary), row.name)
        starts = _saying(loaded.plan.figures, baseline, row, ("achieved", "baseline"), vocabulary)
        ends = _saying(loaded.plan.figures, target, row, ("target",), vocabulary)
        said = (*starts, *ends)
        if not starts or not ends or any(figure_topic(f, vocabulary) == subject for f in said):
            continue
        if any(_says_as_much(figure, row, vocabulary) for figure in said):
            continue
        others = {figure_topic(figure, vocabulary) for figure in starts}
        ends = [figure for figure in ends if figure_topic(figure, vocabulary) in others]
        if not ends:
            continue  # two other names: neither is what the row is called in the text
        starts = [figure for figure in starts if figure_topic(figure, vocabulary) == figure_topic(ends[0], vocabulary)]
        values: dict[str, Value] = {
            "name": row.name,
            "topic": subject,
            "start_name": starts[0].indicator,
            "end_name": ends[0].indicator,
        }
        label = f"指标表「{row.name}」"
        where = places(loaded, ("indicators", index), label, row.at)
        for figure in (starts[0], ends[0]):
            where += places(loaded, ("figures", loaded.plan.figures.index(figure)), figure.indicator, figure.at)
        writer.add("namesake", f"indicator:{subject}", label, values, places=where, review=row.review)


def _says_as_much(figure: Figure, row: Indicator, vocabulary: Vocabulary) -> bool:
    """Whether a figure's name may be the row's in short or in other words; an indicator of its own is not."""
    if "same" in (difference(figure.indicator, row.name), difference(row.name, figure.indicator)):
        return True
    begins = normalised(row.name).startswith(normalised(figure.indicator))
    unknown = code_of(figure, figure.indicator, vocabulary) is None
    return unknown and (begins or is_alike(figure.indicator, row.name))


def _saying(
    figures: Sequence[Figure], quantity: Quantity, row: Indicator, roles: tuple[str, ...], vocabulary: Vocabulary
) -> list[Figure]:
    """The figures of these roles that print the same number in a unit that can be compared."""
    wanted = interval(quantity, vocabulary, name=row.name)
    number = _number(quantity, row.name, vocabulary)
    return [
        figure
        for figure in figures
        if figure.role in roles
        and _number(figure, figure.indicator, vocabulary) == number
        and wanted is not None
        and (found := interval(figure, vocabulary, name=figure.indicator)) is not None
        and (found.unit == wanted.unit or {found.unit, wanted.unit} == {"items", "per-10k"})
    ]


def _number(quantity: Quantity, name: str, vocabulary: Vocabulary) -> Decimal | None:
    """The printed number in base units: 8500件 is 0.85万件."""
    return None if quantity.value is None else quantity.value * vocabulary.unit(quantity.unit or "", name).factor
