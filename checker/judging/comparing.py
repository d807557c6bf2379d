"""Two versions of a plan: which findings were closed, which are new, what became of what could not be judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from checker.facts.vocabulary import Vocabulary, normalised
from checker.judging.comparing_items import compare_items
from checker.loading.plans import LoadedPlan
from checker.model.diff import (
    ClosedFinding,
    DiffResult,
    NewFinding,
    OpenFinding,
    Origin,
    UndecidedChange,
    Version,
    WordChange,
)
from checker.model.plan import Plan
from checker.model.result import SEVERITIES, Check, Finding, PlanResult, Run, Verdict
from checker.model.words import KINDS, LEVELS, LISTS, STAGES

_NUMBERED = re.compile(r"(?:^|(?<=；))[^「；]{0,20}(?=「)")  # the number of a task before its title


class Judged(Struct, frozen=True):
    """A version with what was found in it."""

    loaded: LoadedPlan
    result: PlanResult


Subject = tuple[str, str]  # the rule, and what it was about


def compare(old: Judged, new: Judged, run: Run, vocabulary: Vocabulary) -> DiffResult:
    """What the new version changed."""
    items = compare_items(old.loaded, new.loaded, new.result, vocabulary)
    names = _Names(items.renamed, old.result.title, new.result.title)
    before, after = _checks(old.result, names), _checks(new.result)
    mine, theirs = _findings(old.result, names), _findings(new.result)
    partner = _sorted_out(mine, theirs)
    known = set(partner.values())
    titles = {outcome.rule: outcome.title for each in (old, new) for outcome in each.result.rules}
    idle = {outcome.rule: outcome.not_applicable for outcome in new.result.rules}
    spared, waived = (
        {finding.key for finding in each.result.findings if finding.state != "open"} for each in (old, new)
    )
    return DiffResult(
        run=run,
        old=_version(old),
        new=_version(new),
        unlike=tuple(unlike(old.loaded.plan, new.loaded.plan)),
        notices=tuple(_notices(old, new)),
        closed=tuple(
            _closed(finding, mine.subjects[here], after, idle, waived)
            for here, finding in enumerate(mine.findings)
            if here not in partner
        ),
        opened=tuple(
            NewFinding(finding, _origin(finding, theirs.subjects[there], before, spared))
            for there, finding in enumerate(theirs.findings)
            if there not in known
        ),
        remaining=tuple(_remaining(mine, theirs, partner)),
        numbers=items.numbers,
        added=items.added,
        dropped=items.dropped,
        words=(*_head(old.loaded.plan, new.loaded.plan), *items.words),
        units=items.units,
        settled=tuple(_undecided(before, after, titles)),
        unsettled=tuple(_undecided(after, before, titles)),
    )


def unlike(old: Plan, new: Plan) -> Iterator[str]:
    """Why two plans are hardly two versions of one."""
    if old.region.level != new.region.level:
        yield f"层级不同：旧稿是{LEVELS[old.region.level]}，新稿是{LEVELS[new.region.level]}"
    for key, word in (("province", "省份"), ("city", "所在地市"), ("name", "地区")):
        one, other = getattr(old.region, key), getattr(new.region, key)
        if one and other and normalised(one) != normalised(other):
            yield f"{word}不同：旧稿是{one}，新稿是{other}"
    if old.period and new.period:
        ends = old.period.end != new.period.end
        starts = None not in (old.period.start, new.period.start) and old.period.start != new.period.start
        if ends or starts:
            yield f"规划期不同：旧稿是{_years(old)}，新稿是{_years(new)}"


def _years(plan: Plan) -> str:
    assert plan.period is not None
    return f"{plan.period.start or '？'}—{plan.period.end}年"


def _notices(old: Judged, new: Judged) -> Iterator[str]:
    """What a reader should know before reading on."""
    if old.result.sha256 == new.result.sha256:
        yield "两份文件的内容完全相同"
    if old.loaded.plan.kind != new.loaded.plan.kind:
        yield f"文种不同：旧稿是{KINDS[old.loaded.plan.kind]}，新稿是{KINDS[new.loaded.plan.kind]}"
    for word, each, what in (("旧稿", old, "增加"), ("新稿", new, "删去")):
        if cut := "、".join(LISTS[name] for name in sorted(each.loaded.plan.cut)):
            yield f"{word}文本不完整（{cut}没有录全），下面说“{what}”的，可能只是{word}没有录到"


def _head(old: Plan, new: Plan) -> Iterator[WordChange]:
    """The plan's own title, stage, dates and years."""
    told: tuple[tuple[str, Callable[[Plan], str]], ...] = (
        ("标题", lambda plan: plan.title),
        ("文种", lambda plan: KINDS[plan.kind]),
        ("阶段", lambda plan: STAGES[plan.stage]),
        ("印发时间", lambda plan: str(plan.issued) if plan.issued else ""),
        ("规划期", lambda plan: f"{plan.period.start or '？'}—{plan.period.end}" if plan.period else ""),
    )
    for part, said in told:
        if said(old) != said(new):
            yield WordChange("规划", part, said(old) or "（无）", said(new) or "（无）")


def _version(each: Judged) -> Version:
    result = each.result
    counts = {severity: result.count(severity) for severity in SEVERITIES}
    return Version(
        result.title, result.stage, result.file, result.sha256, counts, result.counts, result.notes, result.cut
    )


