"""The shipped rules: each under its own name, each with cases that come out and that tell every atom."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from checker import resources
from checker.judging.cases import run_cases
from checker.judging.mutation import surviving_mutants
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.language.pack import LoadedRule
from checker.model.words import FAMILIES

FILES = sorted((resources.rules() / "packs").rglob("*.yaml"))
each_file = pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])


@cache
def rulebook() -> Rulebook:
    """The shipped rulebook; loading it says every error of every file."""
    return load_rulebook()


def shipped(path: Path) -> LoadedRule:
    loaded = rulebook().rule(path.stem)
    assert loaded is not None, f"no rule {path.stem} was loaded"
    return loaded


def test_there_are_rules_of_both_methods() -> None:
    methods = {loaded.rule.method for loaded in rulebook().rules}
    assert methods == {"machine", "manual"}
    assert len(rulebook().rules) == len(FILES)


@each_file
def test_a_rule_stands_where_its_id_says(path: Path) -> None:
    """``packs/tgt/TGT003.yaml`` holds TGT003, and the family is one that reports name."""
    loaded = shipped(path)
    assert loaded.rule.id == path.stem
    assert loaded.file == f"packs/{path.parent.name}/{path.name}"
    family = loaded.rule.id.rstrip("0123456789")
    assert path.parent.name == family.lower()
    assert family in FAMILIES


@each_file
def test_a_machine_rule_has_a_failing_and_another_case(path: Path) -> None:
    loaded = shipped(path)
    if loaded.compiled is None:
        assert loaded.rule.cases == ()  # nothing a machine could run
        return
    verdicts = [{one.verdict for one in case.expect} for case in loaded.rule.cases]
    assert any("不符合" in each for each in verdicts)
    assert any("不符合" not in each for each in verdicts)
    names = [case.name for case in loaded.rule.cases]
    assert len(set(names)) == len(names)


@each_file
def test_every_case_comes_out_as_written(path: Path) -> None:
    assert [f"{failure.case}：{failure.message}" for failure in run_cases(shipped(path), rulebook())] == []


@each_file
def test_changing_any_atom_changes_the_verdict_of_some_case(path: Path) -> None:
    assert [str(mutant) for mutant in surviving_mutants(shipped(path), rulebook())] == []


@each_file
def test_a_severity_for_every_kind_that_is_looked_at(path: Path) -> None:
    """A kind that a map of severities leaves out would quietly be a remark."""
    rule = shipped(path).rule
    if not isinstance(rule.severity, str) and rule.applies_to.kind:
        assert set(rule.applies_to.kind) <= set(rule.severity)
