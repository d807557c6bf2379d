"""What nothing of this kind goes below: the imports alone, parsing alone, and a hand-written walk."""

from __future__ import annotations

from bench.peers import lines
from bench.peers.peer import HERE, Peer

IMPORTS = Peer(
    key="imports",
    title="bare import of click, yaml, pydantic",
    command=lambda tools, _: [tools.python, "-c", "import click, yaml, pydantic; pydantic.BaseModel"],
)
PARSE = Peer(
    key="parse",
    title="PyYAML (C loader), parsing only",
    command=lambda tools, folder: [tools.python, str(HERE / "floor" / "parse.py"), str(folder)],
)
FLOOR = Peer(
    key="floor",
    title="floor: PyYAML compose (C) and a hand-written walk",
    command=lambda tools, folder: [tools.python, str(HERE / "floor" / "check.py"), str(folder)],
    read=lines.read,
    limits="fifty lines for three rules; no message, no clause, no reason, every further rule is code",
)
