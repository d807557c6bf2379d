"""A result in which every text of the plan is an attack."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import (
    Amount,
    ArticleCell,
    Check,
    Clause,
    ClauseRow,
    Finding,
    IndicatorRow,
    ParentAmount,
    ParentUse,
    Place,
    PlanResult,
    Problem,
    ProtectionRow,
    Result,
    RuleOutcome,
    Run,
    Verdict,
)
from checker.reading.document import Block, Document
from checker.report.source import Heading, Source

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = "\" onmouseover='alert(2)' x=\""
STYLE = "</style><img src=http://evil.example/x onerror=alert(3)>"
BIDI = "甲\u202e乙\u2066丙\u200b丁\x07戊\x1b[31m"
LONG = "长" * 10_000


def hostile() -> Result:
    """Every text of the plan is an attack: markup, attribute breaks, control characters, no end of a cell."""
    place = Place(SCRIPT, (SCRIPT, 0, ATTRIBUTE), None, None, ATTRIBUTE + LONG, 7)
    clause = Clause(STYLE, STYLE, SCRIPT, ATTRIBUTE, SCRIPT, SCRIPT, ATTRIBUTE)
    finding = Finding(
        SCRIPT,
        SCRIPT,
        SCRIPT,
        STYLE,
        "error",
        SCRIPT,
        SCRIPT + BIDI,
        STYLE,
        ATTRIBUTE,
        (place,) * 6,
        (place,),
        (clause,),
    )
    amount = Amount(SCRIPT, ATTRIBUTE, SCRIPT, 1, 2)
    row = IndicatorRow(
        SCRIPT + "\ud800",
        SCRIPT,
        "列入",
        STYLE,
        amount,
        amount,
        SCRIPT,
        (SCRIPT, ATTRIBUTE),
        (ParentAmount(SCRIPT, ATTRIBUTE, amount, amount, clause),),
        place,
    )
    verdicts = tuple(Check(ATTRIBUTE, SCRIPT, verdict, STYLE, (place,)) for verdict in Verdict)
    plan = PlanResult(
        id="../" + SCRIPT,
        title=STYLE,
        region=SCRIPT,
        level=ATTRIBUTE,
        kind=SCRIPT,
        stage=SCRIPT,
        issued=SCRIPT,
        period=BIDI,
        file=SCRIPT,
        sha256=SCRIPT,
        source_file=ATTRIBUTE,
        source_sha256=STYLE,
        cut=(SCRIPT,),
        parents=(ParentUse(SCRIPT, STYLE, ATTRIBUTE, SCRIPT),),
        counts=dict.fromkeys(Verdict, 1),
        rules=tuple(
            RuleOutcome(rule, SCRIPT, STYLE, SCRIPT, dict.fromkeys(Verdict, 1), STYLE) for rule in (ATTRIBUTE, SCRIPT)
        ),
        checks=verdicts,
        findings=(finding, finding, replace(finding, state="waived")),
        indicators=(row,),
        protections=(
            ProtectionRow(SCRIPT, STYLE, ATTRIBUTE, (place,), (ArticleCell(SCRIPT, STYLE, "thin", (place,), SCRIPT),)),
        ),
        clauses=(ClauseRow(clause, STYLE, "machine", (SCRIPT, ATTRIBUTE, STYLE)),),
    )
    return Result(Run(SCRIPT, STYLE, 1), (plan, plan), (Problem(SCRIPT, STYLE, 1),))


def _document() -> Document:
    lines = (SCRIPT, ATTRIBUTE, STYLE, BIDI, LONG, SCRIPT + SCRIPT)
    text = "\n".join(lines)
    blocks = []
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line)
        row = number in (3, 4)
        blocks.append(
            Block("row", start, end, table=0, cells=((start, end), (end, end)))
            if row
            else Block("paragraph", start, end)
        )
        start = end + 1
    return Document(SCRIPT, "", "txt", text, tuple(blocks), title=STYLE, notes=(SCRIPT,))


_SECOND = len(SCRIPT) + 1
SOURCE = Source(
    (Heading(0, len(SCRIPT), 1, SCRIPT), Heading(_SECOND, _SECOND + len(ATTRIBUTE), 1, STYLE)),
    (_SECOND, 10**9),
    _document(),
)
