"""A hostile summary, rule, configuration and waiver through the commands: shown as text, everywhere."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.support import SUMMARY, apart, process, put
from tests.report.page import parse
from tests.security.hostile import ATTACK, summary

# whatever steers a terminal or hides: controls, bidi marks, what has no width. \n ends lines
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]")
FORMATS = ("text", "json", "jsonl", "markdown", "sarif", "junit", "github", "gitlab")
OURS = ("::error file=", "::warning file=", "::notice file=", "::group::", "::endgroup::")


def quoted(text: str) -> str:
    return json.dumps(text.replace("\x00", ""))


RULE = f"""
id: XX001
name: evil
title: {quoted(ATTACK.replace("{", "(").replace("}", ")"))}
severity: error
applies_to: {{kind: [plan], level: [city]}}
basis: internal
why: {quoted(ATTACK)}
given: {{row: indicator}}
expect: {{that: row.name == '无'}}
at: row
message: {quoted("{row.name}" + ATTACK.replace("{", "(").replace("}", ")"))}
fix: {quoted(ATTACK.replace("{", "(").replace("}", ")"))}
since: "0.1"
cases: []
"""
CONFIG = f"""
rules = ["rule.yaml"]
[report]
issuer = {quoted(ATTACK.replace(chr(0x9B), "").replace(chr(0x1B), ""))}
closing = {quoted(ATTACK.replace(chr(0x9B), "").replace(chr(0x1B), ""))}
"""
WAIVERS = f"""
waivers:
  - plan: evil
    rule: XX001
    reason: {quoted(ATTACK)}
    owner: {quoted(ATTACK)}
    expires: 2099-12-31
  - plan: nobody
    rule: STR002
    reason: {quoted(ATTACK)}
    owner: {quoted(ATTACK)}
    expires: 2099-12-31
"""


COMMANDS = [
    ["text", "check plans"],
    ["github", "check plans --format github"],
    ["verbose", "check plans --verbose --no-waivers"],
    ["files", f"check plans {' '.join(f'--format={name}=out.{name}' for name in FORMATS)}"],
    ["html", "report plans -o html"],
    ["markdown", "report plans -o markdown --format markdown"],
    ["docx", "report plans -o docx --format docx"],
    ["lint", "rules lint rule.yaml"],
    ["diff-html", "diff good.yaml plans/other.yaml --force --format html -o diff.html"],
    ["diff-markdown", "diff good.yaml plans/other.yaml --force --format markdown -o diff.markdown"],
    ["config", "config show"],
    ["baseline", "baseline plans --no-waivers"],
]  # fmt: skip
EACH = """
import contextlib, io, json, sys
from pathlib import Path
from checker.cli.entry import run
codes = []
for name, command in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        codes.append(run(command.split()))
    Path(f"{name}.shown").write_text(said.getvalue(), "utf-8")
print(json.dumps(codes))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command was run once; what it showed stands in ``NAME.shown``."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "rule.yaml").write_text(RULE, "utf-8")
    (folder / "guiheng.toml").write_text(CONFIG, "utf-8")
    (folder / "waivers.yaml").write_text(WAIVERS, "utf-8")
    evil = folder / "plans/::error::x%0A<script>.yaml"
    evil.parent.mkdir()
    evil.write_text(summary(), "utf-8")
    (folder / "plans/other.yaml").write_text(summary("other"), "utf-8")
    put(folder / "good.yaml", SUMMARY)

    named = evil.relative_to(folder)
    commands = [*COMMANDS, ["diff", f"diff plans/other.yaml {named} --force"]]
    done = process(cwd=folder, code=EACH, stdin=json.dumps(commands).encode())
    codes = json.loads(done.stdout)
    assert set(codes) <= {0, 1}, codes
    return folder


def test_nothing_steers_a_terminal(made: Path) -> None:
    shown = sorted(made.glob("*.shown"))
    assert len(shown) > 10
    for path in [*shown, made / "out.text", made / "out.markdown", made / "out.junit", made / "diff.markdown"]:
        found = STEERING.search(path.read_text("utf-8"))
        assert found is None, (path.name, found)
    assert "onmouseover" in (made / "text.shown").read_text("utf-8"), "the harmless rest is shown"


@pytest.mark.parametrize("name", ["github.shown", "out.github"])
def test_annotations_are_ours(made: Path, name: str) -> None:
    """GitHub obeys lines that begin with ``::``; every value in them is escaped."""
    commands = [line for line in (made / name).read_text("utf-8").splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith((*OURS, "::warning title", "::notice title")) for line in commands)
    assert any("%250A" in line for line in commands), "what looks escaped already is escaped again"


