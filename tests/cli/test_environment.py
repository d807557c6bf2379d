"""The same bytes wherever it runs; streams that are closed, full or not read to their end; Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import (
    BAODING,
    CHECKOUT,
    HEGANG,
    SUMMARY,
    TIMEOUT,
    Finished,
    apart,
    environment,
    names,
    process,
    put,
)

posix = pytest.mark.skipif(os.name != "posix", reason="shells and signals of POSIX systems")
CHECK = ("check", BAODING, HEGANG, "plans/没有.yaml")


@pytest.fixture(scope="module")
def usual() -> subprocess.CompletedProcess[bytes]:
    return process(*CHECK, env={"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize(
    "changes",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "COLUMNS": "20"},
        {"PYTHONIOENCODING": "", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii", "LANG": "zh_CN.GBK", "TERM": "dumb"},
    ],
    ids=["hash-zone-width", "C", "C-as-ascii", "ascii"],
)
def test_the_same_bytes(usual: subprocess.CompletedProcess[bytes], changes: dict[str, str]) -> None:
    done = process(*CHECK, env=changes)
    assert done.returncode == usual.returncode == 2
    assert done.stdout == usual.stdout
    if "LC_ALL" not in changes:  # there the name itself comes as bytes of unknown meaning
        assert done.stderr == usual.stderr


def test_a_gbk_console(usual: subprocess.CompletedProcess[bytes]) -> None:
    done = process(*CHECK, env={"PYTHONIOENCODING": "gbk"})
    assert done.stdout.decode("gbk") == usual.stdout.decode()
    assert done.stderr.decode("gbk") == usual.stderr.decode()


def test_what_a_console_lacks_is_a_question_mark(tmp_path: Path) -> None:
    put(tmp_path / "a.yaml", title="𠮷林市规划")
    done = process("check", "a.yaml", cwd=tmp_path, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert done.stdout.decode("gbk").startswith("?林市规划（a.yaml）")


def test_json_is_the_same_on_every_stream(tmp_path: Path) -> None:
    put(tmp_path / "a.yaml", title="𠮷林市规划")
    usual, *others = (
        process("check", "a.yaml", "--format", "json", cwd=tmp_path, env={"PYTHONIOENCODING": encoding}).stdout
        for encoding in ("utf-8", "gbk", "latin-1")
    )
    assert others[0] == others[1]
    assert json.loads(others[0].decode("ascii")) == json.loads(usual.decode())


def test_json_does_not_depend_on_hashing() -> None:
    first, second = (process("check", BAODING, "--format", "json", env={"PYTHONHASHSEED": seed}) for seed in "01")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["plans"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_standard_input_is_bytes(encoding: str) -> None:
    done = process("check", "-", stdin=SUMMARY.encode("gbk"), env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 2
    assert done.stderr.decode(encoding).startswith("标准输入:3: 不是 UTF-8（看起来是 GBK")


def test_utf8_on_standard_input_of_a_gbk_console() -> None:
    assert process("check", "-", stdin=SUMMARY.encode(), env={"PYTHONIOENCODING": "gbk"}).returncode == 0


def shell(command: str) -> Finished:
    """A line of shell; ``$G`` is ``python -m checker``."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=CHECKOUT,
        env=environment() | {"G": f"{sys.executable} -m checker"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


@posix
@pytest.mark.parametrize(
    ("command", "code", "error"),
    [
        (f"$G check {BAODING} >&-", 1, ""),
        (f"$G check {BAODING} --format json >&-", 1, ""),
        (f"$G check {BAODING} >&- 2>&-", 1, ""),
        ("$G check nope 2>&-", 2, ""),
        ("$G check nope 2>/dev/full", 2, ""),
        ("$G --help >&-", 0, ""),
        ("$G check - <&-", 2, "标准输入: 标准输入没有打开\n"),
        (f"$G check {BAODING} >/dev/full", 2, "guiheng：写不出结果（磁盘已满）\n"),
        ("$G rules >/dev/full", 2, "guiheng：写不出结果（磁盘已满）\n"),
        ("$G --help >/dev/full", 2, "guiheng：写不出结果（磁盘已满）\n"),
    ],
)
def test_streams_that_take_nothing(command: str, code: int, error: str) -> None:
    assert shell(command) == Finished(code, "", error)


@posix
@pytest.mark.parametrize(
    "arguments", [f"check {BAODING} {HEGANG}", f"check {BAODING} --format json", "rules", "--help"]
)
def test_a_reader_that_stops(arguments: str) -> None:
    done = shell(f"$G {arguments} | true; echo ${{PIPESTATUS[0]}}")
    assert (done.out, done.err) == ("141\n", ""), "as any program that nobody reads; not 0, for nothing was shown"


@posix
def test_the_first_line_is_enough() -> None:
    done = shell(f"$G check {BAODING} | head -1")
    assert done.out.startswith("保定市")
    assert done.err == ""


# what a shell starts in the background is deaf to Ctrl-C, and so are its children
HEEDING = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('checker', run_name='__main__')"
)


@posix
@pytest.mark.parametrize("options", [[], ["--format", "json"], ["-o", "out.txt"]])
def test_interrupt(tmp_path: Path, options: list[str]) -> None:
    for number in range(400):
        put(tmp_path / "many" / f"{number}.yaml", id=f"plan-{number}")
    # a file that can't be used comes first: its message tells that checking has begun
    put(tmp_path / "first.yaml", "- bad")
    running = subprocess.Popen(
        [sys.executable, "-c", HEEDING, "check", "first.yaml", "many", *options],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    with running, running.stderr:
        begun = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read().decode()
        assert running.wait(TIMEOUT) == 130
    assert begun.startswith(b"first.yaml:1:")
    assert rest == "guiheng：已中断\n"
    assert names(tmp_path) == ["first.yaml", "many"]


def test_interrupted_before_it_began() -> None:
    done = apart(
        code="""
import builtins, sys
real = builtins.__import__
def interrupted(name, *rest):
    if name == "checker.cli.entry":
        raise KeyboardInterrupt
    return real(name, *rest)
import checker.cli
builtins.__import__ = interrupted
checker.cli.main()
"""
    )
    assert (done.code, done.err) == (130, "")
