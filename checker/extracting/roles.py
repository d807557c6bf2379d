"""What a part of a plan does, from what its heading says and where it stands."""

from __future__ import annotations

from checker.extracting.headings import Kind
from checker.extracting.titles import Words
from checker.model.plan import SectionRole

_ORDER: tuple[SectionRole, ...] = ("guarantees", "requirements", "goals", "background", "tasks")
Entry = tuple[str, int | None, Kind]  # title, parent, kind of number


def said(title: str, words: Words) -> SectionRole | None:
    """What a title says itself."""
    if title in words.known:
        return words.known[title]
    for role in _ORDER:
        if any(word in title for word in words.headings.telling.get(role, ())):
            return role
    return None


def assign_roles(entries: list[Entry], words: Words) -> list[SectionRole]:
    """A role for each heading: its own, else that of the heading above, else by its place."""
    roles: list[SectionRole] = []
    tops = [index for index, entry in enumerate(entries) if entry[1] is None and entry[2] not in ("box", "annex")]
    placed = _chapters(entries, tops, words)
    for index, (title, parent, kind) in enumerate(entries):
        if kind == "box" or (parent is not None and entries[parent][2] == "box"):
            roles.append("box")
        elif kind == "annex":
            roles.append(_annex(title, words))
        elif parent is None:
            roles.append(placed[index])
        else:
            above = roles[parent]
            own = words.known.get(title)
            if own is None and above in ("background", "requirements"):
                own = said(title, words) if above == "requirements" else None
                own = own if own in ("goals", "background", "requirements") else None
            roles.append(own or above)
    return roles


def _chapters(entries: list[Entry], tops: list[int], words: Words) -> dict[int, SectionRole]:
    children: dict[int, list[str]] = {index: [] for index in tops}
    for title, parent, _ in entries:
        if parent in children:
            children[parent].append(title)
    own = {index: _chapter(entries[index][0], children[index], words) for index in tops}
    begun = [place for place, index in enumerate(tops) if own[index] in ("requirements", "goals", "tasks")]
    first = begun[0] if begun else 0
    roles: dict[int, SectionRole] = {}
    begins = True  # only accounts of what was so far
    for place, index in enumerate(tops):
        role = own[index]
        if role == "background" and entries[index][0] not in words.known and not begins:
            role = None
        begins = begins and role == "background"
        if role == "guarantees" and place < len(tops) // 2 and entries[index][0] not in words.known:
            role = None
        roles[index] = role or ("background" if place < first else "tasks")
    return roles


def _annex(title: str, words: Words) -> SectionRole:
    """What an annex does: a list of tasks says so; what explains words or names products asks nothing of anybody."""
    return "tasks" if said(title, words) == "tasks" else "background"


def _chapter(title: str, children: list[str], words: Words) -> SectionRole | None:
    if title in words.known:
        return words.known[title]
    items = words.headings.guarantee_items
    similar = sum(any(word in child for word in items) for child in children)
    if len(children) >= 2 and similar * 2 > len(children) and ("保障" in title or "组织" in title or "实施" in title):
        return "guarantees"
    return said(title, words)
