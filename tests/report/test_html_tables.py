"""The tables of the HTML report: indicators, protections, what was not decided, clauses, rules."""

from __future__ import annotations

from checker.model.result import Verdict
from checker.report.findings import anchors
from tests.report import samples
from tests.report.page import Node
from tests.report.pages import page
from tests.report.sample_checks import CHECKS, RULES
from tests.report.sample_findings import FINDINGS
from tests.report.sample_tables import CLAUSES, INDICATORS, PROTECTIONS


def row_of(name: str) -> Node:
    return next(body for body in page().one("table", "indicators").all("tbody") if name in body.one("th").text)


def test_indicator_rows() -> None:
    rows = page().one("table", "indicators").all("tbody")
    assert [row.one("span", "status").text for row in rows] == [row.status for row in INDICATORS]
    baseline, target, above, _, said = row_of("每万人口高价值发明专利拥有量").all("td")
    assert baseline.text == "1.87件 （2020）"
    assert target.text == "2.21件 （2025）"
    province, nation = above.all("div", "parent")
    assert province.text.replace(" ", "").startswith("省级4.00件（2025）基期2.10件（2020）《澄江省")
    assert nation.text.replace(" ", "") == "国家12件（2025）《知识产权强国建设纲要（2021—2035年）》二（三）"
    # how sure a value is stands beside that value, not beside its neighbour
    density = row_of("专利密集型产业").one("div", "parent")
    assert density.text.replace(" ", "").startswith("国家13%（2025）基期11.6%（2019）推算《")
    unknown = row_of("知识产权质押融资额").one("div", "parent")
    assert unknown.text.replace(" ", "").startswith("国家目标值未收录基期2180亿元（2020）《")
    assert said.text.startswith("由 2020 年 1.87件到 2025 年 2.21件，5 年增长 18.2%，年均约增长 3.4%。省级由")
    asked = next(finding for finding in FINDINGS if finding.rule == "IND001")
    assert [link.attributes["href"] for link in said.all("a")] == ["#" + anchors([asked])[0]]
    assert "供对标，不是对地方的要求" in page().id("indicators").text


def test_bars_only_where_units_agree() -> None:
    assert len(row_of("每万人口高价值发明专利拥有量").all("g", "marker")) == 2
    near = row_of("知识产权保护满意率")
    assert near.one("svg", "bar")
    assert not near.all("g", "marker")
    far = row_of("知识产权使用费年进出口总额")
    assert not far.all("svg")
    assert "国家数值超出图幅，未画" in far.text
    for name in ("海外发明专利授权量", "知识产权宣传活动"):
        assert not row_of(name).all("svg")


def test_every_drawing_has_its_text_beside_it() -> None:
    for svg in page().all("svg"):
        assert svg.attributes["aria-hidden"] == "true"
    for row in page().one("table", "indicators").all("tbody"):
        if row.all("svg"):
            assert row.all("span", "amount")


def test_protections_by_article() -> None:
    section = page().id("protections")
    for row, block in zip(PROTECTIONS, section.all("section", "protection"), strict=True):
        assert row.name in block.one("h3").text
        assert row.goal in block.one("h3").text
        words = [line.one("td", "strength").text for line in block.one("tbody").all("tr")]
        assert words == [{"task": "具体举措", "thin": "略有提及", "无": "未见"}[cell.strength] for cell in row.articles]
        for cell in row.articles:
            assert cell.title in block.one("tbody").text
            assert all(place.quote in block.one("tbody").text for place in cell.covers)
        quoted = [quote.text for area in block.all("div", "slogans") for quote in area.all("q")]
        assert quoted == [place.quote for place in row.slogans]
    assert "条目不是对地方规划的要求" in section.text


def test_equal_reasons_of_undecided_checks_stand_once() -> None:
    section = page().id("undecided")
    for check in CHECKS:
        if check.verdict is Verdict.UNDECIDED:
            block = [node for node in section.all("section", "reason") if check.reason in node.one("h4").text]
            assert len(block) == 1
            assert check.subject in block[0].text
            assert all(place.quote in block[0].text for place in check.evidence)
    assert next(h.text for h in section.all("h3") if "无法判断" in h.text) == "无法判断 6 项"


def test_rules_that_do_not_apply_say_why_once() -> None:
    section = page().id("undecided")
    for reason in ("规划没有分年目标", "只用于方案，本件是规划", "上位规划没有同名指标"):
        blocks = [node for node in section.all("section", "reason") if reason in node.one("h4").text]
        assert len(blocks) == 1
        assert blocks[0].one("h4").text == f"{reason} 1 项"


def test_manual_checks_have_boxes_and_room_for_initials() -> None:
    rows = page().one("table", "manual").one("tbody").all("tr")
    checks = [check for check in CHECKS if check.verdict is Verdict.MANUAL]
    for row, check in zip(rows, checks, strict=True):
        assert check.subject in row.text
        assert check.reason in row.text
        assert len(row.all("span", "box")) == 3
        assert row.one("td", "initials").text == ""


def test_clauses_of_the_parents() -> None:
    rows = [row for row in page().one("table", "clauses").all("tr") if row.all("td")]
    assert [row.all("td")[1].text for row in rows] == [
        "IND001 不符合 1",  # of this clause alone
        "RSP001 符合 15，不符合 7； RSP900 本次未运行",
        "尚无规则检查",
        "人工核查",
    ]
    parents = dict.fromkeys(clause.clause.title for clause in CLAUSES)
    ordered = [clause for title in parents for clause in CLAUSES if clause.clause.title == title]
    for row, clause in zip(rows, ordered, strict=True):
        assert clause.text in row.text
        assert clause.clause.quote in row.text


def test_every_rule_with_its_counts_and_evidence() -> None:
    table = page().id("passed").one("table")
    for outcome in RULES:
        row = page().id(f"rule-{outcome.rule}")
        assert row in table.walk()
        passed = outcome.counts[Verdict.PASS]
        numbers = [int(cell.text) for cell in row.all("td")]
        assert numbers == [*(outcome.counts[verdict] for verdict in Verdict), passed]
    lists = page().id("passed").all("details", "passes")
    assert (
        sum(len([node for node in block.one("p").content if isinstance(node, Node)]) for block in lists)
        == samples.PLAN.counts[Verdict.PASS]
    )


def test_matrix_of_protections_leads_to_the_quotes() -> None:
    table = page().one("table", "matrix")
    numbers = [head.text for head in table.one("thead").all("th")][1:]
    assert numbers == list(dict.fromkeys(cell.number for row in PROTECTIONS for cell in row.articles))
    for row, shown in zip(PROTECTIONS, table.one("tbody").all("tr"), strict=True):
        cells = dict(zip(numbers, shown.all("td"), strict=True))
        assert [number for number, cell in cells.items() if cell.content] == [cell.number for cell in row.articles]
        for article in row.articles:
            link = cells[article.number].one("a")
            assert link.text == {"task": "具体举措", "thin": "略有提及", "无": "未见"}[article.strength]
            assert article.title in page().id(link.attributes["href"][1:]).text
