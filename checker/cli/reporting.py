"""Reports of one plan after another: each page is written as its plan is checked, and only a small record is kept.

Pages are written to a hidden folder in the output folder and renamed to their places when all are done: an interrupt
or a fault before that leaves the folder as it was, and no file is ever half written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from checker.cli.outputs import Staging, make_folder
from checker.model.result import PlanResult, Result, Run
from checker.report.imprint import Imprint
from checker.report.portfolio import Gathering
from checker.report.portfolio_pages import portfolio_pages
from checker.report.source import source_of
from checker.report.view import PageNames
from checker.running.checking import Checked, Checking

Page = tuple[PlanResult, str | bytes]
SUFFIXES = {"html": ".html", "markdown": ".md", "docx": ".docx"}


class Pages(Struct, frozen=True):
    """Makes the page of each plan, in this process or another. ``home``: the page of all plans, or empty.

    ``full_text``: with the text of the plan and the data of the result; None where the text is at hand.
    """

    format: str
    run: Run
    home: str
    imprint: Imprint
    full_text: bool | None

    def __call__(self, checked: Checked) -> Page:
        plan = checked.result
        if self.format == "markdown":
            from checker.report.markdown import markdown_plan

            return plan, markdown_plan(self.run, plan)
        result = Result(self.run, (plan,))
        document = checked.source() if self.format == "html" and self.full_text is not False else None
        source = source_of(checked.loaded.plan, document)
        if self.format == "docx":
            from checker.report.docx import render_docx

            return plan, render_docx(result, plan, source=source, imprint=self.imprint)
        from checker.report.html import render_plan

        whole = document is not None if self.full_text is None else self.full_text
        return plan, render_plan(result, plan, home=self.home, source=source, imprint=self.imprint, data=whole)


def write_reports(
    checking: Checking, folder: Path, page: Callable[[Checked], Page], *, suffix: str = ".html", home: str = ""
) -> list[Path]:
    """Write what ``page`` makes of each plan and, where ``home`` is its name, the portfolio; the paths, in order.

    UnusableInput.
    """
    names, kept = PageNames(), Gathering()
    written: list[Path] = []
    with Staging() as staging:
        staging.keep(checking.files)
        for plan, content in checking.each(page):
            if not written:
                make_folder(folder)
            name = Path(names.of(plan.id)).with_suffix(suffix).name
            if name in plan.source_file.lower().split("、"):
                staging.keep(_beside(plan, checking))
            staging.add(folder / name, (content,))
            written.append(folder / name)
            if home:
                kept.add(plan, name)
        if kept.plans:
            rulebook = checking.session.rulebook
            terms = {term.code: term for term in rulebook.vocabulary.taxonomy.indicators}
            pages = portfolio_pages(
                checking.run, kept.plans, checking.problems, terms, rulebook.data, strangers=checking.strangers()
            )
            for name, parts in pages:
                staging.add(folder / name, parts)
                written.append(folder / name)
        staging.commit()
    return written


def _beside(plan: PlanResult, checking: Checking) -> Iterator[Path]:
    """Where the documents of a plan may stand: beside a summary, or in the folder of the sources."""
    folders = {path.parent for path in checking.files} | {Path(checking.options.sources or ".")}
    for name in plan.source_file.split("、"):
        yield from (folder / Path(name).name for folder in folders)
