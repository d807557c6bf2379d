"""Headings that a table of contents lists and the text has lost: where their stretches of text begin.

Nothing is invented: such a stretch is no section of the summary. It only tells what role the text there has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.extracting.parts import Text
from checker.extracting.titles import Words
from checker.reading.document import Span
from checker.reading.normal import Line

_NUMBERED = re.compile(r"(\d{1,2})[.、](?!\d)")
_MOST_LINES, _MOST_PARTS = 3000, 80
_PREFACE = re.compile(r"(?:制定|编制|特制定)本(?:规划|纲要|方案|意见|计划)|规划期[为限]")
_BACK = (
    "——",
    "以上",
    "上述",
    "同时",
    "此外",
    "另外",
    "一是",
    "二是",
    "其中",
    "这些",
    "总之",
)  # leans on what came before
_NEVER = float("-inf")


def place_parts(text: Text, span: Span, parts: Sequence[str], boxes: Sequence[int], words: Words) -> list[int] | None:
    """Where each part begins, if its heading is lost: the order of the contents fitted to the paragraphs."""
    lines = [line for line in text.normal.lines if span[0] <= line.start < span[1] and line.end - line.start > 1]
    if not len(parts) <= len(lines) <= _MOST_LINES or not 2 <= len(parts) <= _MOST_PARTS:
        return None
    fits = _Fit(text, lines, parts, frozenset(boxes), words)
    begins = _best(len(lines), len(parts), fits)
    return [lines[index].start for index in begins] if begins else None


class _Fit:
    def __init__(
        self, text: Text, lines: list[Line], parts: Sequence[str], boxes: frozenset[int], words: Words
    ) -> None:
        self.lines = [text.even[line.start : min(line.end, line.start + 400)] for line in lines]
        self.boxed = [line.start in boxes or text.even[line.end - 1] == "|" for line in lines]
        cues = words.headings.cues
        self.cues = [{cue for word in cues if word in part for cue in cues[word]} for part in parts]
        count = Counter(pair for part in parts for pair in set(_pairs(part)))
        self.pairs = [
            {pair: 1 / count[pair] for pair in set(_pairs(part)) if count[pair] * 2 <= len(parts)} or {"": 0.0}
            for part in parts
        ]

    def says(self, line: int, part: int | None) -> float:
        """How well a paragraph fits a part (None: the preface)."""
        said = self.lines[line]
        if part is None:
            return 1.5 if _PREFACE.search(said) else 0.2
        pairs = self.pairs[part]
        begin, rest = said[:60], said[60:]
        met = sum(
            weight * (1.0 if pair in begin else 0.4) for pair, weight in pairs.items() if pair in begin or pair in rest
        )
        total = sum(pairs.values()) or 1.0
        hinted = min(3, sum(cue in begin for cue in self.cues[part])) / 3
        return 1.2 * met / total + hinted

    def breaks(self, line: int) -> float:
        """What it costs to let a new part begin at a paragraph."""
        if line == 0:
            return 0.0
        number = _NUMBERED.match(self.lines[line])
        if number and int(number[1]) > 1:
            return -6.0
        if self.boxed[line]:
            return -4.0
        cost = -0.3
        if self.lines[line - 1].endswith(":"):
            cost -= 3.0
        if self.boxed[line - 1]:
            cost += 0.8
        elif number and not _NUMBERED.match(self.lines[line - 1]):
            cost -= 0.4  # what stands before a list is its introduction
        if self.lines[line].startswith(_BACK):
            cost -= 3.0
        return cost

    def restarts(self, line: int) -> float:
        """What it costs to go on in the same part where the numbers begin again."""
        number = _NUMBERED.match(self.lines[line])
        return -0.5 if number and int(number[1]) == 1 else 0.0


def _pairs(title: str) -> list[str]:
    return [title[index : index + 2] for index in range(len(title) - 1)]


def _best(count: int, parts: int, fits: _Fit) -> list[int] | None:
    """The best way to cut the paragraphs into preface and parts, each part at least one paragraph."""
    score = [_NEVER] * (parts + 1)
    score[0] = 0.0
    from_: list[list[bool]] = []
    seen_run = [False] * (parts + 1)
    for line in range(count):
        row = [_NEVER] * (parts + 1)
        began = [False] * (parts + 1)
        cost, again = fits.breaks(line), fits.restarts(line)
        for part in range(parts + 1):
            stay = score[part] + (again if seen_run[part] else 0.0)
            enter = score[part - 1] + cost if part else _NEVER
            fit = fits.says(line, part - 1 if part else None)
            began[part] = enter > stay
            row[part] = max(stay, enter) + fit
        seen_run = [again < 0 or seen for seen in seen_run]
        score = row
        from_.append(began)
    if score[parts] == _NEVER:
        return None
    begins: list[int] = []
    part = parts
    for line in reversed(range(count)):
        if part and from_[line][part]:
            begins.append(line)
            part -= 1
    return begins[::-1] if part == 0 else None
