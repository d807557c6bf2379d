"""What ``check`` and ``report`` share: inputs in, one result after another out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from checker.cli.inputs import Input, find_inputs, load, load_uppers
from checker.cli.messages import say, say_problems
from checker.cli.settings import severities, spelled
from checker.cli.settling import settler
from checker.engine import durable_problem, durable_wanted
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.judging.session import Session
from checker.language.pack import LoadedRule
from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput, suggestion
from checker.loading.yaml_tree import decode, read_bytes
from checker.model.plan import Plan
from checker.model.result import PlanResult, Problem, Run, WaiverUse
from checker.reading.document import Document
from checker.reading.read import read_document
from checker.reading.sources import verify_source
from checker.settling.files import changed_rules
from checker.settling.settle import Rules

_COMMAS = re.compile(r"[,，、\s]+")


class Checking:
    """One run over the named inputs. Iterate it once; ``problems`` then holds what could not be used."""

    def __init__(
        self,
        paths: Sequence[str],
        *,
        select: str = "",
        ignore: str = "",
        rules: Sequence[str] = (),
        outlines: Sequence[str] = (),
        sources: str | None = None,
        waivers: str | None = None,
        no_waivers: bool = False,
        baseline: str | None = None,
        as_of: str | None = None,
        uppers: bool = True,
    ) -> None:
        """``uppers``: an input may be an upper document of another."""
        rulebook = load_rulebook(
            own_rules=_existing(rules), own_outlines=_existing(outlines), cases=False, **severities()
        )
        self._settler = settler(None if no_waivers else waivers, baseline, as_of, default=not no_waivers)
        self.sources = _existing([sources])[0] if sources else None
        chosen = chosen_rules(rulebook, select, ignore)
        found = find_inputs(paths)
        self.inputs = tuple(found.files.values())
        self.problems: list[Problem] = []
        self._current: tuple[Input, LoadedPlan, Document | None] | None = None
        self._uppers = load_uppers(self.inputs) if uppers else {}
        known: dict[str, Plan] = {}
        for upper in self._uppers.values():
            known.setdefault(upper.plan.id, upper.plan)
        self.session = Session(rulebook, rules=chosen, known=known)
        self._rules = _rules(rulebook, chosen)
        self._say_changes()
        if (problem := durable_problem()) and durable_wanted():
            say(f"没有用 durable-rules（{problem}），由内置求值器检查，结果相同")
        for note in found.notes:
            say(note)
        self._report(found.problems)

    @property
    def run(self) -> Run:
        return replace(self.session.run, as_of=self._settler.shown_date)

    @property
    def files(self) -> list[Path]:
        """The files among the inputs."""
        return [each.path for each in self.inputs if each.path is not None]

    def __iter__(self) -> Iterator[PlanResult]:
        for each in self.inputs:
            try:
                loaded = self._uppers.get(each) or load(each)
                document = None if each.is_document else verify_source(loaded, each.path, self.sources)
                result = self._settler.settle(self.session.check(loaded), self._rules)
            except UnusableInput as unusable:
                self._report(unusable.problems)
                continue
            except Exception as fault:
                fault.add_note(each.shown)  # which plan it was, for the message
                raise
            self._current = each, loaded, document
            yield result

    @property
    def loaded(self) -> LoadedPlan:
        """The plan of the result just given."""
        assert self._current is not None
        return self._current[1]

    def current(self, *, document: bool) -> tuple[Plan, Document | None]:
        """The plan of the result just given and, where wanted and at hand, its document."""
        assert self._current is not None
        each, loaded, found = self._current
        if not document:
            return loaded.plan, None
        if each.is_document and each.path is not None:
            found = read_document(each.path.read_bytes(), each.path.name, shown=each.shown)
        return loaded.plan, found

    def text(self) -> str | None:
        """The text that the places of the result just given count in: a summary's, a text file's; None of others."""
        assert self._current is not None
        each = self._current[0]
        if each.path is None or (each.is_document and each.path.suffix.lower() != ".txt"):
            return None
        if not each.is_document:
            return decode(read_bytes(each.path, shown=each.shown), each.shown)
        _, document = self.current(document=True)
        return document.text if document else None

    def stale(self) -> dict[str, list[str]]:
        """After the run: baseline entries of the checked plans that are no findings any more, by plan."""
        return self._settler.stale()

    def strangers(self) -> tuple[WaiverUse, ...]:
        """After the run: waivers for plans that were not among the inputs."""
        return self._settler.strangers()

    def _say_changes(self) -> None:
        """The rules that look for something else than when the baseline was written."""
        baseline = self._settler.baseline
        changed = changed_rules(baseline, (loaded.rule for loaded in self.session.rules)) if baseline else []
        if baseline and changed:
            say(
                f"基线（规衡 {baseline.tool} 所记）之后改过 {len(changed)} 条规则，旧问题可能又报出来："
                f"{'、'.join(changed[:8])}{'等' if len(changed) > 8 else ''}"
            )

    def _report(self, problems: Sequence[Problem]) -> None:
        self.problems.extend(problems)
        say_problems(problems)


def _rules(rulebook: Rulebook, chosen: Sequence[LoadedRule]) -> Rules:
    """The rules of a run, as the settler has to know them."""

    def id_of(name: str) -> str | None:
        loaded = rulebook.rule(name) or rulebook.switched_off(name)
        return loaded.rule.id if loaded else None

    ran, known, off = (frozenset(each.rule.id for each in some) for some in (chosen, rulebook.rules, rulebook.off))
    return Rules(ran, known, off, id_of)


def _existing(paths: Sequence[str]) -> tuple[Path, ...]:
    """The paths of an option; UnusableInput for those that are not there."""
    problems = [Problem(text, "找不到这个文件或文件夹") for text in paths if not Path(text).exists()]
    if problems:
        raise UnusableInput(problems)
    return tuple(Path(text) for text in paths)


def chosen_rules(rulebook: Rulebook, select: str, ignore: str) -> list[LoadedRule]:
    """The rules named by ``select`` (all when empty) without those of ``ignore``: ids, names or id prefixes."""
    selected = _named(rulebook, select, spelled("select")) if select else {loaded.rule.id for loaded in rulebook.rules}
    ignored = _named(rulebook, ignore, spelled("ignore")) if ignore else set()
    rules = [loaded for loaded in rulebook.rules if loaded.rule.id in selected - ignored]
    if not rules:
        raise click.UsageError("--select 和 --ignore 之后没有剩下规则")
    return rules


def _named(rulebook: Rulebook, words: str, option: str) -> set[str]:
    """The ids of the rules that an option names."""
    ids = [loaded.rule.id for loaded in rulebook.rules]
    named = [word for word in _COMMAS.split(words) if word]
    if not named:
        raise click.UsageError(f"{option} 后面没有规则")
    found: set[str] = set()
    for word in named:
        exact = rulebook.rule(word)
        matching = {exact.rule.id} if exact else {each for each in ids if each.startswith(word.upper())}
        if not matching:
            hint = suggestion(word, [*ids, *(loaded.rule.name for loaded in rulebook.rules)])
            raise click.UsageError(f"{option}：没有 {word[:40]} 这条规则{hint or '；guiheng rules 列出全部'}")
        found |= matching
    return found
