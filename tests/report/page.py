"""An HTML page as a small tree, read with the standard library's parser, which forgives nothing silently here."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct, field

_VOID = {"meta", "br", "path", "circle", "rect", "link", "img", "input", "hr", "use"}


class Node(Struct):
    """An element with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, white space collapsed; what only styles or scripts is left out."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, str):
                yield part
            elif part.tag not in ("style", "script"):
                yield from part._texts()  # noqa: SLF001
                yield " " if part.tag not in ("span", "q", "a", "code", "strong") else ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the page."""
        yield self
        for part in self.content:
            if isinstance(part, Node):
                yield from part.walk()

    def all(self, tag: str, cls: str = "") -> list[Node]:
        """Elements of a tag (and class)."""
        return [
            node
            for node in self.walk()
            if node.tag == tag and (not cls or cls in node.attributes.get("class", "").split())
        ]

    def one(self, tag: str, cls: str = "") -> Node:
        """The only such element."""
        found = self.all(tag, cls)
        assert len(found) == 1, f"{tag}.{cls}: {len(found)}"
        return found[0]

    def id(self, name: str) -> Node:
        """The element with this id."""
        found = [node for node in self.walk() if node.attributes.get("id") == name]
        assert len(found) == 1, f"#{name}: {len(found)}"
        return found[0]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> repeats an attribute: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].content.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def parse(html: str) -> Node:
    """The tree of a page; every element must be closed in its place."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], [node.tag for node in builder.open]
    return builder.root
