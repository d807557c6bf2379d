"""The stretches of text that are measures: leaf sections, paragraphs led by a short sentence, items of boxes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.parts import Found, Node, Outline, Region, Text
from checker.extracting.stretches import CLAUSE, LEAD, LEAD_LIMIT, NO_TITLE, Stretches
from checker.model.plan import Responsible
from checker.reading.document import Span

Kind = Literal["task", "guarantee", "box"]

_UNTITLED, _UNTITLED_SURE = "这一项没有标题，题目取自首句", 0.75
_OWN_LENGTH = 60  # characters of a paragraph that can be a measure without a title


class Item(Struct, frozen=True):
    """A measure's stretch: its title (as text, and where it is printed) and all of its text."""

    id: str
    kind: Kind
    title: str
    section: str  # "" for a box before the first heading
    start: int
    title_end: int
    end: int
    group: str  # items of one group may share one list of bodies
    sure: float = 1.0
    notes: tuple[str, ...] = ()


def find_items(
    text: Text,
    outline: Outline,
    regions: list[Region],
    duties: list[Found[Responsible]],
    schedules: Collection[str] = (),
) -> list[Item]:
    """Every task, guarantee and box item, in order. What stands under a heading of ``schedules`` is none: 启动阶段."""
    finder = _Finder(text, outline, regions, duties)
    finder.skip(schedules)
    return finder.with_lost_guarantees(list(finder.items()))


