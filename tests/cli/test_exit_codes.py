"""What the exit code says: 0 nothing at the threshold, 1 findings, 2 unusable, 3 nothing to check, 4 a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.cli.support import BAODING, CONTRADICTION, SUMMARY, apart, put

MANUAL = "TGT010"


@pytest.mark.parametrize(
    ("select", "level", "code"),
    [
        ("TGT003", "error", 1),
        ("TGT004", "error", 0),
        ("TGT004", "warning", 1),
        ("TGT004", "info", 1),
        ("TGT003", "never", 0),
        ("TGT002", "info", 0),
        ("TGT002", "undecided", 0),
        ("COV001", "info", 0),
        ("COV001", "undecided", 1),
        ("TGT004", "undecided", 1),
        (MANUAL, "undecided", 0),
    ],
)
@pytest.mark.usefixtures("checkout")
def test_fail_on(here: Here, select: str, level: str, code: int) -> None:
    # of Baoding: TGT003 an error, TGT004 warnings, COV001 undecided and no finding, TGT002 passed
    assert here("check", BAODING, "--select", select, "--fail-on", level).code == code


def test_an_info_fails_from_info_on(here: Here, folder: Path) -> None:
    put(folder / "program.yaml", kind="program")
    codes = [here("check", "program.yaml", "--select", "STR005", "--fail-on", level).code
             for level in ("error", "warning", "info", "undecided", "never")]  # fmt: skip
    assert codes == [0, 0, 1, 1, 0]


def test_the_default_threshold_is_error(here: Here, folder: Path) -> None:
    put(folder / "warned.yaml")
    put(folder / "wrong.yaml", SUMMARY + CONTRADICTION)
    assert here("check", "warned.yaml").code == 0
    assert here("check", "wrong.yaml").code == 1
    assert here("check", "warned.yaml", "wrong.yaml").code == 1


def test_unusable_input_outranks_findings(here: Here, folder: Path) -> None:
    put(folder / "wrong.yaml", SUMMARY + CONTRADICTION)
    assert here("check", "wrong.yaml", "missing.yaml", "--fail-on", "never").code == 2
    done = here("check", "wrong.yaml", "missing.yaml")
    assert done.code == 2
    assert "TGT003" in done.out
    assert done.lines == ["missing.yaml: 找不到这个文件或文件夹，请核对名称和所在位置"]


def test_nothing_to_check(here: Here, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = here("check", "empty")
    assert (done.code, done.out) == (3, "")
    assert done.lines == ["guiheng：文件夹 empty 里没有规划摘要（.yaml），也没有能读的文档"]
    report = here("report", "empty", "-o", "out")
    assert (report.code, report.lines) == (3, done.lines)
    assert not (folder / "out").exists()


def test_an_empty_folder_beside_a_full_one_is_told(here: Here, good: Path) -> None:
    Path("drafts").mkdir()
    Path("drafts/a.doc").touch()
    Path("drafts/b.doc").touch()
    done = here("check", good, "drafts")
    assert done.code == 0
    assert done.lines == [
        "guiheng：文件夹 drafts 里没有规划摘要（.yaml），也没有能读的文档，只有 2 个 .doc；请用 Word 或 WPS 另存为 docx"
    ]


@pytest.mark.usefixtures("folder")
def test_standard_input(here: Here) -> None:
    done = here("check", "-", stdin=(SUMMARY + CONTRADICTION).encode())
    assert done.code == 1
    assert done.out.startswith("临江市知识产权规划（标准输入）")
    assert "位置：标准输入:8 指标表" in done.out
    assert here("check", "-", "-", stdin=SUMMARY.encode()).out.count("1 份规划") == 1


def test_standard_input_with_an_error(here: Here, good: Path) -> None:
    done = here("check", "-", good, stdin=b"schema: 1\nid: a: b\n")
    assert done.code == 2
    assert done.lines[0].startswith("标准输入:2:")
    assert "good.yaml" in done.out
    assert here("check", "-").lines == ["标准输入: 文件是空的"]


@pytest.mark.usefixtures("folder")
def test_too_much_standard_input(here: Here) -> None:
    done = here("check", "-", stdin=b"#" * 5_000_001)
    assert (done.code, done.lines) == (2, ["标准输入: 超过 5 MB，不像是规划摘要"])


def test_a_folder_is_searched_in_a_fixed_order(here: Here, folder: Path) -> None:
    for name in ("b/2.yml", "b/1.yaml", "a.YAML", ".hidden.yaml", ".git/x.yaml", "b/waivers.yaml", "b/notes.txt"):
        put(folder / "all" / name)
    done = here("check", "all", "--select", "TGT002")
    assert [line for line in done.out.splitlines() if line.startswith("临江市")] == [
        f"临江市知识产权规划（{Path('all', name)}）" for name in ("a.YAML", "b/1.yaml", "b/2.yml")
    ]
    assert done.out.splitlines()[-1].startswith("3 份规划：")


def test_a_file_named_twice_counts_once(here: Here, folder: Path) -> None:
    put(folder / "plans" / "a.yaml")
    (folder / "link.yaml").symlink_to("plans/a.yaml")
    (folder / "again").symlink_to("plans")
    done = here("check", "plans/a.yaml", "./plans/../plans/a.yaml", "plans", "again", "link.yaml", "--select", "TGT002")
    assert done.out.splitlines()[-1].startswith("1 份规划：")
    assert "（plans/a.yaml）" in done.out
    assert done.err == ""


def test_as_a_module() -> None:
    version = apart("--version")
    assert (version.code, version.err) == (0, "")
    assert version.out.startswith("guiheng 0.")
    done = apart("check", BAODING)
    assert (done.code, done.err) == (1, "")
    assert "错误 TGT003" in done.out


def test_no_command_at_all() -> None:
    done = apart()
    assert (done.code, done.out) == (2, "")
    assert done.lines[0] == "用法：guiheng [选项] [命令 …]"
