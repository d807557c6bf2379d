"""A place where the text names a document."""

from __future__ import annotations

from msgspec import Struct

from checker.reading.document import Span


class Mention(Struct, frozen=True):
    """``start``–``end`` is the whole place; ``title`` and ``number`` are spans in the even text.

    ``said`` is the title where it is not printed in one piece.
    """

    start: int
    end: int
    title: Span
    number: Span | None = None
    issuer: str | None = None
    standard: bool = False
    sure: float = 1.0
    notes: tuple[str, ...] = ()
    said: str | None = None
