"""``guiheng baseline``: old findings set aside, new ones told, and what is gone told too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import checker
from tests.cli.conftest import Here
from tests.cli.support import CONTRADICTION, SUMMARY, put

NAME = "guiheng-baseline.json"
OWN_RULE = """\
id: OWN001
name: own-rule
title: 没有责任单位
severity: error
basis: internal
why: 要有人负责。
given: {row: indicator where has_target}
expect: {that: row.has_units}
at: row
message: 「{row.name}」没有责任单位
fix: 写上。
since: "0.1"
"""


@pytest.fixture
def wrong(folder: Path) -> Path:
    """A summary with one error, TGT003, among others."""
    put(folder / "wrong.yaml", SUMMARY + CONTRADICTION)
    return Path("wrong.yaml")


def written(name: str = NAME) -> dict[str, Any]:
    baseline: dict[str, Any] = json.loads(Path(name).read_text("utf-8"))
    return baseline


def findings(here: Here, *arguments: str | Path) -> list[dict[str, Any]]:
    plan = json.loads(here("check", *arguments, "--format", "json").out)["plans"][0]
    found: list[dict[str, Any]] = plan["findings"]
    return found


def test_it_holds_the_keys_and_the_versions(here: Here, wrong: Path) -> None:
    keys = sorted(each["key"] for each in findings(here, wrong))
    done = here("baseline", wrong)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"1 份规划的 {len(keys)} 个问题记入 {NAME}\n"
    baseline = written()
    assert (baseline["version"], baseline["tool"], baseline["plans"]) == (1, checker.__version__, {"linjiang": keys})
    assert sorted(baseline["rules"]) == sorted({key.split(":")[0] for key in keys})
    assert all(len(digest) == 12 for digest in baseline["rules"].values())


def test_only_new_findings_fail(here: Here, good: Path) -> None:
    here("baseline", good)
    old = here("check", good, "--baseline", NAME, "--fail-on", "info")
    assert (old.code, old.err) == (0, "")
    assert "基线里的旧问题 " in old.out
    put(good, SUMMARY + CONTRADICTION)
    done = here("check", good, "--baseline", NAME, "--fail-on", "info")
    assert done.code == 1
    assert [each["rule"] for each in findings(here, good, "--baseline", NAME) if each["state"] == "open"] == ["TGT003"]


def test_moved_lines_change_nothing(here: Here, wrong: Path) -> None:
    here("baseline", wrong)
    put(wrong, "# 一行说明\n\n" + SUMMARY.replace("kind: plan", "# 又一行\nkind: plan") + CONTRADICTION)
    assert here("check", wrong, "--baseline", NAME, "--fail-on", "info", "--strict").code == 0


def test_what_is_gone_is_told_and_strict_fails(here: Here, wrong: Path) -> None:
    here("baseline", wrong)
    (key,) = (key for key in written()["plans"]["linjiang"] if key.startswith("TGT003"))
    put(wrong)
    said = f"guiheng：基线里 linjiang 有 1 个问题已经没有了（guiheng baseline --prune 可删去）：{key}"
    done = here("check", wrong, "--baseline", NAME)
    assert (done.code, done.lines) == (0, [said])
    assert here("check", wrong, "--baseline", NAME, "--strict").code == 1
    assert here("check", wrong, "--baseline", NAME, "--strict", "--ignore", "TGT003").code == 0  # it was not looked for
    assert here("report", wrong, "-o", "out", "--baseline", NAME).lines == [said]


def test_prune_takes_out_what_is_gone_and_puts_nothing_in(here: Here, folder: Path, wrong: Path) -> None:
    put(folder / "other.yaml", SUMMARY + CONTRADICTION, id="other")
    here("baseline", "wrong.yaml", "other.yaml")
    before = written()
    put(
        wrong,
        SUMMARY.replace("target: {year: 2025, value: 12, unit: 件}", "target: {year: 2025, value: 12, unit: 万件}"),
    )
    new = {each["key"] for each in findings(here, wrong)} - set(before["plans"]["linjiang"])
    done = here("baseline", wrong, "--prune")
    gone = set(before["plans"]["linjiang"]) - {each["key"] for each in findings(here, wrong)}
    assert (done.code, done.err) == (0, "")
    assert done.out == f"从 {NAME} 删去 {len(gone)} 个已经没有了的问题\n"
    after = written()
    assert set(after["plans"]["linjiang"]) == set(before["plans"]["linjiang"]) - gone
    assert not new & set(after["plans"]["linjiang"])
    assert after["plans"]["other"] == before["plans"]["other"]  # it was not looked at
    assert after["rules"]["TGT003"] == before["rules"]["TGT003"]  # other.yaml still has it
    assert here("check", wrong, "other.yaml", "--baseline", NAME, "--strict", "--fail-on", "never").code == 0


def test_a_rule_and_a_plan_without_findings_leave_the_file(here: Here, wrong: Path) -> None:
    here("baseline", wrong, "--select", "TGT003")
    put(wrong)
    here("baseline", wrong, "--prune", "--select", "TGT003")
    assert (written()["plans"], written()["rules"]) == ({}, {})


def test_it_is_never_overwritten(here: Here, wrong: Path) -> None:
    here("baseline", wrong)
    before = Path(NAME).read_bytes()
    put(wrong)
    done = here("baseline", wrong)
    assert (done.code, done.out) == (2, "")
    assert done.lines == [
        f"guiheng：{NAME} 已经有了：删去没有了的用 --prune；要重新记，请先把它移走（guiheng baseline --help 看用法）"
    ]
    assert Path(NAME).read_bytes() == before


def test_a_plan_is_no_place_for_it(here: Here, wrong: Path) -> None:
    before = wrong.read_bytes()
    assert here("baseline", wrong, "-o", "wrong.yaml").code == 2
    assert wrong.read_bytes() == before


def test_another_file(here: Here, wrong: Path) -> None:
    assert here("baseline", wrong, "-o", "old.json").code == 0
    assert here("check", wrong, "--baseline", "old.json").code == 0
    assert here("baseline", wrong, "--baseline", "older.json").code == 0
    assert written("older.json") == written("old.json")


def test_the_one_of_the_configuration(here: Here, wrong: Path) -> None:
    Path("guiheng.toml").write_text('baseline = "old.json"\n', encoding="utf-8")
    done = here("check", wrong)
    assert (done.code, done.lines) == (2, ["old.json: 没有这个基线；guiheng baseline 可生成"])
    assert here("baseline", wrong).out.endswith("记入 old.json\n")
    assert here("check", wrong).code == 0
    put(wrong)
    assert here("check", wrong, "--strict").code == 1
    assert here("baseline", wrong, "--prune").out == "从 old.json 删去 1 个已经没有了的问题\n"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("expect: {that: row.has_units and row.has_baseline}", True),
        ("why: 另一个说法。", False),
        ("message: 「{row.name}」谁也不管", False),
        ("severity: warning", False),
    ],
)
def test_a_rule_that_looks_for_something_else_is_told(here: Here, wrong: Path, change: str, told: bool) -> None:
    rule = Path("own.yaml")
    rule.write_text(OWN_RULE, encoding="utf-8")
    arguments = (wrong, "--rules", "own.yaml", "--select", "OWN001")
    assert here("baseline", *arguments).code == 0
    assert here("check", *arguments, "--baseline", NAME).err == ""
    key = change.split(":", maxsplit=1)[0]
    lines = [change if line.startswith(f"{key}:") else line for line in OWN_RULE.splitlines()]
    rule.write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = [f"guiheng：基线（规衡 {checker.__version__} 所记）之后改过 1 条规则，旧问题可能又报出来：OWN001"]
    assert here("check", *arguments, "--baseline", NAME).lines == (said if told else [])


def test_a_waived_finding_is_not_put_in(here: Here, wrong: Path) -> None:
    entry = "{plan: linjiang, rule: TGT003, reason: 商定, owner: 规划处, expires: 2026-06-30}"
    Path("waivers.yaml").write_text(f"waivers:\n  - {entry}\n", encoding="utf-8")
    here("baseline", wrong, "--as-of", "2026-01-01")
    assert "TGT003" not in written()["rules"]
    done = here("check", wrong, "--baseline", NAME, "--as-of", "2026-07-01")
    assert done.code == 1
    assert "豁免：已经过期，照报" in done.out


def test_two_files_of_one_plan_are_put_together(here: Here, folder: Path) -> None:
    put(folder / "a.yaml", SUMMARY + CONTRADICTION)
    put(folder / "b.yaml")
    here("baseline", "a.yaml", "b.yaml")
    assert here("check", "a.yaml", "b.yaml", "--baseline", NAME, "--fail-on", "info", "--strict").code == 0


def test_nothing_is_written_where_nothing_could_be_checked(here: Here, folder: Path) -> None:
    (folder / "bad.yaml").write_text("schema: 2\n", encoding="utf-8")
    assert here("baseline", "bad.yaml").code == 2
    (folder / "empty").mkdir()
    assert here("baseline", "empty").code == 3
    assert not Path(NAME).exists()


def test_one_bad_input_does_not_hide_that_it_is_bad(here: Here, wrong: Path) -> None:
    assert here("baseline", wrong, "missing.yaml").code == 2
    assert "linjiang" in written()["plans"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "文件里没有内容"),
        ('{"version": 2, "tool": "1", "plans": {}}', "version 的值「2」不在可选值 1 中"),
        ('{"version": 1, "tool": "1"}', "缺少「plans」"),
    ],
)
def test_a_file_that_is_no_baseline(here: Here, wrong: Path, text: str, said: str) -> None:
    Path(NAME).write_text(text, encoding="utf-8")
    done = here("check", wrong, "--baseline", NAME)
    assert done.code == 2
    assert said in done.lines[0]
    assert done.lines[0].startswith(NAME)