class _Names:
    """Subjects of checks made comparable: without numbers of tasks, and old names as the new version has them."""

    def __init__(self, renamed: Mapping[str, str], old_title: str, new_title: str) -> None:
        self._renamed = {old: new for old, new in renamed.items() if old != new}
        self._titles = {old_title: new_title}

    def of(self, subject: str) -> str:
        return "；".join(self._titles.get(part) or self._name(part) for part in _bare(subject).split("；"))

    def _name(self, part: str) -> str:
        before, mark, name = part.partition("「")
        name = name.removesuffix("」")
        return f"{before}「{self._renamed[name]}」" if mark and name in self._renamed else part


def _bare(subject: str) -> str:
    return _NUMBERED.sub("", subject)


_Checks = Mapping[Subject, Sequence[Check]]


def _checks(result: PlanResult, names: _Names | None = None) -> _Checks:
    found: dict[Subject, list[Check]] = {}
    for check in result.checks:
        subject = names.of(check.subject) if names else _bare(check.subject)
        found.setdefault((check.rule, subject), []).append(check)
    return found


class _Findings(Struct, frozen=True):
    """The open findings of a version, each with what it is about."""

    findings: tuple[Finding, ...]
    subjects: tuple[tuple[Subject, ...], ...]


def _findings(result: PlanResult, names: _Names | None = None) -> _Findings:
    failed: dict[str, list[Check]] = {}
    for check in result.checks:
        if check.verdict is Verdict.FAIL:
            failed.setdefault(check.rule, []).append(check)
    opened = tuple(finding for finding in result.findings if finding.state == "open")
    one = names.of if names else _bare
    return _Findings(opened, tuple(tuple(_subjects(each, failed.get(each.rule, ()), one)) for each in opened))


def _subjects(finding: Finding, failed: Iterable[Check], one: Callable[[str], str]) -> list[Subject]:
    """What a finding is about, as the checks have it; one about the whole plan stands for all that failed."""
    subjects = list(dict.fromkeys(check.subject for check in failed))
    if finding.key != finding.rule and finding.subject in subjects:
        subjects = [finding.subject]
    return list(dict.fromkeys((finding.rule, one(subject)) for subject in subjects))


def _sorted_out(old: _Findings, new: _Findings) -> Mapping[int, int]:
    """Which finding of the new version is which of the old one: by key, else by rule and subject.

    One about the whole plan is another where it names none of the same subjects any more.
    """
    partner: dict[int, int] = {}
    for by_key in (True, False):
        taken = set(partner.values())
        left: dict[object, list[int]] = {}
        for there, finding in enumerate(new.findings):
            if there not in taken:
                left.setdefault(finding.key if by_key else new.subjects[there], []).append(there)
        for here, finding in enumerate(old.findings):
            candidates = left.get(finding.key if by_key else old.subjects[here])
            if here in partner or not candidates or not (by_key or old.subjects[here]):
                continue
            there = candidates[0]
            whole = finding.key == finding.rule and old.subjects[here] and new.subjects[there]
            if not whole or set(old.subjects[here]) & set(new.subjects[there]):
                partner[here] = candidates.pop(0)
    return partner


def _remaining(old: _Findings, new: _Findings, partner: Mapping[int, int]) -> Iterator[OpenFinding]:
    for here, there in sorted(partner.items(), key=lambda pair: pair[1]):
        mine, theirs = old.subjects[here], new.subjects[there]
        gone = tuple(subject for _, subject in mine if (old.findings[here].rule, subject) not in theirs)
        fresh = tuple(subject for _, subject in theirs if (old.findings[here].rule, subject) not in mine)
        yield OpenFinding(old.findings[here], new.findings[there], gone, fresh)


def _closed(
    finding: Finding, subjects: Iterable[Subject], after: _Checks, idle: Mapping[str, str], waived: set[str]
) -> ClosedFinding:
    """What became of it: only a check that passes now says that it was mended."""
    if finding.key in waived:
        return ClosedFinding(finding, "已豁免")
    now = [check for subject in subjects for check in after.get(subject, ())]
    for check in now:
        if check.verdict is Verdict.UNDECIDED:
            return ClosedFinding(finding, "转为无法判断", check.reason)
    if any(check.verdict is Verdict.PASS for check in now):
        return ClosedFinding(finding, "已改正")
    return ClosedFinding(finding, "不再涉及", idle.get(finding.rule, ""))


def _origin(finding: Finding, subjects: Iterable[Subject], before: _Checks, waived: set[str]) -> Origin:
    """What the same check said of the old version."""
    if finding.key in waived:
        return "旧稿已豁免"
    verdicts = {check.verdict for subject in subjects for check in before.get(subject, ())}
    if Verdict.UNDECIDED in verdicts:
        return "旧稿无法判断"
    if Verdict.FAIL in verdicts:
        return "旧稿也不符合"
    return "旧稿符合" if Verdict.PASS in verdicts else "旧稿没有"


def _undecided(here: _Checks, there: _Checks, titles: Mapping[str, str]) -> Iterator[UndecidedChange]:
    """Checks that can't be judged here and are something else there."""
    for subject, checks in here.items():
        open_ = next((check for check in checks if check.verdict is Verdict.UNDECIDED), None)
        others = [check.verdict for check in there.get(subject, ())]
        if open_ is None or Verdict.UNDECIDED in others:
            continue
        other = "、".join(dict.fromkeys(map(str, others))) or "没有这一项"
        yield UndecidedChange(open_.rule, titles.get(open_.rule, ""), open_.subject, open_.reason, other)
