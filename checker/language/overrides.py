"""Packs of one's own: the shipped rules with a pack's changes, or without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace

from checker.language.pack import PACK_FILE, LoadedRule
from checker.loading.problems import UnusableInput, suggestion
from checker.loading.validation import validate
from checker.loading.yaml_tree import Tree, load
from checker.model.pack import Override, Pack
from checker.model.result import Problem, Severity


def with_packs(rules: Sequence[LoadedRule], folders: Sequence[Path]) -> list[LoadedRule]:
    """The rules with the changes of every folder that has a pack file, one after another.

    ``extends: none`` keeps the rules of these folders only. UnusableInput with all errors of all packs.
    """
    left = list(rules)
    problems: list[Problem] = []
    for folder in folders:
        path = folder / PACK_FILE
        if not path.is_file():
            continue
        try:
            tree = load(path)
            pack = validate(Pack, tree)
        except UnusableInput as unusable:
            problems += unusable.problems
            continue
        problems += _unknown(pack, tree, rules)
        if pack.extends == "none":
            left = [loaded for loaded in left if loaded.pack in folders]
        left = with_pack(left, pack)
    if problems:
        raise UnusableInput(problems)
    return left


def with_pack(rules: Sequence[LoadedRule], pack: Pack) -> list[LoadedRule]:
    """The rules with the changes of one pack, without those it switches off."""
    return [changed for loaded in rules if (changed := _changed(loaded, pack)) is not None]


def with_severities(
    rules: Sequence[LoadedRule], severities: Mapping[str, Severity | Literal["off"]], config: Tree | None = None
) -> list[LoadedRule]:
    """The rules with other severities, by id or name; UnusableInput, at its line of ``config``, for an unknown one."""
    known = [name for loaded in rules for name in (loaded.rule.id, loaded.rule.name, *loaded.rule.was)]
    problems = []
    for name in severities:
        if name not in known:
            file, mark = (config.file, config.marks.find(("severity", name))) if config else ("[severity]", None)
            line, column = (mark.line, mark.column) if mark else (None, None)
            problems.append(Problem(file, f"没有 {name[:40]} 这条规则{suggestion(name, known)}", line, column))
    if problems:
        raise UnusableInput(problems)
    changes = {name: level if level == "off" else Override(severity=level) for name, level in severities.items()}
    return with_pack(rules, Pack(name="severity", rules=changes)) if changes else list(rules)


def _unknown(pack: Pack, tree: Tree, rules: Sequence[LoadedRule]) -> Iterator[Problem]:
    known = [name for loaded in rules for name in (loaded.rule.id, loaded.rule.name, *loaded.rule.was)]
    for name in pack.rules:
        if name not in known:
            mark = tree.marks.find(("rules", name))
            yield Problem(tree.file, f"没有 {name[:40]} 这条规则{suggestion(name, known)}", mark.line, mark.column)


def _changed(loaded: LoadedRule, pack: Pack) -> LoadedRule | None:
    rule = loaded.rule
    change = next((pack.rules[name] for name in (rule.id, rule.name, *rule.was) if name in pack.rules), None)
    if change == "off":
        return None
    if change is None:
        return loaded
    assert not isinstance(change, str)
    update: dict[str, Any] = {}
    if change.severity is not None:
        update["severity"] = change.severity
    if change.applies_to is not None:
        update["applies_to"] = change.applies_to
    changed = replace(rule, **update)
    compiled = replace(loaded.compiled, rule=changed) if loaded.compiled else None
    return replace(loaded, rule=changed, compiled=compiled)
