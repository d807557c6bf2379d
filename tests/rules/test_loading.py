"""Broken rules: every error of every file with its line, and the good rules all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.facts.kinds import KINDS
from checker.language.pack import LoadedRule, load_pack
from checker.loading.problems import describe

CLAUSES = {"law": ["一", "二"]}
GOOD = """\
id: TGT901
name: a-good-rule
title: 样例
severity: error
basis: internal
why: 说明
given:
  row: indicator where has_target
  said: figure where has_value and topic == row.topic
needs:
  - {that: said.scope == row.target_scope, else: 口径不同}
expect:
  that: said.value ~ row.target
at: row
message: 「{row.name}」写 {row.target}
fix: 改
since: "0.1"
"""
Loaded = tuple[list[LoadedRule], list[str]]
Load = Callable[..., Loaded]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write rules (file name and text) below a folder ``packs`` and load it: the rules, and the problems as printed."""

    def write_and_load(**files: str) -> Loaded:
        for name, text in files.items():
            path = tmp_path / "packs" / "tgt" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        rules, problems = load_pack(tmp_path / "packs", KINDS, CLAUSES)
        return rules, [describe(problem) for problem in problems]

    return write_and_load


def changed(**lines: str) -> str:
    """The good rule with some of its lines replaced: those that begin with the key (``__`` for a space)."""
    text = GOOD
    for key, line in lines.items():
        begin = key.replace("__", " ")
        old = next(each for each in text.splitlines() if each.strip().startswith(begin))
        text = text.replace(old, line)
    return text


def test_a_good_rule_loads(load: Load) -> None:
    (loaded,), problems = load(TGT901=GOOD)
    assert problems == []
    assert (loaded.rule.id, loaded.file) == ("TGT901", "packs/tgt/TGT901.yaml")
    assert loaded.compiled is not None


def test_all_errors_of_all_files_are_said_and_the_good_rules_load(load: Load) -> None:
    rules, problems = load(
        TGT901=GOOD,
        TGT902=changed(id="id: TGT902", name="name: other", severity="severity: grave", why="whi: 说明"),
        TGT903=changed(
            id="id: TGT903",
            name="name: third",
            that="  that: row.target ~ row.baseline",
            message="message: '{row.nam}'",
        ),
        TGT904="id: [TGT904\n",
        TGT905=GOOD.replace("TGT901", "TGT905").replace("a-good-rule", "fifth"),
    )
    assert [loaded.rule.id for loaded in rules] == ["TGT901", "TGT905"]
    for said in (
        "packs/tgt/TGT902.yaml:1:1: 缺少「why」",
        "packs/tgt/TGT902.yaml:4:11: severity 的值「grave」不在可选值 error、warning、info 中",
        "packs/tgt/TGT902.yaml:6:6: 没有「whi」这个键，是不是想写「why」？",
        "packs/tgt/TGT903.yaml:13:9: expect.that：「row.baseline」可能没有，读它之前要有 has_baseline",
        "packs/tgt/TGT903.yaml:15:10: message：indicator 没有属性「nam」，是不是想写「name」？",
    ):
        assert said in problems
    assert problems[-1].startswith("packs/tgt/TGT904.yaml:2:1: ")


def test_one_rule_may_be_loaded_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(GOOD, encoding="utf-8")
    (loaded,), problems = load_pack(tmp_path / "own.yaml", KINDS, CLAUSES)
    assert problems == []
    assert loaded.file == "own.yaml"


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        (changed(name="name: other"), "TGT901"),
        (changed(id="id: TGT902"), "a-good-rule"),
        (changed(id="id: TGT902", name="name: other", since='since: "0.1"\nwas: [TGT901]'), "TGT901"),
        (changed(id="id: TGT902", name="name: other", since='since: "0.1"\nwas: [a-good-rule]'), "a-good-rule"),
        (changed(id="id: TGT902", name="name: other", since='since: "0.1"\nwas: [TGT800]'), "TGT800"),
    ],
)
def test_ids_and_names_former_ones_included_belong_to_one_rule(load: Load, second: str, clash: str) -> None:
    first = GOOD + "was: [TGT800]\n"
    _, problems = load(a=first, b=second)
    assert problems == [f"packs/tgt/b.yaml: 规则编号或名称「{clash}」已在 packs/tgt/a.yaml 用过"]


