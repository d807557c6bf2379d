"""Names that a damage of certain reading keeps from being recognised: they get the code of what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft, Found
from checker.facts.vocabulary import Vocabulary, normalised
from checker.model.plan import Damage, Figure, Indicator

N = TypeVar("N", Indicator, Figure)


def repair_names(draft: Draft, lexicon: Lexicon) -> None:
    """Give rows and figures with a damaged name the code of the indicator meant; the name stays as printed."""
    damage = [found.item for found in draft.damage if found.item.reading]
    if not damage:
        return
    vocabulary = lexicon.vocabulary
    draft.indicators = [_repaired(found, found.item.name, damage, vocabulary, draft) for found in draft.indicators]
    draft.figures = [_repaired(found, found.item.indicator, damage, vocabulary, draft) for found in draft.figures]


def _repaired(found: Found[N], name: str, damage: Sequence[Damage], vocabulary: Vocabulary, draft: Draft) -> Found[N]:
    if found.item.code or vocabulary.indicator(None, name):
        return found
    first, last = draft.text.normal.span(found.start, max(found.end, found.start + 1))
    read = normalised(name)
    for each in damage:
        if each.reading and any(at.offset is not None and first <= at.offset < last for at in each.at):
            read = read.replace(normalised(each.raw), normalised(each.reading))
    term = vocabulary.indicator(None, read) if read != normalised(name) else None
    return replace(found, item=replace(found.item, code=term.code)) if term else found
