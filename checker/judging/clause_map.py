"""The clauses of the parents (what they ask, their indicators, their articles), each with the rules that judged it.

A clause that no rule spoke to is there too: what is not checked is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.facts.fact import Fact
from checker.facts.parents import Parent
from checker.facts.quantities import shown
from checker.facts.upper import ask_clause, asked_of, indicator_clause, still_due
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import code_of
from checker.judging.findings import basis_of
from checker.judging.judge import Judged, RuleVerdicts
from checker.judging.rulebook import Rulebook
from checker.model.plan import Article, Indicator, Plan
from checker.model.result import Clause, ClauseRow, Verdict
from checker.model.rule import RuleFile

Key = tuple[str, str, str]  # what it is, the document, which one
Tally = Mapping[Key, Mapping[str, Mapping[Verdict, int]]]


def clause_rows(
    plan: Plan, parents: Sequence[Parent], verdicts: Iterable[RuleVerdicts], rulebook: Rulebook
) -> tuple[ClauseRow, ...]:
    """Every clause of the parents, document by document: asks, then indicators, then articles."""
    tally = _tally(verdicts, rulebook)
    nearer: set[str] = set()
    return tuple(row for parent in parents for row in _rows(plan, parent.plan, tally, nearer, rulebook.vocabulary))


def _rows(plan: Plan, parent: Plan, tally: Tally, nearer: set[str], vocabulary: Vocabulary) -> Iterator[ClauseRow]:
    """The clauses of one parent; ``nearer`` collects the indicators that a document nearer to the plan has."""
    for ask in asked_of(plan, parent):
        judged = _judged(tally, ("ask", parent.id, ask.id))
        yield ClauseRow(ask_clause(parent, ask), ask.text, ask.method, tuple(judged), "ask", judged)
    for row in parent.indicators:
        code = code_of(row, row.name, vocabulary) or row.name
        judged = _judged(tally, ("indicator", parent.id, code))
        text = f"主要指标「{row.name}」（{_standing(plan, row, code, nearer)}）"
        yield ClauseRow(indicator_clause(parent, row), text, "machine", tuple(judged), "indicator", judged)
    for article in parent.articles:
        keys = [("article", parent.id, article.number)]
        if article.protection:
            keys.append(("protection", parent.id, article.protection))
        judged = _judged(tally, *keys)
        yield ClauseRow(_article_clause(parent, article), article.title, "machine", tuple(judged), "article", judged)


def _standing(plan: Plan, row: Indicator, code: str, nearer: set[str]) -> str:
    """The target of an upper indicator, and why it is no yardstick where it is none."""
    said = f"目标 {shown(row.final_target)}" if row.final_target else "目标值未收录"
    if not still_due(plan, row):
        return f"{said}，在规划期以前到期"
    if code in nearer:
        return f"{said}，更近的文件也列有，以它为准"
    nearer.add(code)
    return said


def _article_clause(parent: Plan, article: Article) -> Clause:
    return Clause(
        parent.id, parent.title, parent.number or "", article.number, article.quote or "", "", article.confidence
    )


def _judged(tally: Tally, *keys: Key) -> dict[str, Mapping[Verdict, int]]:
    """The rules that spoke to one of the keys, in order, with their verdicts."""
    found: dict[str, Mapping[Verdict, int]] = {}
    for key in keys:
        for rule, counts in tally.get(key, {}).items():
            found.setdefault(rule, counts)
    return dict(sorted(found.items()))


def _tally(verdicts: Iterable[RuleVerdicts], rulebook: Rulebook) -> Tally:
    tally: dict[Key, dict[str, Counter[Verdict]]] = {}
    for each in verdicts:
        rule = each.loaded.rule
        for judged in each.judged:
            for key in dict.fromkeys(_spoken_to(rule, judged, rulebook)):
                tally.setdefault(key, {}).setdefault(rule.id, Counter())[judged.verdict] += 1
    return tally


def _spoken_to(rule: RuleFile, judged: Judged, rulebook: Rulebook) -> Iterator[Key]:
    """The clauses that a check rests on, or that the facts it looked at were measured from."""
    for fact in judged.binding.values():
        yield from _of_fact(fact)
    for clause in basis_of(rule, judged.binding, rulebook):
        yield _of_clause(clause)


def _of_fact(fact: Fact) -> Iterator[Key]:
    document = fact.clause.document if fact.clause else ""
    match fact.kind:
        case "reference" | "lookalike" | "reached":
            yield "indicator", document, str(fact.values["code"])
        case "protection":
            yield "protection", document, str(fact.values["name"])
        case "ask" | "upper" | "article" if fact.clause:
            yield _of_clause(fact.clause)


def _of_clause(clause: Clause) -> Key:
    return ("ask", clause.document, clause.ask) if clause.ask else ("article", clause.document, clause.clause)
