"""The decisions that apply to a run: waivers, the baseline, the day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.messages import printable, say
from checker.cli.settings import configuration
from checker.loading.problems import UnusableInput
from checker.model.result import Problem
from checker.settling.files import load_baseline, load_waivers
from checker.settling.settle import Settler

if TYPE_CHECKING:
    from checker.cli.checking import Checking

WAIVERS = "waivers.yaml"


def settler(waivers: str | None, baseline: str | None, as_of: str | None, *, default: bool) -> Settler:
    """What settles the findings; ``default``: whether ``waivers.yaml`` counts where none is named.

    It stands beside the configuration, or here where there is none. The clock is read only where there are waivers and
    no day was given. UnusableInput.
    """
    day = _day(as_of) if as_of is not None else None
    path = Path(waivers) if waivers else default_waivers() if default else None
    held = load_waivers(path) if path else ()
    if baseline and not Path(baseline).exists():
        raise UnusableInput([Problem(printable(baseline), "没有这个基线；guiheng baseline 可生成")])
    accepted = load_baseline(Path(baseline)) if baseline else None
    if held and day is None:
        day = date.today()  # noqa: DTZ011 - the user's own day is meant
    return Settler(held, accepted, day)


def say_decisions(checking: Checking) -> None:
    """Waivers and baseline entries that met nothing, so that nobody believes they do something."""
    for use in checking.strangers():
        say(f"豁免没有用上：这次没有查 {use.plan}（{use.rule}，{use.reason}）")
    for plan, keys in checking.stale().items():
        say(f"基线里 {plan} 有 {len(keys)} 个问题已经没有了（guiheng baseline --prune 可删去）：{'、'.join(keys[:3])}")


def default_waivers() -> Path | None:
    """The waivers that count where none are named."""
    loaded = configuration()
    path = Path(loaded.resolve(WAIVERS)) if loaded else Path(WAIVERS)
    return path if path.is_file() else None


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise click.UsageError(f"--as-of 应写作 2026-12-31 这样的日期，这里是 {text[:20]}")
