"""What the shipped rules say of two real plans, each line read against the text of the plan.

When a rule is added or mended and a list below changes, read what is new as the author of the plan would, against the
text, before writing it here.
"""

from __future__ import annotations

import re

import pytest

from checker.judging.findings import BINDING_STRENGTHS
from checker.judging.session import Session
from checker.loading.plans import load_plan
from checker.model.result import SEVERITIES, PlanResult, Verdict
from tests.judging.support import rulebook
from tests.plans.beside import PLANS, ROOT

BAODING, HEGANG = "cn-hebei-baoding-145", "cn-heilongjiang-hegang-145"

# severity, key, number of failed checks
FINDINGS = {
    BAODING: [
        # the table prints 万件, the text twice 件
        ("error", "TGT003:indicator:copyright-registrations", 1),
        # the basis names the province's plan, the city's outline and a yearly plan; neither national document anywhere
        ("warning", "CIT001", 2),
        # 有效商标注册量, a stock, 增幅为“十二五”期间的…
        ("warning", "FIG006:growth:有效商标注册量", 1),
        # 实施地理标志保护工程: the next bracket stands behind the next project
        ("warning", "RSP001", 1),
        # 知识产权保护领导小组, 知识产权战略实施领导小组
        ("warning", "STR015", 2),
        # 5.63 in the background without a date, 5.74 in the table for 2020
        ("warning", "TGT001:indicator:invention-patents-per-10k", 1),
        # the cell of 2020 is a dash
        ("warning", "TGT004:indicator:patent-intensive-gdp-share", 1),
        # 稳步增长, 全省先进水平
        ("warning", "TGT005:indicator:copyright-gdp-share", 1),
        ("warning", "TGT005:indicator:ip-satisfaction", 1),
        # 6亿元 twice, as 质押融资登记金额 and as 质押登记担保金额
        ("warning", "TGT030:kin:知识产权质押融资登记金额/知识产权质押登记担保金额", 1),
        # 1家 in the table; the background has 获批1家国家级…培育机构
        ("warning", "TGT030:kin:国家级知识产权服务品牌培育机构/知识产权服务品牌机构", 1),
        # 累计实现30余亿元 in five years, 6亿元 for the last; in the table and in the goals
        ("warning", "TGT034:figure:ip-pledge-registered-amount", 2),
        # 1.87 of 5.74, 2.21 of 9.5
        ("warning", "TGT036:portion:high-value-patents-per-10k", 1),
        # 集成电路布局设计, elsewhere 布图设计; 符合反映产业和区域特点
        ("warning", "TXT001", 2),
        # half-width brackets (all marks of this text are half-width: the text may be at fault, not the plan)
        ("info", "CIT003", 7),
        ("info", "CIT007", 1),
        # 保办字, 保政办发
        ("info", "CIT008:保定市人民政府办公室", 2),
        # among the bases
        (
            "info",
            "CIT009:citation:保定市知识产权保护领导小组办公室关于印发保定市2021年知识产权强市推进计划的通知",
            1,
        ),
        # 年均增速38.7% (the two figures beside it are sums of five years)
        ("info", "FIG005", 1),
        # 海外发明专利授权量: twelve rows, not this one; the text has no target for it
        ("info", "IND001:cn-ip-plan-145", 1),
        # of 27 brackets with units 26 name several, nine of them a leader; one has only courts, prosecutors and police
        ("info", "RSP002", 16),
        ("info", "RSP004:市人力资源社会保障局", 2),
        ("info", "RSP004:市卫生健康委", 2),
        ("info", "RSP004:人行中心支行", 2),
        # 市市场监管局牵头 in the table, nobody 三(一)1; 市市场监管局负责, seven units 五(一)3
        ("info", "RSP006", 2),
        # the text ends in the middle of 五(二)3
        ("info", "STR001:plan", 1),
        # 二十大 was in October 2022
        ("info", "STR014:plan", 1),
        # 1.87 → 2.21
        ("info", "TGT011:indicator:high-value-patents-per-10k", 1),
        # 商标申请量、注册量…稳步增长
        ("info", "TGT014", 2),
        # 2.21 and 6.5
        ("info", "TGT020:全国", 2),
        # 55 and 55, 5 and 5
        (
            "info",
            "TGT033:kin:通过企业知识产权管理规范国家标准第三方认证的企业/知识产权管理规范国家标准认证的企事业单位(累计)",
            1,
        ),
        ("info", "TGT033:kin:国家知识产权优势示范企业/国家级知识产权示范企业", 1),
        ("info", "TXT002:plan", 1),
    ],
    HEGANG: [
        # 关于印发…规划 without 的通知
        ("warning", "CIT006", 1),
        # 每万人口发明专利拥有量, 高价值发明专利拥有量
        ("warning", "IND002:high-value-patents-per-10k", 2),
        # the text has neither 牵头 nor 负责
        ("warning", "RSP001", 31),
        ("warning", "TXT001", 3),
        ("info", "CIT007", 1),
        ("info", "COV002", 4),
        # 探索合作, in one task
        ("info", "COV003:protection:同保护", 1),
        # five rows; of the eight national indicators the table has one (质押) and two near-misses of another
        ("info", "IND001:cn-ip-plan-145", 6),
        # only 十四五 and 到2025年
        ("info", "STR005:plan", 1),
        # neither 考核 nor 督查, neither 财政 nor 经费
        ("info", "STR010:plan", 1),
        ("info", "STR011:plan", 1),
        # 市知识产权战略实施工作领导小组 stands in 三(一)1 alone
        ("info", "STR018", 1),
        # 0.56 → 0.6, the province 7.245
        ("info", "TGT015:indicator:invention-patents-per-10k", 1),
        ("info", "TGT020:黑龙江省", 1),
        # 省级…23家 in the background, 25家 in the table
        ("info", "TGT032:kin:省级知识产权专利优势企业/知识产权优势企业数量", 1),
        ("info", "TGT041:plan", 1),
        # 5024 → 9000, registered in the five years before: 3656
        ("info", "TGT045:accrual:trademarks-in-force", 1),
        ("info", "TXT004:measure:支持企业加强知识产权海外布局和运用", 1),
    ],
}
UNDECIDED = {
    BAODING: [
        ("COV001", "同保护"),
        ("COV002", "（十）推动简易案件和纠纷快速处理"),
        ("RSP001", "五(二)3「助推知识产权融入产业创新」"),
        ("STR002", "国家“十四五”规划保障实施（四个方面）"),
        ("STR006", "前文提到「优化知识产权服务供给」"),
        ("STR006", "前文提到「深化知识产权协同合作」"),
        ("STR010", "保定市“十四五”知识产权保护和运用规划"),
        ("STR011", "保定市“十四五”知识产权保护和运用规划"),
        ("STR012", "指标表「知识产权使用费年进出口总额」"),
        ("STR012", "指标表「知识产权服务品牌机构」"),
        ("STR012", "指标表「知识产权管理规范国家标准认证的企事业单位(累计)」"),
    ],
    HEGANG: [
        ("CIT002", "引用《黑龙江省知识产权强省建设纲要（2021—2035年）》"),
        ("CIT002", "引用《黑龙江省人民政府关于印发黑龙江省“十四五”知识产权保护和运用规划》"),
    ],
}
MISSING = {
    BAODING: ["海外发明专利授权量"],
    HEGANG: [
        "海外发明专利授权量",
        "知识产权使用费年进出口总额",
        "专利密集型产业增加值占GDP比重",
        "版权产业增加值占GDP比重",
        "知识产权保护社会满意度",
        "知识产权民事一审案件服判息诉率",
    ],
}
# the protections of the 2019 Opinions: strength of every article, in order
COVERED = {
    BAODING: ["task task task task", "thin task task", "task task 无 task", "无 无 thin 无"],
    HEGANG: ["task task task task", "无 task thin", "thin task task 无", "task thin 无 无"],
}


