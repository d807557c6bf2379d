"""A YAML text as a tree with the beginning and the end of everything in it, as far as it can be read.

Someone is typing in it: what stands before the first error is there, ``whole`` says whether that is all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field
from yaml.cyaml import CBaseLoader

from checker.model.result import Route

MAX_NODES = 100_000
MAX_DEPTH = 40
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")  # where YAML and editors disagree about lines
Place = tuple[int, int]  # line and column from 1


class Node(Struct):
    """A value: ``start`` of its key or of itself where it has none, ``begin`` and ``end`` of the value."""

    key: str | int
    start: Place
    begin: Place
    end: Place
    value: str | None = None  # of a scalar
    children: list[Node] = field(default_factory=list)

    def child(self, key: str | int) -> Node | None:
        """What stands under a key or a number."""
        return next((each for each in self.children if each.key == key), None)

    def text(self, *keys: str) -> str:
        """The first of these keys that holds a text."""
        for key in keys:
            found = self.child(key)
            if found is not None and found.value:
                return found.value
        return ""


class Outline(Struct, frozen=True):
    """The tree of a text."""

    root: Node | None
    whole: bool

    def find(self, route: Route) -> Node | None:
        """The value at a route; None where there is none."""
        here = self.root
        for step in route:
            here = here.child(step) if here is not None else None
        return here

    def path(self, place: Place) -> list[Node]:
        """The values that a place stands in, keys included, from the outermost to the innermost."""
        found: list[Node] = []
        here = self.root
        while here is not None and here.start <= place <= here.end:
            found.append(here)
            index = bisect_right(here.children, place, key=lambda node: node.start) - 1
            here = here.children[index] if index >= 0 else None
        return found

    def route(self, place: Place) -> Route:
        """The keys and numbers that lead to a place."""
        return tuple(node.key for node in self.path(place)[1:])


def outlined(text: str) -> Outline:
    """The tree of a text; whatever the text is."""
    if _ODD_BREAK.search(text):
        return Outline(None, whole=False)
    builder = _Builder()
    try:
        for event in _events(text):
            builder.take(event)
    except (yaml.YAMLError, _Enough, UnicodeEncodeError):
        return Outline(builder.finished(), whole=False)
    return Outline(builder.root, whole=True)


def _events(text: str) -> Iterator[Any]:
    loader = CBaseLoader(text)
    while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
        yield event


class _Enough(Exception):
    """What is too large, or means something else than it seems to."""


class _Builder:
    """Takes the events of one document, with an explicit stack."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[tuple[Node, bool]] = []  # with whether it is a mapping
        self._key: list[tuple[str, Place] | None] = []
        self._count = 0
        self._last: Place = (1, 1)

    def take(self, event: Any) -> None:
        kind = type(event)
        begin = (event.start_mark.line + 1, event.start_mark.column + 1)
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            node, _ = self._open.pop()
            self._key.pop()
            # a block ends where the next thing begins: what it holds says better where it stops
            node.end = end if begin != end else max(node.begin, *(each.end for each in node.children[-1:]))
            self._last = node.end
            return
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            if kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and self.root is not None):
                raise _Enough
            return
        self._count += 1
        if self._count > MAX_NODES or len(self._open) >= MAX_DEPTH:
            raise _Enough
        self._last = end
        if self._open and self._open[-1][1] and self._key[-1] is None:
            if kind is not yaml.ScalarEvent:
                raise _Enough
            self._key[-1] = (event.value, begin)
            return
        node = self._node(begin, end, event.value if kind is yaml.ScalarEvent else None)
        if kind is not yaml.ScalarEvent:
            self._open.append((node, kind is yaml.MappingStartEvent))
            self._key.append(None)

    def _node(self, begin: Place, end: Place, value: str | None) -> Node:
        if not self._open:
            self.root = Node("", begin, begin, end, value)
            return self.root
        above, mapping = self._open[-1]
        key: str | int = len(above.children)
        start = begin
        if mapping:
            named = self._key[-1]
            assert named is not None
            key, start = named
            self._key[-1] = None
        node = Node(key, start, begin, max(begin, end), value)
        above.children.append(node)
        return node

    def finished(self) -> Node | None:
        """What there is of a text that can't be read to its end."""
        for node, _ in self._open:
            node.end = max(node.end, self._last)
        return self.root
