"""Whatever a file holds: a tree or plan, or UnusableInput with sentences. Nothing else comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml.cyaml import CBaseLoader

from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import SHOWN, UnusableInput
from checker.loading.validation import MAX_PROBLEMS
from checker.loading.yaml_tree import MAX_DEPTH, Tree, decode, parse
from checker.model.plan import Plan
from tests.loading.support import HEAD, examples

CHINESE = re.compile("[一-鿿]")


def outcome(work: Callable[[], object], content: bytes) -> object:
    """What comes of a file; every problem is one Chinese line that names the file and a place in it."""
    try:
        return work()
    except UnusableInput as caught:
        unusable = caught
    assert 1 <= len(unusable.problems) <= MAX_PROBLEMS + 1
    for problem in unusable.problems:
        assert problem.file == "f.yaml"
        assert CHINESE.search(problem.message)
        assert "\n" not in problem.message
        assert problem.line is None or 1 <= problem.line <= len(re.split(b"\r\n|\r|\n", content)) + 1
    return None


INDICATORS = """[]{}:,-?&*!|>'\"%@`#~<=. \n\t\r\0\ufeff\u2028\x85"""
PIECES = ["\n  ", "\n- ", ": ", "---\n", "...\n", "a", "知识", "12", "1.50", "%YAML 1.1\n", "%TAG ! x\n"]
PIECES += ["!!str ", "&a ", "*a", "<<: ", "\\x41", "\\ud800", *INDICATORS]
SYNTAX = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@examples
@given(st.binary(max_size=60) | SYNTAX.map(str.encode) | SYNTAX.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_a_tree_or_unusable(content: bytes) -> None:
    tree = outcome(lambda: parse(decode(content, "f.yaml"), "f.yaml"), content)
    assert tree is None or isinstance(tree, Tree)


@examples
@given(SYNTAX)
def test_what_is_read_is_what_yaml_says(content: str) -> None:
    """Where a tree comes out, its shape is that of the composer for the same text."""
    try:
        tree = parse(content, "f.yaml")
    except UnusableInput:
        return
    assert shape(tree.data) == shape(yaml.load(content, CBaseLoader))  # noqa: S506 (texts, lists and mappings only)


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return "value"


NAMES = """schema id title region name level province kind stage issued from to period start end source file cut body
citations role number tables indicators code table baseline target targets value text max unit bound scope year over
base of raw review responsible units lead figures indicator sections in measures covers article protection strength
slogans damage cause articles asks clause method confidence at quote offset aka parents sources 不认识的键"""
WORDS = "plan city task target basis 2021-12 at-least 严保护 协同保护 件 一"
KEYS = st.sampled_from(NAMES.split())
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.decimals(-10, 10, places=2).map(float),
    st.sampled_from([*WORDS.split(), "x" * 50, " "]),
    st.text(max_size=5),
)
SHAPES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)
VALID = yaml.safe_load(HEAD)


@examples
@given(SHAPES | st.dictionaries(KEYS, SHAPES, max_size=6).map(lambda more: {**VALID, **more}))
def test_any_data_is_a_plan_or_unusable(value: Any) -> None:
    content = yaml.safe_dump(value, allow_unicode=True).encode()
    loaded = outcome(lambda: read_plan(content, "f.yaml"), content)
    assert loaded is None or (isinstance(loaded, LoadedPlan) and isinstance(loaded.plan, Plan))


@examples
@given(st.data())
def test_damage_anywhere_in_a_good_file_is_found_or_harmless(draws: st.DataObject) -> None:
    good = f"""{HEAD}indicators:
  - name: 每万人口发明专利拥有量
    baseline: {{year: 2020, value: 5.74, unit: 件}}
measures:
  - {{id: 三(一)1, kind: task, title: 甲, at: {{quote: 甲, offset: 3}}}}
"""
    start = draws.draw(st.integers(0, len(good)))
    length = draws.draw(st.integers(0, 8))
    damaged = good[:start] + draws.draw(SYNTAX) + good[start + length :]
    content = damaged.encode()
    loaded = outcome(lambda: read_plan(content, "f.yaml"), content)
    assert loaded is None or isinstance(loaded, LoadedPlan)


@examples
@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_an_offending_value_is_shown_in_one_short_line(value: str) -> None:
    content = yaml.safe_dump({**VALID, "kind": value}).encode()  # escaped: any character arrives
    try:
        loaded = read_plan(content, "f.yaml")
    except UnusableInput as caught:
        (problem,) = caught.problems
    else:
        assert loaded.plan.kind == value
        return
    said, _, rest = problem.message.partition("不在可选值")
    assert rest.startswith(" plan、outline、opinion、program、annual 中")
    assert said.isprintable()
    assert len(said) <= len("kind 的值「…」") + SHOWN


def test_a_chain_of_bases_as_deep_as_yaml_may_be() -> None:
    depth = MAX_DEPTH - 4
    content = f"{HEAD}figures: [{{indicator: 甲, role: achieved, value: 1, base: "
    content += "{value: 1, base: " * depth + "{value: 1}" + "}" * (depth + 1) + "]"
    figure = read_plan(content.encode(), "f.yaml").plan.figures[0]
    count, base = 0, figure.base
    while base is not None:
        count, base = count + 1, base.base
    assert count == depth + 1
