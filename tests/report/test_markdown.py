"""Markdown for a pull request: what stands in it, how long it may get, and that a plan can't write into it."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from checker.model.result import PlanResult, Problem
from checker.report.markdown import LIMIT, MarkdownReport, escaped, markdown_plan
from tests.report import samples
from tests.report.hostile import BIDI, hostile

TAGS = re.compile(r"</?(?!details>|summary>|sub>|span>|!)[A-Za-z][^>]*>|<!(?!-- -->)")


def of(*plans: PlanResult, problems: tuple[Problem, ...] = ()) -> str:
    report = MarkdownReport(samples.RUN)
    for plan in plans:
        report.add(plan)
    return report.text(problems)


def test_one_plan_says_its_verdict_and_counts_apart() -> None:
    lines = markdown_plan(samples.RUN, samples.PLAN).splitlines()
    assert lines[0] == "### 规衡：临江市“十四五”知识产权保护和运用规划"
    assert lines[2] == "**先改后报：3 处错误须改正。**"
    assert lines[4:7] == [
        "| 错误 | 警告 | 提示 | 无法判断 | 人工核查 |",
        "| ---: | ---: | ---: | ---: | ---: |",
        "| 3 | 3 | 3 | 6 | 3 |",
    ]
    assert "<details>" not in lines


def test_a_finding_has_place_quote_clause_and_fix() -> None:
    text = markdown_plan(samples.RUN, samples.PLAN)
    start = text.index("- **错误 IND001** 指标表没有")
    assert text[start : text.index("\n- ", start)].splitlines()[1:] == [
        "  - 原文：指标表（摘要第 33 行 · 原文第 6 页 · 第 5067 字）「专栏1 “十四五”时期知识产权发展主要指标」",
        "  - 对照：相近的正文（摘要第 88 行 · 原文第 8 页 · 第 6951 字）「每万人口发明专利拥有量达到4.6件」",
        (
            "  - 依据：《澄江省“十四五”知识产权保护和运用规划》（澄政发〔2021〕31号）二（三）（要求）"
            "「各市应将每万人口高价值发明专利拥有量列入规划指标」"
        ),
        "  - 依据：《知识产权强国建设纲要（2021—2035年）》二（三）（提及）「每万人口高价值发明专利拥有量达到12件」",
        "  - 改法：在指标表中补列该指标的基期值和 2025 年目标值，并写明责任单位。",
    ]


def test_findings_stand_by_severity_and_the_waived_ones_not_at_all() -> None:
    words = re.findall(r"^- \*\*(错误|警告|提示) ", markdown_plan(samples.RUN, samples.PLAN), re.MULTILINE)
    assert words == ["错误"] * 3 + ["警告"] * 3 + ["提示"] * 3


def test_what_a_person_must_look_at_has_boxes() -> None:
    text = markdown_plan(samples.RUN, samples.PLAN)
    assert text.count("\n- [ ] ") == 3
    assert "**无法判断 6 项**" in text


def test_several_plans_have_a_table_and_a_folded_part_each() -> None:
    result = samples.several()
    text = of(*result.plans, problems=result.problems)
    assert "| 临江市“十四五”知识产权保护和运用规划 | 先改后报：3 处错误须改正 | 3 | 3 | 3 | 6 | 3 |" in text
    assert text.count("<details>") == text.count("</details>") == 3
    assert "<summary>云河县知识产权工作方案（2021—2025年）：错误 0，警告 0，提示 0</summary>" in text
    assert "**没能检查的文件**\n\n- plans/坏.yaml:7:3: 第 7 行缩进有误，请对齐后再试" in text


def test_a_plan_without_its_place_in_the_title_is_told_apart() -> None:
    assert markdown_plan(samples.RUN, replace(samples.PLAN, title="知识产权规划")).startswith(
        "### 规衡：知识产权规划（临江市）"
    )


def test_a_long_report_is_cut_and_says_so_errors_first() -> None:
    plan = samples.large(3000).plans[0]
    text = markdown_plan(samples.RUN, plan)
    shown = re.findall(r"^- \*\*(错误|警告|提示) ", text, re.MULTILINE)
    assert LIMIT * 0.9 < len(text) <= LIMIT
    assert set(shown) == {"错误"}
    assert f"限于篇幅（65,536 字符），{3000 - len(shown)} 处问题没有列出" in text


def test_many_plans_stay_within_the_limit() -> None:
    plain = replace(samples.PLAN, findings=samples.PLAN.findings[5:])
    worst = replace(samples.PLAN, title="最差的规划")
    text = of(*[plain] * 400, worst, problems=(Problem("长" * 5000, "坏" * 5000),) * 100)
    assert len(text) <= LIMIT
    assert text.count("\n| 临江市") == 59
    assert "\n| 最差的规划（临江市） |" in text, "of many plans the table lists those with the most errors"
    assert "另有 341 份没有列出" in text
    assert "另有 80 条没有列出" in text
    assert text.count("<details>") == text.count("</details>")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", "a&#124;b"),
        ("`x` *y* _z_ ~s~", "&#96;x&#96; &#42;y&#42; &#95;z&#95; &#126;s&#126;"),
        ("<b>&amp;", "&#60;b&#62;&#38;amp;"),
        ("[x](http://a.b)", "&#91;x&#93;(http:<!-- -->//a.b)"),
        ("![x](y)", "!&#91;x&#93;(y)"),
        ("@somebody a@b.c", "@<!-- -->somebody a@<!-- -->b.c"),
        ("a/b#12 GH-12 !3", "a/b#<!-- -->12 GH-<!-- -->12 !<!-- -->3"),
        ("www.a.b 3.5", "www.<!-- -->a.b 3.5"),
        ("费用 $5$", "费用 <span>$</span>5<span>$</span>"),
        (BIDI, "甲乙丙丁戊&#91;31m"),
        ("一\n# 二", "一 # 二"),
        ("149%以上，见第#条", "149%以上，见第#条"),
    ],
)
def test_what_a_plan_says_is_never_markup(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_long_text_is_shortened_whole_characters_at_a_time() -> None:
    assert escaped("长" * 400) == "长" * 300 + "…"
    assert re.fullmatch(r"(?:&#124;){50}…", escaped("|" * 400))
    assert escaped("|" * 5, 6 * 5) == "&#124;" * 5


def test_a_hostile_plan_shows_as_text() -> None:
    result = hostile()
    for text in (of(*result.plans, problems=result.problems), markdown_plan(result.run, result.plans[0])):
        outside = re.sub(r"`[^`\n]*`", "", text)
        assert not TAGS.search(outside)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
        assert "http://" not in text
        assert text.count("`") % 2 == 0
