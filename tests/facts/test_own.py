"""What is measured from the plan itself."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts import Fact
from tests.facts import sample
from tests.facts.support import facts_of, of_kind, one, upper
from tests.loading.support import HEAD, HEAD_LINES, plan


def figures(text: str) -> list[Fact]:
    return of_kind(facts_of(plan(f"figures:\n{text}")), "figure")


def rows(text: str) -> list[Fact]:
    return of_kind(facts_of(plan(f"indicators:\n{text}")), "indicator")


def values(fact: Fact, *names: str) -> dict[str, Any]:
    return {name: fact.values[name] for name in names}


def test_names_of_one_indicator_are_one_topic() -> None:
    (row,) = rows("  - {name: 万人发明专利拥有量, target: {year: 2025, value: 9.5, unit: 件}}")
    said, coded, other = figures(
        """  - {indicator: 每万人口发明专利拥有量, role: target, value: 9.5, unit: 件/万人}
  - {indicator: 发明专利密度指数, code: invention-patents-per-10k, role: target, value: 9.5, unit: 件/万人}
  - {indicator: 发明专利拥有量, role: target, value: 9.5, unit: 件}
"""
    )
    assert row.values["topic"] == said.values["topic"] == coded.values["topic"] == "invention-patents-per-10k"
    assert other.values["topic"] != row.values["topic"]
    assert row.values["target_unit"] == said.values["value_unit"] == "per-10k"


def test_names_that_nobody_knows_are_compared_as_written() -> None:
    (row,) = rows("  - {name: 临江老字号（数）, target: {year: 2025, value: 9, unit: 个}}")
    (said,) = figures("  - {indicator: 临江老字号 数, role: target, value: 9, unit: 个}")
    assert row.values["topic"] == said.values["topic"] == "临江老字号数"
    assert values(row, "has_code", "code") == {"has_code": 0, "code": ""}


@pytest.mark.parametrize("narrowed", ["of: 高新技术企业", "place: 高新区", "of: 企业, place: 高新区"])
def test_a_figure_of_a_part_or_a_place_is_about_something_else(narrowed: str) -> None:
    (row,) = rows("  - {name: 有效注册商标量, target: {year: 2025, value: 9, unit: 件}}")
    whole, part = figures(
        f"""  - {{indicator: 有效注册商标量, role: target, value: 9, unit: 件}}
  - {{indicator: 有效注册商标量, role: target, value: 9, unit: 件, {narrowed}}}
"""
    )
    assert whole.values["topic"] == row.values["topic"]
    assert part.values["topic"] != row.values["topic"]
    assert part.values["code"] == row.values["code"]


def test_where_the_scope_of_a_row_comes_from() -> None:
    scopes = [
        (row.values["baseline_scope"], row.values["target_scope"])
        for row in rows(
            """  - {name: 著作权年登记量, target: {year: 2025, value: 1, unit: 件, scope: total}}
  - {name: 有效注册商标量, baseline: {year: 2020, value: 1, unit: 件, scope: added}, target: {value: 2}}
  - {name: 专利授权量, baseline: {value: 1, scope: total}, target: {value: 2, scope: yearly}}
  - {name: 知识产权质押融资登记金额, target: {value: 2}}
  - {name: 临江老字号数, target: {value: 2}}
"""
        )
    ]
    assert scopes == [
        ("total", "total"),
        ("added", "added"),
        ("total", "yearly"),
        ("yearly", "yearly"),
        ("unclear", "unclear"),
    ]


def test_the_last_of_several_targets_counts() -> None:
    (row,) = rows(
        """  - name: 有效注册商标量
    targets: [{year: 2025, value: 20, unit: 万件}, {year: 2030, value: 30, unit: 万件}, {year: 2022, text: 增长}]
"""
    )
    assert row.values["target_year"] == 2030
    assert row.text("target") == "30万件"


def test_a_direction_that_says_nothing_is_left_out() -> None:
    up, none, unknown, down = rows(
        """  - {name: 有效注册商标量}
  - {name: 专利申请量}
  - {name: 临江老字号数}
  - {name: 发明专利平均审查周期}
