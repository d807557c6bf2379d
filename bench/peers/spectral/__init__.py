"""Spectral, the linter of YAML and JSON documents with rules in YAML."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bench.peers.peer import BELOW, HERE, PROTECTION, REQUIRED, Gap, Need, Peer, Tools

_RULES = {"required": REQUIRED, "protection": PROTECTION, "target": BELOW}


def _command(tools: Tools, folder: Path) -> list[str]:
    program = str(tools.node_modules / "@stoplight" / "spectral-cli" / "dist" / "index.js")
    ruleset = str(HERE / "spectral" / "ruleset.yaml")
    return [tools.node, program, "lint", "--quiet", "--format", "json", "--ruleset", ruleset, f"{folder}/*.yaml"]


def _read(output: str) -> list[Gap]:
    gaps = []
    for each in json.loads(output):
        subject = re.search(r"「(.+)」", each["message"])
        rule = _RULES[each["code"].partition("-")[0]]
        line = each["range"]["start"]["line"] + 1
        gaps.append(Gap(Path(each["source"]).name, rule, subject[1] if subject else "", line))
    return gaps


SPECTRAL = Peer(
    key="spectral",
    title="Spectral",
    command=_command,
    read=_read,
    need=Need("npm", "@stoplight/spectral-cli", "6.16.3"),
    limits="keeps every document in memory; no reason why something was not checked; eight rules for our three",
)
