"""Goals that stand in the text more than once, or in the table and the text; names that leave open what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.quantities import half_step, shown
from checker.facts.rows import row_scopes
from checker.facts.statements import Statement
from checker.facts.vocabulary import Vocabulary
from checker.facts.wordings import marked
from checker.facts.writer import FactWriter, code_of, figure_topic, quote_of, topic
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity, Scope
from checker.model.plan import Figure, Indicator
from checker.model.words import SCOPES

_REACH = "达到"  # 达到…and …以上 ask for the same
_BOUNDS = {
    None: _REACH,
    "at-least": _REACH,
    "more-than": "超过",
    "at-most": "以内",
    "less-than": "低于",
    "about": "左右",
}
_MEASURED = ("money", "percent", "points")  # dimensions of rules/taxonomy/units.yaml that are no counting words
_OVER = ("at-least", "more-than")


def restated_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure each two places of the text that print one goal with one number, or with two and no 口径."""
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
    tabled_facts(loaded, vocabulary, writer)


def tabled_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure each row whose goal the text words otherwise, where the two numbers don't exclude each other."""
    goals: dict[tuple[str, int | None], list[int]] = {}
    for index, figure in enumerate(loaded.plan.figures):
        if figure.role == "target" and figure.value is not None:
            goals.setdefault((figure_topic(figure, vocabulary), figure.year), []).append(index)
    for row_index, row in enumerate(loaded.plan.indicators):
        target = row.final_target
        if target is None or target.value is None or target.year is None:
            continue
        subject = topic(code_of(row, row.name, vocabulary), row.name)
        for index in goals.get((subject, target.year), ()):
            figure = loaded.plan.figures[index]
            differs = "，".join(_tabled_otherwise(row, target, figure, vocabulary))
            if not differs:
                continue
            label = f"正文「{figure.indicator}」"
            values: dict[str, Value] = {
                "name": row.name,
                "topic": subject,
                "quote": f"{row.name}{shown(target)}",
                "other_quote": quote_of(figure),
                "agrees": False,
                "differs": differs,
            }
            where = places(loaded, ("indicators", row_index), f"指标表「{row.name}」", row.at)
            where += places(loaded, ("figures", index), label, figure.at)
            writer.add("restated", f"figure:{subject}", label, values, places=where,
                       review=row.review or target.review or figure.review)  # fmt: skip


def _tabled_otherwise(row: Indicator, target: Quantity, figure: Figure, vocabulary: Vocabulary) -> Iterator[str]:
    """What the table and the text print differently, in words."""
    printed = (target.unit or "", figure.unit or "")
    units = [vocabulary.unit(unit, row.name) for unit in printed]
    if units[0].dimension != units[1].dimension:
        counted = all(printed) and not any(unit.dimension in _MEASURED for unit in units)
        if counted and (target.value, target.max) == (figure.value, figure.max):
            yield f"单位表里是“{printed[0]}”，正文是“{printed[1]}”"
        return
    assert target.value is not None
    assert figure.value is not None
    listed, said = target.value * units[0].factor, figure.value * units[1].factor
    scopes = (target.scope or marked(row.name), _said_scope(figure))
    if listed == said and set(scopes) == {"total", "yearly"}:
        yield f"口径表里是“{SCOPES[scopes[0] or 'unclear']}”，正文是“{SCOPES[scopes[1] or 'unclear']}”"
    is_open = figure.bound in _OVER and target.bound in (None, *_OVER) and target.max is None and figure.max is None
    same = row_scopes(row, vocabulary.indicator(row.code, row.name))[1] == figure.scope
    if is_open and same and said < listed and not _is_cut(figure.value, listed / units[1].factor):
        yield f"表里是“{shown(target)}”，正文只写“{shown(figure)}”"
    plain = figure.bound is None and target.bound is None and target.max is None and figure.max is None
    if plain and same and units[0] == units[1] and _is_finer(figure.value, target.value):
        yield f"表里是“{shown(target)}”，正文是“{shown(figure)}”"


def _said_scope(figure: Figure) -> Scope | None:
    """The 口径 that the text itself prints: 年登记, 累计."""
    by_year, summed = marked(figure.indicator) == "yearly", "累计" in f"{figure.indicator}{quote_of(figure)}"
    if by_year == summed:
        return None
    return "total" if summed else "yearly"


def _is_finer(said: Decimal, listed: Decimal) -> bool:
    """Whether the text prints more digits than the table, and another number: a goal is not rounded in its table."""
    least, coarse = said.as_tuple().exponent, listed.as_tuple().exponent
    assert isinstance(least, int)
    assert isinstance(coarse, int)
    return said != listed and least < min(coarse, 0) and abs(said - listed) <= half_step(listed)


def _is_cut(said: Decimal, whole: Decimal) -> bool:
    """Whether a number is another, cut off behind the digits it has: 超过80 of 83, 1万以上 of 1.15万."""
    exponent = said.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return said != 0 and (whole / step).to_integral_value(ROUND_FLOOR) * step == said


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
        if same and len(years) <= 1 and (_one_number(first, second, vocabulary) or _are_two(*pair)):
            yield pair


def _are_two(one: tuple[int, Figure], other: tuple[int, Figure]) -> bool:
    """Whether one goal of one year has two numbers, and no word says which is what is there and which what is new.

    Two numbers side by side are two things: 每县至少1个，全市达到13个.
    """
    first, second = one[1], other[1]
    exact = all(figure.bound is None and figure.max is None for figure in (first, second))
    unsaid = first.scope in (None, "unclear") and first.year is not None and first.year == second.year
    return exact and unsaid and first.unit == second.unit and first.value != second.value and other[0] - one[0] > 1


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
    if first.unit == second.unit and first.value != second.value:
        yield f"一处是“{shown(first)}”，一处是“{shown(second)}”，都没有写明是新增还是累计"
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