"""
    )
    assert [row.values["direction"] for row in (up, none, unknown, down)] == ["higher", "", "", "lower"]
    assert [row.values["has_direction"] for row in (up, none, unknown, down)] == [1, 0, 0, 1]


def test_units_of_a_row_and_of_a_task() -> None:
    facts = sample.facts()
    row = of_kind(facts, "indicator")[0]
    task, other, *_, box = of_kind(facts, "measure")
    assert values(row, "units", "lead") == {"units": "市市场监管局、市农业农村局", "lead": "市市场监管局"}
    assert values(task, "units", "lead") == {"units": "市市场监管局、市公安局", "lead": "市市场监管局"}
    assert values(other, "units", "has_lead") == {"units": "市委宣传部", "has_lead": 0}
    assert values(box, "has_units", "is_cut", "kind") == {"has_units": 0, "is_cut": 1, "kind": "box"}


def test_the_nature_of_a_row_is_its_own_or_its_tables() -> None:
    (first, second, third) = of_kind(
        facts_of(
            plan(
                """tables: [{id: t1, title: 表, nature: 预期性}, {id: t2, title: 表}]
indicators:
  - {name: 甲, table: t1, nature: 约束性}
  - {name: 乙, table: t1}
  - {name: 丙, table: t2}
"""
            )
        ),
        "indicator",
    )
    assert [row.values["nature"] for row in (first, second, third)] == ["约束性", "预期性", ""]


@pytest.mark.parametrize(
    ("dated", "as_of"),
    [
        ("scope: level, year: 2019", 2019),
        ("scope: level, over: [2016, 2020]", 2020),
        ("scope: share, over: [2016, 2020]", 2020),
        ("scope: total, over: [2016, 2020]", 0),
        ("scope: yearly, over: [2016, 2020]", 0),
        ("over: [2016, 2020]", 0),
        ("scope: total, year: 2020", 2020),
        ("scope: level", 0),
    ],
)
def test_what_holds_at_a_moment_stands_for_the_end_of_its_period(dated: str, as_of: int) -> None:
    (said,) = figures(f"  - {{indicator: 甲, role: achieved, value: 1, unit: 件, {dated}}}")
    assert values(said, "as_of", "has_as_of") == {"as_of": as_of, "has_as_of": int(as_of > 0)}


def test_the_quote_of_a_figure_is_its_own_or_the_value() -> None:
    quoted, bare = figures(
        """  - {indicator: 甲, role: achieved, value: 1, unit: 件, at: [{quote: 甲达到1件}, {quote: 甲为1件}]}
  - {indicator: 甲, role: achieved, value: 1, unit: 件}
"""
    )
    assert (quoted.text("quote"), bare.text("quote")) == ("甲达到1件", "1件")
    assert [place.quote for place in quoted.places] == ["甲达到1件", "甲为1件"]


def test_what_is_doubtful_in_the_summary_is_doubtful_in_the_facts() -> None:
    facts = sample.facts()
    doubtful = [fact.label for fact in facts if fact.review]
    assert doubtful == ["指标表「高价值发明专利拥有量」", "三(一)2「商标品牌工程」"] + [
        fact.label for fact in facts if fact.kind == "lookalike" and fact.review
    ]


GROWN = """  - {{indicator: 专利申请量, role: achieved, scope: {scope}, over: [2016, 2020], value: 200, unit: 件}}
  - {{indicator: 专利申请量, role: achieved, scope: growth, over: [2016, 2020], value: 100, unit: "%"{base}}}
"""
BASE = ", base: {over: [2011, 2015], value: 100, unit: 件}"


def growth_of(text: str) -> Fact:
    return one(facts_of(plan(f"figures:\n{text}")), "growth")


def test_a_growth_is_computed_from_the_two_periods() -> None:
    found = growth_of(GROWN.format(scope="total", base=BASE))
    assert found.values["has_computed"] == 1
    low, high = found.values["computed_low"], found.values["computed_high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low <= 100 * 10_000 <= high
    assert found.values["computed_unit"] == found.values["claimed_unit"] == "percent"
    assert (found.text("claimed"), found.text("computed")) == ("100%", "100.0%")


@pytest.mark.parametrize(
    ("now", "before", "printed"),
    [
        ("2.0000", "1.0000", "100.0%"),
        ("0.9500", "1.0000", "-5.0%"),
        ("0.9870", "1.0000", "-1.3%"),
        ("1.0000", "1.0000", "0.0%"),
        ("2.5944", "1.0000", "159.4%"),
        ("2.5946", "1.0000", "159.5%"),
    ],
)
def test_rises_and_falls_are_printed_as_they_are(now: str, before: str, printed: str) -> None:
    found = growth_of(
        f"""  - {{indicator: 甲, role: achieved, scope: level, year: 2020, value: {now}, unit: 万件}}
  - {{indicator: 甲, role: achieved, scope: growth, year: 2020, value: 1, unit: "%",
     base: {{year: 2019, value: {before}, unit: 万件}}}}
