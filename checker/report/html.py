"""HTML: one self-contained page a plan. A pure function of a ``Result``."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker import resources
from checker.model.result import PlanResult, Result
from checker.report import wording
from checker.report.checks import stand
from checker.report.findings import anchor, fold
from checker.report.imprint import Imprint
from checker.report.source import Source
from checker.report.view import view_plan

SCRIPTS = ("print.js", "plan.js", "portfolio.js")
_BLANK = re.compile(r"\n\s*\n")


def render_plan(
    result: Result,
    plan: PlanResult,
    templates: Path | None = None,
    home: str = "",
    *,
    source: Source | None = None,
    imprint: Imprint | None = None,
    data: bool = True,
) -> str:
    """The gap report of one plan; ``home`` is the page of all plans, where there is one.

    ``source`` has the headings of the plan and, where the full text is to be shown, its document; ``data`` embeds the
    result as JSON.
    """
    view = view_plan(result, plan, home, source or Source(), imprint or Imprint(), data=data)
    page = environment(templates or resources.templates()).get_template("plan.html").render(view=view)
    body, script, rest = page.partition("<script")
    return _BLANK.sub("\n", body) + script + rest


@cache
def environment(folder: Path) -> Environment:
    """What the HTML templates of ``folder`` are rendered with."""
    made = Environment(
        loader=FileSystemLoader(folder / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "where": wording.where,
        "level": wording.level,
        "doubt": wording.doubt,
        "titled": wording.titled,
        "brief_clause": wording.brief_clause,
        "fold": fold,
        "stand": stand,
        "css_string": _css_string,
        "anchor": lambda name, prefix: anchor(prefix, name),
    }
    made.globals |= {
        "SEVERITY_WORDS": wording.SEVERITY_WORDS,
        "STATE_WORDS": wording.STATE_WORDS,
        "WAIVER_STATUS": wording.WAIVER_STATUS,
        "COVER_WORDS": wording.COVER_WORDS,
        "STATUS_GLOSS": wording.STATUS_GLOSS,
        "script_digests": {name: _digest(made.get_template(name).render()) for name in SCRIPTS},
    }
    return made


def _finalize(value: object) -> object:
    """Every printed value passes here before it is escaped; markup made by our own macros is left alone."""
    return wording.clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _css_string(text: str) -> str:
    """Text for a quoted string of a style sheet: nothing in it can end the string or the sheet."""
    return "".join(char if char.isalnum() else f"\\{ord(char):06x}" for char in wording.clean(text)[:40])


def _digest(script: str) -> str:
    """The source hash by which a page's content security policy admits its own script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
