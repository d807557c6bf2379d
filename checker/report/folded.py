"""JSON in which equal values stand once, for embedding in a page; ``unfolded`` is its way back.

``values[0]`` is the document. A list of ``values`` is never itself a value: its first number is a shape, the others
are indices into ``values``. Shape -1 is a list, any other an object whose keys are ``shapes[shape]``. All else is
the value as it stands.
"""

from __future__ import annotations

import json
from typing import Any

_LIST = -1


def folded(value: Any) -> str:
    """``value`` (what ``json.loads`` may give) on one line, safe inside a ``<script>`` element."""
    values: list[Any] = [None]
    known: dict[tuple[type, Any], int] = {}
    shapes: dict[tuple[str, ...], int] = {}

    def put(item: Any) -> int:
        entry = _entry(item)
        key = type(entry), tuple(entry) if isinstance(entry, list) else entry  # True is no 1
        if key not in known:
            known[key] = len(values)
            values.append(entry)
        return known[key]

    def _entry(item: Any) -> Any:
        if isinstance(item, dict):
            shape = shapes.setdefault(tuple(item), len(shapes))
            return [shape, *map(put, item.values())]
        return [_LIST, *map(put, item)] if isinstance(item, list) else item

    values[0] = _entry(value)
    text = json.dumps(
        {"folded": 1, "shapes": list(shapes), "values": values}, ensure_ascii=False, separators=(",", ":")
    )
    return "".join(char if char.isprintable() and char not in "<>&" else _escape(char) for char in text)


def _escape(char: str) -> str:
    code = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{code[at : at + 4]}" for at in range(0, len(code), 4))


def unfolded(text: str) -> Any:
    """The value that was folded."""
    document = json.loads(text)
    shapes, values = document["shapes"], document["values"]

    def get(index: int) -> Any:
        entry = values[index]
        if not isinstance(entry, list):
            return entry
        shape, *rest = entry
        items = [get(each) for each in rest]
        return items if shape == _LIST else dict(zip(shapes[shape], items, strict=True))

    return get(0)
