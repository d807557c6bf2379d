"""What the extractor hands on: a summary with its doubts, and what a new draft changed in an older one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from checker.model.base import At
from checker.model.plan import Plan
from checker.model.result import Route


class Doubt(Struct, frozen=True):
    """One thing that a person should look at: the item at ``route``, why, how sure (0 to 1) and where it stands."""

    route: Route
    what: str
    why: str
    sure: float
    at: At | None


class Summary(Struct, frozen=True):
    """A plan made from a document, how sure each item is, and the doubts about it, least sure first."""

    plan: Plan
    sure: Mapping[Route, float]
    doubts: tuple[Doubt, ...]

    def notes(self, route: Route) -> list[str]:
        """What to look at in the item at ``route``."""
        return [doubt.why for doubt in self.doubts if doubt.route == route]


class Change(Struct, frozen=True):
    """What the new draft changed: an item (or a key of the head) that is new, gone or says something else.

    ``unclear``: it differs from the old summary, and nobody can tell who changed it.
    """

    kind: str  # added | dropped | changed | unclear
    where: str  # the list or key
    name: str
    old: Any = None
    new: Any = None
    fields: tuple[str, ...] = ()
