"""What an expert expects when a plan gets better, worse, or less certain: findings move one way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checker.model.result import Verdict
from tests.properties.corpus import ROOT
from tests.properties.rewriting import (
    NAMES,
    PATHS,
    Data,
    checked,
    checked_as_it_is,
    data_of,
    failed,
    items,
    verdicts,
    written,
)

some = settings(max_examples=2, phases=(Phase.generate,))  # a small case tells no more than a large one
every_plan = pytest.mark.parametrize("path", PATHS, ids=NAMES)
numbers = st.integers(0, 10_000)

# a target that is held against another number of the same plan must move with it: rates against totals (FIG), near
# names (TGT030 to 035, 044), parts and wholes (TGT036); and TGT045 asks of a large target whether it can be reached
AMONG_TARGETS = ("TGT030", "TGT031", "TGT032", "TGT033", "TGT035", "TGT036", "TGT042", "TGT044", "TGT045")
ERRORS = ("TGT002", "TGT003", "TGT007")


@every_plan
@given(factor=st.sampled_from([Decimal("1.5"), Decimal(2), Decimal(10)]))
@settings(some, max_examples=1)
def test_better_targets_make_no_finding(path: Path, factor: Decimal) -> None:
    """All targets of a plan multiplied, wherever they are stated; where less is better, divided."""
    data = data_of(path)
    for row in data.get("indicators", ()):
        for target in [row.get("target"), *row.get("targets", ())]:
            _raise(target, factor)
    for figure in data.get("figures", ()):
        if figure["role"] == "target":
            _raise(figure, factor)
    new = failed(checked(written(data)), "TGT") - failed(checked_as_it_is(path), "TGT")
    assert {key[0] for key in new} <= set(AMONG_TARGETS)


@every_plan
@given(number=numbers)
@some
def test_one_better_target_makes_no_error(path: Path, number: int) -> None:
    """One row's target raised, in the table and in the text under the same name."""
    data = data_of(path)
    rows = [row for row in data.get("indicators", ()) if isinstance(row.get("target", {}).get("value"), int | Decimal)]
    if not rows:
        return
    row = rows[number % len(rows)]
    _raise(row["target"], Decimal(2))
    for figure in data.get("figures", ()):
        if figure["indicator"] == row["name"] and figure["role"] == "target" and not figure.get("of"):
            _raise(figure, Decimal(2))
    result, before = checked(written(data)), checked_as_it_is(path)
    assert not failed(result, "TGT002", "TGT006", "TGT017") - failed(before, "TGT002", "TGT006", "TGT017")
    stated_elsewhere = {key[0] for key in failed(result, *ERRORS) - failed(before, *ERRORS)}
    assert not stated_elsewhere, row["name"]


def _raise(quantity: Data | None, factor: Decimal) -> None:
    if quantity is None or quantity.get("scope") == "rank" or quantity.get("bound") in ("at-most", "less-than"):
        return
    for key in ("value", "max"):
        if isinstance(quantity.get(key), int | Decimal):
            raised = quantity[key] * factor
            quantity[key] = raised if isinstance(quantity[key], Decimal) else int(raised)


@every_plan
@given(number=numbers)
@some
def test_a_task_removed_covers_nothing(path: Path, number: int) -> None:
    data = data_of(path)
    covering = [index for index, measure in enumerate(data["measures"]) if measure.get("covers")]
    if not covering:
        return
    del data["measures"][covering[number % len(covering)]]
    before, after = checked_as_it_is(path), checked(written(data))
    assert not failed(before, "COV001") - failed(after, "COV001")
    if failed(before, "COV001") == failed(after, "COV001"):  # else one finding speaks for all articles of a protection
        assert not failed(before, "COV002") - failed(after, "COV002")


@every_plan
@given(number=numbers)
@some
def test_a_citation_removed_is_not_made_up_for(path: Path, number: int) -> None:
    data = data_of(path)
    if not data.get("citations"):
        return
    del data["citations"][number % len(data["citations"])]
    assert not failed(checked_as_it_is(path), "CIT001") - failed(checked(written(data)), "CIT001")


@every_plan
@given(number=numbers)
@some
def test_units_removed_are_missed(path: Path, number: int) -> None:
    data = data_of(path)
    named = [each for each in (*data["measures"], *data.get("indicators", ())) if each.get("responsible")]
    if not named:
        return
    del named[number % len(named)]["responsible"]
    before, after = (failed(result, "RSP001", "RSP003") for result in (checked_as_it_is(path), checked(written(data))))
    assert not before - after
    assert (after - before).total() <= 1


@every_plan
@given(number=numbers)
@some
def test_a_row_removed_is_missed(path: Path, number: int) -> None:
    """No upper indicator that was missing is there because another row was taken out."""
    data = data_of(path)
    if not data.get("indicators"):
        return
    name = data["indicators"].pop(number % len(data["indicators"]))["name"]
    for measure in data["measures"]:
        measure["serves"] = [each for each in measure.get("serves", ()) if each != name]
    rules = ("IND001", "IND010")
    assert not failed(checked_as_it_is(path), *rules) - failed(checked(written(data)), *rules)


@every_plan
@given(number=numbers)
@some
def test_a_doubt_makes_no_finding(path: Path, number: int) -> None:
    """An item marked for review may leave things undecided; it never turns into a new finding."""
    data = data_of(path)
    listed = [each for key in ("indicators", "figures", "measures") for each in data.get(key, ())]
    for step in range(3):
        listed[(number + step * 7) % len(listed)]["review"] = True
    before, after = checked_as_it_is(path), checked(written(data))
    assert not failed(after) - failed(before)
    assert after.counts[Verdict.UNDECIDED] >= before.counts[Verdict.UNDECIDED]


@every_plan
def test_a_text_that_breaks_off_makes_no_finding_but_that(path: Path) -> None:
    data = data_of(path)
    lists = [key for key in ("indicators", "figures", "measures", "sections", "citations") if key in data]
    data.setdefault("source", {"file": "a.txt"})["cut"] = lists
    new = failed(checked(written(data))) - failed(checked_as_it_is(path))
    assert {key[0] for key in new} <= {"STR001"}


@every_plan
def test_an_indicator_of_its_own_concerns_nothing_else(path: Path) -> None:
    data = data_of(path)
    if not data.get("indicators"):
        return
    own = {"name": "临江老字号船模工坊", "baseline": {"year": 2020, "value": 7, "unit": "间"}}
    own["target"] = {"year": 2025, "value": 13, "unit": "间"}
    data["indicators"].append(
        own | {key: data["indicators"][0][key] for key in data["indicators"][0] if key == "table"}
    )
    before, after = verdicts(checked_as_it_is(path)), verdicts(checked(written(data)))
    assert not before - after
    assert {key[1] for key in after - before} == {"指标表「临江老字号船模工坊」"}


@every_plan
def test_the_names_of_files_and_ids_concern_nothing(path: Path) -> None:
    data = data_of(path)
    data["id"] = "cn-another-id"
    for source in [data.get("source"), *data.get("sources", ())]:
        if source:
            source["file"] = "另一个文件.txt"
    assert verdicts(checked(written(data))) == verdicts(checked_as_it_is(path))


def test_there_is_something_to_lose() -> None:
    """The plans of these tests have what the relations speak of."""
    assert ROOT.joinpath("plans").is_dir()
    for rules in (("COV001", "COV002"), ("CIT001",), ("RSP001", "RSP003"), ("IND001",), ("TGT",)):
        assert any(failed(checked_as_it_is(path), *rules) for path in PATHS), rules
    assert any(quantity.get("bound") for path in PATHS for quantity in items(data_of(path)))
