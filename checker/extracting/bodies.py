"""Where the plan itself begins and ends in a file: without file name, web furniture and letters around it."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.extracting.documents import ORGANS
from checker.extracting.parts import Text
from checker.extracting.titles import Words
from checker.reading.document import Span
from checker.reading.normal import Line

_FILE_NAME = re.compile(r".{1,80}\.(?:docx?|pdf|wps|txt|html?|rtf)", re.IGNORECASE)
_DATE = r"(?:20\d\d|二[〇○零oO0][〇○零oO0一二三四五六七八九]{2})年.{1,3}月(?:.{1,3}日)?"
DATE_LINE = re.compile(rf".{{0,30}}?({_DATE})(?:印发)?")
TITLE_LINE = re.compile(
    r"[^。;,:!?\t]{2,60}?(?:规划|纲要|意见|方案|计划|要点|措施|办法|政策|规定|细则|安排|行动|清单|任务|指引)(?:\(.{2,20}\)|[一二三]期)?"
)
_LETTER = re.compile(
    r"现将|现印发|印发给你们|征求意见|征求.{0,6}意见|各县|各区|各有关单位|各市|特此|贯彻执行|贯彻落实|反馈|公开征集|抄送|公示|"
    r"提请审[议定]|请予审[议定]|呈请|报请"
)
_CLOSING = re.compile(r"\((?:此件|联系|政府信息|信息公开).{0,30}\)|抄送.*|附件:?.{0,60}|主办:.*|.{2,30}印发")
_OFFICE = re.compile(r".{2,30}(?:政府|委员会|办公室|办公厅|局|厅|委|办|部|中心|领导小组|联席会议|管委会)")
_ABOUT_ANOTHER = re.compile(r".{0,10}?(?:解读|图解|读懂|答记者问)")
_PART = re.compile(r"[^。;,:!?\t]{2,40}")
_END = "。!?;)”|"
_HEAD_LINES = 60  # lines among which letters and furniture stand before the plan


@lru_cache(maxsize=4)
def _furniture(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def find_body(text: Text, words: Words) -> Span:
    """The body in the even text, title and contents included."""
    lines = text.normal.lines
    if not lines:
        return 0, 0
    furniture = _furniture(tuple(words.headings.furniture))
    first = _first(text, lines, furniture)
    last = _last(text, lines, first, furniture)
    return lines[first].start, lines[last].end


def _line(text: Text, line: Line) -> str:
    return text.even[line.start : line.end]


def _first(text: Text, lines: tuple[Line, ...], furniture: re.Pattern[str]) -> int:
    first = 0
    while first < len(lines) - 1 and _FILE_NAME.fullmatch(_line(text, lines[first])):
        first += 1
    head = range(first, min(len(lines), first + _HEAD_LINES))
    after_letter = _after_letter(text, lines, head)
    if after_letter is not None:
        return after_letter
    titled = next((index for index in head if is_title(_line(text, lines[index]))), None)
    if titled is None or titled == first:
        return first
    before = [_line(text, lines[index]) for index in range(first, titled)]
    if any(furniture.search(line) for line in before) and not any(len(line) > 80 for line in before):
        return titled
    return first


def is_title(line: str) -> bool:
    """Whether a line can be the title of a document. What explains one (解读……规划) has another's title in its own."""
    if _ABOUT_ANOTHER.match(line):
        return False
    return TITLE_LINE.fullmatch(line) is not None and not re.match(r"[一二三四五六七八九十\d(第]{1,4}[、.)章节]", line)


def begins_title(above: str) -> bool:
    """Whether a line above a title is its first half: XX市“十四五”, 关于XX市加快…."""
    if not 2 <= len(above) <= 30 or not _PART.fullmatch(above) or is_title(above) or ORGANS.fullmatch(above):
        return False
    said = re.search(r"[省市县区州盟旗]|十.五", above) or above.startswith("关于")
    return bool(said) and not re.search(r"\d号|年.*月", above)


def _after_letter(text: Text, lines: tuple[Line, ...], head: range) -> int | None:
    """The title's line where a letter or a notice, with its own date at the end, stands before the plan."""
    letter = False
    signed = -1  # the line of the letter's date
    for index in head:
        line = _line(text, lines[index])
        if letter and signed >= 0 and is_title(line) and "通知" not in line[-4:]:
            return index - (index - 1 > signed and begins_title(_line(text, lines[index - 1])))
        following = _line(text, lines[index + 1]) if index + 1 < len(lines) else ""
        if len(line) > 20 and _LETTER.search(line + following):
            letter = True
        if letter and len(line) <= 40 and DATE_LINE.fullmatch(line):
            signed = index
    return None


def _last(text: Text, lines: tuple[Line, ...], first: int, furniture: re.Pattern[str]) -> int:
    last = len(lines) - 1
    ended = last
    while ended > first and not _is_text(_line(text, lines[ended]), lines[ended], furniture):
        ended -= 1
    rest = range(ended + 1, last + 1)
    if ended == first or not rest or last - ended > _HEAD_LINES:
        return last
    for index in rest:
        line = _line(text, lines[index])
        if furniture.search(line) or _CLOSING.fullmatch(line) or DATE_LINE.fullmatch(line) or _OFFICE.fullmatch(line):
            return index - 1
    return last


def _is_text(line: str, place: Line, furniture: re.Pattern[str]) -> bool:
    if place.block.table is not None:
        return True
    if len(line) <= 60 and (furniture.search(line) or _CLOSING.fullmatch(line)):
        return False
    return line[-1] in _END or len(line) > 60
