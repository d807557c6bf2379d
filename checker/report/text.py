"""Plain text for a terminal: findings with place, quote, basis and way out; then what could not be judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.loading.problems import describe
from checker.loading.shown import tame
from checker.model.result import (
    SEVERITIES,
    Check,
    Clause,
    Finding,
    Place,
    PlanResult,
    Problem,
    Run,
    Severity,
    Verdict,
    WaiverUse,
)
from checker.model.words import CONFIDENCE
from checker.report.columns import columns
from checker.report.wording import SEVERITY_WORDS, WAIVER_STATUS, clean

PLACES_SHOWN = 3
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f]")  # a GBK console has none of them


def text_plan(plan: PlanResult, *, verbose: bool = False) -> str:
    """Everything about one plan; ``verbose`` lists every place, every check and the rules that do not apply."""
    lines = [f"{clean(plan.title)}（{clean(plan.file)}）"]
    lines += [f"  注意：{clean(note)}" for note in plan.notes]
    lines += _uppers(plan, verbose=verbose)
    opened = [finding for finding in plan.findings if finding.state == "open"]
    for finding in opened:
        lines += ["", *_finding(finding, plan, verbose=verbose)]
    if not opened:
        none = "没有待处理的问题。" if plan.findings else "没有查出问题。"
        lines += ["", f"  {none}" if plan.counts[Verdict.PASS] else "  没有能下结论的检查。"]
    lines += _decided(plan)
    undecided = [check for check in plan.checks if check.verdict is Verdict.UNDECIDED]
    lines += _group("无法判断", undecided, verbose=verbose)
    lines += _group("请人核查", [check for check in plan.checks if check.verdict is Verdict.MANUAL], verbose=True)
    if verbose:
        lines += _group("符合", [check for check in plan.checks if check.verdict is Verdict.PASS], verbose=True)
        lines += _inapplicable(plan)
    found = Counter(finding.severity for finding in plan.findings if finding.state == "open")
    lines += ["", f"  问题：{_severities(found)}", f"  检查：{_counts(plan)}", ""]
    return tame("\n".join(lines) + "\n")


def _uppers(plan: PlanResult, *, verbose: bool) -> list[str]:
    label = "  上位文件："
    if not plan.parents:
        return [f"{label}没有找到，只查规划自身"]
    below = " " * columns(label)
    whys = (f"（{clean(parent.why)}）" if verbose else "" for parent in plan.parents)
    named = (_document(parent.title, parent.number) for parent in plan.parents)
    return [
        f"{below if index else label}{name}{why}" for index, (name, why) in enumerate(zip(named, whys, strict=True))
    ]


def _finding(finding: Finding, plan: PlanResult, *, verbose: bool) -> list[str]:
    lines = [f"  {SEVERITY_WORDS[finding.severity]} {finding.rule} {clean(finding.message)}"]
    shown = finding.places if verbose else finding.places[:PLACES_SHOWN]
    lines += [f"    位置：{_place(place, plan)}" for place in shown]
    if len(finding.places) > len(shown):
        lines.append(f"    （另有 {len(finding.places) - len(shown)} 处，加 --verbose 列全）")
    lines += [f"    相关：{_place(place, plan)}" for place in finding.related]
    if finding.lapsed:
        lines.append(f"    豁免：已经过期，照报{_why(finding.waiver)}")
    basis = [_clause(clause) for clause in finding.basis] or ["规划自身的文字，不涉及上位文件"]
    lines += [f"    依据：{line}" for line in basis]
    lines.append(f"    改法：{clean(finding.fix)}")
    return lines


def _decided(plan: PlanResult) -> list[str]:
    """What was accepted, by whom, why and until when: never a silent pass."""
    waived = [finding for finding in plan.findings if finding.state == "waived"]
    baselined = [finding for finding in plan.findings if finding.state == "baselined"]
    idle = [use for use in plan.waivers if use.status != "used"]
    lines = ["", "  已豁免："] if waived else []
    lines += [f"    {finding.rule} {clean(finding.message)}{_why(finding.waiver)}" for finding in waived]
    if baselined:
        keys = Counter(finding.rule for finding in baselined)
        listed = "、".join(f"{rule} {count}" for rule, count in sorted(keys.items()))
        lines += ["", f"  基线里的旧问题 {len(baselined)} 个：{listed}"]
    if idle:
        lines += ["", "  没有起作用的豁免："]
        lines += [
            f"    {clean(f'{use.rule} {use.where}'.rstrip())}：{WAIVER_STATUS[use.status]}{_why(use)}" for use in idle
        ]
    return lines


def _why(use: WaiverUse | None) -> str:
    """Why something was accepted, by whom and until when."""
    return f"（{clean(use.reason)}，{clean(use.owner)}，至 {clean(use.expires)}）" if use else ""


def _place(place: Place, plan: PlanResult) -> str:
    where = f"{plan.file}:{place.line}" if place.line else plan.file
    offset = _offset(place)
    quote = f"，原文{offset}「{_SPACES.sub(' ', clean(place.quote))}」" if place.quote else ""
    return f"{clean(where)} {clean(place.label)}{quote}"


def _offset(place: Place) -> str:
    """Where in the source text: by page and paragraph where it has them, else by characters."""
    page = f"第 {place.page} 页" if place.page is not None else ""
    if place.paragraph is not None:
        return f"{page}第 {place.paragraph} 段"
    return page or (f"第 {place.offset + 1} 字" if place.offset is not None else "")


def _document(title: str, number: str) -> str:
    return f"《{clean(title)}》{clean(number)}"


def _clause(clause: Clause) -> str:
    quote = f"：「{clean(clause.quote)}」" if clause.quote else ""
    notes = [note for note in (clause.strength, _doubt(clause.confidence)) if note]
    return f"{_document(clause.title, clause.number)} {clean(clause.clause)}{quote}" + (
        f"（{'，'.join(notes)}）" if notes else ""
    )


def _doubt(confidence: str) -> str:
    return f"来源待核：{CONFIDENCE[confidence]}" if confidence in ("single-source", "derived") else ""


def _group(title: str, checks: Sequence[Check], *, verbose: bool) -> list[str]:
    """Checks of one verdict: each of its own when verbose, else one line for those that say the same."""
    if not checks:
        return []
    lines = ["", f"  {title}："]
    if verbose:
        reasons = (f"：{clean(check.reason)}" if check.reason else "" for check in checks)
        return [*lines, *(f"    {c.rule} {clean(c.subject)}{r}" for c, r in zip(checks, reasons, strict=True))]
    grouped = Counter((check.rule, check.reason) for check in checks)
    first = {(check.rule, check.reason): check.subject for check in reversed(checks)}
    rules: dict[str, list[str]] = {}  # several rules that can't say the same of the same for the same reason: one line
    for (rule, reason), count in grouped.items():
        many = f"等 {count} 项" if count > 1 else ""
        rules.setdefault(f"{clean(first[rule, reason])}{many}：{clean(reason)}", []).append(rule)
    return [*lines, *(f"    {'、'.join(each)} {said}" for said, each in rules.items())]


def _inapplicable(plan: PlanResult) -> list[str]:
    rules = [f"    {rule.rule} {rule.title}：{rule.not_applicable}" for rule in plan.rules if rule.not_applicable]
    return ["", "  不适用：", *rules] if rules else []


def _severities(found: Counter[Severity]) -> str:
    return "，".join(f"{SEVERITY_WORDS[severity]} {found[severity]}" for severity in SEVERITIES)


def _counts(plan: PlanResult) -> str:
    counts = plan.counts
    parts = [f"{verdict} {counts[verdict]}" for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE]
    return f"{' · '.join(parts)}；{counts[Verdict.NOT_APPLICABLE]} 条规则不适用"


class Totals:
    """The sums over all plans of a run, counted as they pass by."""

    def __init__(self) -> None:
        self.plans = 0
        self.found: Counter[Severity] = Counter()
        self.checks: Counter[Verdict] = Counter()

    def add(self, plan: PlanResult) -> None:
        """Count one plan."""
        self.plans += 1
        self.found.update({severity: plan.count(severity) for severity in SEVERITIES})
        self.checks.update(plan.counts)


def text_summary(
    totals: Totals, problems: Sequence[Problem], run: Run, strangers: Sequence[WaiverUse] = (), *, listed: bool = False
) -> str:
    """The last lines: how many plans, findings by severity, what was left open, inputs that could not be used.

    ``listed``: say what was wrong with these, and which waivers were for other plans (``strangers``), for a text
    that is read without what standard error showed.
    """
    left = (Verdict.UNDECIDED, Verdict.MANUAL)
    line = f"{totals.plans} 份规划：{_severities(totals.found)}"
    line += "".join(f"，{verdict} {totals.checks[verdict]}" for verdict in left)
    if problems:
        files = len({problem.file for problem in problems})
        line += f"；另有 {files} 个输入不能用，没有查"
    line += f"（规衡 {run.version}，{run.rules} 条规则，{run.engine}）"
    rest = [describe(problem) for problem in problems]
    rest += [f"{use.plan} {use.rule}：{WAIVER_STATUS[use.status]}{_why(use)}" for use in strangers]
    return tame("\n".join([line, *(f"  {clean(each)}" for each in rest if listed)]) + "\n")
