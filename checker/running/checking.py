"""A run over inputs: each is read, checked and settled, one after another or in several processes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from checker.engine import durable_problem, durable_wanted
from checker.judging.profile import Profile
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.judging.session import Session
from checker.language.pack import LoadedRule
from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import decode, read_bytes
from checker.model.plan import Plan
from checker.model.result import PlanResult, Problem, Run, WaiverUse
from checker.reading.document import Document
from checker.reading.limits import MAX_BYTES as DOCUMENT_BYTES
from checker.reading.read import read_document
from checker.reading.sources import verify_source
from checker.running.choosing import chosen_rules
from checker.running.decisions import settler
from checker.running.inputs import Input, find_inputs, load, load_uppers
from checker.running.options import Options, WrongOption, cores
from checker.running.telling import SILENT, Teller
from checker.settling.files import changed_rules
from checker.settling.settle import Rules

T = TypeVar("T")
RULES, READING = "rules", "reading"  # stages of a profile


class Checked(Struct, frozen=True):
    """A plan after its check: the result, and what it was read from."""

    result: PlanResult
    loaded: LoadedPlan
    input: Input
    document: Document | None = None

    def source(self) -> Document | None:
        """The plan's document, where it is at hand."""
        if self.input.is_document and self.input.path is not None:
            content = self._again(read_bytes(self.input.path, shown=self.input.shown, limit=DOCUMENT_BYTES))
            return read_document(content, self.input.path.name, shown=self.input.shown)
        return self.document

    def _again(self, content: bytes) -> bytes:
        """What was read a second time, if it is what was checked; UnusableInput where it changed meanwhile."""
        if hashlib.sha256(content).hexdigest() != self.loaded.sha256:
            raise UnusableInput([Problem(self.input.shown, "检查的时候文件变了，没有结果；请等它写完再查一次")])
        return content

    def text(self) -> str | None:
        """The text that the places of the result count in: a summary's, a text file's; None of others."""
        path = self.input.path
        if path is None or (self.input.is_document and path.suffix.lower() != ".txt"):
            return None
        if not self.input.is_document:
            return decode(self._again(self.input.read()), self.input.shown)
        document = self.source()
        return document.text if document else None


def result_of(checked: Checked) -> PlanResult:
    """The result alone: the plainest thing to keep of a checked plan."""
    return checked.result


class Checker:
    """Checks one input after another by the rules and decisions of its options. UnusableInput, WrongOption.

    ``uppers``: inputs that may be parents of others, already loaded.
    """

    def __init__(
        self,
        options: Options,
        *,
        uppers: Mapping[Input, LoadedPlan] | None = None,
        teller: Teller = SILENT,
        profile: Profile | None = None,
    ) -> None:
        self._profile = profile
        rules, outlines = existing(options.rules), existing(options.outlines)
        with self._stage(RULES):
            rulebook = load_rulebook(own_rules=rules, own_outlines=outlines, cases=False, **options.rulebook)
        self.settler = settler(options)
        self.sources = existing([options.sources])[0] if options.sources else None
        chosen = chosen_rules(rulebook, options.select, options.ignore)
        self.uppers = dict(uppers or {})
        known: dict[str, Plan] = {}
        for upper in self.uppers.values():
            known.setdefault(upper.plan.id, upper.plan)
        self.session = Session(rulebook, rules=chosen, known=known, profile=profile)
        self._given = _head(options)
        self._rules = _rules(rulebook, chosen)
        self._teller = teller

    @property
    def run(self) -> Run:
        """The envelope of the results."""
        return replace(self.session.run, as_of=self.settler.shown_date)

    def check(self, each: Input) -> Checked:
        """One input. UnusableInput; a fault carries the name of the input as a note."""
        try:
            with self._stage(READING):
                loaded = self.uppers.get(each) or load(each, self._given, self._teller)
                document = None if each.is_document else verify_source(loaded, each.path, self.sources)
            return Checked(self.settled(self.session.check(loaded)), loaded, each, document)
        except UnusableInput:
            raise
        except Exception as fault:
            fault.add_note(each.shown)
            raise

    def _stage(self, name: str) -> AbstractContextManager[None]:
        return self._profile.stage(name) if self._profile else nullcontext()

    def settled(self, result: PlanResult) -> PlanResult:
        """A result with waivers and baseline applied."""
        return self.settler.settle(result, self._rules)

    def saw(self, plan: str, keys: Iterable[str]) -> None:
        """Take note of a plan that another process checked."""
        self.settler.saw(plan, keys, self._rules)


