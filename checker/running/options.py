"""What a run is to do: the same options for the command line, for programs and for editors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from checker.loading.config import LoadedConfig

_PATHS = ("sources", "waivers", "baseline")


class WrongOption(ValueError):
    """An option whose value can't be; ``option`` is its name in Python."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(f"{option}：{message}")
        self.option = option
        self.message = message


class Options(Struct, frozen=True, kw_only=True):
    """The options of a run.

    ``select`` and ``ignore`` name rules by id, name or id prefix, separated by commas. ``rules`` and ``outlines`` are
    files or folders of one's own, ``sources`` the folder of the documents that summaries were made from. ``waivers``
    and ``baseline`` are files; without ``waivers`` a ``waivers.yaml`` beside the configuration, or in the working
    folder, counts unless ``no_waivers``. ``as_of`` (YYYY-MM-DD) is the day that waivers are held against, today where
    it is left out. ``config`` gives severities and the place of ``waivers.yaml``. ``jobs`` is the number of processes,
    0 for as many as there are cores. ``region`` is the place of the one document among the inputs, where it does not
    say.
    """

    select: str = ""
    ignore: str = ""
    rules: tuple[str, ...] = ()
    outlines: tuple[str, ...] = ()
    sources: str | None = None
    waivers: str | None = None
    no_waivers: bool = False
    baseline: str | None = None
    as_of: str | None = None
    config: LoadedConfig | None = None
    jobs: int = 1
    region: str | None = None

    @property
    def rulebook(self) -> dict[str, Any]:
        """What ``load_rulebook`` is to know of the configuration."""
        loaded = self.config
        if loaded is None or not loaded.config.severity:
            return {}
        return {"severities": dict(loaded.config.severity), "config": loaded.tree}


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def configured(loaded: LoadedConfig) -> dict[str, Any]:
    """The options that a configuration gives, by their names here."""
    config = loaded.config
    given: dict[str, Any] = {
        "select": ",".join(config.select),
        "ignore": ",".join(config.ignore),
        "rules": tuple(map(loaded.resolve, config.rules)),
        "outlines": tuple(map(loaded.resolve, config.outlines)),
    }
    given |= {name: loaded.resolve(value) for name in _PATHS if (value := getattr(config, name))}
    return {name: value for name, value in given.items() if value}
