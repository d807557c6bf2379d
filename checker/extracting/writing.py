"""A summary written as the YAML file that a person edits: stable order, a comment where a look is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

from checker.loading.shown import printable
from checker.model.base import field_names
from checker.model.extraction import Summary
from checker.model.plain import plain
from checker.model.plan import Plan
from checker.model.result import Route
from checker.model.words import LISTS

_WIDTH = 130
_BLOCKS = ("tables", "indicators", "measures")  # lists whose items take several lines
_NAMES = {
    **LISTS,
    "announced": "前文说要写的部分",
    "bodies": "协调机构",
    "slogans": "任务以外的口号",
    "damage": "损坏的文字",
}
LOOK = "# 待核"  # a comment that says what to look at
NOTE = "#: "  # begins a comment that explains; like the others of ours it is written anew each time
SCHEMA = ".guiheng/plan.schema.json"  # where a repository keeps the schema that editors are told of
_EDITOR = "# yaml-language-server: $schema="
_TITLED, _MADE, _HOW = "：规划摘要", "# 由规衡从「", "# 注有“待核”的"


class _Dumper(yaml.SafeDumper):
    """Decimals with their printed digits; what would not be read back as the same text gets quotes."""


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    digits = f"{value:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in digits else 'int'}", digits)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None if value.isprintable() else '"'  # a line end stays visible, as \\n
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)
_Dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]


def write_summary(
    summary: Summary,
    origin: Iterable[str],
    remarks: Mapping[Route, Sequence[str]] | None = None,
    notes: Iterable[str] = (),
    schema: str = "",
) -> str:
    """The file of a summary; ``origin`` names the documents it was made from.

    ``remarks`` are a person's comments by what they stand before, ``notes`` explanations for its end; ``schema`` is the
    way to the JSON Schema, for editors.
    """
    plan = summary.plan
    values = plain(plan)
    said = remarks or {}
    lines = [f"# {_one_line(plan.title)}{_TITLED}", f"{_MADE}{'」「'.join(map(_one_line, origin))}」提取。"]
    if schema:
        lines.insert(0, f"{_EDITOR}{_one_line(schema)}")
    if summary.doubts:
        lines.append(f"{_HOW}请对照原文看一看，看过的把注释和 review: true 删去。")
    lines += [_one_line(remark) for remark in said.get((), ())]
    for key in field_names(Plan):
        if key not in values:
            continue
        listed = isinstance(values[key], list) and key in _NAMES
        lines += ["", f"# {_NAMES[key]}"] if listed else []
        lines += [_one_line(remark) for remark in said.get((key,), ())]
        if not listed:
            lines += _comments(summary, (key,), "")
            lines += _entry(key, values[key])
            continue
        lines += [*_comments(summary, (key,), ""), f"{key}:"]
        for index, item in enumerate(values[key]):
            lines += [f"  {_one_line(remark)}" for remark in said.get((key, index), ())]
            lines += _comments(summary, (key, index), "  ")
            lines += _item(item, block=key in _BLOCKS)
    lines += [f"{NOTE}{_one_line(note)}" for note in notes]
    return "\n".join(lines) + "\n"


def is_ours(comment: str) -> bool:
    """Whether a comment in a summary is one that ``write_summary`` writes, not a person's."""
    named = comment.removeprefix("# ")
    if comment.startswith(_EDITOR):
        return comment.endswith(SCHEMA)
    return named in _NAMES.values() or named.endswith(_TITLED) or comment.startswith((LOOK, NOTE.rstrip(), _MADE, _HOW))


def _comments(summary: Summary, route: Route, indent: str) -> list[str]:
    return [f"{indent}{LOOK}：{_one_line(note)}" for note in summary.notes(route)]


def _entry(key: str, value: Any) -> list[str]:
    if not isinstance(value, (dict, list)):
        return _dumped({key: value}, flow=False)
    first, *rest = _dumped(value, flow=True)
    return [f"{key}: {first}", *(f"  {line}" for line in rest)]


def _item(item: Any, *, block: bool) -> list[str]:
    first, *rest = _dumped(item, flow=None if block else True)
    return [f"  - {first}", *(f"    {line}" for line in rest)]


def _dumped(value: Any, *, flow: bool | None) -> list[str]:
    text = yaml.dump(
        value, Dumper=_Dumper, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
    )
    # what can't be seen (bidi marks, zero width) stands in double quotes, and is written as an escape
    return [printable(line) for line in text.splitlines() if line]


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
