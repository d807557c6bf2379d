"""Where the time goes: told by stage, measuring module and rule, and told of itself it changes nothing."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

import pytest

from checker import resources
from checker.engine import durable_available
from checker.judging.profile import Profile
from checker.judging.session import Session
from checker.loading.plans import load_plan
from checker.model.result import PlanResult
from tests.judging.support import rulebook

PLAN = resources.rules().parent / "plans" / "cn-hebei-baoding-145.yaml"


@cache
def profiled() -> tuple[Profile, PlanResult]:
    profile = Profile()
    return profile, Session(rulebook(), profile=profile).check(load_plan(PLAN))


def test_a_profiled_check_finds_the_same() -> None:
    assert profiled()[1] == Session(rulebook()).check(load_plan(PLAN))


def test_every_rule_is_timed() -> None:
    profile, result = profiled()
    machine = {loaded.rule.id for loaded in rulebook().rules if loaded.compiled}
    assert set(profile.matching) == machine
    assert set(profile.judging) == {outcome.rule for outcome in result.rules}
    assert all(seconds > 0 for seconds in (*profile.matching.values(), *profile.judging.values()))
    assert ("durable" in profile.stages) == durable_available()


def test_every_module_that_measures_is_timed() -> None:
    modules = set(profiled()[0].modules)
    assert {"structure", "rows", "figures", "upper", "density"} <= modules
    assert all((Path(PLAN).parents[1] / "checker" / "facts" / f"{name}.py").is_file() for name in modules)


def test_the_slowest_rule_is_the_first() -> None:
    profile = Profile()
    profile.matched("TGT001:that", 2.0)
    profile.matched("TGT001:given", 1.0)
    profile.matched("COV001:given", 4.0)
    profile.matched("durable", 9.0)
    profile.judging["IND001"] = 3.5
    assert profile.slowest() == [("COV001", 4.0, 0.0), ("IND001", 0.0, 3.5), ("TGT001", 3.0, 0.0)]
    assert profile.stages == {"durable": 9.0}


def test_what_other_processes_spent_is_taken_in() -> None:
    ours, theirs = Profile(plans=1), Profile(plans=2)
    ours.matched("TGT001:that", 1.0)
    theirs.matched("TGT001:that", 2.0)
    theirs.judging["COV001"] = 1.0
    theirs.modules["kin"] = 0.5
    ours.add(pickle.loads(pickle.dumps(theirs)))  # noqa: S301 - made here
    assert ours.plans == 3
    assert ours.matching == {"TGT001": 3.0}
    assert (ours.judging, ours.modules) == ({"COV001": 1.0}, {"kin": 0.5})


def test_a_stage_counts_even_where_it_fails() -> None:
    profile = Profile()
    with pytest.raises(ZeroDivisionError), profile.stage("reading"):
        assert 1 / 0
    assert profile.stages["reading"] > 0
