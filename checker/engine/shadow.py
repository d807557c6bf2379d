"""Two engines side by side: a difference is a fault of ours, never a finding."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from checker.engine.port import Engine, EngineFact, EngineFault, Matches, Spent

NAMED = 5


class ShadowEngine:
    """Answers what ``primary`` answers, where ``shadow`` answers the same."""

    def __init__(self, primary: Engine, shadow: Engine, spent: Spent | None = None) -> None:
        self._primary = primary
        self._shadow = shadow
        self._spent = spent

    @property
    def name(self) -> str:
        return f"{self._primary.name} + {self._shadow.name}"

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        begun = perf_counter()
        answer = self._primary.run(facts)
        if self._spent:
            self._spent("durable", perf_counter() - begun)
        expected = self._shadow.run(facts)
        if answer != expected:
            raise EngineFault(self._difference(answer, expected))
        return answer

    def _difference(self, answer: Matches, expected: Matches) -> str:
        differing: list[str] = []
        for name in sorted(answer.keys() | expected.keys()):
            ours, theirs = answer.get(name), expected.get(name)
            if ours is None or theirs is None:
                differing.append(f"{name}（只有一个引擎回答）")
            elif ours != theirs:
                differing.append(f"{name}（多 {len(ours - theirs)} 个匹配，少 {len(theirs - ours)} 个）")
        more = f"等 {len(differing)} 个查询" if len(differing) > NAMED else ""
        return f"{self._primary.name} 与 {self._shadow.name} 结果不一致：{'、'.join(differing[:NAMED])}{more}"
