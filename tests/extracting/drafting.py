"""Drafts of the invented documents beside this module, as far as outline, citations and identity go."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from checker.extracting.citations import find_citations
from checker.extracting.identity import find_head
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft, Outline, Text
from checker.extracting.sections import find_outline
from checker.model.base import Ats
from checker.reading.read import read_document

FOLDER = Path(__file__).parent / "documents"
LEXICON = Lexicon(Path(__file__).parents[2] / "rules")


def draft_from(content: str, name: str = "草稿.txt") -> Draft:
    """What is found in a text."""
    encoded = content.encode()
    text = Text(read_document(encoded, name))
    assert text.document.sha256 == hashlib.sha256(encoded).hexdigest()
    draft = Draft(text)
    draft.outline = find_outline(text, LEXICON)
    draft.citations = find_citations(text, draft.outline, LEXICON)
    find_head(draft, LEXICON)
    return draft


@cache
def draft_of(name: str) -> Draft:
    """What is found in one of the documents."""
    return draft_from((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), f"{name}.txt")


def outline_of(draft: Draft) -> Outline:
    """The outline, which every draft here has."""
    assert draft.outline is not None
    return draft.outline


def assert_verbatim(draft: Draft, ats: Ats) -> None:
    """Each quote stands in the document at its place."""
    assert ats
    for at in ats:
        assert at.offset is not None
        assert at.quote
        assert draft.text.document.text[at.offset :].startswith(at.quote)
