"""Documents, laws and standards that the text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from msgspec.structs import replace

from checker.extracting.bare import find_bare
from checker.extracting.bookmarks import find_marked
from checker.extracting.documents import Names
from checker.extracting.lexicon import Lexicon
from checker.extracting.mentions import Mention
from checker.extracting.naming import STAGE, own_titles
from checker.extracting.parts import Found, Outline, Text
from checker.facts.vocabulary import normalised
from checker.model.plan import Citation

Role = Literal["basis", "mention", "standard"]
_SHORT = re.compile(r"\((?:以下|下同|下)?(?:统一)?简称:?[《“\"]?([^《》“”()\"]{2,30})[》”\"]?\)")
_IS_SHORT = re.compile(r"简称:?$")
_PURPOSE = re.compile(r"为.{0,6}(?:贯彻|落实|实施|推进)")
_SENTENCE = re.compile(r"[。!?]|(?<=[;:”)》])\n")


def find_citations(text: Text, outline: Outline, lexicon: Lexicon) -> list[Found[Citation]]:
    """Every document named in the body, one entry for a document and role with all its places."""
    names = Names(lexicon)
    own = {normalised(title) for title in own_titles(text, outline)}
    marked = find_marked(text, outline.body, names)
    bare = find_bare(text, outline.body, names, marked)
    mentions = sorted((*marked, *bare), key=lambda mention: mention.start)
    inside = {place for mention in mentions for place in range(*mention.title)}
    ends = (stop.end() for stop in _SENTENCE.finditer(text.even, *outline.body) if stop.start() not in inside)
    stops = [outline.body[0], *ends]
    entries: dict[tuple[str, Role], Found[Citation]] = {}
    known: dict[str, str] = {}  # short names, with what they stand for
    for mention in mentions:
        title = mention.said or text.printed(*mention.title)
        if _IS_SHORT.search(text.even, max(0, mention.start - 6), mention.start):
            continue
        short = _SHORT.match(text.even, mention.end)
        if short:
            known[short[1]] = title
        even = text.even[slice(*mention.title)]
        title = title if mention.said else known.get(even, title)
        name = normalised(title)
        if not name or {name, normalised(STAGE.sub("", title))} & own or (even not in known and even in names.endings):
            continue
        role = _role(text, outline, mention, names, stops)
        found = _found(text, mention, title, role)
        key = (name, role)
        entries[key] = _joined(entries[key], found) if key in entries else found
    return sorted(entries.values(), key=lambda found: found.start)


def _found(text: Text, mention: Mention, title: str, role: Role) -> Found[Citation]:
    citation = Citation(
        title=title,
        number=text.printed(*mention.number) if mention.number else None,
        issuer=mention.issuer,
        role=role,
        review=mention.sure < 0.7,
        at=(text.at(mention.start, mention.end),),
    )
    return Found(citation, mention.start, mention.end, mention.sure, mention.notes)


def _joined(first: Found[Citation], again: Found[Citation]) -> Found[Citation]:
    """One document named twice."""
    item = replace(
        first.item,
        number=first.item.number or again.item.number,
        issuer=first.item.issuer or again.item.issuer,
        review=first.item.review and again.item.review,
        at=(*first.item.at, *again.item.at),
    )
    better = first if first.sure >= again.sure else again
    return replace(first, item=item, sure=better.sure, notes=better.notes)


def _role(text: Text, outline: Outline, mention: Mention, names: Names, stops: list[int]) -> Role:
    if mention.standard:
        return "standard"
    node = outline.node_at(mention.start)
    if node is not None and node.section.role != "requirements":
        return "mention"
    index = bisect_right(stops, mention.start) - 1
    start = stops[index]
    end = stops[index + 1] if index + 1 < len(stops) else outline.body[1]
    sentence = text.even[start:end]
    if node is not None:
        if "依据" in node.section.title:
            return "basis"
        return "basis" if names.basis.search(sentence) else "mention"
    purpose = _PURPOSE.search(sentence) and names.made.search(sentence)
    return "basis" if purpose or names.basis.search(sentence) else "mention"
