"""Chinese words for the codes of a ``Result``, and text of unknown origin made safe to look at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from checker.model.result import Clause, Finding, Place, Route, Severity, Verdict

SEVERITY_WORDS: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
SEVERITY_GLOSS: Mapping[Severity, str] = {"error": "须改正", "warning": "宜核实、补充", "info": "供参考"}
STATE_WORDS = {"open": "待处理", "waived": "已豁免", "baselined": "属基线"}
VERDICT_GLOSS: Mapping[Verdict, str] = {
    Verdict.PASS: "检查过，找到了依据",
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
_LEVELS = {"nation": "国家", "province": "省", "city": "市", "county": "县"}
_KINDS = {"plan": "规划", "outline": "纲要", "opinion": "意见", "program": "方案", "annual": "年度计划"}
_STAGES = {"draft": "草案", "consultation": "征求意见稿", "issued": "已印发"}
_LISTS = {
    "citations": "引用文件",
    "tables": "指标表",
    "indicators": "指标",
    "figures": "正文数字",
    "sections": "章节",
    "measures": "任务举措",
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
    """国家 | 省 | 市 | 县; a word that is no code stays as it is."""
    return _LEVELS.get(code, code)


def kind(code: str) -> str:
    """规划 | 纲要 | …"""
    return _KINDS.get(code, code)


def stage(code: str) -> str:
    """草案 | 征求意见稿 | 已印发."""
    return _STAGES.get(code, code)


def cut_lists(names: Iterable[str]) -> str:
    """The lists that a cut-off text leaves open, as one phrase."""
    return "、".join(_LISTS.get(name, name) for name in names)


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
    """Where a place stands: in the summary first, then in the source text."""
    parts = []
    if place.line is not None:
        parts.append(f"摘要第 {place.line} 行")
    elif place.route:
        parts.append(f"摘要 {route(place.route)}")
    if place.page is not None:
        parts.append(f"原文第 {place.page} 页")
    if place.offset is not None:
        parts.append(f"原文偏移 {place.offset}")
    return " · ".join(parts)


def brief_clause(clause: Clause) -> str:
    """A clause on one line, without its quote."""
    number = f"（{clause.number}）" if clause.number else ""
    return f"{titled(clause.title)}{number}{clause.clause}"


def is_internal(finding: Finding) -> bool:
    """True where the plan is held against itself only, so that no upper document is cited."""
    return not finding.basis
