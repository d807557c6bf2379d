"""Bytes to text: UTF-8, UTF-16, GB18030; never a guess that could turn a text into other words."""

from __future__ import annotations

import codecs
import re

from checker.reading.limits import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE = "请用记事本或 WPS 另存为 UTF-8 编码"
_MIXED = f"同一个文件里混用了几种编码，或文件已损坏；{_SAVE}"
_CUT = "文件末尾的一个字不完整，没有读；文件可能没有下载完"
_COMMON = {  # the 3,755 characters of GB 2312 level 1: nearly all of any real text
    bytes((high, low)).decode("gb2312")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
    if not (high == 0xD7 and low > 0xF9)
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


def decode(content: bytes, shown: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a file without its byte order mark, and notes; ``declared`` is the encoding it says it has."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding, shown)
    for encoding in (_known(declared), "utf-8", _utf16(content), "gb18030"):
        if not encoding:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and error.start >= len(content) - 3 and "unexpected end" in error.reason:
                return content[: error.start].decode(), (_CUT,)
            continue
        if encoding != "gb18030" or (line := _garbled_line(text)) is None:
            return text, ()
        if line > 1:
            raise refuse(shown, f"第 {line} 行不是 GB18030：{_MIXED}", line)
    raise _unknown(content, shown)


def refuse_controls(text: str, shown: str) -> None:
    """UnusableInput for what is no text, or text with control characters inside."""
    found = _CONTROLS.search(text)
    if found is None:
        return
    count = len(_CONTROLS.findall(text))
    if "\x00" in text or count * 10 > len(text):
        raise refuse(shown, "不是文本文件（里面有大量控制字符）；请给规划的 docx、pdf、html 或 txt")
    line = text.count("\n", 0, found.start()) + 1
    raise refuse(shown, f"第 {line} 行起有 {count} 个控制字符，请删去，或从 Word 里重新另存为 txt", line)


def _known(declared: str) -> str:
    """The codec of a declared encoding; GB2312 and GBK are read as GB18030, which holds both."""
    name = declared.strip().lower().replace("_", "-")
    if name in ("gb2312", "gbk", "gb18030", "gb-2312", "x-gbk", "cp936"):
        return "gb18030"
    return name if name in ("utf-8", "utf8", "big5", "utf-16", "utf-16le", "utf-16be") else ""


def _utf16(content: bytes) -> str:
    """UTF-16 without a mark shows itself by line ends and digits that have a zero byte at their side."""
    zeros = content.count(0)
    if not zeros or len(content) % 2:
        return ""
    little = content[1::2].count(0)
    return "utf-16-le" if little * 2 > zeros else "utf-16-be"


def _decode_marked(content: bytes, encoding: str, shown: str) -> tuple[str, tuple[str, ...]]:
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 4:
            return content[: error.start].decode(encoding), (_CUT,)
        line = content.count(b"\n", 0, error.start) + 1
        message = f"文件自称 {encoding.upper()}，第 {line} 行却不是；{_SAVE}"
        raise refuse(shown, message, line) from error


def _garbled_line(text: str) -> int | None:
    """The first line that is no Chinese in this encoding: other bytes read as GB18030 give characters nobody uses."""
    signs = hanzi = common = 0
    for number, line in enumerate(text.splitlines(), 1):
        here = [sign for sign in line if "\u3400" <= sign <= "\u9fff"]
        known = sum(1 for sign in here if sign in _COMMON)
        if len(here) >= 8 and known * 3 < len(here) * 2:
            return number
        hanzi += len(here)
        common += known
        signs += sum(1 for sign in line if "\ue000" <= sign <= "\uf8ff" or "\x80" <= sign < "\xa0" or sign > "\uffff")
    return 1 if common * 5 < hanzi * 4 or signs * 10 > hanzi + 10 else None


def _unknown(content: bytes, shown: str) -> Exception:
    """Why no encoding fits: several in one file, or none that is known."""
    loose = content.decode("utf-8", "surrogateescape")
    good = any("\u4e00" <= sign <= "\u9fff" for sign in loose)
    bad = next((place for place, sign in enumerate(loose) if "\ud800" <= sign <= "\udfff"), None)
    if bad is not None and good:
        line = loose.count("\n", 0, bad) + 1
        return refuse(shown, f"第 {line} 行起不是 UTF-8：{_MIXED}", line)
    return refuse(shown, f"看不出是什么编码（不是 UTF-8、UTF-16 或 GB18030），或不是文本文件；{_SAVE}")
