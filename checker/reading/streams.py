"""What the streams of a PDF unpack to, before it is opened: a few kB may hold gigabytes of drawing commands."""

from __future__ import annotations

import re
import zlib

from checker.reading.limits import MAX_STREAMS

_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 1_000  # bytes before a stream in which its dictionary stands
_ASIDE = re.compile(  # pictures and fonts are unpacked only when they are drawn, and never here
    rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)|/Length1\b"
)
_DEPTH = 3  # filters one on another


def too_much(content: bytes) -> bool:
    """Whether the streams of a PDF hold more than any plan draws.

    Only deflate is looked at, which nearly all files use. What is encrypted, or says that it is a picture, is not
    measured: this stops the bombs that are going around, not one made to pass here.
    """
    left = MAX_STREAMS
    for begun in _STREAM.finditer(content):
        if content.endswith(b"end", 0, begun.start()):
            continue
        head = content[max(begun.start() - _HEAD, 0) : begun.start()].rpartition(b" obj")[2]
        if (b"Flate" not in head and b"/Fl" not in head) or _ASIDE.search(head):
            continue
        end = content.find(b"endstream", begun.end())
        left -= _unpacked(memoryview(content)[begun.end() : end if end > 0 else len(content)], left, _DEPTH)
        if left < 0:
            return True
    return False


def _unpacked(packed: bytes | memoryview, limit: int, depth: int) -> int:
    """How many bytes a stream unpacks to; one more than ``limit`` where it is more."""
    try:
        found = zlib.decompressobj().decompress(packed, limit + 1)
    except zlib.error:
        return 0
    if len(found) > limit or depth == 1 or not found.startswith((b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")):
        return len(found)
    return max(len(found), _unpacked(found, limit, depth - 1))
