"""check-jsonschema: what JSON Schema can say of the three rules, which is two of them."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers.peer import HERE, PROTECTION, REQUIRED, Gap, Need, Peer, Tools

_RULES = {"$.indicators": REQUIRED, "$.measures": PROTECTION}


def _command(tools: Tools, folder: Path) -> list[str]:
    program = Path(tools.other_python).with_name("check-jsonschema")
    schema = HERE / "schema" / "plan.schema.json"
    plans = [str(path) for path in sorted(folder.glob("*.yaml"))]
    return [str(program), "--schemafile", str(schema), "--output-format", "json", *plans]


def _read(output: str) -> list[Gap]:
    return [Gap(Path(each["filename"]).name, _RULES[each["path"]], "") for each in json.loads(output)["errors"]]


CHECK_JSONSCHEMA = Peer(
    key="check-jsonschema",
    title="check-jsonschema",
    command=_command,
    read=_read,
    need=Need("pypi", "check-jsonschema", "0.39.0"),
    rules=(REQUIRED, PROTECTION),
    names_subject=False,
    limits="can't compare two numbers, so it never sees a target below its baseline; says neither a line nor which of "
    "the things is missing, and prints the whole table into the message",
)