@pytest.fixture(scope="module")
def results() -> dict[str, PlanResult]:
    session = Session(rulebook())
    return {path.stem: session.check(load_plan(path, shown=path.name)) for path in PLANS}


@pytest.mark.parametrize("plan", FINDINGS)
def test_the_findings(plan: str, results: dict[str, PlanResult]) -> None:
    found = [(finding.severity, finding.key, finding.checks) for finding in results[plan].findings]
    assert found == FINDINGS[plan]


@pytest.mark.parametrize("plan", FINDINGS)
def test_the_counts_follow_from_the_findings(plan: str, results: dict[str, PlanResult]) -> None:
    result = results[plan]
    assert result.counts[Verdict.FAIL] == sum(checks for _, _, checks in FINDINGS[plan])
    assert result.counts[Verdict.UNDECIDED] == len(UNDECIDED[plan])
    assert result.counts[Verdict.MANUAL] == 1
    assert result.counts[Verdict.PASS] > 50


@pytest.mark.parametrize("plan", UNDECIDED)
def test_what_can_not_be_judged(plan: str, results: dict[str, PlanResult]) -> None:
    checks = [check for check in results[plan].checks if check.verdict is Verdict.UNDECIDED]
    assert [(check.rule, check.subject) for check in checks] == UNDECIDED[plan]
    assert all(check.reason for check in checks)


