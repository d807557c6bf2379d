"""The tables of a report: indicators beside the parents', protections by article, what is asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checker.judging.session import Session
from checker.loading.validation import validated
from checker.model.data import ReferenceData
from checker.model.plan import Plan
from checker.model.result import IndicatorRow, PlanResult
from tests.facts.support import upper
from tests.judging.support import bare, result, rule
from tests.loading.support import HEAD_LINES, plan, read

MACHINE = "given: {doc: plan}\nexpect: {that: doc.tables == 0}\nat: doc\n"
NATION = """short: 国家规划
indicators:
  - {name: 每万人口高价值发明专利拥有量, clause: 专栏1 第1项, nature: 预期性, confidence: verified,
     baseline: {year: 2020, value: 6.3, unit: 件, confidence: verified},
     target: {year: 2025, value: 12, unit: 件, confidence: verified}}
  - {name: 海外发明专利授权量, clause: 专栏1 第2项, target: {year: 2025, value: 9, unit: 万件}}
  - {name: 有效注册商标量, clause: 专栏1 第3项, target: {year: 2025, value: 5000, unit: 万件}}
  - {name: 知识产权保护社会满意度, clause: 专栏1 第4项, target: {year: 2025, value: 82, unit: 分}}
  - {name: 全国才有的指标, clause: 专栏1 第5项, target: {year: 2025, value: 1, unit: 个}}
"""
OWN = """tables: [{id: t1, title: 主要指标, nature: 预期性}]
indicators:
  - name: 有效注册商标总量
    table: t1
    baseline: {year: 2020, value: 14, unit: 万件}
    target: {over: [2021, 2025], value: 20, unit: 万件, bound: at-least}
    responsible: {units: [甲局, 乙局]}
    at: {quote: 有效注册商标总量1420}
  - {name: 高价值发明专利数量, target: {year: 2025, value: 23, unit: 件}}
  - {name: 临江老字号数, nature: 约束性, target: {year: 2025, text: 稳步增长}}
figures:
  - {indicator: 海外发明专利授权量, of: 高新企业, role: target, year: 2025, value: 9, unit: 件}
  - {indicator: 海外发明专利授权量, role: target, year: 2025, value: 50, unit: 件}
  - {indicator: 海外发明专利授权量, role: target, year: 2024, value: 40, unit: 件}
"""


def table(more: str, *parents: Plan) -> dict[str, IndicatorRow]:
    return {row.name: row for row in result(plan(more), MACHINE, parents=parents).indicators}


def test_the_status_of_every_indicator() -> None:
    rows = table(OWN, upper(NATION))
    assert {name: row.status for name, row in rows.items()} == {
        "有效注册商标总量": "列入",
        "高价值发明专利数量": "自设",
        "临江老字号数": "自设",
        "每万人口高价值发明专利拥有量": "近似",
        "海外发明专利授权量": "仅正文",
        "知识产权保护社会满意度": "未见",
    }


def test_own_rows_come_first_in_their_order_then_the_parents() -> None:
    assert list(table(OWN, upper(NATION)))[:3] == ["有效注册商标总量", "高价值发明专利数量", "临江老字号数"]


def test_a_row_beside_the_same_indicator_above() -> None:
    row = table(OWN, upper(NATION))["有效注册商标总量"]
    assert row.code == "trademarks-in-force"
    assert (row.nature, row.units) == ("预期性", ("甲局", "乙局"))
    assert row.baseline is not None
    assert row.target is not None
    assert (row.baseline.shown, row.baseline.year, row.baseline.unit) == ("14万件", "2020", "items")
    assert (row.baseline.low, row.baseline.high) == (1_350_000_000, 1_449_999_999)
    assert (row.target.shown, row.target.year, row.target.bound) == ("20万件以上", "2021—2025", "at-least")
    (above,) = row.parents
    assert (above.document, above.level, above.clause.clause) == ("国家规划", "nation", "专栏1 第3项")
    assert above.target is not None
    assert above.target.shown == "5000万件"
    assert above.baseline is None
    assert row.place is not None
    assert (row.place.line, row.place.quote) == (HEAD_LINES + 3, "有效注册商标总量1420")


def test_a_near_miss_is_not_measured_by_what_it_only_looks_like() -> None:
    rows = table(OWN, upper(NATION))
    near = rows["高价值发明专利数量"]
    assert (near.status, near.parents, near.note) == ("自设", (), "")
    missing = rows["每万人口高价值发明专利拥有量"]
    assert missing.note == "规划所列相近而不同的指标：「高价值发明专利数量」（绝对数，不是每万人口的水平）"
    assert missing.target is None
    assert missing.place is None
    assert [parent.target.shown for parent in missing.parents if parent.target] == ["12件"]


def test_a_target_in_the_text_is_shown_and_not_that_of_a_part() -> None:
    row = table(OWN, upper(NATION))["海外发明专利授权量"]
    assert row.target is not None
    assert (row.target.shown, row.target.year) == ("50件", "2025")
    part = table(OWN.replace("海外发明专利授权量, role", "海外, role"), upper(NATION))["海外发明专利授权量"]
    assert (part.status, part.target) == ("未见", None)


def test_words_for_a_target_have_no_interval() -> None:
    row = table(OWN)["临江老字号数"]
    assert row.target is not None
    assert (row.target.shown, row.target.low, row.target.high, row.target.unit) == ("稳步增长", None, None, "")
    assert (row.nature, row.code, row.status) == ("约束性", "", "自设")


def test_the_last_of_several_targets_is_shown() -> None:
    more = """indicators:
  - {name: 有效注册商标量, targets: [{year: 2022, value: 1, unit: 件}, {year: 2025, value: 2, unit: 件}]}
