"""The options that every command that checks plans has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
THRESHOLDS = ("error", "warning", "info", "undecided", "never")


class Jobs(click.ParamType):  # type: ignore[type-arg] # no generic in older versions of click
    """A number of processes; 0 for as many as there are cores."""

    name = "jobs"
    MOST = 256

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error for what is none."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit() and len(value) <= 3 and int(value) <= self.MOST):
            self.fail(f"应是 0 到 {self.MOST} 的整数", param, ctx)
        return int(value)


_OPTIONS = (
    click.option("--select", default="", metavar="规则", help="只查这些规则（编号、名称或编号前缀，逗号分隔）。"),
    click.option("--ignore", default="", metavar="规则", help="不查这些规则（写法同上）。"),
    click.option("--rules", multiple=True, metavar="路径", help="另加自己的规则（文件或文件夹，可写几次）。"),
    click.option("--outlines", multiple=True, metavar="路径", help="另加自己的上位文件（文件或文件夹，可写几次）。"),
    click.option("--region", metavar="地名", help="原文是哪里的规划，如 河北省保定市（原文看不出来时写）。"),
    click.option("--sources", metavar="文件夹", help="规划原文在哪里：逐条核对摘要的引文；与摘要放在一起的不用写。"),
    click.option("--waivers", metavar="文件", help="豁免清单；默认用当前文件夹的 waivers.yaml（有的话）。"),
    click.option("--no-waivers", is_flag=True, help="不管豁免，全部照报。"),
    click.option("--baseline", metavar="文件", help="基线（guiheng baseline 生成）：其中的旧问题不算新问题。"),
    click.option("--as-of", metavar="日期", help="豁免是否到期按哪一天算，如 2026-12-31；默认今天。"),
)
_PRINTED = (
    click.option(
        "--full-text/--no-full-text",
        default=None,
        help="附规划全文（标出问题）和全部结果数据（JSON）；默认找得到原文就附。",
    ),
    click.option("--issuer", default="", metavar="名称", help="出具单位，印在报告开头。"),
    click.option("--logo", metavar="文件", help="标志图（PNG 或 SVG，不超过 100 kB），印在报告开头。"),
    click.option("--closing", default="", metavar="文字", help="印在报告末尾的话。"),
)
_READ = (
    click.option("--rules", "own_rules", multiple=True, metavar="路径", help="连同自己的规则（可写几次）。"),
    click.option("--outlines", "own_outlines", multiple=True, metavar="路径", help="连同自己的上位文件（可写几次）。"),
)
fail_on_option = click.option(
    "--fail-on", type=click.Choice(THRESHOLDS), default="error", metavar="|".join(THRESHOLDS),
    help="达到哪一级就以退出码 1 结束，默认 error；undecided 连无法判断也算，never 都不算。",
)  # fmt: skip


jobs_option = click.option("--jobs", "-j", type=Jobs(), default=1, metavar="数目",
                           help="几个进程同时查，默认 1；0 是有几个核用几个。规划多时才省时间。")  # fmt: skip


def checking_options(function: F) -> F:
    """Give a command the options of :class:`checker.running.options.Options`, in the order of its help."""
    return _given(function, _OPTIONS)


def reading_options(function: F) -> F:
    """Give a command the options of :func:`checker.cli.settings.rulebook`."""
    return _given(function, _READ)


def printing_options(function: F) -> F:
    """Give a command the options that say what is printed on reports."""
    return _given(function, _PRINTED)


def _given(function: F, options: Sequence[Callable[[F], F]]) -> F:
    for option in reversed(options):
        function = option(function)
    return function
