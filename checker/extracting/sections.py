"""The outline of a document: its body, its table of contents and its headings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from checker.extracting.bodies import find_body
from checker.extracting.contents import find_contents
from checker.extracting.headings import RANKS, Kind, Mark, chinese, find_marks
from checker.extracting.lexicon import Lexicon
from checker.extracting.lost import place_parts
from checker.extracting.parts import Found, Node, Outline, Text
from checker.extracting.roles import assign_roles
from checker.extracting.titles import LONGEST, Title, Words, line_title, plain_title, run_on_title
from checker.model.plan import Section
from checker.reading.document import Span

_STRONG: tuple[Kind, ...] = ("han", "paren", "chapter", "box")  # numbers that say "heading" wherever they stand
_SHORT = 24  # characters of a title that a full stop ends
_NEAR = 60  # characters within which a sub-heading can follow a heading's title


@dataclass(slots=True)
class Heading:
    """A heading on its way into the outline."""

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

    @property
    def begin(self) -> int:
        return self.mark.start if self.at is None else self.at


def find_outline(text: Text, lexicon: Lexicon) -> Outline:
    """Body, contents and headings of a document."""
    words = Words(lexicon)
    body = find_body(text, words)
    entries, start = find_contents(text, body, words)
    listed = _listed(text, entries)
    repeated = frozenset(text.even[slice(*title)] for _, title in entries)
    headings = _read(text, (start, body[1]), words, repeated)
    headings = _with_lost(text, headings, listed, (start, body[1]), words)
    contents = tuple(
        Found(node.section, *node.heading, node.sure)
        for node in _nodes(text, listed, start, words, place="contents")[0]
    )
    nodes, lost = _nodes(text, headings, body[1], words)
    return Outline(body, nodes, contents, start, lost)


def _listed(text: Text, entries: list[tuple[Mark, Span]]) -> list[Heading]:
    """The headings of a table of contents, each with its parent."""
    headings: list[Heading] = []
    stack: list[int] = []
    for mark, title in entries:
        rank = RANKS[mark.kind]
        while stack and headings[stack[-1]].rank >= rank:
            stack.pop()
        before = next((each.value for each in reversed(headings) if each.mark.kind == mark.kind), 0)
        parent = stack[-1] if stack else None
        value = mark.value or before + 1
        headings.append(Heading(mark, value, rank, title, _shown(text, *title), 0.95, parent=parent))
        stack.append(len(headings) - 1)
    return headings


def _with_lost(text: Text, headings: list[Heading], listed: list[Heading], span: Span, words: Words) -> list[Heading]:
    """The headings with those between them that only the contents have, where most of them are lost."""
    kinds = {entry.mark.kind for entry in listed}
    if not listed or any(heading.mark.kind in kinds for heading in headings):
        return headings
    above = {entry.parent for entry in listed}
    leaves = [index for index in range(len(listed)) if index not in above]
    boxes = [heading.mark.start for heading in headings if heading.mark.kind == "box"]
    parts = [listed[index].shown for index in leaves]
    begins = place_parts(text, (_after_title(text, span), span[1]), parts, boxes, words)
    if begins is None:
        return headings
    starts = dict(zip(leaves, begins, strict=True))
    for index in reversed(range(len(listed))):  # a part begins where the first under it begins
        parent = listed[index].parent
        if parent is not None:
            starts[parent] = starts[index]
    placed = [replace(listed[index], at=starts[index], lost=True, sure=0.5) for index in range(len(listed))]
    merged = sorted([*placed, *headings], key=lambda each: (each.begin, each.rank))
    stack: list[int] = []
    for index, each in enumerate(merged):
        while stack and merged[stack[-1]].rank >= each.rank:
            stack.pop()
        each.parent = stack[-1] if stack else None
        stack.append(index)
    return merged


def _after_title(text: Text, span: Span) -> int:
    """Where the first paragraph stands after the title that follows the contents."""
    for line in text.normal.lines:
        if span[0] <= line.start and (line.end - line.start > LONGEST or text.even[line.end - 1] in "。:;"):
            return line.start
    return span[0]


def _read(text: Text, span: Span, words: Words, repeated: frozenset[str]) -> list[Heading]:
    """The headings in order, each with its parent."""
    marks = list(find_marks(text, *span))
    run_on, stopped = _styles(text, marks, span)
    headings: list[Heading] = []
    stack: list[int] = []
    last: dict[Kind, int] = {}
    previous_end = -_NEAR
    for index, mark in enumerate(marks):
        loose = not (mark.line_start or mark.after_stop or mark.start == previous_end)
        if loose and not (run_on and mark.kind in _STRONG):
            continue
        value, sure, notes = _sequence(mark, headings, stack, last)
        if value is None or (loose and sure < 1):
            continue
        limit = _limit(marks, index, span[1], last)
        title = _title(text, mark, limit, words, repeated, run_on=run_on, stopped=mark.kind in stopped)
        if title is None or (loose and title.sure < 0.8):
            continue
        first, end = plain_title(text, mark.end, title.end)
        if end - first < 2:
            continue
        rank = RANKS[mark.kind]
        while stack and headings[stack[-1]].rank >= rank:
            stack.pop()
        raw = text.printed(mark.start, mark.end).rstrip("、.") if mark.damaged else None
        heading = Heading(
            mark, value, rank, (first, end), _shown(text, first, end), min(sure, title.sure), notes,
            stack[-1] if stack else None, raw,
        )  # fmt: skip
        if title.sure < 0.8:
            heading.notes.append("标题与正文之间没有标点，标题到哪里为止请对照原文")
        headings.append(heading)
        stack.append(len(headings) - 1)
        last[mark.kind] = value
        previous_end = title.end
    return headings


def _styles(text: Text, marks: list[Mark], span: Span) -> tuple[bool, frozenset[Kind]]:
    """Whether headings run on into their text without lines, and the kinds whose titles end in a full stop."""
    at_start: Counter[bool] = Counter()
    stopped: Counter[Kind] = Counter()
    every: Counter[Kind] = Counter()
    for index, mark in enumerate(marks):
        if not (mark.line_start or mark.after_stop):
            continue
        at_start[mark.line_start] += 1
        every[mark.kind] += 1
        clear = line_title(text, mark.end, _limit(marks, index, span[1], {}), line_start=mark.line_start)
        if clear is None or mark.kind == "box" or not clear.run_in:
            continue
        if clear.end - mark.end <= _SHORT and "," not in text.even[mark.end : clear.end]:
            stopped[mark.kind] += 1
    run_on = at_start[False] > at_start[True]
    return run_on, frozenset(kind for kind in every if stopped[kind] * 10 >= every[kind] * 6)


def _limit(marks: list[Mark], index: int, end: int, last: dict[Kind, int]) -> int:
    """Where the next number stands that can be a heading's: a title can't go beyond it."""
    mark = marks[index]
    for following in marks[index + 1 : index + 4]:
        if following.start - mark.end > _NEAR:
            break
        kind = following.kind
        if kind not in (mark.kind, "decimal") and following.value in (1, None, last.get(kind, 0) + 1):
            return following.start
    return end


def _title(
    text: Text, mark: Mark, limit: int, words: Words, repeated: frozenset[str], *, run_on: bool, stopped: bool
) -> Title | None:
    """The title after a number: as print shows it, or guessed where the document runs on or shows none."""
    clear = line_title(text, mark.end, limit, line_start=mark.line_start)
    if clear is not None and (not run_on or stopped or not clear.run_in):
        return clear
    guessed = run_on_title(text, mark.end, limit, words, repeated)
    if guessed is not None and (run_on or guessed.sure >= 0.8):
        return guessed
    return clear


def _sequence(
    mark: Mark, headings: list[Heading], stack: list[int], last: dict[Kind, int]
) -> tuple[int | None, float, list[str]]:
    """The number's value, if it fits in the order of what came before."""
    sibling = next((headings[index] for index in reversed(stack) if headings[index].mark.kind == mark.kind), None)
    notes: list[str] = []
    if mark.kind == "box":
        return (mark.value or last.get("box", 0) + 1), 0.95, notes
    expected = sibling.value + 1 if sibling else 1
    if mark.value is None:
        if mark.kind != "paren":
            return None, 0, notes
        return expected, 0.85, notes
    if mark.value == expected or mark.value == last.get(mark.kind, 0) + 1:
        return mark.value, 1.0, notes
    if mark.value == 1:
        return 1, 0.9 if mark.line_start else 0.8, notes
    if sibling and expected < mark.value <= expected + 2:
        notes.append(f"编号不连续：前面没有找到第{chinese(expected)}项的标题")
        return mark.value, 0.7, notes
    if mark.line_start and sibling and mark.value == sibling.value:
        notes.append("编号与前一个标题重复")
        return mark.value, 0.7, notes
    if mark.line_start and not sibling and mark.value <= 3 and mark.kind in ("han", "chapter", "paren"):
        notes.append("编号不从一开始，前面的标题可能丢失")
        return mark.value, 0.6, notes
    return None, 0, notes


