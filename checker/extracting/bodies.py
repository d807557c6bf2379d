"""Where the plan itself begins and ends in a file: without file name, web furniture and letters around it."""

from __future__ import annotations

from checker.extracting.parts import Text
from checker.extracting.titles import Words
from checker.reading.document import Span


def find_body(text: Text, words: Words) -> Span:
    """The body in the even text, title and contents included."""
    del words
    end = len(text.even.rstrip("\n\t "))
    return 0, end
