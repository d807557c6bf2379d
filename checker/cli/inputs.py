"""What a user names on the command line: summaries, folders of them, or standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import MAX_BYTES, read_bytes
from checker.model.plan import Plan
from checker.model.result import Problem

SUMMARIES = (".yaml", ".yml")
DOCUMENTS = (".docx", ".pdf", ".html", ".htm", ".txt")
OLD_DOCUMENTS = (".doc", ".wps", ".rtf")
NOT_PLANS = frozenset({"waivers.yaml", "waivers.yml"})
_HEAD = 8192
_ID = re.compile(r"^id:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)
_LEVEL = re.compile(r"\blevel:[ \t]*(nation|province|city|county)\b")
_NAMED = re.compile(r"^parents:[ \t]*(\[[^\]]*\]|(?:\r?\n[ \t]*-[^\r\n]*)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Input:
    """One input: a file, or standard input (``path`` None)."""

    path: Path | None
    shown: str

    def read(self) -> bytes:
        """The bytes; UnusableInput when they can't be had."""
        if self.path is not None:
            return read_bytes(self.path, shown=self.shown)
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise UnusableInput([Problem(self.shown, f"超过 {MAX_BYTES // 1_000_000} MB，不像是规划摘要")])
        return content


def find_inputs(paths: Iterable[str]) -> tuple[list[Input], list[Problem]]:
    """The summaries that the paths name, in order and each once, and the paths that can't be used."""
    found: dict[str, Input] = {}
    problems: list[Problem] = []
    for text in paths:
        if text == "-":
            found.setdefault("-", Input(None, "标准输入"))
            continue
        path = Path(text)
        if path.is_dir():
            for file in _summaries_below(path):
                found.setdefault(str(file.absolute()), Input(file, str(file)))
        elif problem := _unreadable(path):
            problems.append(problem)
        else:
            found.setdefault(str(path.absolute()), Input(path, text))
    return list(found.values()), problems


def _unreadable(path: Path) -> Problem | None:
    """Why a named file can't be a summary; None when it may be one."""
    suffix = path.suffix.lower()
    if not path.exists():
        return Problem(str(path), "找不到这个文件或文件夹")
    if suffix in SUMMARIES:
        return None
    if suffix in OLD_DOCUMENTS:
        return Problem(str(path), f"不能读 {suffix}，请用 Word 或 WPS 另存为 docx")
    if suffix in DOCUMENTS:
        return Problem(
            str(path), f"这一版还不能直接查 {suffix} 文件，请先写成规划摘要（.yaml，格式见 docs/plan-format.md）"
        )
    return Problem(str(path), "不是规划摘要（扩展名应为 .yaml 或 .yml）")


def _summaries_below(folder: Path) -> Iterator[Path]:
    """Every YAML file below a folder, in a fixed order; hidden files and folders and waivers are none."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUMMARIES) and not name.startswith(".") and name not in NOT_PLANS:
                yield Path(where) / name


def load_uppers(inputs: list[Input]) -> dict[str, Plan]:
    """The inputs that may be parents of other inputs: national and provincial ones, and those that others name.

    Only these are held together in memory; a glance at the head of each file tells which they are. What is wrong
    with such a file is said when its turn comes to be checked.
    """
    glances = [(each, *_glance(each)) for each in inputs if each.path is not None]
    named = {parent for _, _, _, parents in glances for parent in parents}
    counties = any(level == "county" for _, _, level, _ in glances)
    wanted = ("nation", "province", "city") if counties else ("nation", "province")
    uppers: dict[str, Plan] = {}
    for each, plan_id, level, _ in glances:
        if level in wanted or plan_id in named:
            try:
                plan = load(each).plan
            except UnusableInput:
                continue
            uppers.setdefault(plan.id, plan)
    return uppers


def _glance(each: Input) -> tuple[str, str, set[str]]:
    """The id, level and named parents of a summary, as far as its head shows them."""
    try:
        head = each.read()[:_HEAD].decode("utf-8", errors="ignore")
    except UnusableInput:
        return "", "", set()
    plan_id, level, named = _ID.search(head), _LEVEL.search(head), _NAMED.search(head)
    parents = set(re.findall(r"[a-z0-9][a-z0-9-]+", named[1])) if named else set()
    return plan_id[1] if plan_id else "", level[1] if level else "", parents


def load(each: Input) -> LoadedPlan:
    """The plan of an input; UnusableInput with every error of it."""
    return read_plan(each.read(), each.shown)
