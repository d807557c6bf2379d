"""What an editor shows about the place under the pointer: findings in full, what upper documents say, the source."""

from __future__ import annotations

from collections.abc import Iterator

from checker.editor.examining import Examined
from checker.editor.outline import Node, Outline, Place
from checker.editor.pages import Page
from checker.model.result import Finding, IndicatorRow, ParentAmount, PlanResult, Route
from checker.model.result import Place as Mentioned
from checker.report.explanation import clause_line
from checker.report.machine import decided
from checker.report.wording import COVER_WORDS, SEVERITY_WORDS, level

_FINDINGS = 4
_PARENTS = 4
_BASIS = 3
_ITEMS = ("indicators", "figures", "measures")


def hover(examined: Examined, outline: Outline, place: Place, *, markdown: bool) -> tuple[Page, Node | None]:
    """The page for a place, and the item it is about."""
    page = Page(markdown)
    nodes = outline.path(place)
    route = outline.route(place)
    result = examined.result
    if result is not None and examined.loaded is not None:
        found = [finding for finding in result.findings if _here(finding, outline, place)]
        for finding in found[:_FINDINGS]:
            _explain(page, finding)
        if len(found) > _FINDINGS:
            page.line(f"这里还有 {len(found) - _FINDINGS} 个问题")
        _above(page, result, route)
    _source(page, examined, nodes)
    item = nodes[2] if len(nodes) > 2 and route[0] in _ITEMS else (nodes[-1] if nodes else None)
    return page, item


def _here(finding: Finding, outline: Outline, place: Place) -> bool:
    return any(_covers(outline, each, place) for each in finding.places)


def _covers(outline: Outline, mentioned: Mentioned, place: Place) -> bool:
    """Whether a place lies in what is mentioned: an item; of a whole list or file its first line alone."""
    node = outline.find(mentioned.route)
    if node is None:
        return False
    whole = not mentioned.route or any(isinstance(child.key, int) for child in node.children)
    if whole:
        return place[0] == (mentioned.line or node.start[0])
    return node.start <= place <= node.end


def _explain(page: Page, finding: Finding) -> None:
    """``explain``, for one finding."""
    page.rule()
    state = decided(finding) or ("豁免已经过期" if finding.lapsed else "")
    page.heading(
        f"{finding.rule} {finding.title}", f"（{'，'.join(filter(None, (SEVERITY_WORDS[finding.severity], state)))}）"
    )
    page.line(finding.message)
    page.line(finding.why, "为什么")
    for clause in finding.basis[:_BASIS]:
        page.line(clause_line(clause), "依据")
    if not finding.basis:
        page.line("规划自身的文字，不涉及上位文件", "依据")
    page.line(finding.fix, "改法")
    page.line(finding.key, "标识")


def _above(page: Page, result: PlanResult, route: Route) -> None:
    """What upper documents say of an indicator, and which of their articles a measure serves."""
    if len(route) < 2:
        return
    item = route[:2]
    for row in result.indicators:
        if row.place is not None and row.place.route[:2] == item:
            _indicator(page, row)
    if item[0] == "measures":
        _measure(page, result, item)


def _indicator(page: Page, row: IndicatorRow) -> None:
    page.rule()
    page.heading(f"上位文件怎么说：{row.name}", f"（{row.status}{f'，{row.note}' if row.note else ''}）")
    for parent in row.parents[:_PARENTS]:
        page.line(f"{clause_line(parent.clause)}　{_amounts(parent)}".strip(), level(parent.level))
    if not row.parents:
        page.line("规衡知道的上位文件都没有这个指标")


def _amounts(parent: ParentAmount) -> str:
    shown = [("基期", parent.baseline), ("目标", parent.target)]
    return "，".join(f"{what}{amount.year and f'（{amount.year}）'} {amount.shown}" for what, amount in shown if amount)


def _measure(page: Page, result: PlanResult, item: Route) -> None:
    served = list(_served(result, item))
    if served:
        page.rule()
        page.heading("这项任务对应的上位文件条款")
        for name, said in served:
            page.line(said, name)


def _served(result: PlanResult, item: Route) -> Iterator[tuple[str, str]]:
    for row in result.protections:
        for article in row.articles:
            if any(cover.route[:2] == item for cover in article.covers):
                yield row.name, f"{row.document}{article.number} {article.title}（{COVER_WORDS[article.strength]}）"


def _source(page: Page, examined: Examined, nodes: list[Node]) -> None:
    """The sentence of the source text that an item quotes."""
    original, quoted = examined.original, quote_at(nodes)
    if original is None or quoted is None:
        return
    span = original.span(*quoted)
    page.rule()
    if span is None:
        page.line(f"原文中找不到「{quoted[0]}」")
        return
    page.heading("原文", original.where(span))
    page.sentence(*original.around(span))


def quote_at(nodes: list[Node]) -> tuple[str, int | None] | None:
    """The quote that a place stands for: its own, else that of the innermost item around it that has one."""
    for index in range(len(nodes) - 1, 0, -1):
        node = nodes[index]
        if (
            node.key == "at" and node.children and node.child("quote") is None
        ):  # a list: the one pointed at, or the first
            pointed = nodes[index + 1] if index + 1 < len(nodes) else node.children[0]
            return _quote(pointed)
        own = _quote(node) if node.child("quote") is not None else None
        if own is None and (at := node.child("at")) is not None:
            own = _quote(at if at.child("quote") else next(iter(at.children), at))
        if own is not None:
            return own
    return None


def _quote(node: Node) -> tuple[str, int | None] | None:
    quote, offset = node.text("quote"), node.text("offset")
    return (quote, int(offset) if offset.isdecimal() else None) if quote else None
