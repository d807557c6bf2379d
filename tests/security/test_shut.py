"""Every command with sockets shut: nothing is fetched or sent, nothing else is started, nothing is written elsewhere.

What Python tells its audit hooks counts, whatever library asks; where the system can, a second run has no network.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import CHECKOUT, CONTRADICTION, SUMMARY, environment, names, process, put
from tests.reading.making import to_html, to_pdf
from tests.security.bombs import OUTSIDE, docx

SHUT = """
import contextlib, io, json, os, sys
here = os.getcwd()
from checker.cli.entry import run
asked = []
def heard(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")) or event in (
        "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile"
    ):
        asked.append(f"{event} {arguments}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        place = os.path.abspath(str(arguments[0]))
        if not place.startswith((here, os.devnull)) and not place.endswith(".pyc") and "__pycache__" not in place:
            asked.append(f"writes {place}")
sys.addaudithook(heard)
codes = []
for command in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        codes.append(run(command))
print(json.dumps([codes, asked]))
"""
COMMANDS = [
    (["check", "plans", "--jobs", "1"], 1),
    (["check", "plans", "--format", "sarif", "-o", "out.sarif"], 1),
    (["check", "remote.html"], 2),
    (["report", "plans", "-o", "html", "--jobs", "1"], 0),
    (["report", "plans", "-o", "docx", "--format", "docx", "--jobs", "1"], 0),
    (["extract", "draft.txt", "--region", "河北省保定市", "-o", "new.yaml"], 0),
    (["extract", "a.pdf"], 2),
    (["extract", "remote.html"], 2),
    (["extract", "remote.docx"], 2),
    (["diff", "plans/a.yaml", "plans/b.yaml", "--format", "html", "-o", "diff.html"], 1),
    (["baseline", "plans"], 0),
    (["init", "repository"], 0),
    (["rules"], 0),
    (["rules", "new", "JD001", "own"], 0),
    (["rules", "test", "own"], 0),
    (["explain", "TGT003"], 0),
    (["schema", "plan"], 0),
    (["outlines"], 0),
    (["config", "show"], 0),
]
REMOTE = (
    "<html><head><link rel=stylesheet href=http://127.0.0.1:9/x><base href=http://127.0.0.1:9/></head><body>"
    "<iframe src=http://127.0.0.1:9/a></iframe><img src=http://127.0.0.1:9/b><p>正文</p></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "plans/a.yaml")
    put(tmp_path / "plans/b.yaml", SUMMARY + CONTRADICTION, id="other")
    (tmp_path / "remote.html").write_text(REMOTE, "utf-8")
    (tmp_path / "remote.docx").write_bytes(
        docx("<w:p/>", head=OUTSIDE.replace("file:///etc/passwd", "http://127.0.0.1:9/"))
    )
    (tmp_path / "draft.txt").write_bytes((CHECKOUT / "tests/extracting/documents/one-line.txt").read_bytes())
    (tmp_path / "a.html").write_bytes(to_html())
    (tmp_path / "a.pdf").write_bytes(to_pdf())
    return tmp_path


def test_nothing_leaves(folder: Path) -> None:
    commands = json.dumps([command for command, _ in COMMANDS]).encode()
    done = process(cwd=folder, code=SHUT, stdin=commands)
    codes, asked = json.loads(done.stdout)
    assert asked == []
    assert codes == [code for _, code in COMMANDS]
    assert {"html", "docx", "out.sarif", "new.yaml", "diff.html", "repository"} <= set(names(folder))


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="namespaces of Linux")
def test_without_a_network(folder: Path) -> None:
    """Two processes, and the libraries that Python's hooks do not see."""
    apart = ["unshare", "-rn", sys.executable, "-m", "checker"]
    if subprocess.run([*apart[:2], "true"], capture_output=True, check=False).returncode:
        pytest.skip("NO NAMESPACES HERE")
    for arguments, code in ((["report", "plans", "-o", "out", "--jobs", "2"], 0), (["extract", "a.pdf"], 2)):
        done = subprocess.run([*apart, *arguments], cwd=folder, env=environment(), capture_output=True, check=False)
        assert done.returncode == code, done.stderr.decode()
