"""The HTML report: what is in it, what must never be in it, and that it is the same twice."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace

import pytest

from checker.model.result import SEVERITIES, Finding, PlanResult, Result, Verdict
from checker.report.findings import anchors
from checker.report.html import page_names, render_index
from tests.report import hostile, samples
from tests.report.page import Node, parse
from tests.report.pages import TEMPLATES, html_of, page
from tests.report.sample_findings import FINDINGS, PROVINCE

SECTIONS = ["summary", "findings", "indicators", "protections", "undecided", "passed", "notes"]


def card(finding: Finding) -> Node:
    return page().id(anchors([finding])[0])


def of_rule(rule: str) -> Finding:
    return next(finding for finding in FINDINGS if finding.rule == rule)


def every_page() -> list[str]:
    results = [samples.sample(), samples.several(), samples.empty(), hostile.hostile(), samples.large(60)]
    return [html for result in results for html in (html_of(result), render_index(result, TEMPLATES))]


# the page as a whole


def test_reading_order_and_headings() -> None:
    ids = [node.attributes["id"] for node in page().one("main").walk() if node.attributes.get("id") in SECTIONS]
    assert ids == SECTIONS
    assert page().one("html").attributes["lang"] == "zh-CN"
    assert page().one("h1").text == samples.PLAN.title
    levels = [int(node.tag[1]) for node in page().walk() if re.fullmatch("h[1-6]", node.tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_contents_lead_to_every_section() -> None:
    links = [node.attributes["href"] for node in page().one("nav").all("a")]
    assert links == [f"#{name}" for name in SECTIONS]


@pytest.mark.parametrize("html", every_page(), ids=str.__len__)
def test_page_is_self_contained_and_well_formed(html: str) -> None:
    root = parse(html)
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in root.walk():
        assert node.tag not in {"img", "iframe", "object", "embed", "link", "form", "audio", "video", "base"}
        assert "src" not in node.attributes
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
        target = node.attributes.get("href", "#content")
        assert target[1:] in ids if target.startswith("#") else re.fullmatch(r"[a-z0-9-]+\.html", target), target
    for style in root.all("style"):
        assert not re.search(r"url\(|@import|@font-face", "".join(map(str, style.content)))


@pytest.mark.parametrize("html", every_page(), ids=str.__len__)
def test_only_script_is_ours_and_policy_admits_no_other(html: str) -> None:
    root = parse(html)
    script = "".join(map(str, root.one("script").content))
    assert script == (TEMPLATES / "html" / "print.js").read_text("utf-8").removesuffix("\n")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(node.attributes["content"] for node in root.all("meta") if "http-equiv" in node.attributes)
    assert "default-src 'none'" in policy
    assert re.search("script-src ([^;]*)", policy)[1] == f"'sha256-{digest}'"  # type: ignore[index]


@pytest.mark.parametrize("html", every_page(), ids=str.__len__)
def test_tables_say_what_they_are(html: str) -> None:
    for table in parse(html).all("table"):
        assert table.one("caption").text
        assert all(head.attributes.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in table.all("th"))


def test_same_result_gives_same_bytes() -> None:
    for make in (samples.sample, samples.several, hostile.hostile):
        assert html_of(make()) == html_of(make())
        assert render_index(make(), TEMPLATES) == render_index(make(), TEMPLATES)


@pytest.mark.parametrize(("count", "most"), [(60, 250_000), (0, 100_000)])
def test_size(count: int, most: int) -> None:
    assert len(html_of(samples.large(count)).encode()) < most


# the head


def test_counts_are_those_of_the_result() -> None:
    tiles = {
        node.attributes["data-verdict"]: int(node.one("dd", "number").text)
        for node in page().walk()
        if "data-verdict" in node.attributes
    }
    assert tiles == {str(verdict): samples.PLAN.counts[verdict] for verdict in Verdict}
    marks = {
        node.attributes["data-severity"]: int(node.one("span", "number").text)
        for node in page().walk()
        if "data-severity" in node.attributes
    }
    assert marks == {severity: samples.PLAN.count(severity) for severity in SEVERITIES}


def test_head_names_the_plan_and_what_it_was_judged_by() -> None:
    head = page().id("summary").text
    for words in ("临江市（市级）", "规划 · 征求意见稿", "2021—2025", "plans/linjiang.yaml", "3f3f3f3f3f3f"):
        assert words in head
    assert "3f" * 7 not in head
    for parent in samples.PLAN.parents:
        assert f"《{parent.title}》" in head
        assert parent.number in head
        assert parent.why in head
    assert "规划文本不完整：任务、章节没有录全" in head


def sentence(plan: PlanResult) -> str:
    return parse(html_of(Result(samples.RUN, (plan,)))).one("p", "verdict").text


def test_verdict_sentence() -> None:
    assert sentence(samples.PLAN) == (
        "发现规划自身的问题 5 处、与上位文件的差距 4 处。另有 6 项无法判断，3 项须人工核查。"
        "已豁免或属基线的 2 处单列，不在其内。"
    )
    clear = replace(samples.PLAN, findings=(), counts={Verdict.PASS: 4, Verdict.UNDECIDED: 2})
    assert sentence(clear) == "能够判断的 4 项检查中，没有待处理的问题。另有 2 项无法判断。"
    nothing = replace(samples.PLAN, findings=(), counts={Verdict.UNDECIDED: 2})
    assert sentence(nothing).startswith("没有一项检查能够作出判断，不能据此认为规划符合。")


def test_nothing_judged_is_never_a_pass() -> None:
    text = parse(html_of(samples.empty())).one("main").text
    assert "没有一项检查能够作出判断" in text
    assert "本次没有运行任何规则，不能据此认为规划符合" in text
    assert "没有找到可对照的上位文件" in text


# findings


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
            spot = next(node for node in mine.all("div", "place") if node.one("q").text == place.quote)
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
    assert [node.one("span", "number").text for node in shown] == [str(n + 1) for n in range(len(FINDINGS))]


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
    assert len(mine.one("details").all("div", "place")) == 4
    assert len(mine.all("div", "place")) == 7
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
    links = {node.attributes["href"] for node in page().one("table", "overview").all("a")}
    assert links == {"#" + anchors([finding])[0] for finding in FINDINGS if finding.state == "open"}


def test_foot_names_versions_and_how_to_read() -> None:
    notes = page().id("notes")
    assert "规衡 0.1.0 · 规则引擎 durable-rules 2.0.28 · 规则 14 条" in notes.text
    assert "规则依据见各条引文" in notes.text
    assert samples.PLAN.sha256 in notes.text
    assert all(f"{verdict} " in notes.text for verdict in Verdict)


# hostile text


def test_hostile_text_stays_text() -> None:
    html = html_of(hostile.hostile())
    root = parse(html)
    assert len(root.all("script")) == len(root.all("style")) == 1
    text = root.one("body").text
    for attack in (hostile.SCRIPT, hostile.ATTRIBUTE, hostile.STYLE):
        assert " ".join(attack.split()) in text
    assert root.one("h1").text == hostile.STYLE
    assert root.one("title").text.startswith(hostile.STYLE)


def test_hostile_text_stays_text_in_the_list() -> None:
    root = parse(render_index(hostile.hostile(), TEMPLATES))
    assert len(root.all("script")) == len(root.all("style")) == 1
    assert hostile.STYLE in root.one("main").text


def test_control_characters_and_bidi_marks_are_not_shown() -> None:
    html = html_of(hostile.hostile())
    assert "甲乙丙丁戊[31m" in html
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]", html
    )
    html.encode("utf-8")


def test_long_cells_are_whole_and_may_wrap() -> None:
    html = html_of(hostile.hostile())
    assert hostile.LONG in html
    body = re.search(r"^body \{(.*?)^\}", html, re.DOTALL | re.MULTILINE)
    assert body is not None
    assert "overflow-wrap: anywhere" in body[1]


# the list of plans


def test_index_lists_every_plan_with_its_counts() -> None:
    result = samples.several()
    root = parse(render_index(result, TEMPLATES))
    rows = root.one("table").one("tbody").all("tr")
    for row, plan, name in zip(rows, result.plans, page_names(result.plans), strict=True):
        link = row.one("a")
        assert (link.text, link.attributes["href"]) == (plan.title, name)
        numbers = [int(cell.text) for cell in row.all("td")]
        assert numbers == [*map(plan.count, SEVERITIES), *(plan.counts[verdict] for verdict in Verdict)]
    problem = root.id("problems").one("li").text
    assert "plans/坏.yaml:7" in problem
    assert "第 7 行缩进有误，请对齐后再试" in problem


def test_plan_pages_lead_back_to_the_list_only_where_there_is_one() -> None:
    assert parse(html_of(samples.several(), 1)).one("a", "home").attributes["href"] == "index.html"
    assert not page().all("a", "home")


@pytest.mark.parametrize("wanted", ["cn-a", "index", "con", "COM1", "../../etc/passwd", "", "规划", "a" * 300, "CN-A"])
def test_page_names_are_safe_and_differ(wanted: str) -> None:
    plans = [replace(samples.PLAN, id=wanted), replace(samples.PLAN, id=wanted), replace(samples.PLAN, id="cn-a")]
    names = page_names(plans)
    assert len({name.lower() for name in names}) == 3
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,110}\.html", name) for name in names)
    assert not {"index.html", "con.html", "com1.html"} & set(names)


def test_a_plain_id_is_the_page_name() -> None:
    assert page_names([samples.PLAN]) == ("xx-chengjiang-linjiang-145.html",)
