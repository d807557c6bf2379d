"""``guiheng init``: a repository that works, whose CI is red on a bad change and green when it is mended."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import checker
from checker.loading.yaml_tree import load
from tests.cli.conftest import Here
from tests.cli.support import names
from tests.steps import Ran, Runner, loaded

FILES = {
    ".gitattributes", ".github/workflows/guiheng.yml", ".gitignore", ".gitlab-ci.yml", ".guiheng/config.schema.json",
    ".guiheng/plan.schema.json", ".guiheng/rule.schema.json", ".guiheng/waivers.schema.json", ".pre-commit-config.yaml",
    ".vscode/extensions.json", ".vscode/settings.json", "README.md", "guiheng.toml", "plans/qinghe.txt",
    "plans/qinghe.yaml", "waivers.yaml",
}  # fmt: skip
GOOD, BAD = "target: {value: 3.00", "target: {value: 3.50"


@pytest.fixture
def repository(here: Here, folder: Path) -> Path:
    """A new repository, the working folder."""
    assert here("init").code == 0
    return folder


def change(old: str, new: str, name: str = "plans/qinghe.yaml") -> None:
    path = Path(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def waive(expires: str) -> None:
    entry = f"{{plan: yunling-qinghe-155, rule: TGT003, reason: 下一稿改, owner: 规划处, expires: {expires}}}"
    Path("waivers.yaml").write_text(f"waivers:\n  - {entry}\n", encoding="utf-8")


def test_it_writes_all_of_it(here: Here, folder: Path) -> None:
    done = here("init", "new/place")
    assert (done.code, done.err) == (0, "")
    written = {path.relative_to("new/place").as_posix() for path in Path("new/place").rglob("*") if path.is_file()}
    assert written == FILES
    assert {Path(line).relative_to("new/place").as_posix() for line in done.out.splitlines()} == FILES
    assert names(folder) == ["new"]
    texts = [path.read_text("utf-8") for path in Path("new/place").rglob("*") if path.is_file()]
    assert not [text for text in texts if "@REQUIREMENT@" in text]


def test_it_never_overwrites(here: Here, folder: Path) -> None:
    (folder / "README.md").write_text("自己的\n", encoding="utf-8")
    (folder / "guiheng.toml").symlink_to("nowhere")
    (folder / "waivers.yaml").mkdir()
    done = here("init")
    assert done.code == 0
    assert done.lines == [f"guiheng：{name} 已经有了，没有动" for name in ("README.md", "guiheng.toml", "waivers.yaml")]
    assert (folder / "README.md").read_text("utf-8") == "自己的\n"
    assert set(done.out.splitlines()) == FILES - {"README.md", "guiheng.toml", "waivers.yaml"}
    again = here("init")
    assert (again.code, again.out) == (0, "")


def test_a_folder_that_cannot_be(here: Here, folder: Path) -> None:
    (folder / "file").touch()
    done = here("init", "file/below")
    assert (done.code, done.out) == (2, "")


def test_it_passes_its_own_check(here: Here, repository: Path) -> None:
    done = here("check", "plans")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1].startswith("1 份规划：错误 0，警告 ")
    assert here("check", "plans", "--fail-on", "warning").code == 1
    assert here("config", "show").out.splitlines()[1].split() == ["fail-on", "error", "guiheng.toml:4"]
    assert here("report", "plans", "-o", "reports").code == 0
    assert "规划全文" in (repository / "reports/yunling-qinghe-155.html").read_text("utf-8")


def test_what_is_commented_out_in_the_configuration_is_valid(here: Here, repository: Path) -> None:
    lines = (repository / "guiheng.toml").read_text("utf-8").splitlines()
    keys = [line.removeprefix("# ") if line.startswith("# [") or " = " in line else line for line in lines]
    (repository / "guiheng.toml").write_text("\n".join(keys) + "\n", encoding="utf-8")
    (repository / "outlines").mkdir()
    (repository / "rules").mkdir()
    (repository / "guiheng-baseline.json").write_text('{"version": 1, "tool": "0", "plans": {}}', encoding="utf-8")
    assert (here("check", "plans").code, here("check", "plans").err) == (0, "")
    rows = dict(line.split()[:2] for line in here("config", "show").out.splitlines()[1:])
    assert rows["outlines"] == "outlines"
    assert rows["severity.TGT004"] == "info"
    assert rows["report.issuer"] == "青禾市知识产权局"


def test_the_waiver_in_the_comment_holds(here: Here, repository: Path) -> None:
    lines = (repository / "waivers.yaml").read_text("utf-8").splitlines()
    entry = "\n".join(line[1:] for line in lines if line.startswith("#   "))
    (repository / "waivers.yaml").write_text(f"waivers:\n{entry}\n", encoding="utf-8")
    done = here("check", "plans", "--as-of", "2026-12-31")
    assert "已豁免：\n    CIT001 " in done.out
    assert "没有起作用的豁免" not in done.out


@pytest.mark.usefixtures("repository")
def test_editors_find_the_schemas() -> None:
    line = Path("plans/qinghe.yaml").read_text("utf-8").splitlines()[0]
    named = Path("plans", line.removeprefix("# yaml-language-server: $schema="))
    for path, file in ((named, "plans/qinghe.yaml"), (Path(".guiheng/waivers.schema.json"), "waivers.yaml")):
        schema = json.loads(path.read_text("utf-8"))
        assert not list(Draft202012Validator(schema).iter_errors(load(Path(file)).data))
    settings = json.loads(Path(".vscode/settings.json").read_text("utf-8"))
    assert all(Path(schema).is_file() for schema in settings["yaml.schemas"])
    first = Path("waivers.yaml").read_text("utf-8").splitlines()[0]
    assert Path(first.removeprefix("# yaml-language-server: $schema=")).is_file()


def github(runner: Runner) -> Ran:
    return runner.github(loaded(Path(".github/workflows/guiheng.yml"))["jobs"]["check"]["steps"], Path.cwd())


@pytest.mark.usefixtures("repository")
def test_github_is_red_on_a_bad_change_and_green_when_it_is_mended(tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    first = github(runner)
    assert first.green
    assert runner.asked == [f"install guiheng=={checker.__version__}"]
    assert first.summary.startswith("### 规衡：青禾市")
    assert Path("reports/yunling-qinghe-155.html").is_file()

    change(GOOD, BAD)
    red = github(runner)
    assert {name for name, code in red.codes.items() if code} == {"检查规划"}
    assert "::error file=plans/qinghe.yaml,line=" in red.printed
    assert "TGT003" in red.summary

    change(BAD, GOOD)
    assert github(runner).green

    change(GOOD, BAD)
    waive("2099-12-31")
    waived = github(runner)
    assert waived.green
    assert "下一稿改" in waived.summary

    waive("2020-01-01")
    expired = github(runner)
    assert expired.codes["检查规划"] == 1
    assert "豁免已经过期" in expired.summary


@pytest.mark.usefixtures("repository")
def test_github_tells_an_unusable_plan(tmp_path_factory: pytest.TempPathFactory) -> None:
    change("schema: 1", "schema: 9")
    red = github(Runner(tmp_path_factory.mktemp("runner")))
    assert red.codes["检查规划"] == 2
    assert "::error" in red.printed
    assert "没能检查的文件" in red.summary


@pytest.mark.usefixtures("repository")
def test_gitlab(tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    job = loaded(Path(".gitlab-ci.yml"))["guiheng"]

    def run() -> int:
        return runner.run("\n".join([*job["before_script"], *job["script"]]), Path.cwd(), {}).returncode

    assert run() == 0
    assert runner.asked == [f"install guiheng=={checker.__version__}"]
    change(GOOD, BAD)
    assert run() == 1
    artifacts = job["artifacts"]
    quality = json.loads(Path(artifacts["reports"]["codequality"]).read_text("utf-8"))
    assert any(issue["check_name"].startswith("TGT003") for issue in quality)
    assert Path(artifacts["reports"]["junit"]).read_text("utf-8").startswith("<?xml")
    assert Path(artifacts["paths"][0], "yunling-qinghe-155.html").is_file()


@pytest.mark.usefixtures("repository")
def test_the_hook_runs_on_what_it_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    (hook,) = loaded(Path(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    assert hook["pass_filenames"] is False
    matched = {name for name in FILES if re.search(hook["files"], name)}
    assert matched == {"guiheng.toml", "plans/qinghe.txt", "plans/qinghe.yaml", "waivers.yaml"}
    assert runner.run(hook["entry"], Path.cwd(), {}).returncode == 0
    change(GOOD, BAD)
    assert runner.run(hook["entry"], Path.cwd(), {}).returncode == 1


def test_where_ci_gets_it_from(here: Here, folder: Path) -> None:
    assert here("init", "--requirement", "git+https://git.example/guiheng@v1").code == 0
    for name in (".github/workflows/guiheng.yml", ".gitlab-ci.yml", "README.md"):
        assert "git+https://git.example/guiheng@v1" in (folder / name).read_text("utf-8")
    assert here("init", "elsewhere", "--requirement", 'x"; rm -rf /').code == 2
    assert not (folder / "elsewhere").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
@pytest.mark.usefixtures("repository")
def test_reports_are_not_put_under_version_control(here: Here) -> None:
    here("report", "plans", "-o", "reports")
    subprocess.run(["git", "init", "-q"], check=True)
    shown = subprocess.run(["git", "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True).stdout
    assert {line[3:] for line in shown.splitlines()} == FILES


@pytest.mark.usefixtures("repository")
def test_an_extracted_summary_names_the_schema_for_editors(here: Here) -> None:
    Path("plans/county").mkdir()
    command = ("extract", "plans/qinghe.txt", "--region", "云岭省青禾市")
    for name, line in (("plans/new.yaml", "../.guiheng"), ("plans/county/new.yaml", "../../.guiheng")):
        assert here(*command, "-o", name).code == 0
        first, *rest = Path(name).read_text("utf-8").splitlines()
        assert first == f"# yaml-language-server: $schema={line}/plan.schema.json"
        assert not [each for each in rest if "yaml-language-server" in each]
    change("# 指标表", "# 我的话\n# 指标表", "plans/new.yaml")
    for _ in range(2):
        assert here(*command, "--update", "plans/new.yaml", "-o", "plans/new.yaml").code == 0
        text = Path("plans/new.yaml").read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=../.guiheng/plan.schema.json\n")
        assert (text.count("yaml-language-server"), text.count("# 我的话")) == (1, 1)
    assert "yaml-language-server" not in here(*command).out


def test_where_there_is_no_schema_none_is_named(here: Here, repository: Path) -> None:
    shutil.rmtree(repository / ".guiheng")
    command = ("extract", "plans/qinghe.txt", "--region", "云岭省青禾市", "-o", "plans/new.yaml")
    assert here(*command).code == 0
    text = Path("plans/new.yaml").read_text("utf-8")
    assert "yaml-language-server" not in text
    own = "# yaml-language-server: $schema=https://example.org/plan.json"
    Path("plans/new.yaml").write_text(f"{own}\n{text}", encoding="utf-8")
    assert here(*command, "--update", "plans/new.yaml").code == 0
    assert own in Path("plans/new.yaml").read_text("utf-8")  # a person's own stays
