"""The open files: each looked at a moment after it was last touched, the last version only, one at a time."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

from lsprotocol.types import Diagnostic, DocumentSymbol, Position, Range
from msgspec import Struct, field
from msgspec.structs import replace

from checker.editor.diagnostics import Text, diagnostics, plain
from checker.editor.examining import Examined, Examiner, Note, Open
from checker.editor.kinds import kind_of
from checker.editor.outline import outlined
from checker.editor.positions import Encoding, Lines
from checker.editor.project import Project, Projects
from checker.editor.symbols import symbols
from checker.loading.shown import printable
from checker.loading.yaml_tree import MAX_BYTES
from checker.model.result import Problem
from checker.report.wording import clean

TYPING = 0.25  # seconds without a keystroke before a file is looked at
SAVED = 0.1
PATIENCE = 5.0  # seconds that a hover waits for the check of the latest version
_NOWHERE = 10_000  # an editor takes a column beyond the line for its end
_LOG = logging.getLogger(__name__)
T = TypeVar("T")
Publish = Callable[[str, list[Diagnostic], "int | None"], None]


class Sheet(Struct):
    """An open file: the latest version, what was made of it, and the task that looks at it."""

    uri: str
    open: Open
    version: int
    text: Text | None = None  # of the latest version, once somebody asked
    examined: Examined = field(default_factory=Examined)
    published: list[Diagnostic] = field(default_factory=list)
    symbols: list[DocumentSymbol] = field(default_factory=list)  # of the last version that could be read to its end
    task: asyncio.Task[None] | None = None


class Desk:
    """Keeps the open files. All methods belong to the event loop; the checks run in one thread beside it."""

    def __init__(
        self,
        publish: Publish,
        *,
        folders: Callable[[], Sequence[Path]],
        encoding: Encoding = "utf-16",
        hints: bool = True,
        related: bool = True,
    ) -> None:
        self._publish = publish
        self._folders = folders
        self._encoding = encoding
        self._related = related
        self._sheets: dict[str, Sheet] = {}
        self._elsewhere: dict[str, set[str]] = {}  # the files spoken of because of an open one
        self._urgent = 0
        self._in_line = asyncio.Lock()  # of those that can wait, one at a time stands before what is urgent
        # of the working thread alone
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._projects = Projects()
        self._examiner = Examiner(hints=hints)

    def sheet(self, uri: str) -> Sheet | None:
        """An open file that is one of ours."""
        found = self._sheets.get(uri)
        return found if found is not None and found.open.kind is not None else None

    def opened(self, uri: str, path: Path | None, text: str, version: int) -> None:
        """A file was opened: it is looked at at once."""
        self._put(uri, path, text, version, 0)

    def edited(self, uri: str, text: str, version: int) -> None:
        """A new version of an open file."""
        before = self._sheets.get(uri)
        if before is not None:
            self._put(uri, before.open.path, text, version, TYPING)

    def closed(self, uri: str) -> None:
        """Nothing more is said of a file that was closed."""
        sheet = self._sheets.pop(uri, None)
        if sheet is None:
            return
        if sheet.task is not None:
            sheet.task.cancel()
        self._publish(uri, [], None)
        self._tell_elsewhere(uri, ())

    def changed(self) -> None:
        """Something was saved, came or went: every open file is looked at again, those being edited first."""
        self._worker.submit(self._projects.changed)
        for sheet in self._sheets.values():
            going_on = sheet.task is not None and not sheet.task.done()  # perhaps with what was there before
            self._start(sheet, SAVED, urgent=going_on)

    def stop(self) -> None:
        """End all that is going on."""
        for sheet in self._sheets.values():
            if sheet.task is not None:
                sheet.task.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def settled(self, uri: str) -> Sheet | None:
        """An open file with its latest version looked at, unless that takes too long."""
        sheet = self.sheet(uri)
        if sheet is None:
            return None
        until = asyncio.get_running_loop().time() + PATIENCE
        while (task := sheet.task) is not None and not task.done():  # the next one, where this one is replaced
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.wait([task], timeout=left)
        await self.text(sheet)
        return sheet

    async def text(self, sheet: Sheet) -> Text:
        """The latest version of a file as a tree."""
        while sheet.text is None:
            of = sheet.open
            text = await asyncio.to_thread(self._text, sheet.uri, of)
            if sheet.open is of:
                sheet.text = text
                if text.outline.whole:
                    sheet.symbols = symbols(text)
        return sheet.text

    async def work(self, task: Callable[[Project], T], path: Path | None) -> T:
        """What ``task`` makes of the project of a file, in the working thread."""
        self._urgent += 1
        try:
            return await self._run(lambda: task(self._projects.of(path, self._folders())))
        finally:
            self._urgent -= 1

    def open_text(self, path: Path) -> tuple[str, int, str] | None:
        """The address, version and text of an open file by its path."""
        wanted = _key(path)
        for sheet in self._sheets.values():
            if sheet.open.path is not None and _key(sheet.open.path) == wanted:
                return sheet.uri, sheet.version, sheet.open.text
        return None

    def _put(self, uri: str, path: Path | None, text: str, version: int, delay: float) -> None:
        sheet = self._sheets.get(uri)
        kind = kind_of(path, text, sheet.open.kind if sheet else None)
        name = printable(str(path)) if path else "未保存的文件"
        now = Open(path, name, text, kind)
        if sheet is None:
            sheet = self._sheets[uri] = Sheet(uri, now, version)
        sheet.open, sheet.version, sheet.text = now, version, None
        if kind is not None:
            self._start(sheet, delay, urgent=True)

    def _start(self, sheet: Sheet, delay: float, *, urgent: bool) -> None:
        if sheet.open.kind is None:
            return
        if sheet.task is not None:
            sheet.task.cancel()
        sheet.task = asyncio.get_running_loop().create_task(self._look(sheet, delay, urgent=urgent))

    async def _look(self, sheet: Sheet, delay: float, *, urgent: bool) -> None:
        await asyncio.sleep(delay)
        of, version = sheet.open, sheet.version
        text = await self.text(sheet)
        async with nullcontext() if urgent else self._in_line:
            while not urgent and self._urgent:
                await asyncio.sleep(SAVED)
            self._urgent += urgent
            try:
                examined = await self._run(lambda: self._examine(of))
            finally:
                self._urgent -= urgent
        # a newer version has cancelled this task before it comes here
        if examined.loaded is None:  # what can't be read at the moment still has its source text
            examined = replace(examined, original=sheet.examined.original)
        sheet.examined = examined
        sheet.published = diagnostics(examined.notes, text, examined.original, related=self._related)
        self._publish(sheet.uri, sheet.published, version)
        self._tell_elsewhere(sheet.uri, examined.elsewhere)

    async def _run(self, task: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, task)

    def _examine(self, of: Open) -> Examined:
        try:
            return self._examiner.examine(of, self._projects.of(of.path, self._folders()))
        except Exception as fault:  # the server outlives whatever a file does to a check
            _LOG.exception("examining %s", of.name)
            detail = clean(" ".join(str(fault).split()))[:200]
            said = f"内部故障（{type(fault).__name__}）：{detail}。这不是规划的问题，请报告给维护者"
            return Examined((Note("error", said),))

    def _text(self, uri: str, of: Open) -> Text:
        lines = Lines(of.text, self._encoding)
        return Text(uri, lines, outlined(of.text if len(of.text) <= MAX_BYTES else ""), self._encoding)

    def _tell_elsewhere(self, uri: str, problems: Sequence[Problem]) -> None:
        """Diagnostics of the files that stand in the way of a check; those that are open speak for themselves."""
        found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for problem in problems:
            path = Path(problem.file)
            if path.is_absolute() and self.open_text(path) is None:
                line = (problem.line or 1) - 1
                where = Range(Position(line, (problem.column or 1) - 1), Position(line, _NOWHERE))
                found[path.as_uri()].append(plain(where, "error", clean(problem.message)))
        gone = self._elsewhere.pop(uri, set()) - found.keys()
        if found:
            self._elsewhere[uri] = set(found)
        for file, told in found.items():
            self._publish(file, told, None)
        still = {file for files in self._elsewhere.values() for file in files}
        for file in gone - still - self._sheets.keys():
            self._publish(file, [], None)


def _key(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
