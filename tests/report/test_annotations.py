"""GitHub annotations: at their lines, escaped, no more than are shown; no text of a plan is a command."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from checker.model.result import Place, Problem, Result
from checker.report.machine import Finish
from tests.report.hostile import hostile
from tests.report.machines import WAIVER, annotations_of
from tests.report.samples import PLAN, RUN, large, sample, several

FIRST = next(finding for finding in PLAN.findings if finding.rule == "TGT003")
COMMAND = re.compile(r"::(error|warning|notice) (?:(?:file|line|col|endLine|title)=[^,:\r\n]*,?)+::[^\r\n]+")


def of(lines: list[str], rule: str) -> list[str]:
    return [line for line in lines if line.startswith("::") and f"title={rule} " in line]


def test_an_annotation_stands_at_its_line() -> None:
    lines = annotations_of(sample())
    (line,) = of(lines, "IND001")
    assert line.startswith(
        "::error file=plans/linjiang.yaml,line=33,col=5,title=IND001 上级要求列入的指标没有列入::指标表没有"
    )
    assert "%0A改法：在指标表中补列" in line
    (line,) = of(lines, "IND006")
    assert line.startswith("::warning file=plans/linjiang.yaml,line=61,")
    (line,) = of(lines, "COV003")
    assert line.startswith("::notice file=plans/linjiang.yaml,line=71,")
    assert not [line for line in lines if ",line=1," in line]


def test_the_worst_come_first() -> None:
    commands = [line.split()[0] for line in annotations_of(sample()) if COMMAND.fullmatch(line)]
    assert commands == sorted(commands, key=["::error", "::warning", "::notice"].index)
    assert len(set(commands)) == 3


def test_what_was_accepted_is_no_annotation() -> None:
    lines = annotations_of(sample())
    assert of(lines, "STR002") == of(lines, "FIG002") == []
    assert lines[-1].startswith("规衡：1 份规划，错误 3，警告 3，提示 3，已豁免 1，属基线 1，无法判断 6，人工核查 3")
    start = lines.index("::group::已豁免的、基线里的和没有起作用的豁免")
    assert lines[start + 1].startswith("- plans/linjiang.yaml STR002 ")
    lapsed = replace(FIRST, lapsed=True)
    (line, *_) = annotations_of(Result(RUN, (replace(PLAN, findings=(lapsed,)),)))
    assert "（豁免已经过期）::" in line


def test_no_more_than_github_shows() -> None:
    lines = annotations_of(large(200))
    shown = [line for line in lines if COMMAND.fullmatch(line)]
    assert len(shown) == 30
    start = next(number for number, line in enumerate(lines) if line.startswith("::group::没有标注的 170 个"))
    end = lines.index("::endgroup::")
    assert end - start - 1 == 170
    assert all(re.match(r"- (错误|警告|提示) plans/linjiang.yaml:\d+ ", line) for line in lines[start + 1 : end])
    total = re.findall(r"(?:错误|警告|提示) (\d+)", lines[-1])
    assert sum(map(int, total)) == 200
    assert "- 另有 " in "".join(annotations_of(large(400)))


def test_special_characters_are_escaped() -> None:
    finding = replace(FIRST, title="a,b:c%d", message="50%：第一行\r\n::error::x", places=(Place("", (), 3),))
    plan = replace(PLAN, file="规划,一:二%.yaml", findings=(finding,))
    line, *_ = annotations_of(Result(RUN, (plan,)))
    assert line.startswith("::error file=规划%2C一%3A二%25.yaml,line=3,title=")
    assert "title=TGT003 a%2Cb%3Ac%25d::50%25：第一行  ::error::x%0A" in line


def test_a_document_has_no_line_unless_it_is_text() -> None:
    finding = replace(FIRST, places=(Place("正文", quote="目标", offset=3),))
    plan = replace(PLAN, file="a.txt", findings=(finding,))
    line, *_ = annotations_of(Result(RUN, (plan,)))
    assert line.startswith("::error file=a.txt,title=")
    line, *_ = annotations_of(Result(RUN, (plan,)), text="一\n、目标")
    assert line.startswith("::error file=a.txt,line=2,col=2,endLine=2,title=")


def test_an_unusable_input_comes_first() -> None:
    line, *_ = annotations_of(several())
    assert line == "::error file=plans/坏.yaml,line=7,col=3,title=输入不能用::第 7 行缩进有误，请对齐后再试"
    many = tuple(Problem(f"{number}.yaml", "坏") for number in range(11))
    lines = annotations_of(replace(sample(), problems=many))
    assert len([line for line in lines if line.startswith("::error")]) == 10
    assert "::group::没有标注的 4 个（GitHub 每一级只显示 10 个）" in lines


@pytest.mark.parametrize("finish", [Finish(3), Finish(0, (), (WAIVER,), {"a": ("STR001",)})])
def test_the_run_as_a_whole(finish: Finish) -> None:
    *annotations, last = annotations_of(Result(RUN, ()), finish)
    assert last.startswith("规衡：0 份规划")
    kinds = [line.split()[0] for line in annotations]
    assert kinds == (["::error"] if finish.exit_code == 3 else ["::warning", "::notice"])


def test_a_hostile_plan_gives_no_command_of_its_own() -> None:
    result = hostile()
    evil = replace(result.plans[0].findings[0], message="##[add-mask]x\n::stop-commands::x", state="waived")
    plan = replace(result.plans[0], file="a", findings=(*result.plans[0].findings, evil) * 12)
    lines = annotations_of(replace(result, plans=(plan,)))
    for line in lines:
        assert line.isprintable()
        if line.lstrip().startswith("::"):
            assert COMMAND.fullmatch(line) or line.startswith(("::group::没有标注", "::group::已豁免", "::endgroup::"))
        else:
            assert "##[" not in line
    assert max(map(len, lines)) < 20_000
