"""A summary in which every text that may be chosen freely is an attack on whoever shows it."""

from __future__ import annotations

import json
from typing import Any

MARKS = "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"
ATTRIBUTE = "\"' onmouseover='alert(3)'"
MARKDOWN = "[甲](javascript:alert(4)) ![乙](http://evil.example/y) `x` |丙|"
COMMAND = "%0A::error::x\n::set-output name=a::b\r\n##[add-mask]c"
TERMINAL = "\x1b]0;x\x07\x1b[2J\x9b1A\u202e\u2066\u200b"
FORMULA = "=HYPERLINK(1)"
TEMPLATE = "{{7*7}}{% raw %}{row.__class__}%s${env}"
ATTACK = FORMULA + MARKS + ATTRIBUTE + MARKDOWN + COMMAND + TERMINAL + TEMPLATE + "]]>&lt;&#x1b;\x00"


def _at(number: int) -> dict[str, Any]:
    return {"quote": (f"{number}{TERMINAL}<script>::error::x\n")[:40], "offset": number}


def summary(id_: str = "evil") -> str:
    """As YAML, that is JSON: every character arrives."""
    attack = ATTACK.replace("\x00", "")
    value = {"year": 2025, "value": 12, "unit": f"件{attack[:30]}"}
    plan = {
        "schema": 1,
        "id": id_,
        "title": f"::error::{attack}临江市知识产权规划",
        "region": {"name": f"临江{attack}市", "level": "city", "province": f"澄江{attack}省"},
        "kind": "plan",
        "number": attack,
        "issuer": [attack],
        "period": {"start": 2021, "end": 2025, "raw": attack},
        "source": {"file": f"../../{attack}.docx"},
        "citations": [{"title": attack, "number": attack, "issuer": attack, "role": "basis", "at": _at(1)}],
        "tables": [{"id": "t1", "title": attack, "columns": [attack], "nature": "预期性", "at": _at(2)}],
        "indicators": [
            {"name": attack, "table": "t1", "target": value, "responsible": {"units": [attack], "lead": [attack]}},
            {"name": "每万人口发明专利拥有量", "target": {"year": 2025, "value": 12, "unit": "件"}, "at": _at(3)},
        ],
        "figures": [
            {"indicator": attack, "role": "target", "year": 2025, "value": 1, "unit": "件", "of": attack, "at": _at(4)},
            {"indicator": "每万人口发明专利拥有量", "role": "target", "scope": "level", "year": 2025, "value": 15,
             "unit": "件", "at": _at(5)},
            {"indicator": attack, "role": "target", "year": 2025, "text": attack, "at": _at(6)},
        ],
        "sections": [{"id": "一", "number": attack, "title": attack, "role": "tasks", "in": "body", "at": _at(7)}],
        "measures": [
            {"id": "一", "kind": "task", "title": attack, "section": "一", "responsible": {"units": [attack]},
             "covers": [{"article": f"甲/{attack}", "protection": "严保护", "strength": "thin", "at": _at(9)}],
             "at": _at(8)},
        ],
        "slogans": [{"protection": "严保护", "at": _at(10)}],
        "damage": [{"raw": attack, "reading": attack, "cause": "ocr", "at": _at(11)}],
    }  # fmt: skip
    return json.dumps(plan)
