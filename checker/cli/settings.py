"""The configuration on the command line: values for options that were not given, and the run that comes of them.

Nothing of it is imported where there is no configuration file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from checker.running.configuring import config_file
from checker.running.options import Options, WrongOption, configured

if TYPE_CHECKING:
    from checker.judging.profile import Profile
    from checker.judging.rulebook import Rulebook
    from checker.loading.config import LoadedConfig
    from checker.running.checking import Checking

_CHECKING = ("check", "report", "baseline", "diff")


def configure(context: click.Context) -> None:
    """Give the commands the values of the configuration in this folder or the nearest above it. UnusableInput."""
    found = config_file(Path.cwd())
    if found is None:
        return
    path = Path(os.path.relpath(found))  # what is said of it is said as seen from here
    from checker.loading.config import load_config

    loaded = context.obj = load_config(path)
    given = {**configured(loaded), **_printed(loaded)}
    if loaded.config.fail_on:
        given["fail_on"] = loaded.config.fail_on
    own = {f"own_{name}": given[name] for name in ("rules", "outlines") if name in given}
    context.default_map = {
        **dict.fromkeys(_CHECKING, given),
        "config": {"show": given},
        **dict.fromkeys(("explain", "outlines"), own),
        "rules": {**own, "test": own, "lint": own},
    }


def configuration() -> LoadedConfig | None:
    """The configuration of this run, where there is one."""
    context = click.get_current_context(silent=True)
    loaded: LoadedConfig | None = context.find_root().obj if context else None
    return loaded


def start(
    paths: Sequence[str], chosen: dict[str, Any], *, versions: bool = False, profile: Profile | None = None
) -> Checking:
    """The run over ``paths`` by the options ``chosen`` of a command. UnusableInput, UsageError."""
    from checker.cli.messages import CONSOLE
    from checker.running.checking import Checking

    options = Options(**chosen, config=configuration())
    try:
        return Checking(paths, options, versions=versions, teller=CONSOLE, profile=profile)
    except WrongOption as wrong:
        raise click.UsageError(f"{_spelled(wrong.option)}：{wrong.message}") from None


def rulebook(own_rules: Sequence[str], own_outlines: Sequence[str]) -> Rulebook:
    """The shipped rules and outlines with those of one's own, as the configuration changes them. UnusableInput."""
    from checker.judging.rulebook import load_rulebook
    from checker.running.checking import existing

    changed = Options(config=configuration()).rulebook
    return load_rulebook(own_rules=existing(own_rules), own_outlines=existing(own_outlines), **changed)


def _spelled(option: str) -> str:
    """An option of the running command as its user wrote it: here, or in the configuration."""
    context, loaded = click.get_current_context(silent=True), configuration()
    if context and loaded and context.get_parameter_source(option) is ParameterSource.DEFAULT_MAP:
        return f"{loaded.tree.file} 的 {option}"
    return f"--{option.replace('_', '-')}"


def say_decisions(checking: Checking) -> None:
    """Waivers and baseline entries that met nothing, so that nobody believes they do something."""
    from checker.cli.messages import say

    for use in checking.strangers():
        say(f"豁免没有用上：这次没有查 {use.plan}（{use.rule}，{use.reason}）")
    for plan, keys in checking.stale().items():
        say(f"基线里 {plan} 有 {len(keys)} 个问题已经没有了（guiheng baseline --prune 可删去）：{'、'.join(keys[:3])}")


def _printed(loaded: LoadedConfig) -> dict[str, Any]:
    report = loaded.config.report
    given = {
        "issuer": report.issuer,
        "logo": loaded.resolve(report.logo) if report.logo else None,
        "closing": report.closing,
        "full_text": report.full_text,
    }
    return {name: value for name, value in given.items() if value is not None}
