"""What the rest of the text states about the rows of a table: it tells how glued digits are to be split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from checker.extracting.numbers import NumberReader, Printed
from checker.extracting.parts import Found, Text
from checker.extracting.splitting import Evidence
from checker.facts.vocabulary import Vocabulary, normalised
from checker.model.plan import Figure
from checker.reading.document import Span

_BEFORE, _AFTER = 60, 30  # characters of a clause that a number is taken to speak of
_ALIKE = 0.6  # how much of a name a clause must hold
_MOST_STATEMENTS = 2000
_FAR = 100_000  # characters of text that are looked through
_NOTE_IN_NAME = re.compile(r"\((?:累计|年度|当年)\)$")
_SHARES = ("率", "比重", "占比", "满意度", "覆盖面", "比例")
_UNBOUNDED = ("增长率", "增速", "利润率", "收益率", "负债率", "容积率", "抚养比", "增加率")


class Glued(Struct, frozen=True):
    """A row with a run of digits to be split."""

    name: str
    unit: str
    run: str


class _Statement(Struct, frozen=True):
    value: Decimal
    unit: str
    quote: str
    target: bool
    about: frozenset[str]


def numbers_of(text: Text, reader: NumberReader) -> tuple[Printed, ...]:
    """The quantities that the text prints, in its first part where it is very long."""
    return tuple(reader.find(text.even, 0, min(len(text.even), _FAR)))


def evidence_for(
    text: Text,
    rows: Sequence[Glued],
    others: Sequence[str],
    table: Span,
    figures: Sequence[Found[Figure]],
    numbers: Sequence[Printed],
    vocabulary: Vocabulary,
) -> list[Evidence]:
    """The evidence of each row; ``others`` are the names of all rows, so that no row takes another one's figures."""
    names = [_pairs(_bare(each)) for each in others]
    statements = [*_printed(text, table, numbers, rows), *_figures(figures)]
    found = []
    for row in rows:
        own = _pairs(_bare(row.name))
        size = vocabulary.unit(row.unit, row.name)
        stated: dict[Decimal, tuple[str, bool]] = {}
        for statement in statements:
            likeness = _likeness(own, statement.about)
            if likeness < _ALIKE or any(_likeness(name, statement.about) > likeness for name in names if name != own):
                continue
            if any(len(name) > len(own) and name > own and name <= statement.about for name in names):
                continue  # a longer name is meant
            other = vocabulary.unit(statement.unit, row.name)
            values = {statement.value}
            if row.unit and statement.unit and other.dimension == size.dimension:
                values = {statement.value * other.factor / size.factor, statement.value}
            elif row.unit and statement.unit and other.dimension != size.dimension:
                continue
            for value in values:
                stated.setdefault(value, (statement.quote, statement.target))
        term = vocabulary.indicator(None, row.name)
        direction = vocabulary.direction(term.code if term else None)
        found.append(
            Evidence(
                stated=tuple((value, quote, target) for value, (quote, target) in stated.items()),
                most=_most(row),
                rising=None if direction is None else direction == "higher",
            )
        )
    return found


def _most(row: Glued) -> Decimal | None:
    """A share or a satisfaction is at most 100."""
    name = row.name.split("(")[0]
    share = row.unit == "%" and name.endswith(_SHARES) and not name.endswith(_UNBOUNDED)
    return Decimal(100) if share or (row.unit == "分" and "满意度" in name) else None


def _printed(text: Text, table: Span, numbers: Sequence[Printed], rows: Sequence[Glued]) -> list[_Statement]:
    """The quantities of the running text that could be a part of one of the runs, with the clause around them."""
    digits = {part for row in rows for part in _parts(row.run)}
    found = []
    for printed in numbers:
        if printed.value is None or printed.value.normalize().as_tuple().digits not in digits:
            continue
        if table[0] <= printed.start < table[1]:
            continue
        start, stop = (0, table[0]) if printed.start < table[0] else (table[1], len(text.even))
        low, high = max(start, printed.start - _BEFORE), min(stop, printed.end + _AFTER)
        begin = max(low, 1 + max(text.even.rfind(sign, low, printed.start) for sign in "。;!?\n"))
        ends = (text.even.find(sign, printed.end, high) for sign in ",。;\n")
        after = min((place for place in ends if place >= 0), default=high)
        about = _pairs(text.even[begin : printed.start]) | _pairs(text.even[printed.end : after])
        quote = text.even[printed.first : printed.end]
        lead = text.even[begin : printed.start]
        target = any(word in lead for word in ("到20", "末", "力争", "目标", "将")) and "截至" not in lead
        found.append(_Statement(printed.value, printed.unit or "", quote, target, about))
        if len(found) == _MOST_STATEMENTS:
            break
    return found


def _parts(run: str) -> set[tuple[int, ...]]:
    """The significant digits of every number that can be cut from a run."""
    bare = run.replace(" ", "")
    found = set()
    for start in range(len(bare)):
        for end in range(start + 1, min(len(bare), start + 12) + 1):
            piece = bare[start:end]
            if piece.replace(".", "", 1).isdigit() and piece[0] != "." and piece[-1] != ".":
                found.add(Decimal(piece).normalize().as_tuple().digits)
    return found


def _figures(figures: Sequence[Found[Figure]]) -> list[_Statement]:
    return [
        _Statement(
            figure.item.value,
            figure.item.unit or "",
            f"{figure.item.value}{figure.item.unit or ''}",
            figure.item.role == "target",
            _pairs(figure.item.indicator),
        )
        for figure in figures
        if figure.item.value is not None
        and figure.item.scope not in ("growth", "average-growth", "multiple", "rank", "added")
    ]


def _bare(name: str) -> str:
    return _NOTE_IN_NAME.sub("", name) or name


def _pairs(words: str) -> frozenset[str]:
    bare = normalised(words)
    return frozenset(bare[place : place + 2] for place in range(len(bare) - 1))


def _likeness(name: frozenset[str], clause: frozenset[str]) -> float:
    return len(name & clause) / len(name) if name else 0.0
