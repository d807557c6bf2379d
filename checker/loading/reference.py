"""Reference data (populations, actual values) from the files of a folder, with all that is wrong with them.

A check reads only the files that speak of the plan's places, and only when something of the plan can be held against
them: most of them are never opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from checker.loading.problems import UnusableInput, shortened, suggestion
from checker.loading.validation import validate
from checker.loading.yaml_tree import Tree, decode, parse, read_bytes
from checker.model.result import Problem, Route

if TYPE_CHECKING:  # the model is made when the first data are read: many a check reads none
    from checker.model.data import ReferenceData

Seen = set[tuple[str | None, ...]]


class DataFiles:
    """The reference data of the rules in ``folder``, read place by place; ``codes``: the indicators it may speak of."""

    def __init__(self, folder: Path, codes: Collection[str]) -> None:
        self._folder, self._codes = folder, frozenset(codes)
        self._texts: dict[Path, str] = {}
        self._loaded: dict[tuple[Path, ...], ReferenceData] = {}

    def __call__(self, places: Collection[str]) -> ReferenceData:
        """What is known of these places, and maybe of others; UnusableInput where a file is not as it should be."""
        wanted = tuple(path for path, text in self._all().items() if any(f"place: {name}" in text for name in places))
        if wanted not in self._loaded:
            data, problems = _merged(self._folder, {path: self._texts[path] for path in wanted}, self._codes)
            if problems:
                raise UnusableInput(problems)
            self._loaded[wanted] = data
        return self._loaded[wanted]

    def all(self) -> ReferenceData:
        """All that is known; UnusableInput with all that is wrong with the files."""
        data, problems = _merged(self._folder, self._all(), self._codes)
        if problems:
            raise UnusableInput(problems)
        return data

    def _all(self) -> dict[Path, str]:
        self._texts = self._texts or texts_of(self._folder)
        return self._texts


class ReadData:
    """Reference data that were read before."""

    def __init__(self, data: ReferenceData) -> None:
        self._data = data

    def __call__(self, _places: Collection[str]) -> ReferenceData:
        """All that is known, of whatever places."""
        return self._data


def texts_of(folder: Path) -> dict[Path, str]:
    """The files of reference data below ``folder``, unread; UnusableInput for one that is no text."""
    return {
        path: decode(read_bytes(path), str(path.relative_to(folder.parent)))
        for path in sorted((folder / "data").rglob("*.yaml"))
    }


def no_data(_places: Collection[str]) -> ReferenceData:
    """Of no place anything is known."""
    from checker.model.data import ReferenceData

    return ReferenceData()


def load_data(folder: Path, codes: Collection[str]) -> tuple[ReferenceData, list[Problem]]:
    """All reference data of the rules in ``folder``, and what is wrong with it."""
    return _merged(folder, texts_of(folder), codes)


def _merged(folder: Path, texts: dict[Path, str], codes: Collection[str]) -> tuple[ReferenceData, list[Problem]]:
    from checker.model.data import ReferenceData

    parts: list[ReferenceData] = []
    problems: list[Problem] = []
    seen: Seen = set()
    for path, text in texts.items():
        try:
            tree = parse(text, str(path.relative_to(folder.parent)))
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


def _faults(part: ReferenceData, codes: Collection[str], seen: Seen) -> Iterator[tuple[Route, str]]:
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
