"""Pages rendered from the sample results with the templates of this checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from checker.model.result import Result
from checker.report.html import render_plan
from tests.report import samples
from tests.report.page import Node, parse

TEMPLATES = Path(__file__).parents[2] / "templates"


def html_of(result: Result, number: int = 0, **options: Any) -> str:
    """The page of one plan of ``result``."""
    return render_plan(result, result.plans[number], TEMPLATES, **options)


@cache
def page() -> Node:
    """The page of the sample plan; read only."""
    return parse(html_of(samples.sample()))
