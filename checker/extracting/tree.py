"""Headings in order made into nodes: levels, ends, ids and roles."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from msgspec import Struct, field

from checker.extracting.headings import Kind, Mark, chinese
from checker.extracting.parts import Node, Text
from checker.extracting.roles import assign_roles
from checker.extracting.titles import Words
from checker.model.plan import Part, Section
from checker.reading.document import Span


class Heading(Struct):
    """A heading on its way into the outline; ``lost`` in the text, or an ``item`` of a list that has no title."""

    mark: Mark
    value: int
    rank: int
    title: Span
    shown: str
    sure: float
    notes: list[str] = field(default_factory=list)
    parent: int | None = None
    raw: str | None = None
    at: int | None = None
    lost: bool = False
    item: bool = False

    @property
    def begin(self) -> int:
        return self.mark.start if self.at is None else self.at


def shown_title(text: Text, start: int, end: int) -> str:
    """The title as printed, without what explains its short name."""
    printed = text.printed(start, end)
    for bracket in ("(以下简称", "（以下简称", "(简称", "（简称"):
        printed = printed.partition(bracket)[0]
    return printed


class Nodes(Struct, frozen=True):
    """Nodes by what the text has of them."""

    printed: tuple[Node, ...]
    lost: tuple[Node, ...]
    items: tuple[Node, ...]


def make_nodes(text: Text, headings: list[Heading], body_end: int, words: Words, place: Part = "body") -> Nodes:
    """The printed headings, the lost ones, and the items that have no title."""
    ends = _ends(text, headings, body_end)
    roles = assign_roles([(each.shown, each.parent, each.mark.kind) for each in headings], words)
    ids = _ids(text, headings, words)
    levels: list[int] = []
    places: list[int | None] = []  # of a heading among the printed ones, else of the one above it
    nodes: list[Node] = []
    lost: list[Node] = []
    items: list[Node] = []
    for index, heading in enumerate(headings):
        above = heading.parent
        levels.append(1 if above is None else levels[above] + 1)
        span = (heading.begin, heading.begin) if heading.lost else (heading.begin, heading.title[1])
        section = Section(
            id=ids[index],
            number=_number(heading),
            raw=heading.raw,
            title=heading.shown,
            role=roles[index],
            in_=place,
            review=heading.sure < 0.7 and not heading.lost,
            at=(text.at(heading.mark.start, heading.title[1]),),
        )
        parent = places[above] if above is not None else None
        node = Node(section, levels[index], span, ends[index], parent, heading.sure, tuple(heading.notes))
        if heading.lost or heading.item:
            places.append(parent)
            (lost if heading.lost else items).append(node)
        else:
            places.append(len(nodes))
            nodes.append(node)
    return Nodes(tuple(nodes), tuple(lost), tuple(items))


def _ends(text: Text, headings: list[Heading], body_end: int) -> list[int]:
    ends = [body_end] * len(headings)
    waiting: list[int] = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].rank >= heading.rank:
            ends[waiting.pop()] = heading.begin
        waiting.append(index)
    for index, heading in enumerate(headings):
        if heading.mark.kind == "box":
            ends[index] = min(ends[index], _box_end(text, heading, ends[index]))
    return ends


def _box_end(text: Text, heading: Heading, end: int) -> int:
    """Where the table that a box is printed as ends; ``end`` where it is none."""
    lines = text.normal.lines
    first = bisect_right(lines, heading.begin, key=lambda line: line.start) - 1
    table = lines[first].block.table
    piped = text.even[lines[first].end - 1] == "|"
    if table is None and not piped:
        return end
    index = first + 1
    while index < len(lines) and lines[index].start < end:
        line = lines[index]
        if line.block.table != table if table is not None else text.even[line.end - 1] != "|":
            return line.start
        index += 1
    return end


def _ids(text: Text, headings: list[Heading], words: Words) -> list[str]:
    """Ids in the style 三(一)1; where the numbers of a section begin again, a word or a number tells them apart."""
    ids: list[str] = []
    used: set[str] = set()
    repeats: Counter[str] = Counter()
    runs: dict[tuple[str, Kind], str] = {}
    for heading in headings:
        above = ids[heading.parent] if heading.parent is not None else ""
        run = (above, heading.mark.kind)
        if heading.value == 1:
            own = _id(heading, above, "")
            runs[run] = _run(text, heading, words) if own in used else ""
        own = _id(heading, above, runs.get(run, ""))
        base = own
        while own in used:
            repeats[base] += 1
            own = f"{base}-{repeats[base] + 1}"
        used.add(own)
        ids.append(own)
    return ids


def _run(text: Text, heading: Heading, words: Words) -> str:
    """What the sentence before a list says the list is of."""
    before = text.even[max(0, heading.begin - 60) : heading.begin]
    found = [(before.rfind(word), word) for word in words.headings.lists if word in before]
    return min(found)[1] if found else ""


def _number(heading: Heading) -> str | None:
    if heading.mark.kind in ("box", "level", "annex") and not heading.mark.number:
        return None
    if heading.mark.kind in ("han", "paren", "chapter", "section", "part") and not heading.mark.number.isdigit():
        return chinese(heading.value)
    return heading.mark.number if heading.mark.kind in ("decimal", "box", "annex") else str(heading.value)


def _id(heading: Heading, above: str, run: str) -> str:
    mark = heading.mark
    listed = above.startswith("附件") or (above.startswith("专栏") and above[-1].isdigit())
    if listed and mark.kind == "digit":
        above += "-"
    if mark.kind == "level":
        return f"{above}-{heading.value}" if above else f"节{heading.value}"
    number = _number(heading) or str(heading.value)
    match mark.kind:
        case "box":
            return f"专栏{number}"
        case "annex":
            return f"附件{mark.number}"
        case "paren" | "pdigit":
            return f"{above}{run}({number})"
        case "part":
            return f"{above}第{number}{mark.unit}"
        case "chapter":
            return f"{above}第{number}章"
        case "section":
            return f"{above}第{number}节"
        case "decimal":
            return number
        case _:
            return f"{above}{run}{number}"
