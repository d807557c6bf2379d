"""``guiheng schema``: what the loader accepts the schemas accept, and what it refuses they refuse."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.loading.json_schema import NAMES, schema
from checker.loading.yaml_tree import load, parse
from tests.cli.conftest import Here
from tests.cli.support import BAODING, CHECKOUT, SUMMARY

PLANS = sorted([*(CHECKOUT / "plans").glob("*.yaml"), *(CHECKOUT / "rules/outlines").rglob("*.yaml"),
                *(CHECKOUT / "docs/examples").glob("*.yaml")])  # fmt: skip
RULES = sorted((CHECKOUT / "rules/packs").rglob("*.yaml"))


@cache
def validator(name: str) -> Draft202012Validator:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def said(name: str, text: str) -> list[str]:
    return [error.json_path for error in validator(name).iter_errors(parse(text, name).data)]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_printed_and_checked_in(here: Here, name: str) -> None:
    done = here("schema", name)
    assert (done.code, done.err) == (0, "")
    assert done.out == (CHECKOUT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8")
    assert json.loads(done.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.usefixtures("folder")
def test_there_are_no_others(here: Here) -> None:
    done = here("schema", "plans")
    assert (done.code, done.out) == (2, "")
    assert "plan、rule、waivers、config、result" in done.err


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_plan_and_outline_is_valid(path: Path) -> None:
    assert [f"{error.json_path} {error.message}" for error in validator("plan").iter_errors(load(path).data)] == []


def test_every_rule_is_valid() -> None:
    found = [
        f"{path.name} {error.json_path}" for path in RULES for error in validator("rule").iter_errors(load(path).data)
    ]
    assert len(RULES) > 50
    assert found == []


def test_a_result_is_valid(here: Here) -> None:
    for arguments in ((BAODING,), (BAODING, "--select", "TGT003"), (BAODING, "missing.yaml")):
        result = json.loads(here("check", *(str(CHECKOUT / each) if each == BAODING else each for each in arguments),
                                 "--format", "json").out)  # fmt: skip
        assert [error.json_path for error in validator("result").iter_errors(result)] == []
    del result["plans"][0]["findings"][0]["key"]
    assert [error.json_path for error in validator("result").iter_errors(result)] == ["$.plans[0].findings[0]"]


@pytest.mark.parametrize(
    "line",
    [
        "issued: 2021",
        "issued: 2021-12-07",
        "issued: {from: 2022-10}",
        "issued: {from: 2022-10, to: 2022-12}",
        "number: 12",
        "measures: [{id: 三, kind: task, title: 保护, at: {quote: 保护}}]",
        "measures: [{id: 三, kind: task, title: 保护, at: [{quote: 保护, offset: 3}, {quote: 保护, page: 2}]}]",
        "figures: [{indicator: 专利, role: target, year: 2025, value: 2.50, unit: 件, over: null}]",
        "figures: [{indicator: 专利, role: achieved, over: [2016, 2020], value: -3}]",
    ],
)
def test_ways_of_writing_that_the_loader_reads(line: str) -> None:
    assert said("plan", f"{SUMMARY}{line}\n") == []


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("titel: 规划", "$"),
        ("stage: final", "$.stage"),
        ("issued: 明年", "$.issued"),
        ("issued: {since: 2022}", "$.issued"),
        ("period: {start: 二〇二一, end: 2025}", "$.period"),
        ("figures: [{indicator: 专利, role: target, value: 很多}]", "$.figures[0].value"),
        ("measures: [{id: 三, kind: task, title: 保护, at: 原文}]", "$.measures[0].at"),
        ("measures: [{id: 三, kind: task, titel: 保护}]", "$.measures[0]"),
        ("citations: {title: 规划}", "$.citations"),
        ("damage: [{raw: 甲, cause: ocr, at: {quote: " + "长" * 41 + "}}]", "$.damage[0].at"),
        ("short: ' '", "$.short"),
        ("figures: [{indicator: 专利, role: target, over: [2020], value: 1}]", "$.figures[0].over"),
    ],
)
def test_what_the_loader_refuses(line: str, path: str) -> None:
    key = line.split(":", maxsplit=1)[0]
    head = "".join(each for each in SUMMARY.splitlines(keepends=True) if not each.startswith(f"{key}:"))
    assert path in said("plan", f"{head}{line}\n")


def test_waivers_and_configuration() -> None:
    entry = "{plan: a, rule: TGT003, reason: 商定, owner: 规划处, expires: 2026-12}"
    assert said("waivers", f"waivers: [{entry}]") == []
    assert said("waivers", "waivers: []") == []
    assert said("waivers", "waivers: [{plan: a, rule: TGT003, owner: 规划处, expires: 2026}]") == ["$.waivers[0]"]
    assert said("config", "fail-on: warning\nseverity: {TGT003: 'off'}\nreport: {full-text: true}") == []
    assert said("config", "fail_on: warning") == ["$"]
    assert said("config", "severity: {TGT003: none}") == ["$.severity.TGT003"]


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    if not isinstance(value, dict):
        return []
    return [value, *(node for each in value.values() for node in nodes(each))]


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained_in_chinese(name: str) -> None:
    mappings = [node for node in nodes(schema(name)) if isinstance(node.get("properties"), dict)]
    described = [
        (key, value["description"])
        for node in mappings
        for key, value in node["properties"].items()
        if key not in ("from", "to")  # the ends of a date
    ]
    assert len(described) > 3
    assert [key for key, text in described if not any("\u4e00" <= char <= "\u9fff" for char in text)] == []
    assert all("description" in node for node in mappings if "from" not in node["properties"])
