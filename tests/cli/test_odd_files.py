"""Pipes, devices, links, and names that steer a terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.cli.support import SUMMARY, Finished, apart, put

pytestmark = [
    pytest.mark.usefixtures("good"),
    pytest.mark.skipif(os.name != "posix", reason="files of POSIX systems"),
]
PIPE = "不是普通文件（是管道或设备），没有读；请先存成文件"
STEERING = "\x1b\x07\x08\x9b\x7f\u200b\u200e\u202e\u2066\u2028\ufeff"


def check(*arguments: str) -> tuple[int, str, list[str]]:
    """Exit code, standard output and lines of standard error; a hang fails by its time limit."""
    done = apart("check", *arguments, cwd=Path.cwd())
    assert "Traceback" not in done.err
    return done.code, done.out, done.lines


def test_pipes_and_devices_never_hang() -> None:
    os.mkfifo("pipe.yaml")
    Path("all").mkdir()
    os.mkfifo("all/pipe.yaml")
    Path("device.yaml").symlink_to("/dev/zero")
    code, out, lines = check("pipe.yaml", "device.yaml", "all", "/dev/null", "good.yaml")
    assert code == 2
    assert lines == [f"{name}: {PIPE}" for name in ("pipe.yaml", "device.yaml", "all/pipe.yaml", "/dev/null")]
    assert "（good.yaml）" in out


def test_links() -> None:
    Path("all/below").mkdir(parents=True)
    Path("all/below/up").symlink_to("..")
    Path("all/round.yaml").symlink_to("round.yaml")
    Path("all/dangling.yaml").symlink_to("nowhere")
    put(Path("all/below/a.yaml"))
    code, out, lines = check("all")
    assert code == 2
    assert lines == [
        "all/dangling.yaml: 链接所指的文件不存在",
        "all/round.yaml: 读不出来（链接绕成了圈）",
    ]
    assert "（all/below/a.yaml）" in out
    assert "1 份规划：" in out


def test_a_folder_called_like_a_summary() -> None:
    Path("x.yaml").mkdir()
    assert check("x.yaml") == (3, "", ["guiheng：文件夹 x.yaml 里没有规划摘要（.yaml），也没有能读的文档"])
    put(Path("x.yaml/a.yaml"))
    assert check("x.yaml")[0] == 0


@pytest.mark.parametrize(
    "name", ["草案 第二稿.yaml", "“引号”.yaml", 'it\'s "quoted".yaml', "-v.yaml", "全角　空格.yaml"]
)
def test_ordinary_names_are_shown_as_they_are(here: Here, name: str) -> None:
    put(Path(name))
    done = here("check", "--", name)
    assert done.code == 0
    assert done.out.startswith(f"临江市知识产权规划（{name}）\n")
    put(Path(name), "- bad")
    assert here("check", "--", name).err.startswith(f"{name}:1: ")


@pytest.mark.parametrize("inside", ["", "all/"])
def test_names_that_steer_a_terminal(here: Here, inside: str) -> None:
    name = f"{inside}a\n{STEERING}b.yaml"
    shown = f"{inside}a\\n\\x1b\\x07\\x08\\x9b\\x7f\\u200b\\u200e\\u202e\\u2066\\u2028\\ufeffb.yaml"
    put(Path(name))
    done = here("check", inside or name)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"临江市知识产权规划（{shown}）"
    assert not set(STEERING) & set(done.out)
    put(Path(name), "- bad")
    done = here("check", inside or name, "--format", "json")
    assert (done.code, len(done.lines)) == (2, 1)
    assert done.err.startswith(f"{shown}:1: ")
    assert json.loads(done.out)["problems"][0]["file"] == shown


def test_a_name_that_is_no_text(here: Here) -> None:
    raw = os.fsdecode(b"\xff\xfe.yaml")
    put(Path(raw))
    assert here("check", raw).out.startswith("临江市知识产权规划（\\udcff\\udcfe.yaml）")
    assert here("check", raw, "--format", "json", "-o", "out.json") == Finished(0, "", "")
    written = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert written["plans"][0]["file"] == "\\udcff\\udcfe.yaml"


ESC = "\x1b]0;x\x07\u202e"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", ESC), "{}: 找不到"),
        (("check", "good.yaml", "-o", f"{ESC}/out"), "{}/out: 没有 {} 这个文件夹"),
        (("check", "good.yaml", "--select", ESC), "guiheng：--select：没有 {} 这条规则"),
        (("check", "good.yaml", f"--{ESC}"), "guiheng：没有 --{} 这个选项"),
        (("report", "good.yaml", "-o", f"good.yaml/{ESC}"), "good.yaml/{}: 建不了文件夹"),
        (("explain", ESC), "guiheng：没有 {} 这条规则"),
        (("explain", "TGT003", ESC), "guiheng：多了参数 {}"),
        (("rules", "lint", ESC), "{}: 找不到"),
        (("rules", ESC), "guiheng：没有 {} 这个命令"),
        ((ESC,), "guiheng：没有 {} 这个命令"),
    ],
)
def test_names_in_every_message(here: Here, arguments: tuple[str, ...], message: str) -> None:
    done = here(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message.replace("{}", "\\x1b]0;x\\x07\\u202e"))
    assert not set(STEERING) & set(done.err)


def test_a_report_says_safely_where_it_is(here: Here) -> None:
    assert here("report", "good.yaml", "-o", ESC).out == "\\x1b]0;x\\x07\\u202e/linjiang.html\n"
    assert Path(ESC, "linjiang.html").is_file()


@pytest.mark.parametrize("options", [(), ("--verbose",), ("--format", "json")])
def test_text_of_a_plan_does_not_reach_the_terminal_unchanged(here: Here, options: tuple[str, ...]) -> None:
    text = SUMMARY.replace("每万人口", '"每\\e[2J\\u202e万人口').replace("拥有量,", '拥有量",')
    put(Path("good.yaml"), text, title=r'"临江\e[31m市\a规\x9b2J划\u202e\u2066\u200b\nX"')
    done = here("check", "good.yaml", *options)
    assert (done.code, done.err) == (0, "")
    assert "[31m市" in done.out, "the harmless rest is shown"
    assert not set(STEERING) & set(done.out)
    if "json" in options:  # which loses nothing
        plan = json.loads(done.out)["plans"][0]
        assert plan["title"] == "临江\x1b[31m市\x07规\x9b2J划\u202e\u2066\u200b\nX"


def test_keys_of_a_plan_in_messages(here: Here) -> None:
    put(Path("good.yaml"), f'{SUMMARY}\u202e: 1\n"\\e[31m": 2\n')
    done = here("check", "good.yaml")
    assert (done.code, len(done.lines)) == (2, 2)
    assert not set(STEERING) & set(done.err)
