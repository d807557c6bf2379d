"""Reference data (populations, actual values) from the files of a folder, with all that is wrong with them.

No rule reads them yet, so a check does not load them; the tests do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.loading.problems import UnusableInput, shortened, suggestion
from checker.loading.validation import validate
from checker.loading.yaml_tree import Tree, load
from checker.model.data import ReferenceData
from checker.model.result import Problem, Route

Seen = set[tuple[str | None, ...]]


def load_data(folder: Path, codes: set[str]) -> tuple[ReferenceData, list[Problem]]:
    """The reference data of the rules in ``folder``; ``codes``: the indicators that it may speak of."""
    parts: list[ReferenceData] = []
    problems: list[Problem] = []
    seen: Seen = set()
    for path in sorted((folder / "data").rglob("*.yaml")):
        try:
            tree = load(path, shown=str(path.relative_to(folder.parent)))
            part = validate(ReferenceData, tree)
        except UnusableInput as unusable:
            problems += unusable.problems
            continue
        problems += [_problem(tree, route, message) for route, message in _faults(part, codes, seen)]
        parts.append(part)
    merged = ReferenceData(
        population=tuple(item for part in parts for item in part.population),
        actuals=tuple(item for part in parts for item in part.actuals),
    )
    return merged, problems


def _problem(tree: Tree, route: Route, message: str) -> Problem:
    mark = tree.marks.find(route)
    return Problem(tree.file, message, mark.line, mark.column)


def _faults(part: ReferenceData, codes: set[str], seen: Seen) -> Iterator[tuple[Route, str]]:
    """Unknown indicators, and what is said twice in this file or in those ``seen`` before."""
    for index, people in enumerate(part.population):
        if _again((people.place, people.province, "", people.date.printed), seen):
            yield ("population", index), f"{shortened(people.place)}同一时点的人口写了两次"
    for index, actual in enumerate(part.actuals):
        if actual.indicator not in codes:
            hint = suggestion(actual.indicator, codes)
            yield ("actuals", index, "indicator"), f"没有指标代码{shortened(actual.indicator)}{hint}"
        if _again((actual.place, actual.province, actual.indicator, actual.as_of.printed), seen):
            yield ("actuals", index), f"{shortened(actual.place)}同一时点的{shortened(actual.name)}写了两次"


def _again(key: tuple[str | None, ...], seen: Seen) -> bool:
    doubled = key in seen
    seen.add(key)
    return doubled
