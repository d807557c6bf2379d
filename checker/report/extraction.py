"""What was extracted from a document, for the person who looks it over: text and JSON."""

from __future__ import annotations

from collections.abc import Sequence

from checker.loading.shown import tame
from checker.model.base import At, Period, Quantity
from checker.model.dates import DateRange
from checker.model.extraction import Change, Doubt, Summary
from checker.model.plain import plain
from checker.model.plan import Figure, Indicator, Plan, Region, Responsible
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
    return tame("\n".join(lines) + "\n")


_CHANGES = {"added": "新增", "dropped": "没有了", "changed": "改了", "unclear": "不同"}
_PARTS = {
    "baseline": "基期",
    "target": "目标",
    "targets": "目标",
    "responsible": "责任单位",
    "name": "名称",
    "title": "标题",
    "number": "文号",
    "units": "责任单位",
    "lead": "牵头单位",
    "covers": "落实的条款",
    "serves": "服务的指标",
    "themes": "保障的方面",
    "role": "作用",
    "indicator": "名称",
    "nature": "属性",
}
_ORDER = ("indicators", "figures", "measures", "citations")


def changes_text(changes: Sequence[Change]) -> str:
    """What a new draft changed, one line each: numbers first, since they are what is asked about."""
    if not changes:
        return "\n  与旧摘要相比，没有内容上的改动。\n"
    ranked = sorted(changes, key=lambda change: _ORDER.index(change.where) if change.where in _ORDER else len(_ORDER))
    lines = [f"    {_what(c)}{_CHANGES[c.kind]}{_values(c)}" for c in ranked]
    return tame("\n".join(["", f"  与旧摘要相比（{len(changes)} 处）：", *lines]) + "\n")


def _what(change: Change) -> str:
    field = _FIELDS.get(change.where, change.where)
    return field if change.where == change.name else f"{field}「{clean(change.name)}」"


def _values(change: Change) -> str:
    """From what to what, for what has changed; ``old`` alone for what is gone and ``new`` for what is new."""
    if change.kind in ("added", "dropped"):
        shown = _shown(change.new if change.kind == "added" else change.old)
        return f"：{clean(shown)}" if shown and shown != change.name else ""
    if not change.fields or isinstance(change.new, Figure):
        return _arrow("", change.old, change.new)
    parts = [
        _arrow(_PARTS.get(name, name), getattr(change.old, name), getattr(change.new, name)) for name in change.fields
    ]
    return "；".join(parts).replace("；：", "；")


def _arrow(label: str, old: object, new: object) -> str:
    before, after = _shown(old), _shown(new)
    if before == after:
        return f"：{label}" if label else ""
    return f"：{label}{' ' if label else ''}{clean(before or '（无）')} → {clean(after or '（无）')}"


def _shown(value: object) -> str:
    """A part of a summary in a few words; empty for what has none."""
    if isinstance(value, Indicator):
        return " / ".join(_quantity(each) for each in (value.baseline, value.final_target) if each)
    if isinstance(value, Quantity):
        return _quantity(value)
    if isinstance(value, Responsible):
        return "、".join(value.units)
    if isinstance(value, Period):
        return f"{value.start or '？'}—{value.end}年"
    if isinstance(value, Region):
        return value.name
    if isinstance(value, tuple):
        return "、".join(filter(None, map(_shown, value)))
    return value if isinstance(value, str) else str(value) if isinstance(value, DateRange) else ""


def _quantity(quantity: Quantity) -> str:
    dated = (
        f"（{quantity.year}）"
        if quantity.year
        else f"（{quantity.over[0]}—{quantity.over[1]}）"
        if quantity.over
        else ""
    )
    if quantity.value is None:
        return (quantity.text or quantity.raw or "") + dated
    top = f"—{quantity.max:f}" if quantity.max is not None else ""
    return f"{quantity.value:f}{top}{quantity.unit or ''}{dated}"


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
