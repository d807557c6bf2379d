"""``--select`` and ``--ignore``: ids, names, prefixes; what is unknown is never passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Here

pytestmark = pytest.mark.usefixtures("good")


def rules_run(here: Here, *options: str) -> list[str]:
    done = here("check", "good.yaml", "--format", "json", *options)
    assert done.err == ""
    return [outcome["rule"] for outcome in json.loads(done.out)["plans"][0]["rules"]]


@pytest.fixture
def every(here: Here) -> list[str]:
    return rules_run(here)


def test_all_rules_run_where_nothing_is_selected(every: list[str], checkout: Path) -> None:
    shipped = sorted(path.stem for path in (checkout / "rules/packs").rglob("*.yaml"))
    assert every == shipped
    assert len(every) > 10


@pytest.mark.parametrize(
    "words",
    ["TGT003,IND001", "ind001，tgt003", " TGT003 、IND001,", "text-contradicts-table IND001", "IND001,TGT003,IND001"],
)
def test_ids_and_names(here: Here, words: str) -> None:
    assert rules_run(here, "--select", words) == ["IND001", "TGT003"]


def test_a_prefix_is_all_its_rules(here: Here, every: list[str]) -> None:
    assert rules_run(here, "--select", "tgt") == [rule for rule in every if rule.startswith("TGT")]
    assert rules_run(here, "--ignore", "TGT,STR") == [rule for rule in every if not rule.startswith(("TGT", "STR"))]


def test_ignored_after_selected(here: Here, every: list[str]) -> None:
    rest = [rule for rule in every if rule.startswith("IND") and rule != "IND002"]
    assert rules_run(here, "--select", "IND", "--ignore", "near-miss-indicator") == rest


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--select", "TGTO03"), "--select：没有 TGTO03 这条规则，是不是想写「TGT003」？"),
        (("--ignore", "near-miss-indicater"),
         "--ignore：没有 near-miss-indicater 这条规则，是不是想写「near-miss-indicator」？"),
        (("--select", "IND001,协同"), "--select：没有 协同 这条规则；guiheng rules 列出全部"),
        (("--select", ","), "--select：没有写是哪些规则"),
        (("--ignore", "，"), "--ignore：没有写是哪些规则"),
        (("--select", "TGT", "--ignore", "TGT"), "--select：去掉 ignore 里的，没有剩下规则"),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_there(here: Here, options: tuple[str, ...], message: str) -> None:
    done = here("check", "good.yaml", *options)
    assert (done.code, done.out) == (2, "")
    assert done.lines == [f"guiheng：{message}（guiheng check --help 看用法）"]


def test_a_report_of_some_rules(here: Here) -> None:
    assert here("report", "good.yaml", "-o", "out", "--select", "TGT004").code == 0
    page = Path("out/linjiang.html").read_text(encoding="utf-8")
    assert "TGT004" in page
    assert "IND001" not in page
    assert here("report", "good.yaml", "-o", "none", "--select", "XXX").code == 2
    assert not Path("none").exists()
