"""What a document calls itself: the title on it, in its file name, or the file's own word for it."""

from __future__ import annotations

import re

from msgspec import Struct

from checker.extracting.bodies import begins_title, is_title
from checker.extracting.notices import notices, sent
from checker.extracting.parts import Outline, Text
from checker.reading.document import Span

_SUFFIX = re.compile(r"\.(?:docx?|pdf|wps|txt|html?|rtf|yaml)$", re.IGNORECASE)
STAGE = re.compile(r"[(（](?:[^()（）]{0,8}稿|草案|试行|修订|暂行|全文)[)）]$")
_WEB = re.compile(r"[-_|—].{2,20}(?:政府|网|门户网站|局|厅)$")
_RUNNING = re.compile(
    r"([^。;,:!?\n]{3,44}?(?:规划|纲要|意见|方案|计划|要点)(?:\([^()]{1,6}稿\))?)(?!纲要|期|的|和|实施|编制|建设|体系|目标|背景|基础)"
)
_PAGE = re.compile(r"[-—]{1,2}\d{1,3}[-—]{1,2}")  # a page number before the title
_TWICE = re.compile(r"\((?P<again>[\u4e00-\u9fff]{2,8})\)(?P<place>(?P=again))")  # a library's mark: (甲市)甲市…规划
YEARS_BELOW = re.compile(r"\((?:20\d\d)年?(?:[-—~至到]{1,2}(?:20)\d\d年?)?\)")
_HEAD_LINES = 12
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PART = re.compile(r"[^。;,:!?\t]{2,40}")
_FROM_LETTER = "正文里没有单独的标题，这里取自印发的通知或网页的著录项，请核对"


class Named(Struct, frozen=True):
    """A title without its stage; ``whole`` with it, in even signs."""

    title: str
    whole: str
    span: Span | None
    sure: float = 1.0
    notes: tuple[str, ...] = ()


def find_title(text: Text, outline: Outline) -> Named | None:
    """The title as printed; from file name or file, with a note, where the text shows none."""
    printed = _title_lines(text, outline)
    if printed is not None:
        whole = "".join(text.even[slice(*span)] for span in printed)
        title = STAGE.sub("", "".join(text.printed(*span) for span in printed))
        return Named(title, whole, (printed[0][0], printed[-1][1]))
    running = _running_title(text, outline)
    if running is not None:
        title = STAGE.sub("", text.printed(*running))
        note = "标题与正文连在一起，到哪里为止请对照原文"
        return Named(title, text.even[slice(*running)], running, 0.8, (note,))
    letter = next(
        (span for span in (*(title for _, title in notices(text)), *sent(text)) if _is_named(text, span)), None
    )
    if letter is not None:
        title = STAGE.sub("", text.printed(*letter))
        return Named(title, text.even[slice(*letter)], letter, 0.75, (_FROM_LETTER,))
    named = file_title(text)
    if named is not None:
        title = STAGE.sub("", text.printed(*named))
        return Named(title, text.even[slice(*named)], named, 0.75, ("正文里的标题认不出来，这里按文件名写，请核对",))
    for said, note in ((text.document.title, "文件自己的标题"), (_SUFFIX.sub("", text.document.file), "文件名")):
        plain = _WEB.sub("", said.strip())
        if len(_HAN.findall(plain)) >= 4 and is_title(STAGE.sub("", plain)):
            return Named(STAGE.sub("", plain), plain, None, 0.75, (f"正文里没有认出标题，这里按{note}写，请核对",))
    first = outline.nodes[0].start if outline.nodes else outline.body[0]
    before = text.even[outline.body[0] : first].strip("\n")
    if 4 <= len(before) <= 60 and _PART.fullmatch(before):
        span = (outline.body[0], outline.body[0] + len(before))
        return Named(text.printed(*span), before, span, 0.3, ("第一行不像标题，可能认错了字，请对照原件改正",))
    return None


def _is_named(text: Text, span: Span) -> bool:
    return is_title(STAGE.sub("", text.even[slice(*span)]))


def _title_lines(text: Text, outline: Outline) -> list[Span] | None:
    """The title's line in the body, with the line before it that belongs to it."""
    lines = [line for line in text.normal.lines if outline.body[0] <= line.start < outline.body[1]][:_HEAD_LINES]
    for index, line in enumerate(lines):
        page = _PAGE.match(text.even, line.start, line.end)
        span = (page.end() if page else line.start, line.end)
        said = STAGE.sub("", text.even[slice(*span)])
        if outline.nodes and line.start >= outline.nodes[0].start:
            return None
        if not is_title(said):
            continue
        above = text.even[lines[index - 1].start : lines[index - 1].end] if index else ""
        again = _TWICE.match(text.even, *span)
        span = (again.start("place") if again else span[0], span[1])
        spans = [(lines[index - 1].start, lines[index - 1].end), span] if begins_title(above) else [span]
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and re.fullmatch(YEARS_BELOW, text.even[below.start : below.end]):
            spans.append((below.start, below.end))
        return spans
    return None


def _running_title(text: Text, outline: Outline) -> Span | None:
    """A title that the text runs on from without a line end."""
    start = outline.body[0]
    first = outline.nodes[0].start if outline.nodes else outline.body[1]
    found = _RUNNING.match(text.even, start, min(first, start + 60))
    line = text.normal.line_at(start)
    if found is None or line.end - line.start <= 100 or not is_title(found[1]):
        return None
    return found.span(1)


def file_title(text: Text) -> Span | None:
    """The title that a file name printed above the text holds."""
    for line in text.normal.lines[:2]:
        found = _SUFFIX.search(text.even[line.start : line.end])
        if found and len(_HAN.findall(text.even[line.start : line.end])) >= 4:
            return line.start, line.start + found.start()
    return None


def own_titles(text: Text, outline: Outline) -> list[str]:
    """All the ways the document names itself."""
    titles = [STAGE.sub("", text.even[slice(*span)]) for span in (file_title(text),) if span]
    title = find_title(text, outline)
    if title is not None:
        titles += [title.title, STAGE.sub("", title.whole)]
    if text.document.title:
        titles.append(STAGE.sub("", text.document.title))
    for line, inner in notices(text):
        said = text.even[slice(*line)]
        titles += [
            text.even[slice(*inner)],
            said,
            said[max(said.find("关于"), 0) :],
            said[said.find("《") + 1 :].rstrip("》"),
        ]
    titles += [text.even[slice(*inner)] for inner in sent(text)]
    return titles