"""
    row = table(more)["有效注册商标量"]
    assert row.target is not None
    assert row.target.shown == "2件"


def test_the_values_of_all_parents_nearest_first() -> None:
    province = upper(
        "short: 省规划\nindicators: [{name: 有效注册商标量, target: {year: 2025, value: 90, unit: 万件}}]\n",
        name="province",
        region="{name: 江东省, level: province}",
    )
    rows = table(OWN, upper(NATION), province)
    assert [above.document for above in rows["有效注册商标总量"].parents] == ["省规划", "国家规划"]


def test_no_indicator_is_listed_twice() -> None:
    province = upper(NATION, name="province", region="{name: 江东省, level: province}")
    rows = result(plan(OWN), MACHINE, parents=[upper(NATION), province]).indicators
    assert len({row.name for row in rows}) == len(rows) == 6


OPINIONS = """title: 保护意见
sections: [{id: 一, title: 协同保护格局, role: tasks}, {id: 二, title: 确立严保护导向, role: tasks}]
articles:
  - {number: （一）, title: 加大惩戒力度, protection: 严保护, confidence: verified}
  - {number: （二）, title: 规范证据标准, protection: 严保护, confidence: single-source}
  - {number: （三）, title: 海外援助, protection: 同保护, confidence: verified}
  - {number: （四）, title: 队伍建设, confidence: verified}
"""
COVERS = """slogans: [{protection: 严保护, at: {quote: 严保护格局}}]
measures:
  - id: 三1
    kind: task
    title: 甲
    covers:
      - {article: 保护意见/（一）, protection: 严保护, strength: thin, at: {quote: 一带而过}}
      - {protection: 同保护, strength: slogan, at: {quote: 同保护}}
  - id: 三2
    kind: task
    title: 乙
    covers: [{article: 保护意见/（一）, protection: 严保护, strength: task}]
    at: {quote: 乙的标题}
  - {id: 三3, kind: task, title: 丙, covers: [{article: 保护意见/（二）, protection: 严保护, strength: thin}]}
"""


def protections(more: str, *parents: Plan) -> PlanResult:
    return result(plan(more), MACHINE, parents=parents)


def test_every_article_with_what_covers_it() -> None:
    strict, same = protections(COVERS, upper(OPINIONS)).protections
    assert (strict.name, strict.goal, strict.document) == ("严保护", "确立严保护导向", "保护意见")
    cells = [(cell.number, cell.strength, [place.quote for place in cell.covers]) for cell in strict.articles]
    assert cells == [("（一）", "task", ["乙的标题", "一带而过"]), ("（二）", "thin", [""])]
    assert [cell.confidence for cell in strict.articles] == ["verified", "single-source"]
    assert [(cell.number, cell.strength, cell.covers) for cell in same.articles] == [("（三）", "无", ())]


def test_slogans_are_shown_apart_from_tasks() -> None:
    strict, same = protections(COVERS, upper(OPINIONS)).protections
    assert [place.quote for place in strict.slogans] == ["严保护格局"]
    assert [place.quote for place in same.slogans] == ["同保护"]
    assert same.goal == "同保护"  # 协同保护格局 is another matter


def test_an_article_outside_the_protections_is_not_listed() -> None:
    rows = protections(COVERS, upper(OPINIONS)).protections
    assert [row.name for row in rows] == ["严保护", "同保护"]


def test_the_document_that_the_covers_name_is_laid_out() -> None:
    nearer = upper(
        """title: 本省意见
articles:
  - {number: （一）, title: 别的, protection: 严保护, confidence: verified}
  - {number: （二）, title: 另外, protection: 严保护, confidence: verified}
