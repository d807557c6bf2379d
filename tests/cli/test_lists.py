"""``rules``, ``explain``, ``outlines``: what is shipped, and one's own rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.cli.support import CHECKOUT

SHIPPED = sorted(path.stem for path in (CHECKOUT / "rules/packs").rglob("*.yaml"))
RULE = """\
id: XYZ001
name: no-indicator
title: 没有指标
severity: warning
basis: internal
why: 没有指标的规划无法检查。
given: {it: plan}
expect: {some: indicator}
at: it
message: 没有指标
fix: 补上指标
since: "0.1"
cases:
  - {name: 没有, plan: {}, expect: [{verdict: 不符合}]}
  - {name: 有, plan: {indicators: [{name: 专利授权量, target: {year: 2025, value: 3}}]}, expect: [{verdict: 符合}]}
"""


def test_rules_lists_every_rule_once(here: Here) -> None:
    done = here("rules")
    assert (done.code, done.err) == (0, "")
    assert sorted(re.findall(r"^  ([A-Z]{2,5}\d{3}) ", done.out, re.MULTILINE)) == SHIPPED


@pytest.mark.parametrize("rule", SHIPPED)
def test_every_rule_is_explained(here: Here, rule: str) -> None:
    done = here("explain", rule)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith(f"{rule} ")
    assert lines[2].startswith("级别：")
    assert lines[4], "why"
    assert any(line.startswith("依据：") and len(line) > 8 for line in lines)
    assert any(line.startswith("改法：") and len(line) > 6 for line in lines)
    manual = "；人工核查；" in lines[2]
    assert manual != ("符合的样例：" in lines)
    assert manual != ("不符合的样例：" in lines)
    assert not re.search(r"None|[<{]|plan", "\n".join(lines[2:8])), "words of the program"


def test_a_rule_is_found_by_name_in_any_case(here: Here) -> None:
    by_id = here("explain", "TGT003")
    assert here("explain", "tgt003") == here("explain", "text-contradicts-table") == by_id


def test_an_unknown_rule(here: Here) -> None:
    done = here("explain", "TGT03")
    assert (done.code, done.out) == (2, "")
    assert done.lines == ["guiheng：没有 TGT03 这条规则，是不是想写「TGT003」？（guiheng explain --help 看用法）"]
    assert "；guiheng rules 列出全部" in here("explain", "什么").err


def test_outlines_lists_every_outline(here: Here) -> None:
    done = here("outlines")
    assert (done.code, done.err) == (0, "")
    for path in (CHECKOUT / "rules/outlines").rglob("*.yaml"):
        assert f"{path.stem}  《" in done.out
    assert " 0 " not in done.out


def test_the_shipped_rules_pass_their_cases(here: Here) -> None:
    tested = here("rules", "test")
    assert (tested.code, tested.err) == (0, "")
    assert re.fullmatch(rf"{len(SHIPPED)} 条规则，\d\d+ 个样例，0 个不符\n", tested.out)
    assert here("rules", "lint").out == f"{len(SHIPPED)} 条规则，没有错误\n"


@pytest.mark.usefixtures("folder")
def test_own_rules(here: Here) -> None:
    Path("own").mkdir()
    Path("own/XYZ001.yaml").write_text(RULE, encoding="utf-8")
    for path in ("own", "own/XYZ001.yaml"):
        assert here("rules", "test", path).out == "1 条规则，2 个样例，0 个不符\n"
        assert here("rules", "lint", path).out == "1 条规则，没有错误\n"


@pytest.mark.usefixtures("folder")
def test_a_case_that_comes_out_otherwise(here: Here) -> None:
    Path("x.yaml").write_text(RULE.replace("[{verdict: 不符合}]", "[{verdict: 符合}]"), encoding="utf-8")
    done = here("rules", "test", "x.yaml")
    assert done.code == 1
    assert done.out.splitlines() == [
        "x.yaml: XYZ001「没有」应有 1 个「符合」，得到 不符合×1 没有指标",
        "1 条规则，2 个样例，1 个不符",
    ]
    assert here("rules", "lint", "x.yaml").code == 0


@pytest.mark.usefixtures("folder")
def test_a_rule_that_can_not_be_read(here: Here) -> None:
    Path("x.yaml").write_text(RULE.replace("severity: warning", "severity: grave"), encoding="utf-8")
    for command in ("test", "lint"):
        done = here("rules", command, "x.yaml")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("x.yaml:4:")


@pytest.mark.usefixtures("folder")
def test_no_rules(here: Here) -> None:
    Path("own").mkdir()
    for command in ("test", "lint"):
        done = here("rules", command, "own")
        assert (done.code, done.out) == (3, "")
        assert done.lines == ["guiheng：文件夹 own 里没有规则文件（.yaml）"]
        missing = here("rules", command, "missing")
        assert (missing.code, missing.out) == (2, "")
        assert missing.lines == ["missing: 找不到这个文件或文件夹，请核对名称和所在位置"]
        assert here("rules", command, "").lines == ["（空）: 路径是空的，请写明文件或文件夹"]
