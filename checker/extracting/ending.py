"""Whether a text stops early: in the middle of a sentence, or before the parts that it says it has."""

from __future__ import annotations

from msgspec import Struct

from checker.extracting.parts import Draft
from checker.facts.vocabulary import normalised
from checker.model.plan import CutList
from checker.reading.document import Span

_CLOSED = frozenset("。!?;)”》】|…:")
_LEAST = 60  # characters of a last paragraph that is running text
_WORDS = 8  # last words shown


class Cut(Struct, frozen=True):
    """What a cut-off text leaves open, its last words, and why it counts as cut off."""

    lists: tuple[CutList, ...]
    words: Span
    note: str


def find_cut(draft: Draft) -> Cut | None:
    """How the text stops early; None where it ends as texts end."""
    text, outline = draft.text, draft.outline
    assert outline is not None
    start, end = outline.body
    if text.footnotes < end:
        end = len(text.even[: text.footnotes].rstrip("\n"))
    if end - start < _LEAST:
        return None
    last = text.normal.line_at(end - 1)
    words = (max(last.start, end - _WORDS), end)
    lists: tuple[CutList, ...] = ("measures", "sections", "figures")
    unfinished = last.block.table is None and end - last.start >= _LEAST and text.even[end - 1] not in _CLOSED
    if unfinished:
        return Cut(lists, words, "末句没有写完，文本在这里中断，后面的内容看不到")
    titles = [normalised(node.section.title) for node in outline.nodes]
    found = [any(normalised(each.item.title) in title for title in titles) for each in draft.announced]
    guarded = any(node.section.role == "guarantees" for node in (*outline.nodes, *outline.lost))
    if len(found) >= 3 and found[0] and not found[-1] and not guarded:
        return Cut(lists, words, "前文说要写的部分后面没有，也没有保障措施，文本可能不全")
    return None
