"""Rendering sample results with the formats for machines, and the schemas that they are held against."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator
from lxml import etree

from checker.judging.rulebook import load_rulebook
from checker.model.result import Finding, PlanResult, Result, WaiverUse
from checker.report.annotations import AnnotationsReport
from checker.report.gitlab import GitlabReport
from checker.report.jsonl import JsonLines
from checker.report.junit import JunitReport
from checker.report.machine import Finish, Renderer
from checker.report.sarif import SarifReport
from checker.report.sarif_rules import Described

SCHEMAS = Path(__file__).parent / "schemas"
WAIVER = WaiverUse("xx-linjiang", "STR002", "", "下一稿补写", "规划处", "2026-12-31", "used")


@cache
def sarif_schema() -> Draft4Validator:
    return Draft4Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")))


@cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


@cache
def rules() -> tuple[Described, ...]:
    """Some shipped rules, of every basis."""
    return tuple(Described(loaded.rule) for loaded in load_rulebook().rules[::6])


def rendered(format_: Renderer, result: Result, finish: Finish | None = None, text: str | None = None) -> str:
    parts = [format_.start()]
    parts += [format_.plan(plan, text) for plan in result.plans]
    parts.append(format_.end(finish or Finish(2 if result.problems else 1, result.problems)))
    return "".join(parts)


def sarif_of(result: Result, finish: Finish | None = None, text: str | None = None, **options: Any) -> dict[str, Any]:
    """The run of a log that is valid."""
    log = json.loads(rendered(SarifReport(result.run, rules(), **options), result, finish, text))
    assert [error.message for error in sarif_schema().iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def junit_of(result: Result, finish: Finish | None = None, text: str | None = None) -> Any:
    """The root of a file that is valid."""
    root = etree.fromstring(rendered(JunitReport(), result, finish, text).encode())
    assert junit_schema().validate(root), junit_schema().error_log
    return root


def gitlab_of(result: Result, finish: Finish | None = None, text: str | None = None) -> list[dict[str, Any]]:
    entries = json.loads(rendered(GitlabReport(), result, finish, text))
    assert isinstance(entries, list)
    return entries


def annotations_of(result: Result, finish: Finish | None = None, text: str | None = None) -> list[str]:
    written = rendered(AnnotationsReport(), result, finish, text)
    assert written.endswith("\n")
    return written[:-1].split("\n")


def lines_of(result: Result) -> list[dict[str, Any]]:
    written = rendered(JsonLines(result.run), result)
    return [json.loads(line) for line in written.removesuffix("\n").split("\n")]


def found(plan: PlanResult, key: str) -> Finding:
    (finding,) = [each for each in plan.findings if each.key == key]
    return finding
