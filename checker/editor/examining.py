"""One open file examined: what is to be said of it, and what it was found to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from checker.editor.kinds import Kind
from checker.editor.project import Project
from checker.editor.source import Original, Reader, original_of
from checker.judging.cases import run_cases
from checker.judging.rulebook import read_rule
from checker.language.advice import unjoined
from checker.loading.config import read_config
from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput, describe
from checker.loading.yaml_tree import MAX_BYTES, Tree, decode, parse
from checker.model.result import Finding, Place, PlanResult, Problem, Severity, Verdict
from checker.reading.sources import source_document, verify_source
from checker.report.wording import WAIVER_STATUS, clean
from checker.settling.files import read_waivers

MAX_HINTS = 200
Level = Literal["error", "warning", "info", "hint"]


class Note(Struct, frozen=True):
    """Something to say about a place: at a route where it is known, else from a line and column on.

    ``code`` is the id of a rule, ``finding`` what it found, ``related`` other places of the same file.
    """

    level: Level
    message: str
    line: int = 1
    column: int = 1
    place: Place | None = None
    code: str = ""
    finding: Finding | None = None
    related: tuple[Place, ...] = ()


class Open(Struct, frozen=True):
    """An open file as it is now; ``path`` is None for one that was never saved."""

    path: Path | None
    name: str
    text: str
    kind: Kind | None

    @property
    def content(self) -> bytes:
        """Its bytes, as it would be saved; a broken surrogate becomes a question mark, so that places stay."""
        return self.text.encode("utf-8", "replace")


class Examined(Struct, frozen=True):
    """What came of it. ``elsewhere``: what is wrong with other files, for which reason nothing was checked."""

    notes: tuple[Note, ...] = ()
    result: PlanResult | None = None
    loaded: LoadedPlan | None = None
    original: Original | None = None
    elsewhere: tuple[Problem, ...] = ()


class Examiner:
    """Examines one file after another, in one thread.

    ``hints``: whether undecided checks and accepted findings are told, too.
    """

    def __init__(self, *, hints: bool = True) -> None:
        self.hints = hints
        self._read = Reader()

    def examine(self, each: Open, project: Project) -> Examined:
        """Look at a file. Never fails for what a file holds."""
        if len(each.content) > MAX_BYTES:
            return Examined((Note("error", f"文件超过 {MAX_BYTES // 1_000_000} MB，没有查"),))
        try:
            match each.kind:
                case Kind.SUMMARY:
                    return self._summary(each, project)
                case Kind.RULE:
                    return Examined(tuple(_rule(each, project)))
                case Kind.WAIVERS:
                    return _waivers(each, project)
                case Kind.CONFIG:
                    return _config(each, project)
                case None:
                    return Examined()
        except UnusableInput as unusable:
            return Examined(tuple(_problems(unusable.problems, each.name)))

    def _summary(self, each: Open, project: Project) -> Examined:
        loaded = read_plan(each.content, each.name)
        try:
            checker = project.checker()
        except UnusableInput as unusable:
            return _unchecked(unusable.problems, loaded)
        notes: list[Note] = []
        document = None
        try:
            document = verify_source(loaded, each.path, checker.sources, self._read)
        except UnusableInput as unusable:  # a quote that is not in the source text hides no findings
            notes += _problems(unusable.problems, each.name)
            document = source_document(loaded.plan, each.path, checker.sources, self._read)
        original = original_of(loaded.plan, document, each.path, checker.sources)
        try:
            result = checker.settled(checker.session.check(loaded))
        except UnusableInput as unusable:
            return Examined((*notes, *_problems(unusable.problems, each.name)), None, loaded, original)
        notes += _without_waivers(project.problems)
        notes += self._notes(result)
        return Examined(tuple(notes), result, loaded, original, project.problems)

    def _notes(self, result: PlanResult) -> Iterator[Note]:
        for finding in result.findings:
            if finding.state == "open":
                yield _finding(finding, finding.severity)
        if not self.hints:
            return
        hints = [_finding(finding, "hint") for finding in result.findings if finding.state != "open"]
        for check in result.checks:
            if check.verdict is Verdict.UNDECIDED:
                said = f"{check.verdict}：{check.subject}{f'：{check.reason}' if check.reason else ''}"
                hints.append(_note("hint", said, check.evidence, check.rule))
        yield from hints[:MAX_HINTS]


def _finding(finding: Finding, level: Level) -> Note:
    said = finding.message
    use = finding.waiver
    if finding.lapsed:
        said += "（豁免已经过期）"
    elif finding.state == "waived" and use:
        said += f"（已豁免：{use.reason}，{use.owner}，至 {use.expires}）"
    elif finding.state == "baselined":
        said += "（属基线，旧问题）"
    if finding.fix and level != "hint":
        said += f"\n改法：{finding.fix}"
    return replace(_note(level, said, finding.places, finding.rule), finding=finding, related=_others(finding))


def _others(finding: Finding) -> tuple[Place, ...]:
    """The further places of a finding in the summary, and those it is held against."""
    return tuple(place for place in (*finding.places[1:], *finding.related) if place.line is not None)


def _note(level: Level, said: str, places: tuple[Place, ...], rule: str) -> Note:
    place = next((each for each in places if each.line is not None), None)
    message = "\n".join(map(clean, said.split("\n")))
    return Note(
        level, message, (place.line if place else None) or 1, (place.column if place else None) or 1, place, rule
    )


def _problems(problems: Iterable[Problem], name: str) -> Iterator[Note]:
    for problem in problems:
        said = problem.message if problem.file == name else describe(problem)
        own = problem if problem.file == name else replace(problem, line=None, column=None)
        yield Note("error", clean(said), own.line or 1, own.column or 1)


def _without_waivers(problems: tuple[Problem, ...]) -> Iterator[Note]:
    """The waivers can't be used: all findings are told, and why."""
    if problems:
        yield Note("error", clean(f"豁免清单不能用，以下都照没有豁免列出：{describe(problems[0])}"))


