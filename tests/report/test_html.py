"""The HTML report: what is in it, what must never be in it, and that it is the same twice."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re

import pytest
from msgspec.structs import replace

from checker.model.result import SEVERITIES, PlanResult, Result, Verdict
from checker.report.view import PageNames
from tests.report import hostile, samples
from tests.report.page import parse
from tests.report.pages import TEMPLATES, html_of, page
from tests.report.sample_source import IMPRINT, SOURCE

SCRIPTS = ("print.js", "plan.js")
SECTIONS = ["summary", "findings", "indicators", "protections", "undecided", "passed", "notes"]


def every_page() -> list[str]:
    results = [samples.sample(), samples.several(), samples.empty(), hostile.hostile(), samples.large(60)]
    return [*map(html_of, results), html_of(samples.sample(), source=SOURCE, imprint=IMPRINT)]


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
        assert node.tag not in {"iframe", "object", "embed", "link", "form", "audio", "video", "base"}
        assert node.attributes.get("src", "data:").startswith("data:")
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
        target = node.attributes.get("href", "#content")
        assert target[1:] in ids if target.startswith("#") else re.fullmatch(r"[a-z0-9-]+\.html", target), target
    for style in root.all("style"):
        assert not re.search(r"url\(|@import|@font-face", "".join(map(str, style.content)))


@pytest.mark.parametrize("html", every_page(), ids=str.__len__)
def test_only_scripts_are_ours_and_policy_admits_no_other(html: str) -> None:
    root = parse(html)
    running = [node for node in root.all("script") if "type" not in node.attributes]
    scripts = ["".join(map(str, node.content)) for node in running]
    assert scripts == [(TEMPLATES / "html" / name).read_text("utf-8").removesuffix("\n") for name in SCRIPTS]
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    policy = next(node.attributes["content"] for node in root.all("meta") if "http-equiv" in node.attributes)
    assert "default-src 'none'" in policy
    assert re.search("script-src ([^;]*)", policy)[1] == " ".join(f"'sha256-{each}'" for each in digests)  # type: ignore[index]
    assert re.search("img-src ([^;]*)", policy)[1] == "data:"  # type: ignore[index]


@pytest.mark.parametrize("html", every_page(), ids=str.__len__)
def test_tables_say_what_they_are(html: str) -> None:
    for table in parse(html).all("table"):
        assert table.one("caption").text
        assert all(head.attributes.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in table.all("th"))


def test_same_result_gives_same_bytes() -> None:
    for make in (samples.sample, samples.several, hostile.hostile):
        assert html_of(make()) == html_of(make())


@pytest.mark.parametrize(("count", "most"), [(60, 250_000), (0, 100_000)])
def test_size(count: int, most: int) -> None:
    assert len(html_of(samples.large(count), data=False).encode()) < most


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


# hostile text


def test_hostile_text_stays_text() -> None:
    html = html_of(hostile.hostile())
    root = parse(html)
    assert len(root.all("script")) == 3
    assert len(root.all("style")) == 1
    text = root.one("body").text
    for attack in (hostile.SCRIPT, hostile.ATTRIBUTE, hostile.STYLE):
        assert " ".join(attack.split()) in text
    assert root.one("h1").text == hostile.STYLE
    assert root.one("title").text.startswith(hostile.STYLE)


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


def test_plan_pages_lead_back_to_the_list_only_where_there_is_one() -> None:
    linked = parse(html_of(samples.several(), 1, home="index.html"))
    assert linked.one("a", "home").attributes["href"] == "index.html"
    assert not page().all("a", "home")


@pytest.mark.parametrize("wanted", ["cn-a", "index", "con", "COM1", "../../etc/passwd", "", "规划", "a" * 300, "CN-A"])
def test_page_names_are_safe_and_differ(wanted: str) -> None:
    given = PageNames()
    names = [given.of(each) for each in (wanted, wanted, "cn-a")]
    assert len({name.lower() for name in names}) == 3
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,110}\.html", name) for name in names)
    assert not {"index.html", "con.html", "com1.html"} & set(names)


def test_a_plain_id_is_the_page_name() -> None:
    assert PageNames().of(samples.PLAN.id) == "xx-chengjiang-linjiang-145.html"
