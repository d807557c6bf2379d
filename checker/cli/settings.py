"""The configuration on the command line: values for options that were not given.

Nothing of it is imported where there is no configuration file.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from checker.loading.config import LoadedConfig

COMMANDS = ("check", "report", "baseline", "diff")
_PATHS = ("sources", "waivers", "baseline")
_TABLE = re.compile(r"^\s*\[\s*tool\.guiheng\s*[\].]", re.MULTILINE)


def configure(context: click.Context) -> None:
    """Give the commands the values of the configuration in this folder or the nearest above it. UnusableInput."""
    found = config_file(Path.cwd())
    if found is None:
        return
    path = Path(os.path.relpath(found))  # what is said of it is said as seen from here
    from checker.loading.config import load_config

    loaded = context.obj = load_config(path)
    given = {**_checking(loaded), **_printed(loaded)}
    context.default_map = {**dict.fromkeys(COMMANDS, given), "config": {"show": given}}


def config_file(start: Path) -> Path | None:
    """The nearest ``guiheng.toml``, or ``pyproject.toml`` with a table of ours, from ``start`` upwards."""
    for folder in (start, *start.parents):
        if (folder / "guiheng.toml").is_file():
            return folder / "guiheng.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and _TABLE.search(project.read_text("utf-8", "replace")):
            return project
    return None


def configuration() -> LoadedConfig | None:
    """The configuration of this run, where there is one."""
    context = click.get_current_context(silent=True)
    loaded: LoadedConfig | None = context.find_root().obj if context else None
    return loaded


def severities() -> dict[str, Any]:
    """What the rulebook is to know of the severities that the configuration changes."""
    loaded = configuration()
    return (
        {"severities": dict(loaded.config.severity), "config": loaded.tree} if loaded and loaded.config.severity else {}
    )


def spelled(option: str) -> str:
    """An option of the running command as its user wrote it: here, or in the configuration."""
    context, loaded = click.get_current_context(silent=True), configuration()
    if context and loaded and context.get_parameter_source(option) is ParameterSource.DEFAULT_MAP:
        return f"{loaded.tree.file} 的 {option}"
    return f"--{option}"


def _checking(loaded: LoadedConfig) -> dict[str, Any]:
    config = loaded.config
    given: dict[str, Any] = {
        "fail_on": config.fail_on,
        "select": ",".join(config.select),
        "ignore": ",".join(config.ignore),
        "rules": tuple(map(loaded.resolve, config.rules)),
        "outlines": tuple(map(loaded.resolve, config.outlines)),
    }
    given |= {name: loaded.resolve(value) for name in _PATHS if (value := getattr(config, name))}
    return {name: value for name, value in given.items() if value}


def _printed(loaded: LoadedConfig) -> dict[str, Any]:
    report = loaded.config.report
    given = {
        "issuer": report.issuer,
        "logo": loaded.resolve(report.logo) if report.logo else None,
        "closing": report.closing,
        "full_text": report.full_text,
    }
    return {name: value for name, value in given.items() if value is not None}
