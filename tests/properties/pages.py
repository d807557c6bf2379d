"""PDF files and web pages, spoiled where their readers look."""

from __future__ import annotations

import random
import re
import zlib

from tests.properties.damage import MARK, damaged, text_of

Chance = random.Random
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]+")
_NUMBERS = (b"0", b"-1", b"1", b"3", b"99999999999", b"2147483647", b"-2147483648", b"0.00001", b"1e9", b"nan")
_OPERATORS = (
    *(b"q " * 5000, b"Q Q Q", b"0 0 m 1 1 l S ", b"0 0 99999999 99999999 re S ", b"1 0 0 1 1e9 1e9 cm "),
    *(b"0 0 0 0 0 0 cm ", b"BT ET", b"BT /F1 0 Tf (x) Tj ET ", b"BT /F9 -1 Tf 1 0 0 -1 0 0 Tm <0041004200> Tj ET "),
    *(b"/Fm0 Do ", b"10 10 m 500 10 l S 10 30 m 500 30 l S 10 10 m 10 30 l S ", b"0 0 0.001 800 re f " * 50),
)
_TAGS = ("div", "p", "table", "tr", "td", "h1", "span", "ul", "li", "article", "body", "html", "script", "style", "svg")
_HTML = (
    *("<td colspan=99999>", "<td rowspan=-1>", "<td colspan=1e9 rowspan=65535>x", "<table><td><table><td>", "</body>"),
    *("<!--", "-->", "<![CDATA[", "<?php", "<meta charset=utf-16>", "<meta charset=x>", "<base href=//127.0.0.1:9/>"),
    *("<img src=x onerror=y>", "<iframe src=http://127.0.0.1:9/>", "<style>", "<title>", "<plaintext>", "<pre>\n\n"),
    *(
        "<p hidden>",
        "<p style='display:none'>",
        "&#x110000;",
        "&#0;",
        "&#27;[2J",
        "&nbsp;" * 50,
        "&lt;ghx-1&gt;",
        "<br>",
    ),
)


def spoiled_pdf(content: bytes, chance: Chance) -> bytes:
    """A PDF spoiled in its objects, in what a page draws, or anywhere."""
    for _ in range(chance.choice((1, 2, 6))):
        match chance.randrange(6):
            case 0:
                content = damaged(content, chance)
            case 1:
                content = _replaced(content, _NUMBER, chance.choice(_NUMBERS), chance)
            case 2:
                content = _replaced(content, _NAME, chance.choice(_NAME.findall(content) or [b"/X"]), chance)
            case _:
                content = _redrawn(content, chance)
    return content


def _replaced(content: bytes, pattern: re.Pattern[bytes], new: bytes, chance: Chance) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + new + content[one.end() :]


def _redrawn(content: bytes, chance: Chance) -> bytes:
    """One stream taken apart where that is possible, changed, and put back plain; its length need not be right."""
    streams = list(_STREAM.finditer(content))
    if not streams:
        return content
    one = chance.choice(streams)
    drawn = _inflated(one.group(1))
    lines = drawn.split(b"\n")
    place = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines.insert(place, chance.choice(_OPERATORS))
        case 1:
            lines[place] = _replaced(lines[place], _NUMBER, chance.choice(_NUMBERS), chance)
        case 2:
            lines[place:place] = [lines[place]] * chance.choice((1, 40))
        case 3:
            lines[place] = damaged(lines[place], chance)
    head = content[: one.start(1)]
    dictionary = head.rfind(b"<<")
    kept = re.sub(rb"/Filter\s*(\[[^\]]*\]|/\w+)|/Length \d+( 0 R)?", b"", head[dictionary:])
    body = b"\n".join(lines)
    kept = kept.replace(b"<<", b"<< /Length %d " % len(body), 1)
    return head[:dictionary] + kept + body + content[one.end(1) :]


def _inflated(stream: bytes) -> bytes:
    import base64

    try:
        packed = base64.a85decode(stream.strip(), adobe=stream.strip().startswith(b"<~")) if b"~>" in stream else stream
        return zlib.decompressobj().decompress(packed, 1_000_000)
    except (ValueError, zlib.error):
        try:
            return zlib.decompressobj().decompress(base64.a85decode(stream.strip().removesuffix(b"~>")), 1_000_000)
        except (ValueError, zlib.error):
            return stream


def spoiled_html(content: bytes, chance: Chance) -> bytes:
    """A web page with odd tags, entities, depth and encodings."""
    text = content.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 2, 6))):
        tags = [match.span() for match in re.finditer("<[^<>]*>", text)]
        start, end = chance.choice(tags) if tags else (0, 0)
        match chance.randrange(7):
            case 0:
                text = text[:end] + chance.choice(_HTML) + text[end:]
            case 1:
                text = text[:start] + text[end:]
            case 2:
                tag, depth = chance.choice(_TAGS), chance.choice((2, 40, 3000))
                text = text[:end] + f"<{tag}>" * depth + text[end:]
            case 3:
                text = text[:end] + text_of(chance) + MARK.replace("<", "&lt;") + text[end:]
            case 4:
                other, beyond = chance.choice(tags) if tags else (0, 0)
                text = text[:start] + text[other:beyond] + text[end:]
            case 5:
                text = damaged(text.encode("utf-8", "replace"), chance).decode("utf-8", "replace")
            case 6:
                encoding = chance.choice(("utf-8", "gb18030", "utf-16", "big5"))
                return text.encode(encoding, "replace")
    return text.encode("utf-8", "replace")
