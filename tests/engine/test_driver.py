"""The driver believes durable-rules only where all is in order; a module that lies stands in for it."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest

from checker.engine import EngineFault
from checker.engine import durable_driver as driver
from checker.engine.durable_module import durable_module
from tests.engine.support import needs_durable

RULES: dict[str, Any] = {"r0": {"all": [{"a0": {"k": "k0"}}]}}
FACT = '{"id":"f0","sid":"p","k":"k0","one":1}'


class Module:
    """Takes every fact, matches the driver's own and ``r0``; can be told to misbehave."""

    error = KeyError

    def __init__(self, **told: Any) -> None:
        self.told = told
        self.waiting: list[str] = []
        self.deleted = 0

    def create_ruleset(self, _name: str, rules: str, /) -> int:
        if "create" in self.told:
            raise self.told["create"]
        self.rules = list(json.loads(rules))
        return 1

    def delete_ruleset(self, handle: int, /) -> None:
        pass

    def assert_fact(self, _handle: int, fact: str, /) -> tuple[int, int]:
        values = json.loads(fact)
        answer = self.told.get(values["k"], 0)
        if isinstance(answer, Exception):
            raise answer
        rule = {"k0": "r0"}.get(values["k"], values["k"])
        if answer != "lost":
            self.waiting.append(f'{{"{rule}":{{"a0":{fact}}}}}')
        return (0 if answer == "lost" else answer), 7

    def start_action_for_state(self, _handle: int, _state: int, /) -> tuple[str, str] | None:
        return ("{}", self.waiting.pop(0)) if self.waiting else None

    def complete_and_start_action(self, _handle: int, _state: int, /) -> str | None:
        return self.waiting.pop(0) if self.waiting else None

    def delete_state(self, _handle: int, _sid: str, /) -> None:
        if "delete" in self.told:
            raise self.told["delete"]
        self.waiting.clear()
        self.deleted += 1


def test_a_run_in_order() -> None:
    module = Module()
    network = driver.Network(module, "n", driver.rules_json(RULES))
    for _ in range(2):
        assert network.run([FACT]) == [("r0", {"a0": "f0"})]
    assert module.deleted == 2


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"k0": 1}, "回答 1"),
        ({"k0": 2}, "回答 2"),
        ({"k0": 3}, "回答 3"),
        ({"k0": KeyError("303")}, "出错：'303'"),
        ({"k0": MemoryError()}, "出错"),
        ({"#end": 1}, "回答 1"),
        ({"#end": "lost"}, "没有报告完全部匹配"),
    ],
)
def test_a_fault_in_a_run_deletes_the_state_and_the_next_run_is_right(told: dict[str, Any], message: str) -> None:
    module = Module(**told)
    network = driver.Network(module, "n", driver.rules_json(RULES))
    with pytest.raises(EngineFault, match=message):
        network.run([FACT])
    assert module.deleted == 1
    module.told = {}
    assert network.run([FACT]) == [("r0", {"a0": "f0"})]


@pytest.mark.parametrize(
    ("told", "message"),
    [({"#begin": 2}, "回答 2"), ({"#begin": "lost"}, "没有启动"), ({"#begin": KeyError("303")}, "出错")],
)
def test_a_state_in_which_no_action_ran_is_never_deleted_nor_used_again(told: dict[str, Any], message: str) -> None:
    module = Module(**told)
    network = driver.Network(module, "n", driver.rules_json(RULES))
    with pytest.raises(EngineFault, match=message):
        network.run([FACT])
    assert module.deleted == 0
    module.told = {}
    with pytest.raises(EngineFault, match="不能再用"):
        network.run([FACT])


def test_a_state_that_cannot_be_deleted_is_not_used_again() -> None:
    module = Module(delete=KeyError("309"))
    network = driver.Network(module, "n", driver.rules_json(RULES))
    for message in ("出错：'309'", "不能再用"):
        with pytest.raises(EngineFault, match=message):
            network.run([FACT])


@pytest.mark.parametrize("error", [KeyError("113"), MemoryError()])
def test_rules_that_are_refused_are_a_fault(error: Exception) -> None:
    with pytest.raises(EngineFault, match="不接受编译好的规则"):
        driver.Network(Module(create=error), "n", driver.rules_json(RULES))


@needs_durable
def test_without_the_sink_a_fact_that_no_pattern_takes_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {"r0": {"all": [{"a0": {"$and": [{"k": "k0"}, {"p0": 1}]}}]}}
    assert driver.Network(durable_module(), "n", driver.rules_json(rules)).run([FACT]) == []
    framed = driver.framed
    monkeypatch.setattr(driver, "framed", lambda rules: {k: v for k, v in framed(rules).items() if k != "#sink"})
    with pytest.raises(EngineFault, match="回答 1"):
        driver.Network(durable_module(), "n", driver.rules_json(rules)).run([FACT])


@needs_durable
def test_a_network_gives_its_rules_back() -> None:
    deleted: list[int] = []

    class Watching:
        def __getattr__(self, name: str) -> Any:
            return deleted.append if name == "delete_ruleset" else getattr(durable_module(), name)

    network = driver.Network(Watching(), "n", driver.rules_json(RULES))
    assert network.run([FACT]) == [("r0", {"a0": "f0"})]
    assert deleted == []
    del network
    gc.collect()
    assert len(deleted) == 1
