"""Files that change, shrink or vanish while they are read; places that are taken away; runs that meet."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.support import BAODING, CHECKOUT, CONTRADICTION, SUMMARY, apart, environment, names, process, put

posix = pytest.mark.skipif(os.name != "posix", reason="files, signals and limits of POSIX systems")
CHANGED = "检查的时候文件变了，没有结果；请等它写完再查一次"
DRAFT = (CHECKOUT / "tests/extracting/documents/one-line.txt").read_text("utf-8").replace("丰原市", "保定市")
AFTER = """
import sys
from pathlib import Path
from checker.judging import session
judge = session.Session.check
def judged(self, loaded):
    result = judge(self, loaded)
    if loaded.file == "a.yaml":
        {act}
    return result
session.Session.check = judged
from checker.cli import main
main()
"""
ACTS = {
    "another": ('Path("a.yaml").write_text(Path("b.yaml").read_text())', CHANGED),
    "cut": ('Path("a.yaml").write_text(Path("a.yaml").read_text()[:60])', CHANGED),
    "gone": ('Path("a.yaml").unlink()', "找不到这个文件"),
}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    put(tmp_path / "a.yaml", SUMMARY + CONTRADICTION)
    put(tmp_path / "b.yaml", id="other")
    return tmp_path


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_plan_that_changes_under_the_checker(plans: Path, name: str, jobs: str) -> None:
    """Columns are counted in the text a second time: never in another text than the one that was checked."""
    act, said = ACTS[name]
    done = process(
        "check", "a.yaml", "b.yaml", "--format", "sarif", "-o", "out.sarif", "--select", "TGT003", "--jobs", jobs,
        cwd=plans, code=AFTER.format(act=act),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode() == f"a.yaml: {said}\n"
    written = (plans / "out.sarif").read_text("utf-8")
    assert said in written
    assert '"ruleId":"TGT003"' not in written.replace(" ", "")


def test_what_needs_one_reading_is_of_one_reading(plans: Path) -> None:
    act, _ = ACTS["another"]
    first = process("check", "a.yaml", "--format", "json", cwd=plans).stdout
    done = process("check", "a.yaml", "--format", "json", cwd=plans, code=AFTER.format(act=act))
    assert (done.returncode, done.stdout) == (1, first)


def test_a_document_that_changes_before_its_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DRAFT, "utf-8")
    put(tmp_path / "b.yaml", id="other")
    act = 'Path("a.txt").write_text(Path("a.txt").read_text("utf-8") + "完。", "utf-8")'
    done = process(
        "report", "a.txt", "b.yaml", "-o", "out", "--select", "TGT003", "--jobs", "1",
        cwd=tmp_path, code=AFTER.format(act=act).replace('"a.yaml"', '"a.txt"'),
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (2, f"a.txt: {CHANGED}\n")
    assert names(tmp_path / "out") == ["index.html", "other.html"]


FOUND = """
import shutil
from checker.running import checking
find = checking.find_inputs
def found(paths):
    inputs = find(paths)
    shutil.rmtree("plans")
    return inputs
