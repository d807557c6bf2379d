"""What kind of document a title says, and whether a document is a plan at all."""

from __future__ import annotations

import re

from checker.extracting.parts import Draft, Outline
from checker.model.plan import Kind, SectionRole

_TAIL = r"(?:\(.*\))?$"
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("outline", re.compile(rf"纲要{_TAIL}")),
    (
        "annual",
        re.compile(
            rf"(?:20\d\d年度?.{{0,40}}(?:要点|计划|安排|方案|任务|清单)|年度.{{0,20}}(?:计划|方案|指引)|工作要点){_TAIL}"
        ),
    ),
    ("plan", re.compile(rf"规划{_TAIL}")),
    ("opinion", re.compile(rf"意见{_TAIL}")),
    ("program", re.compile(rf"(?:方案|计划|行动|举措|措施|政策|办法|规定|细则|清单|任务){_TAIL}")),
)
_OTHER = (
    (re.compile(r"甲方|乙方"), 4, "像是合同或协议（多处写“甲方”“乙方”）"),
    (re.compile(r"(?:^|\n)第[一二三四五六七八九十百]{1,4}条"), 8, "像是法规或章程（逐条写成“第×条”）"),
    (re.compile(r"本报讯|本报记者|记者从|记者了解|新华社|通讯员|据悉|记者获悉"), 2, "像是新闻报道"),
    (re.compile(r"原告|被告|上诉人|判决如下|本院认为"), 3, "像是裁判文书"),
    (re.compile(r"摘要:|关键词:|参考文献|\[J\]|引言"), 3, "像是论文"),
)
_ABOUT_ANOTHER = re.compile(r"解读|图解|读懂|答记者问|新闻发布会|政策吹风会")
_TRADITIONAL = re.compile(
    "[國產業發開關為與會務實規劃權護識強點創經濟質現導們個進運營體標準機構應對時從將設說調總統計劃術資銷農據參數圍圖網聯領類]"
)
_TOP = 200  # characters at the top of a document
_PLANS = re.compile(
    r"加强|推进|推动|完善|健全|提升|强化|建立|实施|落实|支持|鼓励|开展|优化|促进|加快|培育|打造|引导|深化"
)
_PARTS: frozenset[SectionRole] = frozenset({"goals", "tasks", "guarantees", "requirements"})


def kind_named(title: str) -> Kind | None:
    """The kind of document that a title says."""
    plain = re.sub(r"的通知$", "", title).translate({ord("（"): "(", ord("）"): ")"})
    return next((kind for kind, pattern in KINDS if pattern.search(plain)), None)


def no_plan(draft: Draft) -> str:
    """Why a document is no plan, outline, opinion, program or yearly plan, in Chinese; empty where it is one."""
    text, outline = draft.text, draft.outline
    assert outline is not None
    return _reason(text.even[slice(*outline.body)], outline, draft.head.get("title"))


def _reason(said: str, outline: Outline, title: object) -> str:
    if len(said) < 100:
        return "文字太少，不像一份规划、纲要、意见或方案"
    named = isinstance(title, str) and any(pattern.search(title) for _, pattern in KINDS)
    roles = {node.section.role for node in outline.nodes}
    share = len(_PLANS.findall(said)) * 1000 / len(said)
    if len(_TRADITIONAL.findall(said)) * 20 >= len(said):
        return "文字是繁体，这里只认简体，请先转成简体"
    if not named and _ABOUT_ANOTHER.search(said[:_TOP]):
        return "像是对某份文件的解读或新闻，不是规划、纲要、意见或方案"
    points = 2 * named + (len(roles & _PARTS) >= 2) * 2 + (share >= 8) + (share >= 15)
    for pattern, least, why in _OTHER:
        if len(pattern.findall(said)) >= least and not (named and (points >= 4 or "第" in why)):
            return f"{why}，不是规划、纲要、意见或方案"
    if points >= 2:
        return ""
    return "标题、章节和用语都不像规划、纲要、意见、方案或年度计划"
