"""What the formats for machines share: paths, positions and fingerprints as other programs count them."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from msgspec import Struct, field

from checker.model.result import Finding, Place, PlanResult, Problem, Severity, WaiverUse
from checker.report.wording import STATE_WORDS, WAIVER_STATUS, brief_clause, clean, where

_LINE_END = re.compile("\r\n|\n|\r")
EXITS: Mapping[int, str] = {
    0: "没有查出达到门槛的问题",
    1: "查出达到门槛的问题",
    2: "有输入不能用，没有查",
    3: "没有可查的规划",
}


class Finish(Struct, frozen=True):
    """What is known when all plans are checked: inputs that could not be used, decisions that met nothing."""

    exit_code: int
    problems: Sequence[Problem] = ()
    strangers: Sequence[WaiverUse] = ()
    stale: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def remarks(self) -> Iterator[tuple[Severity, str]]:
        """Sentences about the run as a whole; what is wrong with an input is not among them."""
        if self.exit_code == 3:
            yield "error", EXITS[3]
        for use in self.strangers:
            yield "warning", waiver_remark(use)
        for plan, keys in self.stale.items():
            yield "info", f"基线里 {plan} 有 {len(keys)} 个问题已经没有了：{'、'.join(keys)}"


class Renderer(Protocol):
    """A format that grows plan by plan. ``text`` is what the places of the plan count in, where it is at hand."""

    def start(self) -> str: ...

    def plan(self, plan: PlanResult, text: str | None) -> str: ...

    def end(self, finish: Finish) -> str: ...


def path_of(file: str, root: Path | None = None) -> str:
    """A path with slashes, relative to ``root`` where it is below it, without ``./`` and the like."""
    path = Path(file)
    if root is not None and path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return posixpath.normpath(path.as_posix())


def uri_of(path: str) -> str:
    """A path of ``path_of`` as a URI reference, Chinese and all else that needs it percent-encoded."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(path, safe="/", errors="replace")


class Position(Struct, frozen=True):
    """A stretch of a text, 1-based, in UTF-16 code units; the end is open where it is not known."""

    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


class Target(Struct, frozen=True):
    """The file that was checked: its path and, where it is at hand, its text."""

    path: str
    text: str | None = None

    def position(self, place: Place) -> Position | None:
        """Where a place stands in this file; None in a document, which has no lines, unless it is a text file."""
        if place.line is not None:
            return Position(place.line, self._column(place.line, place.column))
        if self.text is None or place.offset is None or place.offset > len(self.text):
            return None
        line, column = _counted(self.text[: place.offset])
        quoted = self.text.startswith(place.quote, place.offset)
        end = _counted(self.text[: place.offset + len(place.quote)]) if place.quote and quoted else (None, None)
        return Position(line, column, *end)

    def _column(self, line: int, column: int | None) -> int | None:
        if column is None or self.text is None or not _beyond(self.text):
            return column
        lines = _LINE_END.split(self.text)
        return column if line > len(lines) else _units(lines[line - 1][: column - 1]) + 1

    def shown(self, place: Place) -> str:
        """A place on one line: file and line, or page and paragraph; what stands there; the quote."""
        position = self.position(place)
        stands = f"{self.path}:{position.line}" if position else f"{self.path} {where(place)}".rstrip()
        quoted = f"「{place.quote}」" if place.quote else ""
        return clean(f"{stands} {place.label}{quoted}".replace("\xa0", " ")).strip()


def _counted(before: str) -> tuple[int, int]:
    """The line and column behind a text."""
    lines = _LINE_END.split(before)
    return len(lines), _units(lines[-1]) + 1


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


@lru_cache(maxsize=1)  # every place of a plan asks it of the same text
def _beyond(text: str) -> bool:
    """Whether some character takes two code units."""
    return max(text, default="") > "\uffff"


class Fingerprints:
    """Lasting, distinct marks of findings: made from the plan and the finding's key, never from lines or order.

    Equal keys, which a plan should not have, get marks of their own in the order they come; so does a plan that comes
    twice. What was said of a plan is forgotten when the next one comes.
    """

    def __init__(self) -> None:
        self._plan: PlanResult | None = None
        self._copies: Counter[str] = Counter()
        self._of_plan: Counter[str] = Counter()
        self._of_inputs: Counter[str] = Counter()

    def of(self, plan: PlanResult, *key: str) -> str:
        """The mark of something about a plan."""
        if plan is not self._plan:
            self._plan = plan
            self._copies[plan.id] += 1
            self._of_plan.clear()
        copy = self._copies[plan.id]
        return _mark(self._of_plan, *((plan.id, *key) if copy == 1 else (plan.id, *key, f"copy {copy}")))

    def named(self, *names: str) -> str:
        """The mark of something that belongs to no plan."""
        return _mark(self._of_inputs, *names)


def _mark(seen: Counter[str], *names: str) -> str:
    """32 hexadecimal digits for these names, others for names that were ``seen``."""
    named = "\x1f".join(names)
    seen[named] += 1
    if (times := seen[named]) > 1:
        named += f"\x1f{times}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def decided(finding: Finding) -> str:
    """What was decided about a finding, as a phrase; empty for an open one."""
    if finding.state == "open":
        return ""
    word = STATE_WORDS[finding.state]
    use = finding.waiver
    return clean(f"{word}：{use.reason}（{use.owner}，至 {use.expires}）" if use else word)


def waiver_remark(use: WaiverUse) -> str:
    """What is wrong with a waiver that does nothing."""
    what = " ".join(filter(None, (use.plan, use.rule, use.where)))
    return clean(f"{WAIVER_STATUS[use.status]}：{what}（{use.reason}，{use.owner}，至 {use.expires}）")


def idle_waivers(plan: PlanResult) -> Iterator[tuple[Severity, str]]:
    """The waivers of a plan that do nothing; where their rule was left out of this run, nothing is wrong with that."""
    levels: Mapping[str, Severity] = {"expired": "error", "skipped": "info"}
    for use in plan.waivers:
        if use.status != "used":
            yield levels.get(use.status, "warning"), waiver_remark(use)


def explained(finding: Finding, target: Target, places: int = 5) -> list[str]:
    """A finding in full, a line each: message, places, what it is held against, basis and way out."""
    lines = [finding.message]
    lines += [f"位置：{target.shown(place)}" for place in finding.places[:places]]
    if len(finding.places) > places:
        lines.append(f"（另有 {len(finding.places) - places} 处）")
    lines += [f"相关：{target.shown(place)}" for place in finding.related[:places]]
    if finding.lapsed:
        use = finding.waiver
        lines.append(f"豁免：已经过期，照报{f'（{use.reason}，{use.owner}，至 {use.expires}）' if use else ''}")
    lines += [
        f"依据：{brief_clause(clause)}{f'：「{clause.quote}」' if clause.quote else ''}" for clause in finding.basis
    ] or ["依据：规划自身的文字，不涉及上位文件"]
    lines += [f"改法：{finding.fix}"] if finding.fix else []
    return [clean(line) for line in lines]