class Checking:
    """One run over the named inputs. Iterate it once; ``problems`` then holds what could not be used.

    ``versions``: the inputs are versions of one plan, so that none is an upper document of another. UnusableInput,
    WrongOption.
    """

    def __init__(
        self,
        paths: Sequence[str],
        options: Options | None = None,
        *,
        versions: bool = False,
        teller: Teller = SILENT,
        profile: Profile | None = None,
    ) -> None:
        self.options = options or Options()
        self._teller = teller
        found = find_inputs(paths)
        self.inputs = tuple(found.files.values())
        self.problems: list[Problem] = []
        self.died = False  # whether the process that checked an input ended without a word
        if not versions:
            self._check_region()
        above = None if versions else load_uppers(self.inputs)
        self.checker = Checker(self.options, uppers=above, teller=teller, profile=profile)
        self._say_changes()
        if (problem := durable_problem()) and durable_wanted():
            teller.note(f"没有用 durable-rules（{problem}），由内置求值器检查，结果相同")
        for note in found.notes:
            teller.note(note)
        self._report(found.problems)

    @property
    def run(self) -> Run:
        """The envelope of the results."""
        return self.checker.run

    @property
    def session(self) -> Session:
        """What the results come from."""
        return self.checker.session

    @property
    def files(self) -> list[Path]:
        """The files among the inputs."""
        return [each.path for each in self.inputs if each.path is not None]

    def __iter__(self) -> Iterator[PlanResult]:
        return self.each(result_of)

    def each(self, task: Callable[[Checked], T]) -> Iterator[T]:
        """What ``task`` makes of each checked plan, in the order of the inputs, one plan in memory at a time.

        With several ``jobs`` the task runs in other processes, so that it and what it gives have to be picklable.
        """
        jobs = min(self.options.jobs or cores(), len(self.inputs))
        if jobs > 1:
            yield from self._shared(task, jobs)
            return
        for each in self.inputs:
            try:
                done = task(self.checker.check(each))
            except UnusableInput as unusable:
                self._report(unusable.problems)
                continue
            yield done

    def _shared(self, task: Callable[[Checked], T], jobs: int) -> Iterator[T]:
        from checker.running.working import Work, outcomes

        work = Work(self.options, self.checker.uppers, task, self.checker)
        for outcome in outcomes(self._readable(), work, jobs, self._lost):
            self.died |= outcome.died
            if outcome.plan:
                self.checker.saw(outcome.plan, outcome.keys)
            if outcome.problems:
                self._report(outcome.problems)
                continue
            yield cast("T", outcome.value)

    def _readable(self) -> list[Input]:
        """The inputs as another process can read them: standard input is read here."""
        readable = []
        for each in self.inputs:
            try:
                readable.append(replace(each, content=each.read()) if each.path is None else each)
            except UnusableInput as unusable:
                self._report(unusable.problems)
        return readable

    def _lost(self, inputs: Sequence[Input]) -> None:
        named = "、".join(each.shown for each in inputs[:3]) + ("等" if len(inputs) > 3 else "")
        self._teller.note(f"一个工作进程意外结束；它可能正在查的 {len(inputs)} 份（{named}）逐份重查")

    def stale(self) -> dict[str, list[str]]:
        """After the run: baseline entries of the checked plans that are no findings any more, by plan."""
        return self.checker.settler.stale()

    def strangers(self) -> tuple[WaiverUse, ...]:
        """After the run: waivers for plans that were not among the inputs."""
        return self.checker.settler.strangers()

    def _check_region(self) -> None:
        """A place is that of one document: summaries say theirs, and of several documents it would be true of one."""
        if self.options.region and sum(each.is_document for each in self.inputs) != 1:
            raise WrongOption("region", "只说得了一份原文在哪里；几份请先用 guiheng extract 逐份提取")

    def _say_changes(self) -> None:
        """The rules that look for something else than when the baseline was written."""
        baseline = self.checker.settler.baseline
        changed = changed_rules(baseline, (loaded.rule for loaded in self.session.rules)) if baseline else []
        if baseline and changed:
            self._teller.note(
                f"基线（规衡 {baseline.tool} 所记）之后改过 {len(changed)} 条规则，旧问题可能又报出来："
                f"{'、'.join(changed[:8])}{'等' if len(changed) > 8 else ''}"
            )

    def _report(self, problems: Sequence[Problem]) -> None:
        self.problems.extend(problems)
        self._teller.problems(problems)


def _head(options: Options) -> dict[str, Any]:
    """What the options state of a document."""
    if options.region is None:
        return {}
    from checker.running.documents import given  # with all that takes documents apart

    return given(region=options.region)


def _rules(rulebook: Rulebook, chosen: Sequence[LoadedRule]) -> Rules:
    """The rules of a run, as the settler has to know them."""

    def id_of(name: str) -> str | None:
        loaded = rulebook.rule(name) or rulebook.switched_off(name)
        return loaded.rule.id if loaded else None

    ran, known, off = (frozenset(each.rule.id for each in some) for some in (chosen, rulebook.rules, rulebook.off))
    return Rules(ran, known, off, id_of)


def existing(paths: Sequence[str]) -> tuple[Path, ...]:
    """The paths of an option; UnusableInput for those that are not there."""
    problems = [Problem(text, "找不到这个文件或文件夹") for text in paths if not Path(text).exists()]
    if problems:
        raise UnusableInput(problems)
    return tuple(Path(text) for text in paths)