def test_no_log_holds_a_command(made: Path) -> None:
    """Nor does what any command says, on either stream: ``##[`` is obeyed anywhere in a line."""
    for path in [*made.glob("*.shown"), made / "out.text"]:
        lines = path.read_text("utf-8").splitlines()
        others = [line for line in lines if not line.startswith((*OURS, "::warning title", "::notice title"))]
        assert not [line for line in others if line.lstrip().startswith("::") or "##[" in line], path.name


def test_html(made: Path) -> None:
    pages = [*(made / "html").glob("*.html"), made / "diff.html"]
    assert len(pages) == 4
    clean = apart("report", "good.yaml", "-o", "clean", "--no-full-text", cwd=made)
    assert clean.code == 0
    for path in pages:
        root = parse(path.read_text("utf-8"))
        for node in root.walk():
            assert not [name for name in node.attributes if name.startswith("on")], path.name
            assert re.fullmatch(r"(?:[a-z0-9-]+\.html)?(?:#[^:/]*)?", node.attributes.get("href", ""))
            assert node.attributes.get("src", "data:").startswith("data:")
            assert node.tag not in ("iframe", "object", "embed", "link", "form", "base")
        scripts = [node for node in root.all("script") if node.attributes.get("type") != "application/json"]
        for script in scripts:
            assert "alert(1)" not in "".join(map(str, script.content)), path.name
        assert "alert(1)" in root.one("body").text
        policy = next(node.attributes["content"] for node in root.all("meta") if "http-equiv" in node.attributes)
        assert policy.startswith("default-src 'none'")


def test_markdown(made: Path) -> None:
    texts = [path.read_text("utf-8") for path in (made / "markdown").iterdir()]
    texts += [(made / "out.markdown").read_text("utf-8"), (made / "diff.markdown").read_text("utf-8")]
    for text in texts:
        assert "alert(1)" in text
        rest = re.sub(r"`[^`\n]*`", "", text)  # what stands between them is shown as it is
        assert not re.search(r"(?<!\\)<(?:script|img)", rest)
        assert not re.search(r"(?<!\\)\]\((?:javascript|http)", rest)
        assert STEERING.search(text) is None


def test_xml_and_json(made: Path) -> None:
    root = etree.fromstring((made / "out.junit").read_bytes())
    assert root.tag == "testsuites"
    assert any("alert(1)" in (node.get("name") or "") for node in root.iter("testsuite", "testcase"))
    for name in ("json", "sarif", "gitlab"):
        assert json.loads((made / f"out.{name}").read_text("utf-8"))
    assert all(json.loads(line) for line in (made / "out.jsonl").read_text("utf-8").splitlines())
    assert json.loads((made / "guiheng-baseline.json").read_text("utf-8"))["plans"]["evil"]


def test_word(made: Path) -> None:
    files = list((made / "docx").iterdir())
    assert len(files) == 2
    for path in files:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    root = etree.fromstring(archive.read(name))
                    assert not [node for node in root.iter() if node.get("TargetMode") == "External"]
                    fields = [node.text or "" for node in root.iter("{*}instrText")]
                    assert all(re.fullmatch(r"\s*(?:PAGE|NUMPAGES)\b[^\"{]*", field) for field in fields), fields


def test_names_lead_nowhere(made: Path, tmp_path: Path) -> None:
    """Pages are called by their plan's id, made plain; nothing is written beside the folder asked for."""
    folder = tmp_path / "deep/er"
    folder.mkdir(parents=True)
    shutil.copy(made / "plans/other.yaml", folder / "other.yaml")
    put(folder / "a.yaml", source="{file: ../../../../../../etc/passwd}")
    put(folder / "b.yaml", id="con", source="{file: /etc/passwd}")
    put(folder / "c.yaml", id="../../evil")
    before = sorted(tmp_path.rglob("*"))
    done = apart("report", ".", "-o", "out", "--sources", "/etc", cwd=folder)
    assert done.code == 2
    (line,) = done.lines
    assert line.startswith("c.yaml:2:5: id 的写法不合要求")
    assert "root:" not in "".join(path.read_text("utf-8") for path in (folder / "out").iterdir())
    made_now = [path for path in tmp_path.rglob("*") if path not in before]
    assert all(path == folder / "out" or path.parent == folder / "out" for path in made_now)
    assert not {"con.html", "evil.html"} & {path.name for path in made_now}
