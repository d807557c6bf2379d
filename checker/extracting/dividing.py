"""Where else than behind its tasks a plan says who does what: a table, a section on duties, another paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.extracting.allotting import Allotment
from checker.extracting.duties import Phrases
from checker.extracting.items import Item
from checker.extracting.listing import plain_split
from checker.extracting.parts import Text
from checker.extracting.units import DutyReader

_FEW = 5  # of so many tasks, one without a row of its own is one that the table forgot
_OFFICES, _DUTIES = 4, 3  # bodies and clauses of a section that says who does what
_ANNEX = re.compile(r"(?:^|\n)附[件表录][\d一二三四五六七八九十]{0,2}[:.]?\n(?P<title>[^。\n]{4,40})(?=\n)")
_SAYS = re.compile(r"(?:^|[。;:\n])([^。;:\n]{2,80}?)(?:分别|具体|共同|主要)*(?:负责|牵头|承担)")


def divided(
    text: Text,
    items: Sequence[Item],
    missing: int,
    allotments: Sequence[Allotment],
    left: int,
    reader: DutyReader,
    said: Phrases,
) -> str | None:
    """Where the plan says who does what for items that name no body: as a note; None where it does so nowhere.

    ``missing`` of the tasks name none, ``left`` rows of tables could not be told. A table that has rows for all others
    just forgot the few.
    """
    tasks = sum(item.kind == "task" for item in items)
    if allotments:
        whole = all(each.whole for each in allotments) and not left
        few = missing * _FEW <= max(tasks, _FEW)
        name = allotments[0].name
        return None if whole and few else f"责任单位写在“{name}”里，没有对得上这一项的，请核对"
    if missing * 2 <= tasks:
        return None
    for item in items:
        if item.kind == "guarantee" and _says_who(text.even[item.title_end : item.end], reader):
            return f"各家的职责集中写在“{item.title}”里，没有分到各项任务，请核对"
    return next(_elsewhere(text, said), None)


def _says_who(said: str, reader: DutyReader) -> bool:
    """Whether a text tells body by body what each answers for."""
    offices: set[str] = set()
    clauses = 0
    for match in _SAYS.finditer(said):
        names = [name.removeprefix("由") for name in plain_split(match[1])]
        if names and all(map(reader.is_office, names)):
            clauses += 1
            offices.update(names)
    return clauses >= _DUTIES and len(offices) >= _OFFICES


def _elsewhere(text: Text, said: Phrases) -> Iterator[str]:
    """Annexes by their titles, and sentences that refer to another paper: 任务分工另行印发, 责任单位见附件."""
    for annex in _ANNEX.finditer(text.even):
        if said.names_division(annex["title"]):
            yield f"责任单位可能写在附件“{annex['title']}”里，请核对"
    for start, end in text.sentences(0, len(text.even)):
        sentence = text.even[start:end]
        if said.refers_elsewhere(sentence):
            yield f"原文说“{text.at(start, end).quote}”，责任单位可能写在那里，请核对"
