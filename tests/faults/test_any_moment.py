"""Ended or refused at any change of the disk: every output is the old one or the new one, and all of them are.

Done at each system call in turn that makes, writes, syncs, links, renames or removes a file, by a signal or by a
refusal of the system, in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import asdict

from tests.cli.support import CHECKOUT, CONTRADICTION, SUMMARY, calm, environment, put
from tests.faults.driver import NEVER, Request, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and forks of POSIX systems")
HIDDEN = ".guiheng-writing-"
DOCUMENT = (CHECKOUT / "tests/extracting/documents/one-line.txt").read_bytes()
Sweep = Callable[..., list[tuple[Run, Run]]]


@pytest.fixture(scope="module")
def driver() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.driver"],
        cwd=CHECKOUT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()
        assert running.wait(60) == 0


@pytest.fixture
def sweep(driver: subprocess.Popen[bytes], tmp_path: Path) -> Sweep:
    """Run a command in a copy of ``tmp_path/before`` with harm at every moment."""

    def sweep(harm: str, *command: str, step: int = 1) -> list[tuple[Run, Run]]:
        assert driver.stdin is not None
        assert driver.stdout is not None
        (tmp_path / "work").mkdir(exist_ok=True)
        request = Request(list(command), str(tmp_path / "before"), str(tmp_path / "work"), harm, step)
        driver.stdin.write(json.dumps(asdict(request)).encode() + b"\n")
        driver.stdin.flush()
        return [(Run(**harmed), Run(**after)) for harmed, after in json.loads(driver.stdout.readline())]

    return sweep


def folder(before: Path) -> None:
    """Two plans and what was made of them, and other files that are nobody's business."""
    put(before / "plans/a.yaml")
    put(before / "plans/b.yaml", SUMMARY + CONTRADICTION, id="other")
    (before / "draft.txt").write_bytes(DOCUMENT)
    for name in ("linjiang.html", "other.html", "index.html", "mine.html"):
        (before / "out").mkdir(exist_ok=True)
        (before / "out" / name).write_text("old")
    for name in ("a.json", "a.sarif", "a.xml", "new.yaml"):
        (before / name).write_text("old")


FEW = ("--select", "TGT003")  # one rule is enough, and quick
FILES = ("--format=json=a.json", "--format=sarif=a.sarif", "--format=junit=b.xml")
COMMANDS = {
    "one file": ("check", "plans", *FEW, "-o", "a.json", "--format", "json"),
    "several files": ("check", "plans", *FEW, *FILES),
    "report": ("report", "plans", *FEW, "-o", "out"),
    "a new folder": ("report", "plans/a.yaml", *FEW, "-o", "deep/er", "--format", "docx"),
    "extract": ("extract", "draft.txt", "--region", "澄江省丰原市", "-o", "new.yaml", "--force"),
    "update": ("extract", "draft.txt", "--region", "澄江省丰原市", "--update", "plans/a.yaml", "-o", "plans/a.yaml"),
    "baseline": ("baseline", "plans", *FEW),
    "init": ("init", "repository"),
    "rules new": ("rules", "new", "JD001", "rules"),
}


def shown(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if not name.startswith(HIDDEN) and f"/{HIDDEN}" not in name}


def usual(runs: list[tuple[Run, Run]], before: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The files before and after the run that nothing disturbed."""
    (run, _), *_ = runs
    assert (run.moment, len(run.events) > 4) == (NEVER, True)
    assert run.code in (0, 1)
    old = {str(path.relative_to(before)): path.read_text() for path in before.rglob("*") if path.is_file()}
    assert old != run.files == shown(run.files)
    return old, run.files


@pytest.mark.parametrize("name", COMMANDS)
def test_killed(sweep: Sweep, tmp_path: Path, name: str) -> None:
    folder(tmp_path / "before")
    runs = sweep("kill", *COMMANDS[name], step={"init": 7, "several files": 2}.get(name, 1))
    old, new = usual(runs, tmp_path / "before")
    several = len(new.items() - old.items()) > 1
    for run, after in runs[1:]:
        left = shown(run.files)
        assert run.code == -9, run.error
        assert all(left.get(name) in (old.get(name), new.get(name)) for name in {*old, *new, *left}), run.moment
        if not several:
            assert left in (old, new)
        if after.code != 2:  # what is new already may not be written a second time
            assert after.files == new, "and nothing of the run that was killed is left"
        else:
            assert "已经有了" in after.error
            assert shown(after.files) == left == new


@pytest.mark.parametrize("harm", ["term", "interrupt"])
def test_ended(sweep: Sweep, tmp_path: Path, harm: str) -> None:
    folder(tmp_path / "before")
    runs = sweep(harm, *COMMANDS["report"])
    old, new = usual(runs, tmp_path / "before")
    for run, _ in runs[1:]:
        assert run.files in (old, new), (run.moment, run.events)
        assert (run.code, calm(run.error)) == ((143, "") if harm == "term" else (130, "guiheng：已中断\n"))


@pytest.mark.parametrize("harm", ["full", "refused"])
@pytest.mark.parametrize("name", ["report", "extract", "rules new"])
def test_refused(sweep: Sweep, tmp_path: Path, harm: str, name: str) -> None:
    folder(tmp_path / "before")
    runs = sweep(harm, *COMMANDS[name])
    old, new = usual(runs, tmp_path / "before")
    failed = 0
    for run, _ in runs[1:]:
        if run.code == 2:
            failed += 1
            assert shown(run.files) == old, (run.moment, run.events)
            (line,) = calm(run.error).splitlines()
            assert line.endswith(f"{'磁盘已满' if harm == 'full' else '没有权限'}）；请换一个位置")
        else:  # it did without: the second names of old files, or taking away what is done with
            assert run.code == runs[0][0].code, run.error
            assert shown(run.files) == new
    assert failed > 3
