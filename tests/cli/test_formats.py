"""``--format``: several at once, each to its place, all or none; what machines read of real plans."""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from checker.cli.formats import FORMATS
from checker.judging.session import Session
from checker.loading.plans import read_plan
from checker.loading.problems import UnusableInput
from checker.model.result import PlanResult, Result
from tests.cli.conftest import Here, once
from tests.cli.support import CHECKOUT, CONTRADICTION, SUMMARY, names, put
from tests.report.machines import gitlab_of, junit_of, sarif_of

PLANS = sorted(path.name for path in (CHECKOUT / "plans").glob("*.yaml"))
EXAMPLE = (CHECKOUT / "docs/examples/linjiang.yaml").read_text(encoding="utf-8")
BAD = SUMMARY + CONTRADICTION
MIXED = "都写到屏幕，会混在一起；请写明文件，如 --format "
ONE = "--output 只用于一种格式；各写各的文件用 --format 格式=文件"
DRAFT = (CHECKOUT / "docs/examples/linjiang.txt").read_text(encoding="utf-8").replace("临江市", "保定市")


@cache
def session() -> Session:
    return Session(once())


def checked(text: str, name: str = "plan.yaml") -> PlanResult:
    return session().check(read_plan(text.encode(), name))


@cache
def real() -> Result:
    """The plans of the checkout, checked once."""
    texts = {name: (CHECKOUT / "plans" / name).read_text(encoding="utf-8") for name in PLANS}
    return Result(session().run, tuple(checked(text, f"plans/{name}") for name, text in texts.items()))


@pytest.fixture
def bad(folder: Path) -> Path:
    (folder / "规划").mkdir()
    put(folder / "规划/临江.yaml", BAD)
    return Path("规划/临江.yaml")


def test_several_formats_at_once(here: Here, bad: Path) -> None:
    files = {name: f"{name}.out" for name in FORMATS if name != "text"}
    done = here("check", bad, "--format", "text", *(f"--format={name}={file}" for name, file in files.items()))
    assert (done.code, done.err) == (1, "")
    assert done.out == here("check", bad).out
    for name, file in files.items():
        assert Path(file).read_text(encoding="utf-8") == here("check", bad, "--format", name).out, name