"""
    )
    assert found.text("computed") == printed


@pytest.mark.parametrize(
    "text",
    [
        GROWN.format(scope="total", base=""),
        GROWN.format(scope="share", base=BASE),
        GROWN.format(scope="total", base=BASE).replace(
            "over: [2016, 2020], value: 200", "over: [2016, 2019], value: 200"
        ),
        GROWN.format(scope="total", base=BASE).replace("value: 200, unit: 件", "value: 200, unit: 件, place: 高新区"),
        GROWN.format(scope="total", base=BASE).replace("value: 200, unit: 件", "value: 200, unit: 家"),
        GROWN.format(scope="total", base=BASE).replace("value: 200, unit: 件", "text: 大幅增长"),
        GROWN.format(scope="total", base=BASE).replace(
            "专利申请量, role: achieved, scope: total", "专利授权量, role: achieved"
        ),
        GROWN.format(scope="total", base=", base: {over: [2011, 2015], value: 100, unit: 件, scope: yearly}"),
        GROWN.format(scope="total", base=", base: {over: [2011, 2015], value: 0, unit: 件}"),
        GROWN.format(scope="total", base=BASE)
        + "  - {indicator: 专利申请量, role: achieved, scope: added, over: [2016, 2020], value: 9, unit: 件}\n",
    ],
    ids=[
        "no-base",
        "share",
        "other-years",
        "other-place",
        "other-unit",
        "words",
        "other-name",
        "other-scope",
        "zero",
        "two",
    ],
)
def test_no_growth_is_computed_from_what_does_not_belong_together(text: str) -> None:
    found = growth_of(text)
    assert (found.values["has_computed"], found.values["computed_low"]) == (0, 0)


def test_a_base_without_unit_has_that_of_the_later_period() -> None:
    found = growth_of(GROWN.format(scope="total", base=", base: {over: [2011, 2015], value: 100}"))
    assert found.values["has_computed"] == 1


def test_a_growth_in_a_per_ten_thousand_indicator() -> None:
    found = growth_of(
        """  - {indicator: 每万人口发明专利拥有量, role: achieved, scope: level, year: 2020, value: 5.63, unit: 件/万人}
  - {indicator: 每万人口发明专利拥有量, role: achieved, scope: growth, year: 2020, value: 369, unit: "%",
     base: {year: 2015, value: 1.20, unit: 件}}
