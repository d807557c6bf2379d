"""The text report: what cannot be said is said once, whichever rules it keeps from a verdict."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import Check, Verdict
from checker.report.text import text_plan
from tests.report.samples import sample

WHY = "有一个数没有写单位，不能比较"


def undecided(*checks: tuple[str, str, str]) -> list[str]:
    """The lines of the report for these checks: rule, subject, reason."""
    plan = sample().plans[0]
    left = tuple(Check(rule, subject, Verdict.UNDECIDED, reason, ()) for rule, subject, reason in checks)
    lines = text_plan(replace(plan, checks=left)).splitlines()
    first = lines.index("  无法判断：") + 1
    return [line.strip() for line in lines[first : lines.index("", first)]]


def test_rules_that_say_the_same_of_the_same_share_a_line() -> None:
    assert undecided(("TGT001", "甲", WHY), ("TGT003", "甲", WHY), ("TGT003", "乙", "抽取存疑：乙")) == [
        f"TGT001、TGT003 甲：{WHY}",
        "TGT003 乙：抽取存疑：乙",
    ]


def test_several_subjects_of_a_rule_share_a_line() -> None:
    assert undecided(("TGT001", "甲", WHY), ("TGT001", "乙", WHY), ("TGT003", "甲", WHY)) == [
        f"TGT001 甲等 2 项：{WHY}",
        f"TGT003 甲：{WHY}",
    ]
