"""Several processes: the same bytes as one, whatever becomes of a worker."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.loading.problems import UnusableInput
from checker.model.result import Problem
from tests.cli.conftest import Here
from tests.cli.support import CHECKOUT, CONTRADICTION, SUMMARY, put

# the command line with a worker that behaves as `AS` says when it comes to the plan `AT`
ODD = """
import os, signal, sys, threading
from pathlib import Path
from checker.running import checking
check = checking.Checker.check
def odd(self, each):
    at, once = Path(sys.argv[1]), Path(sys.argv[2])
    if each.path is not None and each.path.name == at.name and not once.exists():
        if sys.argv[3] == "once":
            once.touch()
        if sys.argv[3] == "wait":
            once.touch()
            threading.Event().wait(60)
        os.kill(os.getpid(), signal.SIGKILL)
    return check(self, each)
checking.Checker.check = odd
if __name__ == "__main__":
    from checker.cli.entry import run
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    sys.exit(run(sys.argv[4:]))
"""


def guiheng(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )


def odd(behaviour: str, *arguments: str) -> subprocess.Popen[bytes]:
    Path("odd.py").write_text(ODD)
    return subprocess.Popen(
        [sys.executable, "odd.py", "p3.yaml", "once", behaviour, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        start_new_session=True,
    )


@pytest.fixture
def seven(folder: Path) -> Path:
    """Seven plans in a folder, one with an error, one that can't be used."""
    for number in range(7):
        put(folder / f"all/p{number}.yaml", SUMMARY + CONTRADICTION if number == 2 else SUMMARY, id=f"plan-{number}")
    (folder / "all/p4.yaml").write_text("id: [\n")
    return folder


@pytest.mark.parametrize("arguments", [("--format", "json"), ("--format", "sarif")])
@pytest.mark.usefixtures("seven")
def test_the_same_bytes_as_one_process(arguments: tuple[str, ...]) -> None:
    stdin = Path("all/p1.yaml").read_bytes()
    one = guiheng("check", "all", "-", *arguments, stdin=stdin)
    three = guiheng("check", "all", "-", *arguments, "--jobs", "3", stdin=stdin)
    assert (three.returncode, three.stdout, three.stderr) == (one.returncode, one.stdout, one.stderr)
    assert one.returncode == 2


@pytest.mark.usefixtures("seven")
def test_reports_and_decisions_are_the_same() -> None:
    baseline = ["--baseline", "base.json"]
    Path("waivers.yaml").write_text(
        "waivers:\n  - {plan: nowhere, rule: TGT003, reason: 已请示, owner: 规划处, expires: 2030-12-31}\n"
    )
    assert guiheng("baseline", "all", "-o", "base.json").returncode == 2
    Path("all/p2.yaml").write_bytes(Path("all/p1.yaml").read_bytes().replace(b"plan-1", b"plan-2"))
    one = guiheng("report", "all", "-o", "one", *baseline)
    two = guiheng("report", "all", "-o", "two", *baseline, "-j", "0")
    assert (two.returncode, two.stderr) == (one.returncode, one.stderr)
    assert "plan-2 有 1 个问题已经没有了" in one.stderr.decode()
    assert "nowhere" in one.stderr.decode()
    written = {path.name: path.read_bytes() for path in Path("one").iterdir()}
    assert len(written) >= 7
    assert {path.name: path.read_bytes() for path in Path("two").iterdir()} == written


@pytest.mark.usefixtures("seven")
def test_a_worker_that_dies_is_told_and_the_others_finish() -> None:
    done = odd("always", "check", "all", "--jobs", "2", "--format", "jsonl")
    out, err = (stream.decode() for stream in done.communicate(timeout=60))
    assert done.returncode == 4
    assert "一个工作进程意外结束" in err
    assert "p3.yaml: 检查它的进程意外结束" in err
    assert [number for number in range(7) if f'"plan-{number}"' in out] == [0, 1, 2, 5, 6]


@pytest.mark.usefixtures("seven")
def test_a_worker_that_dies_once_loses_nothing() -> None:
    Path("all/p4.yaml").unlink()
    done = odd("once", "check", "all", "--jobs", "2", "--format", "jsonl")
    out, err = (stream.decode() for stream in done.communicate(timeout=60))
    assert done.returncode == 1, "the error of plan-2"
    assert "逐份重查" in err
    assert [number for number in range(7) if f'"plan-{number}"' in out] == [0, 1, 2, 3, 5, 6]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.usefixtures("seven")
def test_workers_do_not_outlive_a_killed_run() -> None:
    done = odd("wait", "check", "all", "--jobs", "2")
    deadline = time.monotonic() + 60
    while not Path("once").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    family = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit() and _group(each) == done.pid]
    assert len(family) == 3
    done.send_signal(signal.SIGKILL)
    done.wait()
    while any(_group(Path(f"/proc/{pid}")) == done.pid for pid in family):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    done.communicate()


def _group(process: Path) -> int | None:
    """The process group of a process that still runs."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[2])


@pytest.mark.usefixtures("seven")
def test_an_interrupt_ends_all_quietly() -> None:
    done = odd("wait", "check", "all", "--jobs", "2", "--format", "json=out.json")
    deadline = time.monotonic() + 60
    while not Path("once").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    Path("once").touch()
    os.killpg(done.pid, signal.SIGINT)
    time.sleep(0.3)
    for child in Path("/proc").iterdir() if sys.platform == "linux" else ():
        if child.name.isdigit() and int(child.name) != done.pid and _group(child) == done.pid:
            os.kill(int(child.name), signal.SIGTERM)  # what a worker is at is left to end
    _, err = done.communicate(timeout=60)
    assert (err.decode(), done.returncode) == ("guiheng：已中断\n", 130)
    assert not Path("out.json").exists()


@pytest.mark.parametrize("number", ["-1", "257", "二", "1.5", "٣", "0000"])
def test_a_number_of_processes_that_is_none(here: Here, good: Path, number: str) -> None:
    done = here("check", good, "-j", number)
    assert done.lines == ["guiheng：--jobs 的值不对：应是 0 到 256 的整数（guiheng check --help 看用法）"]
    assert (done.code, done.out) == (2, "")


def test_copies_of_a_process_with_threads_are_not_made(seven: Path) -> None:
    script = (
        "import threading, checker\n"
        "if __name__ == '__main__':\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    print(*(plan.id for plan in checker.check('all', jobs=2).plans))\n"
    )
    (seven / "threads.py").write_text(script)
    done = subprocess.run(
        [sys.executable, "threads.py"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert done.stdout.split() == [f"plan-{number}" for number in (0, 1, 2, 3, 5, 6)]


def test_an_unusable_input_passes_between_processes() -> None:
    error = UnusableInput([Problem("a.yaml", "没有 id", 3, 1)])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert again.problems == error.problems
    assert str(again) == str(error)
