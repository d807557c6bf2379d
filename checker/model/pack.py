"""A pack file (``pack.yaml`` in a folder of one's own rules): which shipped rules run, and how severe they are."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from checker.model.base import Strict, Text
from checker.model.plan import Kind
from checker.model.result import Severity
from checker.model.rule import AppliesTo


class Override(Strict, frozen=True, kw_only=True):
    """What a pack changes of a rule; what is left out stays."""

    severity: Severity | dict[Kind, Severity] | None = None
    applies_to: AppliesTo | None = None


class Pack(Strict, frozen=True, kw_only=True):
    """``extends``: whether the shipped rules run beside the pack's own; ``rules``: changes, ``off`` for not at all."""

    name: Text
    extends: Literal["shipped", "none"] = "shipped"
    rules: dict[str, Literal["off"] | Override] = field(default_factory=dict)
