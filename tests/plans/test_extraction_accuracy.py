"""The page on accuracy: its figures on extraction are those of ``bench/extraction.py``, to the last item."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bench.extraction import Score, compared
from checker.extracting.lexicon import Lexicon
from checker.loading.plans import load_plan
from tests.docs.pages import DOCS, table
from tests.plans.beside import PLANS, ROOT, source_text

PAGE = DOCS / "accuracy.md"
KINDS = {
    "标题、地区、种类、阶段、日期": "head",
    "指标表的行（整行一字不差）": "table rows (exact)",
    "正文的数和目标": "figures",
    "——连同年份、单位、口径": "figures: role, year, unit, 口径",
    "引用文件": "citations",
    "——连同文号、是不是依据": "citations: number, role",
    "章节": "sections",
    "——连同种类": "sections: role",
    "任务、保障措施、专栏": "measures",
    "——连同编号、种类、所在章节": "measures: id, kind, section",
    "责任单位、牵头单位": "responsible bodies",
    "落实四项保护的哪一条": "covers",
    "——连同强弱": "covers: strength",
    "文本损伤、错字": "damage",
    "只有口号的四项保护": "slogans",
    "前文说到的部分": "announced",
    "协调机构": "coordinating bodies",
    "保障措施的主题": "themes",
    "任务服务于哪些指标": "serves",
}


def rows(sums: dict[str, Score]) -> list[list[str]]:
    """The table as it should stand: wanted, found, both, precision, recall, F1."""
    return [
        [
            shown,
            *map(str, (score.wanted, score.found, score.both)),
            *map(shares, (score.precision, score.recall, score.f1)),
        ]
        for shown, score in ((shown, sums[name]) for shown, name in KINDS.items())
    ]


def shares(share: float) -> str:
    return str(Decimal(share).quantize(Decimal("0.001")))


@pytest.fixture(scope="module")
def sums() -> dict[str, Score]:
    lexicon = Lexicon(ROOT / "rules")
    sums: dict[str, Score] = {}
    for path in PLANS:
        wanted = load_plan(path).plan
        assert wanted.source is not None
        for name, score in compared(wanted, source_text(wanted.source.file), lexicon):
            sums.setdefault(name, Score()).add(score)
    return sums


def test_the_table_tells_what_the_extractor_does(sums: dict[str, Score]) -> None:
    assert set(KINDS.values()) == set(sums)
    assert table(PAGE, "extraction") == rows(sums)


def test_nothing_is_scored_on_nothing(sums: dict[str, Score]) -> None:
    assert [name for name, score in sums.items() if not (score.wanted and score.found)] == []
