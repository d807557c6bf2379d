"""Reports of one plan after another: each page is written as its plan is checked, and only a small record is kept.

Pages are written to a hidden folder in the output folder and renamed to their places when all are done: an interrupt
or a fault before that leaves the folder as it was, and no file is ever half written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checker.cli.checking import Checking
from checker.cli.outputs import Staging, make_folder
from checker.model.result import PlanResult
from checker.report.portfolio import Gathering
from checker.report.portfolio_pages import INDEX, portfolio_pages
from checker.report.view import PageNames

PageOf = Callable[[PlanResult, str], str | bytes]


def write_reports(checking: Checking, folder: Path, page: PageOf, suffix: str = ".html") -> list[Path]:
    """Write a page a plan and, of several inputs in HTML, the portfolio; the paths, in order. UnusableInput.

    ``page`` makes a plan's page; its second argument is the name of the page of all plans, or empty.
    """
    home = INDEX if len(checking.inputs) > 1 and suffix == ".html" else ""
    names, kept = PageNames(), Gathering()
    written: list[Path] = []
    with Staging() as staging:
        for plan in checking:
            if not written:
                make_folder(folder)
            name = Path(names.of(plan.id)).with_suffix(suffix).name
            staging.add(folder / name, (page(plan, home),))
            written.append(folder / name)
            if home:
                kept.add(plan, name)
        if kept.plans:
            rulebook = checking.session.rulebook
            terms = {term.code: term for term in rulebook.vocabulary.taxonomy.indicators}
            for name, parts in portfolio_pages(checking.run, kept.plans, checking.problems, terms, rulebook.data):
                staging.add(folder / name, parts)
                written.append(folder / name)
        staging.commit()
    return written
