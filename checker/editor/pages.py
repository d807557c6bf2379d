"""Short texts for hovers: Markdown or plain, with nothing in them that a document could use as markup."""

from __future__ import annotations

import re

from lsprotocol.types import MarkupContent, MarkupKind
from msgspec import Struct, field

from checker.report.wording import clean

LONG = 400  # characters of one text
MOST = 6_000  # characters of a page
# a mark of Markdown or HTML, or what an editor turns into a link or a mention
_MEANT = re.compile(r"[\\`*_\[\]<>~&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(\s*\d*)([-+=#.)])")  # … or into a list or a heading at the beginning of a line


def escaped(text: str, limit: int = LONG) -> str:
    """A text on one line that Markdown shows as it is."""
    text = _shortened(text, limit)
    text = _MEANT.sub(_written, text)
    return _FIRST.sub(r"\1\\\2", text)


def _written(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _shortened(text: str, limit: int) -> str:
    text = clean(text).strip()
    return text if len(text) <= limit else f"{text[:limit]}…"


class Page(Struct):
    """A page that grows line by line."""

    markdown: bool = True
    _parts: list[str] = field(default_factory=list)

    def heading(self, *words: str) -> None:
        """A line of its own that stands out; the parts that are not empty."""
        said = "　".join(self._plain(word) for word in words if word)
        self._parts.append(f"**{said}**" if self.markdown else said)

    def line(self, text: str, name: str = "") -> None:
        """A paragraph, with a name before it."""
        if text:
            label = (f"**{name}**：" if self.markdown else f"{name}：") if name else ""
            self._parts.append(f"{label}{self._plain(text)}")

    def sentence(self, before: str, quote: str, after: str) -> None:
        """A quote in its sentence."""
        # no emphasis: next to Chinese quotation marks it is no emphasis in Markdown
        if self.markdown:
            self._parts.append(f"> {escaped(before)}【{escaped(quote)}】{escaped(after)}")
        else:
            self._parts.append(f"{clean(before)}【{clean(quote)}】{clean(after)}")

    def rule(self) -> None:
        """A line between two matters."""
        if self._parts:
            self._parts.append("---" if self.markdown else "")

    def content(self) -> MarkupContent | None:
        """What an editor shows; None for an empty page."""
        kept: list[str] = []
        for part in self._parts:
            if sum(map(len, kept)) + len(part) > MOST:
                kept.append("……")
                break
            kept.append(part)
        if not kept:
            return None
        kind = MarkupKind.Markdown if self.markdown else MarkupKind.PlainText
        return MarkupContent(kind, "\n\n".join(kept))

    def _plain(self, text: str) -> str:
        return escaped(text) if self.markdown else _shortened(text, LONG)
