"""HTML: one self-contained page a plan, and a list of the plans. Pure functions of a ``Result``."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker import resources
from checker.model.result import PlanResult, Result
from checker.report import wording
from checker.report.findings import anchor, fold
from checker.report.view import page_names, view_index, view_plan

__all__ = ["page_names", "render_index", "render_plan"]


def render_plan(result: Result, plan: PlanResult, templates: Path | None = None) -> str:
    """The gap report of one plan."""
    return _render("plan.html", templates, view=view_plan(result, plan))


def render_index(result: Result, templates: Path | None = None) -> str:
    """The list of the plans of ``result``; links go to the names that ``page_names`` gives."""
    return _render("index.html", templates, view=view_index(result))


def _render(name: str, templates: Path | None, **values: object) -> str:
    environment = _environment(templates or resources.templates())
    return environment.get_template(name).render(**values)


@cache
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "where": wording.where,
        "level": wording.level,
        "doubt": wording.doubt,
        "titled": wording.titled,
        "brief_clause": wording.brief_clause,
        "fold": fold,
        "anchor": lambda name, prefix: anchor(prefix, name),
    }
    environment.globals |= {
        "SEVERITY_WORDS": wording.SEVERITY_WORDS,
        "STATE_WORDS": wording.STATE_WORDS,
        "COVER_WORDS": wording.COVER_WORDS,
        "STATUS_GLOSS": wording.STATUS_GLOSS,
        "script_digest": _digest(environment.get_template("print.js").render()),
    }
    return environment


def _finalize(value: object) -> object:
    """Every printed value passes here before it is escaped; markup made by our own macros is left alone."""
    return wording.clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _digest(script: str) -> str:
    """The source hash by which the page's content security policy admits its one script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
