"""One's own rules, outlines and source texts on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.language.advice import BLANKS
from tests.cli.conftest import Here

EXAMPLES = "docs/examples"
PLAN = f"{EXAMPLES}/linjiang.yaml"


def checked(here: Here, *options: str) -> dict[str, set[str]]:
    plan = json.loads(here("check", PLAN, "--format", "json", *options).out)["plans"][0]
    return {
        "rules": {outcome["rule"] for outcome in plan["rules"]},
        "parents": {parent["id"] for parent in plan["parents"]},
    }


@pytest.mark.usefixtures("checkout")
def test_own_rules_and_outlines_join_the_shipped_ones(here: Here) -> None:
    plain = checked(here)
    own = checked(here, "--rules", f"{EXAMPLES}/rules", "--outlines", f"{EXAMPLES}/jiangdong.yaml")
    assert own["rules"] == plain["rules"] | {"JD001"}
    added = own["parents"] - plain["parents"]
    assert len(added) == 1
    assert plain["parents"] < own["parents"]


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("option", ["--rules", "--outlines", "--sources"])
def test_what_is_not_there_is_said(here: Here, option: str) -> None:
    done = here("check", PLAN, option, "nowhere")
    assert (done.code, done.err) == (2, "nowhere: 找不到这个文件或文件夹\n")


def test_a_rule_that_clashes_with_a_shipped_one_is_refused(here: Here, checkout: Path, tmp_path: Path) -> None:
    rule = (checkout / "rules/packs/tgt/TGT003.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(rule, encoding="utf-8")
    done = here("check", PLAN, "--rules", str(tmp_path))
    assert done.code == 2
    assert "规则编号或名称「TGT003」已在 packs/tgt/TGT003.yaml 用过" in done.err


def test_quotes_are_checked_where_the_text_is_at_hand(here: Here, checkout: Path, tmp_path: Path) -> None:
    summary = tmp_path / "linjiang.yaml"
    summary.write_text((checkout / PLAN).read_text(encoding="utf-8"), encoding="utf-8")
    assert here("check", str(summary)).code == 1  # no text beside it: nothing to hold the quotes against
    sources = str(checkout / EXAMPLES)
    assert here("check", str(summary), "--sources", sources).code == 1
    text = (checkout / EXAMPLES / "linjiang.txt").read_text(encoding="utf-8")
    (tmp_path / "linjiang.txt").write_text(text.replace("规划期为2021—2025年", "规划期为五年"), encoding="utf-8")
    done = here("check", str(summary))
    assert done.code == 2
    assert "原文中找不到「规划期为2021—2025年」" in done.err
    assert done.err.startswith(f"{summary}:")


@pytest.mark.usefixtures("checkout")
def test_the_findings_are_the_same_with_and_without_the_text(here: Here, tmp_path: Path) -> None:
    alone = tmp_path / "linjiang.yaml"
    alone.write_text(Path(PLAN).read_text(encoding="utf-8"), encoding="utf-8")
    without, beside = (here("check", str(path), "--format", "json").out for path in (alone, PLAN))
    assert without.replace(str(alone), PLAN) == beside


def test_another_text_than_the_summary_was_made_from(here: Here, checkout: Path, tmp_path: Path) -> None:
    summary = tmp_path / "linjiang.yaml"
    text = (checkout / PLAN).read_text(encoding="utf-8")
    hashed = f"source: {{file: linjiang.txt, sha256: {'0' * 64}}}"
    summary.write_text(text.replace("source: {file: linjiang.txt}", hashed), encoding="utf-8")
    done = here("check", str(summary), "--sources", str(checkout / EXAMPLES))
    assert done.code == 2
    assert "不是摘要所据的那一份（sha256 不同）" in done.err


def test_a_path_that_a_summary_names_is_not_followed(here: Here, checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("别的文字", encoding="utf-8")
    text = (checkout / PLAN).read_text(encoding="utf-8")
    summary = folder / "linjiang.yaml"
    summary.write_text(text.replace("file: linjiang.txt", "file: ../secret.txt"), encoding="utf-8")
    assert here("check", str(summary)).code == 1  # read, it would not hold the quotes


def changed(here: Here, folder: Path, pack: str) -> dict[str, str]:
    """The severities of the findings by rule, with a pack file beside one's own rules."""
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    done = here("check", PLAN, "--format", "json", "--rules", str(folder))
    assert done.err == ""
    return {finding["rule"]: finding["severity"] for finding in json.loads(done.out)["plans"][0]["findings"]}


