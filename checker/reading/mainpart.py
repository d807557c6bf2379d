"""Which part of a web page is the document, and what around it is the site's."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct

_GONE = (
    "script", "style", "noscript", "template", "svg", "canvas", "object", "embed", "audio", "video", "button",
    "input", "select", "textarea", "nav", "aside", "head", "map", "dialog",
)  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|crumbs?|footer|foot|copyright|share|bdshare\w*|social|sidebar"
    r"|related|recommend|relation|toolbar|pager|pagination|search|login|weixin|wechat|qrcode|ewm|print|advert|banner"
    r"|xgnews|xglj|dqwz|fenxiang|daohang)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。；！？]{12,}[。；！？：]")
_SITE = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{2,30}$")  # … - 某某市人民政府门户网站
_FRAMES = ("table", "tbody", "tr", "td")
_CONTAINERS = frozenset(("div", "section", "article", "main", "form", "center", *_FRAMES))
_TITLES = ("ArticleTitle", "og:title", "title")  # meta names; the first is that of Chinese government sites


def title_of(root: etree._Element) -> tuple[str, str]:
    """What the page calls the document, and its main heading in the page (which may stand outside of the article)."""
    headings = ["".join("".join(each.itertext()).split()) for each in root.iter("h1")]
    heading = headings[0] if len(headings) == 1 else ""
    metas = {
        (meta.get("name") or meta.get("property") or "").lower(): "".join(meta.get("content", "").split())
        for meta in root.iter("meta")
    }
    for name in _TITLES:
        if found := metas.get(name.lower()):
            return found, heading
    title = next(("".join(each.itertext()) for each in root.iter("title")), "")
    title = _SITE.sub("", " ".join(title.split()))
    return heading or "".join(title.split()), heading


class _Size(Struct):
    """What an element holds: signs in all, signs outside of links, ends of sentences, rows of tables."""

    letters: int = 0
    unlinked: int = 0
    stops: int = 0
    rows: int = 0

    def is_prose(self, stops: int = 1, signs: int = 40) -> bool:
        """Whether it says sentences outside of links, or has a table."""
        return (self.stops >= stops and self.unlinked >= signs) or self.rows > 2


def drop_furniture(root: etree._Element) -> None:
    """Take out what is no text, what is hidden, and what a site puts around its articles."""
    body = next(root.iter("body"), root)
    sizes = _sizes(body)
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element is not body and (_is_gone(element) or _is_around(element, sizes[element], sizes[body])):
            _drop(element)
        else:
            waiting.extend(element.iterchildren(etree.Element))


def _is_gone(element: etree._Element) -> bool:
    if element.tag in _GONE or element.get("hidden") is not None:
        return True
    return _HIDDEN.search(element.get("style", "")) is not None


def _is_around(element: etree._Element, size: _Size, whole: _Size) -> bool:
    """Whether an element is named as furniture; a name proves nothing where it holds much of the text, or prose."""
    named = element.tag in ("header", "footer") or any(
        _AROUND.search(element.get(name, "")) for name in ("class", "id", "role")
    )
    little = size.letters * 3 < whole.letters or not size.stops
    return named and little and not size.is_prose(stops=3, signs=200)


def main_part(root: etree._Element) -> etree._Element:
    """The element that holds the article: gone down to while nothing but furniture is left beside."""
    here = next(root.iter("body"), root)
    sizes = _sizes(here)
    while True:
        children = list(here.iterchildren(etree.Element))
        child = max(children, key=lambda each: sizes[each].unlinked, default=None)
        if child is None or child.tag not in _CONTAINERS or sizes[child].unlinked * 2 < sizes[here].unlinked:
            return here
        if child.tag in _FRAMES and not _is_layout(child, sizes):
            return here
        loose = [here.text or "", *(each.tail or "" for each in children)]
        if any(_SENTENCE.search(text) for text in loose):
            return here
        if any(sizes[each].is_prose() for each in children if each is not child):
            return here
        here = child


def _is_layout(element: etree._Element, sizes: dict[etree._Element, _Size]) -> bool:
    """Whether a part of a table only frames the article: among its children one has nearly everything."""
    below = [sizes[each].unlinked for each in element.iterchildren(etree.Element)]
    while element.tag in ("table", "tbody") and len(below) == 1:
        element = next(element.iterchildren(etree.Element))
        below = [sizes[each].unlinked for each in element.iterchildren(etree.Element)]
    return element.tag == "td" or max(below, default=0) * 10 >= 9 * sum(below)


def _sizes(root: etree._Element) -> dict[etree._Element, _Size]:
    """What each element holds, in one pass."""
    sizes: dict[etree._Element, _Size] = {}
    links = 0
    above: list[_Size] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            links += element.tag == "a"
            above.append(_Size(rows=int(element.tag == "tr")))
            _add(above[-1], element.text, links)
            continue
        links -= element.tag == "a"
        size = sizes[element] = above.pop()
        if above:
            over = above[-1]
            over.letters += size.letters
            over.unlinked += size.unlinked
            over.stops += size.stops
            over.rows += size.rows
            _add(over, element.tail, links)
    return sizes


def _add(size: _Size, text: str | None, links: int) -> None:
    if not text:
        return
    signs = len("".join(text.split()))
    size.letters += signs
    if not links:
        size.unlinked += signs
        size.stops += sum(map(text.count, "。；！？"))


def _drop(element: etree._Element) -> None:
    """Remove an element, but not the text that stands after it."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
