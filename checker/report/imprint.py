"""Whose report it is: issuer, logo and closing words, by configuration."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from msgspec import Struct

from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import read_bytes
from checker.model.result import Problem

LOGO_BYTES = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(  # possessive, so that no heap of comments can be taken apart in more ways than one
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+(?:<!DOCTYPE[^>]*+>\s*+)?+<svg[\s>]", re.DOTALL
)


class Imprint(Struct, frozen=True):
    """``logo`` is a data: URI, shown only as an image so that nothing in it can run."""

    issuer: str = ""
    logo: str = ""
    closing: str = ""


def read_logo(path: Path, shown: str) -> str:
    """A PNG or SVG file as a data: URI; UnusableInput for anything else, or more than ``LOGO_BYTES``."""
    content = read_bytes(path, shown=shown)
    if len(content) > LOGO_BYTES:
        raise _refuse(shown, f"标志图超过 {LOGO_BYTES // 1000} kB，请缩小后再用")
    if content.startswith(_PNG):
        kind = "png"
    elif _SVG.match(content.removeprefix(b"\xef\xbb\xbf")):
        kind = "svg+xml"
    else:
        raise _refuse(shown, "标志图应为 PNG 或 SVG")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def _refuse(shown: str, message: str) -> UnusableInput:
    return UnusableInput([Problem(shown, message)])