checking.find_inputs = found
from checker.cli import main
main()
"""


def test_a_folder_that_vanishes(tmp_path: Path) -> None:
    put(tmp_path / "plans/a.yaml")
    put(tmp_path / "b.yaml", id="other")
    done = apart("check", "plans", "b.yaml", cwd=tmp_path, code=FOUND)
    assert (done.code, done.err) == (2, "plans/a.yaml: 找不到这个文件\n")
    assert done.out.startswith("临江市知识产权规划（b.yaml）")


def test_a_report_never_covers_what_it_is_made_from(tmp_path: Path) -> None:
    page = "<html><body><p>原文</p></body></html>"
    put(tmp_path / "a.yaml", source="{file: linjiang.html}")
    (tmp_path / "linjiang.html").write_text(page)
    done = apart("report", "a.yaml", "-o", ".", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == "linjiang.html: 这是要查的文件，写结果会盖掉它；请换一个文件夹\n"
    assert (tmp_path / "linjiang.html").read_text() == page
    assert names(tmp_path) == ["a.yaml", "linjiang.html"]
    assert apart("report", "a.yaml", "-o", "out", cwd=tmp_path).code == 0
    assert apart("report", "a.yaml", "-o", "out", cwd=tmp_path).code == 0, "its own page it may write again"


@posix
def test_two_runs_into_one_folder(plans: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "checker", "report", "a.yaml", "b.yaml", "-o", "out", "--select", "TGT003"],
            cwd=plans, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [(each.communicate(timeout=120)[1], each.returncode) for each in running] == [(b"", 0)] * 2
    assert names(plans / "out") == ["index.html", "linjiang.html", "other.html"]
    assert all(path.read_text("utf-8").rstrip().endswith("</html>") for path in (plans / "out").iterdir())


@posix
def test_killed_at_some_time(plans: Path) -> None:
    """Not at system calls but whenever; what is left over is never an input and goes with the next run."""
    chance = random.Random(2026)  # noqa: S311 - times to kill at
    command = [sys.executable, "-m", "checker", "report", ".", "-o", "out", "--select", "TGT003"]
    start = time.monotonic()
    subprocess.run(command, cwd=plans, env=environment(), stdout=subprocess.DEVNULL, check=True)
    usual = time.monotonic() - start
    pages = {path.name: path.read_bytes() for path in (plans / "out").iterdir()}
    for path in (plans / "out").iterdir():
        path.write_text("old")
    (plans / "out/.guiheng-writing-left").mkdir()
    (plans / "out/.guiheng-writing-left/plan.yaml").write_text("- half")
    for _ in range(3):
        with subprocess.Popen(command, cwd=plans, env=environment(), stdout=subprocess.DEVNULL) as running:
            time.sleep(chance.uniform(0.5, 1.0) * usual)
            running.send_signal(signal.SIGKILL)
        left = {path.name: path.read_bytes() for path in (plans / "out").iterdir() if path.is_file()}
        assert all(left[name] in (b"old", pages[name]) for name in pages)
    done = subprocess.run(command, cwd=plans, env=environment(), capture_output=True, check=True)
    assert b".guiheng" not in done.stderr
    assert {path.name: path.read_bytes() for path in (plans / "out").iterdir()} == pages


LIMITED = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)); from checker.cli import main; main()"
)


@posix
def test_a_limit_of_file_size(plans: Path) -> None:
    (plans / "out.json").write_text("old")
    done = apart("check", "a.yaml", "--format", "json", "-o", "out.json", cwd=plans, code=LIMITED)
    assert (done.code, done.err) == (2, "out.json: 写不进去（超过允许的文件大小）；请换一个位置\n")
    assert ((plans / "out.json").read_text(), names(plans)) == ("old", ["a.yaml", "b.yaml", "out.json"])


@posix
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk(plans: Path) -> None:
    """A disk of 64 kB that is really full."""
    (plans / "disk").mkdir()
    script = f"""
mount -t tmpfs -o size=64k none disk || exit 77
echo old > disk/index.html
{sys.executable} -m checker report a.yaml b.yaml -o disk --select TGT003
echo $?; ls -A disk; cat disk/index.html
"""
    done = subprocess.run(["unshare", "-m", "sh", "-c", script], cwd=plans, env=environment(), capture_output=True, check=False)  # fmt: skip  # noqa: E501
    if done.returncode == 77 or b"unshare" in done.stderr:
        pytest.skip("NO SMALL DISK CAN BE MOUNTED HERE")
    assert done.stdout.decode().split() == ["2", "index.html", "old"]
    assert done.stderr.decode().endswith("写不进去（磁盘已满）；请换一个位置\n")


@posix
@pytest.mark.parametrize("command", ["baseline {} -o /dev/full", "diff {} {} -o /dev/full", "extract draft.txt -o /dev/full --force"])  # fmt: skip  # noqa: E501
def test_a_device_that_is_full(tmp_path: Path, command: str) -> None:
    put(tmp_path / "other.yaml", title="临江市第二个知识产权规划")
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    arguments = command.format(CHECKOUT / BAODING, tmp_path / "other.yaml").split()
    done = apart(*arguments, *(["--force"] if arguments[0] == "diff" else []), cwd=tmp_path)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "/dev/full" in done.err
