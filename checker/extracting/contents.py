"""The table of contents of a document."""

from __future__ import annotations

from checker.extracting.parts import Found, Text
from checker.extracting.titles import Words
from checker.model.plan import Section
from checker.reading.document import Span


def find_contents(text: Text, body: Span, words: Words) -> tuple[tuple[Found[Section], ...], int]:
    """The headings that a table of contents lists, and where the text after it begins."""
    del text, words
    return (), body[0]
