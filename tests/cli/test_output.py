"""``--output``: a file appears whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.cli.support import SUMMARY, Finished, names, put

pytestmark = pytest.mark.usefixtures("good")
posix = pytest.mark.skipif(os.name != "posix", reason="files of POSIX systems")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_the_file_holds_what_the_screen_would_show(here: Here, format_: str) -> None:
    shown = here("check", "good.yaml", "--format", format_)
    written = here("check", "good.yaml", "--format", format_, "-o", "out.txt")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert Path("out.txt").read_bytes() == shown.out.encode()
    assert names() == ["good.yaml", "out.txt"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(here: Here) -> None:
    Path("out.txt").write_text("old")
    Path("out.txt").chmod(0o640)
    assert here("check", "good.yaml", "-o", "out.txt").code == 0
    assert "临江市" in Path("out.txt").read_text(encoding="utf-8")
    assert stat.S_IMODE(Path("out.txt").stat().st_mode) == 0o640


@posix
def test_a_new_file_is_as_readable_as_any(here: Here) -> None:
    before = os.umask(0o027)
    try:
        here("check", "good.yaml", "-o", "out.txt")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("out.txt").stat().st_mode) == 0o640


@posix
def test_a_link_is_written_through(here: Here) -> None:
    Path("real").mkdir()
    Path("real/out.txt").write_text("old")
    Path("link.txt").symlink_to("real/out.txt")
    assert here("check", "good.yaml", "-o", "link.txt").code == 0
    assert Path("link.txt").is_symlink()
    assert "临江市" in Path("real/out.txt").read_text(encoding="utf-8")
    assert names("real") == ["out.txt"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (".", ".: 是文件夹，请写明文件名"),
        ("folder", "folder: 是文件夹，请写明文件名"),
        ("no/out.txt", "no/out.txt: 没有 no 这个文件夹，请先建好"),
        ("good.yaml/out.txt", "good.yaml/out.txt: 没有 good.yaml 这个文件夹，请先建好"),
        ("good.yaml", "good.yaml: 这是要查的文件，写结果会盖掉它；请换一个文件名"),
        ("folder/../good.yaml", "folder/../good.yaml: 这是要查的文件，写结果会盖掉它；请换一个文件名"),
        ("", "guiheng：--output 后面缺少文件名（guiheng check --help 看用法）"),
        ("n" * 300, "n" * 300 + ": 写不进去（名称太长）；请换一个位置"),
    ],
)
def test_no_place_for_a_file(here: Here, output: str, message: str) -> None:
    Path("folder").mkdir()
    done = here("check", "good.yaml", "-o", output)
    assert (done.code, done.out) == (2, "")
    assert done.lines == [message]
    assert names() == ["folder", "good.yaml"]
    assert Path("good.yaml").read_text(encoding="utf-8") == SUMMARY


@posix
def test_a_pipe_or_device_is_written_to_and_not_replaced(here: Here) -> None:
    shown = here("check", "good.yaml").out.encode()
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert here("check", "good.yaml", "-o", "pipe") == Finished(0, "", "")
        assert os.read(reader, len(shown) + 1) == shown
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_disk_that_fills_up_keeps_the_old_file(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.txt").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = here("check", "good.yaml", "-o", "out.txt")
    assert (done.code, done.lines) == (2, ["out.txt: 写不进去（磁盘已满）；请换一个位置"])
    assert Path("out.txt").read_text() == "old"
    assert names() == ["good.yaml", "out.txt"]


@pytest.mark.parametrize("command", [("check", "-o", "out.txt"), ("report", "-o", "out")])
def test_a_folder_that_may_not_be_written(
    here: Here, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def refused(**_: object) -> None:  # permissions do not stop root, who may run the tests
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    done = here(*command, "good.yaml")
    assert (done.code, done.out) == (2, "")
    file = "out.txt" if command[0] == "check" else "out/linjiang.html"
    assert done.lines == [f"{file}: 写不进去（没有权限）；请换一个位置"]


def test_nothing_half_written_on_an_interrupt(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.txt").write_text("old")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    done = here("check", "good.yaml", "-o", "out.txt")
    assert (done.code, done.lines) == (130, ["guiheng：已中断"])
    assert Path("out.txt").read_text() == "old"
    assert names() == ["good.yaml", "out.txt"]


def test_bad_input_does_not_empty_the_old_file(here: Here) -> None:
    Path("out.txt").write_text("old")
    assert here("check", "missing.yaml", "-o", "out.txt").code == 2
    assert Path("out.txt").read_text() == "old"


def test_a_file_tells_what_could_not_be_used(here: Here) -> None:
    done = here("check", "good.yaml", "missing.yaml", "-o", "out.txt")
    assert done.code == 2
    *_, summary, problem = Path("out.txt").read_text(encoding="utf-8").splitlines()
    assert "；另有 1 个输入不能用，没有查" in summary
    assert problem.strip() == done.err.strip()
    assert "missing.yaml: " not in here("check", "good.yaml", "missing.yaml").out, "the screen has it from stderr"


def test_json_of_nothing_but_problems_is_whole(here: Here) -> None:
    assert here("check", "missing.yaml", "--format", "json", "-o", "out.json").code == 2
    written = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert written["plans"] == []
    assert [problem["file"] for problem in written["problems"]] == ["missing.yaml"]


def test_report_writes_a_page_a_plan_and_an_index(here: Here) -> None:
    put(Path("b.yaml"), id="other")
    done = here("report", "good.yaml", "b.yaml", "-o", "deep/er")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [f"deep/er/{name}.html" for name in ("linjiang", "other", "index")]
    assert names("deep/er") == ["index.html", "linjiang.html", "other.html"]


def test_report_of_one_plan_has_no_index(here: Here) -> None:
    assert here("report", "good.yaml", "-o", "out").out == "out/linjiang.html\n"


def test_report_of_good_and_bad(here: Here) -> None:
    done = here("report", "good.yaml", "missing.yaml", "-o", "out")
    assert (done.code, done.out) == (2, "out/linjiang.html\n")
    assert done.lines == ["missing.yaml: 找不到这个文件或文件夹，请核对名称和所在位置"]


def test_report_of_only_bad_makes_no_folder(here: Here) -> None:
    assert here("report", "missing.yaml", "-o", "out").code == 2
    assert names() == ["good.yaml"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("good.yaml", "good.yaml: 建不了文件夹（已有同名的文件）；请换一个位置"),
        ("good.yaml/out", "good.yaml/out: 建不了文件夹（路径中有一段不是文件夹）；请换一个位置"),
        ("", "guiheng：--output 后面缺少文件夹（guiheng report --help 看用法）"),
    ],
)
def test_no_place_for_a_report(here: Here, output: str, message: str) -> None:
    done = here("report", "good.yaml", "-o", output)
    assert (done.code, done.out, done.lines) == (2, "", [message])
    assert names() == ["good.yaml"]


def test_a_report_is_written_whole_or_not_at_all(here: Here) -> None:
    put(Path("b.yaml"), id="other")
    Path("out/index.html").mkdir(parents=True)
    done = here("report", "good.yaml", "b.yaml", "-o", "out")
    assert (done.code, done.out) == (2, "")
    assert done.lines == ["out/index.html: 已有同名的文件夹；请换一个位置"]
    assert names("out") == ["index.html"]
    shutil.rmtree("out")
    assert here("report", "good.yaml", "b.yaml", "-o", "out").code == 0
