"""The order in which a document is taken apart."""

from __future__ import annotations

from checker.extracting.citations import find_citations
from checker.extracting.coverage import add_covers
from checker.extracting.figures import find_figures
from checker.extracting.identity import find_head
from checker.extracting.leftovers import add_leftovers
from checker.extracting.lexicon import Lexicon
from checker.extracting.measures import find_measures
from checker.extracting.parts import Draft, Text
from checker.extracting.repairs import repair_names
from checker.extracting.sections import find_outline
from checker.extracting.tables import locate_tables, read_tables
from checker.extracting.wording import find_wording
from checker.reading.document import Document


def extract(document: Document, lexicon: Lexicon) -> Draft:
    """Everything that can be found in ``document``, each item with its place and how sure it is."""
    text = Text(document)
    draft = Draft(text)
    regions = locate_tables(text, lexicon)
    outline = draft.outline = find_outline(text, lexicon, regions)
    draft.citations = find_citations(text, outline, lexicon)
    draft.figures = find_figures(text, outline, regions, draft.citations, lexicon)
    draft.tables, draft.indicators = read_tables(text, outline, regions, draft.figures, lexicon)
    draft.measures = find_measures(text, outline, regions, draft.indicators, draft.figures, lexicon)
    find_wording(draft, lexicon)
    repair_names(draft, lexicon)
    find_head(draft, lexicon)
    add_leftovers(draft, lexicon)
    add_covers(draft, lexicon)
    return draft
