"""A summary as an upper document: where its numbers stand, and how sure they are until a person has looked.

What a document asks of the levels below is never taken from its wording by machine: a person writes ``asks``. The
sentences that a person would look at for that are listed as comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Text
from checker.model.base import At, Confidence, Strict
from checker.model.extraction import Summary
from checker.model.plan import HeadConfidence, Indicator, Plan, Texts
from checker.reading.document import Document

_FRESH: Confidence = "single-source"  # read once, by machine; a person who has compared it writes verified
_LISTED = 60  # sentences; a document with more says so
_BETWEEN = 40  # characters from the levels below to what they are asked
_HOW = (
    "以上由机器从原文提取。逐条核对过的，把 confidence 的 single-source 改为 verified。",
    "这份文件对下级提了什么，要由人写成 asks，机器从不代写；写法见 docs/outline-format.md，例如：",
    "asks:",
    "  - id: A01",
    "    clause: 四（一）",
    "    text: 用一句话说清楚提的是什么",
    "    quote: 文件的原话，至多 40 个字",
    "    of: [city]",
    "    strength: 要求    # 只看文件用的词：应当、要、须 → 要求；不得 → 禁止；引导、推动 → 引导；鼓励、支持 → 鼓励",
    "    method: machine",
    "    section: box      # 或 indicator、citation：要求有哪一部分、列哪个指标、引用哪份文件",
    "    confidence: verified",
)


class OutlineWords(Strict, frozen=True, kw_only=True):
    """``rules/extraction/outline.yaml``."""

    addressed: dict[str, Texts]
    asking: Texts


def as_outline(summary: Summary) -> Summary:
    """The same plan with the clause and confidence of each row, so that the plans below can be held against it."""
    plan = summary.plan
    titles = {table.id: table.title for table in plan.tables}
    counts: dict[str, int] = {}
    rows = tuple(_row(row, titles, counts) for row in plan.indicators)
    head = HeadConfidence(title=_FRESH, number=_FRESH if plan.number else None)
    return replace(summary, plan=replace(plan, indicators=rows, confidence=head))


def _row(row: Indicator, titles: dict[str, str], counts: dict[str, int]) -> Indicator:
    where = titles.get(row.table or "", "指标表")
    counts[where] = counts.get(where, 0) + 1
    return replace(row, clause=f"{where} 第{counts[where]}项", confidence=_FRESH)


def outline_notes(plan: Plan, document: Document, lexicon: Lexicon) -> list[str]:
    """How to write what the document asks of the levels below, and its sentences that speak to them."""
    found = [_told(plan, at) for at in _speaking(plan, document, lexicon)]
    if not found:
        return [*_HOW, "没有找到明着对下级说的句子。"]
    more = [f"（另有 {len(found) - _LISTED} 句）"] if len(found) > _LISTED else []
    return [*_HOW, "原文里像是对下级说的句子（是不是要求、对谁要求，由人判断）：", *found[:_LISTED], *more]


def _speaking(plan: Plan, document: Document, lexicon: Lexicon) -> Iterator[At]:
    words = lexicon.dictionary("outline", OutlineWords)
    levels = words.addressed.get(plan.region.level, ())
    if not levels:
        return
    text = Text(document)
    whom, what = ("|".join(map(re.escape, each)) for each in (levels, words.asking))
    sentence = re.compile(rf"(?:{whom})[^。;!?\n]{{0,{_BETWEEN}}}?(?:{what})|(?:{what})[^。,;!?\n]{{0,8}}?(?:{whom})")
    for start, end in text.sentences(0, len(text.even)):
        found = sentence.search(text.even, start, end)
        if found and text.normal.line_at(start).block.table is None:
            yield text.at(found.start(), end)


def _told(plan: Plan, at: At) -> str:
    place = f"第 {at.page} 页" if at.page is not None else ""
    place += f"第 {at.paragraph} 段" if at.paragraph is not None else ""
    section = _section(plan, at.offset or 0)
    return f"  {place or f'第 {(at.offset or 0) + 1} 字'}{f'，{section}' if section else ''}：{at.quote}"


def _section(plan: Plan, offset: int) -> str:
    """The section that a place stands in."""
    before = [
        section
        for section in plan.sections
        if section.in_ == "body" and section.at and (section.at[0].offset or 0) <= offset
    ]
    return f"{before[-1].id} {before[-1].title}" if before else ""
