"""The edit that writes a waiver: valid YAML, not valid as a waiver before a person has said why, who and how long."""

from __future__ import annotations

import json
import re

from msgspec import Struct

from checker.editor.outline import Node, outlined
from checker.editor.positions import Lines

_BLANKS = (("reason", "为什么可以暂时不改"), ("owner", "谁定的"), ("expires", "到哪一天为止，如 2027-12-31"))
_EMPTY = re.compile(r"^waivers:[ \t]*(\[[ \t]*\])?[ \t]*(#[^\r\n]*)?$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


class Insertion(Struct, frozen=True):
    """Text that goes between two offsets of a file."""

    start: int
    end: int
    text: str


def insertion(waivers: str, plan: str, rule: str, key: str) -> Insertion | None:
    """What to write into a list of waivers ("" for a new file); None for a list that is written some other way."""
    ending = "\r\n" if "\r\n" in waivers else "\n"
    if not waivers.strip():
        return Insertion(0, len(waivers), _entry(plan, rule, key, "  ", "waivers:\n").replace("\n", ending))
    outline = outlined(waivers)
    node = outline.find(("waivers",))
    if outline.whole and outline.root is None:  # comments alone
        end = len(waivers.rstrip())
        return Insertion(end, end, ending + _entry(plan, rule, key, "  ", "waivers:\n").replace("\n", ending).rstrip())
    if not outline.whole or node is None:
        return None
    empty = _EMPTY.search(waivers)
    if not node.children and empty:
        start, end = empty.span(1) if empty[1] else (empty.end(), empty.end())
        if empty[1]:  # the comment behind the brackets stays where it is
            start = len(waivers[:start].rstrip(" \t"))
            return _two(waivers, start, end, _entry(plan, rule, key, "  ", "").replace("\n", ending), ending)
        return Insertion(start, end, ending + _entry(plan, rule, key, "  ", "").replace("\n", ending).rstrip("\r\n"))
    return _appended(waivers, node, _entry(plan, rule, key, "", ""), ending)


def _two(waivers: str, start: int, end: int, entry: str, ending: str) -> Insertion:
    """``[]`` out, the entry on the lines behind."""
    stop = re.compile(r"[^\r\n]*").match(waivers, end)
    rest = stop[0].rstrip() if stop else ""
    return Insertion(start, end + len(stop[0] if stop else ""), f"{rest}{ending}{entry.rstrip()}")


def _appended(waivers: str, node: Node, entry: str, ending: str) -> Insertion | None:
    """Behind the last of the list, as far in as the others; None for a list in brackets."""
    if not node.children:
        return None
    lines = Lines(waivers, "utf-32")
    first, last = node.children[0], node.children[-1]
    before = lines.line(first.begin[0])[: first.begin[1] - 1]
    if before.strip() != "-" or lines.line(node.begin[0])[node.begin[1] - 1 :].startswith("["):
        return None
    indent = before[: len(before) - len(before.lstrip())]
    at = _end_of_line(lines, last)
    written = "\n".join(f"{indent}{line}" for line in entry.rstrip("\n").split("\n")).replace("\n", ending)
    return Insertion(at, at, ending + written)


def _end_of_line(lines: Lines, node: Node) -> int:
    """The offset of the end of the line that a value ends on; a block of text ends where the next line begins."""
    number, column = node.end
    return lines.end(number - 1 if column == 1 and number > 1 else number)


def _entry(plan: str, rule: str, key: str, indent: str, head: str) -> str:
    written = [f"- plan: {_scalar(plan)}", f"  rule: {_scalar(rule)}"]
    if key != rule:
        written.append(f"  where: {json.dumps(key, ensure_ascii=False)}")
    written += [f"  {name}:  # {hint}" for name, hint in _BLANKS]
    return head + "".join(f"{indent}{line}\n" for line in written)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
