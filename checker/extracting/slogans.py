"""The four words 严保护、大保护、快保护、同保护, and not the words that only look like them (协同保护)."""

from __future__ import annotations

import re

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Text
from checker.model.base import PROTECTIONS, Protection
from checker.reading.document import Span


def find_slogans(text: Text, lexicon: Lexicon, start: int, end: int) -> list[tuple[Protection, Span]]:
    """Each place where one of the four is said, in order."""
    found: list[tuple[Protection, Span]] = []
    for term in lexicon.vocabulary.taxonomy.protections:
        protection = next(each for each in PROTECTIONS if each == term.name)
        others = [(word, word.find(term.name)) for word in term.not_ if term.name in word]
        for match in re.finditer(term.name, text.even[start:end]):
            position = start + match.start()
            if any(text.even.startswith(word, position - shift) for word, shift in others if position >= shift):
                continue
            found.append((protection, (position, position + len(term.name))))
    return sorted(found, key=lambda each: each[1])
