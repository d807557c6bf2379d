"""The set-up script decides rightly what to install; nothing is installed and no network is used here.

``setup.sh`` runs with a PATH that holds only what a test puts there, and with a virtual environment whose ``python``
is a stub: it answers for an interpreter that sees no installed package, and writes down the calls of pip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
SETUP = ROOT / "scripts" / "setup.sh"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SHELL = shutil.which("sh")

pytestmark = pytest.mark.skipif(SHELL is None or sys.platform == "win32", reason="a POSIX shell is needed")
needs_engine = pytest.mark.skipif(
    sys.platform != "linux" or sys.version_info >= (3, 13), reason="durable-rules is not wanted here, so no compiler is"
)

PYTHON_STUB = """#!{shell}
PATH={path}
case $1 in
-m)
    shift
    echo "$*" >> {log}
    case "$*" in *-r\\ /dev/stdin*) cat > {requirements} ;; esac
    exit ${{STUB_PIP:-0}} ;;
-)
    question=$(cat)
    case $question in *Python.h*) exit {headers} ;; esac
    printf '%s\\n' "$question" | {python} -I -S - ;;
*)
    exec {python} "$@" ;;
esac
"""
LOGGING_STUB = """#!{shell}
echo "{name} $*" >> {log}
exit {code}
"""


@dataclass
class Machine:
    """A bare machine: what is on its PATH, and what its pip and apt-get were asked for."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.path = self.folder / "bin"
        self.path.mkdir()
        self.pip_log, self.apt_log, self.requirements = (self.folder / name for name in ("pip", "apt", "requirements"))
        for name in ("dirname", "rm"):
            found = shutil.which(name)
            assert found
            (self.path / name).symlink_to(found)
        self.script(self.path / "id", f"#!{SHELL}\necho 1000\n")

    def script(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def root_with_apt_get(self, *, code: int, brings: str = "") -> None:
        """The user is root and apt-get ends with ``code``, having brought a command."""
        self.script(self.path / "id", f"#!{SHELL}\necho 0\n")
        bring = f"/bin/cp {self.path}/id {self.path}/{brings}\n" if brings else ""
        text = LOGGING_STUB.format(shell=SHELL, name="apt-get", log=self.apt_log, code=code)
        self.script(self.path / "apt-get", text.replace("exit", f"{bring}exit"))

    def compiler(self) -> None:
        self.script(self.path / "cc", f"#!{SHELL}\n")

    def virtual_environment(self, *, headers: bool = True) -> None:
        """One that stands already, so that none is made; ``headers``: Python.h is there."""
        text = PYTHON_STUB.format(
            shell=SHELL,
            path=os.defpath,
            log=self.pip_log,
            requirements=self.requirements,
            headers=0 if headers else 1,
            python=sys.executable,
        )
        self.script(self.folder / "venv" / "bin" / "python", text)

    def set_up(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        assert SHELL
        environment = {
            "PATH": str(self.path),
            "VENV": str(self.folder / "venv"),
            "PYTHON": sys.executable,
            "LC_ALL": "C.UTF-8",
            **self.environment,
        }
        return subprocess.run(
            [SHELL, str(SETUP), *arguments],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def asked(self, log: Path) -> list[str]:
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def pip_calls(self) -> list[list[str]]:
        """The words of each call of pip, without options that only keep it quiet."""
        quiet = ("pip", "--disable-pip-version-check", "-q")
        return [[word for word in call.split() if word not in quiet] for call in self.asked(self.pip_log)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


WITHOUT_ENGINE = "setup: 没有 C 编译器，不装 durable-rules"


@needs_engine
@pytest.mark.parametrize("what", ["", "dev"])
def test_without_a_compiler_it_says_one_line_and_does_without_the_engine(machine: Machine, what: str) -> None:
    machine.virtual_environment()
    machine.root_with_apt_get(code=1)
    run = machine.set_up(*filter(None, [what]))
    assert run.returncode == 0, run.stderr
    first, last = run.stdout.splitlines()
    assert first.startswith(WITHOUT_ENGINE)
    assert last.startswith("setup: 好了")
    assert machine.pip_calls() == [
        ["install", "-r", "/dev/stdin"],
        ["install", "--no-deps", *(["-e"] if what else []), "."],
    ]
    assert "durable" not in machine.requirements.read_text(encoding="utf-8")
    assert ("pytest" in machine.requirements.read_text(encoding="utf-8")) == bool(what)


@needs_engine
def test_apt_get_is_tried_before_it_gives_up(machine: Machine) -> None:
    machine.virtual_environment()
    machine.root_with_apt_get(code=1)
    assert WITHOUT_ENGINE in machine.set_up().stdout
    assert machine.asked(machine.apt_log) == ["apt-get update -q"]


@needs_engine
def test_apt_get_is_left_alone_by_who_may_not_install(machine: Machine) -> None:
    machine.virtual_environment()
    machine.root_with_apt_get(code=0, brings="cc")
    machine.script(machine.path / "id", f"#!{SHELL}\necho 1000\n")
    assert WITHOUT_ENGINE in machine.set_up().stdout
    assert machine.asked(machine.apt_log) == []


@needs_engine
def test_a_compiler_that_apt_get_brings_is_used(machine: Machine) -> None:
    machine.virtual_environment()
    machine.root_with_apt_get(code=0, brings="cc")
    run = machine.set_up()
    assert WITHOUT_ENGINE not in run.stdout
    assert machine.pip_calls() == [["install", "."]]
    update, install = machine.asked(machine.apt_log)
    assert update == "apt-get update -q"
    assert install.split()[-3:] == ["gcc", "libc6-dev", "python3-dev"]


@needs_engine
def test_a_compiler_without_the_headers_of_python_is_none(machine: Machine) -> None:
    machine.compiler()
    machine.virtual_environment(headers=False)
    assert WITHOUT_ENGINE in machine.set_up().stdout


@pytest.mark.parametrize(("what", "target"), [("", ["."]), ("dev", ["-e", ".[dev]"])])
def test_with_a_compiler_everything_is_installed(machine: Machine, what: str, target: list[str]) -> None:
    machine.compiler()
    machine.virtual_environment()
    run = machine.set_up(*filter(None, [what]))
    assert run.returncode == 0, run.stderr
    assert machine.pip_calls() == [["install", *target]]
    assert run.stdout.splitlines() == [f"setup: 好了。试试 {machine.folder}/venv/bin/guiheng check plans"]


def test_an_installation_that_fails_is_no_success(machine: Machine) -> None:
    machine.compiler()
    machine.virtual_environment()
    machine.environment["STUB_PIP"] = "1"
    run = machine.set_up()
    assert run.returncode != 0
    assert "好了" not in run.stdout


@needs_engine
def test_requirements_that_fail_are_no_success(machine: Machine) -> None:
    machine.virtual_environment()
    machine.environment["STUB_PIP"] = "1"
    run = machine.set_up()
    assert run.returncode != 0
    assert "好了" not in run.stdout


def test_without_python_it_says_what_to_install(machine: Machine) -> None:
    machine.environment["PYTHON"] = "python-that-is-not-there"
    run = machine.set_up()
    assert run.returncode == 1
    assert run.stderr.startswith("setup: 需要 Python 3.11 以上")
    assert machine.pip_calls() == []


@pytest.mark.parametrize(("version", "found"), [("3, 10, 9", False), ("3, 11, 0", True)])
def test_a_python_that_is_too_old_is_none(machine: Machine, version: str, found: bool) -> None:
    pretend = f"import sys; sys.version_info = ({version}); exec(sys.argv[1])"
    machine.script(machine.path / "some-python", f'#!{SHELL}\nexec {sys.executable} -c "{pretend}" "$2"\n')
    machine.environment["PYTHON"] = "some-python"
    machine.compiler()
    machine.virtual_environment()
    assert machine.set_up().returncode == (0 if found else 1)


@pytest.mark.parametrize("extra", ["", "test", "dev"])
def test_the_requirements_are_all_but_the_engine(extra: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "requirements.py"), *filter(None, [extra])]
    shown = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    listed = sorted(Requirement(line).name.lower() for line in shown.splitlines())
    assert listed == sorted({*names("", PROJECT["dependencies"]), *names(extra, [])} - {"durable-rules"})


def names(extra: str, lines: list[str]) -> set[str]:
    """The names that requirement lines and an extra stand for."""
    found = set()
    for requirement in map(Requirement, [*lines, *(PROJECT["optional-dependencies"][extra] if extra else [])]):
        if requirement.name == PROJECT["name"]:
            found |= {name for inner in requirement.extras for name in names(inner, [])}
        else:
            found.add(requirement.name.lower())
    return found


@pytest.mark.parametrize("script", ["scripts/setup.sh", "scripts/test.sh", "scripts/asan.sh"])
def test_a_script_is_proper_shell(script: str) -> None:
    assert SHELL
    assert subprocess.run([SHELL, "-n", str(ROOT / script)], check=False).returncode == 0


def test_ci_runs_the_commands_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert ci == "sh scripts/setup.sh dev && sh scripts/test.sh"
    assert ci in (ROOT / "README.md").read_text(encoding="utf-8")
