"""Everything the checker knows before it sees a plan: outlines, taxonomy and rules, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from checker import resources
from checker.engine.prepared import Prepared, prepared
from checker.facts.documents import DocumentIndex
from checker.facts.kinds import COLUMNS, KINDS
from checker.facts.upper import ask_clause, indicator_clause
from checker.facts.vocabulary import Vocabulary
from checker.language.overrides import with_packs, with_severities
from checker.language.pack import LoadedRule, load_pack, load_packs, load_rule, yaml_files
from checker.language.query import Query
from checker.loading.kept import kept
from checker.loading.plans import load_plan
from checker.loading.problems import UnusableInput
from checker.loading.reference import DataFiles, ReadData, no_data
from checker.loading.taxonomy import load_taxonomy
from checker.loading.yaml_tree import Tree
from checker.model.plan import Plan
from checker.model.result import Clause, Problem, Severity

if TYPE_CHECKING:
    from checker.model.data import DataOf


class Rulebook(Struct, frozen=True):
    """Outlines by id, the vocabulary, rules in order of their ids, the clauses they may cite.

    ``data`` gives the reference data of some places, and reads them then. ``off``: rules that are switched off.
    ``ready``: the queries of the shipped rules, prepared for the engine.
    """

    outlines: Mapping[str, Plan]
    documents: DocumentIndex
    vocabulary: Vocabulary
    rules: tuple[LoadedRule, ...]
    clauses: Mapping[tuple[str, str], Clause]
    data: DataOf = no_data
    off: tuple[LoadedRule, ...] = ()
    ready: Prepared | None = None

    def rule(self, name: str) -> LoadedRule | None:
        """The rule with this id or name, a former one included."""
        return _named(name, self.rules)

    def switched_off(self, name: str) -> LoadedRule | None:
        """The rule with this id or name that a pack or the configuration switched off."""
        return _named(name, self.off)


def _named(name: str, rules: Iterable[LoadedRule]) -> LoadedRule | None:
    wanted = name.strip()
    for loaded in rules:
        if wanted.upper() == loaded.rule.id or wanted in (loaded.rule.name, *loaded.rule.was):
            return loaded
    return None


def load_rulebook(
    folder: Path | None = None,
    *,
    own_rules: Iterable[Path] = (),
    own_outlines: Iterable[Path] = (),
    severities: Mapping[str, Severity | Literal["off"]] | None = None,
    config: Tree | None = None,
    cases: bool = True,
) -> Rulebook:
    """Load ``rules/`` and one's own rules and outlines beside it (files or folders).

    ``severities`` (of the file ``config``) changes those of some rules, by id or name; ``off`` leaves a rule out.
    Without ``cases`` the shipped rules are for checking only, and need not be read anew.
    UnusableInput with all errors of all shipped files, else of all one's own: a rule left out would be a silent pass.
    """
    shipped = _shipped(folder or resources.rules(), cases=cases)
    own_rules = list(own_rules)
    own = [(path, str(path)) for each in own_outlines for path in yaml_files(each)]
    outlines, problems = load_outlines(own, beside=shipped.outlines)
    clauses = clauses_of(outlines.values()) if own else shipped.clauses
    rules, found = load_packs(own_rules, KINDS, _citable(outlines, clauses), beside=shipped.rules)
    problems += found
    if problems:
        raise UnusableInput(problems)
    chosen = with_severities(with_packs(rules, own_rules), severities or {}, config)
    left = {loaded.rule.id for loaded in chosen}
    off = tuple(loaded for loaded in rules if loaded.rule.id not in left)
    documents = DocumentIndex(outlines.values()) if own else shipped.documents
    return replace(shipped, outlines=outlines, documents=documents, clauses=clauses, rules=tuple(chosen), off=off)


def _shipped(folder: Path, *, cases: bool) -> Rulebook:
    """The rulebook of a folder alone. The one that every check begins with comes as it was kept."""
    if cases or folder != resources.rules():
        return _read(folder, cases=cases)
    parts = [folder / part for part in ("outlines", "taxonomy", "packs", "data")]
    return kept("rulebook", lambda: _ready(_read(folder, cases=False)), parts)


def _read(folder: Path, *, cases: bool) -> Rulebook:
    """The rulebook of a folder from its files; UnusableInput with all errors of all files."""
    files = sorted((folder / "outlines").rglob("*.yaml"))
    outlines, problems = load_outlines((path, str(path.relative_to(folder.parent))) for path in files)
    taxonomy, found = load_taxonomy(folder)
    problems += found
    clauses = clauses_of(outlines.values())
    packs = folder / "packs"
    rules, found = load_packs([packs], KINDS, _citable(outlines, clauses), uncased=() if cases else (packs,))
    problems += found
    if problems:
        raise UnusableInput(problems)
    data = DataFiles(folder, [term.code for term in taxonomy.indicators])
    return Rulebook(outlines, DocumentIndex(outlines.values()), Vocabulary(taxonomy), tuple(rules), clauses, data)


def _ready(rulebook: Rulebook) -> Rulebook:
    """A rulebook with all that can be done before there is a plan: reference data read, queries prepared."""
    data = rulebook.data
    if isinstance(data, DataFiles):
        with suppress(UnusableInput):  # what is wrong with a file is said to those who need it
            data = ReadData(data.all())
    return replace(rulebook, data=data, ready=prepared(queries_of(rulebook.rules), COLUMNS))


def rules_at(path: Path, rulebook: Rulebook) -> tuple[LoadedRule, ...]:
    """One's own rules, from a file or a folder; UnusableInput with all errors of all files."""
    rules, problems = load_pack(path, KINDS, _citable(rulebook.outlines, rulebook.clauses))
    if problems:
        raise UnusableInput(problems)
    return tuple(rules)


