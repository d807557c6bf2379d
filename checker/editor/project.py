"""What holds for the files of one folder: configuration, rules, decisions, and the plans above others.

Everything is read from the disk, as it was saved, and read again when it changed there: a look at the dates of the
files before each check tells, whatever an editor watches or forgets to watch.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from checker.judging.rulebook import Rulebook, load_rulebook
from checker.language.pack import yaml_files
from checker.loading.config import LoadedConfig, load_config
from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput
from checker.loading.shown import printable
from checker.model.result import Problem
from checker.running.checking import Checker
from checker.running.configuring import config_file
from checker.running.decisions import WAIVERS, default_waivers
from checker.running.inputs import NOT_PLANS, SUMMARIES, Input, load_uppers
from checker.running.options import Options, WrongOption, configured

MAX_FOLDERS = 5_000
MAX_FILES = 3_000
_ELSEWHERE = frozenset({"node_modules", "venv", "__pycache__", "site-packages"})  # other people's files
Stamp = tuple[int, int] | None  # when changed, how large; None for what is not there


class Project:
    """The rules and decisions for the files below ``root`` (None: for a file on its own)."""

    def __init__(self, root: Path | None, config: Path | None) -> None:
        self.root = root
        self.config = config
        self._checker: Checker | None = None
        self._problems: tuple[Problem, ...] = ()
        self._options = Options()
        self._seen: object = None
        self._scanned: dict[Path, Stamp] = {}
        self._uppers: dict[Input, LoadedPlan] = {}
        self._look_around = True
        self._shipped: Rulebook | None = None

    def changed(self) -> None:
        """Files came, went or were saved: the plans above others are looked for again."""
        self._look_around = True

    def checker(self) -> Checker:
        """What checks, as of now. UnusableInput with the files as absolute paths."""
        if self._look_around:
            self._look_around = False
            self._scan()
        seen = self._state()
        if seen != self._seen:
            self._checker, self._problems, self._shipped = None, (), None
            try:
                self._options = self._read_options()
                self._checker = self._make_checker()
            except UnusableInput as unusable:
                self._problems = tuple(map(self._located, unusable.problems))
            except WrongOption as wrong:
                self._problems = (self._misset(wrong),)
            self._seen = self._state()  # with the files that the new options name
        if self._checker is None:
            raise UnusableInput(self._problems)
        return self._checker

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the waivers, where the checker was made without them."""
        return self._problems

    def rulebook(self) -> Rulebook:
        """The shipped rules and all outlines, to judge a rule of one's own by. UnusableInput."""
        if self._shipped is None:
            outlines = [Path(each) for each in self._options.outlines if Path(each).exists()]
            self._shipped = load_rulebook(own_outlines=outlines, cases=False)
        return self._shipped

    @property
    def waivers(self) -> Path | None:
        """Where a waiver would be written; None where no place is known."""
        options = self._options
        if options.waivers:
            return Path(options.waivers)
        folder = self.config.parent if self.config else self.root
        return folder / WAIVERS if folder else None

    def upper(self, plan_id: str) -> Path | None:
        """The file of a plan above others."""
        return next((each.path for each, loaded in self._uppers.items() if loaded.plan.id == plan_id), None)

    def _make_checker(self) -> Checker:
        """The checker; without waivers where these can't be used: then all findings are told, and that is told, too."""
        waivers = self.waivers
        if waivers is not None and _stamp(waivers) is not None and waivers.stat().st_size == 0:
            return self._without_waivers()  # just made, to be written into
        try:
            return Checker(self._options, uppers=self._uppers)
        except UnusableInput as unusable:
            if waivers is None or {problem.file for problem in unusable.problems} != {str(waivers)}:
                raise
            self._problems = unusable.problems
            return self._without_waivers()

    def _without_waivers(self) -> Checker:
        return Checker(replace(self._options, waivers=None, no_waivers=True), uppers=self._uppers)

    def _read_options(self) -> Options:
        loaded = load_config(self.config) if self.config else None
        options = Options(**(configured(loaded) if loaded else {}), config=loaded)
        if loaded is not None or options.waivers:
            return options
        beside = self.waivers
        if beside is not None and beside.is_file():
            return replace(options, waivers=str(beside))
        return replace(options, no_waivers=True)  # never those of the folder that the editor was started in

    def _scan(self) -> None:
        """Find the plans above others; they are read again only where some summary changed."""
        files = {path: _stamp(path) for path in (summaries(self.root) if self.root else ())}
        if files == self._scanned:
            return
        self._scanned = files
        self._uppers = load_uppers([Input(path, printable(str(path))) for path in files])

    def _state(self) -> object:
        """All that the checker was made of. A waiver may end at midnight."""
        loaded = self._options.config
        decisions = [self._options.waivers, self._options.baseline, default_waivers(loaded) if loaded else self.waivers]
        own = [Path(each) for each in (*self._options.rules, *self._options.outlines)]
        files = [self.config, *(Path(each) for each in decisions if each), *_below(own)]
        uppers = {path: loaded.sha256 for each, loaded in self._uppers.items() if (path := each.path)}
        return date.today(), [(path, _stamp(path)) for path in files if path], uppers  # noqa: DTZ011 - the user's day

    def _located(self, problem: Problem) -> Problem:
        """A problem with the path of its file; of what is not there the configuration is told, which names it."""
        bases = ["", *(str(Path(each).parent) for each in self._options.rules)]
        for base in bases:
            path = Path(base, problem.file)
            if path.is_absolute() and path.is_file():
                return replace(problem, file=str(path))
        return replace(self._in_config((), f"{problem.file}：{problem.message}"), line=self._line_naming(problem.file))

    def _misset(self, wrong: WrongOption) -> Problem:
        return self._in_config((wrong.option.replace("_", "-"),), f"{wrong.option}：{wrong.message}")

    def _in_config(self, route: tuple[str, ...], message: str) -> Problem:
        loaded: LoadedConfig | None = self._options.config
        mark = loaded.tree.marks.find(route) if loaded else None
        return Problem(str(self.config or self.root or ""), message, mark.line if mark else None)

    def _line_naming(self, file: str) -> int | None:
        """The line of the configuration that names a file."""
        loaded = self._options.config
        if loaded is None:
            return None
        for key, value in loaded.tree.data.items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and loaded.resolve(each) == file:
                    return loaded.tree.marks.find((key,)).line
        return None


