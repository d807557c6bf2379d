"""The decisions that apply to a run: waivers, the baseline, the day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker.loading.problems import UnusableInput
from checker.loading.shown import printable
from checker.model.result import Problem
from checker.running.options import Options, WrongOption
from checker.settling.files import load_baseline, load_waivers
from checker.settling.settle import Settler

if TYPE_CHECKING:
    from checker.loading.config import LoadedConfig

WAIVERS = "waivers.yaml"


def settler(options: Options) -> Settler:
    """What settles the findings.

    The clock is read only where there are waivers and no day was given. UnusableInput, WrongOption.
    """
    day = _day(options.as_of) if options.as_of is not None else None
    path = None
    if not options.no_waivers:
        path = Path(options.waivers) if options.waivers else default_waivers(options.config)
    held = load_waivers(path) if path else ()
    baseline = Path(options.baseline) if options.baseline else None
    if baseline and not baseline.exists():
        raise UnusableInput([Problem(printable(str(baseline)), "没有这个基线；guiheng baseline 可生成")])
    accepted = load_baseline(baseline) if baseline else None
    if held and day is None:
        day = date.today()  # noqa: DTZ011 - the user's own day is meant
    return Settler(held, accepted, day)


def default_waivers(config: LoadedConfig | None) -> Path | None:
    """The waivers that count where none are named: beside the configuration, or here where there is none."""
    path = Path(config.resolve(WAIVERS)) if config else Path(WAIVERS)
    return path if path.is_file() else None


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongOption("as_of", f"应写作 2026-12-31 这样的日期，这里是 {text[:20]}")
