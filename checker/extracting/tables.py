"""Being written."""

from __future__ import annotations

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Found, Outline, Region, Text
from checker.model.plan import Figure, Indicator, Table


def locate_tables(text: Text, outline: Outline) -> list[Region]:
    """Being written."""
    return []


def read_tables(
    text: Text, outline: Outline, regions: list[Region], figures: list[Found[Figure]], lexicon: Lexicon
) -> tuple[list[Found[Table]], list[Found[Indicator]]]:
    """Being written."""
    return [], []