def read_rule(tree: Tree, rulebook: Rulebook) -> LoadedRule:
    """A rule of one's own from its parsed file. UnusableInput with all errors of it."""
    return load_rule(tree, KINDS, _citable(rulebook.outlines, rulebook.clauses))


def _citable(outlines: Iterable[str], clauses: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The clauses that a rule may cite, by document."""
    found: dict[str, list[str]] = {outline: [] for outline in outlines}
    for document, clause in clauses:
        found[document].append(clause)
    return found


def load_outlines(
    files: Iterable[tuple[Path, str]], *, beside: Mapping[str, Plan] | None = None
) -> tuple[dict[str, Plan], list[Problem]]:
    """Outlines by id, those ``beside`` first, and what is wrong with the files, each with its name for messages."""
    outlines = dict(beside or {})
    problems: list[Problem] = []
    for path, shown in files:
        try:
            plan = load_plan(path, shown=shown).plan
        except UnusableInput as unusable:
            problems += unusable.problems
            continue
        if plan.id in outlines:
            problems.append(Problem(shown, f"id「{plan.id}」已被另一份上位文件使用"))
        outlines[plan.id] = plan
    return outlines, problems


def clauses_of(outlines: Iterable[Plan]) -> dict[tuple[str, str], Clause]:
    """What rules can cite, by document and clause; where a clause says several things, the first stands for it."""
    clauses: dict[tuple[str, str], Clause] = {}
    for key, clause in _clauses(outlines):
        clauses.setdefault(key, clause)
    return clauses


def queries_of(rules: Iterable[LoadedRule]) -> list[Query]:
    """All that the engine is asked for these rules."""
    return [query for loaded in rules if loaded.compiled for query in loaded.compiled.queries]


def _clauses(outlines: Iterable[Plan]) -> Iterable[tuple[tuple[str, str], Clause]]:
    for plan in outlines:
        for article in plan.articles:
            quote = article.quote or article.title
            yield (
                (plan.id, article.number),
                Clause(plan.id, plan.title, plan.number or "", article.number, quote, "", article.confidence),
            )
        for row in plan.indicators:
            if row.clause:
                yield (plan.id, row.clause), indicator_clause(plan, row)
        for ask in plan.asks:
            yield (plan.id, ask.clause), ask_clause(plan, ask)
            yield (plan.id, ask.id), ask_clause(plan, ask)
