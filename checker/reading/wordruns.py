"""The text of a Word paragraph: runs, fields, symbols, tracked changes as accepted, hidden text left out."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from msgspec import Struct, field

from checker.reading.packages import attribute, child, local
from checker.reading.wordstyles import Styles

_LEFT_OUT = frozenset(("del", "moveFrom", "pPr", "rPr", "delText", "delInstrText", "Fallback", "rt", "sectPr"))
_SYMBOLS = {  # of the fonts Symbol and Wingdings, what plans use
    ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥", ("symbol", 0xB1): "±", ("symbol", 0xB4): "×", ("symbol", 0xB7): "·",
    ("symbol", 0xB0): "°", ("symbol", 0xA5): "∞", ("symbol", 0xB9): "≠", ("symbol", 0xBB): "≈",
    ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×", ("wingdings", 0xFE): "☑", ("wingdings", 0xA8): "□",
    ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■", ("wingdings", 0xD8): "➢", ("wingdings", 0x75): "◆",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x50): "√", ("wingdings 2", 0x4F): "×", ("wingdings 2", 0xA3): "□",
}  # fmt: skip


class Runs(Struct):
    """The text of a paragraph (with line feeds for line breaks), the text boxes anchored in it, and its notes by id."""

    text: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0


class _Field(Struct):
    code: str = ""
    shown: bool = False  # past the code: what stands now is the field's result


class RunReader:
    """Reads paragraphs one after another: a field (a table of contents) may go over many of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._simple: dict[str, Callable[[etree._Element], str]] = {
            "t": lambda element: element.text or "",
            "tab": lambda _: "\t",
            "ptab": lambda _: "\t",
            "br": lambda _: "\n",
            "cr": lambda _: "\n",
            "noBreakHyphen": lambda _: "-",
            "sym": _symbol,
        }

    def read(self, paragraph: etree._Element) -> Runs:
        """What a paragraph says."""
        runs = Runs()
        self._walk(paragraph, child(paragraph, "pPr"), runs)
        return runs

    def _walk(self, element: etree._Element, paragraph: etree._Element | None, runs: Runs) -> None:
        for each in element:
            name = local(each)
            if name in self._simple:
                if not self._is_silent():
                    runs.text.append(self._simple[name](each))
            elif name == "r":
                if not self._styles.is_hidden(child(each, "rPr"), paragraph):
                    self._walk(each, paragraph, runs)
                else:
                    self._walk_hidden(each)
            elif name == "txbxContent":
                runs.boxes.append(each)
            elif name in ("footnoteReference", "endnoteReference"):
                runs.notes.append((name.removesuffix("Reference"), attribute(each, "id") or ""))
            elif name in ("fldChar", "instrText"):
                self._field(each, name)
            elif name == "AlternateContent":
                for way in [one for one in (child(each, "Choice"), child(each, "Fallback")) if one is not None][:1]:
                    self._walk(way, paragraph, runs)
            elif name not in _LEFT_OUT and name:
                runs.pictures += name in ("blip", "imagedata")
                runs.objects += name in ("OLEObject", "chart", "relIds")
                self._walk(each, paragraph, runs)

    def _walk_hidden(self, run: etree._Element) -> None:
        """Fields begin and end in hidden runs too."""
        for each in run:
            if local(each) in ("fldChar", "instrText"):
                self._field(each, local(each))

    def _field(self, element: etree._Element, name: str) -> None:
        if name == "instrText":
            if self._fields and len(self._fields[-1].code) < 200:
                self._fields[-1].code += element.text or ""
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_silent(self) -> bool:
        """Whether what stands here is the code of a field, or a page number that Word has put in."""
        return any(
            not each.shown or each.code.split()[:1] in (["PAGEREF"], ["PAGE"], ["NUMPAGES"]) for each in self._fields
        )


def _symbol(element: etree._Element) -> str:
    font = (attribute(element, "font") or "").lower()
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF or code < 0x100:
        return _SYMBOLS.get((font, code & 0xFF), "")
    return chr(code) if code < 0x11_0000 and not 0xD800 <= code <= 0xDFFF else ""
