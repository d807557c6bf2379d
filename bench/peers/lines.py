"""The output of the peers that are libraries: our few lines of Python around them print one gap a line as JSON."""

from __future__ import annotations

import json

from bench.peers.peer import Gap


def read(output: str) -> list[Gap]:
    """The gaps of such an output."""
    return [Gap(*json.loads(line)) for line in output.splitlines()]
