"""Two versions as one self-contained HTML page, for those who asked for the changes."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from checker import resources
from checker.model.diff import DiffResult, Fate
from checker.report import diff_view
from checker.report.html import environment
from checker.report.imprint import Imprint

_BLANK = re.compile(r"\n\s*\n")


class DiffView(Struct, frozen=True):
    """What the template shows."""

    diff: DiffResult
    imprint: Imprint
    verdict: str
    changes: str
    counts: tuple[diff_view.Counts, ...]
    fates: tuple[tuple[Fate, str], ...]


def diff_html(diff: DiffResult, templates: Path | None = None, imprint: Imprint | None = None) -> str:
    """The page."""
    view = DiffView(
        diff,
        imprint or Imprint(),
        diff_view.verdict(diff),
        diff_view.changes(diff),
        diff_view.counts(diff),
        tuple(
            (fate, gloss) for fate, gloss in diff_view.FATES.items() if any(each.fate == fate for each in diff.closed)
        ),
    )
    template = environment(templates or resources.templates()).get_template("diff.html")
    page = template.render(
        view=view,
        arrows=diff_view.ARROWS,
        stands=diff_view.stands,
        subjects=diff_view.subjects,
        units=diff_view.units,
        lists=diff_view.unsettled_lists(diff),
        stages=diff_view.stages(diff),
    )
    body, script, rest = page.partition("<script")
    return _BLANK.sub("\n", body) + script + rest
