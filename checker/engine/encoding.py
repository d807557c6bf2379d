"""Facts as durable-rules gets them: numbered names, only the properties that queries read, strings by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from checker.engine.checks import INT_LIMIT, Kinds, check_ids
from checker.engine.durable_driver import OUR_IDS, STATE
from checker.engine.lowering import GUARD, Column, Comparison, Membership, Vocabulary
from checker.engine.names import SafeNames
from checker.engine.plain import COMPARE
from checker.engine.port import EngineFact, EngineFault
from checker.language.query import Scalar

Encoded = tuple[str, Mapping[str, object]]
"""The kind of a fact and its properties, by the engine's names, as they stand in JSON."""


class Encoder:
    """Turns the facts of one run into properties; knows which are read of each kind."""

    def __init__(self, vocabulary: Vocabulary, columns: Mapping[str, Iterable[Column]], kinds: Kinds) -> None:
        self._strings = {text: _written(number) for text, number in vocabulary.strings.items()}
        self._kinds = {kind: _KindEncoder(vocabulary, of_kind, kinds[kind]) for kind, of_kind in columns.items()}
        self._ids = SafeNames("f", OUR_IDS)

    def encode(self, facts: Sequence[EngineFact]) -> list[Encoded]:
        """One entry a fact whose kind is queried, numbered by ``#id``: the place of the fact in ``facts``."""
        check_ids(facts)
        names = self._ids.first(len(facts))
        new: dict[str, str] = {}
        encoded: list[Encoded] = []
        for name, fact in zip(names, facts, strict=False):
            kind = self._kinds.get(fact.kind)
            if kind is not None:
                encoded.append((fact.kind, {"#id": name, **kind.properties(fact, self._strings, new)}))
        return encoded


class _KindEncoder:
    def __init__(self, vocabulary: Vocabulary, columns: Iterable[Column], types: Mapping[str, type]) -> None:
        self._strings: list[tuple[str, str]] = []
        self._numbers: list[tuple[str, str]] = []
        self._comparisons: list[tuple[str, _Reader, str, Callable[[Any, Any], bool], str]] = []
        self._memberships: list[tuple[str, _Reader, str, frozenset[Scalar]]] = []
        for column in columns:
            name = vocabulary.property(column)
            if isinstance(column, Membership):
                values = frozenset(column.values)
                self._memberships.append((name, _reader(types[column.attribute]), column.attribute, values))
            elif isinstance(column, Comparison):
                reader = _reader(types[column.attribute])
                self._comparisons.append((name, reader, column.attribute, COMPARE[column.operator], column.other))
            elif issubclass(types[column], int):
                self._numbers.append((name, column))
            else:
                self._strings.append((name, column))

    def properties(self, fact: EngineFact, known: Mapping[str, str], new: dict[str, str]) -> dict[str, object]:
        """``known`` and ``new``: how strings are written, those of the queries and those met in this run."""
        values = fact.values
        row: dict[str, object] = {}
        for name, attribute in self._strings:
            text = values.get(attribute)
            if type(text) is not str:
                text = _string(fact, attribute)
            written = known.get(text) or new.get(text)
            if written is None:
                written = new[text] = _written(len(known) + len(new))
            row[name] = written
        for name, attribute in self._numbers:
            value = values.get(attribute)
            row[name] = value if type(value) is int and -INT_LIMIT < value < INT_LIMIT else _number(fact, attribute)
        for name, read, attribute, compare, other in self._comparisons:
            row[name] = int(compare(read(fact, attribute), read(fact, other)))
        for name, read, attribute, among in self._memberships:
            row[name] = int(read(fact, attribute) in among)
        return row


_Reader = Callable[[EngineFact, str], Scalar]


def _reader(type_: type) -> _Reader:
    return _number if issubclass(type_, int) else _string


def _written(number: int) -> str:
    return f'"s{number}"'


def _string(fact: EngineFact, attribute: str) -> str:
    value = fact.values.get(attribute)
    if not isinstance(value, str):
        raise EngineFault(f"{fact.kind} {fact.id} 的 {attribute} 应为文字，实为 {value!r:.80}")
    return value


def _number(fact: EngineFact, attribute: str) -> int:
    value = fact.values.get(attribute)
    if not isinstance(value, int) or not -INT_LIMIT < value < INT_LIMIT:
        raise EngineFault(f"{fact.kind} {fact.id} 的 {attribute} 应为绝对值小于 2^53 的整数，实为 {value!r:.80}")
    return int(value)


def templates(columns: Mapping[str, Iterable[Column]], vocabulary: Vocabulary) -> dict[str, str]:
    """For every kind of a network the JSON of its facts, to be filled with an entry of ``Encoder.encode``."""
    return {
        kind: "".join(
            (
                f'{{"id":"%(#id)s","sid":"{STATE}","k":"{vocabulary.kind(kind)}","{GUARD}":1',
                *(f',"{name}":%({name})s' for name in map(vocabulary.property, of_kind)),
                "}",
            )
        )
        for kind, of_kind in columns.items()
    }
