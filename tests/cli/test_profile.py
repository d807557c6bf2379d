"""``check --profile`` tells where the time went, and changes nothing of what is found."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Here

_ROW = re.compile(r"^  (\S.*?) +(\d+\.\d)$")


def test_it_names_stages_rules_and_measuring_modules(here: Here, good: Path) -> None:
    plain, done = here("check", good), here("check", good, "--profile")
    assert (done.code, done.out) == (plain.code, plain.out)
    tables: dict[str, dict[str, float]] = {}
    rows: dict[str, float] = {}
    for line in done.lines:
        if row := _ROW.match(line):
            rows[row[1]] = float(row[2])
        elif not line.startswith("  另有"):
            rows = tables.setdefault(line, {})
    stages, rules, modules = tables.values()
    assert next(iter(tables)) == "用时（毫秒，1 份规划）"
    assert {"读规则和上位文件", "读规划", "测量", "内置求值器", "判断、写明"} <= set(stages)
    assert len(rules) == len(modules) == 10
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", rule) for rule in rules)
    for each in tables.values():
        assert list(each.values()) == sorted(each.values(), reverse=True)
    assert sum(modules.values()) <= stages["测量"] + 0.6, "rounded"


def test_the_rules_that_were_asked_for(here: Here, good: Path) -> None:
    assert "  TGT003" in here("check", good, "--profile", "--select", "TGT003").err
    assert "TGT004" not in here("check", good, "--profile", "--select", "TGT003").err


def test_one_process_only(here: Here, good: Path) -> None:
    done = here("check", good, "--profile", "-j", "2")
    assert done.lines == ["guiheng：--profile 只量一个进程，请去掉 --jobs（guiheng check --help 看用法）"]
    assert done.code == 2
