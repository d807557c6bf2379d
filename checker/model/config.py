"""``guiheng.toml``: what a repository of plans sets once for all commands."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import field

from checker.model.base import Flag, Strict, Text, to_tuple
from checker.model.record import Before

Texts = Annotated[tuple[Text, ...], Before(to_tuple)]
Change = Literal["error", "warning", "info", "off"]


class ReportConfig(Strict, frozen=True, kw_only=True):
    """What is printed on reports: who issues them, with which mark and closing words."""

    issuer: Text | None = None
    logo: Text | None = None
    closing: Text | None = None
    full_text: Flag | None = field(name="full-text", default=None)


class Config(Strict, frozen=True, kw_only=True):
    """Every key is optional; paths are relative to the file. Options on the command line go before it."""

    fail_on: Literal["error", "warning", "info", "undecided", "never"] | None = field(name="fail-on", default=None)
    select: Texts = ()
    ignore: Texts = ()
    rules: Texts = ()
    outlines: Texts = ()
    sources: Text | None = None
    waivers: Text | None = None
    baseline: Text | None = None
    severity: dict[str, Change] = field(default_factory=dict)
    report: ReportConfig = ReportConfig()