""",
        name="province",
        region="{name: 江东省, level: province}",
    )
    rows = protections(COVERS, nearer, upper(OPINIONS)).protections
    assert {row.document for row in rows} == {"保护意见"}
    rows = protections(COVERS.replace("保护意见/", "本省意见/"), nearer, upper(OPINIONS)).protections
    assert {row.document for row in rows} == {"本省意见"}


def test_without_such_a_parent_there_is_no_table() -> None:
    assert protections(COVERS, upper(NATION)).protections == ()


ASKS = """asks:
  - {id: a, clause: 六, text: 有保障部分, of: [city], strength: 借鉴, method: machine, section: guarantees,
     confidence: verified}
  - {id: b, clause: 六, text: 也要背景, of: [city], strength: 引导, method: machine, section: background,
     confidence: verified}
  - {id: c, clause: 七, text: 由人来看, of: [city], strength: 要求, method: manual, confidence: verified}
  - {id: d, clause: 八, text: 只对省级, of: [province], strength: 要求, method: machine, confidence: verified}
"""
BY_ASK = """basis: {cite: ask}
given: {ask: ask where has_section and section == 'guarantees'}
expect: {some: section where role == ask.section}
at: ask
"""


def test_what_is_asked_and_by_which_rule_it_was_judged() -> None:
    rows = result(plan(), BY_ASK, parents=[upper(ASKS)]).clauses
    assert [(row.text, row.method, row.clause.clause, row.clause.strength, row.rules) for row in rows] == [
        ("有保障部分", "machine", "六", "借鉴", ("TST001",)),
        ("也要背景", "machine", "六", "引导", ()),
        ("由人来看", "manual", "七", "要求", ()),
    ]


def test_a_parent_is_told_with_the_reason() -> None:
    (parent,) = result(plan(), MACHINE, parents=[upper("number: 国发〔2021〕20号\n")]).parents
    assert (parent.id, parent.number, parent.why) == ("nation-plan", "国发〔2021〕20号", "全国文件")


def test_the_head_of_a_result() -> None:
    found = result(
        plan(
            f"""stage: consultation
issued: {{from: 2021, to: 2022}}
period: {{end: 2025}}
source: {{file: 原文.txt, sha256: {"ab" * 32}, cut: [measures, figures]}}
"""
        ),
        MACHINE,
    )
    assert (found.id, found.title, found.region, found.level, found.kind, found.stage) == (
        "case-1", "临江市知识产权规划", "临江市", "city", "plan", "consultation",
    )  # fmt: skip
    assert (found.issued, found.period, found.cut) == ("2021 至 2022", "？—2025", ("figures", "measures"))
    assert (found.file, found.source_file, found.source_sha256) == ("f.yaml", "原文.txt", "ab" * 32)
    assert len(found.sha256) == 64


REACHED = """  - {place: 全国, indicator: high-value-patents-per-10k, name: 每万人口高价值发明专利拥有量, as_of: 2025,
     value: %s, unit: 件, source: 公报, confidence: %s}
"""
NEXT = """period: {start: 2026, end: 2030}
indicators: [{name: 每万人口高价值发明专利拥有量, target: {year: 2030, value: 4, unit: 件}}]
"""


def note(value: str, sure: str = "verified", *parents: Plan) -> str:
    data = validated(ReferenceData, read(f"actuals:\n{REACHED % (value, sure)}").data)
    book = replace(bare(), data=lambda _places: data)
    here = Session(book, rules=[rule(MACHINE)], known={parent.id: parent for parent in parents or (upper(NATION),)})
    (row,) = [row for row in here.check(plan(NEXT)).indicators if row.code == "high-value-patents-per-10k"]
    return row.note


def test_what_was_reached_stands_beside_the_comparison_with_the_target_it_overtook() -> None:
    assert note("16") == "全国2025年已达到 16件，超过国家规划2025年的目标 12件"
    assert note("11") == "全国2025年已达到 11件"
    assert note("12") == "全国2025年已达到 12件"


def test_how_sure_what_was_reached_is() -> None:
    assert note("11", "single-source") == "全国2025年已达到 11件（来源待核）"
    assert note("11", "derived") == "全国2025年已达到 11件（推算）"


def test_the_nation_overtakes_no_target_of_a_province() -> None:
    province = upper(NATION, name="prov", region="{name: 江东省, level: province}")
    assert note("16", "verified", province) == "江东省2020年已达到 6.3件；全国2025年已达到 16件"


@pytest.mark.parametrize("target", ["text: 稳步增长", 'value: 12, unit: "%"'])
def test_a_target_that_can_t_be_compared_is_not_overtaken(target: str) -> None:
    other = upper(NATION.replace("target: {year: 2025, value: 12, unit: 件", f"target: {{year: 2025, {target}"))
    assert note("16", "verified", other) == "全国2025年已达到 16件"
