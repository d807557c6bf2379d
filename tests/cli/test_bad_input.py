"""Files that can't be used: one clear message each, with file, line and way out; the others are still checked."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from checker.loading.plans import LoadedPlan
from checker.running import checking
from checker.running.inputs import Input, load_uppers
from tests.cli.conftest import Here
from tests.cli.support import SUMMARY, names, put

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


def target(value: str) -> bytes:
    assert SUMMARY.count("value: 12") == 1
    return SUMMARY.replace("value: 12", f"value: {value}").encode()


def added(line: str) -> bytes:
    return f"{SUMMARY}{line}\n".encode()


BAD = {
    "empty": (b"", None, "文件是空的"),
    "comments only": ("# 还没有写\n".encode(), None, "文件是空的"),
    "empty mapping": (b"{}\n", 1, "没有内容"),
    "list at the top": (b"- a\n- b\n", 1, "最外层应为映射"),
    "prose": ("保定市知识产权规划\n一、总体要求\n".encode(), 1, "最外层应为映射"),
    "not YAML": ("schema: 1\nid: [a, b\ntitle: 规划\n".encode(), 3, "逗号"),
    "tabs": (b"schema: 1\nregion:\n\tname: x\n", 3, "制表符"),
    "colon in a value": ("schema: 1\ntitle: 规划: 草案\n".encode(), 2, "引号"),
    "two documents": (SUMMARY.encode() + b"---\na: 1\n", 9, "只能有一个"),
    "GBK": (SUMMARY.encode("gbk"), 3, "GBK"),
    "UTF-16 without a mark": (SUMMARY.encode("utf-16-le"), 3, "UTF-8"),
    "binary": (bytes(range(128, 256)) * 40, 1, "UTF-8"),
    "a NUL": (SUMMARY.replace("临江市知", "临江\0市知").encode(), 3, "控制字符"),
    "a docx": (docx(), None, "扩展名"),
    "ten megabytes": (b"[" * 10_000_000, None, "5 MB"),
    "deep nesting": (b"[" * 4_000_000, 1, "40 层"),
    "deep mappings": (b"{a: " * 500_000, 1, "40 层"),
    "exploding aliases": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "锚点"),
    "a tag": (added("short: !!python/object:os.system {}"), 9, "标签"),
    "Chinese digits": (target("二〇"), 8, "「二〇」"),
    "a sign": (target('"≥12"'), 8, "「≥12」"),
    "not a number": (target("NaN"), 8, "「NaN」"),
    "YAML's not a number": (target(".nan"), 8, "「.nan」"),
    "infinity": (target(".inf"), 8, "「.inf」"),
    "an exponent": (target("1e400"), 8, "「1e400」"),
    "400 digits": (target("9" * 400), 8, "数字"),
    "quoted digits": (target('"12"'), 8, "数字"),
    "a key twice": (added("kind: plan"), 9, "「kind」写了两次"),
    "an indicator twice": (added("  - {name: 每万人口发明专利拥有量}"), 9, "「每万人口发明专利拥有量」写了两次"),
    "an unknown protection": (added("slogans: [{protection: 协同保护, at: {quote: 协同}}]"), 9, "、快保护、同保护"),
    "an unknown key": (added("indicator: []"), 9, "是不是想写「indicators」"),
    "a parent that is not there": (added("parents: [cn-ip-plan-144]"), 9, "是不是想写「cn-ip-plan-145」"),
    "its own parent": (added("parents: [linjiang]"), 9, "linjiang → linjiang"),
    "a section that is not there": (added("measures: [{id: a, kind: task, title: 做事, section: 九}]"), 9, "「九」"),
    "a city without a province": (SUMMARY.replace(", province: 澄江省", "").encode(), 4, "province"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_message_and_the_others_still_checked(here: Here, good: Path, name: str) -> None:
    content, line, words = BAD[name]
    Path("bad.yaml").write_bytes(content)
    done = here("check", "bad.yaml", good)
    assert done.code == 2
    (message,) = done.lines
    assert message.startswith("bad.yaml: " if line is None else f"bad.yaml:{line}:")
    assert words in message
    assert CHINESE.search(message)
    assert len(message) < 300
    assert "警告 TGT004" in done.out, "the good file's findings are printed"
    assert done.out.count("（good.yaml）") == 1
    assert "1 份规划：" in done.out
    assert "；另有 1 个输入不能用，没有查" in done.out


@pytest.mark.parametrize("name", ["list at the top", "GBK", "a parent that is not there"])
def test_a_report_is_made_of_the_others(here: Here, good: Path, name: str) -> None:
    Path("bad.yaml").write_bytes(BAD[name][0])
    done = here("report", "bad.yaml", good, "-o", "out")
    assert (done.code, done.out, len(done.lines)) == (2, "out/linjiang.html\nout/index.html\n", 1)
    assert names("out") == ["index.html", "linjiang.html"]


@pytest.mark.usefixtures("folder")
def test_every_error_of_a_file_at_once(here: Here) -> None:
    text = SUMMARY.replace("name: 每", "nmae: 每").replace("level: city", "level: town").replace("2025}\n", "25}\n")
    Path("bad.yaml").write_text(text, encoding="utf-8")
    done = here("check", "bad.yaml")
    assert done.code == 2
    assert [line.split(":")[1] for line in done.lines] == ["4", "6", "8", "8"]
    assert done.out == ""


@pytest.mark.parametrize(
    ("encoding", "start", "end"), [("utf-8", "\ufeff", "\n"), ("utf-16", "", "\n"), ("utf-8", "", "\r\n")]
)
@pytest.mark.usefixtures("good")
def test_what_editors_of_windows_write_is_read(here: Here, encoding: str, start: str, end: str) -> None:
    usual = here("check", "good.yaml").out
    Path("good.yaml").write_bytes((start + SUMMARY.replace("\n", end)).encode(encoding))
    done = here("check", "good.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out == usual


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.usefixtures("folder")
def test_an_upper_document_in_any_encoding_is_found(here: Here, encoding: str) -> None:
    text = put(Path("p.yaml"), title="澄江省规划", region="{name: 澄江省, level: province}").read_text(encoding="utf-8")
    first = "id: chengjiang\n" + text.replace("id: linjiang\n", "")  # the key that a mark of the encoding stands before
    Path("p.yaml").write_bytes(first.encode(encoding))
    put(Path("c.yaml"), parents="[chengjiang]")
    done = here("check", "c.yaml", "p.yaml", "--select", "TGT002")
    assert (done.code, done.err) == (0, "")
    assert "上位文件：《澄江省规划》" in done.out


@pytest.mark.usefixtures("folder")
def test_plans_that_are_each_others_parents(here: Here) -> None:
    put(Path("all/a.yaml"), id="aaa", parents="[bbb]")
    put(Path("all/b.yaml"), id="bbb", parents="[aaa]")
    put(Path("all/c.yaml"), id="ccc")
    done = here("check", "all", "--select", "TGT004")
    assert done.code == 2
    assert done.lines == [
        "all/a.yaml:9:10: parents 绕成了圈：aaa → bbb → aaa",
        "all/b.yaml:9:10: parents 绕成了圈：bbb → aaa → bbb",
    ]
    assert "（all/c.yaml）" in done.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.yaml", "找不到这个文件或文件夹，请核对名称和所在位置"),
        ("good.yaml/x.yaml", "读不出来（路径中有一段不是文件夹）"),
        ("n" * 300 + ".yaml", "读不出来（名称太长）"),
        ("draft.doc", "不能读 .doc，请用 Word 或 WPS 另存为 docx"),
        ("draft.WPS", "不能读 .wps，请用 Word 或 WPS 另存为 docx"),
        ("draft.docx", "文件是空的"),
        ("draft.xlsx", "不是规划摘要（.yaml），也不是能读的文档（.docx、.pdf、.html、.txt）"),
        ("draft", "不是规划摘要（.yaml），也不是能读的文档（.docx、.pdf、.html、.txt）"),
    ],
)
def test_a_path_of_no_use(here: Here, good: Path, name: str, message: str) -> None:
    if name.startswith("draft"):
        Path(name).touch()
    done = here("check", name, good)
    assert (done.code, done.lines) == (2, [f"{name}: {message}"])
    assert "（good.yaml）" in done.out


def test_an_empty_path(here: Here, good: Path) -> None:
    # an unset variable of a script must not mean the working folder
    done = here("check", "", good)
    assert (done.code, done.lines) == (2, ["（空）: 路径是空的，请写明文件或文件夹"])


def test_a_file_that_vanishes(here: Here, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path("gone.yaml"), id="gone")

    def after_the_glance(inputs: Iterable[Input]) -> dict[Input, LoadedPlan]:
        found = load_uppers(inputs)
        Path("gone.yaml").unlink()
        return found

    monkeypatch.setattr(checking, "load_uppers", after_the_glance)
    done = here("check", "gone.yaml", good)
    assert (done.code, done.lines) == (2, ["gone.yaml: 找不到这个文件"])
    assert "（good.yaml）" in done.out


@pytest.mark.usefixtures("good")
def test_a_folder_that_may_not_be_read(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path("all/a.yaml"))
    put(Path("all/closed/b.yaml"), id="b")
    scandir = os.scandir

    def refused(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)  # permissions do not stop root, who may run the tests
    done = here("check", "all")
    assert (done.code, done.lines) == (2, ["all/closed: 打不开这个文件夹（没有权限）"])
    assert "（all/a.yaml）" in done.out


@pytest.mark.usefixtures("good")
def test_a_file_that_may_not_be_read(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path("closed.yaml"), id="b")
    opened = Path.open

    def refused(path: Path, *arguments: Any) -> object:
        if path.name == "closed.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refused)
    done = here("check", "closed.yaml", "good.yaml")
    assert (done.code, done.lines) == (2, ["closed.yaml: 没有读取权限"])
    assert "（good.yaml）" in done.out
