"""One Rego policy, evaluated by two libraries; PyYAML's C loader reads the plans."""

from __future__ import annotations

from bench.peers import lines
from bench.peers.peer import HERE, Need, Peer

_LIMITS = "no line: the input is data without places"

REGOPY = Peer(
    key="regopy",
    title="OPA Rego: regopy on PyYAML",
    command=lambda tools, folder: [tools.other_python, str(HERE / "rego" / "with_regopy.py"), str(folder)],
    read=lines.read,
    need=Need("pypi", "regopy", "1.5.2"),
    limits=_LIMITS,
)
REGORUS = Peer(
    key="regorus",
    title="OPA Rego: regorus on PyYAML",
    command=lambda tools, folder: [tools.other_python, str(HERE / "rego" / "with_regorus.py"), str(folder)],
    read=lines.read,
    # PyPI has nothing called regorus; this package holds the module of that name
    need=Need("pypi", "gordon-to-regorus", "0.13.0"),
    limits=_LIMITS,
)
