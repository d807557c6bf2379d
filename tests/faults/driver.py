"""Runs a command again and again and does it harm at one system call after another.

Works as a process of its own: it imports the program and loads the rules once, and forks for each run. A request and
its answer are lines of JSON.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, Self

from msgspec import Struct, field
from msgspec.structs import asdict

EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod")  # that change a disk
MAKING = ("open", "write", "fsync", "os.mkdir", "os.link")  # that a full disk refuses
NEVER = 0


class Request(Struct, frozen=True):
    """A command line for a folder like ``before``; ``harm`` is done at its n-th change of the disk.

    It is done for every n, or every ``step``-th.
    """

    command: list[str]
    before: str
    work: str
    harm: str
    step: int = 1


class Run(Struct):
    """What a run left: its exit code (negative: the signal that ended it), what it said, the files, hidden ones too."""

    moment: int
    code: int
    error: str
    files: dict[str, str]
    events: list[str] = field(default_factory=list)


class Harm:
    """Counts what changes the disk, and at one moment does harm."""

    def __init__(self, kind: str, moment: int) -> None:
        self.kind = kind
        self.moment = moment
        self.events: list[str] = []

    def __call__(self, event: str) -> None:
        self.events.append(event)
        here = len(self.events) == self.moment
        if here and self.kind in ("kill", "term", "interrupt"):
            names = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "interrupt": signal.SIGINT}
            signal.raise_signal(names[self.kind])
        elif self.moment and self.kind == "full" and len(self.events) >= self.moment and event in MAKING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        elif here and self.kind == "refused":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        self(event)


class Slowly:
    """A stream that is stopped between the halves of what it writes."""

    def __init__(self, stream: Any, harm: Harm) -> None:
        self._stream = stream
        self._harm = harm

    def writelines(self, parts: Any) -> None:
        content = b"".join(parts)
        self._stream.write(content[: len(content) // 2])
        self._stream.flush()
        self._harm("write")
        self._stream.write(content[len(content) // 2 :])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def install(harm: Harm) -> None:
    """Put the harm in the way of this process."""
    fdopen = os.fdopen

    def synced(_: object) -> None:  # what a killed process wrote is there; only a stopped machine forgets
        harm("fsync")

    def opened(handle: int, mode: str = "r", *rest: Any, **more: Any) -> Any:
        stream = fdopen(handle, mode, *rest, **more)
        return Slowly(stream, harm) if "w" in mode else stream

    os.fsync = synced  # type: ignore[assignment]
    os.fdopen = opened  # type: ignore[assignment]
    sys.addaudithook(harm.audit)


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder as text."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes().decode("utf-8", "surrogateescape") for path in found}


def run(command: list[str], folder: Path, harm: Harm) -> Run:
    """The command in a forked process, in ``folder``."""
    said = folder.with_name(f"{folder.name}-said")
    pipe, back = os.pipe()
    child = os.fork()
    if not child:
        os.close(pipe)
        os.chdir(folder)
        with said.open("w") as stream, Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        sys.argv = ["guiheng", *command]
        install(harm)
        code = 70
        try:
            from checker import cli

            code = cli.run()
        except SystemExit as leave:
            code = leave.code if isinstance(leave.code, int) else 71
        finally:
            harm.moment = NEVER
            sys.stderr.flush()
            os.write(back, json.dumps(harm.events).encode())
            os._exit(code)
    os.close(back)
    with os.fdopen(pipe, "rb") as stream:
        events = stream.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Run(harm.moment, code, said.read_text(), files(folder), json.loads(events or b"[]"))


def warm(command: list[str], folder: Path) -> None:
    """Run a command here, so that all it imports is at hand in the forked processes."""
    from checker.cli.entry import run

    here = Path.cwd()
    os.chdir(folder)
    with Path(os.devnull).open("w") as nothing, redirect_stdout(nothing), redirect_stderr(nothing):
        run(list(command))
    os.chdir(here)


def moments(request: Request) -> list[tuple[Run, Run]]:
    """The run without harm, then one for each moment; after a kill each with the next run, undisturbed."""
    runs: list[tuple[Run, Run]] = []
    shutil.copytree(request.before, Path(request.work, f"{request.harm}-warm"))
    warm(request.command, Path(request.work, f"{request.harm}-warm"))
    last = 1
    moment = NEVER
    while moment <= last:
        folder = Path(request.work, f"{request.harm}-{moment}")
        shutil.copytree(request.before, folder)
        harmed = run(request.command, folder, Harm(request.harm, moment))
        if moment == NEVER:
            last = len(harmed.events)
        runs.append((harmed, run(request.command, folder, Harm("none", NEVER)) if request.harm == "kill" else harmed))
        moment += request.step if moment else 1
    return runs


def prepare() -> None:
    """Have all at hand that the runs only read, so that each of them takes a moment."""
    from checker.judging import rulebook
    from checker.loading import json_schema
    from checker.running import checking, documents

    load: Callable[..., Any] = rulebook.load_rulebook
    shipped = cache(load)

    def once(**own: Any) -> Any:
        return load(**own) if any(value for name, value in own.items() if name != "cases") else shipped(cases=False)

    once()
    documents.lexicon = cache(documents.lexicon)
    json_schema.schema_text = cache(json_schema.schema_text)
    vars(checking)["load_rulebook"] = vars(rulebook)["load_rulebook"] = once


def main() -> None:
    """Answer one request a line until there are no more."""
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    prepare()
    gc.freeze()
    for line in sys.stdin:
        request = Request(**json.loads(line))
        answer = [[asdict(each) for each in pair] for pair in moments(request)]
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
