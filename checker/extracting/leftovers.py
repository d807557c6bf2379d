"""Words left over from the plan of the five years before: 确保“十四五”规划目标如期完成 in a plan for 2026—2030."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft, Found
from checker.model.base import Strict
from checker.model.plan import Damage, Texts

_FIVE_YEARS = {2016: "十三五", 2021: "十四五", 2026: "十五五", 2031: "十六五"}
_LENGTH = 4  # from the first to the last of five years


class LeftoverWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/leftovers.yaml``: how a plan speaks of carrying itself out."""

    openings: Texts
    endings: Texts


def add_leftovers(draft: Draft, lexicon: Lexicon) -> None:
    """Add to the damage where the guarantees promise to carry out the plan of other five years. Needs the head."""
    own = _own(draft)
    if own is None or draft.outline is None:
        return
    words = lexicon.dictionary("leftovers", LeftoverWords)
    pattern = re.compile(
        rf"{_any(words.openings)}[^。;,\n]{{0,8}}?“?(?P<name>十[三四五六]五)”?(?:时期)?规划[^。;,\n]{{0,14}}?{_any(words.endings)}"
    )
    found: list[Found[Damage]] = []
    for match in pattern.finditer(draft.text.even, *draft.outline.body):
        if match["name"] == own or draft.outline.role_at(match.start()) != "guarantees":
            continue
        raw = draft.text.printed(*match.span())
        reading = raw.replace(match["name"], own, 1)
        at = (draft.text.at(*match.span()),)
        found.append(Found(Damage(raw=raw, reading=reading, cause="misprint", at=at), *match.span(), 0.9))
    draft.damage = sorted([*draft.damage, *found], key=lambda each: each.start)


def _own(draft: Draft) -> str | None:
    """The name of the plan's own five years; None for other periods, and for a plan written before they began."""
    period = draft.head.get("period")
    start, end = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
    if not isinstance(start, int) or not isinstance(end, int) or end - start != _LENGTH:
        return None
    issued = re.match(r"\d{4}", str(draft.head.get("issued") or ""))
    return None if issued and int(issued[0]) < start else _FIVE_YEARS.get(start)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
