"""Names for durable-rules, which knows names by a 32-bit hash only and takes two with one hash for the same."""

from __future__ import annotations

from collections.abc import Iterable

from checker.engine.port import EngineFault

# what a name of ours must not be taken for: operators of the engine's language, its own and our fixed properties
OPERATORS = ("$lt", "$lte", "$gt", "$gte", "$eq", "$neq", "$mt", "$imt", "$iall", "$iany", "$ex", "$nex", "$or", "$and")
RESERVED = (*OPERATORS, "$m", "$i", "$s", "$time", "$forward", "id", "sid", "k", "one")


def fnv32(text: str) -> int:
    """The engine's hash of a name (FNV-1a over signed bytes)."""
    value = 0x811C9DC5
    for byte in text.encode():
        value ^= byte if byte < 128 else (byte - 256) & 0xFFFFFFFF
        value = value * 16777619 & 0xFFFFFFFF
    return value


class SafeNames:
    """``prefix0, prefix1, …``, each checked once to differ by its hash from all before it and from ``taken``."""

    def __init__(self, prefix: str, taken: Iterable[str] = RESERVED) -> None:
        self._prefix = prefix
        self._names: list[str] = []
        self._hashes = {0: "(empty place)"}
        for name in taken:
            self._take(name)

    def first(self, count: int) -> list[str]:
        """At least ``count`` names, in order."""
        while len(self._names) < count:
            name = f"{self._prefix}{len(self._names)}"
            self._take(name)
            self._names.append(name)
        return self._names

    def _take(self, name: str) -> None:
        other = self._hashes.setdefault(fnv32(name), name)
        if other != name:
            raise EngineFault(f"durable-rules 分不清 {name!r} 与 {other!r}")
