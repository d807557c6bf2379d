"""Rule packs: the files of a folder loaded, checked and compiled, with every error of every file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from checker.language.rules import CompiledRule, RuleError, compile_rule
from checker.language.schema import Kind
from checker.loading.problems import UnusableInput, counted, some_of
from checker.loading.validation import validate
from checker.loading.yaml_tree import Tree, decode, load, parse, read_bytes
from checker.model.result import Problem
from checker.model.rule import RuleFile

PACK_FILE = "pack.yaml"
_KEY = re.compile("^[a-z_]+:", re.MULTILINE)


class LoadedRule(Struct, frozen=True):
    """A rule with the file and the pack it comes from; ``compiled`` is None for a manual rule."""

    rule: RuleFile
    file: str
    compiled: CompiledRule | None
    pack: Path | None = None


def load_pack(
    folder: Path, kinds: Mapping[str, Kind], clauses: Mapping[str, Collection[str]]
) -> tuple[list[LoadedRule], list[Problem]]:
    """The good rules of a file or below a folder; see :func:`load_packs`."""
    return load_packs([folder], kinds, clauses)


def yaml_files(path: Path) -> list[Path]:
    """A file itself, or every YAML file below a folder, in a fixed order; the file that describes a pack is no rule."""
    return sorted(each for each in path.rglob("*.yaml") if each.name != PACK_FILE) if path.is_dir() else [path]


def load_packs(
    paths: Iterable[Path],
    kinds: Mapping[str, Kind],
    clauses: Mapping[str, Collection[str]],
    *,
    uncased: Collection[Path] = (),
    beside: Iterable[LoadedRule] = (),
) -> tuple[list[LoadedRule], list[Problem]]:
    """The good rules of files and folders in order of their ids, and what is wrong with the others.

    ``clauses``: the ids of the known documents with the clauses that may be cited. Ids and names are distinct over
    all of them, and those ``beside``, which were loaded before. The rules below ``uncased`` are read without their
    cases, which a check has no use for.
    """
    rules = list(beside)
    problems: list[Problem] = []
    for folder in paths:
        for path in yaml_files(folder):
            try:
                shown = str(path.relative_to(folder.parent))
                tree = _without_cases(path, shown) if folder in uncased else load(path, shown=shown)
                loaded = load_rule(tree, kinds, clauses)
                rules.append(replace(loaded, pack=folder))
            except UnusableInput as unusable:
                problems += unusable.problems
    problems += _clashes(rules)
    return sorted(rules, key=lambda loaded: loaded.rule.id), problems


def _without_cases(path: Path, shown: str) -> Tree:
    """A rule file up to its cases, where these stand last: they are the greater part of it."""
    text = decode(read_bytes(path, shown=shown), shown)
    start = text.find("\ncases:")
    if start >= 0 and _KEY.search(text, start + len("\ncases:")) is None:
        text = text[: start + 1]
    return parse(text, shown)


def load_rule(tree: Tree, kinds: Mapping[str, Kind], clauses: Mapping[str, Collection[str]]) -> LoadedRule:
    """One rule from its parsed file; UnusableInput with every error."""
    rule = validate(RuleFile, tree)
    errors = list(_citation_errors(rule, clauses))
    compiled = None
    if rule.method == "machine":
        compiled, found = compile_rule(rule, kinds)
        errors += found
    if errors:
        raise UnusableInput(_placed(tree, errors))
    return LoadedRule(rule, tree.file, compiled)


def _placed(tree: Tree, errors: Iterable[RuleError]) -> Iterator[Problem]:
    for error in errors:
        mark = tree.marks.find(error.route)
        yield Problem(tree.file, f"{counted(error.route)}：{error.message}", mark.line, mark.column)


def _citation_errors(rule: RuleFile, clauses: Mapping[str, Collection[str]]) -> Iterator[RuleError]:
    if isinstance(rule.basis, str) or isinstance(rule.basis.cite, str):
        return
    for index, reference in enumerate(rule.basis.cite):
        known = clauses.get(reference.document)
        if known is None:
            yield RuleError(("basis", "cite", index, "document"), f"没有上位文件「{reference.document}」")
        elif reference.clause not in known:
            yield RuleError(
                ("basis", "cite", index, "clause"),
                f"{reference.document} 没有登记「{reference.clause}」{some_of(reference.clause, known)}",
            )


def _clashes(rules: Iterable[LoadedRule]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for loaded in rules:
        for what in (loaded.rule.id, loaded.rule.name, *loaded.rule.was):
            other = seen.setdefault(what, loaded.file)
            if other != loaded.file:
                yield Problem(loaded.file, f"规则编号或名称「{what}」已在 {other} 用过")
