"""Files as Windows writes them: every line ended by CR LF, a byte order mark in front, a document in GBK."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.cli.support import CHECKOUT, process

EXAMPLES = CHECKOUT / "docs" / "examples"
CONFIGURATION = """\
# 临江市的规划仓库
rules = ["rules"]
outlines = ["jiangdong.yaml"]
baseline = "baseline.json"
waivers = "waivers.yaml"

[severity]
STR010 = "warning"
"""
WAIVERS = """\
# 一条豁免
waivers:
  - plan: example-linjiang-145
    rule: FIG001
    reason: 下一稿改
    owner: 规划处
    expires: 2026-06-30
"""
CHECK = ("check", "linjiang.yaml", "draft.yaml", "--as-of", "2026-06-01", "--fail-on", "never")
Change = Callable[[bytes], bytes]


def crlf(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def marked(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + crlf(content)


@pytest.fixture
def repository(here: Here, folder: Path) -> Path:
    """A city's repository, the working folder: two summaries, one made from its draft, and all that stands beside."""
    for name in ("linjiang.yaml", "jiangdong.yaml"):
        shutil.copy(EXAMPLES / name, folder)
    shutil.copytree(EXAMPLES / "rules", folder / "rules")
    shutil.copy(EXAMPLES / "revised" / "linjiang.txt", folder / "draft.txt")
    (folder / "guiheng.toml").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    stated = ("--region", "江东省临江市", "--id", "draft")
    assert here("extract", "draft.txt", *stated, "-o", "draft.yaml").code == 0
    assert here("baseline", "linjiang.yaml", "--select", "TXT,STR", "-o", "baseline.json").code == 0
    return folder


@pytest.mark.parametrize("change", [crlf, marked])
def test_the_same_findings_on_the_same_lines(here: Here, repository: Path, change: Change) -> None:
    usual = here(*CHECK)
    assert usual.code == 0, usual.err
    assert "已豁免：" in usual.out
    assert "基线" in usual.out
    assert "draft.yaml:" in usual.out
    for path in repository.rglob("*.*"):  # the document as git leaves it: a mark would be another document
        path.write_bytes((crlf if path.suffix == ".txt" else change)(path.read_bytes()))
    assert here(*CHECK) == usual


def test_a_draft_in_gbk_with_windows_lines(here: Here, repository: Path) -> None:
    stated = ("--region", "江东省临江市", "--id", "draft")
    text = (repository / "draft.txt").read_text("utf-8")
    summaries = []
    for content in (crlf(text.encode()), crlf(text.encode("gbk", "ignore"))):
        (repository / "draft.txt").write_bytes(content)
        done = here("extract", "draft.txt", *stated)
        assert done.code == 0, done.err
        summaries.append([line for line in done.out.splitlines() if not line.startswith("source:")])
    assert len(summaries[0]) > 100
    assert summaries[0] == summaries[1]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [("rules/JD001.yaml", "severity: ", "severe: "), ("waivers.yaml", "owner:", "by:"), ("guiheng.toml", "[sev", "[s")],
)
def test_the_line_of_what_is_wrong(here: Here, name: str, right: str, wrong: str) -> None:
    path = Path(name)
    path.write_text(path.read_text("utf-8").replace(right, wrong, 1), encoding="utf-8")
    usual = here(*CHECK)
    assert usual.code == 2
    assert f"{path.name}:" in usual.err
    path.write_bytes(marked(path.read_bytes()))
    assert here(*CHECK) == usual


def test_a_gbk_console_in_a_gbk_folder(repository: Path) -> None:
    usual = process(*CHECK, cwd=repository)
    gbk = process(*CHECK, cwd=repository, env={"PYTHONIOENCODING": "gbk", "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert usual.returncode == gbk.returncode == 0
    assert gbk.stdout.decode("gbk") == usual.stdout.decode()
