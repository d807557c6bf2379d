"""Chinese words for the codes of a ``Result``, and text of unknown origin made safe to look at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from checker.model.result import Clause, Finding, Place, Route, Severity, Verdict, WaiverStatus
from checker.model.words import KINDS, LEVELS, LISTS, STAGES

SEVERITY_WORDS: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
SEVERITY_GLOSS: Mapping[Severity, str] = {"error": "须改正", "warning": "宜核实、补充", "info": "供参考"}
STATE_WORDS = {"open": "待处理", "waived": "已豁免", "baselined": "属基线"}
WAIVER_STATUS: Mapping[WaiverStatus, str] = {
    "used": "豁免有效",
    "unused": "没有这个问题，豁免没有用上",
    "expired": "豁免已经过期",
    "off": "这条规则已经关掉，豁免没有用上",
    "skipped": "这次没有查这条规则，豁免没有用上",
    "unknown": "没有这条规则，豁免没有用上",
    "absent": "这次没有查这份规划，豁免没有用上",
}
VERDICT_GLOSS: Mapping[Verdict, str] = {
    Verdict.PASS: "检查过，没有问题",
    Verdict.FAIL: "检查过，没有满足",
    Verdict.NOT_APPLICABLE: "规则不管这类规划，或规划里没有它要查的内容",
    Verdict.UNDECIDED: "材料或口径不足，不能下结论",
    Verdict.MANUAL: "只有人能判断，留给审查人",
}
COVER_WORDS = {"task": "具体举措", "thin": "略有提及", "无": "未见"}
STATUS_GLOSS = {
    "列入": "规划指标表已列",
    "近似": "规划列了相近指标，名称或口径不同",
    "仅正文": "只在正文写了目标，未进指标表",
    "未见": "上位文件有，规划中未找到",
    "自设": "规划自己设立，上位文件没有",
}
_CONFIDENCE = {"verified": "", "single-source": "来源待核", "derived": "推算"}
_BREAKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def clean(text: str) -> str:
    """``text`` as one line without control characters and invisible format marks (bidi overrides, zero-width, …)."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in _BREAKS:
        return " "
    category = unicodedata.category(char)
    if category == "Cs":  # a lone surrogate cannot be written as UTF-8
        return "\ufffd"
    return "" if category in ("Cc", "Cf") else char


def level(code: str) -> str:
    """国家 | 省级 | 市级 | 县级; a word that is no code stays as it is."""
    return LEVELS.get(code, code)


def kind(code: str) -> str:
    """The kind of document: 规划 | 纲要 | 意见 | 方案 | 年度计划."""
    return KINDS.get(code, code)


def stage(code: str) -> str:
    """The stage of a document: 草案 | 征求意见稿 | 印发稿."""
    return STAGES.get(code, code)


def cut_lists(names: Iterable[str]) -> str:
    """The lists that a cut-off text leaves open, as one phrase."""
    return "、".join(LISTS.get(name, name) for name in names)


def doubt(confidence: str) -> str:
    """The badge of a fact that is not fully verified; empty where nothing is to be said."""
    return _CONFIDENCE.get(confidence, confidence)


def titled(title: str) -> str:
    """A document title in its marks, once."""
    return title if title.startswith("《") else f"《{title}》"


def route(parts: Route) -> str:
    """A route of keys the way YAML people write it: ``indicators[2].target``."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def where(place: Place) -> str:
    """Where a place stands: in the summary first, then in the source text. Lines break between parts only."""
    parts = []
    if place.line is not None:
        parts.append(f"摘要第\u00a0{place.line}\u00a0行")
    elif place.route:
        parts.append(f"摘要\u00a0{route(place.route)}")
    if place.page is not None:
        parts.append(f"原文第\u00a0{place.page}\u00a0页")
    within = place.page is not None
    if place.paragraph is not None:
        parts.append(f"{'' if within else '原文'}第\u00a0{place.paragraph}\u00a0段")
    elif place.offset is not None:
        parts.append(f"{'' if within else '原文'}第\u00a0{place.offset + 1}\u00a0字")
    return " · ".join(parts)


def brief_clause(clause: Clause) -> str:
    """A clause on one line, without its quote."""
    number = f"（{clause.number}）" if clause.number else ""
    return f"{titled(clause.title)}{number}{clause.clause}"


def is_internal(finding: Finding) -> bool:
    """True where the plan is held against itself only, so that no upper document is cited."""
    return not finding.basis
