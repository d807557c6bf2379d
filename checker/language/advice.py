"""What loads and yet deserves a word to the author of a rule."""

from __future__ import annotations

from checker.language.query import Disjunct, Join, Pattern
from checker.language.rules import CompiledRule
from checker.model.rule import RuleFile

BLANKS = {
    "title": "（一句话说出毛病，例如：指标没有责任单位）",
    "why": "（为什么要改，写给改的人看）",
    "fix": "（怎么改）",
}  # what a new rule says until its author does
MANY = 3  # two unjoined patterns are as slow as two loops; each further one is a loop more
SINGLE = "plan"  # the kind of which there is exactly one fact


def unwritten(rule: RuleFile) -> tuple[str, ...]:
    """The texts of a rule that are still those of a new file."""
    return tuple(name for name, blank in BLANKS.items() if getattr(rule, name).strip() == blank)


def unjoined(rule: CompiledRule) -> tuple[str, ...]:
    """The kinds of a query with three facts or more that no condition ties together; () where all is well.

    The engine tries every combination of them: on a large plan that takes minutes.
    """
    for query in rule.queries:
        patterns = [pattern for pattern in query.patterns if pattern.kind != SINGLE]
        if len(patterns) >= MANY and not all(_joined(patterns, branch) for branch in query.disjuncts):
            return tuple(pattern.kind for pattern in patterns)
    return ()


def _joined(patterns: list[Pattern], atoms: Disjunct) -> bool:
    """Whether the joins of a branch lead from the first pattern to every other."""
    reached = {patterns[0].alias}
    ties = [{atom.alias, atom.other} for atom in atoms if isinstance(atom, Join)]
    while more := [tie for tie in ties if tie & reached and not tie <= reached]:
        reached |= more[0]
    return reached >= {pattern.alias for pattern in patterns}
