"""The C module of durable-rules, typed, imported when it is first asked for.

The behaviour that this package relies on was measured on one version; another one is not used.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

MEASURED = "2.0.28"


class EngineUnavailable(RuntimeError):
    """durable-rules was asked for by name and can't be had; the message says why."""


class DurableModule(Protocol):
    """The functions of ``durable_rules_engine`` that are used; states are named by ``sid``."""

    @property
    def error(self) -> type[Exception]: ...

    def create_ruleset(self, name: str, rules: str, /) -> int: ...

    def delete_ruleset(self, handle: int, /) -> None: ...

    def assert_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...

    def start_action_for_state(self, handle: int, state: int, /) -> tuple[str, str] | None: ...

    def complete_and_start_action(self, handle: int, state: int, /) -> str | None: ...

    def delete_state(self, handle: int, sid: str, /) -> None: ...


@cache
def find_durable() -> tuple[DurableModule | None, str]:
    """The module, or None and the reason in Chinese; looked up once."""
    installed = _installed()
    if not installed:
        return None, "没有安装 durable-rules"
    try:
        module = import_module("durable_rules_engine")
    except ImportError as error:  # Python 3.13 and later: undefined symbol
        return None, f"durable-rules 无法载入：{error}"
    if installed != MEASURED:
        return None, f"只验证过 durable-rules {MEASURED}，安装的是 {installed}"
    return cast("DurableModule", module), ""


def _installed() -> str:
    """The version that is installed; empty where there is none."""
    spec = find_spec("durable_rules_engine")
    if spec and spec.origin and Path(spec.origin).with_name(f"durable_rules-{MEASURED}.dist-info").is_dir():
        return MEASURED  # seen at a glance: to load what reads the metadata takes as long as to check a plan
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("durable-rules")
    except PackageNotFoundError:
        return ""


def durable_wanted() -> bool:
    """Whether durable-rules should be here: elsewhere it can't be had, and its absence is nothing to speak of."""
    return sys.platform == "linux" and sys.version_info < (3, 13)


def durable_available() -> bool:
    """Whether durable-rules can be used here; ``durable_problem`` says why not."""
    return find_durable()[0] is not None


def durable_problem() -> str:
    """Why durable-rules can't be used here; empty where it can."""
    return find_durable()[1]


def durable_module() -> DurableModule:
    """The C module, or ``EngineUnavailable``."""
    module, problem = find_durable()
    if module is None:
        raise EngineUnavailable(problem)
    return module
