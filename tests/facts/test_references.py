"""What a summary points at and is not there."""

from __future__ import annotations

import pytest

from checker.facts.documents import DocumentIndex
from checker.facts.references import dangling
from tests.facts.support import upper, vocabulary
from tests.loading.support import HEAD_LINES, plan

NAMED = """indicators: [{name: 有效注册商标量}]
figures: [{indicator: 临江老字号（数）, role: target, value: 3}]
measures:
  - {id: 一, kind: task, title: 甲, serves: [%s]}
"""
ARTICLES = "articles: [{number: （一）, title: 惩戒, protection: 严保护, confidence: verified}]\n"


def messages(more: str) -> list[tuple[int | None, str]]:
    documents = DocumentIndex([upper(ARTICLES)])
    return [(problem.line, problem.message) for problem in dangling(plan(more), {}, documents, vocabulary())]


@pytest.mark.parametrize("name", ["有效注册商标量", "临江老字号数", "patent-grants"])
def test_what_a_measure_serves_is_a_row_a_figure_or_a_code(name: str) -> None:
    assert messages(NAMED % name) == []


def test_a_measure_that_serves_what_nobody_measures() -> None:
    said = "指标表和正文都没有指标「有效注册商标数」，是不是想写「有效注册商标量」？"
    assert messages(NAMED % "有效注册商标数") == [(HEAD_LINES + 4, said)]
    assert messages(NAMED % "patent-grant") == [(HEAD_LINES + 4, "指标表和正文都没有指标「patent-grant」")]


def test_a_code_and_an_article_that_are_not_there() -> None:
    code = "indicators: [{name: 甲, code: patent-grant}]\n"
    assert messages(code) == [(HEAD_LINES + 1, "词表里没有指标代码「patent-grant」，是不是想写「patent-grants」？")]
    covers = (
        "measures: [{id: 一, kind: task, title: 甲, covers: [{article: %s, protection: 严保护, strength: task}]}]\n"
    )
    assert messages(covers % "国家知识产权规划纲领/(一)") == []
    assert messages(covers % "国家知识产权规划纲领/（九）") == [
        (HEAD_LINES + 1, "《国家知识产权规划纲领》没有收录这一条（有：（一））")
    ]