def test_a_format_in_a_file_alone_leaves_the_screen_empty(here: Here, bad: Path) -> None:
    assert here("check", bad, "--format", "sarif=a=b.sarif").out == ""
    assert names() == ["a=b.sarif", "规划"]
    shown = here("check", bad, "--format", "junit").out
    assert here("check", bad, "--format", "junit", "-o", "junit.xml").out == ""
    assert Path("junit.xml").read_text(encoding="utf-8") == shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format=sarif", "--format=json"), f"--format sarif 和 --format json {MIXED}json=文件"),
        (("--format=text", "--format=text"), f"--format text 和 --format text {MIXED}text=文件"),
        (("--format=sarif=x", "--format=junit=./x"), "两种格式都写到 x；请写到不同的文件"),
        (("--format=sarif=",), "--format sarif= 后面缺少文件名"),
        (("--format=serif",), f"--format 只能是 {'、'.join(FORMATS)} 之一，是不是想写「sarif」？"),
        (("--format=xxxxxx=y",), f"--format 只能是 {'、'.join(FORMATS)} 之一"),
        (("--format=sarif=x", "-o", "y"), ONE),
        (("--format=text", "--format=sarif=x", "-o", "y"), ONE),
    ],
)
def test_what_can_not_be_asked_for(here: Here, bad: Path, arguments: tuple[str, ...], message: str) -> None:
    done = here("check", bad, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.lines == [f"guiheng：{message}（guiheng check --help 看用法）"]
    assert names() == ["规划"]


def test_all_files_or_none(here: Here, bad: Path) -> None:
    done = here("check", bad, "--format", "sarif=good.sarif", "--format", f"junit={bad}")
    assert (done.code, done.lines) == (2, [f"{bad}: 这是要查的文件，写结果会盖掉它；请换一个文件名"])
    done = here("check", bad, "--format", "sarif=good.sarif", "--format", f"junit={'n' * 300}")
    assert (done.code, len(done.lines)) == (2, 1)
    assert names() == ["规划"]
    assert bad.read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_file_is_never_a_success(here: Here, folder: Path, format_: str) -> None:
    (folder / "empty.yaml").write_text("", encoding="utf-8")
    assert here("check", "empty.yaml", "--format", format_).code == 2
    (folder / "nothing").mkdir()
    assert here("check", "nothing", "--format", format_).code == 3


def test_machines_are_told_what_could_not_be_used(here: Here, bad: Path) -> None:
    formats = ("sarif", "junit", "github", "gitlab", "jsonl")
    here("check", bad, "missing.yaml", *(f"--format={name}={name}" for name in formats))
    said = "找不到这个文件或文件夹，请核对名称和所在位置"
    for name in formats:
        assert said in Path(name).read_text(encoding="utf-8"), name
    (invocation,) = json.loads(Path("sarif").read_text(encoding="utf-8"))["runs"][0]["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (2, False)
    assert (
        Path("github").read_text(encoding="utf-8").startswith(f"::error file=missing.yaml,title=输入不能用::{said}\n")
    )


def test_every_format_points_at_the_same_line(here: Here, bad: Path) -> None:
    log = json.loads(here("check", bad.absolute(), "--format", "sarif").out)
    (result,) = [each for each in log["runs"][0]["results"] if each["ruleId"] == "TGT003"]
    physical = result["locations"][0]["physicalLocation"]
    line = physical["region"]["startLine"]
    assert physical["artifactLocation"]["uri"] == "%E8%A7%84%E5%88%92/%E4%B8%B4%E6%B1%9F.yaml"
    assert "每万人口发明专利拥有量" in BAD.splitlines()[line - 1]
    entries = json.loads(here("check", bad.absolute(), "--format", "gitlab").out)
    (entry,) = [each for each in entries if each["check_name"].startswith("TGT003")]
    assert entry["location"] == {"path": str(bad), "lines": {"begin": line}}
    first = here("check", bad.absolute(), "--format", "github").out.splitlines()[0]
    assert first.startswith(f"::error file={bad},line={line},col=")


def test_columns_are_counted_in_the_file_that_was_read(here: Here, folder: Path) -> None:
    put(
        folder / "a.yaml",
        BAD.replace("{indicator: 每万", "{of: 𬭚𬭚, indicator: 每万").replace(
            "- {name: ", "- {responsible: {units: [𬭚局]}, name: "
        ),
    )
    log = json.loads(here("check", "a.yaml", "--format", "sarif", "--select", "TGT004").out)
    plain = json.loads(here("check", "a.yaml", "--format", "json", "--select", "TGT004").out)
    (place,) = plain["plans"][0]["findings"][0]["places"]
    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = Path("a.yaml").read_text(encoding="utf-8").splitlines()[place["line"] - 1]
    assert region["startColumn"] == len(line[: place["column"] - 1].encode("utf-16-le")) // 2 + 1


def test_a_text_document_has_lines_too(here: Here, folder: Path) -> None:
    (folder / "临江市规划.txt").write_text(DRAFT, encoding="utf-8", newline="\r\n")
    log = json.loads(here("check", "临江市规划.txt", "--format", "sarif").out)
    regions = [
        location["physicalLocation"]["region"]
        for result in log["runs"][0]["results"]
        for location in result.get("locations", [])
        if "region" in location["physicalLocation"]
    ]
    assert regions
    lines = DRAFT.splitlines()
    for region in regions:
        assert region["endLine"] == region["startLine"]
        said = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert said == region["snippet"]["text"]


def test_a_waived_finding_is_no_failure_anywhere(here: Here, bad: Path) -> None:
    key = next(each.key for each in checked(BAD).findings if each.rule == "TGT003")
    about = f"plan: linjiang, rule: TGT003, where: '{key}'"
    waiver = f"{{{about}, reason: 下一稿改, owner: 规划处, expires: 2026-12-31}}"
    Path("waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", encoding="utf-8")
    formats = ("sarif", "junit", "github", "gitlab")
    day = ("--as-of", "2026-06-01")
    assert here("check", bad, *day, *(f"--format={name}={name}" for name in formats)).code == 0
    texts = {name: Path(name).read_text(encoding="utf-8") for name in formats}
    assert all("下一稿改（规划处，至 2026-12-31）" in text for text in texts.values())
    assert "::error" not in texts["github"]
    assert '"critical"' not in texts["gitlab"]
    assert not [
        each for each in etree.fromstring(texts["junit"].encode()).iter("failure") if each.get("type") == "error"
    ]
    results = json.loads(texts["sarif"])["runs"][0]["results"]
    assert [each["ruleId"] for each in results if each.get("suppressions")] == ["TGT003"]
    assert here("check", bad, "--as-of", "2027-01-01", "--format", "github").out.startswith("::error ")


def test_the_screen_may_not_carry_chinese(here: Here, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sarif", "gitlab", "jsonl", "junit"):
        expected = here("check", bad, "--format", name).out
        screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", screen)
            here("check", bad, "--format", name)
            screen.flush()
            written = screen.buffer.getvalue()
        if name == "junit":
            assert etree.tostring(etree.fromstring(written)) == etree.tostring(etree.fromstring(expected.encode()))
        else:
            assert values(written.decode("ascii")) == values(expected)


def values(text: str) -> list[Any]:
    """A JSON document, or one a line."""
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


def test_the_real_plans_are_valid_in_every_format() -> None:
    run = sarif_of(real())
    assert len(run["artifacts"]) == len(PLANS)
    assert {each["kind"] for each in run["results"]} == {"fail", "open", "review"}
    places = [each for result in run["results"] if result["kind"] == "fail" for each in result["locations"]]
    assert all(place["physicalLocation"]["region"]["startLine"] > 1 for place in places)
    suites = junit_of(real()).findall("testsuite")
    assert [suite.get("file") for suite in suites] == [f"plans/{name}" for name in PLANS]
    assert len(gitlab_of(real())) == sum(len(plan.findings) for plan in real().plans)


def test_fingerprints_of_the_real_plans_are_distinct() -> None:
    marks = [entry["fingerprint"] for entry in gitlab_of(real())]
    assert len(marks) == len(set(marks)) > 50
    keys = [(plan.id, finding.key) for plan in real().plans for finding in plan.findings]
    assert len(keys) == len(set(keys)), "no two findings of a plan have the same key"


def marks_of(plan: PlanResult) -> dict[str, int]:
    """The fingerprints of a plan's findings with their lines."""
    return {
        entry["fingerprint"]: entry["location"]["lines"]["begin"] for entry in gitlab_of(Result(session().run, (plan,)))
    }


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, EXAMPLE.count("\n")), st.integers(1, 5)), min_size=1, max_size=4))
def test_fingerprints_stay_where_lines_are_inserted(inserted: list[tuple[int, int]]) -> None:
    lines = EXAMPLE.splitlines(keepends=True)
    for at, count in sorted(inserted, reverse=True):
        lines[at:at] = ["# 一行注释\n"] * count
    try:
        moved = marks_of(checked("".join(lines)))
    except UnusableInput:  # inside a text over several lines, where a comment is none
        assume(False)
    before = marks_of(checked(EXAMPLE))
    assert moved.keys() == before.keys()
    added = sum(count for _, count in inserted)
    first = min(at for at, _ in inserted)
    assert all(moved[mark] - line in range(added + 1) for mark, line in before.items())
    assert all(moved[mark] > line for mark, line in before.items() if line > max(at for at, _ in inserted))
    assert all(moved[mark] == line for mark, line in before.items() if line <= first)
