"""The rulebook: loaded whole or refused with everything that is wrong with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker import resources
from checker.judging.rulebook import load_rulebook
from checker.loading.problems import UnusableInput, describe
from tests.judging.support import rulebook

OUTLINE = """schema: 1
id: {id}
title: {title}
region: {{name: 全国, level: nation}}
kind: plan
"""
TERM = "indicators: [{{code: {code}, name: {name}, unit: 件, direction: higher, scope: level}}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules."""
    return shutil.copytree(resources.rules(), tmp_path / "rules")


def problems(folder: Path) -> list[str]:
    with pytest.raises(UnusableInput) as caught:
        load_rulebook(folder)
    return [describe(problem) for problem in caught.value.problems]


def test_a_copy_loads_like_the_original(folder: Path) -> None:
    copy = load_rulebook(folder)
    assert copy.outlines == rulebook().outlines
    assert [loaded.rule for loaded in copy.rules] == [loaded.rule for loaded in rulebook().rules]
    assert copy.clauses == rulebook().clauses


def test_all_errors_of_all_files_are_said_at_once(folder: Path) -> None:
    (folder / "outlines" / "a.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "taxonomy" / "a.yaml").write_text("units: [{unit: 甲}]\n", encoding="utf-8")
    (folder / "packs" / "a.yaml").write_text("id: X1\n", encoding="utf-8")
    found = problems(folder)
    assert {line.partition(":")[0] for line in found} == {
        "rules/outlines/a.yaml",
        "rules/taxonomy/a.yaml",
        "packs/a.yaml",
    }
    assert "rules/taxonomy/a.yaml:1:9: units.1 缺少「dimension」" in found


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (TERM.format(code="overseas-patent-grants", name="新的"), "指标代码重复：overseas-patent-grants"),
        (TERM.format(code="new-one", name="有效注册商标总量"), "指标名称重复：有效注册商标总量"),
        ("units: [{unit: 万件, dimension: items, factor: 10000}]\n", "单位重复：万件"),
    ],
)
def test_two_taxonomy_files_that_do_not_agree(folder: Path, term: str, message: str) -> None:
    (folder / "taxonomy" / "more.yaml").write_text(term, encoding="utf-8")
    assert problems(folder) == [f"rules/taxonomy: {message}"]


def test_two_outlines_with_one_id(folder: Path) -> None:
    (folder / "outlines" / "z.yaml").write_text(OUTLINE.format(id="cn-ip-plan-145", title="甲"), encoding="utf-8")
    assert problems(folder) == ["rules/outlines/z.yaml: id「cn-ip-plan-145」已被另一份上位文件使用"]


def test_a_clause_that_no_outline_has(folder: Path) -> None:
    rule = next(folder.rglob("RSP001.yaml"))
    text = rule.read_text(encoding="utf-8")
    assert "clause: （二十二）" in text
    rule.write_text(text.replace("clause: （二十二）", "clause: （九十九）"), encoding="utf-8")
    (problem,) = problems(folder)
    assert problem.startswith("packs/rsp/RSP001.yaml:")
    assert "cn-ip-outline-2035 没有登记「（九十九）」" in problem


def test_where_a_clause_says_several_things_the_first_stands_for_it() -> None:
    clauses = rulebook().clauses
    first = clauses["cn-ip-outline-2035", "（二十二）"]
    assert first == clauses["cn-ip-outline-2035", "L01"]
    assert first != clauses["cn-ip-outline-2035", "L02"]
    assert (first.quote, first.strength, first.confidence) == ("明确任务分工", "要求", "verified")


def test_a_rule_is_found_by_id_and_by_name() -> None:
    book = rulebook()
    found = book.rule("TGT003")
    assert found is not None
    assert book.rule(" tgt003 ") == book.rule("text-contradicts-table") == found
    assert book.rule("TGT") is None
