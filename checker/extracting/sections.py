"""Being written."""

from __future__ import annotations

from checker.extracting.parts import Outline, Text


def find_outline(text: Text) -> Outline:
    """Being written."""
    return Outline((0, len(text.even)), ())
