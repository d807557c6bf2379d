"""Bare durable-rules on top of PyYAML, written the way its own examples are. ``check.py FOLDER``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from durable.lang import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    assert_fact,
    assert_facts,
    c,
    delete_state,
    m,
    none,
    ruleset,
    when_all,
)

REQUIRED = ("每万人口高价值发明专利拥有量", "知识产权质押融资登记金额", "知识产权保护社会满意度")
PROTECTIONS = ("严保护", "大保护", "快保护", "同保护")

found: list[tuple[str, str]] = []


def report(rule: str, subject: str) -> Callable[[Any], None]:
    """What a rule does when it fires."""
    return lambda _: found.append((rule, subject))


with ruleset("plan"):
    # `none` is right only behind a fact that is asserted last: until then it holds for whatever has not come yet
    for name in REQUIRED:
        when_all(c.end << m.kind == "end", none((m.kind == "indicator") & (m.name == name)))(
            report("required indicator missing", name)
        )

    for protection in PROTECTIONS:
        when_all(c.end << m.kind == "end", none((m.kind == "task") & (m.protection == protection)))(
            report("protection without a task", protection)
        )

    # two facts, because a comparison inside one fact is not in its language; the last test closes the join
    @when_all(  # type: ignore[untyped-decorator, unused-ignore]
        c.start << m.kind == "baseline",
        c.goal << (m.kind == "target") & (m.row == c.start.row) & (m.value < c.start.value) & (m.one == c.start.one),
    )
    def below(c: Any) -> None:  # the context of the match has to be called c
        """A target is below its baseline."""
        found.append(("target below baseline", c.goal.name))

    # a fact that matches no rule is an error, so something has to take the rest
    @when_all(+m.kind)  # type: ignore[untyped-decorator, unused-ignore]
    def rest(_: Any) -> None:
        """Nothing to do."""


def facts(plan: Any, sid: str) -> list[dict[str, Any]]:
    """The flat facts of a plan."""
    flat: list[dict[str, Any]] = []
    for number, row in enumerate(plan.get("indicators", [])):
        flat.append({"kind": "indicator", "name": row["name"]})
        start, end = row.get("baseline", {}), row.get("target", {})
        if "value" in start and "value" in end and start.get("unit") == end.get("unit") and "bound" not in end:
            flat.append({"kind": "baseline", "row": number, "one": 1, "value": float(start["value"])})
            flat.append({"kind": "target", "row": number, "one": 1, "value": float(end["value"]), "name": row["name"]})
    flat += (
        {"kind": "task", "protection": cover["protection"]}
        for measure in plan.get("measures", [])
        for cover in measure.get("covers", [])
        if cover["strength"] == "task"
    )
    return [{"id": number, "sid": sid, **fact} for number, fact in enumerate(flat, 1)]


def main() -> None:
    """Print the gaps of all plans of a folder."""
    for number, path in enumerate(sorted(Path(sys.argv[1]).glob("*.yaml"))):
        plan = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        sid = str(number)
        found.clear()
        assert_facts("plan", facts(plan, sid))
        assert_fact("plan", {"id": 0, "sid": sid, "kind": "end"})
        delete_state("plan", sid)
        for rule, subject in found:
            print(json.dumps((path.name, rule, subject), ensure_ascii=False))


if __name__ == "__main__":
    main()
