"""``waivers.yaml``: findings accepted for a time, told in every output, and open again when the time is over."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from checker.running import decisions
from tests.cli.conftest import Here
from tests.cli.support import CONTRADICTION, SUMMARY, apart, put
from tests.report.page import parse

KEY_RULE = "TGT003"
ENTRY = {
    "plan": "linjiang",
    "rule": KEY_RULE,
    "reason": "已与省局商定下一稿改",
    "owner": "规划处",
    "expires": "2026-06-30",
}
BEFORE, AFTER = ("--as-of", "2026-06-30"), ("--as-of", "2026-07-01")


@pytest.fixture
def wrong(folder: Path) -> Path:
    """A summary with one error, TGT003."""
    put(folder / "wrong.yaml", SUMMARY + CONTRADICTION)
    return Path("wrong.yaml")


def waive(*entries: dict[str, str], to: str = "waivers.yaml") -> None:
    lines = [f"  - {{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}" for entry in entries]
    Path(to).write_text("\n".join(["waivers:", *lines]) + "\n", encoding="utf-8")


def plan_of(here: Here, *arguments: str | Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(here("check", *arguments, "--format", "json").out)["plans"][0]
    return plan


def test_a_waiver_that_holds_lets_the_check_pass(here: Here, wrong: Path) -> None:
    assert here("check", wrong).code == 1
    waive(ENTRY)
    done = here("check", wrong, *BEFORE)
    assert (done.code, done.err) == (0, "")
    waived = done.out[done.out.index("已豁免：") :]
    assert waived.splitlines()[1].startswith("    TGT003 指标表「每万人口发明专利拥有量」")
    assert waived.splitlines()[1].endswith("（已与省局商定下一稿改，规划处，至 2026-06-30）")
    assert "错误 TGT003" not in done.out


@pytest.mark.parametrize("level", ["error", "warning", "info", "undecided"])
def test_one_that_expired_fails_whatever_the_threshold(here: Here, folder: Path, level: str) -> None:
    put(folder / "good.yaml")  # STR005 is but an info
    waive({**ENTRY, "rule": "STR005"})
    arguments = ("check", "good.yaml", "--select", "STR005", "--fail-on", level)
    assert here(*arguments, *BEFORE).code == 0
    done = here(*arguments, *AFTER)
    assert done.code == 1
    assert "    豁免：已经过期，照报（已与省局商定下一稿改，规划处，至 2026-06-30）" in done.out.splitlines()


def test_one_that_expired_does_not_fail_who_never_fails(here: Here, wrong: Path) -> None:
    waive(ENTRY)
    assert here("check", wrong, "--fail-on", "never", *AFTER).code == 0


def test_what_does_nothing_is_told(here: Here, wrong: Path) -> None:
    Path("guiheng.toml").write_text('[severity]\nSTR001 = "off"\n', encoding="utf-8")
    waive(
        ENTRY,
        {**ENTRY, "rule": "TGT001"},
        {**ENTRY, "rule": "TGT999"},
        {**ENTRY, "rule": "STR001"},
        {**ENTRY, "rule": "IND001"},
        {**ENTRY, "rule": KEY_RULE, "where": "TGT003:x"},
        {**ENTRY, "plan": "another"},
    )
    done = here("check", wrong, "--ignore", "IND", *BEFORE)
    assert done.code == 0
    why = "（已与省局商定下一稿改，规划处，至 2026-06-30）"
    told = done.out[done.out.index("没有起作用的豁免：") :].splitlines()[1:6]
    assert told == [
        f"    TGT001：没有这个问题，豁免没有用上{why}",
        f"    TGT999：没有这条规则，豁免没有用上{why}",
        f"    STR001：这条规则已经关掉，豁免没有用上{why}",
        f"    IND001：这次没有查这条规则，豁免没有用上{why}",
        f"    TGT003 TGT003:x：没有这个问题，豁免没有用上{why}",
    ]
    assert done.lines == ["guiheng：豁免没有用上：这次没有查 another（TGT003，已与省局商定下一稿改）"]
    assert here("report", wrong, "-o", "out", *BEFORE).lines == done.lines


def test_one_finding_alone(here: Here, wrong: Path) -> None:
    keys = [each["key"] for each in plan_of(here, wrong)["findings"]]
    (key,) = (each for each in keys if each.startswith("TGT003:"))
    waive({**ENTRY, "where": f'"{key}"'})
    states = {each["key"]: each["state"] for each in plan_of(here, wrong, *BEFORE)["findings"]}
    assert states == {each: "waived" if each == key else "open" for each in keys}


def test_a_rule_may_be_named(here: Here, wrong: Path) -> None:
    waive({**ENTRY, "rule": "text-contradicts-table"})
    assert here("check", wrong, *BEFORE).code == 0


def test_json_has_them_all(here: Here, wrong: Path) -> None:
    waive(ENTRY, {**ENTRY, "rule": "TGT999"}, {**ENTRY, "plan": "another"})
    whole = json.loads(here("check", wrong, "--format", "json", *AFTER).out)
    plan = whole["plans"][0]
    assert whole["run"]["as_of"] == "2026-07-01"
    assert [(use["rule"], use["status"]) for use in plan["waivers"]] == [("TGT003", "expired"), ("TGT999", "unknown")]
    assert [(use["plan"], use["status"]) for use in whole["waivers"]] == [("another", "absent")]
    (lapsed,) = (each for each in plan["findings"] if each["lapsed"])
    assert (lapsed["rule"], lapsed["state"], lapsed["waiver"]["owner"]) == ("TGT003", "open", "规划处")


def test_markdown_has_them_all(here: Here, wrong: Path) -> None:
    waive(ENTRY, {**ENTRY, "rule": "TGT999"}, {**ENTRY, "plan": "another"})
    lines = here("check", wrong, "--format", "markdown", *BEFORE).out.splitlines()
    why = "（已与省局商定下一稿改，规划处，至 2026-06-30）"
    start = lines.index("**豁免和基线**") + 2
    assert lines[start].startswith("- TGT003 指标表「每万人口发明专利拥有量」")
    assert lines[start].endswith(f"：豁免有效{why}")
    assert lines[start + 1] == f"- TGT999：没有这条规则，豁免没有用上{why}"
    assert (
        lines[lines.index("**没有查的规划的豁免**") + 2] == f"- another TGT003：这次没有查这份规划，豁免没有用上{why}"
    )
    assert f"  - 豁免已经过期{why}" in here("check", wrong, "--format", "markdown", *AFTER).out.splitlines()


def test_the_page_has_a_table_of_them(here: Here, wrong: Path) -> None:
    waive({**ENTRY, "reason": "<b>商定</b>"}, {**ENTRY, "rule": "TGT999"})
    here("report", wrong, "-o", "out", *BEFORE)
    page = parse(Path("out/linjiang.html").read_text("utf-8"))
    table = page.one("table", "waivers")
    assert table.one("caption").text == "本规划的豁免，以 2026-06-30 计"
    cells = [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in table.one("tbody").all("tr")]
    assert cells == [
        ["TGT003", "<b>商定</b>", "规划处", "2026-06-30", "豁免有效"],
        ["TGT999", "已与省局商定下一稿改", "规划处", "2026-06-30", "没有这条规则，豁免没有用上"],
    ]
    assert page.one("p", "waiver").text == "豁免：<b>商定</b>（规划处，至 2026-06-30）"
    here("report", wrong, "-o", "out", *AFTER)
    page = parse(Path("out/linjiang.html").read_text("utf-8"))
    assert page.one("p", "waiver").text == "豁免已经过期，照报：<b>商定</b>（规划处，至 2026-06-30）"


def test_a_text_file_names_those_of_other_plans(here: Here, wrong: Path) -> None:
    waive({**ENTRY, "plan": "another"})
    here("check", wrong, "-o", "out.txt", *BEFORE)
    last = Path("out.txt").read_text("utf-8").splitlines()[-1]
    assert last == "  another TGT003：这次没有查这份规划，豁免没有用上（已与省局商定下一稿改，规划处，至 2026-06-30）"


@pytest.mark.parametrize("key", ["plan", "rule", "reason", "owner", "expires"])
def test_what_is_missing_is_an_error_with_its_line(here: Here, wrong: Path, key: str) -> None:
    waive(ENTRY, {name: value for name, value in ENTRY.items() if name != key})
    done = here("check", wrong)
    assert (done.code, done.out) == (2, "")
    assert done.lines == [f"waivers.yaml:3:5: waivers.2 缺少「{key}」"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({**ENTRY, "reason": '""'}, "waivers.yaml:2:51: waivers.1.reason：应为文字，这里是「」"),
        (
            {**ENTRY, "until": "2026"},
            "waivers.yaml:2:100: 没有「until」这个键；可用的键：plan、rule、where、reason、owner、expires",
        ),
        ({**ENTRY, "where": '"TGT004:x"'}, "waivers.yaml:2:100: where 应是 TGT003 的一处问题的标识，以 TGT003: 开头"),
        ({**ENTRY, "expires": "{from: 2026}"}, "waivers.yaml:2:5: expires 要写明到哪一天为止"),
    ],
)
def test_what_is_wrong_is_an_error_with_its_line(here: Here, wrong: Path, entry: dict[str, str], said: str) -> None:
    waive(entry)
    done = here("check", wrong)
    assert done.code == 2
    file, line, _, message = done.lines[0].split(":", 3)
    assert (file, line, message) == (said.split(":", 3)[0], said.split(":", 3)[1], said.split(":", 3)[3])


def test_the_same_twice_is_an_error(here: Here, wrong: Path) -> None:
    waive(ENTRY, ENTRY)
    assert here("check", wrong).lines == ["waivers.yaml:3:5: 同一豁免写了两次"]


def test_an_end_that_is_no_date(here: Here, wrong: Path) -> None:
    waive({**ENTRY, "expires": "明年"})
    done = here("check", wrong)
    assert done.code == 2
    assert done.lines[0].startswith("waivers.yaml:2:")
    assert "expires" in done.lines[0]
    assert "明年" in done.lines[0]


def test_they_can_be_left_aside(here: Here, wrong: Path) -> None:
    waive(ENTRY)
    assert here("check", wrong, "--no-waivers", *BEFORE).code == 1
    Path("waivers.yaml").write_text("broken: [", encoding="utf-8")
    assert here("check", wrong).code == 2
    assert here("check", wrong, "--no-waivers").code == 1


def test_another_file(here: Here, wrong: Path) -> None:
    waive(ENTRY, to="accepted.yaml")
    assert here("check", wrong, *BEFORE).code == 1
    assert here("check", wrong, "--waivers", "accepted.yaml", *BEFORE).code == 0
    done = here("check", wrong, "--waivers", "missing.yaml")
    assert (done.code, done.lines) == (2, ["missing.yaml: 找不到这个文件"])


def test_an_empty_list_is_a_file_of_none(here: Here, wrong: Path) -> None:
    Path("waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    assert (here("check", wrong).code, here("check", wrong).err) == (1, "")


@pytest.mark.parametrize("text", ["2026-02-30", "20260630", "明天", "2026-W01-1", ""])
def test_a_day_that_is_none(here: Here, wrong: Path, text: str) -> None:
    done = here("check", wrong, "--as-of", text)
    assert (done.code, done.out) == (2, "")
    assert done.lines == [
        f"guiheng：--as-of：应写作 2026-12-31 这样的日期，这里是 {text}（guiheng check --help 看用法）"
    ]


class NoClock(dt.date):
    """A calendar without a today."""

    @classmethod
    def today(cls) -> NoClock:
        raise AssertionError("the clock was read")


def test_the_clock_is_read_only_for_waivers(here: Here, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "date", NoClock)
    assert here("check", wrong).code == 1
    assert json.loads(here("check", wrong, "--format", "json").out)["run"]["as_of"] == ""
    waive(ENTRY)
    assert here("check", wrong, *BEFORE).code == 0
    assert "the clock was read" in here("check", wrong).err


def test_the_same_day_gives_the_same_bytes(wrong: Path, folder: Path) -> None:
    waive(ENTRY, {**ENTRY, "rule": "TGT999"})
    for format_ in ("text", "json", "markdown"):
        first, second = (apart("check", str(wrong), "--format", format_, *BEFORE, cwd=folder) for _ in range(2))
        assert first == second


def test_a_waivers_file_among_plans_is_no_plan(here: Here, folder: Path) -> None:
    put(folder / "plans" / "wrong.yaml", SUMMARY + CONTRADICTION)
    waive(ENTRY, to="plans/waivers.yaml")
    done = here("check", "plans", "--waivers", "plans/waivers.yaml", *BEFORE)
    assert (done.code, done.err) == (0, "")
