"""Headings that the body has lost, as damage at the places where their text begins."""

from __future__ import annotations

import re

from checker.extracting.parts import Draft, Found, Text
from checker.model.plan import Damage

_CLAUSE = re.compile(r"[^,。;:!?\n|]{1,24}")
_NOTE = "目录有、正文没有的标题，看来应在此处，请对照原文"
_BOX_NOTE = "专栏的标题没有印出"


def lost_headings(draft: Draft) -> list[Found[Damage]]:
    """One damage for each place: with the heading that the contents have, or for a box without what nobody knows."""
    text, outline = draft.text, draft.outline
    if outline is None:
        return []
    listed = {found.item.id: found for found in outline.contents}
    places: dict[int, list[str]] = {}
    for node in outline.lost:
        shown = listed.get(node.section.id)
        title = text.printed(shown.start, shown.end) if shown else node.section.title
        places.setdefault(node.start, []).append(title)
    found = [_damage(text, position, " ".join(titles)) for position, titles in places.items()]
    for measure in draft.measures:
        first_of_box = measure.item.kind == "box" and measure.item.id.endswith("-1")
        if first_of_box and measure.start not in places and any(note.startswith(_BOX_NOTE) for note in measure.notes):
            found.append(_damage(text, measure.start, None))
    return found


def _damage(text: Text, position: int, heading: str | None) -> Found[Damage]:
    clause = _CLAUSE.match(text.even, position)
    end = clause.end() if clause else position + 1
    raw = text.printed(position, end)
    reading = f"{heading} {raw}" if heading else None
    item = Damage(raw=raw, reading=reading, cause="heading", at=(text.at(position, end),))
    return Found(item, position, end, 0.65, (_NOTE,) if heading else ())