@pytest.mark.parametrize("plan", MISSING)
def test_the_indicators_that_are_nowhere(plan: str, results: dict[str, PlanResult]) -> None:
    assert [row.name for row in results[plan].indicators if row.status == "未见"] == MISSING[plan]


@pytest.mark.parametrize("plan", COVERED)
def test_the_articles_that_are_covered(plan: str, results: dict[str, PlanResult]) -> None:
    rows = results[plan].protections
    assert [row.name for row in rows] == ["严保护", "大保护", "快保护", "同保护"]
    assert [" ".join(cell.strength for cell in row.articles) for row in rows] == COVERED[plan]


def test_the_near_miss_of_hegang_takes_over_from_the_missing_indicator(results: dict[str, PlanResult]) -> None:
    rows = {row.name: row for row in results[HEGANG].indicators}
    assert rows["每万人口高价值发明专利拥有量"].status == "近似"
    assert rows["每万人口发明专利拥有量"].parents == ()
    missing = next(finding for finding in results[HEGANG].findings if finding.rule == "IND001")
    assert "每万人口" not in missing.message


def test_what_stands_in_several_plans_is_a_finding_of_each(results: dict[str, PlanResult]) -> None:
    assert set(results) == {path.stem for path in PLANS}
    assert len(results) >= 2


@pytest.fixture(params=[path.stem for path in PLANS])
def result(request: pytest.FixtureRequest, results: dict[str, PlanResult]) -> PlanResult:
    return results[request.param]


def test_every_finding_is_whole(result: PlanResult) -> None:
    assert len({finding.key for finding in result.findings}) == len(result.findings)
    for finding in result.findings:
        assert finding.key.startswith(finding.rule)
        for text in (finding.title, finding.subject, finding.message, finding.why, finding.fix):
            assert text
            assert not re.search(r"[{}]|None|has_|\btarget\b|\bbaseline\b", text), text
        assert finding.places
        assert all(place.line and place.label for place in finding.places)


def test_an_error_rests_on_the_plan_itself_or_on_a_verified_demand(result: PlanResult) -> None:
    for finding in result.findings:
        if finding.severity == "error":
            assert all(c.strength in BINDING_STRENGTHS and c.confidence == "verified" for c in finding.basis)


def test_the_places_are_lines_of_the_summary(result: PlanResult) -> None:
    lines = (ROOT / "plans" / result.file).read_text(encoding="utf-8").splitlines()
    for finding in result.findings:
        for place in (*finding.places, *finding.related):
            assert place.line is not None
            assert place.line <= len(lines)
            if place.quote:
                below = " ".join(lines[place.line - 1 : place.line + 40])
                word = re.split(r"[\s\"\\]", place.quote)[0]
                assert word in below, place


def test_findings_are_ordered_by_severity(result: PlanResult) -> None:
    ranks = [SEVERITIES.index(finding.severity) for finding in result.findings]
    assert ranks == sorted(ranks)


def test_what_is_counted_is_what_is_listed(result: PlanResult) -> None:
    for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.UNDECIDED, Verdict.MANUAL):
        assert result.counts[verdict] == sum(check.verdict is verdict for check in result.checks)
        assert result.counts[verdict] == sum(rule.counts[verdict] for rule in result.rules)
    assert result.counts[Verdict.NOT_APPLICABLE] == sum(bool(rule.not_applicable) for rule in result.rules)
    assert result.counts[Verdict.FAIL] == sum(finding.checks for finding in result.findings)
    assert {rule.rule for rule in result.rules} == {loaded.rule.id for loaded in rulebook().rules}
