"""Checks and rule outcomes of the invented plan: all five verdicts, with and without evidence."""

from __future__ import annotations

from checker.model.result import (
    Check,
    Place,
    RuleOutcome,
    Verdict,
)
from tests.report.sample_findings import FINDINGS

_OUTCOMES: tuple[tuple[str, str, str, str, tuple[int, int, int, int, int], str], ...] = (
    ("IND001", "asked-indicator-missing", "上级要求列入的指标没有列入", "指标", (1, 1, 0, 0, 0), ""),
    ("IND006", "look-alike-indicator", "与上位指标相近而口径不同", "指标", (4, 1, 0, 0, 0), ""),
    ("COV003", "slogan-only", "只有口号没有举措", "四项保护", (3, 1, 0, 0, 0), ""),
    ("TGT003", "text-contradicts-table", "正文目标值与指标表不一致", "目标", (3, 2, 0, 2, 0), ""),
    ("TGT011", "target-falls-behind-parent", "目标增幅低于上位规划", "目标", (2, 1, 1, 1, 0), ""),
    ("TGT020", "yearly-targets-out-of-order", "分年目标先高后低", "目标", (0, 0, 1, 0, 0), "规划没有分年目标"),
    ("FIG002", "growth-does-not-add-up", "增幅与前后数值算不拢", "数字", (5, 1, 0, 0, 0), ""),
    ("RSP001", "task-without-unit", "任务没有写明责任单位", "责任", (15, 7, 0, 0, 0), ""),
    ("RSP004", "annex-missing", "任务分工附件缺失", "责任", (0, 0, 0, 1, 0), ""),
    ("STR002", "no-assessment-section", "保障措施缺少评估安排", "结构", (0, 1, 0, 2, 0), ""),
    ("STR009", "programme-period", "试点示范方案的实施期", "结构", (0, 0, 1, 0, 0), "只用于方案，本件是规划"),
    ("CIT002", "number-brackets", "文号年份没有用六角括号", "引用", (3, 1, 0, 0, 0), ""),
    ("CIT010", "basis-to-be-read", "编制依据与内容是否相称", "引用", (0, 0, 0, 0, 2), ""),
    ("TXT004", "damaged-text", "文字残损", "文字", (0, 5, 0, 0, 1), ""),
)


def _outcome(row: tuple[str, str, str, str, tuple[int, int, int, int, int], str]) -> RuleOutcome:
    rule, name, title, family, numbers, idle = row
    return RuleOutcome(rule, name, title, family, dict(zip(Verdict, numbers, strict=True)), idle)


RULES = tuple(map(_outcome, _OUTCOMES))


def _passes() -> tuple[Check, ...]:
    checks = []
    for outcome in RULES:
        for order in range(outcome.counts[Verdict.PASS]):
            spot = Place(
                f"摘要第 {order + 1} 项", ("measures", order), 300 + order, 3, "由市市场监管局牵头", 9000 + order
            )
            checks.append(Check(outcome.rule, f"{outcome.title}·第 {order + 1} 项", Verdict.PASS, "", (spot,)))
    return tuple(checks)


CHECKS: tuple[Check, ...] = (
    *_passes(),
    *(Check(finding.rule, finding.subject, Verdict.FAIL) for finding in FINDINGS for _ in range(finding.checks)),
    Check(
        "TGT003",
        "知识产权质押融资额",
        Verdict.UNDECIDED,
        "口径不同：累计 / 当年",
        (Place("正文三（三）", ("figures", 12), 108, 5, "五年累计实现知识产权质押融资25亿元", 7680, 9),),
    ),
    Check("TGT003", "版权合同登记量", Verdict.UNDECIDED, "口径不同：累计 / 当年"),
    Check(
        "TGT011",
        "有效注册商标量",
        Verdict.UNDECIDED,
        "抽取存疑：单元格数字粘连，须对照原件",
        (Place("指标表第 3 行", ("indicators", 2), 46, 5, "有效注册商标量 1.42.0", 5160, 6),),
    ),
    Check("STR002", "实施评估（附件）", Verdict.UNDECIDED, "文本不完整：任务举措、章节没有录全"),
    Check("STR002", "资金保障", Verdict.UNDECIDED, "文本不完整：任务举措、章节没有录全"),
    Check("RSP004", "任务分工表", Verdict.UNDECIDED, "文本不完整：任务举措、章节没有录全"),
    Check("TGT011", "商标密度", Verdict.NOT_APPLICABLE, "上位规划没有同名指标"),
    Check("TGT020", "", Verdict.NOT_APPLICABLE, "规划没有分年目标"),
    Check("STR009", "", Verdict.NOT_APPLICABLE, "只用于方案，本件是规划"),
    Check("CIT010", "编制依据", Verdict.MANUAL, "所列依据是否都在正文中有落实，须通读判断"),
    Check(
        "CIT010",
        "与市国民经济和社会发展规划的衔接",
        Verdict.MANUAL,
        "两份规划的同名目标是否一致，须取得市规划文本核对",
        (Place("正文引言", ("citations", 0), 16, 3, "临江市国民经济和社会发展第十四个五年规划", 233, 1),),
    ),
    Check("TXT004", "专业术语", Verdict.MANUAL, "“知识产权保险”等用语是否规范"),
)
