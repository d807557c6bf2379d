"""What makes two names one: marks of 口径, units, footnotes and the order of a share; and what does not."""

from __future__ import annotations

import pytest

from checker.facts.vocabulary import normalised
from checker.facts.wordings import marked, plain
from tests.facts.support import facts_of, one, vocabulary
from tests.loading.support import plan


def same(one_name: str, other: str) -> bool:
    return normalised(plain(one_name)) == normalised(plain(other))


@pytest.mark.parametrize(
    ("one_name", "other"),
    [
        ("商标质押登记金额（当年）", "商标质押登记金额"),
        ("商标质押登记金额（当年值，亿元）", "商标质押年登记金额"),
        ("年商标质押登记金额", "商标质押登记金额（年度）"),
        ("版权登记量（历年累计）", "版权登记量"),
        ("版权登记量（五年累计）①", "版权登记量（“十五五”期间累计）"),
        ("版权登记量〔2〕", "办理版权登记量"),
        ("绿色专利占全部专利的比重", "全部专利中绿色专利占比"),
        ("绿色专利拥有量占全部专利总量的比例", "绿色专利在全部专利中所占的比重"),
        ("数据产业增加值占地区生产总值（GDP）的比重", "数据产业增加值占GDP比重"),
    ],
)
def test_one_thing_under_two_wordings(one_name: str, other: str) -> None:
    assert same(one_name, other)


@pytest.mark.parametrize(
    ("one_name", "other"),
    [
        ("代理机构（含分支机构）", "代理机构"),
        ("专业人员（中级以上）", "专业人员"),
        ("年均登记量", "登记量"),
        ("年新增登记量", "登记量"),
        ("五年申请量", "申请量"),
        ("青年登记量", "登记量"),
        ("绿色专利占比", "绿色专利占全部专利比重"),
        ("全部专利占绿色专利的比重", "绿色专利占全部专利的比重"),
        ("中小企业贷款占比", "小企业贷款占比"),
        ("集中交易占比", "交易占集比重"),
        ("登记金额", "登记数量"),
    ],
)
def test_two_things(one_name: str, other: str) -> None:
    assert not same(one_name, other)


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("版权登记量（五年累计）", "total"),
        ("版权登记量（当年）", "yearly"),
        ("版权年登记量", "yearly"),
        ("版权登记量（年末，件）", "level"),
        ("版权登记量（年均）", "average"),
        ("版权年登记量（累计）", None),
        ("版权登记量", None),
        ("版权登记量（含软件）", None),
    ],
)
def test_the_scope_that_a_name_prints(name: str, scope: str | None) -> None:
    assert marked(name) == scope


def test_a_term_is_known_by_its_name_with_marks() -> None:
    known = vocabulary().indicator
    for name in ("海外发明专利授权量（当年）", "年海外发明专利授权量", "提交PCT国际专利申请"):
        assert known(None, name) is not None, name
    assert known(None, "作品著作权登记") == known(None, "作品著作权登记量") is not None
    assert known(None, "专利申请") is None
    assert known(None, "新增马德里商标国际注册量（累计）") is None
    near = vocabulary().near_misses("知识产权质押融资金额（五年累计）")
    assert "ip-pledge-registered-amount" in {miss.of.code for miss in near}


def test_the_mark_of_a_row_is_the_scope_of_its_numbers() -> None:
    text = "indicators:\n  - {name: %s, target: {year: 2030, value: 5, unit: 件}}\n"
    for name, scope in (("PCT国际专利申请量（五年累计）", "total"), ("PCT国际专利申请量", "yearly")):
        row = one(facts_of(plan(text % name)), "indicator")
        assert (row.values["target_scope"], row.values["topic"]) == (scope, "pct-applications")


def test_a_unit_of_a_year_is_a_scope_and_no_other_unit() -> None:
    row = "indicators:\n  - {name: 作品自愿登记数, target: {year: 2030, value: 5000, unit: 件/年}}\n"
    fact = one(facts_of(plan(row)), "indicator")
    assert (fact.values["target_scope"], fact.values["dimension"]) == ("yearly", "items")
