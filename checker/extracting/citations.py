"""Being written."""

from __future__ import annotations

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft, Found, Outline, Region, Text
from checker.model.plan import Citation, Figure, Indicator, Measure


def find_citations(text: Text, outline: Outline) -> list[Found[Citation]]:
    """Being written."""
    return []
