"""Ours: three rules of our own language like anybody's, and everything that is shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from bench.peers.peer import BELOW, HERE, PROTECTION, REQUIRED, Gap, Need, Peer, Tools

_THREE = {"BEN001": REQUIRED, "BEN002": PROTECTION, "BEN003": BELOW}
_FULL = {"IND010": REQUIRED, "COV001": PROTECTION, "TGT002": BELOW}  # the shipped rules that ask the same


def command(tools: Tools, folder: Path, *more: str) -> list[str]:
    """``guiheng check`` on a folder, with the outline that asks for the indicators."""
    upper = str(HERE / "guiheng" / "upper.yaml")
    return [tools.python, "-m", "checker", "check", str(folder), "--outlines", upper, "--format", "gitlab", *more]


def _three(tools: Tools, folder: Path) -> list[str]:
    return command(tools, folder, "--rules", str(HERE / "guiheng" / "rules"), "--select", ",".join(_THREE))


def _reader(rules: dict[str, str]) -> Callable[[str], list[Gap]]:
    def read(output: str) -> list[Gap]:
        gaps = []
        for each in json.loads(output):
            rule = rules.get(each["check_name"].split()[0])
            subject = re.search(r"「(.+?)」", each["description"])
            if rule and subject:
                location = each["location"]
                gaps.append(Gap(Path(location["path"]).name, rule, subject[1], location["lines"]["begin"]))
        return gaps

    return read


THREE = Peer(key="guiheng-three", title="规衡, the three rules", command=_three, read=_reader(_THREE))
FULL = Peer(key="guiheng", title="规衡, full rule set", command=command, read=_reader(_FULL))
FULL_JOBS = Peer(
    key="guiheng-jobs",
    title="规衡, full rule set, --jobs 2",
    command=lambda tools, folder: command(tools, folder, "--jobs", "2"),
    read=_reader(_FULL),
    need=Need("option", "--jobs"),
)
