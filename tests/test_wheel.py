"""The wheel: built, installed beside nothing of the checkout, and run elsewhere."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import checker

ROOT = Path(__file__).parents[1]
RULES, TEMPLATES = "checker/_data/rules/", "checker/_data/templates/"


def python(*arguments: str, cwd: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Run this interpreter in ``cwd`` with ``path`` before everything that is installed."""
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def well(run: subprocess.CompletedProcess[str]) -> str:
    """What a run printed; it must have gone well."""
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    well(
        python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder, path=folder)
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed, without what it depends on."""
    folder = tmp_path_factory.mktemp("site")
    quiet = ("--disable-pip-version-check", "--no-index", "--no-deps", "--no-compile", "-q")
    well(python("-m", "pip", "install", *quiet, "--target", str(folder), str(wheel), cwd=folder, path=folder))
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a plan and nothing else."""
    shutil.copy(ROOT / "docs" / "examples" / "linjiang.yaml", tmp_path / "plan.yaml")
    return tmp_path


def names_in(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_rule_and_template(wheel: Path) -> None:
    names = names_in(wheel)
    for folder, prefix in ((ROOT / "rules", RULES), (ROOT / "templates", TEMPLATES)):
        files = {prefix + path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert files
        assert files == {name for name in names if name.startswith(prefix)}


def test_the_wheel_holds_every_module_and_nothing_else(wheel: Path) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "checker").rglob("*.py")}
    others = {name for name in names_in(wheel) if not name.startswith((RULES, TEMPLATES)) and ".dist-info/" not in name}
    assert others == {*modules, "checker/py.typed"}  # the marker that makes the types count


def test_the_installed_package_is_the_one_that_runs(site: Path, elsewhere: Path) -> None:
    shown = well(python("-c", "import checker; print(checker.__file__)", cwd=elsewhere, path=site))
    assert Path(shown.strip()).is_relative_to(site)


def test_it_finds_the_same_as_the_checkout(site: Path, elsewhere: Path) -> None:
    installed, here = (_checked(elsewhere, path) for path in (site, ROOT))
    assert installed == here
    assert len(installed["plans"][0]["findings"]) > 5


def _checked(folder: Path, path: Path) -> dict[str, Any]:
    run = python("-m", "checker", "check", "--format", "json", "plan.yaml", cwd=folder, path=path)
    assert run.returncode == 1, run.stderr
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def test_it_writes_a_report(site: Path, elsewhere: Path) -> None:
    well(python("-m", "checker", "report", "plan.yaml", "-o", "out", cwd=elsewhere, path=site))
    (page,) = (elsewhere / "out").iterdir()
    text = page.read_text(encoding="utf-8")
    assert "临江市“十四五”知识产权发展规划" in text
    assert "TGT003" in text
    assert "<style>" in text


def test_it_writes_a_repository_that_passes(site: Path, tmp_path: Path) -> None:
    shown = well(python("-m", "checker", "init", "new", cwd=tmp_path, path=site))
    assert {"new/.gitlab-ci.yml", "new/.guiheng/plan.schema.json"} <= set(shown.splitlines())
    assert "1 份规划：错误 0" in well(python("-m", "checker", "check", "plans", cwd=tmp_path / "new", path=site))


def test_its_rules_pass_their_cases_and_explain_themselves(site: Path, elsewhere: Path) -> None:
    assert re.search(
        r"\d+ 条规则，\d+ 个样例，0 个不符", well(python("-m", "checker", "rules", "test", cwd=elsewhere, path=site))
    )
    assert "不符合的样例" in well(python("-m", "checker", "explain", "TGT003", cwd=elsewhere, path=site))


def test_its_command_runs(site: Path, elsewhere: Path) -> None:
    script = next(path for path in (site / "bin", site / "Scripts") if path.is_dir()) / "guiheng"
    assert well(python(str(script), "--version", cwd=elsewhere, path=site)) == f"guiheng {checker.__version__}\n"


def distribution(site: Path) -> importlib.metadata.Distribution:
    (found,) = importlib.metadata.distributions(name="guiheng", path=[str(site)])
    return found


def test_its_metadata(site: Path) -> None:
    metadata = distribution(site).metadata
    assert (metadata["Name"], metadata["Version"]) == ("guiheng", checker.__version__)
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "规衡" in (distribution(site).read_text("METADATA") or "").partition("\n\n")[2]
    assert not metadata.get_all("Author-email")


def test_what_it_requires_is_there(site: Path) -> None:
    required = [Requirement(line) for line in distribution(site).requires or ()]
    needed = [each for each in required if each.marker is None or each.marker.evaluate({"extra": ""})]
    assert {"click", "jinja2", "pydantic", "pyyaml", "rapidfuzz"} <= {each.name.lower() for each in needed}
    for each in needed:
        if each.name != "durable-rules":  # a machine without a C compiler does without
            assert each.specifier.contains(importlib.metadata.version(each.name)), each
    assert not any(each.url for each in required)


def test_durable_rules_is_required_only_where_it_can_be_had(site: Path) -> None:
    (durable,) = (each for each in map(Requirement, distribution(site).requires or ()) if each.name == "durable-rules")
    assert durable.marker
    wanted = {
        ("3.12", "linux"): True,
        ("3.13", "linux"): False,
        ("3.12", "win32"): False,
        ("3.12", "darwin"): False,
    }
    for (version, platform), expected in wanted.items():
        environment = {"python_version": version, "sys_platform": platform}
        assert durable.marker.evaluate(environment) is expected
