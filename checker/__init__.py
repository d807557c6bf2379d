"""规衡 Guiheng: check a local intellectual-property plan against the outlines above it.

``checker.check("plans/")`` is the whole of it; what it gives back is described in :mod:`checker.model.result`.
"""

from typing import TYPE_CHECKING, Any

from checker.version import __version__

if TYPE_CHECKING:
    from checker.api import check, to_html, to_json
    from checker.loading.problems import UnusableInput
    from checker.model.result import Finding, PlanResult, Problem, Result, Verdict
    from checker.running.options import WrongOption
    from checker.running.telling import Teller

_HOMES = {
    "check": "checker.api",
    "to_html": "checker.api",
    "to_json": "checker.api",
    "UnusableInput": "checker.loading.problems",
    "Finding": "checker.model.result",
    "PlanResult": "checker.model.result",
    "Problem": "checker.model.result",
    "Result": "checker.model.result",
    "Verdict": "checker.model.result",
    "WrongOption": "checker.running.options",
    "Teller": "checker.running.telling",
}
__all__ = [
    "Finding",
    "PlanResult",
    "Problem",
    "Result",
    "Teller",
    "UnusableInput",
    "Verdict",
    "WrongOption",
    "__version__",
    "check",
    "to_html",
    "to_json",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is asked for: the command line starts without all of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
