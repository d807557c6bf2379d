"""Of several plans, rules and decisions each counts for itself: together is what they are one by one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.properties.harness import Case, play
from tests.properties.rewriting import PATHS

some = settings(max_examples=3, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
FILES = {f"{path.parent.name}-{path.name}": path.read_bytes() for path in PATHS}
FAMILIES = ("TGT", "COV", "IND", "FIG", "RSP", "STR", "CIT", "TXT", "TGT003", "COV001,STR007", "TXT,IND002")


def check(folder: Path, *words: str, names: Iterable[str] = FILES, more: dict[str, bytes] | None = None) -> list[Any]:
    """What JSON says of each plan."""
    names = list(names)
    files = {name: FILES[name] for name in names} | (more or {})
    outcome = play(Case(("check", *names, "--format", "json", *words), files), folder)
    assert outcome.code in (0, 1), outcome.err
    plans: list[Any] = json.loads(outcome.out)["plans"]
    return plans


@cache
def alone(folder: Path, name: str) -> Any:
    """A plan checked by itself."""
    (plan,) = check(folder, names=[name])
    return plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@some
@given(chance=st.randoms(use_true_random=False))
def test_plans_are_checked_together_as_they_are_one_by_one(folder: Path, chance: random.Random) -> None:
    """None of these is a parent of another: a provincial plan among the inputs would be."""
    names = chance.sample(sorted(FILES), chance.randint(2, 4))
    assert check(folder, names=names) == [alone(folder, name) for name in names]


@some
@given(family=st.sampled_from(FAMILIES), name=st.sampled_from(sorted(FILES)))
def test_some_rules_say_what_they_say_among_all(folder: Path, family: str, name: str) -> None:
    (chosen,) = check(folder, "--select", family, names=[name])
    (others,) = check(folder, "--ignore", family, names=[name])
    whole = alone(folder, name)
    wanted = tuple(family.split(","))
    for part, belongs in ((chosen, True), (others, False)):
        for key in ("findings", "checks"):
            assert part[key] == [each for each in whole[key] if each["rule"].startswith(wanted) is belongs]


@some
@given(chance=st.randoms(use_true_random=False), name=st.sampled_from(sorted(FILES)))
def test_waivers_and_baseline_change_the_state_alone(folder: Path, chance: random.Random, name: str) -> None:
    whole = alone(folder, name)
    keys = [each["key"] for each in whole["findings"]]
    waived = chance.sample(keys, min(3, len(keys)))
    kept = chance.sample(keys, min(5, len(keys)))
    entry = {"plan": whole["id"], "reason": "已定", "owner": "规划科", "expires": "2099-12-31"}
    waivers = {"waivers": [entry | {"rule": key.partition(":")[0], "where": key} for key in waived]}
    baseline = {"version": 1, "tool": "0.1.0", "rules": {}, "plans": {whole["id"]: kept}}
    files = {"w.yaml": json.dumps(waivers).encode(), "b.json": json.dumps(baseline).encode()}
    (settled,) = check(folder, "--waivers", "w.yaml", "--baseline", "b.json", names=[name], more=files)
    states = {each["key"]: each["state"] for each in settled["findings"]}
    assert states == {key: "waived" if key in waived else "baselined" if key in kept else "open" for key in keys}
    assert settled["checks"] == whole["checks"]
    assert [_without_state(each) for each in settled["findings"]] == [
        _without_state(each) for each in whole["findings"]
    ]


def _without_state(finding: dict[str, Any]) -> dict[str, Any]:
    return {key: finding[key] for key in finding if key not in ("state", "waiver")}
