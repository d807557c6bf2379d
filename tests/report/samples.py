"""Hand-made results for the renderers: 临江市 in 澄江省 is invented, and so are its plan and its province's plan."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import (
    ParentUse,
    PlanResult,
    Problem,
    Result,
    Run,
    Verdict,
)
from tests.report.sample_checks import CHECKS, RULES
from tests.report.sample_findings import FINDINGS
from tests.report.sample_tables import CLAUSES, INDICATORS, PROTECTIONS

RUN = Run(version="0.1.0", engine="durable-rules 2.0.28", rules=14)

PLAN = PlanResult(
    id="xx-chengjiang-linjiang-145",
    title="临江市“十四五”知识产权保护和运用规划",
    region="临江市",
    level="city",
    kind="plan",
    stage="consultation",
    issued="2022-03",
    period="2021—2025",
    file="plans/linjiang.yaml",
    sha256="3f" * 32,
    source_file="临江市知识产权规划（征求意见稿）.docx",
    source_sha256="9c" * 32,
    cut=("measures", "sections"),
    parents=(
        ParentUse(
            "xx-chengjiang-145", "澄江省“十四五”知识产权保护和运用规划", "澄政发〔2021〕31号", "同省，规划期相同"
        ),
        ParentUse("cn-ip-plan-145", "“十四五”国家知识产权保护和运用规划", "国发〔2021〕20号", "国家级，规划期相同"),
        ParentUse("cn-ip-outline-2035", "知识产权强国建设纲要（2021—2035年）", "", "国家级，规划期涵盖本规划"),
        ParentUse("cn-ip-opinions-2019", "关于强化知识产权保护的意见", "", "国家级，四项保护的出处"),
    ),
    counts={verdict: sum(outcome.counts[verdict] for outcome in RULES) for verdict in Verdict},
    rules=RULES,
    checks=CHECKS,
    findings=FINDINGS,
    indicators=INDICATORS,
    protections=PROTECTIONS,
    clauses=CLAUSES,
)


def sample() -> Result:
    """One plan with every kind of thing a report can show."""
    return Result(RUN, (PLAN,))


def several() -> Result:
    """Three plans, two of them with the same id, and an input that could not be read."""
    clear = replace(
        PLAN,
        id="xx-yunhe-145",
        title="云河县知识产权工作方案（2021—2025年）",
        region="云河县",
        level="county",
        kind="program",
        findings=(),
    )
    twin = replace(PLAN, findings=PLAN.findings[:3], title="临江市“十四五”知识产权保护和运用规划（修订稿）")
    return Result(RUN, (PLAN, clear, twin), (Problem("plans/坏.yaml", "第 7 行缩进有误，请对齐后再试", 7, 3),))


def empty() -> Result:
    """A plan about which nothing at all could be said."""
    nothing = replace(
        PLAN,
        cut=(),
        parents=(),
        counts={},
        rules=(),
        checks=(),
        findings=(),
        indicators=(),
        protections=(),
        clauses=(),
    )
    return Result(RUN, (nothing,))


def large(count: int) -> Result:
    """The sample with ``count`` open findings, their keys all different."""
    models = [finding for finding in FINDINGS if finding.state == "open"]
    findings = tuple(
        replace(models[number % len(models)], key=f"{models[number % len(models)].key}#{number}")
        for number in range(count)
    )
    return Result(RUN, (replace(PLAN, findings=findings),))
