"""Goals of the running text that stand in it more than once, and names that leave open what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.statements import Statement
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter, figure_topic, quote_of
from checker.loading.plans import LoadedPlan
from checker.model.plan import Figure

_REACH = "达到"  # 达到…and …以上 ask for the same
_BOUNDS = {
    None: _REACH,
    "at-least": _REACH,
    "more-than": "超过",
    "at-most": "以内",
    "less-than": "低于",
    "about": "左右",
}


def restated_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure each two places of the text that print one goal with one number."""
    for (index, first), (other, second) in _twice(loaded, vocabulary):
        differs = list(_differences(first, second, vocabulary))
        label = f"正文「{first.indicator}」"
        values: dict[str, Value] = {
            "name": first.indicator,
            "topic": figure_topic(first, vocabulary),
            "quote": quote_of(first),
            "other_quote": quote_of(second),
            "agrees": not differs,
            "differs": "，".join(differs),
        }
        where = places(loaded, ("figures", index), label, first.at)
        where += places(loaded, ("figures", other), label, second.at)
        writer.add("restated", f"figure:{values['topic']}", label, values, places=where,
                   review=first.review or second.review)  # fmt: skip


def _twice(loaded: LoadedPlan, vocabulary: Vocabulary) -> Iterator[tuple[tuple[int, Figure], tuple[int, Figure]]]:
    """Targets of one topic, 口径 and year (one of the two may leave the year out) that print one number."""
    goals = [
        (index, figure)
        for index, figure in enumerate(loaded.plan.figures)
        if figure.role == "target" and figure.value is not None
    ]
    for pair in combinations(goals, 2):
        first, second = pair[0][1], pair[1][1]
        years = {figure.year for figure in (first, second)} - {None}
        same = figure_topic(first, vocabulary) == figure_topic(second, vocabulary) and first.scope == second.scope
        if same and len(years) <= 1 and _one_number(first, second, vocabulary):
            yield pair


def _one_number(first: Figure, second: Figure, vocabulary: Vocabulary) -> bool:
    """Whether the numbers are equal: in one unit or another that converts, else as printed."""
    sizes = [vocabulary.unit(figure.unit or "", figure.indicator) for figure in (first, second)]
    printed = [(figure.value, figure.max) for figure in (first, second)]
    if sizes[0].dimension != sizes[1].dimension:
        return printed[0] == printed[1]
    counted = [
        tuple(None if number is None else number * size.factor for number in numbers)
        for numbers, size in zip(printed, sizes, strict=True)
    ]
    return counted[0] == counted[1]


def _differences(first: Figure, second: Figure, vocabulary: Vocabulary) -> Iterator[str]:
    """What the two places print differently, in words."""
    one, other = _BOUNDS[first.bound], _BOUNDS[second.bound]
    if one != other:
        yield f"一处是“{one}”，一处是“{other}”"
    if (first.hedge is None) != (second.hedge is None):
        yield f"一处有“{first.hedge or second.hedge}”，一处没有"
    units = [vocabulary.unit(figure.unit or "", figure.indicator).dimension for figure in (first, second)]
    if units[0] != units[1]:
        yield f"单位一处是“{first.unit or '无'}”，一处是“{second.unit or '无'}”"


def vague_facts(loaded: LoadedPlan, stated: list[Statement], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure each target under a name that the vocabulary says leaves open what is measured.

    To be called when the near-misses of upper indicators have been measured.
    """
    compared = {fact.values["name"] for fact in writer.found if fact.kind == "lookalike"}
    seen = set()
    for each in stated:
        if each.role != "target" or each.code or each.name in seen:
            continue
        near = next((near for near in vocabulary.near_misses(each.name) if near.vague), None)
        if near is None:
            continue
        seen.add(each.name)
        label = f"「{each.name}」"
        values: dict[str, Value] = {
            "name": each.name,
            "of_name": near.of.name,
            "why": near.why,
            "is_compared": each.name in compared,
            "quote": each.said,
        }
        writer.add("vague", f"vague:{each.topic}", label, values, places=each.places(loaded, label), review=each.review)
