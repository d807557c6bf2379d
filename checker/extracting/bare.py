"""Documents named without book marks: by their number, their issuer and 关于…, as laws, standards, or in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.extracting.described import find_described
from checker.extracting.documents import NUMBER, NUMBER_AFTER, STANDARD, YEARS, Names
from checker.extracting.mentions import Mention
from checker.extracting.parts import Text
from checker.reading.document import Span

_HAN = r"\u4e00-\u9fff"
_ABOUT = re.compile(
    r"关于[^。;!?\n《》]{3,90}?(?:的(?:[^,。;!?\n《》]{0,6}?)(?:通知|意见|决定|决议|批复|函|公告|通告|规定|办法|方案|措施|报告))"
)
_FIVE_YEARS = re.compile(
    rf"(?:[{_HAN}]{{2,10}}(?:省|市|县|区|州|盟|旗))?国民经济和社会发展第十[一二三四五六七八九]个五年规划(?:和[^,;\n《》]{{1,8}}远景目标)?纲要"
)
_LED_PLAN = re.compile(
    rf"(?:根据|依据|按照|对照|衔接)(?P<issuer>[{_HAN}]{{0,16}}?)(?P<title>“十[一二三四五六]五”[{_HAN}]{{4,24}}?规划)(?=[,、及和与]|的?要求|精神)"
)
_HARD = re.compile(r"[。;:!?\n\t,《》]")
_PLACE = re.compile(
    rf"国家|全国|全省|省|市|县|区|“?十[一二三四五六七八九]五|[{_HAN}]{{2,5}}(?:省|市|县|区|州|盟|旗|自治区)"
)
_CLOSES = re.compile(r"[、,。;及和与\n]|以及|$")
_ASKS = re.compile(r"(?:的)?(?:工作)?(?:要求|精神|部署|规定|内容|有关规定|相关规定)")
_NO_PLAN = ("规定", "办法", "条例", "细则", "指南")  # whatever else it is, no plan and no opinion
_SURE_KIND = ("管理规定", "管理办法", "暂行办法", "指南")
_STANDARD_NAME = re.compile(
    rf"(?:通过|实施|贯彻|执行|推广|推行|采用|符合|落实)([{_HAN}]{{4,22}}?(?:规范|要求|指南|准则|规程))(?=国家标准|国际标准|行业标准|认证)"
    rf"|(?:实施|贯彻|执行|推广|推行|采用)([{_HAN}]{{6,22}}?(?:国际标准|国家标准))(?!化|的?制)"
)
_LAW_GOES_ON = re.compile(r"[律规院治庭制学]|定[^代]")
_LAW_TO_MAKE = re.compile(r"(?:的)?(?:立法|制定|起草|草案|调研|论证)")
_ROW = 44  # characters of a title in a row
_GUESSED = "没有书名号，文件名称从哪里到哪里请对照原文"


def find_bare(text: Text, body: Span, names: Names, marked: list[Mention]) -> list[Mention]:
    """Documents outside book marks. Titles in a row are looked for only where the marks are lost altogether."""
    even = text.even
    taken = _Taken(marked)
    lost = even.count("《", *body) < 2
    for mention in _five_years(even, body, names):
        taken.add(mention)
    for group in find_described(even, body):
        taken.add(*group)
    for mention in _led_plans(even, body, names):
        taken.add(mention)
    for mention in _about(even, body, names, taken):
        taken.add(mention)
    for mention in _numbered(even, body, names, taken):
        taken.add(mention)
    for mention in _standards(even, body, names, taken):
        taken.add(mention)
    if lost:
        for mention in _rows(even, body, names, taken):
            taken.add(mention)
    for mention in _laws(even, body, names):
        taken.add(mention)
    return taken.new


class _Taken:
    """The stretches that are documents already."""

    def __init__(self, marked: list[Mention]) -> None:
        self._cells: dict[int, list[Span]] = {}
        self.new: list[Mention] = []
        for mention in marked:
            self._mark((mention.start, mention.end))

    def _mark(self, span: Span) -> None:
        for cell in range(span[0] // 256, span[1] // 256 + 1):
            self._cells.setdefault(cell, []).append(span)

    def free(self, start: int, end: int) -> bool:
        return not any(
            first < end and start < last
            for cell in range(start // 256, end // 256 + 1)
            for first, last in self._cells.get(cell, ())
        )

    def before(self, position: int) -> int:
        """Where the last document before a position ends."""
        spans = (span for cell in (position // 256 - 1, position // 256) for span in self._cells.get(cell, ()))
        return max((last for _, last in spans if last <= position), default=0)

    def add(self, *mentions: Mention) -> None:
        """Add the documents of one place, where it is free."""
        place = (mentions[0].start, mentions[0].end)
        if self.free(*place):
            self._mark(place)
            self.new += mentions


def _with_number(even: str, end: int) -> tuple[Span | None, int]:
    number = NUMBER_AFTER.match(even, end)
    return (number.span("number"), number.end()) if number else (None, end)


def _five_years(even: str, body: Span, names: Names) -> Iterator[Mention]:
    for found in _FIVE_YEARS.finditer(even, *body):
        start = found.start() + names.led_by(found[0].partition("国民")[0])
        number, end = _with_number(even, found.end())
        yield Mention(start, end, (start, found.end()), number, sure=0.9)


def _led_plans(even: str, body: Span, names: Names) -> Iterator[Mention]:
    """根据国家发展改革委“十四五”现代流通体系建设规划: a plan by its period, behind the body that made it."""
    for found in _LED_PLAN.finditer(even, *body):
        issuer = names.issuer(found["issuer"]) if found["issuer"] else None
        if found["issuer"] and issuer != found["issuer"]:
            continue
        yield Mention(found.start("title"), found.end(), found.span("title"), None, issuer, sure=0.7, notes=(_GUESSED,))


def _about(even: str, body: Span, names: Names, taken: _Taken) -> Iterator[Mention]:
    position = body[0]
    while found := _ABOUT.search(even, position, body[1]):
        position = found.start() + 2
        if not taken.free(*found.span()):
            continue
        inner = even.rfind("关于", found.start() + 2, found.end())
        if inner > 0 and "," in even[found.start() : inner]:
            position = inner  # the sentence only passes over this 关于
            continue
        bound = max(body[0], taken.before(found.start()), found.start() - 70)
        issuer = names.issuer(even[bound : found.start()])
        number, end = _with_number(even, found.end())
        if issuer is None and number is None:
            continue
        start = found.start() - len(issuer or "")
        position = found.end()
        yield Mention(start, end, (start, found.end()), number, issuer, sure=0.9 if number else 0.8)


def _numbered(even: str, body: Span, names: Names, taken: _Taken) -> Iterator[Mention]:
    """Whatever stands before a bracket with a number in it."""
    for found in NUMBER.finditer(even, *body):
        opening = found.start() - 1
        if even[opening] not in "(〔[【" or not taken.free(opening, found.end()):
            continue
        start = _back(even, max(body[0], taken.before(opening)), opening, names)
        if opening - start >= 4 and even[start:opening].endswith(names.endings):
            number, end = _with_number(even, opening)
            yield Mention(start, end, (start, opening), number, sure=0.7, notes=(_GUESSED,))


def _back(even: str, bound: int, end: int, names: Names) -> int:
    """Where a title that ends at ``end`` begins: after the last stop, and after the words that lead up to it."""
    start = max(bound, end - 80)
    for stop in _HARD.finditer(even, start, end):
        start = stop.end()
    return start + names.without_verbs(even[start:end])


def _standards(even: str, body: Span, names: Names, taken: _Taken) -> Iterator[Mention]:
    last = body[0]
    for found in STANDARD.finditer(even, *body):
        opening = found.start()
        title: Span = found.span()
        end = found.end()
        if even[opening - 1 : opening] == "(":
            start = _back(even, max(last, taken.before(opening)), opening - 1, names)
            word = names.standard_word.match(even, start)
            start = word.end() if word else start
            while even[start] in "、与和及":
                start += 1
            end += even[end : end + 1] == ")"
            title = (start, opening - 1) if opening - 1 - start >= 4 else title
        last = end
        yield Mention(min(title[0], opening), end, title, found.span(), standard=True, sure=0.9)
    for found in _STANDARD_NAME.finditer(even, *body):
        group = 1 if found[1] else 2
        sure = 0.85 if group == 1 else 0.7  # where its name begins may be in doubt, not that it is a standard
        if not names.vague.search(found[group]) and not (group == 2 and names.is_generic(found[group])):
            notes = () if group == 1 else (_GUESSED,)
            yield Mention(*found.span(group), found.span(group), standard=True, sure=sure, notes=notes)


def _rows(even: str, body: Span, names: Names, taken: _Taken) -> Iterator[Mention]:
    """Titles one after the other behind 落实, 根据 and the like."""
    for trigger in names.trigger.finditer(even, *body):
        position = trigger.end()
        while position < body[1]:
            while even[position : position + 1] in ("、", "及", "和", "与"):
                position += 1
            stop = _HARD.search(even, position, min(body[1], position + _ROW))
            limit = stop.start() if stop else min(body[1], position + _ROW)
            found = names.firm.search(even, position + 4, limit)
            if found is None:
                break
            years = YEARS.match(even, found.end())
            end = years.end() if years else found.end()
            sure = _row_sure(even, position, end, years is not None, names)
            if sure == 0 or not taken.free(position, end):
                break
            yield Mention(position, end, (position, end), sure=sure, notes=(_GUESSED,) if sure < 0.8 else ())
            position = end


def _row_sure(even: str, start: int, end: int, years: bool, names: Names) -> float:
    said = even[start:end]
    if len(said) < 6 or names.vague.search(said) or "、" in said:
        return 0
    if years:
        return 0.8
    if _PLACE.match(said):
        return 0.75
    if _ASKS.match(even, end) or (said.endswith(_SURE_KIND) and _CLOSES.match(even, end)):
        return 0.7 if said.endswith(_NO_PLAN) else 0.65
    return 0


def _laws(even: str, body: Span, names: Names) -> Iterator[Mention]:
    for found in names.law.finditer(even, *body):
        start = found.start() + (names.without_verbs(found[0]) if found[0].endswith("条例") else 0)
        said = even[start : found.end()]
        if len(said) < 2 or (_LAW_GOES_ON.match(even, found.end()) and not said.endswith("条例")):
            continue
        if said.endswith("条例") and (
            len(said) < 6 or names.vague.search(said) or _LAW_TO_MAKE.match(even, found.end())
        ):
            continue
        yield Mention(start, found.end(), (start, found.end()), sure=0.9)
