"""One network of durable-rules and the loop that runs it: no host, no threads, one state a run, always deleted.

The engine reports errors as numbers or not at all, so a run is believed only where every fact was taken and the two
facts of its own that frame it came back: ``#begin`` first, ``#end`` last.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping
from typing import Any

from checker.engine.durable_module import DurableModule
from checker.engine.port import EngineFault

BEGIN, END, NEVER = "#begin", "#end", "#never"
STATE = "p"
OUR_IDS = ("b", "e", f"sid-{STATE}")  # of the facts that frame a run and of the engine's hidden one

Match = tuple[str, dict[str, str]]
"""The rule and, by alias, the ids of the facts."""

# a match is {"rule": {"alias": {fact}, …}}; every fact is written with its id first and holds no object of its own
_FACT = '":{"id":"'


def framed(rules: Mapping[str, Any]) -> dict[str, Any]:
    """The rules with the driver's own.

    ``#begin``: deleting a state in which no action ever ran frees a wild pointer. ``#sink``: a fact that no pattern
    takes is "not handled"; with a rule that looks at every fact this answer always means a fault. ``#end``: the last
    rule is reported last, so its match says that the loop saw all others.
    """
    return {
        BEGIN: {"all": [{"b": {"k": BEGIN}}]},
        **rules,
        "#sink": {"all": [{"b": {"$ex": {"k": 1}}}, {"z": {"k": NEVER}}]},
        END: {"all": [{"b": {"k": END}}]},
    }


def rules_json(rules: Mapping[str, Any]) -> str:
    """The rules and the driver's own, as the engine reads them."""
    import json

    return json.dumps(framed(rules), separators=(",", ":"))


class Network:
    """A compiled set of rules, as ``rules_json`` gives them, for one run at a time."""

    def __init__(self, module: DurableModule, name: str, rules: str) -> None:
        self._module = module
        self._usable = True
        try:
            self._handle = module.create_ruleset(name, rules)
        except (module.error, MemoryError) as error:
            raise EngineFault(f"durable-rules 不接受编译好的规则：{error}") from error
        weakref.finalize(self, module.delete_ruleset, self._handle)

    def run(self, messages: Iterable[str]) -> list[Match]:
        """All matches of the facts: flat JSON objects with an ``id`` (first), a ``sid`` and a kind ``k``."""
        if not self._usable:
            raise EngineFault("durable-rules 此前出错且未能清理，不能再用")
        self._usable = False  # a state that could not be deleted must not be used again
        try:
            state = self._begin()
            try:
                for message in messages:
                    self._put(message)
                self._put(_own_fact(OUR_IDS[1], END))
                matches = self._drain(state)
            finally:
                self._module.delete_state(self._handle, STATE)
                self._usable = True
        except (self._module.error, MemoryError, ValueError) as error:
            raise EngineFault(f"durable-rules 出错：{error}") from error
        if not matches or matches.pop()[0] != END:
            raise EngineFault("durable-rules 没有报告完全部匹配")
        return matches

    def _begin(self) -> int:
        state = self._put(_own_fact(OUR_IDS[0], BEGIN))
        if [rule for rule, _ in self._drain(state)] != [BEGIN]:
            raise EngineFault("durable-rules 没有启动")
        return state

    def _put(self, message: str) -> int:
        code, state = self._module.assert_fact(self._handle, message)
        if code != 0:  # 1: no pattern took it, 2: its id was seen before, 3: deferred
            raise EngineFault(f"durable-rules 对 {message} 回答 {code}")
        return state

    def _drain(self, state: int) -> list[Match]:
        matches: list[Match] = []
        started = self._module.start_action_for_state(self._handle, state)
        message = started[1] if started else None
        complete = self._module.complete_and_start_action
        while message:
            matches.append(_match(message))
            message = complete(self._handle, state)
        return matches


def _match(message: str) -> Match:
    alias, *parts = message.split(_FACT)
    bound: dict[str, str] = {}
    for part in parts:
        bound[alias[alias.rindex('"') + 1 :]] = part[: part.index('"')]
        alias = part
    return message.split('"', 2)[1], bound


def _own_fact(name: str, kind: str) -> str:
    return f'{{"id":"{name}","sid":"{STATE}","k":"{kind}"}}'
