"""What was extracted from a document, for the person who looks it over: text and JSON."""

from __future__ import annotations

from collections.abc import Sequence

from checker.extracting.summary import Doubt, Summary
from checker.extracting.updating import Change
from checker.extracting.writing import plain
from checker.model.base import At, Quantity
from checker.model.plan import Indicator, Plan
from checker.model.words import LISTS
from checker.report.json_output import dumped
from checker.report.wording import clean, kind, level, stage

SHOWN = 40  # doubts listed on a terminal; the file has all of them as comments
_FIELDS = {
    "citations": "引用文件",
    "tables": "指标表",
    "indicators": "指标",
    "figures": "正文数据",
    "sections": "章节",
    "measures": "任务",
    "bodies": "协调机构",
    "announced": "预告的部分",
    "slogans": "口号",
    "damage": "损坏文字",
    "title": "标题",
    "region": "地区",
    "kind": "文件种类",
    "stage": "阶段",
    "period": "规划期",
    "issued": "成文日期",
    "published": "公开日期",
    "issuer": "制定机关",
    "number": "文号",
    "id": "编号",
    "source": "原文",
}


def extraction_text(summary: Summary, notes: Sequence[str] = ()) -> str:
    """What was found, and what to look at, least sure first; ``notes`` say what could not be read."""
    plan = summary.plan
    period = f"，{plan.period.start or '？'}—{plan.period.end}年" if plan.period else ""
    place = plan.region
    lines = [
        clean(plan.title),
        f"  {clean(place.name)}（{level(place.level)}），{kind(plan.kind)}，{stage(plan.stage)}{period}",
        f"  {counts(plan)}",
        *(f"  注意：{clean(note)}" for note in notes),
    ]
    if summary.doubts:
        lines += ["", f"  请对照原文看一看（{len(summary.doubts)} 处，最没有把握的在前）："]
        lines += [f"    {_doubt(doubt)}" for doubt in summary.doubts[:SHOWN]]
        if len(summary.doubts) > SHOWN:
            lines.append(f"    （另有 {len(summary.doubts) - SHOWN} 处，见摘要里注有“待核”的地方）")
    return "\n".join(lines) + "\n"


_CHANGES = {"added": "新增", "dropped": "没有了", "changed": "改了"}


def changes_text(changes: Sequence[Change]) -> str:
    """What a new draft changed, one line each: numbers first, since they are what is asked about."""
    if not changes:
        return "\n  与旧摘要相比，没有内容上的改动。\n"
    order = ("indicators", "figures", "measures", "citations")
    ranked = sorted(changes, key=lambda change: order.index(change.where) if change.where in order else len(order))
    lines = [f"    {_FIELDS.get(c.where, c.where)}「{clean(c.name)}」{_CHANGES[c.kind]}{_values(c)}" for c in ranked]
    return "\n".join(["", f"  与旧摘要相比（{len(changes)} 处）：", *lines]) + "\n"


def _values(change: Change) -> str:
    if change.kind != "changed":
        return ""
    old, new = _value(change.old), _value(change.new)
    return f"：{clean(old)} → {clean(new)}" if old and new and old != new else ""


def _value(item: object) -> str:
    """What a changed item says, briefly: its numbers where it has any."""
    if isinstance(item, Indicator):
        return " / ".join(_quantity(each) for each in (item.baseline, item.final_target) if each)
    if isinstance(item, Quantity):
        return _quantity(item)
    return item if isinstance(item, str) else ""


def _quantity(quantity: Quantity) -> str:
    if quantity.value is None:
        return quantity.text or quantity.raw or ""
    top = f"—{quantity.max:f}" if quantity.max is not None else ""
    return f"{quantity.value:f}{top}{quantity.unit or ''}{f'（{quantity.year}）' if quantity.year else ''}"


def counts(plan: Plan) -> str:
    """How many items of each list were found."""
    return "，".join(f"{_FIELDS[name]} {len(getattr(plan, name))}" for name in LISTS)


def extraction_json(summary: Summary, notes: Sequence[str] = ()) -> str:
    """The summary with how sure each item is and the list of doubts."""
    plan = summary.plan
    sure = [{"route": [*route], "sure": value} for route, value in summary.sure.items()]
    doubts = [
        {
            "route": [*doubt.route],
            "what": doubt.what,
            "why": doubt.why,
            "sure": doubt.sure,
            "at": plain(doubt.at) if doubt.at else None,
        }
        for doubt in summary.doubts
    ]
    whole = {"version": 1, "plan": plain(plan), "confidence": sure, "doubts": doubts, "notes": [*notes]}
    return dumped(whole) + "\n"


def _doubt(doubt: Doubt) -> str:
    field = str(doubt.route[0])
    place = f"（{_place(doubt.at)}）" if doubt.at else ""
    what = f"「{clean(doubt.what)}」" if len(doubt.route) > 1 else ""
    return f"{_FIELDS.get(field, field)}{what}{place}：{clean(doubt.why)}"


def _place(at: At) -> str:
    parts = []
    if at.page is not None:
        parts.append(f"第 {at.page} 页")
    if at.paragraph is not None:
        parts.append(f"第 {at.paragraph} 段")
    if not parts and at.offset is not None:
        parts.append(f"第 {at.offset + 1} 字")
    return f"{''.join(parts)}「{clean(at.quote)}」"