def test_a_rule_may_keep_its_former_names(load: Load) -> None:
    rules, problems = load(a=GOOD + "was: [TGT800, old-name, TGT800]\n")
    assert (len(rules), problems) == (1, [])


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            {"basis": "basis: {cite: [{document: low, clause: 一}]}"},
            "5:27: basis.cite.1.document：没有上位文件「low」",
        ),
        (
            {"basis": "basis: {cite: [{document: law, clause: 一}, {document: law, clause: 九}]}"},
            "5:68: basis.cite.2.clause：law 没有登记「九」（有：一、二）",
        ),
        ({"basis": "basis: {cite: rov}"}, "5:15: basis.cite：没有别名「rov」（已有：row、said）"),
        (
            {"row": "  row: indicator where has_target and nature == '预期性'"},
            "8:8: given.row：「nature」可能没有，读它之前要有 has_nature",
        ),
        (
            {"said": "  said: figure where value ~ row.target"},
            "9:9: given.said：「value」可能没有，读它之前要有 has_value",
        ),
        (
            {"- {that": "  - {that: said.year == 2025, else: 年份不同}"},
            "11:12: needs.1.that：「said.year」可能没有，读它之前要有 has_year",
        ),
        (
            {"that": "  that: said.value ~ row.baseline"},
            "13:9: expect.that：「row.baseline」可能没有，读它之前要有 has_baseline",
        ),
        (
            {"that": "  some: citation where document == row.name"},
            "13:9: expect.some：「document」可能没有，读它之前要有 has_document",
        ),
        (
            {"said": "  said: figure where has_value and topik == row.topic"},
            "9:9: given.said：figure 没有属性「topik」，是不是想写「topic」？",
        ),
        ({"row": "  row: indicators"}, "8:8: given.row：没有「indicators」这种事实（有：plan、indicator、"),
        (
            {"that": "  that: said.scope < row.target_scope"},
            "13:9: expect.that：「said.scope」与「row.target_scope」之间不能用 <",
        ),
        ({"that": "  that: said.value ="}, "13:9: expect.that：读不懂「=」"),
        ({"message": "message: 「{row.name」"}, "15:10: message：花括号没有闭合（写作 {别名.属性}）"),
        ({"message": "message: 「{n}」"}, "15:10: message：「{n}」应写作 {别名.属性}"),
        (
            {"fix": "fix: 改{row.nature}"},
            "16:6: fix：「row.nature」可能没有，文字里用它之前 given 或 needs 要有 has_nature",
        ),
        (
            {"- {that": "  - {that: said.has_year, else: '{said.year}年'}"},
            "11:33: needs.1.else：「said.year」可能没有",
        ),
        ({"at": "at: figure"}, "14:5: at：没有别名「figure」（已有：row、said）"),
        ({"at": "at: row\nrelated: [said, doc]"}, "15:17: related.2：没有别名「doc」"),
        ({"at": "at: row\ngroup: row.target\nmany: '{n}'"}, "15:8: group：group 只能按文字、整数或是非属性归并"),
        (
            {"row": f"  row: indicator where {' or '.join(f'target_scope != {n!r}' for n in map(str, range(33)))}"},
            "8:3: given：条件展开后多于 32 个分支，请拆成几条规则",
        ),
        (
            {"that": f"  that: {' and '.join(f'said.scope in [{n!r}]' for n in map(str, range(33)))}"},
            "13:9: expect.that：条件展开后多于 32 个分支，请拆成几条规则",
        ),
        (
            {"that": "  that: row.has_target\n  some: figure"},
            "13:3: expect：expect 恰好写 that、some、none 之一",
        ),
        (
            {"that": "  some: figure\n  none: figure where role == 'target'"},
            "13:3: expect：expect 恰好写 that、some、none 之一",
        ),
        ({"that": "  {}"}, "13:3: expect：expect 恰好写 that、some、none 之一"),
        ({"at": "group: plan"}, "1:1: 文件：machine 规则须写 given、expect 和 at"),
        ({"at": "at: row\ngroup: plan"}, "1:1: 文件：group 与 many 要么都写，要么都不写"),
        ({"id": "id: tgt901"}, "1:5: id 的写法不合要求"),
        ({"name": "name: A good rule"}, "2:7: name 的写法不合要求"),
        ({"since": "since: '0.1'\nmethod: mechanical"}, "18:9: method 的值「mechanical」不在可选值 machine、manual 中"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(load: Load, lines: dict[str, str], said: str) -> None:
    rules, problems = load(TGT901=changed(**lines))
    assert rules == []
    assert [problem for problem in problems if problem.startswith(f"packs/tgt/TGT901.yaml:{said}")], problems
