"""``guiheng check --profile``: where the time went, on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from checker.judging.profile import Profile

_MOST = 10
_WORDS = {"rules": "读规则和上位文件", "reading": "读规划", "durable": "durable-rules"}


def profiling(jobs: int) -> Profile:
    """A profile to be filled. UsageError with several processes: their times would not add up to one."""
    if jobs != 1:
        raise click.UsageError("--profile 只量一个进程，请去掉 --jobs")
    from checker.judging.profile import Profile

    return Profile()


def say_profile(spent: Profile) -> None:
    """The stages, the slowest rules and the slowest measuring modules, in milliseconds."""
    stages = {_WORDS.get(name, name): seconds for name, seconds in spent.stages.items()}
    stages |= {
        "测量": sum(spent.modules.values()),
        "内置求值器": sum(spent.matching.values()),
        "判断、写明": sum(spent.judging.values()),
    }
    _table(f"用时（毫秒，{spent.plans} 份规划）", stages)
    rules = {rule: matching + judging for rule, matching, judging in spent.slowest()}
    _table("最慢的规则（内置求值器和判断）", rules)
    _table("最慢的测量（checker/facts）", spent.modules)


def _table(title: str, rows: Mapping[str, float]) -> None:
    from checker.report.columns import columns, padded

    ordered = sorted(rows.items(), key=lambda row: -row[1])
    width = max((columns(name) for name in rows), default=0)
    lines = [f"  {padded(name, width)}  {seconds * 1000:10.1f}" for name, seconds in ordered[:_MOST]]
    _say([title, *lines, *_more(len(ordered))])


def _more(count: int) -> Iterable[str]:
    return [f"  另有 {count - _MOST} 项"] if count > _MOST else []


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
