"""The floor: PyYAML's C composer, one walk over the nodes, the three rules as plain Python. ``check.py FOLDER``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

REQUIRED = ("每万人口高价值发明专利拥有量", "知识产权质押融资登记金额", "知识产权保护社会满意度")
PROTECTIONS = ("严保护", "大保护", "快保护", "同保护")


class Row(dict[str, Any]):
    """A mapping that knows its line."""

    line = 0


def walk(node: yaml.Node) -> Any:
    """The data of a node, each place looked at once."""
    if isinstance(node, yaml.MappingNode):
        row = Row({key.value: walk(value) for key, value in node.value})
        row.line = node.start_mark.line + 1
        return row
    if isinstance(node, yaml.SequenceNode):
        return [walk(value) for value in node.value]
    return node.value


def gaps(plan: Any) -> Iterator[tuple[str, str, int]]:
    """Rule, subject and line of each gap; what is missing stands nowhere, so it gets the plan's first line."""
    rows = plan.get("indicators", [])
    names = {row["name"] for row in rows}
    yield from (("required indicator missing", name, plan.line) for name in REQUIRED if name not in names)
    tasks = {
        cover["protection"]
        for measure in plan.get("measures", [])
        for cover in measure.get("covers", [])
        if cover["strength"] == "task"
    }
    yield from (("protection without a task", each, plan.line) for each in PROTECTIONS if each not in tasks)
    for row in rows:
        start, end = row.get("baseline", {}), row.get("target", {})
        comparable = "value" in start and "value" in end and start.get("unit") == end.get("unit")
        if comparable and "bound" not in end and float(end["value"]) < float(start["value"]):
            yield "target below baseline", row["name"], row.line


def main() -> None:
    """Print the gaps of all plans of a folder."""
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        assert root is not None
        plan = walk(root)
        for rule, subject, line in gaps(plan):
            print(json.dumps((path.name, rule, subject, line), ensure_ascii=False))


if __name__ == "__main__":
    main()
