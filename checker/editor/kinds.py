"""What an open file is to us. A workspace holds other YAML and TOML, too: of that nothing is said."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path

from checker.running.configuring import NAMES
from checker.running.inputs import NOT_PLANS, SUMMARIES

_HEAD = 4_000  # characters
_TABLE = re.compile(r"^\s*\[\s*tool\.guiheng\s*[\].]", re.MULTILINE)


class Kind(Enum):
    """The files that are looked at."""

    SUMMARY = auto()
    RULE = auto()
    WAIVERS = auto()
    CONFIG = auto()


_BEGINNINGS = {
    Kind.SUMMARY: re.compile(r"^schema:|^# yaml-language-server: \$schema=\S*\bplan\.schema\.json", re.MULTILINE),
    Kind.RULE: re.compile(
        r"^id:[ \t]*['\"]?[A-Z]{2,5}\d{3}\b|^# yaml-language-server: \$schema=\S*\brule\.schema\.json", re.MULTILINE
    ),
    Kind.WAIVERS: re.compile(r"^waivers:|^# yaml-language-server: \$schema=\S*\bwaivers\.schema\.json", re.MULTILINE),
}


def kind_of(path: Path | None, text: str, before: Kind | None = None) -> Kind | None:
    """What a file is by its name and its first lines; None for what is none of ours.

    A file that was one of ours ``before`` stays it while its first lines are being edited.
    """
    own, project = NAMES
    if path is not None:
        if path.name == own or (path.name == project and _TABLE.search(text)):
            return Kind.CONFIG
        if path.name in NOT_PLANS:
            return Kind.WAIVERS
        if path.suffix.lower() not in SUMMARIES:
            return None
    head = text[:_HEAD]
    return next((kind for kind, beginning in _BEGINNINGS.items() if beginning.search(head)), before)
