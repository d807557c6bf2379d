"""The embedded result: what ``check --format json`` prints, folded, and safe inside a page."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.result import Result
from checker.report.folded import folded, unfolded
from checker.report.json_output import json_end, json_plan, json_start
from tests.report import hostile, samples
from tests.report.page import parse
from tests.report.pages import html_of

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


@given(VALUES)
def test_folding_loses_nothing(value: object) -> None:
    text = folded(value)
    assert json.dumps(unfolded(text)) == json.dumps(value)
    assert text.isprintable()
    assert not set("<>&") & set(text)


@pytest.mark.parametrize(
    "result", [samples.sample(), hostile.hostile(), samples.empty()], ids=["sample", "hostile", "empty"]
)
def test_embedded_result_is_the_json_output(result: Result) -> None:
    plan = result.plans[0]
    printed = json_start(result.run) + json_plan(plan, first=True) + json_end(())
    script = parse(html_of(result)).id("result")
    assert script.attributes["type"] == "application/json"
    text = "".join(map(str, script.content))
    assert unfolded(text) == json.loads(printed)
    assert len(text) < len(printed) + 200


def test_equal_values_stand_once() -> None:
    text = folded([{"quote": "同一句话", "line": 3}] * 50)
    assert text.count("同一句话") == 1
    assert len(text) < 300


def test_a_light_page_has_no_data() -> None:
    assert len(parse(html_of(samples.sample(), data=False)).all("script")) == 2
