"""Which bytes are text, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import MAX_BYTES, load, read_bytes
from tests.loading.support import data, refused

TEXT = "标题: 知识产权\n数: 12.0\n"
MEANT = data(TEXT)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.rstrip().encode(),
        b"---\n" + TEXT.encode() + b"...\n",
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "crlf", "cr", "no-last-newline", "document-marks"],
)
def test_the_usual_ways_of_saving_a_file_are_one(content: bytes) -> None:
    assert data(content) == MEANT == {"标题": "知识产权", "数": MEANT["数"]}


def test_lines_are_counted_alike_with_crlf_and_bom() -> None:
    content = b"\xef\xbb\xbf" + b"a: 1\r\nb: 2\r\na: 3"
    problem = refused(content)
    assert (problem.line, problem.column) == (3, 1)


def test_gbk_is_named_with_its_line_and_the_way_out() -> None:
    problem = refused("a: 1\nb: 知识产权\n".encode("gbk"))
    assert problem.line == 2
    assert problem.message == "不是 UTF-8（看起来是 GBK/GB18030 编码）；请另存为 UTF-8"


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\0\x06\0", b"PK\x03\x04"])
def test_a_word_file_under_a_yaml_name(content: bytes) -> None:
    problem = refused(content)
    assert problem.message == "这是 Word 或压缩文件，不是 YAML；请用原来的扩展名（如 .docx）"


def test_old_word_files_are_not_taken_for_gbk() -> None:
    problem = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64)
    assert problem.message == "不是 UTF-8（不是文本文件）；请另存为 UTF-8"


def test_broken_utf_16_is_called_so_and_its_line_is_right() -> None:
    # 上 is 0A 4E in UTF-16: bytes that look like line ends are none
    content = b"\xff\xfe" + "a: 上上上\nb: 上".encode("utf-16-le") + b"\x00\xd8" + "x".encode("utf-16-le")
    problem = refused(content)
    assert problem.line == 2
    assert problem.message == "UTF-16 编码有损坏；请另存为 UTF-8"


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x7f", "\ufffe"])
def test_control_characters_are_found_at_their_line(bad: str) -> None:
    # the ideographic space of line 1 is not the culprit
    problem = refused(f"a: 知识　产权\nb: x\nc: 好{bad}坏\n")
    assert problem.line == 3
    assert problem.message == "含有控制字符，请删去"


@pytest.mark.parametrize(("bad", "name"), [("\u2028", "U+2028"), ("\u2029", "U+2029"), ("\x85", "U+0085")])
def test_line_breaks_that_no_editor_shows_are_refused(bad: str, name: str) -> None:
    problem = refused(f"a: 1\nb: 上{bad}c: 2\n")
    assert problem.line == 2
    assert problem.message == f"含有特殊的换行符（{name}），请改成普通的换行或空格"


def test_a_file_that_is_too_large_is_not_read_on(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: " + b"x" * MAX_BYTES)
    with pytest.raises(UnusableInput) as caught:
        load(path, shown="big.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.message) == ("big.yaml", "文件超过 5 MB，不像是规划摘要")
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))
    assert len(read_bytes(path)) == MAX_BYTES


def test_files_that_are_not_there_and_folders(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.yaml", "找不到这个文件"), (tmp_path, "这是文件夹，不是文件")):
        with pytest.raises(UnusableInput) as caught:
            load(path, shown="f.yaml")
        assert [(p.file, p.message) for p in caught.value.problems] == [("f.yaml", message)]
