"""Plain text: lines, tables of tabs or pipes, page marks, and line ends that fall inside sentences.

The text stays what the file holds: page marks are ``skipped``, never cut, and lines are joined only where it is sure.
"""

from __future__ import annotations

from msgspec import Struct, field

from checker.reading.document import Block, Document, Span
from checker.reading.encodings import decode, refuse_controls
from checker.reading.limits import MAX_BLOCKS, MAX_SIGNS, too_long
from checker.reading.lines import begins_part, is_unfinished, leader, must_go_on, never_begins
from checker.reading.marks import find_marks
from checker.reading.separated import find_rows
from checker.reading.wrapping import Wrapping, find_wrapping


class Line(Struct):
    """A line of the file that says something, without its line end."""

    start: int
    end: int
    text: str
    gap: bool  # blank lines stand before it
    page: int | None
    skipped: list[Span] = field(default_factory=list)  # page marks inside, as places in the text


def read_plain(content: bytes, name: str, sha256: str, shown: str) -> Document:
    """A text file as a document."""
    text, notes = decode(content, shown)
    refuse_controls(text, shown)
    if len(text) > MAX_SIGNS or text.count("\n") > MAX_BLOCKS:
        raise too_long(shown)
    return Document(name, sha256, "txt", text, tuple(blocks_of(text)), notes=notes)


def blocks_of(text: str) -> list[Block]:
    """The paragraphs and table rows of a text."""
    lines = _lines(text)
    marks = find_marks([(line.start, line.text) for line in lines], text)
    rows, rules = find_rows([line.text for line in lines], marks.lines)
    marks.lines |= rules
    for index, line in enumerate(lines):
        line.skipped = list(marks.inside.get(index, ()))
        if index not in rows and (tail := leader(line.text)):
            line.skipped.append((line.start + tail[0], line.start + tail[1]))
    plain = [index for index in range(len(lines)) if index not in rows and index not in marks.lines]
    wrapping = find_wrapping([lines[index].text for index in plain])
    blocks: list[Block] = []
    last: int | None = None  # the line that the last block ends with, where it is a paragraph
    for index, line in enumerate(lines):
        if index in marks.lines:
            continue
        if index in rows:
            table, spans = rows[index]
            cells = tuple((line.start + begin, line.start + end) for begin, end in spans)
            blocks.append(Block("row", line.start, line.end, page=line.page, table=table, cells=cells))
            last = None
            continue
        over = last is not None and index > last + 1  # a page mark stands between
        if last is not None and _goes_on(lines[last], line, wrapping, over=over, chunk=index in marks.chunks):
            before = blocks[-1]
            between = [(lines[each].start, lines[each].end) for each in range(last + 1, index)]
            skipped = (*before.skipped, *between, *line.skipped)
            blocks[-1] = Block("paragraph", before.start, line.end, page=before.page, skipped=skipped)
        else:
            blocks.append(Block("paragraph", line.start, line.end, page=line.page, skipped=tuple(line.skipped)))
        last = index
    return blocks


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    page = 1 if "\f" in text.strip() else None
    gap = False
    for whole in text.splitlines(keepends=True):
        line = whole.rstrip()
        if line:
            lines.append(Line(start, start + len(line), line, gap, page))
        gap = not line and not whole.endswith("\f")
        if page is not None and whole.endswith("\f"):
            page += 1
        start += len(whole)
    return lines


def _goes_on(before: Line, line: Line, wrapping: Wrapping | None, *, over: bool, chunk: bool) -> bool:
    """Whether a line is surely the rest of the sentence of the line before."""
    if chunk:
        return is_unfinished(before.text)
    if begins_part(line.text) or (before.skipped and before.skipped[-1][1] == before.end):
        return False
    if line.gap and not over:
        return False
    if never_begins(line.text):
        return True
    if wrapping is not None:
        return wrapping.goes_on(before.text, line.text)
    if not is_unfinished(before.text):
        return False
    if before.text[-1] in "，,、":
        return must_go_on(before.text) and len(before.text) >= 12
    return over and len(before.text) >= (40 if begins_part(before.text) else 20)
