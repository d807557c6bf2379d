"""Findings that a person has accepted: waivers with their reason and end, and the baseline of a repository."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import field

from checker.model.base import Date, Strict, Text, to_tuple
from checker.model.dates import DateRange
from checker.model.record import Before


class Waiver(Strict, frozen=True, kw_only=True):
    """Findings of one rule on one plan that are accepted for a time.

    ``where`` is the key of one finding; left out, all findings of the rule on the plan are meant. The last day it
    holds is the last of ``expires``.
    """

    plan: Text
    rule: Text
    where: Text | None = None
    reason: Text
    owner: Text
    expires: Date

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        expires: DateRange = self.expires
        return expires.last or date.max


class Waivers(Strict, frozen=True, kw_only=True):
    """The file ``waivers.yaml``."""

    waivers: Annotated[tuple[Waiver, ...], Before(to_tuple)]


class Baseline(Strict, frozen=True, kw_only=True):
    """The findings that a repository had when it began: keys by plan, with the versions that found them."""

    version: Literal[1]
    tool: Text
    rules: dict[str, Text] = field(default_factory=dict)
    plans: dict[str, Annotated[tuple[Text, ...], Before(to_tuple)]]
