"""A part and its whole, as the vocabulary says (高价值发明专利 of all 发明专利): their sizes and the part's share."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.fact import Value
from checker.facts.kin import same_scope
from checker.facts.quantities import Interval, ratio, shown
from checker.facts.rows import percent
from checker.facts.statements import Statement
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan


def share_facts(loaded: LoadedPlan, stated: Sequence[Statement], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure every part with its whole of the same year and 口径, and the share before."""
    seen = set()
    for part in stated:
        term = vocabulary.by_code(part.code) if part.code else None
        if term is None or term.part_of is None or part.narrowed or part.year is None:
            continue
        whole = _whole(part, term.part_of, stated)
        if whole is None or (part.code, part.role, part.year) in seen:
            continue
        seen.add((part.code, part.role, part.year))
        now, before = _share(part, whole, vocabulary), _share_before(part, whole, stated, vocabulary)
        values: dict[str, Value] = {
            "name": part.name,
            "whole_name": whole.name,
            "year": part.year,
            "part": part.measured,
            "whole": whole.measured,
            "share": now,
            "share_before": before,
            "gains": term.gains,
        }
        display = {
            "part": shown(part.quantity),
            "whole": shown(whole.quantity),
            "share": percent(now),
            "share_before": percent(before),
        }
        label = f"「{part.name}」与「{whole.name}」"
        where = part.places(loaded, f"「{part.name}」") + whole.places(loaded, f"「{whole.name}」")
        writer.add("portion", f"portion:{part.topic}", label, values, shown=display, places=where,
                   review=part.review or whole.review)  # fmt: skip


def _whole(part: Statement, code: str, stated: Sequence[Statement]) -> Statement | None:
    """The first statement of the whole for the same time, in the same unit and 口径."""
    for each in stated:
        if each.code != code or each.narrowed or (each.role, each.year) != (part.role, part.year):
            continue
        if each.measured.unit == part.measured.unit and same_scope(each.scope, part.scope) == "same":
            return each
    return None


def _share_before(
    part: Statement, whole: Statement, stated: Sequence[Statement], vocabulary: Vocabulary
) -> Interval | None:
    """The share that a target starts from: the last one achieved of which both numbers are stated."""
    if part.role != "target":
        return None
    earlier = [
        each
        for each in stated
        if (each.code, each.role) == (part.code, "achieved")
        and not each.narrowed
        and each.year is not None
        and same_scope(each.scope, part.scope) == "same"
    ]
    for start in sorted(earlier, key=lambda each: -(each.year or 0)):
        its_whole = _whole(start, whole.code or "", stated)
        if its_whole is not None:
            return _share(start, its_whole, vocabulary)
    return None


def _share(part: Statement, whole: Statement, vocabulary: Vocabulary) -> Interval | None:
    return ratio(part.measured, whole.measured, vocabulary.unit("%").dimension)
