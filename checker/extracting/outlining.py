"""A summary as an upper document: where its numbers stand, and how sure they are until a person has looked.

What a document asks of the levels below is never taken from its wording by machine: a person writes ``asks``.
"""

from __future__ import annotations

from dataclasses import replace

from checker.extracting.summary import Summary
from checker.model.plan import HeadConfidence, Indicator, Plan

_FRESH = "single-source"  # read once, by machine; a person who has compared it writes verified


def as_outline(summary: Summary) -> Summary:
    """The same plan with the clause and confidence of each row, so that the plans below can be held against it."""
    plan = summary.plan
    titles = {table.id: table.title for table in plan.tables}
    rows = tuple(_row(row, index, titles) for index, row in enumerate(plan.indicators, start=1))
    head = HeadConfidence(title=_FRESH, number=_FRESH if plan.number else None)
    return replace(summary, plan=_with(plan, rows, head))


def _row(row: Indicator, index: int, titles: dict[str, str]) -> Indicator:
    where = titles.get(row.table or "", "指标表")
    return row.model_copy(update={"clause": f"{where} 第{index}项", "confidence": _FRESH})


def _with(plan: Plan, rows: tuple[Indicator, ...], head: HeadConfidence) -> Plan:
    return plan.model_copy(update={"indicators": rows, "confidence": head})
