"""Findings on the page: whole, grouped, numbered, linked."""

from __future__ import annotations

import itertools
import re

import pytest
from msgspec.structs import replace

from checker.model.result import SEVERITIES, Finding, Verdict
from checker.report.findings import anchors
from tests.report import samples
from tests.report.page import Node
from tests.report.pages import page
from tests.report.sample_findings import FINDINGS, PROVINCE


def card(finding: Finding) -> Node:
    return page().id(anchors([finding])[0])


def of_rule(rule: str) -> Finding:
    return next(finding for finding in FINDINGS if finding.rule == rule)


def test_every_finding_is_shown_whole() -> None:
    for finding in FINDINGS:
        mine = card(finding)
        assert mine.one("h5").text == finding.message
        assert finding.key in mine.text
        group = next(node for node in page().all("section", "rule") if mine in node.walk())
        assert finding.title in group.one("h4").text
        assert finding.why in group.text
        assert finding.fix in group.text
        for place in (*finding.places, *finding.related):
            spot = next(node for node in mine.one("div", "evidence").all("li") if node.one("q").text == place.quote)
            assert place.label in spot.text
            assert f"摘要第 {place.line} 行" in spot.text
            assert place.offset is not None
            assert f"第 {place.offset + 1} 字" in spot.text


def test_findings_are_grouped_by_severity_then_rule_and_numbered() -> None:
    shown = page().id("findings").all("article")
    findings = {anchors([finding])[0]: finding for finding in FINDINGS}
    found = [findings[node.attributes["id"]] for node in shown]
    ranks = [SEVERITIES.index(each.severity) if each.state == "open" else len(SEVERITIES) for each in found]
    assert ranks == sorted(ranks)
    runs = [rule for rule, _ in itertools.groupby(each.rule for each in found)]
    assert len(runs) == len(set(runs))
    assert [node.one("p", "tag").one("b").text for node in shown] == [str(n + 1) for n in range(len(FINDINGS))]


def test_what_a_rules_findings_share_is_said_once() -> None:
    group = next(node for node in page().all("section", "rule") if "TGT003" in node.one("h4").text)
    assert len(group.all("article")) == 2
    assert group.text.count(of_rule("TGT003").why) == 1
    assert group.text.count(of_rule("TGT003").fix) == 1


def test_internal_findings_and_cited_ones_say_what_they_rest_on() -> None:
    assert "规划自身的问题" in card(of_rule("RSP001")).text
    cited = card(of_rule("IND001"))
    assert "规划内部" not in cited.text
    first, second = cited.all("div", "clause")
    assert first.text == "《澄江省“十四五”知识产权保护和运用规划》（澄政发〔2021〕31号）二（三） 要求 " + PROVINCE.quote
    assert second.all("span", "badge")[0].text == "提及"
    assert not cited.all("span", "doubt")


@pytest.mark.parametrize(("rule", "word"), [("IND006", "来源待核"), ("TGT011", "推算")])
def test_what_is_not_verified_is_marked(rule: str, word: str) -> None:
    assert card(of_rule(rule)).one("span", "doubt").text == word


def test_related_places_stand_beside() -> None:
    pair = card(of_rule("IND001")).one("div", "pair")
    assert [node.one("p", "small").text for node in pair.content if isinstance(node, Node)] == ["规划原文", "与之对照"]
    assert not card(of_rule("RSP001")).all("div", "pair")


def test_many_places_fold() -> None:
    mine = card(of_rule("RSP001"))
    assert mine.one("summary").text == "其余 4 处"
    assert len(mine.one("details").all("li")) == 4
    assert len(mine.one("div", "evidence").all("li")) == 7
    assert not card(of_rule("CIT002")).all("details")


def test_waived_and_baselined_stand_apart() -> None:
    aside = page().one("section", "set-aside")
    assert [node.one("span", "badge").text for node in aside.all("p", "tag")] == ["已豁免", "属基线"]
    assert "不计入" in aside.one("h3").text


def test_anchors_depend_on_the_key_alone() -> None:
    moved = tuple(
        replace(finding, message="另一句话", places=tuple(replace(place, line=999) for place in finding.places))
        for finding in reversed(FINDINGS)
    )
    assert anchors(FINDINGS) == list(reversed(anchors(moved)))
    assert len(set(anchors(FINDINGS))) == len(FINDINGS)
    twins = anchors([FINDINGS[0]] * 3)
    assert len(set(twins)) == 3
    assert all(re.fullmatch("gap-[0-9a-f]{12}(-[0-9]+)?", mark) for mark in twins)


def test_overview_leads_to_every_open_finding() -> None:
    links = {node.attributes["href"] for node in page().one("ul", "overview").all("a")}
    assert links == {"#" + anchors([finding])[0] for finding in FINDINGS if finding.state == "open"}


def test_foot_names_versions_and_how_to_read() -> None:
    notes = page().id("notes")
    assert "规衡 0.1.0 · 规则引擎 durable-rules 2.0.28 · 规则 14 条" in notes.text
    assert "规则依据见各条引文" in notes.text
    assert samples.PLAN.sha256 in notes.text
    assert all(f"{verdict} " in notes.text for verdict in Verdict)
