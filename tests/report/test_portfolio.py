"""The portfolio: its matrices, who lacks what, frequent gaps, links, many plans, and text that wants to be markup."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from checker.model.result import SEVERITIES, Amount, PlanResult, Problem, Verdict
from checker.report.findings import anchors
from checker.report.portfolio import Gathering, PlanSummary, is_about
from checker.report.portfolio_view import LACKS, lacks_of, short_names
from tests.report import hostile, samples
from tests.report.machines import WAIVER
from tests.report.page import Node, parse
from tests.report.pages import TEMPLATES
from tests.report.portfolios import COLUMNS, PLANS, RATIO, TERMS, gathered, pages, plan, value
from tests.report.test_style import colours, contrast


def index(plans: tuple[PlanSummary, ...] = PLANS, **chosen: Any) -> Node:
    return parse(pages(plans, **chosen)["index.html"])


def grid(root: Node, name: str) -> Node:
    return next(table for table in root.all("table", "grid") if table.attributes["data-grid"] == name)


def of_samples() -> tuple[PlanSummary, ...]:
    return gathered(samples.several().plans)


# what is kept


def test_a_record_keeps_the_counts_and_the_anchor_of_the_page() -> None:
    (kept,) = gathered((samples.PLAN,))
    assert kept.severities == tuple(map(samples.PLAN.count, SEVERITIES))
    assert kept.verdicts == tuple(samples.PLAN.counts[verdict] for verdict in Verdict)
    opened = [finding for finding in samples.PLAN.findings if finding.state == "open"]
    assert {gap.rule for gap in kept.gaps} == {finding.rule for finding in opened}
    assert sum(gap.count for gap in kept.gaps) == len(opened)
    marks = dict(zip(anchors(samples.PLAN.findings), samples.PLAN.findings, strict=True))
    assert all(marks[gap.anchor].rule == gap.rule for gap in kept.gaps)


def test_what_plans_say_alike_is_kept_once() -> None:
    first, second = gathered((samples.PLAN, replace(samples.PLAN, id="other")))
    for one, other in zip(first.indicators, second.indicators, strict=True):
        assert all(mine is its for mine, its in zip(one.parents, other.parents, strict=True))


def test_a_finding_is_about_an_indicator_by_code_or_name() -> None:
    row = samples.PLAN.indicators[0]
    finding = replace(samples.PLAN.findings[0], key="X", message="别的", places=(), related=())
    assert not is_about(finding, row)
    assert is_about(replace(finding, key=f"TGT003:indicator:{row.code}"), row)
    assert not is_about(replace(finding, key=f"TGT003:indicator:{row.code}-more"), row)
    assert is_about(replace(finding, message=f"未见「甲」、「{row.name}」"), row)


# the matrices


def test_every_plan_has_a_row_in_each_matrix_with_its_counts() -> None:
    plans = of_samples()
    root = index(plans)
    for row, kept in zip(grid(root, "plans").one("tbody").all("tr"), plans, strict=True):
        assert (row.one("a").text, row.one("a").attributes["href"]) == (kept.title, kept.page)
        numbers = [int(cell.text) for cell in row.all("td", "num")]
        assert numbers == [*kept.severities, *kept.verdicts]
    assert len(grid(root, "indicators").one("tbody").all("tr")) == len(plans)


def test_an_indicator_cell_says_value_status_and_distance() -> None:
    table = grid(index(), "indicators")
    heads = [head.text for head in table.one("thead").all("th")]
    rows = {row.one("th").one("a").text: row for row in table.one("tbody").all("tr")}

    def cell(city: str, code: str) -> Node:
        return rows[city].all("td")[heads.index(TERMS[code].name) - 1]

    assert cell("云溪市", RATIO).text == "8.10件 列入 省级的135%"
    assert cell("石湾市", RATIO).text == "4.0件 列入 省级的66%", "rounded down, so that 99.9% is never 100%"
    assert cell("白塔市", RATIO).text == "未见"
    assert "none" in cell("白塔市", RATIO).attributes["class"]
    assert cell("白塔市", RATIO).one("a").attributes["href"] == "baita.html#gap-0123456789ab"
    assert cell("云溪市", "trademarks-in-force").text == "20.5万件 列入", "a city's count is a part of the province's"
    assert cell("白塔市", "ip-satisfaction").text == ""


@pytest.mark.parametrize(
    "changed", [{"year": "2024"}, {"unit": "items"}, {"scope": "added"}, {"bound": "at-most"}, {"exact": ()}]
)
def test_values_of_another_kind_are_not_compared(changed: dict[str, Any]) -> None:
    first = value(RATIO, "8.10", "件", unit="per-10k")
    assert first.target is not None
    other = replace(first, target=replace(first.target, **changed))
    assert "省级的" not in grid(index((plan("yunxi", "云溪市", (other,)),)), "indicators").text
    assert "省级的" in grid(index((plan("yunxi", "云溪市", (first,)),)), "indicators").text


def test_protections_are_counted_and_drawn() -> None:
    cell = grid(index(), "plans").one("tbody").all("tr")[1].all("td", "heat")[0]
    assert cell.text == "●◐○○举措 1/4"
    assert cell.attributes["class"] == "heat p1"
    assert not grid(index(), "plans").one("tbody").all("tr")[0].all("td", "heat")


# who lacks what, frequent gaps, problems


def test_who_lacks_what_names_the_plans() -> None:
    (lack,) = [each for each in lacks_of(PLANS, COLUMNS, linked=True) if each.name == TERMS[RATIO].name]
    assert (lack.concerned, lack.listed) == (4, 3)
    assert [(status, count) for status, count, _ in lack.by_status] == [(LACKS[0], 1), (LACKS[1], 0), (LACKS[2], 0)]
    (link,) = lack.by_status[0][2]
    assert (link.text, link.href) == ("白塔市", "baita.html#gap-0123456789ab")
    row = next(row for row in index().id("lacks").all("tr") if row.all("th")[0].text == lack.name)

    assert row.one("a").attributes["href"] == link.href


def test_links_name_places_and_more_where_a_place_has_several_plans() -> None:
    later = replace(PLANS[3], page="later.html", period="2026—2030")
    twin = replace(PLANS[1], page="twin.html", title="云溪市的修订稿")
    assert short_names((*PLANS, later, twin)) == {
        "hudong.html": "湖东省",
        "yunxi.html": "云溪市“十四五”知识产权规划",
        "shiwan.html": "石湾市",
        "baita.html": "白塔市（2021—2025）",
        "later.html": "白塔市（2026—2030）",
        "twin.html": "云溪市的修订稿",
    }


def test_frequent_gaps_come_with_share_and_deep_links() -> None:
    root = index(of_samples())
    first, *_, last = root.id("gaps").one("tbody").all("tr")
    assert int(first.all("td", "num")[0].text) >= int(last.all("td", "num")[0].text)
    assert first.all("td", "num")[1].text == "66%"
    targets = [link.attributes["href"] for link in first.all("a")]
    assert all(re.fullmatch(r"[a-z0-9-]+\.html#gap-[0-9a-f]{12}(-\d+)?", target) for target in targets)
    assert len(targets) == 2


def test_waivers_for_plans_that_are_not_here_are_listed() -> None:
    assert "strangers" not in pages(PLANS)["index.html"]
    html = pages(PLANS, strangers=(replace(WAIVER, plan="<b>", status="absent"),))["index.html"]
    assert '<a href="#strangers">没有用上的豁免</a>' in html
    assert "<li><code>&lt;b&gt;</code> STR002：下一稿补写（规划处，至 2026-12-31）</li>" in html


def test_what_could_not_be_read_is_listed_with_reasons() -> None:
    problem = Problem("plans/坏.yaml", "第 7 行缩进有误，请对齐后再试", 7, 3)
    text = index(problems=(problem,)).id("problems").one("li").text
    assert text == "plans/坏.yaml:7 第 7 行缩进有误，请对齐后再试"


# the page as a whole


def every_page() -> list[str]:
    hostiles = gathered(hostile.hostile().plans)
    many = tuple(replace(each, page=f"p{number}.html") for number in range(4) for each in PLANS)
    made = [
        pages(PLANS),
        pages(of_samples()),
        pages(hostiles),
        pages(many, whole=3),
        pages(gathered(samples.empty().plans)),
    ]
    return [html for each in made for html in each.values()]


@pytest.mark.parametrize("html", every_page(), ids=str.__len__)
def test_pages_are_self_contained_and_admit_only_our_scripts(html: str) -> None:
    root = parse(html)
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in root.walk():
        assert node.tag not in {"img", "iframe", "object", "embed", "link", "form", "base"}
        assert not {"src", "style"} & set(node.attributes)
        assert not [name for name in node.attributes if name.startswith("on")]
        target = node.attributes.get("href", "#content")
        assert target[1:] in ids if target.startswith("#") else re.fullmatch(r"[a-z0-9-]+\.html(#[a-z0-9-]+)?", target)
    scripts = [node for node in root.all("script") if node.attributes.get("type") != "text/plain"]
    policy = next(node.attributes["content"] for node in root.all("meta") if "http-equiv" in node.attributes)
    assert len(scripts) == policy.count("'sha256-") == 2
    for table in root.all("table"):
        assert table.one("caption").text
        assert all(head.attributes.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in table.all("th"))
    assert all(field.attributes["id"] in {"find", "by-0", "by-1", "by-2", "lacking"} for field in root.all("select"))


def test_hostile_text_stays_text() -> None:
    html = pages(gathered(hostile.hostile().plans))["index.html"]
    root = parse(html)
    assert len(root.all("script")) == 2
    assert hostile.STYLE in root.one("main").text
    body = html.partition("<body>")[2]
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", body
    )


def test_rows_that_wait_are_whole_lines_and_no_markup_gets_out() -> None:
    nasty = replace(PLANS[1], title="</script><script>alert(1)</script>\n<tr>", region="<!--<script>")
    html = pages((*PLANS, nasty), whole=1, first=2)["index.html"]
    waiting = re.findall(r'<script type="text/plain" id="more-(\w+)">(.*?)</script>', html, re.DOTALL)
    assert [name for name, _ in waiting] == ["plans", "indicators"]
    for _, text in waiting:
        lines = [line for line in text.splitlines() if line]
        assert len(lines) == len(PLANS) + 1 - 2
        assert all(line.startswith("<tr") and line.endswith("</tr>") for line in lines)
        assert "<!--" not in text
        assert text.lower().count("<script") == 0


def test_many_plans_get_a_page_a_province_with_everything() -> None:
    far = tuple(replace(each, province="海西省", page=f"far-{each.page}") for each in PLANS[1:])
    made = pages((*PLANS, *far), whole=3)
    assert len(made) == 4, "the index, two parts of one province, one of the other"
    root = parse(made["index.html"])
    groups = root.id("groups").one("tbody").all("tr")
    assert [row.one("a").text for row in groups] == ["湖东省（第1部分）", "湖东省（第2部分）", "海西省"]
    assert [int(row.all("td")[0].text) for row in groups] == [3, 1, 3]
    listed = []
    for row in groups:
        mine = parse(made[row.one("a").attributes["href"]])
        assert mine.one("p", "back").one("a").attributes["href"] == "index.html"
        listed += [line.one("a").attributes["href"] for line in grid(mine, "plans").one("tbody").all("tr")]
    assert sorted(listed) == sorted(each.page for each in (*PLANS, *far))


def test_same_plans_give_same_bytes() -> None:
    assert pages(of_samples()) == pages(of_samples())


def test_size_of_many_plans_is_bounded() -> None:
    plans = tuple(replace(PLANS[number % 4], page=f"gen-{number:05d}.html") for number in range(600))
    made = pages(plans)
    assert len(made["index.html"].encode()) < 600 * 2_000 + 100_000
    assert max(len(html.encode()) for name, html in made.items() if name != "index.html") < 1_000_000


def test_gathering_drops_the_result() -> None:
    kept = Gathering()
    kept.add(samples.PLAN, "a.html")
    assert not any(isinstance(getattr(kept.plans[0], name), PlanResult) for name in PlanSummary.__struct_fields__)
    assert Amount("1件").exact == ()
    assert kept.plans[0].unnamed == sum(not row.code for row in samples.PLAN.indicators)
    assert all(isinstance(end, Decimal) for row in kept.plans[0].indicators if row.target for end in row.target.exact)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_every_shade_of_heat_is_readable(scheme: str) -> None:
    sheet = (TEMPLATES / "html" / "portfolio.css").read_text("utf-8")
    light, _, dark = sheet.partition("@media screen and (prefers-color-scheme: dark)")
    shades = dict(re.findall(r"--((?:below|above|cover)-\d): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        shades = dict(re.findall(r"--((?:below|above|cover)-\d): (#[0-9a-f]{6});", dark.partition("}")[0]))
    assert len(shades) == 9
    assert all(contrast(colours(scheme)["ink"], shade) >= 4.5 for shade in shades.values())
