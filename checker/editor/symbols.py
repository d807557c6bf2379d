"""The contents of a summary, a rule or a list of waivers, for an editor's outline."""

from __future__ import annotations

from lsprotocol.types import DocumentSymbol, Range, SymbolKind

from checker.editor.diagnostics import Text
from checker.editor.outline import Node
from checker.report.wording import clean

_LISTS = {
    "citations": ("引用的文件", SymbolKind.File),
    "tables": ("指标表", SymbolKind.Struct),
    "indicators": ("指标", SymbolKind.Number),
    "figures": ("正文数字", SymbolKind.Constant),
    "sections": ("章节", SymbolKind.Namespace),
    "measures": ("任务和保障", SymbolKind.Method),
    "bodies": ("机构", SymbolKind.Interface),
    "announced": ("预告的部分", SymbolKind.String),
    "slogans": ("口号", SymbolKind.String),
    "damage": ("文字损伤", SymbolKind.String),
    "articles": ("条款", SymbolKind.Namespace),
    "asks": ("对下级的要求", SymbolKind.Event),
    "waivers": ("豁免", SymbolKind.Event),
    "cases": ("样例", SymbolKind.Event),
}
_NAMES = ("title", "name", "indicator", "raw", "protection", "text", "rule")
_LONG = 80


def symbols(text: Text) -> list[DocumentSymbol]:
    """The lists of a file with their items, and what stands alone."""
    root = text.outline.root
    found = []
    for node in root.children if root else ():
        known = _LISTS.get(str(node.key))
        if known is None:
            found.append(_symbol(text, node, str(node.key), node.value or "", SymbolKind.Property))
            continue
        name, kind = known
        items = [_symbol(text, each, _name(each), _detail(each), kind) for each in node.children]
        whole = _symbol(text, node, name, f"{len(items)} 项", SymbolKind.Array)
        whole.children = items
        found.append(whole)
    return found


def _name(node: Node) -> str:
    number, name = node.text("number", "id"), node.text(*_NAMES)
    return " ".join(filter(None, (number if number != name else "", name))) or node.value or f"第 {node.key} 项"


def _detail(node: Node) -> str:
    target = node.child("target")
    value = (target or node).text("value", "text")
    unit = (target or node).text("unit") if value else ""
    return " ".join(filter(None, (node.text("role", "kind", "expires"), f"{value}{unit}")))


def _symbol(text: Text, node: Node, name: str, detail: str, kind: SymbolKind) -> DocumentSymbol:
    lines = text.lines
    whole = Range(lines.position(*node.start), lines.position(*node.end))
    own = text.named(node)
    inside = (own.end.line, own.end.character) <= (whole.end.line, whole.end.character)
    return DocumentSymbol(
        clean(name).strip()[:_LONG] or "—",
        kind,
        whole,
        own if inside else Range(whole.start, whole.start),
        detail=clean(detail)[:_LONG],
    )
