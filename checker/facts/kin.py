"""Two statements under names that are near one another: is it one thing, and one number?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checker.facts.fact import Value
from checker.facts.names import Difference, core, difference, likeness
from checker.facts.quantities import shown
from checker.facts.statements import Statement
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan
from checker.model.words import SCOPES

SMALL = 100
_MEASURED = ("money", "percent", "points", "per-10k")  # dimensions of rules/taxonomy/units.yaml
_STOCK = ("level", "total")  # what there is, and what has come together so far: one 口径 of things that stay
_EACH_YEAR = ("yearly", "each-year")
BOTH = 2
NO_AMOUNT = ("growth", "average-growth", "multiple", "rank")


def kin_facts(
    loaded: LoadedPlan, stated: Sequence[Statement], vocabulary: Vocabulary, writer: FactWriter
) -> frozenset[int]:
    """Measure the pairs; returns the targets of the text (by index) that a row has under a near name, same number."""
    namesakes = {fact.values["topic"] for fact in writer.found if fact.kind == "namesake"}
    twins = set()
    for narrow, wide, apart, listed in _pairs(stated, vocabulary):
        one_number = narrow.same_number(wide, vocabulary)
        rows = narrow.in_table + wide.in_table
        scopes = same_scope(narrow.scope, wide.scope)
        values: dict[str, Value] = {
            "name": narrow.name,
            "other_name": wide.name,
            "role": narrow.role,
            "year": narrow.year,
            "difference": apart or "other",
            "is_listed": listed,
            "terms": bool(narrow.code) + bool(wide.code),
            "value": narrow.measured,
            "other_value": wide.measured,
            "one_number": one_number,
            "is_telling": is_telling(narrow),
            "gap": gap(narrow, wide, vocabulary),
            "scope": narrow.scope,
            "other_scope": wide.scope,
            "scopes": scopes,
            "is_namesake": bool({narrow.topic, wide.topic} & namesakes),
            "together": _together(narrow, wide),
            "quote": narrow.said,
            "other_quote": wide.said,
        }
        display = {
            "value": shown(narrow.quantity),
            "other_value": shown(wide.quantity),
            "scope": SCOPES[narrow.scope],
            "other_scope": SCOPES[wide.scope],
        }
        label = f"「{narrow.name}」与「{wide.name}」"
        where = narrow.places(loaded, f"「{narrow.name}」") + wide.places(loaded, f"「{wide.name}」")
        writer.add("kin", f"kin:{narrow.name}/{wide.name}", label, values, shown=display, places=where,
                   review=narrow.review or wide.review)  # fmt: skip
        if one_number and scopes != "different" and rows == 1 and values["terms"] != BOTH:
            twins |= {each.index for each in (narrow, wide) if not each.in_table and each.role == "target"}
    return frozenset(twins)


def _pairs(
    stated: Sequence[Statement], vocabulary: Vocabulary
) -> Iterator[tuple[Statement, Statement, Difference | None, bool]]:
    """Each pair once, the narrower name first: what tells the names apart, whether the vocabulary warns of them."""
    amounts = [each for each in stated if not each.narrowed and each.scope not in NO_AMOUNT and each.year is not None]
    mistaken = {each.topic: _mistaken_for(each, vocabulary) for each in amounts}
    found: dict[tuple[object, ...], tuple[Statement, Statement, Difference | None, bool]] = {}
    for first, second in _alike(amounts, mistaken):
        if first.topic == second.topic:
            continue
        narrow, wide = sorted((first, second), key=_narrowness)
        apart, listed = _nearness(narrow, wide, mistaken)
        if not apart and not listed:
            continue
        key = (narrow.topic, wide.topic, narrow.role, narrow.year, narrow.quantity.value, wide.quantity.value)
        if key not in found or _together(narrow, wide):  # said together once, they are known to be two
            found[key] = narrow, wide, apart, listed
    yield from found.values()


def _alike(amounts: Sequence[Statement], mistaken: Mapping[str, set[str]]) -> Iterator[tuple[Statement, Statement]]:
    """Each pair of the same role, year and dimension that may be near, in the order of the summary.

    Only what shares a word of ``likeness`` or an indicator to be mistaken for is looked at: a table of thousands of
    rows has millions of other pairs.
    """
    groups: dict[object, list[int]] = {}
    for index, each in enumerate(amounts):
        for word in (*likeness(each.name), each.code, *map(_mistakable, mistaken[each.topic])):
            groups.setdefault((word, *_kind(each)), []).append(index)
    for index, each in enumerate(amounts):
        wanted = {*likeness(each.name), *mistaken[each.topic], *map(_mistakable, (each.code, *mistaken[each.topic]))}
        near = {other for word in wanted for other in _after(index, groups.get((word, *_kind(each)), ()))}
        for other in sorted(near):
            yield each, amounts[other]


def _kind(statement: Statement) -> tuple[str, int | None, str]:
    return statement.role, statement.year, statement.measured.unit


def _mistakable(code: str | None) -> tuple[str | None]:
    """A group of its own: what could be mistaken for the indicator, not what is the indicator."""
    return (code,)


def _after(index: int, group: Sequence[int]) -> Sequence[int]:
    return group[bisect_right(group, index) :]


def _together(one: Statement, other: Statement) -> bool:
    """Whether two numbers stand side by side: rows of the table, or figures of which none stands between."""
    rows = one.in_table + other.in_table
    return rows == BOTH or (rows == 0 and abs(one.index - other.index) == 1)


def _narrowness(statement: Statement) -> tuple[int, str]:
    """The narrower of two names says more; of two that say as much either, but always the same."""
    return -len(core(statement.name)), statement.topic


def _nearness(narrow: Statement, wide: Statement, mistaken: Mapping[str, set[str]]) -> tuple[Difference | None, bool]:
    """What tells two names apart where one contains the other, and whether the vocabulary lists them as lookalikes.

    Two indicators of the vocabulary are two things, whatever their names.
    """
    mine, other = mistaken[narrow.topic], mistaken[wide.topic]
    listed = wide.code in mine or narrow.code in other
    listed = listed or (not (narrow.code or wide.code) and bool(mine & other))
    return None if narrow.code and wide.code else difference(narrow.name, wide.name), listed


def _mistaken_for(statement: Statement, vocabulary: Vocabulary) -> set[str]:
    """The codes of the indicators that a statement's name could be mistaken for."""
    term = vocabulary.by_code(statement.code) if statement.code else None
    return {near.of.code for near in vocabulary.near_misses(term.name if term else statement.name)}


def same_scope(first: str, second: str) -> str:
    """``same``, ``different``, or ``unclear`` where one of the two is."""
    if "unclear" in (first, second):
        return "unclear"
    if first == second or {first, second} <= set(_STOCK) or {first, second} <= set(_EACH_YEAR):
        return "same"
    return "different"


def is_telling(statement: Statement) -> bool:
    """Whether two such numbers hardly meet by chance: small counts of things do."""
    value = statement.quantity.value or Decimal(0)
    return statement.measured.unit in _MEASURED or value != value.to_integral_value() or value >= SMALL


def gap(first: Statement, second: Statement, vocabulary: Vocabulary) -> int:
    """By how many per cent of the larger the smaller printed number falls short of it."""
    sizes = [
        (each.quantity.value or 0) * vocabulary.unit(each.quantity.unit or "", each.name).factor
        for each in (first, second)
    ]
    least, most = sorted(sizes)
    return int((most - least) * 100 / most) if most > 0 else 0
