"""What every rendering of two versions says alike: the verdict in a sentence, and the words for the parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from checker.model.diff import DiffResult, Fate, NumberChange, OpenFinding, UndecidedChange, UnitsChange
from checker.model.result import SEVERITIES, Finding, Place, Verdict
from checker.report.wording import SEVERITY_WORDS, stage

FATES: Mapping[Fate, str] = {
    "已改正": "同一项检查现在符合",
    "不再涉及": "所指的内容已删去，或规则不再适用；是不是改正了，请看原文",
    "转为无法判断": "不能算作改正",
    "已豁免": "登记了豁免或属基线",
}
_SUBJECTS = 5
ARROWS = {"升": "↑ 升", "降": "↓ 降", "": ""}


class Counts(Struct, frozen=True):
    """A line of the table of counts: a severity or verdict, before and after."""

    name: str
    old: int
    new: int


def verdict(diff: DiffResult) -> str:
    """Did they take our opinion? Each kind of answer with its own number."""
    before = sum(diff.old.open.values())
    if not before:
        said = "旧稿没有待处理的问题"
    else:
        fates = Counter(each.fate for each in diff.closed)
        parts = [f"{fate} {fates[fate]} 处" for fate in FATES if fates[fate]]
        if diff.remaining:
            moved = sum(each.moved for each in diff.remaining)
            parts.append(f"仍在 {len(diff.remaining)} 处{f'（其中 {moved} 处有变化）' if moved else ''}")
        said = f"旧稿 {before} 处问题：{'，'.join(parts)}"
    return f"{said}；新稿另有新问题 {len(diff.opened)} 处。" if diff.opened else f"{said}；新稿没有新问题。"


def counts(diff: DiffResult) -> tuple[Counts, ...]:
    """Open findings by severity, then what was not judged, before and after."""
    found = [
        Counts(SEVERITY_WORDS[each], diff.old.open.get(each, 0), diff.new.open.get(each, 0)) for each in SEVERITIES
    ]
    left = (Verdict.UNDECIDED, Verdict.MANUAL)
    found += [Counts(str(each), diff.old.counts.get(each, 0), diff.new.counts.get(each, 0)) for each in left]
    return tuple(found)


def changes(diff: DiffResult) -> str:
    """How many changes of the text, by kind."""
    parts = (
        ("数值变化", diff.numbers),
        ("增加", diff.added),
        ("删去", diff.dropped),
        ("名称、文号等变化", diff.words),
        ("责任单位变化", diff.units),
    )
    told = "，".join(f"{name} {len(each)} 处" for name, each in parts if each)
    return f"文本：{told}。" if told else "文本：没有发现数值、任务、引用文件和责任单位的变化。"


def tag(finding: Finding) -> str:
    """Severity and rule of a finding."""
    return f"{SEVERITY_WORDS[finding.severity]} {finding.rule}"


def units(change: UnitsChange) -> str:
    """Who came and who went."""
    parts = []
    if change.added:
        parts.append(f"增加 {'、'.join(change.added)}")
    if change.dropped:
        parts.append(f"减去 {'、'.join(change.dropped)}")
    if change.old_lead or change.new_lead:
        parts.append(f"牵头单位 {change.old_lead} → {change.new_lead}")
    return "；".join(parts)


def subjects(finding: OpenFinding) -> str:
    """Which subjects of a finding about many came and went."""
    parts = (("已没有", finding.gone), ("新有", finding.fresh))
    return "；".join(
        f"{word} {len(each)} 项：{'、'.join(each[:_SUBJECTS])}{'等' if len(each) > _SUBJECTS else ''}"
        for word, each in parts
        if each and len(finding.old.places) + len(finding.new.places) > 2
    )


def upper(change: NumberChange) -> str:
    """What the documents above have for the same number."""
    return "、".join(change.upper)


def stands(place: Place | None) -> str:
    """Where in the plan's own text something stands; empty where that is not known."""
    if place is None:
        return ""
    page = f"第 {place.page} 页" if place.page is not None else ""
    if place.paragraph is not None:
        return f"{page}第 {place.paragraph} 段"
    return page or (f"第 {place.offset + 1} 字" if place.offset is not None else "")


def stages(diff: DiffResult) -> tuple[str, str]:
    """What the two versions are called."""
    return stage(diff.old.stage), stage(diff.new.stage)


def unsettled_lists(diff: DiffResult) -> tuple[tuple[str, Sequence[UndecidedChange]], ...]:
    """What could not be judged in one version only, under its heading."""
    return (("旧稿无法判断、新稿能判断或不再涉及的", diff.settled), ("新稿才无法判断的", diff.unsettled))