@pytest.fixture
def own(here: Here, checkout: Path, tmp_path: Path) -> Path:  # noqa: ARG001 - the working folder
    assert here("rules", "new", "JD002", str(tmp_path)).code == 0
    return tmp_path


def test_a_new_rule_is_ready_to_use(here: Here, own: Path) -> None:
    assert here("rules", "test", str(own)).out == "1 条规则，2 个样例，0 个不符\n"
    unfinished = here("rules", "lint", str(own))
    assert (unfinished.code, unfinished.out) == (1, "1 条规则，1 条没有写完\n")
    assert "JD002 还没有写完：title、why、fix" in unfinished.err
    path = own / "JD002.yaml"
    for blank in BLANKS.values():
        path.write_text(path.read_text("utf-8").replace(blank, "写好了的话"), encoding="utf-8")
    assert here("rules", "lint", str(own)).out == "1 条规则，没有错误\n"
    again = here("rules", "new", "JD002", str(own))
    assert (again.code, again.out) == (2, "")
    assert "已经有了" in again.err
    assert here("rules", "new", "jd-2").code == 2


def test_own_rules_are_listed_and_explained(here: Here, own: Path, folder: Path) -> None:
    assert here("explain", "JD002").code == 2
    shipped = int(here("rules", "lint").out.split()[0])
    for given in (["--rules", str(own)], []):
        assert "JD002" in here("rules", *given).out
        told = here("explain", "my-rule-jd002", *given).out
        assert "JD002" in told
        assert "不符合的样例：\n  - name: 没有写" in told
        (folder / "guiheng.toml").write_text(f"rules = ['{own}']\nseverity = {{JD002 = 'error'}}\n", encoding="utf-8")
    assert "级别：错误" in told
    assert here("rules", "lint").out == f"{shipped + 1} 条规则，1 条没有写完\n"
    assert "JD002" not in here("outlines").out
    assert here("rules", "--rules", "nowhere").lines == ["nowhere: 找不到这个文件或文件夹"]


def test_a_pack_changes_severities_and_takes_rules_away(here: Here, own: Path) -> None:
    before = changed(here, own, "name: 江东省")
    assert before["TGT003"] == "error"
    assert before["JD002"] == "info"
    after = changed(here, own, "name: 江东省\nrules:\n  text-contradicts-table: {severity: info}\n  JD002: off\n")
    assert after["TGT003"] == "info"
    assert after == {**{rule: found for rule, found in before.items() if rule != "JD002"}, "TGT003": "info"}


def test_a_pack_narrows_where_a_rule_looks(here: Here, own: Path) -> None:
    assert "TGT003" not in changed(here, own, "name: 省\nrules: {TGT003: {applies_to: {level: [county]}}}")


def test_a_pack_of_ones_own_alone(here: Here, own: Path) -> None:
    assert set(changed(here, own, "name: 江东省\nextends: none")) == {"JD002"}


def test_a_pack_that_names_no_rule_is_refused(here: Here, own: Path) -> None:
    pack = own / "pack.yaml"
    pack.write_text("name: 江东省\nrules: {text-contradict-table: off}", encoding="utf-8")
    done = here("check", PLAN, "--rules", str(own))
    said = "没有 text-contradict-table 这条规则，是不是想写「text-contradicts-table」？"
    assert (done.code, done.err) == (2, f"{pack}:2:32: {said}\n")
    pack.write_text("rules: {TGT003: on}", encoding="utf-8")
    done = here("check", PLAN, "--rules", str(own))
    assert done.code == 2
    assert "缺少「name」" in done.err
