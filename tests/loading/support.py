"""What the tests of loading share."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings

from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import Tree, decode, parse
from checker.model.result import Problem

HEAD = """schema: 1
id: case-1
title: 临江市知识产权规划
region: {name: 临江市, level: city, province: 江东省}
kind: plan
"""
HEAD_LINES = HEAD.count("\n")

# the same examples on every run and nothing left on disk; some inputs are slow to build
examples = settings(deadline=None, database=None, derandomize=True)


def read(content: bytes | str) -> Tree:
    """The tree of a file called ``f.yaml``."""
    return parse(decode(content.encode() if isinstance(content, str) else content, "f.yaml"), "f.yaml")


def data(content: bytes | str) -> Any:
    return read(content).data


def refused(content: bytes | str) -> Problem:
    """The one problem of a file that can't be read."""
    with pytest.raises(UnusableInput) as caught:
        read(content)
    (problem,) = caught.value.problems
    assert problem.file == "f.yaml"
    return problem


def plan(more: str = "", head: str = HEAD) -> LoadedPlan:
    """A plan summary with ``more`` after its head."""
    return read_plan((head + more).encode(), "f.yaml")


def problems(more: str = "", head: str = HEAD) -> list[tuple[int | None, str]]:
    """Line (counted from the first line of ``more``) and message of all that is wrong with a plan summary."""
    with pytest.raises(UnusableInput) as caught:
        plan(more, head)
    before = head.count("\n")
    return [(problem.line and problem.line - before, problem.message) for problem in caught.value.problems]
