"""Guiheng from a program: the check of the command line, as one function.

>>> import checker
>>> result = checker.check("plans/cn-hebei-baoding-145.yaml")
>>> [plan.title for plan in result.plans]
['保定市“十四五”知识产权保护和运用规划']
>>> result.fails("error")
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike, fspath
from pathlib import Path

from checker.loading.config import load_config
from checker.model.result import PlanResult, Result
from checker.report.json_output import json_end, json_plan, json_start
from checker.running.checking import Checking
from checker.running.options import Options, configured
from checker.running.telling import SILENT, Teller

Paths = str | PathLike[str]


def check(
    *paths: Paths,
    config: Paths | None = None,
    select: str | Iterable[str] = "",
    ignore: str | Iterable[str] = "",
    rules: Iterable[Paths] = (),
    outlines: Iterable[Paths] = (),
    sources: Paths | None = None,
    waivers: Paths | None = None,
    baseline: Paths | None = None,
    as_of: date | str | None = None,
    region: str | None = None,
    jobs: int = 1,
    teller: Teller = SILENT,
) -> Result:
    """Check summaries (``.yaml``), documents (``.docx .pdf .html .txt``) and folders of them.

    Args:
        paths: What to check, in order, each file once.
        config: A ``guiheng.toml``; its values hold where an argument is left out. None is read unless it is named.
        select: Rules to run, by id, name or id prefix; all where empty.
        ignore: Rules not to run.
        rules: Files or folders with rules of one's own, beside the shipped ones.
        outlines: Files or folders with upper documents of one's own.
        sources: The folder of the documents that the summaries were made from, where it is not beside them.
        waivers: A ``waivers.yaml``. Where it is left out, the one beside ``config`` counts, and no other.
        baseline: A baseline written by ``guiheng baseline``.
        as_of: The day that waivers are held against, as a date or YYYY-MM-DD; today where it is left out.
        region: The place of the one document among the paths, such as 河北省保定市, where it does not say.
        jobs: How many processes share the work.
        teller: Hears what the command line would say on standard error; nobody does by default.

    Returns:
        One result a plan, in the order of the inputs, and as ``problems`` the inputs that could not be used.

    Raises:
        UnusableInput: The configuration, rules, outlines, waivers or baseline can't be used; ``problems`` say why.
        WrongOption: A value that can't be, such as a rule that there is none of.
    """
    loaded = load_config(Path(config)) if config is not None else None
    given = {
        "select": _named(select),
        "ignore": _named(ignore),
        "rules": tuple(fspath(each) for each in rules),
        "outlines": tuple(fspath(each) for each in outlines),
        "sources": fspath(sources) if sources is not None else None,
        "waivers": fspath(waivers) if waivers is not None else None,
        "baseline": fspath(baseline) if baseline is not None else None,
    }
    chosen = {name: value for name, value in given.items() if value}
    held = {**(configured(loaded) if loaded else {}), **chosen}
    options = Options(
        **held,
        no_waivers=loaded is None and waivers is None,
        as_of=as_of.isoformat() if isinstance(as_of, date) else as_of,
        config=loaded,
        region=region,
        jobs=jobs,
    )
    checking = Checking([fspath(path) for path in paths], options, teller=teller)
    plans = tuple(checking)
    return Result(checking.run, plans, tuple(checking.problems), checking.strangers())


def to_json(result: Result) -> str:
    """The result as ``guiheng check --format json`` prints it."""
    return "".join(_json(result))


def to_html(result: Result, plan: PlanResult) -> str:
    """The report of one plan of the result, a page that stands alone."""
    from checker.report.html import render_plan

    return render_plan(result, plan)


def _json(result: Result) -> Iterator[str]:
    yield json_start(result.run)
    for number, plan in enumerate(result.plans):
        yield json_plan(plan, first=not number)
    yield json_end(result.problems, result.waivers)


def _named(rules: str | Iterable[str]) -> str:
    return rules if isinstance(rules, str) else ",".join(rules)
