"""The decisions that apply to a run: waivers, the baseline, the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checker.settling.files import load_baseline, load_waivers
from checker.settling.settle import Settler

DEFAULT = Path("waivers.yaml")


def settler(waivers: str | None, baseline: str | None, as_of: str | None, *, default: bool) -> Settler:
    """What settles the findings; ``default``: whether ``waivers.yaml`` here counts where none is named.

    The clock is read only where there are waivers and no day was given. UnusableInput.
    """
    path = Path(waivers) if waivers else DEFAULT if default and DEFAULT.is_file() else None
    held = load_waivers(path) if path else ()
    return Settler(held, load_baseline(Path(baseline)) if baseline else None, _day(as_of, needed=bool(held)))


def _day(text: str | None, *, needed: bool) -> date | None:
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise click.UsageError(f"--as-of 应写作 2026-12-31 这样的日期，这里是 {text[:20]}") from None
    return date.today() if needed else None  # noqa: DTZ011 - the user's own day is meant
