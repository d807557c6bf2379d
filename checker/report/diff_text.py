"""Two versions as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.loading.shown import tame
from checker.model.diff import DiffResult, Version
from checker.model.result import Finding, Place
from checker.report.diff_view import (
    ARROWS,
    FATES,
    changes,
    counts,
    stands,
    subjects,
    tag,
    units,
    unsettled_lists,
    upper,
    verdict,
)
from checker.report.wording import clean, stage


def diff_text(diff: DiffResult) -> str:
    """The whole comparison; what each part holds is said where it is empty too, as far as findings go."""
    return tame("".join(f"{line}\n" for line in _lines(diff)))


def _lines(diff: DiffResult) -> Iterator[str]:
    yield f"旧稿：{_version(diff.old)}"
    yield f"新稿：{_version(diff.new)}"
    for note in (*diff.unlike, *diff.notices):
        yield f"注意：{clean(note)}"
    for word, version in (("旧稿", diff.old), ("新稿", diff.new)):
        yield from (f"注意：{word}{clean(note)}" for note in version.notes)
    yield ""
    yield verdict(diff)
    yield "；".join(f"{each.name} {each.old} → {each.new}" for each in counts(diff))
    yield changes(diff)
    yield from _findings(diff)
    yield from _text(diff)
    yield from _undecided(diff)
    yield ""
    yield f"（规衡 {diff.run.version}，{diff.run.rules} 条规则，{diff.run.engine}）"


def _version(version: Version) -> str:
    return f"{clean(version.title)}（{stage(version.stage)}，{clean(version.file)}）"


def _findings(diff: DiffResult) -> Iterator[str]:
    for fate in FATES:
        closed = [each for each in diff.closed if each.fate == fate]
        yield from _part(f"{fate}（{FATES[fate]}）" if fate != "已改正" else fate, (each.finding for each in closed))
    if diff.remaining:
        yield from _heading("仍在", len(diff.remaining))
    for each in diff.remaining:
        yield _finding(each.new)
        if each.moved:
            yield f"      旧稿：{clean(each.old.message)}"
        if told := subjects(each):
            yield f"      {clean(told)}"
    if diff.opened:
        yield from _heading("新出现", len(diff.opened))
    for new in diff.opened:
        yield f"{_finding(new.finding)}（{new.origin}）"


def _part(title: str, findings: Iterable[Finding]) -> Iterator[str]:
    listed = list(findings)
    if listed:
        yield from _heading(title, len(listed))
        yield from map(_finding, listed)


def _heading(title: str, count: int) -> Iterator[str]:
    yield ""
    yield f"{title}：{count} 处"


def _finding(finding: Finding) -> str:
    return f"  {tag(finding)} {clean(finding.message)}"


def _text(diff: DiffResult) -> Iterator[str]:
    if diff.numbers:
        yield from _heading("数值变化", len(diff.numbers))
    for number in diff.numbers:
        told = f"{clean(number.old)} → {clean(number.new)}"
        arrow = f" {ARROWS[number.direction]}" if number.direction else ""
        above = f"；上位：{clean(upper(number))}" if number.upper else ""
        yield f"  {number.kind}「{clean(number.name)}」{number.part}：{told}{arrow}{above}{_at(number.new_place)}"
    for title, items in (("增加", diff.added), ("删去", diff.dropped)):
        if items:
            yield from _heading(title, len(items))
        for item in items:
            yield f"  {item.kind}「{clean(item.name)}」{clean(item.detail)}{_at(item.place)}"
    if diff.words:
        yield from _heading("名称、文号等变化", len(diff.words))
    for word in diff.words:
        yield f"  {word.kind}{clean(word.part)}：{clean(word.old)} → {clean(word.new)}{_at(word.place)}"
    if diff.units:
        yield from _heading("责任单位变化", len(diff.units))
    for change in diff.units:
        yield f"  {change.kind}「{clean(change.name)}」{clean(units(change))}{_at(change.place)}"


def _undecided(diff: DiffResult) -> Iterator[str]:
    for title, listed in unsettled_lists(diff):
        if listed:
            yield ""
            yield f"{title}：{len(listed)} 项"
        for each in listed:
            yield f"  {each.rule} {clean(each.subject)}：{clean(each.reason)}（另一稿：{each.other}）"


def _at(place: Place | None) -> str:
    where = stands(place)
    return f"（{where}）" if where else ""