class Projects:
    """The projects of a workspace, each made when the first of its files is opened."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path | None, Path | None], Project] = {}

    def of(self, path: Path | None, folders: Sequence[Path]) -> Project:
        """The project of a file: the nearest configuration upwards, within the workspace folder it lies in."""
        around = [folder for folder in folders if path is not None and path.is_relative_to(folder)]
        root = max(around, key=lambda folder: len(folder.parts), default=None)
        start = path.parent if path is not None else next(iter(folders), None)
        config = config_file(start) if start is not None and start.is_dir() else None
        if config is not None and root is not None and config.parent.is_relative_to(root):
            root = config.parent
        return self._known.setdefault((root, config), Project(root, config))

    def changed(self) -> None:
        """Files came, went or were saved somewhere."""
        for project in self._known.values():
            project.changed()


def summaries(root: Path) -> Iterator[Path]:
    """The YAML files below a folder that may be summaries, in a fixed order; of a huge folder the first ones."""
    count = 0
    for visited, (where, folders, files) in enumerate(os.walk(root)):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _ELSEWHERE)
        for name in sorted(files):
            path = Path(where, name)
            if path.suffix.lower() in SUMMARIES and name not in NOT_PLANS and not name.startswith("."):
                count += 1
                yield path
        if visited >= MAX_FOLDERS or count >= MAX_FILES:
            return


def _below(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from yaml_files(path)


def _stamp(path: Path) -> Stamp:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size
