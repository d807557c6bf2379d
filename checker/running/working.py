"""Several processes share the work: each checks one input after another, and what comes back keeps their order.

A worker that dies takes what it was at with it, and its pool. What was under way is then checked again, each input in
a process of its own: the one that dies again is named, the others are not lost.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from checker.loading.plans import LoadedPlan
from checker.loading.problems import UnusableInput
from checker.model.result import Problem
from checker.running.inputs import Input
from checker.running.options import Options

if TYPE_CHECKING:
    from checker.running.checking import Checked, Checker

T = TypeVar("T")
_AHEAD = 4  # inputs handed out for each process: enough to keep it busy, few enough to hold their results in memory
_WATCH = 1.0  # seconds


class Outcome(Struct, Generic[T], frozen=True):
    """What became of an input: ``value`` or ``problems``; ``plan`` and the ``keys`` of its findings, if it was checked.

    ``died``: the process that checked it ended without a word.
    """

    value: T | None = None
    plan: str = ""
    keys: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    died: bool = False


class Work(Struct, Generic[T], frozen=True):
    """What every process is given once. ``checker`` is this process's own, for those that begin as a copy of it."""

    options: Options
    uppers: Mapping[Input, LoadedPlan]
    task: Callable[[Checked], T]
    checker: Checker


def outcomes(
    inputs: Sequence[Input], work: Work[T], jobs: int, lost: Callable[[Sequence[Input]], None]
) -> Iterator[Outcome[T]]:
    """The outcomes in the order of the inputs. ``lost`` hears of what a dead worker left undone."""
    waiting = deque(inputs)
    while waiting:
        handed: deque[tuple[Input, Future[Outcome[T]]]] = deque()
        with _pool(work, jobs) as pool:
            try:
                while waiting or handed:
                    while waiting and len(handed) < jobs * _AHEAD:
                        handed.append((waiting[0], pool.submit(_checked, waiting[0])))
                        waiting.popleft()
                    outcome = handed[0][1].result()
                    handed.popleft()
                    yield outcome
            except BrokenProcessPool:
                suspects = [each for each, _ in handed]
        if handed:
            lost(suspects)
            for each in suspects:
                yield _alone(each, work)


def _alone(each: Input, work: Work[T]) -> Outcome[T]:
    """An input in a process of its own."""
    with _pool(work, 1) as pool:
        try:
            return pool.submit(_checked, each).result()
        except BrokenProcessPool:
            message = "检查它的进程意外结束（可能是内存不够，或被系统终止），没有结果；请单独再查一次"
            return Outcome(problems=(Problem(each.shown, message),), died=True)


@contextmanager
def _pool(work: Work[T], jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that are ready to check; whatever ends the block, none of them goes on with what is waiting.

    On Linux they begin as copies of this process, with the rules loaded; elsewhere, and beside other threads, where a
    copy isn't safe, each loads them anew.
    """
    copied = sys.platform == "linux" and threading.active_count() == 1
    own = work.checker if copied else None
    given = (os.getpid(), work.options, work.uppers, work.task, own)
    pool = ProcessPoolExecutor(jobs, get_context("fork" if copied else "spawn"), _prepare, given)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_READY: tuple[Checker, Callable[[Checked], object]] | None = None  # of a worker


def _prepare(
    parent: int,
    options: Options,
    uppers: Mapping[Input, LoadedPlan],
    task: Callable[[Checked], object],
    checker: Checker | None,
) -> None:
    """Make this process a worker: an interrupt is its parent's affair, and it does not outlive it."""
    from checker.running.checking import Checker

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    global _READY  # noqa: PLW0603 - the one thing that a worker knows
    _READY = checker or Checker(options, uppers=uppers), task


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)


def _checked(each: Input) -> Outcome[Any]:
    assert _READY is not None
    checker, task = _READY
    plan = ""
    keys: tuple[str, ...] = ()
    try:
        checked = checker.check(each)
        plan, keys = checked.result.id, tuple(finding.key for finding in checked.result.findings)
        return Outcome(task(checked), plan, keys)
    except UnusableInput as unusable:
        return Outcome(plan=plan, keys=keys, problems=tuple(unusable.problems))
