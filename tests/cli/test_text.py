"""The text of a check: what is listed, in short and with ``--verbose``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Here
from tests.cli.support import BAODING, HEGANG, put


def plan_of(here: Here, *arguments: str) -> dict[str, Any]:
    (plan,) = json.loads(here("check", *arguments, "--format", "json").out)["plans"]
    assert isinstance(plan, dict)
    return plan


def listed(out: str, title: str) -> list[str]:
    """The lines under a heading."""
    found = re.search(rf"^  {title}：\n((?:    .*\n)+)", out, re.MULTILINE)
    return [line.strip() for line in found[1].splitlines()] if found else []


@pytest.mark.usefixtures("checkout")
def test_verbose_lists_all(here: Here) -> None:
    plan = plan_of(here, BAODING)
    out = here("check", BAODING, "-v").out
    for verdict, title in (("无法判断", "无法判断"), ("人工核查", "请人核查"), ("符合", "符合")):
        checks = [check for check in plan["checks"] if check["verdict"] == verdict]
        assert checks
        expected = [f"{c['rule']} {c['subject']}" + (f"：{c['reason']}" if c["reason"] else "") for c in checks]
        assert listed(out, title) == expected


@pytest.mark.usefixtures("good")
def test_verbose_lists_the_rules_that_do_not_apply(here: Here) -> None:
    put(Path("good.yaml"), kind="annual")
    rules = [rule for rule in plan_of(here, "good.yaml")["rules"] if rule["not_applicable"]]
    assert len(rules) > 3
    expected = [f"{rule['rule']} {rule['title']}：{rule['not_applicable']}" for rule in rules]
    assert listed(here("check", "good.yaml", "-v").out, "不适用") == expected


@pytest.mark.usefixtures("checkout")
def test_in_short_places_and_checks_are_abridged(here: Here) -> None:
    (finding,) = plan_of(here, HEGANG, "--select", "RSP001")["findings"]
    out = here("check", HEGANG, "--select", "RSP001").out
    assert out.count("    位置：") == 3
    assert f"    （另有 {len(finding['places']) - 3} 处，加 --verbose 列全）\n" in out
    assert here("check", HEGANG, "--select", "RSP001", "-v").out.count("    位置：") == len(finding["places"])
    assert not listed(out, "符合")
    assert not listed(out, "不适用")


@pytest.mark.usefixtures("checkout")
def test_a_place_gives_line_quote_and_position(here: Here) -> None:
    (finding,) = plan_of(here, BAODING, "--select", "TGT003")["findings"]
    (place,) = finding["places"]
    out = here("check", BAODING, "--select", "TGT003").out
    assert (
        f"位置：{BAODING}:{place['line']} {place['label']}，原文第 {place['offset'] + 1} 字「{place['quote']}」" in out
    )
    written = Path(BAODING).read_text(encoding="utf-8").splitlines()
    assert "著作权年登记量" in written[place["line"] - 1]


@pytest.mark.usefixtures("good")
def test_a_plan_without_findings(here: Here) -> None:
    clean = here("check", "good.yaml", "--select", "TGT002,TGT005").out
    assert "\n  没有查出问题。\n\n  问题：错误 0，警告 0，提示 0\n" in clean
    nothing = here("check", "good.yaml", "--select", "TGT002").out
    assert "\n  没有能下结论的检查。\n" in nothing
    assert "符合 0 · 不符合 0 · 无法判断 0 · 人工核查 0；1 条规则不适用\n" in nothing


@pytest.mark.usefixtures("folder")
def test_a_plan_without_upper_documents(here: Here) -> None:
    put(Path("a.yaml"), region="{name: 全国, level: nation}")
    assert "\n  上位文件：没有找到，只查规划自身\n" in here("check", "a.yaml").out


@pytest.mark.usefixtures("checkout")
def test_upper_documents_one_a_line_and_why(here: Here) -> None:
    parents = plan_of(here, BAODING)["parents"]
    assert len(parents) > 1
    named = [f"《{parent['title']}》{parent['number']}" for parent in parents]
    plain, verbose = (
        here("check", BAODING, *options).out.splitlines()[1 : len(parents) + 1] for options in ((), ("-v",))
    )
    assert [line.removeprefix("  上位文件：").strip() for line in plain] == named
    assert verbose == [f"{line}（{parent['why']}）" for line, parent in zip(plain, parents, strict=True)]


@pytest.mark.usefixtures("checkout")
def test_the_last_line_sums_up(here: Here) -> None:
    plans = [plan_of(here, file) for file in (BAODING, HEGANG)]
    severities = [finding["severity"] for plan in plans for finding in plan["findings"]]
    counts = [severities.count(severity) for severity in ("error", "warning", "info")]
    left = [sum(plan["counts"][verdict] for plan in plans) for verdict in ("无法判断", "人工核查")]
    last = here("check", BAODING, HEGANG).out.splitlines()[-1]
    assert last.startswith(
        "2 份规划：错误 {}，警告 {}，提示 {}，无法判断 {}，人工核查 {}（规衡 ".format(*counts, *left)
    )  # fmt: skip