"""
    )
    assert found.values["has_computed"] == 1


@pytest.mark.parametrize("claim", ["role: target, scope: growth", "role: achieved, scope: share"])
def test_goals_and_shares_are_no_growth_claims(claim: str) -> None:
    loaded = plan(f'figures: [{{indicator: 甲, {claim}, year: 2025, value: 10, unit: "%"}}]')
    assert of_kind(facts_of(loaded), "growth") == []


def test_what_a_text_that_stops_early_leaves_open() -> None:
    whole = one(facts_of(plan("source: {file: a}")), "plan")
    assert values(whole, "is_cut", "has_body_end") == {"is_cut": 0, "has_body_end": 0}
    cut = one(facts_of(plan("source: {file: a, body: [3, 99], cut: [measures]}")), "plan")
    assert values(cut, "is_cut", "body_end") == {"is_cut": 1, "body_end": 99}
    assert cut.places[0].line == HEAD_LINES + 1
    annex = one(facts_of(plan("sources:\n  - {file: a}\n  - {file: b, cut: [measures]}")), "plan")
    assert annex.values["is_cut"] == 1
    assert annex.places[0].line == HEAD_LINES + 3
    assert annex.places[0].label == cut.places[0].label


def test_places_are_those_of_the_item_or_of_what_holds_it() -> None:
    facts = sample.facts()
    serious, slogan = of_kind(facts, "coverage")
    assert [place.quote for place in serious.places] == ["专项行动"]
    assert [place.quote for place in slogan.places] == ["加强行政保护"]
    assert serious.places[0].route == ("measures", 0, "covers", 0)
    assert slogan.places[0].line == serious.places[0].line + 1 if serious.places[0].line else False


def test_citations_that_are_recognised_know_when_the_document_was_public() -> None:
    old, known, unknown, _ = of_kind(sample.facts(), "citation")
    assert values(old, "document", "has_public", "ended") == {
        "document": "old-plan", "has_public": 0, "ended": "2020-01-01",
    }  # fmt: skip
    assert known.values["has_ended"] == 0
    assert values(known, "document", "has_public") == {"document": "nation-plan", "has_public": 1}
    assert (known.text("public"), known.text("last_unpublished")) == ("2021-10-28", "2021-10-28的前一日")
    assert known.values["public_low"] == known.values["public_high"]
    assert values(unknown, "has_document", "has_public", "has_number") == {
        "has_document": 0, "has_public": 0, "has_number": 0,
    }  # fmt: skip


def test_a_range_of_dates_is_open_where_it_is_not_known() -> None:
    early, late = 1, 4_000_000
    found = one(facts_of(plan("issued: {to: 2021-12-31}")), "plan")
    assert found.values["issued_low"] == early
    found = one(facts_of(plan("issued: {from: 2021-12-31}")), "plan")
    assert found.values["issued_high"] == late
    assert found.text("issued") == "2021-12-31 以后"


def test_the_day_before_moves_both_ends() -> None:
    document = upper("published: 2021-03\n")
    loaded = plan("citations: [{title: 国家知识产权规划纲领, role: basis}]")
    found = one(facts_of(loaded, known=[document]), "citation")
    for end in ("low", "high"):
        public, before = found.values[f"public_{end}"], found.values[f"last_unpublished_{end}"]
        assert isinstance(public, int)
        assert before == public - 1


LISTS = """
citations:
  - {title: 专利法, role: mention}
  - {title: 国家知识产权规划纲领, role: basis}
tables:
  - {id: T1, title: 主要指标}
indicators:
  - {name: 有效注册商标量, table: T1, target: {year: 2025, value: 20, unit: 万件}}
  - {name: 临江老字号数, target: {year: 2025, text: 稳步增长}}
figures:
  - {indicator: 商标申请量, role: achieved, scope: growth, over: [2016, 2020], value: 20, unit: "%"}
  - {indicator: 有效注册商标总量, role: achieved, value: 14, unit: 万件}
sections:
  - {id: 甲, title: 发展目标, role: goals}
  - {id: 乙, title: 规划背景, role: background}
measures:
  - {id: A2, kind: box, title: 商标品牌工程, section: 乙}
  - {id: A1, kind: task, title: 加强行政保护, covers: [{article: 意见/（一）, protection: 严保护, strength: task}]}
damage:
  - {raw: 无, cause: lost}
  - {raw: 知所权, cause: ocr}
"""
LINES = LISTS.strip().split("\n")


def turned_round() -> str:
    """The lists of ``LISTS`` each in the other order, with other ids and empty lines between."""
    heads = [index for index, line in enumerate(LINES) if not line.startswith(" ")]
    blocks = [LINES[a:b] for a, b in zip(heads, [*heads[1:], len(LINES)], strict=True)]
    text = "\n".join("\n\n".join([head, *items[::-1]]) for head, *items in blocks)
    for old, new in {"T1": "表一", "甲,": "一,", "乙": "二", "A1": "三(一)1", "A2": "三(一)2"}.items():
        text = text.replace(old, new)
    return text


def test_keys_survive_new_ids_another_order_and_inserted_lines() -> None:
    before = facts_of(plan(LISTS), known=[upper()])
    after = facts_of(plan(turned_round(), "# 一行注释\n" + HEAD), known=[upper()])
    assert sorted((fact.kind, fact.key) for fact in before) == sorted((fact.kind, fact.key) for fact in after)
    assert [fact.key for fact in before] != [fact.key for fact in after]
    assert len({(fact.kind, fact.key) for fact in before}) == len(before)


def test_another_name_is_another_key() -> None:
    first = {fact.key for fact in facts_of(plan(LISTS))}
    second = {fact.key for fact in facts_of(plan(LISTS.replace("加强行政保护", "加强司法保护")))}
    assert first - second == {"measure:加强行政保护", "coverage:严保护:（一）:加强行政保护"}
