"""How much is read, and the one way to refuse a file."""

from __future__ import annotations

from checker.loading.problems import UnusableInput
from checker.model.result import Problem

MAX_BYTES = 60_000_000  # of a file; plans with many photographs come near it
MAX_PART_BYTES = 50_000_000  # of one XML part of a docx, unpacked
MAX_RATIO = 200  # unpacked to packed, for parts above MAX_QUIET_BYTES; Word's own XML packs to about 1 : 15
MAX_QUIET_BYTES = 5_000_000
MAX_ENTRIES = 20_000  # files in a docx
MAX_TAGS = 2_000_000  # of one XML part; 100,000 characters of Word's text have about 300,000
MAX_STREAMS = 40_000_000  # bytes of the streams of a PDF that are no pictures or fonts, unpacked
MAX_OBJECTS = 1_000_000  # strings, lines and pictures on the pages of a PDF
MAX_SIGNS = 1_000_000  # characters of text; a long provincial plan has 100,000
MAX_BLOCKS = 100_000  # paragraphs and rows
MAX_PAGES = 1_000
MAX_CELLS = 400_000
MAX_ELEMENTS = 500_000  # of a web page


def refuse(shown: str, message: str, line: int | None = None) -> UnusableInput:
    """The error for a file that can't be read; to be raised."""
    return UnusableInput([Problem(shown, message, line)])


def too_long(shown: str) -> UnusableInput:
    """The error for a text that is longer than any plan."""
    limit = f"{MAX_SIGNS // 10_000} 万字或 {MAX_BLOCKS // 10_000} 万段"
    return refuse(shown, f"文字超过 {limit}，不像一份规划；请只留规划正文再试")
