"""The first sentence of a report: can the plan go up as it is?"""

from __future__ import annotations

from checker.model.result import PlanResult, Verdict


def ready(plan: PlanResult) -> str:
    """What to do before the plan goes up (or, where it is in force, about it); the counts below say the rest."""
    if not plan.counts.get(Verdict.PASS, 0) + plan.counts.get(Verdict.FAIL, 0):
        return "不能判断能否上报"
    errors, warnings = plan.count("error"), plan.count("warning")
    if plan.stage == "issued":
        if errors:
            return f"已印发的文本有 {errors} 处错误，宜更正"
        return f"没有必须更正的错误，{warnings} 处宜核实" if warnings else "没有发现必须更正或核实的问题"
    if errors:
        return f"先改后报：{errors} 处错误须改正"
    return f"没有必须改正的错误，{warnings} 处宜在上报前核实" if warnings else "没有发现须在上报前处理的问题"
