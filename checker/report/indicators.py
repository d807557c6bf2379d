"""Indicator rows as the report shows them: bar, plain sentence, and the findings about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from checker.model.result import IndicatorRow, ParentAmount
from checker.report.bars import Drawing, draw
from checker.report.findings import FindingView
from checker.report.growth import explain


class IndicatorView(Struct, frozen=True):
    """An indicator row with its bar, its sentence, its parents (equal values once) and the findings about it."""

    row: IndicatorRow
    drawing: Drawing
    sentence: str
    parents: tuple[tuple[ParentAmount, ...], ...]
    findings: tuple[FindingView, ...]


def view_indicators(rows: Sequence[IndicatorRow], findings: Sequence[FindingView]) -> tuple[IndicatorView, ...]:
    """Prepare the rows; a finding is about a row where one of its places is that row, or it names it."""
    return tuple(
        IndicatorView(
            row,
            draw(row),
            explain(row),
            _alike(row.parents),
            tuple(view for view in findings if _about(view, row)),
        )
        for row in rows
    )


def _about(view: FindingView, row: IndicatorRow) -> bool:
    finding = view.finding
    if row.name and (finding.subject == row.name or f"「{row.name}」" in finding.subject):
        return True
    if row.place is None or row.place.route[:1] != ("indicators",):
        return False
    mine = row.place.route[:2]
    if len(finding.places) > len(mine) + 1:  # a finding about many places says nothing of one row
        return False
    return any(place.route[:2] == mine for place in (*finding.places, *finding.related))


def _alike(parents: Iterable[ParentAmount]) -> tuple[tuple[ParentAmount, ...], ...]:
    """Parents of one level that give the same target together; the one that also has a baseline first."""
    groups: dict[tuple[str, str, str], list[ParentAmount]] = {}
    for parent in parents:
        target = parent.target
        key = (parent.level, target.shown.replace(".0", "") if target else "", target.year if target else "")
        groups.setdefault(key, []).append(parent)
    return tuple(tuple(sorted(group, key=lambda parent: parent.baseline is None)) for group in groups.values())
