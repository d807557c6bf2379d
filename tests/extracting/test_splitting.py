"""Digits of a row that stand without anything between them: split exactly, or left to a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extracting.splitting import Evidence, split_run


def stated(*values: str) -> Evidence:
    return Evidence(stated=tuple((Decimal(value), f"{value}件", True) for value in values))


@pytest.mark.parametrize(
    ("run", "columns", "evidence", "values"),
    [
        ("3.244.6", 2, stated("4.6"), ("3.24", "4.6")),
        ("1218", 2, stated("12", "18"), ("12", "18")),
        ("7.28", 2, stated("8"), ("7.2", "8")),
        ("9195", 2, Evidence(most=Decimal(100)), ("91", "95")),
        ("98100", 2, Evidence(most=Decimal(100)), ("98", "100")),
        ("718", 2, Evidence(most=Decimal(100), rising=True), ("7", "18")),
        ("718", 2, Evidence(most=Decimal(100), rising=False), ("71", "8")),
        ("718", 2, Evidence(most=Decimal(100)), None),
        ("12.5", 2, Evidence(), None),
        ("12.512.9", 2, Evidence(), None),
        ("-12.5", 2, Evidence(), (None, "12.5")),
        ("—12.5", 2, Evidence(), (None, "12.5")),
        ("85%90%", 2, Evidence(), ("85%", "90%")),
        ("85 90以上", 2, Evidence(), ("85", "90以上")),
        ("≥85≥90", 2, Evidence(), ("≥85", "≥90")),
        ("1,2343,456", 2, Evidence(), ("1,234", "3,456")),
        ("3.2 4.1 5.0", 3, Evidence(), ("3.2", "4.1", "5.0")),
        ("3.24.15.0", 3, stated("3.2", "5.0"), ("3.2", "4.1", "5.0")),
        ("120", 1, Evidence(), ("120",)),
        ("1220", 2, stated("1"), None),
        ("20", 2, stated("20"), (None, "20")),
        ("--", 1, Evidence(), (None,)),
        ("12以上3", 3, Evidence(), None),
        ("1" * 200, 2, Evidence(), None),
    ],
)  # fmt: skip
def test_runs(run: str, columns: int, evidence: Evidence, values: tuple[str | None, ...] | None) -> None:
    assert split_run(run, columns, evidence).values == values


def test_what_is_not_known_lists_the_ways() -> None:
    split = split_run("12.512.9", 2, Evidence())
    assert split.values is None
    assert split.sure < 0.7
    assert split.ways[0] == ("12.5", "12.9")
    assert "12.5 | 12.9；" in split.note


def test_a_split_tells_its_evidence() -> None:
    split = split_run("3.244.6", 2, stated("4.6"))
    assert split.sure >= 0.9
    assert "正文写有4.6件" in split.note


NUMBERS = st.builds(
    lambda whole, places, digits: f"{whole}.{digits:0{places}d}" if places else str(whole),
    st.integers(0, 30000),
    st.integers(0, 2),
    st.integers(0, 9),
)


@settings(max_examples=600)
@given(NUMBERS, NUMBERS, st.sampled_from(["nothing", "target", "baseline", "both"]), st.booleans(), st.booleans())
def test_a_glued_pair_is_split_exactly_or_left_open(
    one: str, other: str, told: str, share: bool, directed: bool
) -> None:
    """With true evidence only, no wrong split is ever taken."""
    values = {"nothing": [], "target": [other], "baseline": [one], "both": [one, other]}[told]
    first, second = Decimal(one), Decimal(other)
    evidence = Evidence(
        stated=tuple((Decimal(value), value, value == other) for value in values),
        most=Decimal(100) if share and max(first, second) <= 100 else None,
        rising=second >= first if directed else None,
    )
    split = split_run(one + other, 2, evidence)
    assert split.values in ((one, other), None)
    assert (split.values is None) == (split.sure < 0.7)


@given(NUMBERS, st.booleans(), st.sampled_from(["", "-", "—", "/"]), st.booleans())
def test_an_empty_baseline_is_seen_or_left_open(target: str, told: bool, sign: str, share: bool) -> None:
    evidence = Evidence(
        stated=((Decimal(target), target, True),) if told else (),
        most=Decimal(100) if share and Decimal(target) <= 100 else None,
        rising=True,
    )
    split = split_run(sign + target, 2, evidence)
    assert split.values in ((None, target), None)
    if sign:
        assert split.values == (None, target)


@given(st.lists(NUMBERS, min_size=2, max_size=4))
def test_what_has_spaces_needs_no_evidence(values: list[str]) -> None:
    assert split_run(" ".join(values), len(values), Evidence()).values == tuple(values)


@given(st.text("0123456789.-%≥ []以上", max_size=40), st.integers(1, 5))
def test_any_run_ends(run: str, columns: int) -> None:
    split = split_run(run, columns, Evidence())
    assert split.values is None or len(split.values) == columns
