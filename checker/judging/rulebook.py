"""Everything the checker knows before it sees a plan: outlines, taxonomy and rules, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checker import resources
from checker.facts.documents import DocumentIndex
from checker.facts.kinds import KINDS
from checker.facts.upper import ask_clause, indicator_clause
from checker.facts.vocabulary import Vocabulary
from checker.language.overrides import with_packs, with_severities
from checker.language.pack import LoadedRule, load_pack, load_packs, load_rule, yaml_files
from checker.loading.plans import load_plan
from checker.loading.problems import UnusableInput
from checker.loading.reference import DataFiles, no_data
from checker.loading.taxonomy import load_taxonomy
from checker.loading.yaml_tree import Tree
from checker.model.plan import Plan
from checker.model.result import Clause, Problem, Severity

if TYPE_CHECKING:
    from checker.model.data import DataOf


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Outlines by id, the vocabulary, rules in order of their ids, the clauses they may cite.

    ``data`` gives the reference data of some places, and reads them then. ``off``: rules that are switched off.
    """

    outlines: Mapping[str, Plan]
    documents: DocumentIndex
    vocabulary: Vocabulary
    rules: tuple[LoadedRule, ...]
    clauses: Mapping[tuple[str, str], Clause]
    data: DataOf = no_data
    off: tuple[LoadedRule, ...] = ()

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
    Without ``cases`` the shipped
    rules are read for checking only, in half the time.
    UnusableInput with all errors of all files, since a rule left out would be a silent pass.
    """
    folder = folder or resources.rules()
    shipped = [(path, str(path.relative_to(folder.parent))) for path in sorted((folder / "outlines").rglob("*.yaml"))]
    own = [(path, str(path)) for each in own_outlines for path in yaml_files(each)]
    outlines, problems = load_outlines([*shipped, *own])
    taxonomy, found = load_taxonomy(folder)
    problems += found
    clauses: dict[tuple[str, str], Clause] = {}
    for key, clause in _clauses(outlines.values()):
        clauses.setdefault(key, clause)  # where a clause says several things, the first stands for it
    own_rules = list(own_rules)
    shipped_rules = folder / "packs"
    uncased = () if cases else (shipped_rules,)
    rules, found = load_packs([shipped_rules, *own_rules], KINDS, _citable(outlines, clauses), uncased=uncased)
    problems += found
    if problems:
        raise UnusableInput(problems)
    kept = with_severities(with_packs(rules, own_rules), severities or {}, config)
    left = {loaded.rule.id for loaded in kept}
    off = tuple(loaded for loaded in rules if loaded.rule.id not in left)
    data = DataFiles(folder, [term.code for term in taxonomy.indicators])
    return Rulebook(outlines, DocumentIndex(outlines.values()), Vocabulary(taxonomy), tuple(kept), clauses, data, off)


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


def load_outlines(files: Iterable[tuple[Path, str]]) -> tuple[dict[str, Plan], list[Problem]]:
    """Outlines by id, and what is wrong with the files; each file comes with its name for messages."""
    outlines: dict[str, Plan] = {}
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
