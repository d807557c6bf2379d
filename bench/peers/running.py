"""One run of a command: wall time, processor time, and the memory of the process with all its children."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from tempfile import TemporaryFile

from msgspec import Struct

from bench.peers.peer import ROOT

_PAGE = os.sysconf("SC_PAGE_SIZE")
_OFTEN, _SELDOM = 0.004, 0.05  # seconds between two looks at the memory: short runs are looked at more often


class Run(Struct, frozen=True):
    """What became of a command."""

    seconds: float  # by the clock on the wall
    cpu: float  # of the processor, children and all: what is left to compare on a machine that others load
    peak: float  # MiB
    code: int
    output: str
    trouble: str = ""  # empty, or why there is no result

    def __str__(self) -> str:
        return self.trouble or f"{self.seconds:.2f} s, {self.cpu:.2f} s of the processor, {self.peak:.0f} MiB"


class _Memory(threading.Thread):
    """Looks at the resident memory of a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        started = time.monotonic()
        while not self.over.wait(_OFTEN if time.monotonic() - started < 1 else _SELDOM):
            pids = _family(self.pid)
            together = sum(_shared(pid) for pid in pids) if len(pids) > 1 else _resident(self.pid)
            self.peak = max(self.peak, together, *(_highest(pid) for pid in pids))


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    pids = [pid]
    for each in pids:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                pids += map(int, children.read_text().split())
            except OSError:
                continue  # gone in the meantime
    return pids


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 2**20
    except (OSError, IndexError):
        return 0.0


def _shared(pid: int) -> float:
    """The memory of one process of several; a page that several hold is counted in parts, so that all add up."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return _resident(pid)
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _highest(pid: int) -> float:
    """What the process had at most since it was loaded: no look in between misses it."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def run(command: list[str], limit: float) -> Run:
    """Run a command to its end, or stop it and its children after ``limit`` seconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with TemporaryFile() as out, TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - commands of the peers
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        memory = _Memory(process.pid)
        memory.start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        clock = threading.Timer(limit, stop)  # waiting with a time limit would look only every 50 ms
        clock.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = code = os.waitstatus_to_exitcode(status)
        finally:
            seconds = time.perf_counter() - started
            clock.cancel()
            memory.over.set()
            if process.poll() is None:
                stop()
                process.wait()
        trouble = f"not done after {limit:.0f} s" if late.is_set() else ""
        memory.join()
        out.seek(0)
        errors.seek(0)
        text, said = out.read().decode("utf-8", "replace"), errors.read().decode("utf-8", "replace")
    if not trouble and code not in {0, 1}:  # 1: found something, with all of them
        trouble = f"exit code {code}: {_last_line(said)}"
    elif not trouble and code == 1 and "Traceback" in said:
        trouble = _last_line(said)
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory.peak, code, text, trouble)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    memory = [line for line in lines if "heap out of memory" in line]
    return (memory or lines or [""])[-1][:100]
