"""Two engines side by side: a difference is a fault of ours, never a finding."""

from __future__ import annotations

from collections.abc import Sequence

from checker.engine.port import Engine, EngineFact, EngineFault, Matches

NAMED = 5


class ShadowEngine:
    """Answers what ``primary`` answers, where ``shadow`` answers the same."""

    def __init__(self, primary: Engine, shadow: Engine) -> None:
        self._primary = primary
        self._shadow = shadow

    @property
    def name(self) -> str:
        return f"{self._primary.name} + {self._shadow.name}"

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        answer = self._primary.run(facts)
        expected = self._shadow.run(facts)
        if answer != expected:
            raise EngineFault(self._difference(answer, expected))
        return answer

    def _difference(self, answer: Matches, expected: Matches) -> str:
        nothing: frozenset[tuple[str, ...]] = frozenset()
        differing: list[str] = []
        for name in sorted(answer.keys() | expected.keys()):
            ours, theirs = answer.get(name, nothing), expected.get(name, nothing)
            if ours != theirs or (name in answer) != (name in expected):
                differing.append(f"{name} ({len(ours - theirs)} more, {len(theirs - ours)} fewer)")
        more = f" and {len(differing) - NAMED} more queries" if len(differing) > NAMED else ""
        return f"{self._primary.name} and {self._shadow.name} differ: {', '.join(differing[:NAMED])}{more}"