def _unchecked(problems: tuple[Problem, ...], loaded: LoadedPlan | None) -> Examined:
    """Nothing was checked: what stands in the way is told here and where it is. Never a silent pass."""
    more = f"（共 {len(problems)} 处）" if len(problems) > 1 else ""
    said = f"没有查，因为配置、规则或基线不能用：{describe(problems[0])}{more}" if problems else "没有查"
    return Examined((Note("error", clean(said)),), None, loaded, None, problems)


def _config(each: Open, project: Project) -> Examined:
    assert each.path is not None
    read_config(each.content, Path(each.name))
    try:
        project.checker()
    except UnusableInput as unusable:
        mine = [replace(problem, file=each.name) for problem in unusable.problems if problem.file == str(each.path)]
        return Examined(tuple(_problems(mine, each.name)), elsewhere=unusable.problems)
    return Examined()


def _rule(each: Open, project: Project) -> Iterator[Note]:
    tree = _tree(each)
    rulebook = project.rulebook()
    loaded = read_rule(tree, rulebook)
    known = rulebook.rule(loaded.rule.id) or rulebook.rule(loaded.rule.name)
    if known is not None and known.file != each.name:
        mark = tree.marks.find(("id",))
        yield Note(
            "error", f"规则编号或名称已被内置规则 {known.rule.id} {known.rule.name} 用过", mark.line, mark.column
        )
        return
    names = [case.name for case in loaded.rule.cases]
    for failure in run_cases(loaded, rulebook):
        route = ("cases", names.index(failure.case)) if failure.case in names else ("id",)
        mark = tree.marks.find(route)
        yield Note("warning", clean(f"样例「{failure.case}」{failure.message}"), mark.line, mark.column)
    if loaded.compiled and (kinds := unjoined(loaded.compiled)):
        mark = tree.marks.find(("given",))
        said = f"同时绑定 {len(kinds)} 个事实（{'、'.join(kinds)}），却没有条件把它们连起来，大的规划会查得很慢"
        yield Note("info", said, mark.line, mark.column)


def _waivers(each: Open, project: Project) -> Examined:
    tree = _tree(each)
    waivers = read_waivers(tree)
    try:
        rulebook = project.checker().session.rulebook
    except UnusableInput as unusable:
        others = tuple(problem for problem in unusable.problems if problem.file != str(each.path))
        return _unchecked(others, None) if others else Examined()
    notes = []
    today = date.today()  # noqa: DTZ011 - the user's own day is meant
    for index, waiver in enumerate(waivers):
        level: Severity = "warning"
        if rulebook.switched_off(waiver.rule):
            status, route = WAIVER_STATUS["off"], "rule"
        elif rulebook.rule(waiver.rule) is None:
            status, route = WAIVER_STATUS["unknown"], "rule"
        elif today > waiver.last_day:
            status, route, level = WAIVER_STATUS["expired"], "expires", "error"
        else:
            continue
        mark = tree.marks.find(("waivers", index, route))
        notes.append(Note(level, status, mark.line, mark.column))
    return Examined(tuple(notes))


def _tree(each: Open) -> Tree:
    return parse(decode(each.content, each.name), each.name)
