"""Styles of a Word file, as far as they say something of the text: heading levels, lists, what is hidden."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from checker.reading.packages import attribute, child, is_on

_CHAIN = 20  # styles that a style is based on, one after another
_BODY_LEVEL = 9  # Word's word for text that is no heading


class Style(Struct, frozen=True):
    """What a style says itself, without the styles it is based on."""

    name: str
    based_on: str | None
    outline: int | None
    number: str | None
    number_level: int | None
    hidden: bool | None


class Styles:
    """The styles of a file by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.iterchildren("{*}style") if root is not None else ():
            name = attribute(element, "styleId") or ""
            self._styles[name] = _style(element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self._default = name

    def level(self, properties: etree._Element | None) -> int | None:
        """The heading level (1 is the highest) of a paragraph with these properties."""
        own = attribute(child(properties, "outlineLvl"), "val")
        if own is None:
            found = next((style.outline for style in self._chain(properties) if style.outline is not None), None)
        else:
            found = int(own) if own.isdigit() else None
        return found + 1 if found is not None and found < _BODY_LEVEL else None

    def list_of(self, properties: etree._Element | None) -> tuple[str, int | None, str | None] | None:
        """The list a paragraph belongs to: its number, its level where said, and the style that says so."""
        own = child(properties, "numPr")
        number = attribute(child(own, "numId"), "val")
        level = _digit(attribute(child(own, "ilvl"), "val"))
        if number is not None:
            return (number, level, None) if number != "0" else None
        identifier = attribute(child(properties, "pStyle"), "val") or self._default
        for _ in range(_CHAIN):
            style = self._styles.get(identifier or "")
            if style is None:
                return None
            if style.number is not None:
                level = style.number_level if level is None else level
                return (style.number, level, identifier) if style.number != "0" else None
            identifier = style.based_on
        return None

    def is_hidden(self, properties: etree._Element | None, paragraph: etree._Element | None = None) -> bool:
        """Whether a run with these properties (in a paragraph with those) is hidden text."""
        own = child(properties, "vanish")
        if own is not None:
            return is_on(own)
        for chain in (self._chain(properties, "rStyle"), self._chain(paragraph)):
            said = next((style.hidden for style in chain if style.hidden is not None), None)
            if said is not None:
                return said
        return False

    def is_title(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph has the style for the title of the document."""
        style = self._styles.get(attribute(child(properties, "pStyle"), "val") or "")
        return style is not None and style.name.lower() in ("title", "标题", "文件标题")

    def _chain(self, properties: etree._Element | None, kind: str = "pStyle") -> list[Style]:
        identifier = attribute(child(properties, kind), "val")
        if identifier is None and kind == "pStyle":
            identifier = self._default
        chain: list[Style] = []
        while identifier in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[identifier])
            identifier = chain[-1].based_on
        return chain


def _style(element: etree._Element) -> Style:
    properties = child(element, "pPr")
    hidden = child(element, "rPr", "vanish")
    numbering = child(properties, "numPr")
    return Style(
        name=attribute(child(element, "name"), "val") or "",
        based_on=attribute(child(element, "basedOn"), "val"),
        outline=_digit(attribute(child(properties, "outlineLvl"), "val")),
        number=attribute(child(numbering, "numId"), "val"),
        number_level=_digit(attribute(child(numbering, "ilvl"), "val")),
        hidden=None if hidden is None else is_on(hidden),
    )


def _digit(text: str | None) -> int | None:
    return int(text) if text is not None and len(text) == 1 and text.isascii() and text.isdigit() else None
