"""What findings can be filtered by: only what some of them have, each with its number of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from checker.report.findings import FindingView
from checker.report.source import Source
from checker.report.wording import SEVERITY_WORDS, STATE_WORDS, titled

_OWN = "规划自身（无上位依据）"
_NOWHERE = "未指明章节"


class Choice(Struct, frozen=True):
    """One value of a filter: the word in the page's data attributes, what is shown, how many findings have it."""

    value: str
    shown: str
    count: int


class Filter(Struct, frozen=True):
    """A filter of the findings; ``name`` is the data attribute it reads."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class Facets(Struct, frozen=True):
    """The data attributes of one finding."""

    severity: str
    family: str
    chapter: str
    documents: str
    state: str


class Filters:
    """All filters of a page, and the facets of its findings."""

    def __init__(self, findings: Sequence[FindingView], source: Source) -> None:
        self._families = _numbered(view.family for view in findings)
        self._documents = _numbered(clause.title for view in findings for clause in view.finding.basis)
        chapters = {str(index): head.title for index, head in enumerate(source.chapters)} | {"-": _NOWHERE}
        facets = [self.facets(view) for view in findings]
        documents = {code: titled(title) for title, code in self._documents.items()} | {"-": _OWN}
        families = {code: name or "其他" for name, code in self._families.items()}
        self.filters = tuple(
            found
            for found in (
                _filter("s", "级别", SEVERITY_WORDS, (each.severity for each in facets)),
                _filter("c", "章节", chapters if source.chapters else {}, (each.chapter for each in facets)),
                _filter("f", "类别", families, (each.family for each in facets)),
                _filter("d", "依据", documents, (word for each in facets for word in each.documents.split())),
                _filter("t", "状态", STATE_WORDS, (each.state for each in facets)),
            )
            if len(found.choices) > 1
        )

    @property
    def chapters(self) -> bool:
        """True where findings stand in more than one chapter, so that they can be put in the order of the text."""
        return any(found.name == "c" for found in self.filters)

    def facets(self, view: FindingView) -> Facets:
        """What the filters see of a finding."""
        documents = dict.fromkeys(self._documents[clause.title] for clause in view.finding.basis)
        return Facets(
            view.finding.severity,
            self._families[view.family],
            "-" if view.chapter is None else str(view.chapter),
            " ".join(documents) or "-",
            view.finding.state,
        )


def _numbered(names: Iterable[str]) -> dict[str, str]:
    return {name: str(number) for number, name in enumerate(dict.fromkeys(names))}


def _filter(name: str, label: str, words: Mapping[Any, str], values: Iterable[str]) -> Filter:
    counts = Counter(values)
    return Filter(name, label, tuple(Choice(word, words[word], counts[word]) for word in words if counts[word]))
