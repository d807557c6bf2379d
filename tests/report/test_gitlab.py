"""GitLab code quality: lines from 1, a fingerprint each, what was accepted as information."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import Place, Result
from checker.report.machine import Finish
from tests.report.hostile import hostile
from tests.report.machines import WAIVER, gitlab_of
from tests.report.samples import PLAN, RUN, sample, several

SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def test_every_finding_is_an_entry() -> None:
    entries = gitlab_of(sample())
    for entry, finding in zip(entries, PLAN.findings, strict=True):
        assert list(entry) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert finding.message in entry["description"]
        assert entry["check_name"] == f"{finding.rule} {finding.title}"
        assert entry["location"] == {"path": "plans/linjiang.yaml", "lines": {"begin": finding.places[0].line}}
        if finding.state == "open":
            assert entry["severity"] == SEVERITIES[finding.severity]


def test_two_causes_at_one_line_have_two_fingerprints() -> None:
    finding = PLAN.findings[0]
    twins = (finding, replace(finding, key=f"{finding.key}2"))
    marks = [entry["fingerprint"] for entry in gitlab_of(Result(RUN, (replace(PLAN, findings=twins),)))]
    assert len(set(marks)) == 2
    marks = [entry["fingerprint"] for entry in gitlab_of(several())]
    assert len(set(marks)) == len(marks)


def test_what_was_accepted_stays_as_information() -> None:
    error = next(finding for finding in PLAN.findings if finding.severity == "error")
    waived = replace(error, state="waived", waiver=WAIVER)
    (entry,) = gitlab_of(Result(RUN, (replace(PLAN, findings=(waived,)),)))
    assert entry["severity"] == "info"
    assert entry["description"].startswith("已豁免：下一稿补写（规划处，至 2026-12-31）。")
    (before,) = gitlab_of(Result(RUN, (replace(PLAN, findings=(error,)),)))
    assert before["severity"] == "critical"
    assert before["fingerprint"] == entry["fingerprint"], "waived is not mended"


def test_a_document_tells_its_place_in_words() -> None:
    finding = replace(
        PLAN.findings[0], places=(Place("正文", quote="目标", offset=3, page=2, paragraph=5),), lapsed=True
    )
    (entry,) = gitlab_of(Result(RUN, (replace(PLAN, file="a.docx", findings=(finding,)),)))
    assert entry["location"] == {"path": "a.docx", "lines": {"begin": 1}}
    assert entry["description"].endswith("（a.docx 原文第 2 页 · 第 5 段 正文「目标」）（豁免已经过期）")


def test_an_unusable_input_blocks() -> None:
    *_, entry = gitlab_of(several())
    assert entry["severity"] == "blocker"
    assert entry["location"] == {"path": "plans/坏.yaml", "lines": {"begin": 7}}


def test_nothing_is_an_empty_array() -> None:
    assert gitlab_of(Result(RUN, ()), Finish(3)) == []


def test_a_hostile_plan() -> None:
    entries = gitlab_of(hostile())
    assert len(entries) == 7
    assert len({entry["fingerprint"] for entry in entries}) == 7
    assert all(value.isprintable() for entry in entries for value in entry.values() if isinstance(value, str))