def _shown(text: Text, start: int, end: int) -> str:
    """The title as printed, without what explains its short name."""
    printed = text.printed(start, end)
    for bracket in ("(以下简称", "（以下简称", "(简称", "（简称"):
        printed = printed.partition(bracket)[0]
    return printed


def _nodes(
    text: Text, headings: list[Heading], body_end: int, words: Words, place: str = "body"
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The printed headings, and the lost ones."""
    ends = _ends(headings, body_end)
    roles = assign_roles([(each.shown, each.parent, each.mark.kind) for each in headings], words)
    ids = _ids(text, headings, words)
    levels: list[int] = []
    places: list[int | None] = []  # of a heading among the printed ones
    nodes: list[Node] = []
    lost: list[Node] = []
    for index, heading in enumerate(headings):
        above = heading.parent
        levels.append(1 if above is None else levels[above] + 1)
        span = (heading.begin, heading.begin) if heading.lost else (heading.begin, heading.title[1])
        section = Section.model_validate(
            {
                "id": ids[index],
                "number": _number(heading),
                "raw": heading.raw,
                "title": heading.shown,
                "role": roles[index],
                "in": place,
                "review": heading.sure < 0.7 and not heading.lost,
                "at": (text.at(heading.mark.start, heading.title[1]),),
            }
        )
        parent = places[above] if above is not None else None
        node = Node(section, levels[index], span, ends[index], parent, heading.sure, tuple(heading.notes))
        places.append(None if heading.lost else len(nodes))
        (lost if heading.lost else nodes).append(node)
    return tuple(nodes), tuple(lost)


def _ends(headings: list[Heading], body_end: int) -> list[int]:
    ends = [body_end] * len(headings)
    waiting: list[int] = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].rank >= heading.rank:
            ends[waiting.pop()] = heading.begin
        waiting.append(index)
    return ends


def _ids(text: Text, headings: list[Heading], words: Words) -> list[str]:
    """Ids in the style 三(一)1; where the numbers of a section begin again, a word or a number tells them apart."""
    ids: list[str] = []
    used: set[str] = set()
    runs: dict[tuple[str, Kind], str] = {}
    for heading in headings:
        above = ids[heading.parent] if heading.parent is not None else ""
        run = (above, heading.mark.kind)
        if heading.value == 1:
            own = _id(heading, above, "")
            runs[run] = _run(text, heading, words) if own in used else ""
        own = _id(heading, above, runs.get(run, ""))
        repeat = 2
        base = own
        while own in used:
            own, repeat = f"{base}-{repeat}", repeat + 1
        used.add(own)
        ids.append(own)
    return ids


def _run(text: Text, heading: Heading, words: Words) -> str:
    """What the sentence before a list says the list is of."""
    before = text.even[max(0, heading.begin - 60) : heading.begin]
    found = [(before.rfind(word), word) for word in words.headings.lists if word in before]
    return min(found)[1] if found else ""


def _number(heading: Heading) -> str | None:
    if heading.mark.kind == "box" and not heading.mark.number:
        return None
    if heading.mark.kind in ("han", "paren", "chapter", "section", "part") and not heading.mark.number.isdigit():
        return chinese(heading.value)
    return heading.mark.number if heading.mark.kind in ("decimal", "box", "annex") else str(heading.value)


def _id(heading: Heading, above: str, run: str) -> str:
    mark = heading.mark
    number = _number(heading) or str(heading.value)
    match mark.kind:
        case "box":
            return f"专栏{number}"
        case "annex":
            return f"附件{mark.number}"
        case "paren" | "pdigit":
            return f"{above}{run}({number})"
        case "part":
            return f"{above}第{number}篇"
        case "chapter":
            return f"{above}第{number}章"
        case "section":
            return f"{above}第{number}节"
        case "decimal":
            return number
        case _:
            return f"{above}{run}{number}"
