"""Which documents above a plan are held against it: those of its beginnings, in force, and meant for such plans."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checker.facts.field import is_of_other_field
from checker.facts.parents import find_parents, governs
from checker.facts.upper import asked_of
from checker.judging.rulebook import load_rulebook
from checker.model.plan import Plan
from tests.facts.support import upper
from tests.loading.support import HEAD, plan, problems

FIVE_YEARS = "period: {start: 2021, end: 2025}\n"


@pytest.mark.parametrize(
    ("dates", "issued", "governed"),
    [
        ("", "", False),  # neither is dated: it begins two years after the plan
        ("published: 2026-07-31\n", "", False),
        ("published: 2026-07-31\n", "issued: {from: 2023}\n", False),
        ("published: 2026-07-31\n", "issued: 2026-07-31\n", True),
        ("published: 2026-07-31\n", "issued: {from: 2026-08}\n", True),
        ("issued: {to: 2026-07-31}\n", "issued: {from: 2026-08}\n", True),
        ("", "issued: 2026-12\n", False),
    ],
)
def test_a_document_that_begins_after_the_plan_governs_it_only_if_it_was_surely_there(
    dates: str, issued: str, governed: bool
) -> None:
    later = upper(f"{dates}period: {{start: 2026, end: 2030}}\n")
    assert governs(later, plan(f"{issued}period: {{start: 2024, end: 2026}}\n").plan) is governed


def test_of_one_span_the_plan_of_the_subject_is_nearer_than_an_outline() -> None:
    subject = upper(FIVE_YEARS)
    broad = replace(subject, id="a-outline", kind="outline")
    for loaded in (plan(FIVE_YEARS), plan()):
        found = find_parents(loaded, {document.id: document for document in (broad, subject)})
        assert [parent.plan.id for parent in found] == [subject.id, broad.id]


@pytest.mark.parametrize(
    ("status", "issued", "governed"),
    [
        ("{state: in_force, confidence: verified}", "2026", True),
        ("{state: repealed, confidence: verified}", "2012", False),  # since when is not known
        ("{state: superseded, since: {to: 2015-12-31}, confidence: verified}", "2012", False),
        ("{state: superseded, since: 2015-06-30, confidence: verified}", "2015-06-29", True),
        ("{state: superseded, since: 2015-06-30, confidence: verified}", "2015-06-30", False),
        ("{state: superseded, since: 2015-06-30, confidence: verified}", "{to: 2016}", True),
    ],
)
def test_what_no_longer_holds_governs_nothing(status: str, issued: str, governed: bool) -> None:
    assert governs(upper(f"status: {status}\n"), plan(f"issued: {issued}\n").plan) is governed


def test_an_undated_plan_may_be_of_the_time_of_a_superseded_document() -> None:
    superseded = upper("status: {state: superseded, since: 2015-06-30, confidence: verified}\n")
    assert governs(superseded, plan().plan)


def test_what_is_in_force_has_no_end() -> None:
    expected = [(1, "status：现行有效（in_force）的文件不写 since、by，这里是一个有 3 个键的映射")]
    assert problems("status: {state: in_force, since: 2015, confidence: verified}\n") == expected


def notice(narrowed: str, more: str = "") -> Plan:
    return upper(f"""asks:
  - id: A1
    clause: 正文
    text: 明确任务分工
    of: [city]
    {narrowed}
    strength: 要求
    method: manual
    confidence: verified
{more}""")


PROGRAMME = HEAD.replace("kind: plan", "kind: program")
DEMONSTRATION = PROGRAMME.replace("临江市知识产权规划", "国家知识产权“强市建设”示范城市工作方案")
NARROWED = "kind: [program]\n    titled: [强县建设示范, 强市建设示范]"


@pytest.mark.parametrize(
    ("narrowed", "head", "asked"),
    [
        ("kind: [program]", HEAD, False),
        ("kind: [program, opinion]", PROGRAMME, True),
        ("titled: [强市建设示范]", PROGRAMME, False),
        ("titled: [强县建设示范, 强市建设示范]", DEMONSTRATION, True),  # whatever marks the title has
        (NARROWED, DEMONSTRATION, True),
        (NARROWED, DEMONSTRATION.replace("kind: program", "kind: plan"), False),
        (NARROWED, PROGRAMME, False),
    ],
)
def test_an_ask_may_be_for_some_kinds_and_titles(narrowed: str, head: str, asked: bool) -> None:
    assert len(list(asked_of(plan("", head).plan, notice(narrowed)))) == asked


def test_a_document_for_some_programmes_governs_no_other_plan() -> None:
    assert governs(notice(NARROWED), plan("", DEMONSTRATION).plan)
    assert not governs(notice(NARROWED), plan("", PROGRAMME).plan)
    assert not governs(notice(NARROWED), plan().plan)


def test_what_else_a_document_holds_is_for_every_plan() -> None:
    for more in ("indicators: [{name: 专利授权量}]\n", "articles: [{number: 一, title: 甲, confidence: verified}]\n"):
        assert governs(notice(NARROWED, more), plan().plan)


def test_a_document_that_asks_this_plan_nothing_may_still_govern_it() -> None:
    assert governs(notice("period: {start: 2011, end: 2015}"), plan(FIVE_YEARS).plan)


@pytest.mark.parametrize(
    ("head", "governed"),
    [
        ("period: {start: 2016, end: 2020}\n", False),  # a plan that nobody has dated is of its period's first year
        ("period: {start: 2019, end: 2022}\n", True),
        ("period: {start: 2016, end: 2020}\nissued: 2019-12\n", True),
        ("", True),
    ],
)
def test_a_document_without_a_period_is_not_held_against_an_older_plan(head: str, governed: bool) -> None:
    for dates in ("published: 2019-11-24\n", "issued: {to: 2019-11-24}\n"):
        assert governs(upper(dates), plan(head).plan) is governed


OTHER = """measures:
  - {id: 一, kind: task, title: 提升产品质量}
  - {id: 二, kind: task, title: 提升工程质量}
  - {id: 三, kind: task, title: 提升服务质量}
"""


@pytest.mark.parametrize(
    ("title", "rows", "governed"),
    [
        ("质量强市规划", ["产品合格率", "有效注册商标量"], False),  # one name of five
        ("质量强市规划", ["专利授权量", "有效注册商标量"], True),  # two of five
        ("质量强市规划", ["产品合格率"], False),
        ("商标品牌规划", ["产品合格率", "工程合格率"], True),
    ],
)
def test_plans_of_another_field_are_not_below_documents_of_this_one(
    title: str, rows: list[str], governed: bool
) -> None:
    listed = "".join(f"  - {{name: {name}}}\n" for name in rows)
    other = replace(plan(f"indicators:\n{listed}{OTHER}").plan, title=title)
    document = upper()
    assert governs(document, other) is governed
    alike = replace(upper(f"indicators: [{{name: 甲}}, {{name: 乙}}]\n{OTHER}"), title="质量强国纲要")
    assert governs(alike, other)


def test_a_title_of_another_field_decides_where_nothing_is_listed() -> None:
    for title, other in (("市场监管规划", True), ("专利事业发展战略", False), ("地理标志产业规划", False)):
        assert is_of_other_field(replace(plan().plan, title=title)) is other


def test_all_that_is_shipped_is_of_this_field() -> None:
    assert [document.id for document in load_rulebook().outlines.values() if is_of_other_field(document)] == []
