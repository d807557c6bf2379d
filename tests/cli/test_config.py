"""``guiheng.toml``: found upwards, checked to the last key, and outdone by options; ``config show`` tells it all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Here
from tests.cli.support import CONTRADICTION, SUMMARY, put
from tests.report.page import parse

FILE = "guiheng.toml"


def configure(text: str, name: str = FILE) -> None:
    Path(name).write_text(text, encoding="utf-8")


def checked(here: Here, *arguments: str | Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(here("check", *arguments, "--format", "json").out)["plans"][0]
    return plan


def rules(plan: dict[str, Any]) -> set[str]:
    return {outcome["rule"] for outcome in plan["rules"]}


def test_the_threshold(here: Here, good: Path) -> None:
    assert here("check", good).code == 0
    configure('fail-on = "warning"\n')
    assert here("check", good).code == 1
    assert here("check", good, "--fail-on", "error").code == 0


def test_chosen_rules(here: Here, good: Path) -> None:
    configure('select = ["TGT003", "TGT004"]\nignore = ["TGT004"]\n')
    assert rules(checked(here, good)) == {"TGT003"}
    assert rules(checked(here, good, "--select", "TGT004,STR005")) == {"STR005"}


def test_own_rules_outlines_and_sources_relative_to_the_file(
    here: Here, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = Path(__file__).parents[2] / "docs" / "examples"
    for name in ("rules", "jiangdong.yaml", "linjiang.txt"):
        (folder / name).symlink_to(examples / name)
    text = (examples / "linjiang.yaml").read_text("utf-8")
    (folder / "plans" / "deep").mkdir(parents=True)
    (folder / "plans" / "deep" / "linjiang.yaml").write_text(text, encoding="utf-8")
    configure('rules = ["rules"]\noutlines = ["jiangdong.yaml"]\nsources = "."\n')
    monkeypatch.chdir("plans/deep")
    plan = checked(here, "linjiang.yaml")
    assert "JD001" in rules(plan)
    assert "example-jiangdong-145" in {parent["id"] for parent in plan["parents"]}
    Path("linjiang.yaml").write_text(text.replace("规划期为2021—2025年", "规划期是五年"), encoding="utf-8")
    assert "原文中找不到" in here("check", "linjiang.yaml").err


def test_severities(here: Here, folder: Path) -> None:
    put(folder / "wrong.yaml", SUMMARY + CONTRADICTION)
    configure('[severity]\nTGT003 = "info"\ntarget-without-baseline = "off"\n')
    plan = checked(here, "wrong.yaml")
    assert "TGT004" not in rules(plan)
    assert {each["severity"] for each in plan["findings"] if each["rule"] == "TGT003"} == {"info"}
    assert here("check", "wrong.yaml").code == 0


def test_what_is_printed_on_reports(here: Here, good: Path) -> None:
    Path("logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    configure('[report]\nissuer = "澄江省局"\nlogo = "logo.svg"\nclosing = "供内部审查"\nfull-text = true\n')
    assert here("report", good, "-o", "out").code == 0
    page = parse(Path("out/linjiang.html").read_text("utf-8"))
    assert page.id("summary").one("p", "issuer").text == "澄江省局"
    assert page.one("img").attributes["src"].startswith("data:image/svg+xml")
    assert page.one("p", "closing").text == "供内部审查"
    assert page.id("result")
    here("report", good, "-o", "out", "--issuer", "临江市局", "--no-full-text")
    page = parse(Path("out/linjiang.html").read_text("utf-8"))
    assert page.id("summary").one("p", "issuer").text == "临江市局"
    assert "result" not in {node.attributes.get("id") for node in page.walk()}


def test_waivers_and_baseline_beside_the_file(here: Here, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "plans" / "wrong.yaml", SUMMARY + CONTRADICTION)
    configure("")
    entry = "{plan: linjiang, rule: TGT003, reason: 商定, owner: 规划处, expires: 2026-06-30}"
    configure(f"waivers: [{entry}]\n", "waivers.yaml")
    monkeypatch.chdir("plans")
    assert here("check", "wrong.yaml", "--as-of", "2026-01-01").code == 0
    configure('waivers = "none.yaml"\n', "../guiheng.toml")
    assert here("check", "wrong.yaml").lines == ["../none.yaml: 找不到这个文件"]
    configure('baseline = "old.json"\n', "../guiheng.toml")
    assert here("baseline", "wrong.yaml", "--no-waivers").code == 0
    assert Path("../old.json").is_file()
    assert here("check", "wrong.yaml", "--no-waivers").code == 0


def test_the_nearest_file_alone(here: Here, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure('fail-on = "warning"\n')
    put(folder / "sub" / "good.yaml")
    monkeypatch.chdir("sub")
    assert here("check", "good.yaml").code == 1
    configure('select = ["TGT"]\n')
    assert here("check", "good.yaml").code == 0


def test_in_a_pyproject(here: Here, good: Path) -> None:
    ours = '[tool.guiheng]\nfail-on = "warning"\n[tool.guiheng.severity]\nTGT9 = "off"\n'
    configure(f'[tool.other]\nfail-on = "never"\n{ours}', "pyproject.toml")
    assert here("check", good).lines[0].startswith("pyproject.toml:6:1: 没有 TGT9 这条规则")
    configure('[tool.guiheng]\nfail-on = "warning"\n', "pyproject.toml")
    assert here("check", good).code == 1
    configure("", FILE)
    assert here("check", good).code == 0  # its own file goes before


@pytest.mark.parametrize("text", ["[tool.other]\n", "# [tool.guiheng]\n", '[tool.guiheng-x]\nfail-on = "warning"\n'])
def test_a_pyproject_of_others_is_none(here: Here, good: Path, text: str) -> None:
    configure(text, "pyproject.toml")
    assert here("check", good).code == 0
    assert here("config", "show").out.startswith("配置文件：没有找到 guiheng.toml，各项都是默认值\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "error"', "guiheng.toml:1:1: 没有「fail_on」这个键，是不是想写「fail-on」？"),
        (
            '\nfail-on = "errors"',
            (
                "guiheng.toml:2:1: fail-on 的值「errors」不在可选值 error、warning、info、undecided、never 中"
                "，是不是想写「error」？"
            ),
        ),
        ('ignore = "TXT"', "guiheng.toml:1:1: ignore 应为一个列表，这里是「TXT」"),
        ("rules = [true]", "guiheng.toml:1:1: rules.1：应为文字，这里是「true」"),
        ('[report]\nissue = "某局"', "guiheng.toml:2:1: 没有「issue」这个键，是不是想写「issuer」？"),
        ('[report]\nfull-text = "是"', "guiheng.toml:2:1: report.full-text 应为 true 或 false，这里是「是」"),
        (
            '[severity]\nTGT003 = "bad"',
            "guiheng.toml:2:1: severity.TGT003 的值「bad」不在可选值 error、warning、info、off 中",
        ),
        ('[severity]\nTGT04 = "off"', "guiheng.toml:2:1: 没有 TGT04 这条规则，是不是想写「TGT004」？"),
        ('a = "\n', 'guiheng.toml:1:6: 不是合法的 TOML：文字要加双引号，列表写作 ["…", "…"]，一个键只写一次'),
        (
            "fail-on = error\n",
            'guiheng.toml:1:11: 不是合法的 TOML：文字要加双引号，列表写作 ["…", "…"]，一个键只写一次',
        ),
        ("rules = [", 'guiheng.toml:1: 不是合法的 TOML：文字要加双引号，列表写作 ["…", "…"]，一个键只写一次'),
        ('severity = "off"', "guiheng.toml:1:1: severity 应为一个映射（键: 值），这里是「off」"),
        ('rules = ["nowhere"]', "nowhere: 找不到这个文件或文件夹"),
        ('ignore = ["TGT9"]', "guiheng：guiheng.toml 的 ignore：没有 TGT9 这条规则"),
    ],
)
def test_a_mistake_is_told_with_its_line(here: Here, good: Path, text: str, said: str) -> None:
    configure(text)
    done = here("check", good)
    assert (done.code, done.out) == (2, "")
    assert done.lines[0].startswith(said)


def test_all_mistakes_at_once(here: Here, good: Path) -> None:
    configure('fail = "x"\nignore = 3\n[report]\nx = 1\n')
    assert [line.split(":")[1] for line in here("check", good).lines] == ["1", "2", "4"]


def test_show_tells_where_each_value_comes_from(here: Here, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    general = 'fail-on = "warning"\nignore = ["TXT", "FIG"]\nrules = ["own"]\n'
    configure(f'{general}[severity]\nTGT004 = "off"\n[report]\nissuer = "某局"\nfull-text = false\n')
    configure("waivers: []\n", "waivers.yaml")
    (folder / "plans").mkdir()
    monkeypatch.chdir("plans")
    done = here("config", "show", "--select", "TGT", "--ignore", "STR")
    assert (done.code, done.err) == (0, "")
    first, *rows = done.out.splitlines()
    assert first == "配置文件：../guiheng.toml"
    assert [row.split() for row in rows] == [
        ["fail-on", "warning", "../guiheng.toml:1"],
        ["select", "TGT", "选项"],
        ["ignore", "STR", "选项"],
        ["rules", "../own", "../guiheng.toml:3"],
        ["outlines", "（没有）", "默认"],
        ["sources", "（没有）", "默认"],
        ["waivers", "../waivers.yaml", "默认"],
        ["baseline", "（没有）", "默认"],
        ["severity.TGT004", "off", "../guiheng.toml:5"],
        ["report.issuer", "某局", "../guiheng.toml:7"],
        ["report.logo", "（没有）", "默认"],
        ["report.closing", "（没有）", "默认"],
        ["report.full-text", "false", "../guiheng.toml:8"],
    ]
    waived = here("config", "show", "--no-waivers").out.splitlines()
    assert [row.split() for row in waived if row.startswith("waivers")] == [
        ["waivers", "（没有）", "选项", "--no-waivers"]
    ]


@pytest.mark.usefixtures("folder")
def test_show_without_a_file(here: Here) -> None:
    done = here("config", "show")
    assert done.code == 0
    assert {row.split()[-1] for row in done.out.splitlines()[1:]} == {"默认"}
    alone = here("config")
    assert (alone.code, alone.out) == (2, "")
    assert "config show" in alone.err
