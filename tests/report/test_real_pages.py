"""The pages of the plans in ``plans/``: their size, and that every link in them leads somewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from checker.judging.rulebook import load_rulebook
from checker.judging.session import Session
from checker.loading.plans import load_plan
from checker.model.result import PlanResult, Result, Run
from checker.report.html import render_plan
from checker.report.source import Source, source_of
from tests.report.page import parse
from tests.report.pages import TEMPLATES

PLANS = sorted((Path(__file__).parents[2] / "plans").glob("*.yaml"))


@cache
def checked(path: Path) -> tuple[PlanResult, Run, Source]:
    loaded = load_plan(path)
    session = Session(load_rulebook())
    return session.check(loaded), session.run, source_of(loaded.plan)


def page_of(path: Path, *, data: bool) -> str:
    plan, run, source = checked(path)
    return render_plan(Result(run, (plan,)), plan, TEMPLATES, source=source, data=data)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_real_pages(path: Path) -> None:
    html = page_of(path, data=False)
    assert len(html.encode()) <= 250_000
    assert len(page_of(path, data=True).encode()) <= 400_000  # leaves room for the full text
    root = parse(html)
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert {link.attributes["href"][1:] for link in root.all("a")} <= set(ids)
    assert any(option.attributes.get("value") == "chapter" for option in root.all("option"))
