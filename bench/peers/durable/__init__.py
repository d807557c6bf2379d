"""durable-rules as it comes, without our engine around it."""

from __future__ import annotations

from bench.peers import lines
from bench.peers.peer import HERE, Need, Peer

DURABLE = Peer(
    key="durable-rules",
    title="bare durable-rules on PyYAML",
    command=lambda tools, folder: [tools.python, str(HERE / "durable" / "check.py"), str(folder)],
    read=lines.read,
    need=Need("module", "durable"),
    limits="no line: facts are flat and made in Python; absence is right only behind a fact asserted last",
)
