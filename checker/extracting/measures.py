"""Being written."""

from __future__ import annotations

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft, Found, Outline, Region, Text
from checker.model.plan import Citation, Figure, Indicator, Measure


def find_measures(
    text: Text,
    outline: Outline,
    regions: list[Region],
    indicators: list[Found[Indicator]],
    figures: list[Found[Figure]],
    lexicon: Lexicon,
) -> list[Found[Measure]]:
    """Being written."""
    return []
