"""Summaries as data, written anew in other ways, and what a check says of them apart from the places."""

from __future__ import annotations

import copy
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from checker.judging.session import Session
from checker.loading.plans import read_plan
from checker.loading.yaml_tree import parse
from checker.model.result import PlanResult, Verdict
from tests.judging.support import rulebook
from tests.properties.corpus import ROOT

Chance = random.Random
Data = dict[str, Any]
Verdicts = Counter[tuple[str, str, str, str]]
PATHS = (
    *sorted((ROOT / "plans").glob("*.yaml")),
    ROOT / "docs/examples/linjiang.yaml",
    ROOT / "docs/examples/province/linhu-155.yaml",
)
NAMES = [path.parent.name + "/" + path.stem for path in PATHS]


@cache
def session() -> Session:
    """A session with all shipped rules."""
    return Session(rulebook())


def checked(content: str | bytes) -> PlanResult:
    """A summary checked by all shipped rules."""
    return session().check(read_plan(content.encode() if isinstance(content, str) else content, "p.yaml"))


@cache
def checked_as_it_is(path: Path) -> PlanResult:
    """A summary of the project checked as it stands."""
    return checked(path.read_bytes())


def data_of(path: Path) -> Data:
    """The data of a summary; numbers keep their printed digits."""
    data: Data = copy.deepcopy(parse(path.read_text(encoding="utf-8"), path.name).data)
    return data


def written(data: Any) -> str:
    """Data as one line of YAML."""
    match data:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {written(data[key])}" for key in data) + "}"
        case list():
            return f"[{', '.join(map(written, data))}]"
        case Decimal():
            return format(data, "f")
    return json.dumps(data, ensure_ascii=False)


def spread(data: Any, chance: Chance, depth: int = 0) -> str:
    """Data as YAML in whatever style: keys in any order, in one line or many, with comments and empty lines."""
    if not isinstance(data, dict | list) or not data or depth > 6:
        return f" {written(data)}"
    if chance.random() < 0.2:
        return f" {written(_shuffled(data, chance))}"
    pad = " " * (chance.choice((2, 4)) if depth else 0) + "  " * depth * 2
    lines = []
    for key, value in _shuffled(data, chance).items() if isinstance(data, dict) else enumerate(data):
        mark = f"{key}:" if isinstance(data, dict) else "-"
        lines.append(f"{pad}{mark}{spread(value, chance, depth + 1)}")
        if chance.random() < 0.1:
            lines.append(chance.choice(("", f"{pad}# 注", "# 注：{不是值}")))
    return "\n" + "\n".join(lines)


def _shuffled(data: Any, chance: Chance) -> Any:
    if not isinstance(data, dict):
        return data
    return {key: data[key] for key in chance.sample(list(data), len(data))}


def verdicts(result: PlanResult, even: Callable[[str], str] = str) -> Verdicts:
    """How often each rule judged what how."""
    return Counter((each.rule, even(each.subject), str(each.verdict), even(each.reason)) for each in result.checks)


def findings(result: PlanResult, even: Callable[[str], str] = str) -> list[tuple[str, str, str]]:
    """The findings without their places: what they are called by, how grave they are, what was decided of them."""
    return sorted((even(each.key), each.severity, each.state) for each in result.findings)


def differences(result: PlanResult, other: PlanResult, even: Callable[[str], str] = str) -> list[str]:
    """Where two results say something else, apart from places."""
    ours, theirs = (Counter([*verdicts(each, even).elements(), *findings(each, even)]) for each in (result, other))
    gone = [f"- {each}" for each in (theirs - ours).elements()]
    return [*gone, *(f"+ {each}" for each in (ours - theirs).elements())]


def even_text(text: str) -> str:
    """A text with full and half width made equal, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def failed(result: PlanResult, *rules: str) -> Verdicts:
    """What fails, of some rules (by the beginning of their ids)."""
    return Counter({
        key: count for key, count in verdicts(result).items()
        if key[2] == Verdict.FAIL and key[0].startswith(rules or ("",))
    })  # fmt: skip


def items(data: Any) -> Iterator[Data]:
    """Every mapping in the data, from the outside in."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from items(value)
