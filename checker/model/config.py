"""``guiheng.toml``: what a repository of plans sets once for all commands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from checker.model.base import Flag, Strict, Text, to_tuple

Texts = Annotated[tuple[Text, ...], BeforeValidator(to_tuple)]
Change = Literal["error", "warning", "info", "off"]


class ReportConfig(Strict):
    """What is printed on reports: who issues them, with which mark and closing words."""

    model_config = ConfigDict(populate_by_name=False)

    issuer: Text | None = None
    logo: Text | None = None
    closing: Text | None = None
    full_text: Annotated[Flag | None, Field(alias="full-text")] = None


class Config(Strict):
    """Every key is optional; paths are relative to the file. Options on the command line go before it."""

    model_config = ConfigDict(populate_by_name=False)  # a key has one spelling

    fail_on: Annotated[Literal["error", "warning", "info", "undecided", "never"] | None, Field(alias="fail-on")] = None
    select: Texts = ()
    ignore: Texts = ()
    rules: Texts = ()
    outlines: Texts = ()
    sources: Text | None = None
    waivers: Text | None = None
    baseline: Text | None = None
    severity: dict[str, Change] = Field(default_factory=dict)
    report: ReportConfig = ReportConfig()
