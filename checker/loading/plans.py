"""Plan summaries and outlines from files: the model, the places of its values, its agreement with itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from checker.loading.problems import UnusableInput, shortened
from checker.loading.validation import validate
from checker.loading.yaml_tree import Marks, Tree, decode, parse, read_bytes
from checker.model.base import At
from checker.model.plan import Plan
from checker.model.record import Record, parts
from checker.model.result import Problem, Route
from checker.model.words import LEVELS


class LoadedPlan(Struct, frozen=True):
    """A plan with the marks of its file, the file as shown to the user, and its hash.

    ``notes`` tell in Chinese what a reader of the result should know of the input.
    """

    plan: Plan
    marks: Marks
    file: str
    sha256: str
    notes: tuple[str, ...] = ()


def load_plan(path: Path, *, shown: str | None = None) -> LoadedPlan:
    """Read a plan summary; UnusableInput with every error of the file."""
    name = shown or str(path)
    return read_plan(read_bytes(path, shown=shown), name)


def read_plan(content: bytes, name: str) -> LoadedPlan:
    """Read a plan summary from its bytes; ``name`` stands in messages."""
    tree = parse(decode(content, name), name)
    return LoadedPlan(plan_of(tree), tree.marks, name, hashlib.sha256(content).hexdigest())


def plan_of(tree: Tree) -> Plan:
    """The plan of a parsed file, checked for agreement with itself."""
    plan = validate(Plan, tree)
    problems = [
        Problem(tree.file, message, mark.line, mark.column)
        for route, message in disagreements(plan)
        for mark in (tree.marks.find(route),)
    ]
    if problems:
        raise UnusableInput(problems)
    return plan


def _doubled(field: str, names: Iterable[object], what: str) -> Iterator[tuple[Route, str]]:
    seen: set[object] = set()
    for index, name in enumerate(names):
        if name in seen:
            shown = name[0] if isinstance(name, tuple) else name
            yield (field, index), f"{what}{shortened(shown)}写了两次"
        seen.add(name)


def disagreements(plan: Plan) -> Iterator[tuple[Route, str]]:
    """Where a plan does not agree with itself: names given twice, references to nothing; and what is wrong there."""
    yield from _doubled("tables", (table.id for table in plan.tables), "表 id ")
    yield from _doubled("sections", ((section.id, section.in_) for section in plan.sections), "章节 id ")
    yield from _doubled("measures", (measure.id for measure in plan.measures), "任务 id ")
    yield from _doubled("asks", (ask.id for ask in plan.asks), "asks id ")
    yield from _doubled("articles", (article.number for article in plan.articles), "条款号")
    yield from _doubled("indicators", ((row.name, row.table) for row in plan.indicators), "同一张表里指标")
    tables = {table.id for table in plan.tables}
    for index, row in enumerate(plan.indicators):
        if row.table is not None and row.table not in tables:
            yield ("indicators", index, "table"), f"没有 id 为{shortened(row.table)}的表"
    sections = {section.id for section in plan.sections}
    for index, measure in enumerate(plan.measures):
        if measure.section is not None and measure.section not in sections:
            yield ("measures", index, "section"), f"没有 id 为{shortened(measure.section)}的章节"
    if plan.region.level in ("city", "county") and plan.region.province is None:
        yield ("region",), f"{LEVELS[plan.region.level]}规划请写明 province（所在省份）"
    if plan.region.level == "county" and plan.region.city is None:
        yield ("region",), "县级规划请写明 city（所在地市）"


def quote_problems(loaded: LoadedPlan, text: str) -> list[Problem]:
    """Quotes that are not found verbatim in the source text, or that stand in several places without an offset."""
    problems = []
    for route, at in _quotes(loaded.plan, ()):
        mark = loaded.marks.find(route)
        message = ""
        if at.offset is not None:
            if text[at.offset : at.offset + len(at.quote)] != at.quote:
                message = f"原文第 {at.offset} 字处不是{shortened(at.quote)}"
        elif at.quote not in text:
            message = f"原文中找不到{shortened(at.quote)}"
        elif text.count(at.quote) > 1:
            message = f"{shortened(at.quote)}在原文中有 {text.count(at.quote)} 处，请写明 offset"
        if message:
            problems.append(Problem(loaded.file, message, mark.line, mark.column))
    return problems


def _quotes(value: Any, route: Route) -> Iterator[tuple[Route, At]]:
    if isinstance(value, At):
        yield route, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _quotes(item, (*route, index))
    elif isinstance(value, Record):
        for key, part in parts(value):
            yield from _quotes(part, (*route, key))