class _Finder:
    def __init__(self, text: Text, outline: Outline, regions: list[Region], duties: list[Found[Responsible]]) -> None:
        self._even = text.even
        self._outline = outline
        self._regions = regions
        self._stretches = Stretches(text, regions, duties)
        self._nodes = sorted((*outline.nodes, *outline.items), key=lambda node: node.start)
        self._untitled = frozenset(node.start for node in outline.items)
        self._parents = {
            outline.nodes[node.parent].start
            for node in self._nodes
            if node.parent is not None and (node.section.role != "box" or self._is_box_item(node))
        }
        self._ids = {each.section.id for each in outline.nodes} | {each.item.id for each in outline.contents}
        tops = [node for node in outline.nodes if node.level == 1]
        own = any(node.section.role == "tasks" and not node.section.id.startswith("附件") for node in tops)
        self._annexes = [(node.start, node.end) for node in tops if own and node.section.id.startswith("附件")]
        self._boxes = 0
        self._section = ""  # of the last heading that is no box
        self._led = self._is_led()
        self._skipped: list[Span] = []

    def skip(self, titles: Collection[str]) -> None:
        """Leave out the chapters with these titles, and the boxes whose titles say so (专栏4 重点工作时间安排)."""
        self._skipped = [
            (node.start, node.end)
            for node in self._outline.nodes
            if node.section.title in titles
            or (node.section.role == "box" and any(title in node.section.title for title in titles))
        ]

    def items(self) -> Iterator[Item]:
        """In the order of the text."""
        for index, node in enumerate(self._nodes):
            if node.section.role not in ("tasks", "guarantees", "box") or node.section.in_ != "body":
                continue
            if self._in_annex(node):
                continue  # a table or a list of its own, no task
            if any(start <= node.start < end for start, end in self._skipped):
                continue
            start, end = self._own(index)
            if node.section.role == "box" and self._is_box_item(node):
                yield self._whole(node, "box", end)
                continue
            if node.section.role == "box":
                if node.start in self._parents or self._is_table(node, end):
                    continue
                cell = next(
                    (span for span in self._stretches.paragraphs(start, end) if self._stretches.is_cell(span)), None
                )
                yield from self._box_node(node, start, cell[1] if cell else end)
                yield from self._unnamed_boxes(cell[1] if cell else end, end)
                continue
            self._section = self._printed(node.section.id if _is_upper(node) else self._above(node), node)
            first_box = next((span[0] for span in self._stretches.lost_boxes(start, end)), end)
            if node.start not in self._parents:
                yield from self._leaf(index, node, first_box)
            yield from self._unnamed_boxes(start, end)

    def _in_annex(self, node: Node) -> bool:
        """Whether a heading is an annex, or one in it of a plan whose tasks stand before the annexes."""
        if node.section.id.startswith("附件") and node.level == 1:
            return True
        return node.section.role != "box" and any(start <= node.start < end for start, end in self._annexes)

    def _is_box_item(self, node: Node) -> bool:
        """Whether a heading is a numbered item inside a box."""
        return node.parent is not None and self._outline.nodes[node.parent].section.role == "box"

    def _is_table(self, node: Node, end: int) -> bool:
        """Whether a box holds the indicator table."""
        tables = any(node.start <= region.start < max(end, node.end) for region in self._regions)
        return tables or "指标" in node.section.title

    def _above(self, node: Node) -> str:
        """The id of the section above; of one whose heading is lost, what the id of this one begins with."""
        if node.parent is not None:
            return self._outline.nodes[node.parent].section.id
        return re.sub(r"(?<=\D)\d+$", "", node.section.id) or node.section.id

    def _printed(self, section: str, node: Node) -> str:
        """The id of a section, or of the nearest above a node that is one; an item without a title is none."""
        above: Node | None = node
        while section not in self._ids and above is not None:
            section = above.section.id
            above = self._outline.nodes[above.parent] if above.parent is not None else None
        return section if section in self._ids else ""

    def _own(self, index: int) -> Span:
        """The text of a heading itself, up to the next heading."""
        node, nodes = self._nodes[index], self._nodes
        following = nodes[index + 1].start if index + 1 < len(nodes) else node.end
        start = node.heading[1]
        while self._even[start : start + 1] in ("。", ":", "."):
            start += 1
        end = max(start, min(node.end, following))
        tables = [region.start for region in self._regions if start <= region.start < end]
        return start, min([end, *tables])

    # —— sections ——

    def _leads(self, index: int) -> tuple[list[Span], list[re.Match[str] | None]]:
        """The paragraphs of a leaf section, and the short sentence that leads each."""
        start, end = self._own(index)
        end = next((span[0] for span in self._stretches.lost_boxes(start, end)), end)
        paragraphs: list[Span] = []
        for first, last in self._stretches.paragraphs(start, end):
            if paragraphs and self._stretches.duty_at(first, min(first + 2, last)):  # a list on a line of its own
                paragraphs[-1] = (paragraphs[-1][0], last)
            else:
                paragraphs.append((first, last))
        return paragraphs, [self._stretches.lead(span) for span in paragraphs]

    def _is_led(self) -> bool:
        """Whether most paragraphs of this document's sections begin with a short sentence that is their title."""
        leads = others = 0
        for index, node in enumerate(self._nodes):
            if node.start in self._parents or node.section.role not in ("tasks", "guarantees") or not _is_upper(node):
                continue
            for paragraph, lead in zip(*self._leads(index), strict=True):
                if self._even[paragraph[0] - 1] == "\n":
                    leads += lead is not None
                    others += lead is None
        return leads >= 3 and leads > others

    def _leaf(self, index: int, node: Node, end: int) -> Iterator[Item]:
        kind: Kind = "guarantee" if node.section.role == "guarantees" else "task"
        paragraphs, leads = self._leads(index)
        each_led = kind == "guarantee" and len(paragraphs) > 1 and all(leads)
        parted = any(leads) and (self._led or each_led or _all_marked(self._even, paragraphs, leads))
        parted = parted or (len(paragraphs) > 1 and all(self._stretches.ends_with_list(each) for each in paragraphs))
        whole = not (_is_upper(node) and parted)
        if whole:
            yield self._whole(node, kind, end)
            return
        opened: list[tuple[int, int, str, bool]] = []
        for paragraph, lead in zip(paragraphs, leads, strict=True):
            if lead is not None:
                opened.append((paragraph[0], lead.end("title"), lead["title"], True))
                continue
            clause = CLAUSE.match(self._even, *paragraph)
            own = paragraph[1] - paragraph[0] >= _OWN_LENGTH or self._stretches.ends_with_list(paragraph)
            if not opened or (own and clause and not NO_TITLE.match(clause["title"])):
                title = clause["title"] if clause else self._even[paragraph[0] : paragraph[0] + LEAD_LIMIT].strip()
                opened.append((paragraph[0], paragraph[0] + len(title), title, False))
        section = self._printed(node.section.id, node)
        for number, (first, title_end, title, certain) in enumerate(opened, 1):
            stop = opened[number][0] if number < len(opened) else end
            notes = () if certain else ("这一段没有段首短句，题目取自首句",)
            yield Item(
                f"{node.section.id}{number}",
                kind,
                title,
                section,
                first,
                title_end,
                stop,
                node.section.id,
                0.9 if certain else 0.6,
                notes,
            )

    def with_lost_guarantees(self, items: list[Item]) -> list[Item]:
        """Also the paragraphs at the end that the table of contents calls guarantees, and whose headings are lost."""
        printed = {node.section.id for node in self._outline.nodes}
        lost = [found.item for found in self._outline.contents if found.item.role == "guarantees"]
        there = any(node.section.role == "guarantees" for node in self._outline.nodes)
        if not items or not lost or there or any(section.id in printed for section in lost):
            return items
        last, end = items[-1], self._outline.body[1]
        begin = last.end
        if last.kind != "box":
            own = self._stretches.paragraphs(last.start, end)
            begin = own[0][1] if own else end
        tail = self._stretches.paragraphs(begin, end)
        below = [section for section in lost if section.id != lost[0].id]
        if len(tail) < max(len(below), 1):
            return items
        items = [*items[:-1], replace(last, end=min(last.end, begin))]
        for number, (first, stop) in enumerate(tail, 1):
            clause = self._stretches.clause(first, stop)
            title_end = clause.end("title") if clause else min(first + LEAD_LIMIT, stop)
            known = below[number - 1] if number <= len(below) else None
            chapter = lost[0].id
            items.append(
                Item(
                    known.id if known else f"{chapter}-{number}", "guarantee",
                    known.title if known else self._even[first:title_end], known.id if known else chapter,
                    first, title_end, stop, chapter, 0.7,
                    ("正文标题丢失，题目依目录" if known else "正文标题丢失，目录也没有，题目取自首句",),
                )
            )  # fmt: skip
        return items

    def _whole(self, node: Node, kind: Kind, end: int) -> Item:
        """A heading with all its text as one measure."""
        parent = self._above(node)
        section = self._printed(node.section.id if _is_upper(node) and kind != "box" else parent, node)
        untitled = node.start in self._untitled
        sure, notes = (_UNTITLED_SURE, (_UNTITLED,)) if untitled else (node.sure, node.notes)
        title = _bare(node.section.title)
        return Item(node.section.id, kind, title, section, *node.heading, end, f"{parent}/{node.level}", sure, notes)

    # —— boxes ——

    def _box_node(self, node: Node, start: int, end: int) -> Iterator[Item]:
        digits = re.search(r"\d+", node.section.id)
        self._boxes = int(digits[0]) if digits else self._boxes + 1
        for number, (first, title_end, title, stop, sure) in enumerate(self._parts(start, end, node), 1):
            notes = () if sure > 0.7 else ("专栏内各项没有编号，这一项的起止请核对",)
            yield Item(
                f"{node.section.id}-{number}", "box", title, node.section.id, first, title_end, stop, node.section.id,
                min(sure, node.sure), notes,
            )  # fmt: skip

    def _unnamed_boxes(self, start: int, end: int) -> Iterator[Item]:
        """Cells in the middle of the tasks whose heading is lost: boxes, numbered by where they stand."""
        for first, last in self._stretches.lost_boxes(start, end):
            self._boxes += 1
            for number, (begin, title_end, title, stop, sure) in enumerate(self._parts(first, last, None), 1):
                notes = ("专栏的标题没有印出，编号依位置推定",)
                yield Item(
                    f"专栏{self._boxes}-{number}", "box", title, self._section, begin, title_end, stop,
                    f"专栏{self._boxes}", min(sure, 0.7), notes,
                )  # fmt: skip

    def _parts(self, start: int, end: int, node: Node | None) -> Iterator[tuple[int, int, str, int, float]]:
        """The items of a box: begin, end of the title, title, end, how sure."""
        spans, sure = self._stretches.box_spans(start, end)
        for first, last in spans:
            lead = LEAD.match(self._even, first, last)
            if lead and (NO_TITLE.match(lead["title"]) or len(lead["title"]) > LEAD_LIMIT):
                lead = None
            if lead is None and len(spans) == 1 and node is not None:
                yield *node.heading, _bare(node.section.title), last, 0.8
                continue
            clause = lead or self._stretches.clause(first, last)
            title = clause["title"] if clause else self._even[first : first + LEAD_LIMIT].strip()
            yield (
                first,
                clause.end("title") if clause else first + len(title),
                title,
                last,
                sure if lead else sure - 0.1,
            )


def _is_upper(node: Node) -> bool:
    """Whether a heading is a section (一、 or （一）), not a numbered item."""
    number = node.section.number or ""
    return not number[:1].isdigit() and node.level <= 2


def _all_marked(even: str, paragraphs: list[Span], leads: list[re.Match[str] | None]) -> bool:
    """Whether each paragraph has a sign (——, ●) and a lead: then the section lists its measures, in any document."""
    return len(paragraphs) > 1 and all(
        lead is not None and even[paragraph[0]] in "—●◆◇■□▲△·•★*"
        for paragraph, lead in zip(paragraphs, leads, strict=True)
    )


def _bare(title: str) -> str:
    """A title without its last stop and without a bracket that explains a short name."""
    return re.sub(r"[(（]以下简称[^()（）]*[)）]$", "", title.strip()).rstrip("。.：:")
