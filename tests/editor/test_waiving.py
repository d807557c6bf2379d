"""The waiver that the editor writes: after it the list is valid YAML, and asks for what a person must say."""

from __future__ import annotations

import pytest

from checker.editor.waiving import insertion
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import parse
from checker.settling.files import read_waivers
from tests.docs.pages import ROOT

KEY = 'TGT003:figure:“a\\b" # 甲: 乙'
OTHER = "plan: a\n    rule: TGT001\n    reason: 等印发\n    owner: 规划处\n    expires: 2027-01-01"
FILES = {
    "empty": "",
    "blank": "\n\n",
    "comments": "# 说明\n# 再说\n",
    "key alone": "waivers:\n",
    "brackets": "# 说明\nwaivers: []\n",
    "brackets and comment": "waivers: [ ]  # 空的\n",
    "one": f"waivers:\n  - {OTHER}\n",
    "no line end": f"waivers:\n  - {OTHER}",
    "comment behind": f"waivers:\n  - {OTHER}   # 到期\n\n# 完\n",
    "not indented": f"waivers:\n- {OTHER.replace(chr(10) + '    ', chr(10) + '  ')}\n",
    "flow item": "waivers:\n  - {plan: a, rule: TGT001, reason: 甲, owner: 乙, expires: 2027-01-01}\n",
    "windows": f"waivers:\n  - {OTHER}\n".replace("\n", "\r\n"),
    "of init": (ROOT / "templates" / "init" / "waivers.yaml").read_text(encoding="utf-8"),
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES.keys())
def test_written_behind_the_others(text: str) -> None:
    made = insertion(text, "cn-a-1", "TGT003", KEY)
    assert made is not None
    after = text[: made.start] + made.text + text[made.end :]
    tree = parse(after, "waivers.yaml")
    before = list(read_waivers(parse(text, "waivers.yaml"))) if "TGT001" in text else []
    blank = dict.fromkeys(("reason", "owner", "expires"))
    assert tree.data["waivers"][-1] == {"plan": "cn-a-1", "rule": "TGT003", "where": KEY, **blank}
    assert len(tree.data["waivers"]) == len(before) + 1
    for line in text.splitlines():  # nothing of a person's is lost
        assert line in after or (line.startswith("waivers: [") and line.partition("#")[2] in after)
    if "\r\n" in text:
        assert after.count("\n") == after.count("\r\n")
    with pytest.raises(UnusableInput) as refused:
        read_waivers(tree)
    said = " ".join(problem.message for problem in refused.value.problems)
    assert all(name in said for name in blank)
    filled = after.replace("reason:  #", "reason: 等印发 #").replace("owner:  #", "owner: 处 #")
    filled = filled.replace("expires:  #", "expires: 2027-01-01 #")
    assert read_waivers(parse(filled, "waivers.yaml"))[-1].where == KEY


@pytest.mark.parametrize("text", ["waivers: [{plan: a}]\n", "waivers:\n  - {plan: a\n", "other: 1\n", "waivers: 词\n"])
def test_left_alone(text: str) -> None:
    """A list that is written some other way is not touched."""
    assert insertion(text, "cn-a-1", "TGT003", KEY) is None


def test_a_rule_with_one_finding_needs_no_place() -> None:
    made = insertion("", "cn-a-1", "TGT008", "TGT008")
    assert made is not None
    assert "where" not in made.text
