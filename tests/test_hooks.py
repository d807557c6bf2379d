"""What other repositories take from this one: the hook for pre-commit, and the action for GitHub.

pre-commit itself runs on a copy of this repository where it is installed and can fetch what guiheng needs. Where it
can't, that test SKIPS and says so, and only the hook's entry run by hand stands for it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import CONTRADICTION, SUMMARY, put
from tests.steps import ROOT, Ran, Runner, loaded

(HOOK,) = loaded(ROOT / ".pre-commit-hooks.yaml")
ACTION = loaded(ROOT / "action.yml")
NO_BUILD = ("An unexpected error has occurred", "CalledProcessError")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one good plan."""
    put(tmp_path / "work" / "plans" / "规划.yaml")
    return tmp_path / "work"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    folder = tmp_path / "runner"
    folder.mkdir()
    return Runner(folder)


def spoil(repository: Path) -> None:
    put(repository / "plans" / "规划.yaml", SUMMARY + CONTRADICTION)


def test_the_hook_by_hand(repository: Path, runner: Runner) -> None:
    assert (HOOK["id"], HOOK["language"], HOOK["pass_filenames"]) == ("guiheng-check", "python", False)
    command = shlex.join([*HOOK["entry"].split(), *HOOK["args"]])
    assert runner.run(command, repository, {}).returncode == 0
    spoil(repository)
    done = runner.run(command, repository, {})
    assert done.returncode == 1
    assert "TGT003" in done.stdout


@pytest.mark.parametrize(
    ("name", "runs"),
    [("plans/规划.yaml", True), ("plans/a/b.docx", True), ("waivers.yaml", True), ("guiheng.toml", True),
     ("README.md", False), ("other/plans/a.yaml", False), ("xwaivers.yaml", False)],
)  # fmt: skip
def test_the_files_that_make_the_hook_run(name: str, runs: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) is runs


def git(*arguments: str, cwd: Path) -> str:
    identity = {
        f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "core.hooksPath=/dev/null", *arguments]
    done = subprocess.run(command, cwd=cwd, env={**kept, **identity}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def copied(to: Path) -> str:
    """What the package is made of, as a repository; its commit."""
    to.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, to / name)
    for name in ("checker", "rules", "templates"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    git("init", "-q", cwd=to)
    git("add", "-A", cwd=to)
    git("commit", "-q", "-m", "all", cwd=to)
    return git("rev-parse", "HEAD", cwd=to)


def pre_commit(repository: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "GUIHENG"))}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=repository,
        env={**kept, "PRE_COMMIT_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="NOT SHOWN: pre-commit is not installed")
@pytest.mark.skipif(shutil.which("git") is None, reason="NOT SHOWN: git is not there")
def test_pre_commit_runs_it(repository: Path, tmp_path: Path) -> None:
    source, home = tmp_path / "guiheng", tmp_path / "home"
    revision = copied(source)
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {source}\n    rev: {revision}\n    hooks:\n      - id: guiheng-check\n", encoding="utf-8"
    )
    git("init", "-q", cwd=repository)
    git("add", "-A", cwd=repository)
    first = pre_commit(repository, home, "run", "--all-files")
    if first.returncode == 3 and any(sign in first.stdout + first.stderr for sign in NO_BUILD):
        pytest.skip("NOT SHOWN: pre-commit could not install guiheng here (no package index, or no compiler)")
    assert first.returncode == 0, first.stdout + first.stderr
    assert re.search(r"规衡：检查规划\.*Passed", first.stdout)

    spoil(repository)
    git("add", "-A", cwd=repository)
    bad = pre_commit(repository, home, "run")
    assert bad.returncode == 1
    assert re.search(r"规衡：检查规划\.*Failed", bad.stdout)
    assert "错误 TGT003" in bad.stdout

    git("commit", "-q", "-m", "as it is", cwd=repository)
    (repository / "README.md").write_text("x\n", encoding="utf-8")
    git("add", "-A", cwd=repository)
    assert "Skipped" in pre_commit(repository, home, "run").stdout  # no plan among the changes


def inputs(**given: str) -> dict[str, str]:
    assert given.keys() <= ACTION["inputs"].keys()
    return {name: given.get(name, each["default"]) for name, each in ACTION["inputs"].items()}


def act(runner: Runner, repository: Path, **given: str) -> Ran:
    """The action without its installation, which has its own test."""
    steps = [step for step in ACTION["runs"]["steps"] if step.get("name") != "安装规衡"]
    return runner.github(steps, repository, inputs(**given))


def test_every_step_of_the_action_names_its_shell() -> None:
    assert ACTION["runs"]["using"] == "composite"
    steps = [step for step in ACTION["runs"]["steps"] if "run" in step]
    assert [step["name"] for step in steps] == ["安装规衡", "检查规划", "写报告"]
    assert {step["shell"] for step in steps} == {"bash"}
    assert not [step for step in steps if "${{" in step["run"]]  # an input is never part of a script


def test_the_action_is_red_and_green(runner: Runner, repository: Path) -> None:
    good = act(runner, repository)
    assert good.codes == {"检查规划": 0}
    assert good.summary.startswith("### 规衡：临江市")
    spoil(repository)
    bad = act(runner, repository)
    assert bad.codes == {"检查规划": 1}
    assert "::error file=plans/规划.yaml,line=" in bad.printed
    assert "TGT003" in bad.summary


def test_the_inputs_of_the_action(runner: Runner, repository: Path) -> None:
    (repository / "plans").rename(repository / "drafts")
    assert act(runner, repository).codes == {"检查规划": 2}
    ran = act(runner, repository, paths="drafts", args="--fail-on warning --ignore TXT", reports="审查 报告")
    assert ran.codes == {"检查规划": 1, "写报告": 0}
    assert (repository / "审查 报告" / "linjiang.html").is_file()


def test_an_input_is_never_run(runner: Runner, repository: Path) -> None:
    ran = act(runner, repository, paths="plans;touch${IFS}x $(touch y) `touch z` *")
    assert ran.codes["检查规划"] == 2
    assert sorted(path.name for path in repository.iterdir()) == ["plans"]


def test_the_action_installs_itself(runner: Runner, tmp_path: Path) -> None:
    (step,) = (step for step in ACTION["runs"]["steps"] if step.get("name") == "安装规衡")
    site = tmp_path / "site"
    settings = {
        "GITHUB_ACTION_PATH": str(ROOT),
        "PIP_TARGET": str(site),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    ran = runner.github([step], tmp_path, inputs(), settings)
    assert ran.green, ran.printed
    assert (site / "checker" / "_data" / "rules").is_dir()
    assert list((site / "bin").glob("guiheng*"))
