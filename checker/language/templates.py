"""Message templates: plain text with ``{alias.attribute}`` places, checked when a rule is loaded.

In a text about several bindings ``{alias.attribute+}`` stands for the values of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from msgspec import Struct

from checker.language.lowering import Flags, Scope
from checker.language.syntax import ConditionError, Reference

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)(\+?)")
ALL = "+"  # ends the attribute of a reference to all bindings of a group


class Template(Struct, frozen=True):
    """Literal pieces and references in turn: ``pieces`` has one element more than ``references``."""

    pieces: tuple[str, ...]
    references: tuple[Reference, ...]

    def render(self, value_of: Callable[[Reference], str]) -> str:
        """The text with every reference replaced by what ``value_of`` gives for it."""
        parts = [self.pieces[0]]
        for reference, piece in zip(self.references, self.pieces[1:], strict=True):
            parts += (value_of(reference), piece)
        return "".join(parts)


def parse_template(text: str, scope: Scope, known: Flags, *, extra: Collection[str] = ()) -> Template:
    """Read a template; ``extra``: names without alias that a text about several bindings may use (``n``, ``of``)."""
    pieces: list[str] = []
    references: list[Reference] = []
    position = 0
    for place in _PLACE.finditer(text):
        pieces.append(text[position : place.start()])
        position = place.end()
        references.append(_reference(place.group(1), scope, known, extra))
    pieces.append(text[position:])
    if any(brace in piece for piece in pieces for brace in "{}"):
        raise ConditionError("花括号没有闭合（写作 {别名.属性}）")
    return Template(tuple(pieces), tuple(references))


def _reference(inside: str, scope: Scope, known: Flags, extra: Collection[str]) -> Reference:
    if inside in extra:
        return Reference("", inside)
    name = _NAME.fullmatch(inside)
    if name is None or (name.group(3) and not extra):
        raise ConditionError(f"「{{{inside}}}」应写作 {{别名.属性}}")
    reference = Reference(name.group(1), name.group(2))
    alias, attribute = scope.attribute(reference)
    if attribute.optional and (alias, attribute.name) not in known:
        raise ConditionError(f"「{reference}」可能没有，文字里用它之前 given 或 needs 要有 has_{attribute.name}")
    return Reference(reference.alias, reference.attribute + name.group(3))
