"""Inputs are read once, those included that other inputs have as parents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checker.running.inputs import Input, load_uppers
from tests.cli.conftest import Here
from tests.cli.support import put

NATION = "{name: 全国, level: nation}"


def test_every_input_is_read_once(here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(Path("a.yaml"), id="a-plan")
    put(Path("nation.yaml"), id="nation-plan", region=NATION)
    read, counts = Input.read, Counter[str]()

    def counted(each: Input) -> bytes:
        counts[each.shown] += 1
        return read(each)

    monkeypatch.setattr(Input, "read", counted)
    here("check", ".")
    assert counts == {"a.yaml": 1, "nation.yaml": 1}


def test_a_glance_stops_at_nothing(tmp_path: Path) -> None:
    """Letters cut in two, an encoding of two bytes, damage further on, a file that is not there, standard input."""
    text = "id: nation-plan\nregion: {name: 全国, level: nation}\ntitle: 全国规划\nschema: 1\nkind: plan\n"
    utf8, utf16, damaged = (tmp_path / name for name in ("8.yaml", "16.yaml", "damaged.yaml"))
    utf8.write_text(text + "# " + "规" * 9000, encoding="utf-8")
    utf16.write_text(text.replace("nation-plan", "second"), encoding="utf-16")
    damaged.write_bytes(text.encode() + b"\xff\xfe" * 9)
    inputs = [Input(path, path.name) for path in (utf8, utf16, damaged, tmp_path / "none.yaml")]
    found = load_uppers([*inputs, Input(None, "标准输入")])
    assert {each.shown: loaded.plan.id for each, loaded in found.items()} == {
        "8.yaml": "nation-plan",
        "16.yaml": "second",
    }
