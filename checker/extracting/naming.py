"""What a document calls itself: the title on it, in it, and in its file name."""

from __future__ import annotations

import re

from checker.extracting.bodies import is_title
from checker.extracting.parts import Outline, Text

_SUFFIX = re.compile(r"\.(?:docx?|pdf|wps|txt|html?|rtf)$", re.IGNORECASE)
_STAGE = re.compile(r"\((?:征求意见稿|送审稿|草案|讨论稿|初稿|公开征求意见稿|报批稿|试行|修订|审议稿|.{0,4}稿)\)")
_HEAD_LINES = 12


def title_line(text: Text, outline: Outline) -> tuple[int, int] | None:
    """The title's line in the body, joined with a place line before it."""
    lines = [line for line in text.normal.lines if outline.body[0] <= line.start < outline.body[1]][:_HEAD_LINES]
    for line in lines:
        said = _STAGE.sub("", text.even[line.start : line.end])
        if is_title(said):
            return line.start, line.end
    return None


def file_title(text: Text) -> tuple[int, int] | None:
    """The title that a file name printed above the text holds."""
    for line in text.normal.lines[:2]:
        found = _SUFFIX.search(text.even[line.start : line.end])
        if found:
            return line.start, line.start + found.start()
    return None


def own_titles(text: Text, outline: Outline) -> list[str]:
    """All the ways the document names itself."""
    spans = [span for span in (title_line(text, outline), file_title(text)) if span]
    titles = [_STAGE.sub("", text.even[slice(*span)]) for span in spans]
    if text.document.title:
        titles.append(text.document.title)
    return titles
